//! # strength
//!
//! More or less certain, more or fewer, stronger or weaker.
//!
//! Example: `they may attack` / `they must attack`; `some refugees` / `all refugees`; `reportedly fled` / `fled`;
//! `it annoyed me` / `it pissed me off`. No divergence: `said` / `stated`.
//!
//! Why it matters: it turns a possibility into a plan, a claim into a fact, a grumble into rage.

use super::view::{Finding, Findings, Side, View, extent};
use crate::lang::Vocabulary;
use crate::model::{Kind, Severity};

pub(super) fn find(view: &View<'_>, out: &mut Findings) {
    for unit in &view.units {
        let (Some(&a), Some(&b)) = (unit.a.first(), unit.b.first()) else { continue };
        if unit.a.len() > 2 || unit.b.len() > 2 || out.is_claimed(Side::A, a) || out.is_claimed(Side::B, b) {
            continue;
        }
        if let Some(distance) = distance(view, a, b) {
            let severity = if distance > 1 { Severity::Critical } else { Severity::Major };
            let note = format!("another strength: {} / {}", view.n(Side::A, a), view.n(Side::B, b));
            out.add(view, Finding::new(Kind::Strength, severity, 0.6).note(note), extent(&unit.a), extent(&unit.b));
        }
    }
    for side in [Side::A, Side::B] {
        one_side(view, side, out, "a hedge in one rendering only", Vocabulary::is_hedge, Vocabulary::is_hedging);
        one_side(view, side, out, "coarse in one rendering only", Vocabulary::is_vulgar, Vocabulary::is_vulgar);
    }
}

/// Steps between two words on a scale they share.
fn distance(view: &View<'_>, a: usize, b: usize) -> Option<u16> {
    let levels = |side: Side, at: usize| view.pack.words.levels(view.n(side, at));
    let shared = levels(Side::A, a).iter().flat_map(|x| {
        let same_scale = levels(Side::B, b).iter().filter(|y| y.scale == x.scale);
        same_scale.map(|y| x.level.abs_diff(y.level))
    });
    shared.min().filter(|&distance| distance > 0)
}

/// A word of a sort that the other text has none of, nor anything that does its work.
fn one_side(
    view: &View<'_>,
    side: Side,
    out: &mut Findings,
    note: &str,
    is: fn(&Vocabulary, &str) -> bool,
    answers: fn(&Vocabulary, &str) -> bool,
) {
    let words = &view.pack.words;
    if view.any(side.other(), |token| answers(words, &token.word.n)) {
        return;
    }
    for at in 0..view.text(side).len() {
        if is(words, view.n(side, at)) && !out.is_claimed(side, at) {
            let there = extent(view.partners(side, at));
            out.add_from(view, side, Finding::new(Kind::Strength, Severity::Major, 0.6).note(note), at..at + 1, there);
        }
    }
}
