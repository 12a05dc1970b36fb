//! Words in one place that stand for opposite concepts.

use super::{Rows, is_answered, negation};
use crate::diverge::view::{Finding, Findings, Side, View, extent};
use crate::model::{Evidence, Kind, Severity};

/// Tokens around a word within which a negation may belong to it.
const REACH: usize = 4;

/// Opposites that the aligner has put together, none of them negated.
pub(in crate::diverge) fn find(view: &View<'_>, rows: &Rows, out: &mut Findings) {
    for unit in view.units.iter().filter(|unit| unit.evidence == Evidence::Antonym) {
        let ([a], [b]) = (unit.a.as_slice(), unit.b.as_slice()) else { continue };
        let open = |side: Side, at: usize| !out.is_claimed(side, at) && !is_negated(view, rows, side, at);
        if open(Side::A, *a) && open(Side::B, *b) {
            let note = format!("opposites: {} / {}", view.n(Side::A, *a), view.n(Side::B, *b));
            let finding = Finding::new(Kind::Antonym, Severity::Critical, 0.6).note(note);
            out.add(view, finding, extent(&unit.a), extent(&unit.b));
        }
    }
}

/// Whether a negator or a negative word (`lost` the ability) stands near, or the word itself may hold one.
fn is_negated(view: &View<'_>, rows: &Rows, side: Side, at: usize) -> bool {
    let sentence = view.sentence(side, at);
    let near = at.saturating_sub(REACH).max(sentence.start)..(at + REACH + 1).min(sentence.end);
    near.into_iter().any(|index| {
        negation::may_negate(view, rows, side, index)
            || (index != at && !is_answered(view, side, index) && negation::is_negative(view, rows, side, index))
    })
}
