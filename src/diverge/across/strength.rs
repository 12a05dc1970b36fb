//! Modals and amounts, by their English meaning.

use super::Rows;
use crate::diverge::view::{Finding, Findings, Side, View};
use crate::lang::concepts::Concepts;
use crate::lang::{Level, pack_for};
use crate::model::{Class, Kind, Severity};

/// A word of each scale that matters across languages; others are a matter of how a language speaks.
const SCALES: [&str; 4] = ["may", "some", "sometimes", "perhaps"];

/// Where both texts have as many words on a scale, those that never mean the same step, in their order.
pub(in crate::diverge) fn find(view: &View<'_>, out: &mut Findings) {
    let rows = Rows::of(view);
    let english = &pack_for("en").words;
    for scale in SCALES.iter().filter_map(|word| english.levels(word).next()).map(|level| level.scale) {
        let on = |side: Side| -> Vec<(usize, Vec<u16>)> {
            let steps = |at: usize| -> Vec<u16> {
                let levels = levels(view, &rows, side, at);
                levels.into_iter().filter(|level| level.scale == scale).map(|level| level.level).collect()
            };
            let stepped = (0..view.text(side).len()).map(|at| (at, steps(at)));
            stepped.filter(|(at, steps)| !steps.is_empty() && !out.is_claimed(side, *at)).collect()
        };
        let (left, right) = (on(Side::A), on(Side::B));
        if left.len() != right.len() {
            continue;
        }
        for ((a, x), (b, y)) in left.iter().zip(&right) {
            let distance = x.iter().flat_map(|x| y.iter().map(move |y| x.abs_diff(*y))).min().unwrap_or(0);
            if distance > 0 {
                let severity = if distance > 1 { Severity::Critical } else { Severity::Major };
                let note = format!("another strength: {} / {}", view.n(Side::A, *a), view.n(Side::B, *b));
                out.add(view, Finding::new(Kind::Strength, severity, 0.6).note(note), *a..*a + 1, *b..*b + 1);
            }
        }
    }
}

/// The steps of an English word, or of the usual English words for another.
fn levels(view: &View<'_>, rows: &Rows, side: Side, at: usize) -> Vec<Level> {
    let english = &pack_for("en").words;
    if &*view.text(side).lang == "en" {
        return english.levels(view.n(side, at)).collect();
    }
    let words: Vec<&str> = rows.at(side, at).iter().filter_map(|&row| Concepts::own().english(row).next()).collect();
    // French `jamais` is `never`, and only then `ever`.
    if words.iter().any(|word| english.class(word).has(Class::NEGATOR)) {
        return Vec::new();
    }
    words.into_iter().flat_map(|word| english.levels(word)).collect()
}
