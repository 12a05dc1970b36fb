//! # spelling
//!
//! Another spelling of the same word.
//!
//! Example: `honor` / `honour`, `Mosul` / `Mossul`.
//!
//! Why it matters: it does not; house style differs.

use super::view::{Finding, Findings, Side, View, extent};
use crate::model::{Evidence, Kind, Severity};

pub(super) fn find(view: &View<'_>, out: &mut Findings) {
    for unit in &view.units {
        let (Some(&a), Some(&b)) = (unit.a.first(), unit.b.first()) else { continue };
        let single =
            unit.a.len() == 1 && unit.b.len() == 1 && !out.is_claimed(Side::A, a) && !out.is_claimed(Side::B, b);
        if single && matches!(unit.evidence, Evidence::Spelling | Evidence::Name) {
            out.add(view, Finding::new(Kind::Spelling, Severity::Minor, 0.9), extent(&unit.a), extent(&unit.b));
        }
    }
}
