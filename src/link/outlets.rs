//! Who has printed each node, and whether outlets print a statement once.

use rayon::prelude::*;

use super::cluster::Edge;
use super::entry::Entry;
use super::lists::Lists;
use crate::model::fingerprint;

/// What remains of the score of two texts of one outlet that prints a statement once.
const SAME: f32 = 0.2;
/// Two texts of one outlet that score this are one text twice.
pub const REPRINT: f32 = 0.8;
/// Pairs that score this are surely of one statement, ...
const SURE: f32 = 0.5;
/// ... hardly one of those below this is.
const WEAK: f32 = 0.25;
/// Outlets print a statement once where sure pairs are of one outlet less than so many times as often as the others, ...
const SELDOM: f64 = 0.7;
/// ... if there are so many of them, ...
const PAIRS: f64 = 50.0;
/// ... and as many as this would be of one outlet if they were like the others.
const BY_CHANCE: f64 = 3.0;

/// So many outlets have both of two statements, ...
const BOTH: usize = 2;
/// ... and at least as many as this share of those of the smaller group.
const PART: f32 = 0.3;

/// The numbers of the outlets of each node, ascending, without repeats.
#[derive(Default)]
pub struct Outlets(Lists<u32>);

impl Outlets {
    /// Of `nodes` nodes, where `of` says the node of each entry. An outlet without a name is none.
    pub fn new(entries: &[Entry<'_>], of: &[u32], nodes: usize) -> Outlets {
        let named = |entry: &Entry<'_>| (!entry.outlet.is_empty()).then(|| fingerprint(entry.outlet.as_bytes()));
        let mut names: Vec<u64> = entries.iter().filter_map(named).collect();
        names.sort_unstable();
        names.dedup();
        let number = |name: u64| names.binary_search(&name).unwrap_or_default() as u32;
        let printed = of.iter().zip(entries).filter_map(|(&node, entry)| Some((node, number(named(entry)?))));
        Outlets::sorted(printed.collect(), nodes)
    }

    /// Those of groups, where `group` names the group of each node by one of its nodes.
    pub fn of_groups(&self, group: &[u32]) -> Outlets {
        let printed =
            group.iter().zip(0..).flat_map(|(&name, node)| self.of(node).iter().map(move |&outlet| (name, outlet)));
        Outlets::sorted(printed.collect(), group.len())
    }

    /// From nodes, below `nodes`, and the number of an outlet of each.
    fn sorted(mut printed: Vec<(u32, u32)>, nodes: usize) -> Outlets {
        printed.par_sort_unstable();
        printed.dedup();
        Outlets(Lists::new(nodes, || printed.iter().copied()))
    }

    /// The outlets of a node, ascending.
    pub fn of(&self, node: u32) -> &[u32] {
        self.0.of(node)
    }

    /// Whether one outlet has printed both nodes of a pair.
    pub fn same(&self, pair: &Edge) -> bool {
        common(self.of(pair.a), self.of(pair.b)) > 0
    }

    /// Whether outlets that print a statement once have both of two groups of nodes.
    pub fn have_both(&self, a: &[u32], b: &[u32]) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let of = |group: &[u32]| -> Vec<u32> {
            let mut numbers: Vec<u32> = group.iter().flat_map(|&node| self.of(node)).copied().collect();
            numbers.sort_unstable();
            numbers.dedup();
            numbers
        };
        let (a, b) = (of(a), of(b));
        let both = common(&a, &b);
        both >= BOTH && both as f32 >= PART * a.len().min(b.len()) as f32
    }

    /// What to multiply the score of a pair of one outlet with: [`SAME`] where outlets print a statement once, else 1
    /// (they say nothing, as when all rows name one).
    pub fn factor(&self, pairs: &[Edge]) -> f32 {
        // Of nodes with one outlet, how many pairs and how many of them of one.
        let count = |least: f32, below: f32| -> (f64, f64) {
            let asked = pairs.iter().filter(|pair| (least..below).contains(&pair.score));
            let one =
                asked.map(|pair| (self.of(pair.a), self.of(pair.b))).filter(|(a, b)| a.len() == 1 && b.len() == 1);
            one.fold((0.0, 0.0), |(all, same), (a, b)| (all + 1.0, same + f64::from(a == b)))
        };
        let ((weak, by_chance), (sure, seen)) = (count(0.0, WEAK), count(SURE, REPRINT));
        let expected = sure * by_chance / weak.max(1.0);
        if sure >= PAIRS && expected >= BY_CHANCE && seen < expected * SELDOM { SAME } else { 1.0 }
    }
}

/// How many two ascending lists have in common.
pub fn common(a: &[u32], b: &[u32]) -> usize {
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    few.iter().filter(|&outlet| many.binary_search(outlet).is_ok()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nodes, each with its outlets.
    fn outlets(nodes: &[&[&str]]) -> Outlets {
        let printed =
            nodes.iter().zip(0..).flat_map(|(outlets, node)| outlets.iter().map(move |outlet| (*outlet, node)));
        let (entries, of): (Vec<Entry<'_>>, Vec<u32>) =
            printed.map(|(outlet, node)| (Entry { outlet, ..Entry::default() }, node)).unzip();
        Outlets::new(&entries, &of, nodes.len())
    }

    #[test]
    fn outlets_that_print_both_part_two_groups() {
        let seven = outlets(&[&["a"], &["b"], &["c"], &["a"], &["b"], &["d"], &[""]]);
        assert!(seven.have_both(&[0, 1, 2], &[3, 4, 5]));
        assert!(!seven.have_both(&[0, 2], &[3, 5, 6]), "one outlet may print a part again");
        assert!(outlets(&[&["a", "b", "c"], &["b", "a"]]).have_both(&[0], &[1]));
        assert!(!Outlets::default().have_both(&[0, 1, 2], &[3, 4, 5]), "nobody says that they print it once");
    }

    #[test]
    fn whether_outlets_print_a_statement_once_is_told_by_the_surest_pairs() {
        let names: Vec<String> = (0..60).map(|at| at.to_string()).collect();
        let nodes: Vec<[&str; 1]> = names.iter().flat_map(|name| [[name.as_str()], [name.as_str()]]).collect();
        let nodes: Vec<&[&str]> = nodes.iter().map(|names| names.as_slice()).collect();
        let outlets = outlets(&nodes);
        // Nodes 2n and 2n + 1 are of one outlet, 2n + 1 and 2n + 2 of two.
        let pairs =
            |first: u32, score: f32| (0..59).map(move |at| Edge { a: 2 * at + first, b: 2 * at + first + 1, score });
        let factor = |sure: u32| outlets.factor(&pairs(sure, 0.6).chain(pairs(0, 0.2)).collect::<Vec<_>>());
        assert!(factor(1) < 1.0, "sure pairs are of two outlets, weak ones of one");
        assert!(factor(0) == 1.0, "both are of one");
    }
}
