//! How much two nodes have in common, from their terms alone.

use std::cmp::Ordering;

use super::equivalents::Equivalents;
use super::index::Corpus;

/// How much containment counts beside the share of the whole: a fragment shares all it has.
const CONTAINED: f32 = 0.1;
/// Two nodes that score this are nearly the same text.
pub const REPRINT: f32 = 0.8;
/// Learned strengths understate: they are estimated with smoothing.
const GAIN: f32 = 2.0;

/// What an equivalent of this `strength`, 0 to 1, counts for the word itself.
pub fn gain(strength: f32) -> f32 {
    (strength * GAIN).min(1.0)
}

/// The score of two nodes of weights `small` and `large` that share `overlap`: 0 to 1.
///
/// The weighted Jaccard index, moved a little towards containment.
pub fn score(overlap: f32, small: f32, large: f32) -> f32 {
    let jaccard = overlap / (small + large - overlap).max(f32::MIN_POSITIVE);
    let contained = overlap / small.max(f32::MIN_POSITIVE);
    (jaccard + CONTAINED * (contained - jaccard)).clamp(0.0, 1.0)
}

/// The weight of the terms that two sorted lists share.
pub fn shared(weights: &[f32], a: &[u32], b: &[u32]) -> f32 {
    let (mut x, mut y, mut sum) = (0, 0, 0.0);
    while let (Some(s), Some(t)) = (a.get(x), b.get(y)) {
        match s.cmp(t) {
            Ordering::Less => x += 1,
            Ordering::Greater => y += 1,
            Ordering::Equal => {
                sum += weights.get(*s as usize).copied().unwrap_or(0.0);
                x += 1;
                y += 1;
            }
        }
    }
    sum
}

/// The terms only one of two lists has; reused from pair to pair.
#[derive(Default)]
pub struct Residue {
    /// Those of the first.
    pub left: Vec<u32>,
    /// Those of the second.
    pub right: Vec<u32>,
}

impl Residue {
    /// Takes `a` and `b`, sorted, apart; calls `both` for each term they share.
    pub fn fill(&mut self, a: &[u32], b: &[u32], mut both: impl FnMut(u32)) {
        self.left.clear();
        self.right.clear();
        let (mut x, mut y) = (0, 0);
        while let (Some(&s), Some(&t)) = (a.get(x), b.get(y)) {
            match s.cmp(&t) {
                Ordering::Less => self.left.push(s),
                Ordering::Greater => self.right.push(t),
                Ordering::Equal => both(s),
            }
            x += usize::from(s <= t);
            y += usize::from(t <= s);
        }
        self.left.extend(a.iter().skip(x));
        self.right.extend(b.iter().skip(y));
    }
}

/// The weight two nodes share when equivalents count as far as they are equivalent. Each term is used once.
pub fn overlap(corpus: &Corpus, equivalents: &Equivalents, a: u32, b: u32, residue: &mut Residue) -> f32 {
    let weight = |term: u32| corpus.weights.get(term as usize).copied().unwrap_or(0.0);
    let mut sum = 0.0;
    residue.fill(corpus.terms(a), corpus.terms(b), |term| sum += weight(term));
    for &x in &residue.left {
        let best = equivalents
            .of(x)
            .iter()
            .filter_map(|&(y, strength)| Some((strength, residue.right.binary_search(&y).ok()?)))
            .max_by(|p, q| p.0.total_cmp(&q.0).then(q.1.cmp(&p.1)));
        if let Some((strength, at)) = best {
            let y = residue.right.remove(at);
            sum += gain(strength) * (weight(x) * weight(y)).sqrt();
        }
    }
    sum
}
