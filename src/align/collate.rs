//! n-way collation: one table for any number of renderings, the same whatever their order.

use rayon::prelude::*;

use super::align_with;
use super::merge::Merger;
use crate::lang::concepts::Concepts;
use crate::model::{Alignment, Collation, Column, PairAlignment, Text};

/// Renderings, as a multiple of [`CollateOptions::all_pairs`], up to which identical ones each have all their pairs.
const REPEATS: usize = 4;
/// Cells (columns times texts) up to which there is an alignment table.
const CELLS: usize = 1 << 22;

/// Limits of the work.
#[derive(Clone, Debug)]
pub struct CollateOptions {
    /// Distinct texts up to which every pair is aligned; with more, each is aligned with the medoid only.
    pub all_pairs: usize,
    /// Index of the one rendering that all others are compared with, if there is one.
    pub reference: Option<usize>,
    /// What words of different languages have to do with each other.
    pub concepts: Concepts,
}

impl Default for CollateOptions {
    fn default() -> Self {
        CollateOptions { all_pairs: 48, reference: None, concepts: Concepts::default() }
    }
}

/// Collates `texts`. Every token ends up in exactly one column, in its own order; a column holds at most one token of
/// each text. Identical texts count once, so a duplicate changes nothing for the others. Where there are very many
/// texts, the first of identical ones stands for all in the pairs, and the others are paired with it alone; a table
/// of more than 4 million cells is left out (see [`Collation::is_tabled`]).
///
/// All pairs are aligned; a link gains weight from the other texts that agree with it (consistency, as in T-Coffee,
/// Notredame et al. 2000); links are merged into columns, heaviest first, and one that would make a cycle is kept as a
/// [`Move`](crate::model::Move). Ties are broken by content, never by the order of `texts`.
pub fn collate(texts: Vec<Text>, options: &CollateOptions) -> Collation {
    let distinct = Distinct::of(&texts);
    let kept: Vec<&Text> = distinct.order.iter().filter_map(|&at| texts.get(at)).collect();
    let reference = options.reference.and_then(|at| distinct.rank.get(at).copied());
    let (hub, pairs) = pair_list(&kept, options.all_pairs, reference);
    let alignments: Vec<Alignment> = pairs
        .par_iter()
        .map(|&(x, y)| match (kept.get(x), kept.get(y)) {
            (Some(a), Some(b)) => align_with(a, b, &options.concepts),
            _ => Alignment::default(),
        })
        .collect();
    let hub = hub.filter(|_| kept.len() > options.all_pairs);
    let (columns, moves) = table(&kept, &pairs, &alignments, hub, CELLS / texts.len().max(1));
    let columns = columns.into_iter().map(|cells| spread(&cells, &distinct.rank)).collect();
    let rule = match options.reference.filter(|&at| at < texts.len()) {
        Some(at) => Pairing::With(at),
        None if texts.len() <= options.all_pairs.saturating_mul(REPEATS) => Pairing::Each,
        None => Pairing::First,
    };
    let pairs = distinct.pairs_as_given(rule, &pairs, &alignments, &kept);
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
        // The same words can be cut into other tokens, in another language or by somebody else.
        let order_of = |x: &usize, y: &usize| match (texts.get(*x), texts.get(*y)) {
            (Some(a), Some(b)) => a.raw.cmp(&b.raw).then_with(|| a.lang.cmp(&b.lang)).then_with(|| {
                let (a, b) = (a.tokens.iter().map(|token| token.span), b.tokens.iter().map(|token| token.span));
                a.cmp(b)
            }),
            _ => std::cmp::Ordering::Equal,
        };
        let mut sorted: Vec<usize> = (0..texts.len()).collect();
        sorted.sort_by(order_of);
        let mut order: Vec<usize> = Vec::new();
        let mut rank = vec![0; texts.len()];
        for at in sorted {
            if order.last().is_none_or(|last| order_of(last, &at).is_ne()) {
                order.push(at);
            }
            if let Some(slot) = rank.get_mut(at) {
                *slot = order.len() - 1;
            }
        }
        Distinct { order, rank }
    }
}

/// Which pairs are aligned: all, or with the one that shares most with the others (the medoid by word overlap); that
/// one comes first.
fn pair_list(texts: &[&Text], all_pairs: usize, reference: Option<usize>) -> (Option<usize>, Vec<(usize, usize)>) {
    let count = texts.len();
    let hub = match reference {
        Some(hub) => hub,
        None if count <= all_pairs => {
            return (None, (0..count).flat_map(|x| (x + 1..count).map(move |y| (x, y))).collect());
        }
        None => hub(texts),
    };
    let pairs = (0..count).filter(|&other| other != hub).map(|other| (hub.min(other), hub.max(other)));
    (Some(hub), pairs.collect())
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

/// The columns of the distinct texts; none when there would be more than `limit`. With a `hub` there are too many
/// texts to weigh each column against each.
fn table(
    texts: &[&Text],
    pairs: &[(usize, usize)],
    alignments: &[Alignment],
    hub: Option<usize>,
    limit: usize,
) -> super::star::Table {
    let lengths: Vec<usize> = texts.iter().map(|text| text.len()).collect();
    let ties = super::support::ties(&lengths, pairs, alignments);
    if let Some(hub) = hub {
        return super::star::table(&lengths, hub, &ties, limit).unwrap_or_default();
    }
    let mut merger = Merger::new(&lengths);
    for tie in ties {
        merger.merge(&tie);
    }
    if merger.columns() > limit { Default::default() } else { merger.finish() }
}

/// The columns of the distinct texts, for the texts as given.
fn spread(cells: &[Option<u32>], rank: &[usize]) -> Column {
    Column { cells: rank.iter().map(|&place| cells.get(place).copied().flatten()).collect() }
}

/// Which texts make pairs, of texts that can be identical.
#[derive(Clone, Copy)]
enum Pairing {
    /// Each with each.
    Each,
    /// The first of identical ones stands for all; the others are paired with it.
    First,
    /// All with one.
    With(usize),
}

impl Pairing {
    /// Those of some identical texts that are paired with other texts.
    fn heads(self, identical: &[usize]) -> &[usize] {
        match self {
            Pairing::Each => identical,
            Pairing::First => identical.get(..1).unwrap_or_default(),
            Pairing::With(one) => identical
                .iter()
                .position(|&at| at == one)
                .map_or(identical, |place| identical.get(place..=place).unwrap_or_default()),
        }
    }

    /// The pairs among some identical texts.
    fn within(self, identical: &[usize]) -> Vec<(usize, usize)> {
        if let Pairing::With(one) = self
            && !identical.contains(&one)
        {
            return Vec::new();
        }
        let heads = self.heads(identical);
        let later = |a: usize, b: usize| b > a || (b < a && heads.len() == 1);
        heads.iter().flat_map(|&a| identical.iter().filter(move |&&b| later(a, b)).map(move |&b| (a, b))).collect()
    }
}

impl Distinct {
    /// For each distinct text, the texts that are it, ascending.
    fn members(&self) -> Vec<Vec<usize>> {
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); self.order.len()];
        for (at, &place) in self.rank.iter().enumerate() {
            if let Some(list) = members.get_mut(place) {
                list.push(at);
            }
        }
        members
    }

    /// The aligned pairs of distinct texts, for the texts as given.
    fn pairs_as_given(
        &self,
        rule: Pairing,
        pairs: &[(usize, usize)],
        alignments: &[Alignment],
        kept: &[&Text],
    ) -> Vec<PairAlignment> {
        let members = self.members();
        let heads = |place: usize| members.get(place).map_or(&[][..], |list| rule.heads(list));
        let mut out = Vec::new();
        for (&(x, y), alignment) in pairs.iter().zip(alignments) {
            for &a in heads(x) {
                for &b in heads(y) {
                    let alignment = if a < b { alignment.clone() } else { alignment.reversed() };
                    out.push(PairAlignment { a: a.min(b), b: a.max(b), alignment });
                }
            }
        }
        for (list, text) in members.iter().zip(kept) {
            let pair = |(a, b): (usize, usize)| PairAlignment {
                a: a.min(b),
                b: a.max(b),
                alignment: super::same::straight(text),
            };
            out.extend(rule.within(list).into_iter().map(pair));
        }
        out.sort_by_key(|pair| (pair.a, pair.b));
        out
    }
}
