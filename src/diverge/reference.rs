//! # reference
//!
//! Another person, number or gender: `he` for `she`, `we` for `they`.
//!
//! Example: `we will rebuild` / `they will rebuild`.
//!
//! Why it matters: who acts, who is blamed and who is promised something hangs on a pronoun.

use super::view::{Finding, Findings, Side, View};
use crate::model::{Class, Kind, Severity};

pub(super) fn find(view: &View<'_>, out: &mut Findings) {
    let personal = |row: u8| row <= 7;
    for unit in view.units.iter().filter(|unit| unit.a.len() == 1 && unit.b.len() == 1) {
        let (Some(&a), Some(&b)) = (unit.a.first(), unit.b.first()) else { continue };
        let row = |side: Side, at: usize| {
            let pronoun = view.token(side, at).is_some_and(|token| token.word.class.has(Class::PRONOUN));
            view.pack.words.person(view.n(side, at)).filter(|&row| pronoun && personal(row))
        };
        let (Some(x), Some(y)) = (row(Side::A, a), row(Side::B, b)) else { continue };
        if x == y || out.is_claimed(Side::A, a) || out.is_claimed(Side::B, b) {
            continue;
        }
        // `he` / `she` says something false; `it` / `they` is often grammar.
        let gender = (4..=5).contains(&x) && (4..=5).contains(&y);
        let (severity, confidence) = if gender { (Severity::Major, 0.9) } else { (Severity::Minor, 0.6) };
        out.add(view, Finding::new(Kind::Reference, severity, confidence).note("another person"), a..a + 1, b..b + 1);
    }
}
