//! # antonym
//!
//! Opposite words in the same place, and no negation that would turn one of them round.
//!
//! Example: `taxes will rise` / `taxes will fall`. No divergence: `it is not safe` / `it is dangerous`.
//!
//! Why it matters: the reader is told the contrary.

use super::negation::negator_near;
use super::view::{Finding, Findings, Side, View, extent};
use crate::model::{Evidence, Kind, Severity};

pub(super) fn find(view: &View<'_>, out: &mut Findings) {
    for unit in view.units.iter().filter(|unit| unit.evidence == Evidence::Antonym) {
        let (Some(&a), Some(&b)) = (unit.a.first(), unit.b.first()) else { continue };
        if out.is_claimed(Side::A, a) || out.is_claimed(Side::B, b) {
            continue;
        }
        if negator_near(view, Side::A, a) != negator_near(view, Side::B, b) {
            continue;
        }
        let note = format!("opposites: {} / {}", view.n(Side::A, a), view.n(Side::B, b));
        out.add(
            view,
            Finding::new(Kind::Antonym, Severity::Critical, 0.8).note(note),
            extent(&unit.a),
            extent(&unit.b),
        );
    }
}
