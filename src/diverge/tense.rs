//! # tense
//!
//! The same verb in another time.
//!
//! Example: `they destroyed the bridge` / `they destroy the bridge`.
//!
//! Why it matters: done, being done and planned are different news; between languages it is often grammar only, so it
//! is no alarm.

use super::view::{Finding, Findings, Side, View};
use crate::model::{Class, Evidence, Kind, Severity};

pub(super) fn find(view: &View<'_>, out: &mut Findings) {
    for unit in
        view.units.iter().filter(|unit| unit.evidence == Evidence::Inflection && unit.a.len() == 1 && unit.b.len() == 1)
    {
        let (Some(&a), Some(&b)) = (unit.a.first(), unit.b.first()) else { continue };
        let (Some(x), Some(y)) = (time(view, Side::A, a), time(view, Side::B, b)) else { continue };
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

/// The time a verb form shows by its ending. A base form is the present, except after a modal, an auxiliary or `to`.
fn time(view: &View<'_>, side: Side, at: usize) -> Option<Time> {
    let n = view.n(side, at);
    let verb = view.token(side, at).is_some_and(|token| token.word.parts & 2 != 0);
    let governed = at.checked_sub(1).is_some_and(|before| {
        let class = view.token(side, before).map_or(Class::default(), |token| token.word.class);
        class.has(Class::MODAL)
            || class.has(Class::AUXILIARY)
            || class.has(Class::NEGATOR)
            || view.n(side, before) == "to"
    });
    if !verb || n.len() < 4 || n.ends_with("ing") || governed {
        None
    } else if n.ends_with("ed") {
        Some(Time::Past)
    } else {
        Some(Time::Present)
    }
}
