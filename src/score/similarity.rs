//! The similarity of two renderings, from their alignment and their divergences.

use crate::align::same_value;
use crate::model::{Alignment, Divergence, Evidence, Kind, Severity, Text, Token, TokenKind};

/// How much of a token's meaning a link of each kind carries over, 0 to 1.
fn carried(evidence: Evidence) -> f32 {
    match evidence {
        Evidence::Same | Evidence::Value | Evidence::Spelling => 1.0,
        Evidence::Inflection => 0.97,
        Evidence::Derivation | Evidence::Name => 0.92,
        Evidence::Synonym => 0.88,
        Evidence::Hypernym | Evidence::Hyponym => 0.72,
        Evidence::Form => 0.65,
        Evidence::Position => 0.45,
        Evidence::Antonym => 0.3,
    }
}

/// The factor by which one divergence lowers the similarity, 0 (all) to 1 (nothing).
///
/// Omission, addition and substitution cost through the words that are not carried over; alarms cost beyond that.
pub fn penalty(divergence: &Divergence) -> f64 {
    let full = match (divergence.kind, divergence.severity) {
        (Kind::Order, _) => 0.02,
        (Kind::Punctuation | Kind::Case | Kind::Spelling | Kind::HiddenCharacter, _) => 0.004,
        (Kind::Truncation | Kind::Editorial, _) => 0.01,
        (kind, Severity::Critical) if kind.alarm() => 0.55,
        (kind, Severity::Major) if kind.alarm() => 0.30,
        (kind, Severity::Minor) if kind.alarm() => 0.12,
        (Kind::Reference | Kind::Tense, Severity::Major) => 0.06,
        (Kind::Reference | Kind::Tense, _) => 0.015,
        _ => 0.0,
    };
    1.0 - full * f64::from(divergence.confidence)
}

/// How much a text whose words stand in another order loses at most.
const ORDER: f64 = 0.5;

/// How much the form weighs beside the meaning: enough to tell two close copies apart.
const FORM: f64 = 0.06;

/// Likeness of form in 0..=1: Dice coefficient of the pairs of neighbouring tokens as printed, counted with their number.
///
/// Marks count, capitals too; the shape of quotation marks, dashes and composed letters does not.
fn form(a: &Text, b: &Text) -> f64 {
    let pairs = |text: &Text| {
        let key = |token: &Token| token.word.key ^ (token.case as u64) << 56;
        let keys = std::iter::once(1)
            .chain(text.tokens.iter().filter(|token| token.kind != TokenKind::Hidden).map(key))
            .chain([2]);
        let keys: Vec<u64> = keys.collect();
        let mut pairs: Vec<u64> = keys
            .windows(2)
            .map(|pair| {
                pair.iter().fold(0, |hash: u64, key| (hash.rotate_left(5) ^ key).wrapping_mul(0x9e37_79b9_7f4a_7c15))
            })
            .collect();
        pairs.extend(keys);
        pairs.sort_unstable();
        pairs
    };
    let (x, y) = (pairs(a), pairs(b));
    let (mut i, mut j, mut shared) = (0, 0, 0usize);
    while let (Some(p), Some(q)) = (x.get(i), y.get(j)) {
        shared += usize::from(p == q);
        i += usize::from(p <= q);
        j += usize::from(q <= p);
    }
    2.0 * shared as f64 / (x.len() + y.len()).max(1) as f64
}

/// Share of links that keep their neighbour, the mean of both directions: 1 when the words stand in the same order.
fn order(alignment: &Alignment) -> f64 {
    (kept_neighbours(alignment) + kept_neighbours(&alignment.reversed())) / 2.0
}

/// Share of links that keep their neighbour in the first text.
fn kept_neighbours(alignment: &Alignment) -> f64 {
    let same: Vec<(u32, u32)> =
        alignment.links.iter().filter(|link| link.evidence <= Evidence::Synonym).map(|link| (link.a, link.b)).collect();
    let steps = same.windows(2).filter(|pair| matches!(pair, [(a, b), (c, d)] if c > a && d < b)).count();
    if same.len() < 2 { 1.0 } else { 1.0 - steps as f64 / (same.len() - 1) as f64 }
}

/// How many tokens of the other text are the same word as a token and linked with it.
struct Copies(Vec<u32>, Vec<u32>);

impl Copies {
    /// For the two ends of a link, at least 1.
    fn of(&self, link: &crate::model::Link) -> (f32, f32) {
        let count = |slots: &[u32], at: u32| slots.get(at as usize).map_or(1.0, |&count| count.max(1) as f32);
        (count(&self.0, link.a), count(&self.1, link.b))
    }
}

fn copies(alignment: &Alignment, rows: usize, columns: usize) -> Copies {
    let mut copies = Copies(vec![0; rows], vec![0; columns]);
    for link in alignment.links.iter().filter(|link| link.evidence == Evidence::Same) {
        for (slots, at) in [(&mut copies.0, link.a), (&mut copies.1, link.b)] {
            if let Some(slot) = slots.get_mut(at as usize) {
                *slot += 1;
            }
        }
    }
    copies
}

/// Similarity in 0..=1; 1 means that the renderings say the same, to the letter or in another spelling.
///
/// `similarity = coverage × order × (1 − f + f·form) × Π penalty(d)` over the divergences `d`, where
/// `coverage = Σ w(t)·c(t) / Σ w(t)` over the tokens `t` of both texts: `w` is the token's rarity and `c` how much of
/// it the best of its links carries over (see the source: 1 for the same word, 0.88 for a synonym, 0.45 for another
/// word in the same place, 0 for no link). What a marked ellipsis stands for counts as half carried over.
/// Two empty texts have similarity 1, an empty and another one 0. Symmetric; never NaN.
pub fn similarity(a: &Text, b: &Text, alignment: &Alignment, divergences: &[Divergence]) -> f64 {
    if a.raw == b.raw || (a.is_empty() && b.is_empty()) {
        return 1.0;
    }
    let mut carried_a = vec![0.0f32; a.len()];
    let mut carried_b = vec![0.0f32; b.len()];
    let copies = copies(alignment, a.len(), b.len());
    for link in &alignment.links {
        // A word said twice here and once there is carried over once.
        let shared = if link.evidence == Evidence::Same { copies.of(link) } else { (1.0, 1.0) };
        let value = carried(link.evidence);
        for (slots, at, value) in
            [(&mut carried_a, link.a, value / shared.1), (&mut carried_b, link.b, value / shared.0)]
        {
            if let Some(slot) = slots.get_mut(at as usize) {
                *slot = slot.max(value);
            }
        }
    }
    for p in &a.quantities {
        for q in b.quantities.iter().filter(|q| same_value(&p.value, &q.value)) {
            for (slots, quantity) in [(&mut carried_a, p), (&mut carried_b, q)] {
                slots.iter_mut().take(quantity.end).skip(quantity.first).for_each(|slot| *slot = 1.0);
            }
        }
    }
    for divergence in divergences.iter().filter(|divergence| divergence.kind == Kind::Truncation) {
        for (text, slots, span) in [(a, &mut carried_a, divergence.a), (b, &mut carried_b, divergence.b)] {
            // Tokens stand in the order of their spans.
            let first = text.tokens.partition_point(|token| token.span.start < span.start);
            let end = text.tokens.partition_point(|token| token.span.end <= span.end);
            slots.get_mut(first..end).into_iter().flatten().for_each(|slot| *slot = slot.max(0.5));
        }
    }
    // Each text is summed up for itself, and penalties by size: the order of the texts must not show in the last digit.
    let ((sum_a, total_a), (sum_b, total_b)) = (weighed(a, &carried_a), weighed(b, &carried_b));
    let total = total_a + total_b;
    let coverage = if total > 0.0 { (sum_a + sum_b) / total } else { 0.0 };
    let mut penalties: Vec<f64> = divergences.iter().map(penalty).collect();
    penalties.sort_by(f64::total_cmp);
    let order = 1.0 - ORDER * (1.0 - order(alignment));
    (coverage * order * (1.0 - FORM + FORM * form(a, b)) * penalties.into_iter().product::<f64>()).clamp(0.0, 1.0)
}

/// The weight of a text's tokens that is carried over, and all of it.
fn weighed(text: &Text, carried: &[f32]) -> (f64, f64) {
    text.tokens.iter().zip(carried).filter(|(token, _)| token.kind != TokenKind::Hidden).fold(
        (0.0, 0.0),
        |(sum, total), (token, &carried)| {
            let weight = f64::from(token.word.rarity);
            (sum + weight * f64::from(carried), total + weight)
        },
    )
}
