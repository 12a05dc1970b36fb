//! Fragments: a node that another contains.

use super::cluster::Edge;
use super::compare;
use super::index::Corpus;

/// What holds this share of a fragment, or the threshold if that is higher, contains it.
const HELD: f32 = 0.8;
/// A part weighs at most this share of the node that contains it ...
const LIGHTER: f32 = 0.7;
/// ... which has this share of it.
const CONTAINED: f32 = 0.7;
/// Fewer terms than this are nobody's fragment.
const TERMS: usize = 2;

/// Whether `host` has nearly all of the lighter `node`, and a share of at least `least`.
pub fn is_fragment(corpus: &Corpus, node: u32, host: u32, least: f32) -> bool {
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
