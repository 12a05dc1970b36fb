//! Scored links to groups: average linkage, best first.
//!
//! Connected components would chain: at a hundred thousand renderings one false pair in three joins everything. Here
//! a group must be linked to a group as a whole (UPGMA, Sokal and Michener 1958, over a sparse graph).

use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// A scored link between two nodes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// One node.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// Higher is closer.
    pub score: f32,
}

/// A merge that may come; outdated once either group has changed.
struct Merge {
    score: f32,
    a: u32,
    b: u32,
    seen: (u32, u32),
}

impl Ord for Merge {
    fn cmp(&self, other: &Self) -> Ordering {
        self.score.total_cmp(&other.score).then_with(|| (other.a, other.b).cmp(&(self.a, self.b)))
    }
}
impl PartialOrd for Merge {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl PartialEq for Merge {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Merge {}

/// Up to so many nodes a group may have at the plain threshold.
const USUAL: f32 = 12.0;
/// How much more alike the nodes of larger groups must be, for each e-fold of size.
const STEEP: f32 = 0.6;

/// The mean score that two groups need to become one of `size` nodes. Sentences of one mould (genealogies, lists,
/// reports of results) are alike in the middle scores and many; renderings of one statement are seldom so many
/// without being closer, as light edits are one node already.
pub fn needed(threshold: f32, size: u32) -> f32 {
    threshold * (1.0 + STEEP * (size as f32 / USUAL).max(1.0).ln())
}

/// Groups `n` nodes: the two groups with the highest mean score over all cross pairs (a missing link counts 0) merge
/// first, until no mean reaches what is [`needed`]. Groups that `differ` do not merge. Returns each node's group, named by
/// one of its nodes.
pub fn cluster(n: usize, edges: &[Edge], threshold: f32, differ: impl FnMut(&[u32], &[u32]) -> bool) -> Vec<u32> {
    merged(edges, threshold, vec![0; n], differ)
}

/// The same for nodes that hold marks: nodes with a mark in common stay apart.
pub fn cluster_apart(edges: &[Edge], threshold: f32, marks: Vec<u128>) -> Vec<u32> {
    merged(edges, threshold, marks, |_, _| false)
}

fn merged(
    edges: &[Edge],
    threshold: f32,
    marks: Vec<u128>,
    mut differ: impl FnMut(&[u32], &[u32]) -> bool,
) -> Vec<u32> {
    let n = marks.len();
    let mut forest = Forest::new(edges, marks);
    let mut heap: BinaryHeap<Merge> = edges
        .iter()
        .filter(|edge| edge.score >= threshold)
        .map(|edge| Merge { score: edge.score, a: edge.a.min(edge.b), b: edge.a.max(edge.b), seen: (0, 0) })
        .collect();
    while let Some(merge) = heap.pop() {
        let Merge { a, b, .. } = merge;
        if forest.is_current(&merge) && !differ(&forest.members(a), &forest.members(b)) {
            forest.merge(a, b);
            heap.extend(forest.merges(a, threshold));
        }
    }
    (0..n as u32).map(|node| find(&mut forest.parent, node)).collect()
}

/// The groups so far. A group is named by one of its nodes, its root.
struct Forest {
    parent: Vec<u32>,
    /// The nodes of each group in a ring.
    next: Vec<u32>,
    size: Vec<u32>,
    version: Vec<u32>,
    marks: Vec<u128>,
    /// For each root the groups it has links to and the sum of their scores. The names may be outdated.
    near: Vec<Vec<(u32, f32)>>,
}

impl Forest {
    fn new(edges: &[Edge], marks: Vec<u128>) -> Forest {
        let n = marks.len();
        let mut degree = vec![0usize; n];
        for edge in edges {
            degree[edge.a as usize] += 1;
            degree[edge.b as usize] += 1;
        }
        let mut near: Vec<Vec<(u32, f32)>> = degree.into_iter().map(Vec::with_capacity).collect();
        for edge in edges {
            near[edge.a as usize].push((edge.b, edge.score));
            near[edge.b as usize].push((edge.a, edge.score));
        }
        Forest {
            parent: (0..n as u32).collect(),
            next: (0..n as u32).collect(),
            size: vec![1; n],
            version: vec![0; n],
            marks,
            near,
        }
    }

    fn is_current(&self, merge: &Merge) -> bool {
        let holds = |node: u32, seen| self.parent[node as usize] == node && self.version[node as usize] == seen;
        holds(merge.a, merge.seen.0) && holds(merge.b, merge.seen.1) && self.may_meet(merge.a, merge.b)
    }

    fn may_meet(&self, a: u32, b: u32) -> bool {
        self.marks[a as usize] & self.marks[b as usize] == 0
    }

    /// The nodes of the group of `root`.
    fn members(&self, root: u32) -> Vec<u32> {
        let after = |&node: &u32| Some(self.next[node as usize]).filter(|&next| next != root);
        std::iter::successors(Some(root), after).collect()
    }

    fn merge(&mut self, a: u32, b: u32) {
        let (to, from) = (a as usize, b as usize);
        self.parent[from] = a;
        self.next.swap(to, from);
        self.size[to] += self.size[from];
        self.marks[to] |= self.marks[from];
        self.version[to] += 1;
        let mut joined = std::mem::take(&mut self.near[to]);
        joined.append(&mut self.near[from]);
        for entry in &mut joined {
            entry.0 = find(&mut self.parent, entry.0);
        }
        joined.retain(|entry| entry.0 != a);
        // Sums are taken in one order, whatever order the links came in.
        joined.sort_unstable_by(|x, y| x.0.cmp(&y.0).then(x.1.total_cmp(&y.1)));
        joined.dedup_by(|later, kept| {
            let same = later.0 == kept.0;
            kept.1 += if same { later.1 } else { 0.0 };
            same
        });
        self.near[to] = joined;
    }

    /// The merges that `root` may now make.
    fn merges(&self, root: u32, threshold: f32) -> impl Iterator<Item = Merge> {
        self.near[root as usize].iter().filter_map(move |&(other, sum)| {
            let (x, y) = (self.size[root as usize], self.size[other as usize]);
            let score = sum / (x as f32 * y as f32);
            let (a, b) = (root.min(other), root.max(other));
            let seen = (self.version[a as usize], self.version[b as usize]);
            (score >= needed(threshold, x + y) && self.may_meet(a, b)).then_some(Merge { score, a, b, seen })
        })
    }
}

fn find(parent: &mut [u32], mut node: u32) -> u32 {
    while parent[node as usize] != node {
        let up = parent[node as usize];
        parent[node as usize] = parent[up as usize];
        node = up;
    }
    node
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn edge(a: u32, b: u32, score: f32) -> Edge {
        Edge { a, b, score }
    }

    #[test]
    fn a_single_link_does_not_chain_two_groups() {
        let mut edges = Vec::new();
        for base in [0, 4] {
            for x in 0..4 {
                edges.extend((x + 1..4).map(|y| edge(base + x, base + y, 0.6)));
            }
        }
        edges.push(edge(3, 4, 0.5));
        let group = cluster_apart(&edges, 0.25, vec![0; 8]);
        assert!(group[..4].iter().all(|&g| g == group[0]));
        assert!(group[4..].iter().all(|&g| g == group[4]));
        assert_ne!(group[0], group[4]);
    }

    #[test]
    fn large_groups_must_be_closer() {
        let all =
            |n: u32, score| -> Vec<Edge> { (0..n).flat_map(|x| (x + 1..n).map(move |y| edge(x, y, score))).collect() };
        let groups = |n: u32, score| {
            cluster_apart(&all(n, score), 0.3, vec![0; n as usize]).into_iter().collect::<BTreeSet<_>>().len()
        };
        assert_eq!(groups(10, 0.31), 1);
        assert!(groups(80, 0.31) > 4);
        assert_eq!(groups(80, 0.75), 1);
    }

    #[test]
    fn groups_that_differ_stay_apart() {
        let edges: Vec<Edge> = (0..6).flat_map(|x| (x + 1..6).map(move |y| edge(x, y, 0.9))).collect();
        let odd = |nodes: &[u32]| nodes.iter().all(|node| node % 2 == 1);
        let group = cluster(6, &edges, 0.3, |a, b| odd(a) != odd(b));
        assert!((0..6).all(|at| group[at] == group[at % 2]) && group[0] != group[1], "{group:?}");
    }

    #[test]
    fn the_order_of_the_links_does_not_matter() {
        let mut edges: Vec<Edge> = (0..400u32)
            .map(|i| edge(i * 7 % 60, (i * 11 + 1) % 60, 0.2 + (i * 37 % 100) as f32 / 150.0))
            .filter(|edge| edge.a != edge.b)
            .collect();
        edges.sort_by_key(|edge| (edge.a.min(edge.b), edge.a.max(edge.b)));
        edges.dedup_by_key(|edge| (edge.a.min(edge.b), edge.a.max(edge.b)));
        let group = cluster_apart(&edges, 0.1, vec![0; 60]);
        edges.reverse();
        assert_eq!(group, cluster_apart(&edges, 0.1, vec![0; 60]));
    }
}
