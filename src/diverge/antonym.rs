//! # antonym
//!
//! Opposite words in the same place, and no negation that would turn one of them round.
//!
//! Example: `taxes will rise` / `taxes will fall`. No divergence: `it is not safe` / `it is dangerous`.
//!
//! Why it matters: the reader is told the contrary.

use super::negation::{is_negator, negator_near};
use super::view::{Finding, Findings, Side, Unit, View, extent};
use crate::model::{Evidence, Kind, Severity};

pub(super) fn find(view: &View<'_>, out: &mut Findings) {
    for unit in view.units.iter().filter(|unit| unit.evidence == Evidence::Antonym || is_opposed(view, unit)) {
        let (Some(a), Some(b)) = (head(view, Side::A, unit), head(view, Side::B, unit)) else { continue };
        if out.is_claimed(Side::A, a) || out.is_claimed(Side::B, b) {
            continue;
        }
        if is_negated(view, Side::A, unit, a) != is_negated(view, Side::B, unit, b) {
            continue;
        }
        let note = format!("opposites: {} / {}", view.n(Side::A, a), view.n(Side::B, b));
        let finding = Finding::new(Kind::Antonym, Severity::Critical, 0.8).note(note);
        out.add(view, finding, extent(&unit.a), extent(&unit.b));
    }
}

/// Function words that turn a sentence round: `if` / `unless`, `before` / `after`.
fn is_opposed(view: &View<'_>, unit: &Unit) -> bool {
    let [a, b] = [unit.a.as_slice(), unit.b.as_slice()];
    matches!((a, b), ([a], [b]) if view.pack.words.are_opposed(view.n(Side::A, *a), view.n(Side::B, *b)))
}

/// The word of a unit that can be an opposite: not the negator before it.
fn head(view: &View<'_>, side: Side, unit: &Unit) -> Option<usize> {
    let open = |at: &usize| !is_negator(view, side, *at);
    unit.on(side)
        .iter()
        .copied()
        .find(|at| open(at) && view.is_content(side, *at))
        .or_else(|| unit.on(side).iter().copied().find(open))
}

fn is_negated(view: &View<'_>, side: Side, unit: &Unit, head: usize) -> bool {
    unit.on(side).iter().any(|&at| is_negator(view, side, at)) || negator_near(view, side, head)
}
