//! Groups that are left small, and the group that they belong to.
//!
//! Average linkage asks for likeness to most of a group. A fragment, or two of them, or an old spelling, is like some texts of its
//! statement and unlike the others. Whether it belongs there is told by how like it is to the texts closest to it, by what all
//! texts of the group have of its words together, and by how far behind the next group is in both.

use rayon::prelude::*;

use super::cluster::{Edge, needed};
use super::compare;
use super::equivalents::Equivalents;
use super::index::Corpus;
use super::lists::Lists;
use super::outlets::{Outlets, many_in_both};
use super::parts;

/// Groups of more nodes are left as they are.
const SMALL: usize = 6;
/// So many groups, the closest, are looked at.
const LOOKED_AT: usize = 4;
// A group belongs to the closest where likeness + LEAD * (likeness - the next group's) + COVERED * (share covered - the best of the
// others) reaches what its size needs + SIZE * ln(nodes of the small group) + MORE, ...
const LEAD: f32 = 0.15;
const COVERED: f32 = 0.2;
const MORE: f32 = 0.02;
/// ... and this where no outlet tells two statements apart.
const UNTOLD: f32 = 0.03;
/// The larger a group, the less likely it is that it was left by mistake.
const SIZE: f32 = 0.125;
/// Likeness itself is at least this share of the threshold.
const LEAST: f32 = 0.8;
/// A fragment need not reach the threshold where its likeness is so many times that to any other group.
const ALONE: f32 = 1.3;
/// So many times all groups are looked at: one that joins another takes in nobody the same time.
const ROUNDS: usize = 3;

/// What is known of the nodes.
pub struct Known<'a> {
    pub corpus: &'a Corpus,
    pub equivalents: &'a Equivalents,
    /// Who has printed each node, where outlets print a statement once; else nobody.
    pub outlets: &'a Outlets,
}

/// Lets each small group join the one that it belongs to, unless they `differ` or one outlet has both. Two that are one node
/// each become a group only where one is a fragment of the other.
pub fn adopt(
    known: &Known<'_>,
    edges: &[Edge],
    threshold: f32,
    group: &mut [u32],
    differ: impl Fn(&[u32], &[u32]) -> bool + Sync,
) {
    let n = group.len();
    let both = || edges.iter().flat_map(|edge| [(edge.a, (edge.b, edge.score)), (edge.b, (edge.a, edge.score))]);
    let near = Lists::new(n, both);
    for _ in 0..ROUNDS {
        let members = Lists::new(n, || group.iter().copied().zip(0..));
        let printed = known.outlets.of_groups(group);
        let search =
            Search { known, threshold, group, members: &members, near: &near, printed: &printed, differ: &differ };
        let wishes: Vec<Option<Wish>> = (0..n as u32).into_par_iter().map(|name| search.wish(name)).collect();
        let joined = granted(&wishes, &search);
        if joined.is_empty() {
            break;
        }
        for (name, host) in joined {
            members.of(name).iter().for_each(|&node| group[node as usize] = host);
        }
    }
}

/// That a small group joins another.
#[derive(Clone, Copy)]
struct Wish {
    name: u32,
    host: u32,
    /// What speaks for it, to be held against what is needed.
    have: f32,
}

/// Which groups join which: what speaks most for joining a host comes first, and each is asked whether it may still join
/// after those.
fn granted<F>(wishes: &[Option<Wish>], search: &Search<'_, F>) -> Vec<(u32, u32)> {
    let stays = |wish: &&Wish| wishes[wish.host as usize].is_none();
    let mut open: Vec<Wish> = wishes.iter().flatten().filter(stays).copied().collect();
    open.sort_unstable_by(|x, y| x.host.cmp(&y.host).then(y.have.total_cmp(&x.have)).then(x.name.cmp(&y.name)));
    let mut joined = Vec::new();
    for wishes in open.chunk_by(|x, y| x.host == y.host) {
        let host = wishes[0].host;
        let (mut size, mut outlets) = (search.members.of(host).len(), search.printed.of(host).to_vec());
        for wish in wishes {
            let nodes = search.members.of(wish.name).len();
            let printed = search.printed.of(wish.name);
            if wish.have >= search.need(nodes, size) && !many_in_both(printed, &outlets, 1) {
                joined.push((wish.name, host));
                size += nodes;
                outlets.extend(printed);
                outlets.sort_unstable();
                outlets.dedup();
            }
        }
    }
    joined
}

struct Search<'a, F> {
    known: &'a Known<'a>,
    threshold: f32,
    group: &'a [u32],
    /// The nodes of each group.
    members: &'a Lists<u32>,
    /// The pairs of each node.
    near: &'a Lists<(u32, f32)>,
    /// The outlets of each group.
    printed: &'a Outlets,
    differ: &'a F,
}

/// Another group.
struct Host {
    name: u32,
    /// The mean over the nodes of the small group of the best score with one of its nodes.
    likeness: f32,
}

impl<F> Search<'_, F> {
    /// What must speak for `nodes` nodes joining a group of `size`.
    fn need(&self, nodes: usize, size: usize) -> f32 {
        let more = if self.known.outlets.is_empty() { MORE + UNTOLD } else { MORE };
        needed(self.threshold, (nodes + size) as u32) + more + SIZE * (nodes as f32).ln()
    }
}

impl<F: Fn(&[u32], &[u32]) -> bool> Search<'_, F> {
    /// The group that group `name` would join. It is larger, of two of one size it has the higher name, and of two nodes
    /// the heavier one, which has the higher name as well: so wishes never go round.
    fn wish(&self, name: u32) -> Option<Wish> {
        let nodes = self.members.of(name);
        if !(1..=SMALL).contains(&nodes.len()) {
            return None;
        }
        let hosts = self.closest(name, nodes)?;
        let first = hosts.first()?;
        let size = self.members.of(first.name).len();
        let have = if self.is_fragment(nodes, &hosts) {
            f32::INFINITY
        } else if size > 1 && (size, first.name) > (nodes.len(), name) && first.likeness >= LEAST * self.threshold {
            self.speaks_for(nodes, &hosts)
        } else {
            return None;
        };
        let joins = have >= self.need(nodes.len(), size) && !(self.differ)(nodes, self.members.of(first.name));
        joins.then_some(Wish { name, host: first.name, have })
    }

    /// The groups closest to the nodes of `name`: that which it may join, then the others, best first. A group that one outlet
    /// has printed as well is another statement, and that it comes near speaks against any.
    fn closest(&self, name: u32, nodes: &[u32]) -> Option<Vec<Host>> {
        // Group, node and score, the best of each node first.
        let mut found: Vec<(u32, u32, f32)> = Vec::new();
        for &node in nodes {
            found.extend(self.near.of(node).iter().map(|&(other, score)| (self.group[other as usize], node, score)));
        }
        found.sort_unstable_by(|x, y| (x.0, x.1).cmp(&(y.0, y.1)).then(y.2.total_cmp(&x.2)));
        found.dedup_by_key(|entry| (entry.0, entry.1));
        let likeness = |run: &[(u32, u32, f32)]| run.iter().map(|entry| entry.2).sum::<f32>() / nodes.len() as f32;
        let runs = found.chunk_by(|x, y| x.0 == y.0).filter(|run| run[0].0 != name);
        let mut hosts: Vec<Host> = runs.map(|run| Host { name: run[0].0, likeness: likeness(run) }).collect();
        hosts.sort_unstable_by(|x, y| y.likeness.total_cmp(&x.likeness).then(x.name.cmp(&y.name)));
        hosts.truncate(LOOKED_AT);
        let may = |host: &Host| !many_in_both(self.printed.of(name), self.printed.of(host.name), 1);
        let first = hosts.iter().position(may)?;
        hosts[..=first].rotate_right(1);
        Some(hosts)
    }

    /// How much speaks for `nodes` joining the first of `hosts`.
    fn speaks_for(&self, nodes: &[u32], hosts: &[Host]) -> f32 {
        let mut covered = hosts.iter().map(|host| self.covered(nodes, host.name));
        let own = covered.next().unwrap_or_default();
        let likeness = |at: usize| hosts.get(at).map_or(0.0, |host| host.likeness);
        likeness(0) + LEAD * (likeness(0) - likeness(1)) + COVERED * (own - covered.fold(0.0, f32::max))
    }

    /// The share of the weight of `nodes`, in the mean, that the nodes of `host` have together.
    fn covered(&self, nodes: &[u32], host: u32) -> f32 {
        let Known { corpus, equivalents, .. } = self.known;
        let mut said: Vec<u32> = self.members.of(host).iter().flat_map(|&node| corpus.terms(node)).copied().collect();
        said.sort_unstable();
        said.dedup();
        let holds = |term: u32| said.binary_search(&term).is_ok();
        let answer = |&term: &u32| {
            let answered = || equivalents.of(term).iter().filter(|other| holds(other.0));
            let share =
                if holds(term) { 1.0 } else { answered().map(|other| compare::gain(other.1)).fold(0.0, f32::max) };
            share * corpus.weights[term as usize]
        };
        let share = |&node: &u32| corpus.terms(node).iter().map(answer).sum::<f32>() / corpus.total(node);
        nodes.iter().map(share).sum::<f32>() / nodes.len() as f32
    }

    /// Whether the only one of `nodes` is a fragment of the node closest to it, a heavier one in the first of `hosts`, and no
    /// other comes near.
    fn is_fragment(&self, nodes: &[u32], hosts: &[Host]) -> bool {
        let (&[node], Some(first)) = (nodes, hosts.first()) else { return false };
        let of_first = self.near.of(node).iter().filter(|other| self.group[other.0 as usize] == first.name);
        let closest = of_first.max_by(|x, y| x.1.total_cmp(&y.1).then(y.0.cmp(&x.0)));
        first.likeness >= hosts.get(1).map_or(0.0, |next| next.likeness) * ALONE
            && closest.is_some_and(|other| parts::is_fragment(self.known.corpus, node, other.0, self.threshold))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::Entry;

    fn edge(a: u32, b: u32, score: f32) -> Edge {
        Edge { a, b, score }
    }

    /// What [`adopt`] makes of eight nodes, the lightest first, of which 2 and 3 are one group, and 6 and 7: 0 is in none of the
    /// others, 1 is a fragment of 5, and 6 and 7 have its words together. `outlets` are those of the nodes.
    fn adopted(edges: &[Edge], threshold: f32, outlets: [&str; 8]) -> Vec<u32> {
        let lists: [&[u64]; 8] = [
            &[7],
            &[15, 23],
            &[31, 39, 47],
            &[31, 39, 47, 55],
            &[63, 71, 79, 87, 95],
            &[15, 23, 103, 111, 119, 127],
            &[15, 135, 143, 151, 159, 167, 175],
            &[23, 135, 143, 151, 159, 167, 175, 183],
        ];
        let (corpus, order) = Corpus::new(&lists);
        assert_eq!(order, [0, 1, 2, 3, 4, 5, 6, 7]);
        let equivalents = Equivalents::learn(&corpus, &[]);
        let entries = outlets.map(|outlet| Entry { outlet, ..Entry::default() });
        let outlets = Outlets::new(&entries, &order, 8);
        let known = Known { corpus: &corpus, equivalents: &equivalents, outlets: &outlets };
        let mut group = vec![0, 1, 2, 2, 4, 5, 6, 6];
        adopt(&known, edges, threshold, &mut group, |a, b| a.contains(&4) && b.contains(&7));
        let mut again = vec![0, 1, 2, 2, 4, 5, 6, 6];
        let backwards: Vec<Edge> = edges.iter().rev().map(|pair| edge(pair.b, pair.a, pair.score)).collect();
        adopt(&known, &backwards, threshold, &mut again, |a, b| a.contains(&4) && b.contains(&7));
        assert_eq!(group, again, "in another order");
        group
    }

    const NONE: [&str; 8] = [""; 8];

    #[test]
    fn a_lone_node_joins_a_group_that_is_clearly_closest() {
        let adopted = |edges: &[Edge]| adopted(edges, 0.3, NONE)[0];
        assert_eq!(adopted(&[edge(0, 3, 0.4), edge(0, 2, 0.3), edge(0, 4, 0.3)]), 2);
        assert_eq!(adopted(&[edge(0, 3, 0.36), edge(0, 4, 0.35)]), 2);
        assert_eq!(adopted(&[edge(0, 3, 0.31), edge(0, 4, 0.305)]), 0, "not close enough for that");
        assert_eq!(adopted(&[edge(0, 3, 0.31)]), 2, "no other comes near");
        assert_eq!(adopted(&[edge(0, 4, 0.9)]), 0, "nor is 4 a group");
    }

    #[test]
    fn what_a_group_says_together_counts() {
        let near = [edge(1, 6, 0.26), edge(1, 3, 0.25)];
        assert_eq!(adopted(&near, 0.3, NONE)[1], 6);
        let near = [edge(0, 6, 0.26), edge(0, 3, 0.25)];
        assert_eq!(adopted(&near, 0.3, NONE)[0], 0, "neither has its word");
    }

    #[test]
    fn a_larger_group_is_less_likely_to_belong_elsewhere() {
        let near = |score| [edge(2, 6, score), edge(3, 7, score)];
        assert_eq!(adopted(&near(0.34), 0.3, NONE)[2], 2, "enough for a lone node");
        assert_eq!(adopted(&near(0.39), 0.3, NONE)[2..4], [6, 6]);
    }

    #[test]
    fn groups_that_differ_stay_apart() {
        assert_eq!(adopted(&[edge(4, 7, 0.6)], 0.3, NONE)[4], 4);
        assert_eq!(adopted(&[edge(4, 3, 0.6)], 0.3, NONE)[4], 2);
    }

    #[test]
    fn an_outlet_prints_a_statement_once() {
        let adopted = |edges: &[Edge], outlets| adopted(edges, 0.3, outlets);
        let a = ["a", "", "b", "a", "", "", "", ""];
        assert_eq!(adopted(&[edge(0, 2, 0.6)], a)[0], 0);
        assert_eq!(adopted(&[edge(0, 2, 0.6), edge(0, 6, 0.33)], a)[0], 0, "what is nearer speaks against it");
        let both = adopted(&[edge(0, 2, 0.5), edge(4, 2, 0.6)], ["a", "", "b", "c", "a", "", "", ""]);
        assert_eq!((both[0], both[4]), (0, 2), "the closer of two comes first");
    }

    #[test]
    fn the_threshold_holds() {
        let adopted = |threshold| adopted(&[edge(0, 3, 0.4)], threshold, NONE)[0];
        assert_eq!(adopted(0.4), 2);
        assert_eq!(adopted(0.42), 0);
        let fifths = |threshold| super::tests::adopted(&[edge(1, 6, 0.25)], threshold, NONE)[1];
        assert_eq!((fifths(0.31), fifths(0.32)), (6, 1), "likeness is four fifths of it");
    }

    #[test]
    fn a_fragment_joins_below_the_threshold_where_no_other_comes_near() {
        let adopted = |edges: &[Edge]| adopted(edges, 0.4, NONE)[1];
        assert_eq!(adopted(&[edge(1, 5, 0.2)]), 5);
        assert_eq!(adopted(&[edge(1, 5, 0.2), edge(1, 4, 0.18)]), 1);
    }

    #[test]
    fn a_host_that_joins_another_takes_its_fragment_along() {
        let near = [edge(1, 5, 0.4), edge(3, 5, 0.5), edge(2, 5, 0.5)];
        assert_eq!(adopted(&near, 0.3, NONE), [0, 2, 2, 2, 4, 2, 6, 6]);
    }
}
