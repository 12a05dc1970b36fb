//! Nodes that are left alone, and fragments: a node that another contains.

use super::cluster::Edge;
use super::compare;
use super::index::Corpus;

/// A lone node joins the group of the node closest to it when the square of their score is at least so many times its
/// best score with any other group: the closer they are, the nearer others may come.
const CLEAR: f32 = 0.4;
/// It joins one below the threshold when that node has this share of it, or the threshold if it is higher ...
const HELD: f32 = 0.8;
/// ... and their score is so many times that with any other group.
const ALONE: f32 = 1.3;
/// A part weighs at most this share of the node that contains it ...
const LIGHTER: f32 = 0.7;
/// ... which has this share of it.
const CONTAINED: f32 = 0.7;
/// Fewer terms than this are nobody's fragment.
const TERMS: usize = 2;

/// Lets each node that is alone join the group of the node closest to it, where no other group comes near, if their
/// score reaches `threshold` or it is a fragment of that node. Two that are alone
/// become a group only where one is a fragment of the other.
pub fn adopt(corpus: &Corpus, edges: &[Edge], threshold: f32, group: &mut [u32]) {
    let near = nearest(edges, group);
    let mut size = vec![0u32; group.len()];
    group.iter().for_each(|&name| size[name as usize] += 1);
    let mut joins = Vec::new();
    for (near, node) in near.iter().zip(0u32..).filter(|(near, _)| near.score > 0.0) {
        let close = near.score >= threshold && near.score * near.score >= near.rival * CLEAR;
        let host = near.group as usize;
        let joins_group = size[host] > 1 && close;
        let alone = size[group[node as usize] as usize] == 1;
        if alone && (joins_group || near.score >= near.rival * ALONE && is_fragment(corpus, node, near.node, threshold))
        {
            joins.push((node, near.group));
        }
    }
    // The heaviest first: a host that joins another group itself carries its fragments along.
    for &(node, host) in joins.iter().rev() {
        group[node as usize] = group[host as usize];
    }
}

/// What is near a node.
#[derive(Clone, Copy, Default)]
struct Near {
    /// The node closest to it, the group of that node, and their score.
    node: u32,
    group: u32,
    score: f32,
    /// The best score with any other group.
    rival: f32,
}

/// What is near each node, 0 where nothing is.
fn nearest(edges: &[Edge], group: &[u32]) -> Vec<Near> {
    let mut near = vec![Near::default(); group.len()];
    for (node, other, score) in edges.iter().flat_map(|e| [(e.a, e.b, e.score), (e.b, e.a, e.score)]) {
        let (near, host) = (&mut near[node as usize], group[other as usize]);
        let closer = score > near.score || (score == near.score && other < near.node);
        if host != near.group {
            near.rival = near.rival.max(if closer { near.score } else { score });
        }
        if closer {
            (near.node, near.group, near.score) = (other, host, score);
        }
    }
    near
}

/// Whether `host` has nearly all of the lighter `node`, and a share of at least `least`.
fn is_fragment(corpus: &Corpus, node: u32, host: u32, least: f32) -> bool {
    corpus.terms(node).len() >= TERMS
        && corpus.total(node) < corpus.total(host)
        && share(corpus, host, node) >= HELD.max(least)
}

/// Which nodes are parts of a heavier node of their group.
pub fn mark(corpus: &Corpus, edges: &[Edge], group: &[u32]) -> Vec<bool> {
    let mut part = vec![false; group.len()];
    for edge in edges.iter().filter(|edge| group[edge.a as usize] == group[edge.b as usize]) {
        let (light, heavy) = (corpus.total(edge.a), corpus.total(edge.b));
        if light <= heavy * LIGHTER && share(corpus, edge.b, edge.a) >= CONTAINED {
            part[edge.a as usize] = true;
        }
    }
    part
}

/// The share of `node` that `host` has.
fn share(corpus: &Corpus, host: u32, node: u32) -> f32 {
    let shared = compare::shared(&corpus.weights, corpus.terms(node), corpus.terms(host));
    shared / corpus.total(node).max(f32::MIN_POSITIVE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(a: u32, b: u32, score: f32) -> Edge {
        Edge { a, b, score }
    }

    /// Nodes 0 to 5, the lightest first: 0 is in none of the others, 1 is a fragment of 5.
    fn corpus() -> Corpus {
        let lists: [&[u64]; 6] =
            [&[7], &[15, 23], &[31, 39, 47], &[31, 39, 47, 55], &[63, 71, 79, 87, 95], &[15, 23, 103, 111, 119, 127]];
        Corpus::new(&lists).0
    }

    /// What [`adopt`] makes of nodes of which 2 and 3 are one group.
    fn adopted(edges: &[Edge], threshold: f32) -> Vec<u32> {
        let mut group = vec![0, 1, 2, 2, 4, 5];
        adopt(&corpus(), edges, threshold, &mut group);
        group
    }

    #[test]
    fn a_lone_node_joins_a_group_that_is_clearly_closest() {
        assert_eq!(adopted(&[edge(0, 3, 0.4), edge(0, 2, 0.3), edge(0, 4, 0.3)], 0.3), [2, 1, 2, 2, 4, 5]);
        assert_eq!(adopted(&[edge(2, 4, 0.4), edge(0, 4, 0.3)], 0.3), [0, 1, 2, 2, 2, 5]);
        assert_eq!(adopted(&[edge(0, 3, 0.3), edge(0, 4, 0.28)], 0.3), [0, 1, 2, 2, 4, 5], "another comes near");
        assert_eq!(adopted(&[edge(0, 3, 0.5), edge(0, 4, 0.48)], 0.3), [2, 1, 2, 2, 4, 5], "not near enough for .5");
    }

    #[test]
    fn a_node_that_the_threshold_forbids_stays_alone() {
        assert_eq!(adopted(&[edge(0, 3, 0.4)], 0.41), [0, 1, 2, 2, 4, 5]);
        assert_eq!(adopted(&[edge(0, 3, 0.4)], 0.4), [2, 1, 2, 2, 4, 5]);
    }

    #[test]
    fn two_that_are_alone_join_only_when_one_is_a_fragment_of_the_other() {
        assert_eq!(adopted(&[edge(0, 4, 0.9)], 0.3), [0, 1, 2, 2, 4, 5]);
        assert_eq!(adopted(&[edge(1, 5, 0.2)], 0.3), [0, 5, 2, 2, 4, 5]);
        assert_eq!(adopted(&[edge(1, 5, 0.2), edge(1, 4, 0.18)], 0.3), [0, 1, 2, 2, 4, 5], "another comes near");
    }

    #[test]
    fn a_host_carries_its_fragment_along() {
        assert_eq!(adopted(&[edge(1, 5, 0.2), edge(3, 5, 0.5)], 0.3), [0, 2, 2, 2, 4, 2]);
    }
}
