//! Pairs of nodes that may render one statement.
//!
//! A pair is scored where it shares a rare term, or two pairs of hot ones (three hot terms that are seldom together), or
//! one such pair that may be enough by its weight and what it may hide. Prefix filtering (Chaudhuri et al. 2006; Bayardo
//! et al. 2007, "Scaling up all pairs similarity search"): a term opens pairs only as long as what is left of the lighter
//! node could still bring them to the score wanted.

use std::ops::Range;

use rayon::prelude::*;

use super::cluster::Edge;
use super::compare;
use super::index::{Corpus, PAIRED, Postings};

/// Pairs below this score are of no use to anything after.
pub const FLOOR: f32 = 0.14;
/// At most so many pairs are kept from the lighter node's side.
pub const KEEP: usize = 24;
/// Below this score, pairs that share hot terms alone are of no use.
const HOT_FLOOR: f32 = 0.2;
/// At most so many pairs are opened by one node: the limit for inputs in which everything shares something.
const OPEN: usize = 50_000;
/// What is noted for two hot terms in common: next to nothing, so that it can be told from the weight of rare ones.
const MET: f32 = f32::MIN_POSITIVE;
/// More than all meetings, less than the weight of any term.
const RARE: f32 = 1e-6;
/// Nodes that share no rare term must meet at two pairs of hot ones, or at one that may reach [`HOT_FLOOR`]: most that meet
/// at one pair alone do so by chance.
const ENOUGH: f32 = 2.0 * MET;

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
    /// The weight of the rare terms that each open node shares with the node at hand, and [`MET`] or [`ENOUGH`] for each
    /// pair of hot ones.
    cold: Vec<f32>,
    /// The weight of each hot term of the node at hand.
    hot: Vec<f32>,
    open: Vec<u32>,
    /// Those of the open nodes that share enough, with what `cold` says of them, and their weights.
    met: Vec<(u32, f32)>,
    totals: Vec<f32>,
    /// Who holds each pair of hot terms of the node at hand, by their places: looked up all at once, so that no look-up waits
    /// for another.
    lists: Vec<(&'a [u32], u8, u8)>,
    found: Vec<Edge>,
}

impl<'a> Search<'a> {
    fn new(corpus: &'a Corpus, postings: &'a Postings) -> Self {
        let (cold, hot) = (vec![0.0; corpus.len()], vec![0.0; corpus.hot_weights().len()]);
        let (open, met, totals) = (Vec::new(), Vec::new(), Vec::new());
        Search { corpus, postings, cold, hot, open, met, totals, lists: Vec::new(), found: Vec::new() }
    }

    fn run(&mut self, node: u32) -> Vec<Edge> {
        let rest = self.by_rare_terms(node);
        self.by_pairs(node, rest);
        self.score_open(node);
        self.found.drain(..).collect()
    }

    /// Whether nodes that share at most `most` with one of weight `total` may be opened for it.
    fn may_open(&self, most: f32, total: f32, floor: f32) -> bool {
        self.open.len() < OPEN && compare::score(most.min(total), total, total) >= floor
    }

    /// Adds up the rare terms that heavier nodes share with `node`, rarest first. Returns the weight of the hot ones.
    fn by_rare_terms(&mut self, node: u32) -> f32 {
        let total = self.corpus.total(node);
        // Who is met first at a term has no rarer one, so at most the rest.
        let mut rest = total * 1.000_01;
        for &term in self.corpus.cold(node) {
            let weight = self.corpus.weights[term as usize];
            let opens = self.may_open(rest, total, FLOOR);
            for &other in heavier(self.postings.of(term), node) {
                let shared = &mut self.cold[other as usize];
                if *shared > 0.0 {
                    *shared += weight;
                } else if opens {
                    *shared = weight;
                    self.open.push(other);
                }
            }
            rest -= weight;
        }
        rest
    }

    /// Opens the heavier nodes that share two hot terms with `node`. `rest` is the weight of its hot terms.
    fn by_pairs(&mut self, node: u32, mut rest: f32) {
        let (total, paired) = (self.corpus.total(node), self.corpus.paired(node));
        let weight = |at: usize| self.corpus.hot_weights()[paired[at] as usize];
        // For each term, as bits, those with which it is too common a pair to be looked up.
        let mut unseen = [0u16; PAIRED];
        self.lists.clear();
        for (x, &rarer) in paired.iter().enumerate() {
            // Who is met first at two terms has none between them, unless that pair was too common to be looked up.
            if !self.may_open(rest, total, HOT_FLOOR) {
                break;
            }
            for (y, &other) in paired.iter().enumerate().skip(x + 1) {
                let holders = self.postings.of_pair(rarer, other);
                if holders.is_empty() {
                    unseen[x] |= 1 << y;
                    unseen[y] |= 1 << x;
                } else {
                    self.lists.push((holders, x as u8, y as u8));
                }
            }
            rest -= weight(x);
        }
        for &(holders, x, y) in &self.lists {
            if self.open.len() >= OPEN {
                break;
            }
            let (x, y) = (x as usize, y as usize);
            // Who holds both may hold what is never met together with either.
            let more = unseen[x] & unseen[y];
            let most = weight(x) + weight(y) + (0..PAIRED).filter(|at| more >> at & 1 == 1).map(weight).sum::<f32>();
            let meetings = if most >= HOT_FLOOR * total { ENOUGH } else { MET };
            for &other in heavier(holders, node) {
                let shared = &mut self.cold[other as usize];
                if *shared == 0.0 {
                    self.open.push(other);
                }
                *shared += meetings;
            }
        }
    }

    /// Scores the nodes that are open, if they share enough.
    fn score_open(&mut self, node: u32) {
        let (corpus, total) = (self.corpus, self.corpus.total(node));
        let weights = corpus.hot_weights();
        corpus.hot(node).for_each(|term| self.hot[term as usize] = weights[term as usize]);
        let mut least = 0.0f32;
        self.met.clear();
        for other in self.open.drain(..) {
            let cold = std::mem::take(&mut self.cold[other as usize]);
            if cold >= ENOUGH {
                self.met.push((other, cold));
            }
        }
        // All are fetched before the first is scored, so that none waits for another.
        self.totals.clear();
        self.totals.extend(self.met.iter().map(|&(other, _)| corpus.total(other)));
        for (&(other, cold), &large) in self.met.iter().zip(&self.totals) {
            let floor = if cold > RARE { FLOOR } else { HOT_FLOOR };
            let shared = cold + corpus.hot(other).map(|term| self.hot[term as usize]).sum::<f32>();
            let score = compare::score(shared, total, large);
            if score >= floor.max(least) {
                self.found.push(Edge { a: node, b: other, score });
                if self.found.len() >= KEEP + KEEP / 2 {
                    trim(&mut self.found);
                    least = self.found.last().map_or(0.0, |edge| edge.score);
                }
            }
        }
        corpus.hot(node).for_each(|term| self.hot[term as usize] = 0.0);
        trim(&mut self.found);
    }
}

/// Those of `holders`, ascending, that come after `node`, from the last on.
fn heavier(holders: &[u32], node: u32) -> impl Iterator<Item = &u32> {
    holders.iter().rev().take_while(move |&&holder| holder > node)
}

/// Keeps the best.
fn trim(found: &mut Vec<Edge>) {
    found.sort_unstable_by(|x, y| y.score.total_cmp(&x.score).then(x.b.cmp(&y.b)));
    found.truncate(KEEP);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many pairs are found of nodes that both hold exactly `keys`.
    fn pairs_of_equals(keys: &[u64], lists: &[&[u64]]) -> usize {
        let (corpus, order) = Corpus::new(lists);
        let found = candidates(&corpus, &Postings::new(&corpus), 0..corpus.len() as u32);
        found
            .iter()
            .filter(|edge| [edge.a, edge.b].iter().all(|&at| lists[order[at as usize] as usize] == keys))
            .count()
    }

    #[test]
    fn terms_that_are_too_common_together_do_not_hide_a_pair() {
        // Three terms of more than 200 nodes, of which only the first two are seldom together.
        let (x, y, z) = (15, 23, 31);
        let mut lists: Vec<Vec<u64>> =
            (0..250).flat_map(|at| [vec![x, z, 1 + at * 16], vec![y, z, 9 + at * 16]]).collect();
        lists.extend([vec![x, y, z], vec![x, y, z]]);
        let lists: Vec<&[u64]> = lists.iter().map(Vec::as_slice).collect();
        assert_eq!(pairs_of_equals(&[x, y, z], &lists), 1);
    }
}
