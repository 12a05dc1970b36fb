//! Words that stand for each other, learned from the renderings themselves.
//!
//! Where two renderings surely belong together, the words that only one of them has must answer to each other
//! (spellings, synonyms, names in another script). Which to which is found by expectation maximisation over all
//! such pairs: IBM Model 1 (Brown et al. 1993, "The mathematics of statistical machine translation") in both
//! directions, with an empty word.

use rayon::prelude::*;

use super::cluster::Edge;
use super::compare::Residue;
use super::index::Corpus;
use super::lists::Lists;

/// Rounds of expectation and maximisation.
const ROUNDS: usize = 4;
/// Pairs with more words left over than this on a side teach little.
const LONGEST: usize = 10;
/// Imagined counts against each word: one occurrence proves nothing.
const SMOOTHING: f32 = 2.0;
/// Weaker equivalents are dropped. Strengths lie between 0 and 1.
const LEAST: f32 = 0.08;
/// The empty word.
const NONE: u32 = u32::MAX;

/// For each term the terms that can stand for it, and how strongly.
pub struct Equivalents(Lists<(u32, f32)>);

/// The terms left over in the two nodes of a pair.
type Lesson = (Vec<u32>, Vec<u32>);

impl Equivalents {
    /// Learns from pairs that surely belong together.
    pub fn learn(corpus: &Corpus, pairs: &[Edge]) -> Equivalents {
        let lessons: Vec<Lesson> = pairs.par_iter().filter_map(|pair| lesson(corpus, pair)).collect();
        let (forward, backward) = rayon::join(
            || train(&lessons, |lesson| (&lesson.0, &lesson.1)),
            || train(&lessons, |lesson| (&lesson.1, &lesson.0)),
        );
        let mut found = Vec::new();
        for (key, probability) in forward {
            let (x, y) = split(key);
            if let Ok(at) = backward.binary_search_by_key(&join(y, x), |entry| entry.0) {
                let strength = backward.get(at).map_or(0.0, |reverse| (probability * reverse.1).sqrt());
                if strength >= LEAST {
                    found.extend([(x, y, strength), (y, x, strength)]);
                }
            }
        }
        found.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(b.2.total_cmp(&a.2)));
        found.dedup_by_key(|entry| (entry.0, entry.1));
        Equivalents(Lists::new(corpus.weights.len(), || {
            found.iter().map(|&(term, other, strength)| (term, (other, strength)))
        }))
    }

    /// The equivalents of `term` and their strengths, 0 to 1.
    pub fn of(&self, term: u32) -> &[(u32, f32)] {
        self.0.of(term)
    }
}

fn join(x: u32, y: u32) -> u64 {
    u64::from(x) << 32 | u64::from(y)
}

fn split(key: u64) -> (u32, u32) {
    ((key >> 32) as u32, key as u32)
}

fn lesson(corpus: &Corpus, pair: &Edge) -> Option<Lesson> {
    let mut residue = Residue::default();
    residue.fill(corpus.terms(pair.a), corpus.terms(pair.b), |_| ());
    let fit = |side: &[u32]| !side.is_empty() && side.len() <= LONGEST;
    (fit(&residue.left) && fit(&residue.right)).then_some((residue.left, residue.right))
}

/// The probability of each term of the second side given one of the first, as sorted `(first and second, p)`.
fn train<'a>(lessons: &'a [Lesson], sides: impl Fn(&'a Lesson) -> (&'a [u32], &'a [u32])) -> Vec<(u64, f32)> {
    let cells = |lesson| {
        let (from, to) = sides(lesson);
        to.iter().flat_map(move |&t| from.iter().copied().chain([NONE]).map(move |f| join(f, t)))
    };
    let all: Vec<u64> = lessons.iter().flat_map(cells).collect();
    let mut keys = all.clone();
    keys.par_sort_unstable();
    keys.dedup();
    let slots: Vec<u32> = all.par_iter().map(|key| keys.binary_search(key).unwrap_or(0) as u32).collect();
    drop(all);
    let mut p = vec![1.0f32; keys.len()];
    let mut counts = vec![0.0f32; keys.len()];
    for _ in 0..ROUNDS {
        expect(lessons, &sides, &slots, &p, &mut counts);
        let mut start = 0;
        for row in keys.chunk_by(|a, b| split(*a).0 == split(*b).0) {
            let row = start..start + row.len();
            let total = counts[row.clone()].iter().sum::<f32>() + SMOOTHING;
            start = row.end;
            for at in row {
                p[at] = counts[at] / total;
            }
        }
    }
    keys.into_iter().zip(p).collect()
}

/// Fractional counts: each term of the second side is owed to those of the first in proportion to `p`.
fn expect<'a>(
    lessons: &'a [Lesson],
    sides: impl Fn(&'a Lesson) -> (&'a [u32], &'a [u32]),
    slots: &[u32],
    p: &[f32],
    counts: &mut [f32],
) {
    counts.fill(0.0);
    let mut rest = slots;
    for lesson in lessons {
        let (from, to) = sides(lesson);
        for _ in to {
            let (row, after) = rest.split_at(from.len() + 1);
            rest = after;
            let sum: f32 = row.iter().map(|&slot| p[slot as usize]).sum();
            for &slot in row {
                counts[slot as usize] += p[slot as usize] / sum.max(f32::MIN_POSITIVE);
            }
        }
    }
}
