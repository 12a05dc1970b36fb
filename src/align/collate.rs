//! n-way collation: one table for any number of renderings, the same whatever their order.

use rayon::prelude::*;

use super::align;
use super::merge::Merger;
use crate::model::{Alignment, Collation, Column, Evidence, Move, PairAlignment, Text};

/// Limits of the work.
#[derive(Clone, Copy, Debug)]
pub struct CollateOptions {
    /// Distinct texts up to which every pair is aligned; with more, each is aligned with the medoid only.
    pub all_pairs: usize,
    /// Index of the one rendering that all others are compared with, if there is one.
    pub reference: Option<usize>,
}

impl Default for CollateOptions {
    fn default() -> Self {
        CollateOptions { all_pairs: 48, reference: None }
    }
}

/// Collates `texts`. Every token ends up in exactly one column, in its own order; a column holds at most one token of
/// each text. Identical texts count once, so a duplicate changes nothing for the others.
///
/// All pairs are aligned; a link gains weight from the other texts that agree with it (consistency, as in T-Coffee,
/// Notredame et al. 2000); links are merged into columns, heaviest first, and one that would make a cycle is kept as a
/// [`Move`]. Ties are broken by content, never by the order of `texts`.
pub fn collate(texts: Vec<Text>, options: &CollateOptions) -> Collation {
    let distinct = Distinct::of(&texts);
    let kept: Vec<&Text> = distinct.order.iter().filter_map(|&at| texts.get(at)).collect();
    let reference = options.reference.and_then(|at| distinct.rank.get(at).copied());
    let pairs = pair_list(&kept, options.all_pairs, reference);
    let alignments: Vec<Alignment> = pairs
        .par_iter()
        .map(|&(x, y)| match (kept.get(x), kept.get(y)) {
            (Some(a), Some(b)) => align(a, b),
            _ => Alignment::default(),
        })
        .collect();
    let (columns, moves) = table(&kept, &pairs, &alignments);
    let columns = columns.into_iter().map(|cells| spread(&cells, &distinct.rank)).collect();
    let pairs = pairs_as_given(&distinct, &pairs, &alignments, &kept);
    Collation { texts, columns, moves, pairs }
}

/// The distinct texts in an order that depends on their content only.
struct Distinct {
    /// For each distinct text, the index of its first occurrence, sorted by content.
    order: Vec<usize>,
    /// For each given text, its place in `order`.
    rank: Vec<usize>,
}

impl Distinct {
    fn of(texts: &[Text]) -> Distinct {
        let raw = |at: &usize| texts.get(*at).map_or("", |text| text.raw.as_str());
        let mut sorted: Vec<usize> = (0..texts.len()).collect();
        sorted.sort_by(|x, y| raw(x).cmp(raw(y)).then(x.cmp(y)));
        let mut order: Vec<usize> = Vec::new();
        let mut rank = vec![0; texts.len()];
        for at in sorted {
            if order.last().is_none_or(|last| raw(last) != raw(&at)) {
                order.push(at);
            }
            if let Some(slot) = rank.get_mut(at) {
                *slot = order.len() - 1;
            }
        }
        Distinct { order, rank }
    }
}

/// Which pairs are aligned: all, or with the one that shares most with the others (the medoid by word overlap).
fn pair_list(texts: &[&Text], all_pairs: usize, reference: Option<usize>) -> Vec<(usize, usize)> {
    let count = texts.len();
    let hub = match reference {
        Some(hub) => hub,
        None if count <= all_pairs => {
            return (0..count).flat_map(|x| (x + 1..count).map(move |y| (x, y))).collect();
        }
        None => hub(texts),
    };
    (0..count).filter(|&other| other != hub).map(|other| (hub.min(other), hub.max(other))).collect()
}

/// The text whose words are best spread over the others; linear in the number of tokens.
fn hub(texts: &[&Text]) -> usize {
    let mut spread: rustc_hash::FxHashMap<u64, u32> = rustc_hash::FxHashMap::default();
    let keys = |text: &Text| {
        let mut keys: Vec<u64> =
            text.tokens.iter().filter(|token| super::grid::is_content(token)).map(|token| token.word.lemma).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    };
    for text in texts {
        for key in keys(text) {
            *spread.entry(key).or_default() += 1;
        }
    }
    let score = |text: &Text| {
        let keys = keys(text);
        let sum: f64 = keys.iter().map(|key| f64::from(spread.get(key).copied().unwrap_or(0))).sum();
        sum / (keys.len() as f64 + 5.0)
    };
    let best = texts.iter().enumerate().max_by(|x, y| score(x.1).total_cmp(&score(y.1)).then(y.0.cmp(&x.0)));
    best.map_or(0, |(at, _)| at)
}

/// A link between two tokens of the distinct texts, with its weight.
pub(super) struct Tie {
    pub weight: f32,
    pub a: (u32, u32),
    pub b: (u32, u32),
    pub strong: bool,
}

fn table(texts: &[&Text], pairs: &[(usize, usize)], alignments: &[Alignment]) -> (Vec<Vec<Option<u32>>>, Vec<Move>) {
    let lengths: Vec<usize> = texts.iter().map(|text| text.len()).collect();
    let mut merger = Merger::new(&lengths);
    for tie in super::support::ties(&lengths, pairs, alignments) {
        merger.merge(&tie);
    }
    merger.finish()
}

/// The columns of the distinct texts, for the texts as given.
fn spread(cells: &[Option<u32>], rank: &[usize]) -> Column {
    Column { cells: rank.iter().map(|&place| cells.get(place).copied().flatten()).collect() }
}

fn pairs_as_given(
    distinct: &Distinct,
    pairs: &[(usize, usize)],
    alignments: &[Alignment],
    kept: &[&Text],
) -> Vec<PairAlignment> {
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); distinct.order.len()];
    for (at, &place) in distinct.rank.iter().enumerate() {
        if let Some(list) = members.get_mut(place) {
            list.push(at);
        }
    }
    let mut out = Vec::new();
    for (&(x, y), alignment) in pairs.iter().zip(alignments) {
        for &a in members.get(x).into_iter().flatten() {
            for &b in members.get(y).into_iter().flatten() {
                let alignment = if a < b { alignment.clone() } else { alignment.reversed() };
                out.push(PairAlignment { a: a.min(b), b: a.max(b), alignment });
            }
        }
    }
    for (list, text) in members.iter().zip(kept) {
        for (at, &a) in list.iter().enumerate() {
            out.extend(list.iter().skip(at + 1).map(|&b| PairAlignment { a, b, alignment: identity(text) }));
        }
    }
    out.sort_by_key(|pair| (pair.a, pair.b));
    out
}

fn identity(text: &Text) -> Alignment {
    let link = |at: u32| crate::model::Link { a: at, b: at, evidence: Evidence::Same, confidence: 1.0 };
    Alignment { links: (0..text.len() as u32).map(link).collect() }
}
