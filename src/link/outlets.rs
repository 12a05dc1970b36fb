//! Who has printed each node, and whether outlets print a statement once.

use std::borrow::Cow;

use rayon::prelude::*;

use super::cluster::Edge;
use super::compare::REPRINT;
use super::entry::Entry;
use super::lists::Lists;
use crate::model::fingerprint;

/// Pairs that score this are surely of one statement, ...
const SURE: f32 = 0.5;
/// ... hardly one of those below this is, whatever else makes them alike.
const WEAK: f32 = 0.25;
/// Outlets print a statement once where sure pairs are of one outlet less than so many times as often as weak ones, ...
const SELDOM: f64 = 0.7;
/// ... if there are so many of them, ...
const PAIRS: usize = 50;
/// ... and as many as this would be of one outlet if they were like the weak ones.
const EXPECTED: f64 = 3.0;

/// Two statements have at least this share of the outlets of the one with fewer in common, if these are to tell them apart.
const PART: f32 = 0.3;

/// The numbers of the outlets of each node, ascending, without repeats. Nothing of all nodes: outlets tell nothing.
#[derive(Default)]
pub struct Outlets(Lists<u32>);

impl Outlets {
    /// Of `nodes` nodes, where `of` says the node of each entry. An outlet without a name is none.
    pub fn new(entries: &[Entry<'_>], of: &[u32], nodes: usize) -> Outlets {
        let named = entries.iter().zip(of).filter(|(entry, _)| !entry.outlet.is_empty());
        let mut named: Vec<(u64, u32)> =
            named.map(|(entry, &node)| (fingerprint(entry.outlet.as_bytes()), node)).collect();
        named.par_sort_unstable();
        let numbered = named.chunk_by(|x, y| x.0 == y.0).zip(0..);
        Outlets::listed(numbered.flat_map(|(run, number)| run.iter().map(move |&(_, node)| (node, number))), nodes)
    }

    /// Those of groups, where `group` names the group of each node by one of its nodes.
    pub fn of_groups(&self, group: &[u32]) -> Outlets {
        let of = |(&name, node): (&u32, u32)| self.of(node).iter().map(move |&outlet| (name, outlet));
        Outlets::listed(group.iter().zip(0..).flat_map(of), group.len())
    }

    /// From nodes, below `nodes`, and an outlet of each.
    fn listed(printed: impl Iterator<Item = (u32, u32)>, nodes: usize) -> Outlets {
        let mut printed: Vec<(u32, u32)> = printed.collect();
        printed.par_sort_unstable();
        printed.dedup();
        Outlets(Lists::new(nodes, || printed.iter().copied()))
    }

    /// These, if outlets print a statement once, else nothing: they tell nothing where all rows name one, or where each
    /// comes back to what it has printed. `pairs` are those of the nodes.
    pub fn if_once(self, pairs: &[Edge]) -> Outlets {
        // Of nodes with one outlet, how many pairs and how many of them of one.
        let count = |least: f32, below: f32| -> (usize, usize) {
            let asked = pairs.iter().filter(|pair| (least..below).contains(&pair.score));
            let outlets = asked.map(|pair| (self.of(pair.a), self.of(pair.b)));
            let one = outlets.filter(|(a, b)| a.len() == 1 && b.len() == 1);
            one.fold((0, 0), |(all, same), (a, b)| (all + 1, same + usize::from(a == b)))
        };
        let ((weak, same), (sure, seen)) = (count(0.0, WEAK), count(SURE, REPRINT));
        let expected = sure as f64 * same as f64 / weak.max(1) as f64;
        let once = sure >= PAIRS && expected >= EXPECTED && (seen as f64) < expected * SELDOM;
        if once { self } else { Outlets::default() }
    }

    /// Whether outlets tell nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The outlets of a node, ascending.
    pub fn of(&self, node: u32) -> &[u32] {
        self.0.of(node)
    }

    /// Whether the nodes of a pair are two statements by who has printed both.
    pub fn tell_apart(&self, pair: &Edge) -> bool {
        many_in_both(self.of(pair.a), self.of(pair.b), 1)
    }

    /// The same of two groups of nodes. One outlet alone may have printed a part of a statement again.
    pub fn tell_groups_apart(&self, a: &[u32], b: &[u32]) -> bool {
        !self.is_empty() && many_in_both(&self.of_all(a), &self.of_all(b), 2)
    }

    /// The outlets of all `nodes`, ascending.
    fn of_all(&self, nodes: &[u32]) -> Cow<'_, [u32]> {
        if let &[node] = nodes {
            return Cow::Borrowed(self.of(node));
        }
        let mut outlets: Vec<u32> = nodes.iter().flat_map(|&node| self.of(node)).copied().collect();
        outlets.sort_unstable();
        outlets.dedup();
        Cow::Owned(outlets)
    }
}

/// Whether two ascending lists of outlets have `least` in common, and [`PART`] of the shorter one.
pub fn many_in_both(a: &[u32], b: &[u32], least: usize) -> bool {
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let both = few.iter().filter(|&outlet| many.binary_search(outlet).is_ok()).count();
    both >= least && both as f32 >= PART * few.len() as f32
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
        assert!(seven.tell_groups_apart(&[0, 1, 2], &[3, 4, 5]));
        assert!(!seven.tell_groups_apart(&[0, 2], &[3, 5, 6]), "one outlet may print a part again");
        let crowded = outlets(&[&["a", "b", "c", "d", "e", "f", "g"], &["a", "b", "h", "i", "k", "l", "m"]]);
        assert!(!crowded.tell_groups_apart(&[0], &[1]), "two of seven");
        assert!(outlets(&[&["a", "b", "c"], &["b", "a"]]).tell_groups_apart(&[0], &[1]));
        assert!(!Outlets::default().tell_groups_apart(&[0, 1, 2], &[3, 4, 5]), "nobody says that they print it once");
    }

    #[test]
    fn whether_outlets_print_a_statement_once_is_told_by_the_surest_pairs() {
        let names: Vec<String> = (0..60).map(|at| at.to_string()).collect();
        let nodes: Vec<[&str; 1]> = names.iter().flat_map(|name| [[name.as_str()], [name.as_str()]]).collect();
        let nodes: Vec<&[&str]> = nodes.iter().map(|names| names.as_slice()).collect();
        // Nodes 2n and 2n + 1 are of one outlet, 2n + 1 and 2n + 2 of two.
        let pairs =
            |first: u32, score: f32| (0..59).map(move |at| Edge { a: 2 * at + first, b: 2 * at + first + 1, score });
        let tell = |sure: &[Edge]| {
            let pairs: Vec<Edge> = sure.iter().copied().chain(pairs(0, 0.2)).collect();
            self::tests::outlets(&nodes).if_once(&pairs).tell_apart(&Edge { a: 0, b: 1, score: 0.4 })
        };
        let (two, one): (Vec<Edge>, Vec<Edge>) = (pairs(1, 0.6).collect(), pairs(0, 0.6).collect());
        assert!(tell(&two), "sure pairs are of two outlets, weak ones of one");
        assert!(!tell(&one), "both are of one");
        assert!(!tell(&two[..49]), "too few");
    }
}
