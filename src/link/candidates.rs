//! Pairs of nodes that may render one statement.
//!
//! Prefix filtering (Chaudhuri et al. 2006; Bayardo et al. 2007, "Scaling up all pairs similarity search"): a pair is
//! opened by a rare term, or by two hot ones, and only as long as what is left of the lighter node could still bring
//! it to the score wanted. That score rises once a node has enough pairs.

use std::ops::Range;

use rayon::prelude::*;

use super::cluster::Edge;
use super::compare;
use super::index::{Corpus, Postings};

/// Pairs below this score are of no use to anything after.
pub const FLOOR: f32 = 0.14;
/// At most so many pairs are kept from the lighter node's side.
pub const KEEP: usize = 24;
/// Below this score, pairs that share hot terms alone are of no use.
const HOT_FLOOR: f32 = 0.2;
/// At most so many pairs are opened by one node: the limit for inputs in which everything shares something.
const OPEN: usize = 50_000;
/// Marks a pair that is open and shares nothing but hot terms.
const HOT_ONLY: f32 = f32::MIN_POSITIVE;

/// The pairs whose score reaches [`FLOOR`] and whose lighter node, `a`, is one of `nodes`.
pub fn candidates(corpus: &Corpus, postings: &Postings, nodes: Range<u32>) -> Vec<Edge> {
    nodes
        .into_par_iter()
        .map_init(|| Search::new(corpus, postings), |search, node| search.run(node))
        .flatten_iter()
        .collect()
}

/// The search for a node's pairs; what it holds is reused from node to node.
struct Search<'a> {
    corpus: &'a Corpus,
    postings: &'a Postings,
    /// The weight of what each node that is open shares with the node at hand, hot terms left out.
    cold: Vec<f32>,
    /// The weight of each hot term of the node at hand.
    hot: Vec<f32>,
    open: Vec<u32>,
    found: Vec<Edge>,
    /// The least score that is still of use.
    floor: f32,
}

impl<'a> Search<'a> {
    fn new(corpus: &'a Corpus, postings: &'a Postings) -> Self {
        let (cold, hot) = (vec![0.0; corpus.len()], vec![0.0; corpus.hot_weights().len()]);
        Search { corpus, postings, cold, hot, open: Vec::new(), found: Vec::new(), floor: FLOOR }
    }

    fn run(&mut self, node: u32) -> Vec<Edge> {
        self.floor = FLOOR;
        let rest = self.by_rare_terms(node);
        self.mark(node, true);
        self.score_open(node, rest);
        self.by_pairs(node, rest);
        self.mark(node, false);
        for other in self.open.drain(..) {
            self.cold[other as usize] = 0.0;
        }
        self.trim();
        self.found.drain(..).collect()
    }

    /// Puts the weights of the node's hot terms where they can be looked up, or takes them away again.
    fn mark(&mut self, node: u32, on: bool) {
        for &term in self.corpus.hot(node) {
            let weight = self.corpus.hot_weights()[term as usize];
            self.hot[term as usize] = if on { weight } else { 0.0 };
        }
    }

    /// The first node too heavy to reach the score wanted, when it shares at most `most` with `node`.
    fn limit(&self, node: u32, most: f32) -> u32 {
        let total = self.corpus.total(node);
        self.corpus.heavier(compare::heaviest(self.floor, most.min(total), total))
    }

    /// Adds up the rare terms that heavier nodes share with `node`, rarest first. Returns the weight of the hot ones.
    fn by_rare_terms(&mut self, node: u32) -> f32 {
        // Who is met first at a term has no rarer one, so at most the rest.
        let mut rest = self.corpus.total(node) * 1.000_01;
        for &term in self.corpus.cold(node) {
            let weight = self.corpus.weights[term as usize];
            let limit = if self.open.len() < OPEN { self.limit(node, rest) } else { 0 };
            let (near, far) = self.postings.after(term, node, limit);
            for &other in near {
                let shared = &mut self.cold[other as usize];
                if *shared == 0.0 {
                    self.open.push(other);
                }
                *shared += weight;
            }
            for &other in far {
                let shared = &mut self.cold[other as usize];
                if *shared > 0.0 {
                    *shared += weight;
                }
            }
            rest -= weight;
        }
        rest
    }

    fn score_open(&mut self, node: u32, most: f32) {
        let total = self.corpus.total(node);
        for at in 0..self.open.len() {
            let other = self.open[at];
            let cold = self.cold[other as usize];
            if self.corpus.total(other) <= compare::heaviest(self.floor, (cold + most).min(total), total) {
                self.score(node, other, cold);
            }
        }
    }

    /// Opens and scores the nodes that share two hot terms with `node` and no rare ones. `rest` is the weight of its
    /// hot terms.
    fn by_pairs(&mut self, node: u32, mut rest: f32) {
        self.floor = self.floor.max(HOT_FLOOR);
        let paired = self.corpus.paired(node);
        for (at, &x) in paired.iter().enumerate() {
            // Who is met first at two terms has none between them, unless that pair was too common to be looked up.
            let mut most = rest;
            if self.limit(node, most) <= node || self.open.len() >= OPEN {
                return;
            }
            for &y in &paired[at + 1..] {
                let Some(holders) = self.postings.of_pair(x, y) else { continue };
                self.open_hot(node, holders, most);
                most -= self.corpus.hot_weights()[y as usize];
            }
            rest -= self.corpus.hot_weights()[x as usize];
        }
    }

    /// Opens and scores those of `holders` that sharing at most `most` can bring to the score wanted.
    fn open_hot(&mut self, node: u32, holders: &[u32], most: f32) {
        let later = &holders[holders.partition_point(|&holder| holder <= node)..];
        if later.is_empty() {
            return;
        }
        let limit = self.limit(node, most);
        for &other in later.iter().take_while(|&&other| other < limit) {
            if self.cold[other as usize] == 0.0 {
                self.cold[other as usize] = HOT_ONLY;
                self.open.push(other);
                self.score(node, other, 0.0);
            }
        }
    }

    /// Scores a pair that shares `cold` beside hot terms.
    fn score(&mut self, node: u32, other: u32, cold: f32) {
        let hot = self.corpus.hot(other).iter().map(|&term| self.hot[term as usize]).sum::<f32>();
        let score = compare::score(cold + hot, self.corpus.total(node), self.corpus.total(other));
        if score >= self.floor {
            self.found.push(Edge { a: node, b: other, score });
            if self.found.len() >= KEEP + KEEP / 2 {
                self.trim();
                self.floor = self.found.last().map_or(self.floor, |edge| edge.score);
            }
        }
    }

    /// Keeps the best.
    fn trim(&mut self) {
        self.found.sort_unstable_by(|x, y| y.score.total_cmp(&x.score).then(x.b.cmp(&y.b)));
        self.found.truncate(KEEP);
    }
}
