//! # generalisation, specification
//!
//! The second rendering has the more general word (generalisation) or the more specific one (specification).
//!
//! Example: `the dog barked` / `the animal barked`.
//!
//! Why it matters: something the speaker said is lost, or something he did not say is added.

use super::view::{Finding, Findings, Side, View, extent};
use crate::model::{Evidence, Kind, Severity};

pub(super) fn find(view: &View<'_>, out: &mut Findings) {
    for unit in view.units.iter().filter(|unit| unit.a.len() == 1 && unit.b.len() == 1) {
        let kind = match unit.evidence {
            Evidence::Hypernym => Kind::Generalisation,
            Evidence::Hyponym => Kind::Specification,
            _ => continue,
        };
        let claimed = unit.a.iter().any(|&at| out.is_claimed(Side::A, at))
            || unit.b.iter().any(|&at| out.is_claimed(Side::B, at));
        if !claimed {
            out.add(view, Finding::new(kind, Severity::Minor, 0.6), extent(&unit.a), extent(&unit.b));
        }
    }
}
