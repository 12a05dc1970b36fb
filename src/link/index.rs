//! Nodes as sorted lists of term numbers, the weight of each term, and the inverted index over them.

use std::collections::HashMap;

use rayon::prelude::*;

use super::keys;

/// Terms held by more nodes than this are hot: they are compared, but not looked up.
const HOT: u32 = 3000;
/// So many imagined renderings temper the counts with what is known of words in general: without them
/// a handful of renderings would say nothing about rarity.
const PRIOR: f32 = 200.0;
/// Exponent on the rarity in nats; below 1 because frequent words in common tell more together than apart.
const POWER: f32 = 0.7;

/// All that the engine holds of the texts.
pub struct Corpus {
    /// Where each node's terms start in `terms`; one longer than the nodes.
    starts: Vec<usize>,
    /// Term numbers, each node's ascending (rarest first), without repeats.
    terms: Vec<u32>,
    /// How much each term tells.
    pub weights: Vec<f32>,
    /// Sum of the weights of each node's terms; ascending.
    pub totals: Vec<f32>,
    /// Terms from here on are hot.
    pub first_hot: u32,
}

impl Corpus {
    /// Numbers the keys of `lists` by how few nodes hold them, and the nodes by weight. Also returns which list
    /// each node was.
    pub fn new(lists: &[&[u64]]) -> (Corpus, Vec<u32>) {
        let counted = count(lists);
        let number: HashMap<u64, u32> = counted.iter().zip(0..).map(|(&(_, key), number)| (key, number)).collect();
        let n = lists.len() as f32;
        let weights: Vec<f32> = counted.iter().map(|&(df, key)| weight(n, df as f32, keys::prior(key))).collect();
        let mut nodes: Vec<(f32, u32, Vec<u32>)> = lists
            .par_iter()
            .enumerate()
            .map(|(at, list)| {
                let mut terms: Vec<u32> = list.iter().filter_map(|key| number.get(key).copied()).collect();
                terms.sort_unstable();
                (terms.iter().filter_map(|&term| weights.get(term as usize)).sum(), at as u32, terms)
            })
            .collect();
        nodes.par_sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let first_hot = counted.partition_point(|&(df, _)| df <= HOT) as u32;
        let mut corpus = Corpus { starts: vec![0], terms: Vec::new(), weights, totals: Vec::new(), first_hot };
        let mut order = Vec::with_capacity(nodes.len());
        for (total, at, terms) in nodes {
            corpus.terms.extend(terms);
            corpus.starts.push(corpus.terms.len());
            corpus.totals.push(total);
            order.push(at);
        }
        (corpus, order)
    }

    /// Number of nodes.
    pub fn len(&self) -> usize {
        self.totals.len()
    }

    /// The terms of a node, rarest first.
    pub fn terms(&self, node: u32) -> &[u32] {
        let at = node as usize;
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(&start), Some(&end)) => self.terms.get(start..end).unwrap_or_default(),
            _ => &[],
        }
    }

    /// The terms of a node, those that are looked up and the hot ones.
    pub fn split(&self, node: u32) -> (&[u32], &[u32]) {
        let terms = self.terms(node);
        terms.split_at(terms.partition_point(|&term| term < self.first_hot))
    }
}

/// How many lists hold each key, rarest first, ties by key.
fn count(lists: &[&[u64]]) -> Vec<(u32, u64)> {
    let mut all: Vec<u64> = lists.iter().copied().flatten().copied().collect();
    all.par_sort_unstable();
    let mut counted: Vec<(u32, u64)> = all.chunk_by(|a, b| a == b).map(|run| (run.len() as u32, run[0])).collect();
    counted.par_sort_unstable();
    counted
}

fn weight(n: f32, df: f32, prior: f32) -> f32 {
    ((n + PRIOR) / (df + PRIOR * prior)).ln().max(0.01).powf(POWER)
}

/// For each term the nodes that hold it.
pub struct Postings {
    starts: Vec<usize>,
    holders: Vec<u32>,
}

impl Postings {
    /// Inverts `corpus`, hot terms left out.
    pub fn new(corpus: &Corpus) -> Postings {
        let cold = corpus.first_hot as usize;
        let mut starts = vec![0; cold + 1];
        for node in 0..corpus.len() as u32 {
            for &term in corpus.split(node).0 {
                starts[term as usize + 1] += 1;
            }
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut holders = vec![0; starts.last().copied().unwrap_or(0)];
        for node in 0..corpus.len() as u32 {
            for &term in corpus.split(node).0 {
                let at = &mut next[term as usize];
                holders[*at] = node;
                *at += 1;
            }
        }
        Postings { starts, holders }
    }

    /// Who holds `term`, ascending, from the first node after `node` on.
    pub fn after(&self, term: u32, node: u32) -> &[u32] {
        let at = term as usize;
        let all = match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(&start), Some(&end)) => self.holders.get(start..end).unwrap_or_default(),
            _ => &[],
        };
        all.split_at(all.partition_point(|&holder| holder <= node)).1
    }
}
