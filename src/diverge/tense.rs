//! # tense
//!
//! The same verb in another time.
//!
//! Example: `they destroyed the bridge` / `they destroy the bridge`.
//!
//! Why it matters: done, being done and planned are different news; between languages it is often grammar only, so it
//! is no alarm.

use super::view::{Finding, Findings, Side, View};
use crate::model::{Evidence, Kind, Severity};

pub(super) fn find(view: &View<'_>, out: &mut Findings) {
    for unit in
        view.units.iter().filter(|unit| unit.evidence == Evidence::Inflection && unit.a.len() == 1 && unit.b.len() == 1)
    {
        let (Some(&a), Some(&b)) = (unit.a.first(), unit.b.first()) else { continue };
        let (Some(x), Some(y)) = (time(view.n(Side::A, a)), time(view.n(Side::B, b))) else { continue };
        if x != y && !out.is_claimed(Side::A, a) && !out.is_claimed(Side::B, b) {
            out.add(view, Finding::new(Kind::Tense, Severity::Minor, 0.5).note("another time"), a..a + 1, b..b + 1);
        }
    }
}

#[derive(PartialEq)]
enum Time {
    Past,
    Present,
}

/// The time a verb form shows by its ending; none for base forms, which stand after modals and auxiliaries.
fn time(n: &str) -> Option<Time> {
    if n.ends_with("ed") && n.len() > 4 {
        Some(Time::Past)
    } else if (n.ends_with("es") || n.ends_with('s')) && !n.ends_with("ss") && n.len() > 3 {
        Some(Time::Present)
    } else {
        None
    }
}
