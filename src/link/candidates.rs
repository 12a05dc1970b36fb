//! Pairs of nodes that may render one statement.
//!
//! Prefix filtering (Chaudhuri et al. 2006; Bayardo et al. 2007, "Scaling up all pairs similarity search"): a pair is
//! opened by a rare term only, frequent ones add to what is open, hot ones are compared at the end.

use rayon::prelude::*;

use super::cluster::Edge;
use super::compare;
use super::index::{Corpus, Postings};

/// Pairs below this score are of no use to anything after.
pub const FLOOR: f32 = 0.14;
/// At most so many pairs are kept from the lighter node's side.
pub const KEEP: usize = 48;
/// At least this share of an overlap must come from terms that are not hot.
const COLD: f32 = 0.5;
/// At most so many pairs are opened by one node: the limit for inputs in which everything shares something.
const OPEN: usize = 50_000;

/// What one thread reuses from node to node.
struct Scratch {
    overlap: Vec<f32>,
    open: Vec<u32>,
}

/// The pairs whose score reaches [`FLOOR`], `a` being the lighter node.
pub fn candidates(corpus: &Corpus, postings: &Postings) -> Vec<Edge> {
    let nodes = corpus.len();
    let fresh = || Scratch { overlap: vec![0.0; nodes], open: Vec::new() };
    (0..nodes as u32)
        .into_par_iter()
        .map_init(fresh, |scratch, node| {
            scratch.gather(corpus, postings, node);
            scratch.close(corpus, node)
        })
        .flatten_iter()
        .collect()
}

impl Scratch {
    /// Adds up what heavier nodes share with `node`, rarest terms first.
    fn gather(&mut self, corpus: &Corpus, postings: &Postings, node: u32) {
        let total = corpus.totals[node as usize];
        let mut rest = total;
        for &term in corpus.split(node).0 {
            let weight = corpus.weights[term as usize];
            let opens = rest >= COLD * FLOOR * total && self.open.len() < OPEN;
            for &other in postings.after(term, node) {
                let slot = &mut self.overlap[other as usize];
                if *slot > 0.0 {
                    *slot += weight;
                } else if opens {
                    *slot = weight;
                    self.open.push(other);
                }
            }
            rest -= weight;
        }
    }

    /// Scores what is open and leaves the scratch empty.
    fn close(&mut self, corpus: &Corpus, node: u32) -> Vec<Edge> {
        let hot = corpus.split(node).1;
        let total = corpus.totals[node as usize];
        let most: f32 = hot.iter().map(|&term| corpus.weights[term as usize]).sum();
        let mut found = Vec::new();
        for &other in &self.open {
            let cold = std::mem::take(&mut self.overlap[other as usize]);
            let heavier = corpus.totals[other as usize];
            if compare::score((cold + most).min(cold / COLD).min(total), total, heavier) < FLOOR {
                continue;
            }
            let overlap = cold + compare::shared(&corpus.weights, hot, corpus.split(other).1);
            let score = compare::score(overlap, total, heavier);
            if score >= FLOOR {
                found.push(Edge { a: node, b: other, score });
            }
        }
        self.open.clear();
        found.sort_unstable_by(|x, y| y.score.total_cmp(&x.score).then(x.b.cmp(&y.b)));
        found.truncate(KEEP);
        found.shrink_to_fit();
        found
    }
}
