//! Nodes as sorted lists of term numbers, the weight of each term, and the inverted index over them.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::keys;
use crate::model::fingerprint;

/// Terms held by more nodes than this are hot: they are not looked up alone, but in pairs.
const HOT: u32 = 200;
/// No more terms are hot than have a short number.
const MOST_HOT: usize = 1 << 16;
/// Pairs of hot terms held by more nodes than this are not looked up.
const COMMON: u32 = 200;
/// So many of the hot terms of a node, the rarest, make pairs.
pub const PAIRED: usize = 10;
/// So many imagined renderings temper the counts with what is known of words in general: without them
/// a handful of renderings would say nothing about rarity.
const PRIOR: f32 = 200.0;
/// Exponent on the rarity in nats; below 1 because frequent words in common tell more together than apart.
const POWER: f32 = 0.7;

/// A word that one of fifty renderings has weighs this: those that weigh more tell what a text is about.
const TELLING: f32 = 2.6;
/// So many words in common tell something whatever they are.
const ENOUGH: usize = 4;

/// All that the engine holds of the texts.
pub struct Corpus {
    /// One for each node, lightest first, and one more where the last one's terms end.
    nodes: Vec<Node>,
    /// Term numbers, each node's ascending (rarest first), without repeats.
    terms: Vec<u32>,
    /// The key of each term.
    keys: Vec<u64>,
    /// How much each term tells.
    pub weights: Vec<f32>,
    /// Terms from here on are hot.
    pub first_hot: u32,
}

/// What is read of a node for every pair in question, in one line of the cache.
#[derive(Clone)]
#[repr(align(64))]
struct Node {
    /// Where its terms start.
    start: u32,
    /// The sum of their weights.
    total: f32,
    /// How many of them are hot, and the rarest of those, counted from the first hot one.
    hot: u32,
    rarest: [u16; NEAR],
}

/// So many hot terms are held with a node.
const NEAR: usize = 26;

impl Corpus {
    /// Numbers the keys of `lists` by how few nodes hold them, and the nodes by weight. Also returns which list
    /// each node was.
    pub fn new(lists: &[&[u64]]) -> (Corpus, Vec<u32>) {
        let counted = count(lists);
        let number: FxHashMap<u64, u32> = counted.iter().zip(0..).map(|(&(_, key), number)| (key, number)).collect();
        let n = lists.len() as f32;
        let weights: Vec<f32> = counted.iter().map(|&(df, key)| weight(n, df as f32, keys::prior(key))).collect();
        let first_hot =
            counted.partition_point(|&(df, _)| df <= HOT).max(counted.len().saturating_sub(MOST_HOT)) as u32;
        let keys = counted.into_iter().map(|(_, key)| key).collect();
        let numbers = |list: &[u64]| -> Vec<u32> {
            let mut terms: Vec<u32> = list.iter().filter_map(|key| number.get(key).copied()).collect();
            terms.sort_unstable();
            terms
        };
        let total = |terms: &[u32]| terms.iter().map(|&term| weights[term as usize]).sum::<f32>();
        let mut order: Vec<(f32, u32)> =
            lists.par_iter().zip(0..lists.len() as u32).map(|(list, at)| (total(&numbers(list)), at)).collect();
        order.par_sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let mut nodes = Vec::with_capacity(lists.len() + 1);
        let mut terms = Vec::with_capacity(lists.iter().map(|list| list.len()).sum());
        for &(total, at) in &order {
            let list = numbers(lists[at as usize]);
            let mut node = Node { start: terms.len() as u32, total, hot: 0, rarest: [0; NEAR] };
            for term in list.iter().filter_map(|term| term.checked_sub(first_hot)) {
                if let Some(slot) = node.rarest.get_mut(node.hot as usize) {
                    *slot = term as u16;
                }
                node.hot += 1;
            }
            nodes.push(node);
            terms.extend(list);
        }
        nodes.push(Node { start: terms.len() as u32, total: f32::INFINITY, hot: 0, rarest: [0; NEAR] });
        (Corpus { nodes, terms, keys, weights, first_hot }, order.into_iter().map(|(_, at)| at).collect())
    }

    /// Number of nodes.
    pub fn len(&self) -> usize {
        self.nodes.len() - 1
    }

    /// A fingerprint of the terms of all nodes and their weights.
    pub fn fingerprint(&self) -> u64 {
        let mut bytes: Vec<u8> = self.weights.iter().flat_map(|weight| weight.to_bits().to_le_bytes()).collect();
        (0..self.len() as u32).fold(fingerprint(&bytes), |before, node| {
            bytes.clear();
            bytes.extend(before.to_le_bytes());
            bytes.extend(self.terms(node).iter().flat_map(|term| term.to_le_bytes()));
            fingerprint(&bytes)
        })
    }

    /// The terms of a node, rarest first.
    pub fn terms(&self, node: u32) -> &[u32] {
        let at = node as usize;
        &self.terms[self.nodes[at].start as usize..self.nodes[at + 1].start as usize]
    }

    /// The terms of a node that are not hot.
    pub fn cold(&self, node: u32) -> &[u32] {
        let terms = self.terms(node);
        &terms[..terms.len() - self.nodes[node as usize].hot as usize]
    }

    /// The hot terms of a node, rarest first, counted from the first hot one.
    pub fn hot(&self, node: u32) -> impl Iterator<Item = u16> {
        let held = &self.nodes[node as usize];
        let more = (held.hot as usize).saturating_sub(NEAR);
        let rest = if more > 0 { &self.terms(node)[self.terms(node).len() - more..] } else { &[] };
        let rarest = held.rarest[..(held.hot as usize).min(NEAR)].iter().copied();
        rarest.chain(rest.iter().map(|term| (term - self.first_hot) as u16))
    }

    /// The weights of all hot terms.
    pub fn hot_weights(&self) -> &[f32] {
        &self.weights[self.first_hot as usize..]
    }

    /// How much `key` tells; `None` when no text has it.
    pub fn weight_of(&self, key: u64) -> Option<f32> {
        Some(self.weights[self.keys.iter().position(|&held| held == key)?])
    }

    /// The hot terms of a node of which pairs are made.
    pub fn paired(&self, node: u32) -> &[u16] {
        let held = &self.nodes[node as usize];
        &held.rarest[..(held.hot as usize).min(PAIRED)]
    }

    /// Sum of the weights of a node's terms; the higher the number of the node, the higher.
    pub fn total(&self, node: u32) -> f32 {
        self.nodes[node as usize].total
    }

    /// Whether two nodes share [`ENOUGH`] words, or two telling ones, or all telling words that either has.
    pub fn share_enough(&self, a: u32, b: u32) -> bool {
        let tells = |term: u32| self.weights[term as usize] >= TELLING;
        let telling = |node: u32| self.terms(node).iter().filter(|&&term| tells(term)).count();
        let (mut words, mut told) = (0, 0);
        let mut rest = self.terms(b).iter().copied().peekable();
        for &term in self.terms(a) {
            while rest.next_if(|&other| other < term).is_some() {}
            if rest.next_if_eq(&term).is_some() {
                words += 1;
                told += usize::from(tells(term));
                if words >= ENOUGH || told > 1 {
                    return true;
                }
            }
        }
        told == 1 && telling(a) == 1 && telling(b) == 1
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

/// For each key the nodes that hold it, ascending. A key is a term that is not hot, or a pair of hot ones.
pub struct Postings {
    /// Where the holders of each key end; they start where those of the key before end.
    ends: Vec<u32>,
    holders: Vec<u32>,
    /// Number of terms that are keys; pairs come after them.
    terms: u32,
    /// The numbers of pairs are cut to these bits.
    mask: u32,
}

/// So many occurrences of pairs share a key on average: the table is small, and what meets by chance is found out.
const DENSITY: usize = 4;

impl Postings {
    /// Inverts `corpus`.
    pub fn new(corpus: &Corpus) -> Postings {
        let nodes = 0..corpus.len() as u32;
        let pairs = |node| corpus.paired(node).len() * corpus.paired(node).len().saturating_sub(1) / 2;
        let keys = (nodes.clone().map(pairs).sum::<usize>() / DENSITY).next_power_of_two();
        let postings =
            Postings { ends: Vec::new(), holders: Vec::new(), terms: corpus.first_hot, mask: keys as u32 - 1 };
        let mut counts = vec![0u32; postings.terms as usize + keys];
        for node in nodes.clone() {
            postings.each_key(corpus, node, |key| counts[key as usize] += 1);
        }
        for count in counts.iter_mut().skip(postings.terms as usize).filter(|count| **count > COMMON) {
            *count = 0;
        }
        // Each end starts as the start of its key and moves as holders are put in.
        let mut ends = Vec::with_capacity(counts.len());
        let mut sum = 0;
        for &count in &counts {
            ends.push(sum);
            sum += count;
        }
        let mut holders = vec![0; sum as usize];
        for node in nodes {
            postings.each_key(corpus, node, |key| {
                if counts[key as usize] > 0 {
                    let end = &mut ends[key as usize];
                    holders[*end as usize] = node;
                    *end += 1;
                }
            });
        }
        Postings { ends, holders, ..postings }
    }

    fn each_key(&self, corpus: &Corpus, node: u32, mut each: impl FnMut(u32)) {
        corpus.cold(node).iter().for_each(|&term| each(term));
        let paired = corpus.paired(node);
        for (at, &x) in paired.iter().enumerate() {
            paired[at + 1..].iter().for_each(|&y| each(self.pair(x, y)));
        }
    }

    /// The key of two hot terms; `x` is the rarer. Some pairs share one.
    fn pair(&self, x: u16, y: u16) -> u32 {
        let hash = (u64::from(x) << 16 | u64::from(y)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.terms + ((hash >> 32) as u32 & self.mask)
    }

    /// Who holds two hot terms, of which `x` is the rarer, and some others; nobody when too many do.
    pub fn of_pair(&self, x: u16, y: u16) -> &[u32] {
        self.of(self.pair(x, y))
    }

    /// Who holds `key`, a term that is not hot or a pair of hot ones, ascending.
    pub fn of(&self, key: u32) -> &[u32] {
        let start = key.checked_sub(1).map_or(0, |before| self.ends[before as usize]);
        &self.holders[start as usize..self.ends[key as usize] as usize]
    }
}
