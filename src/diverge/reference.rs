//! # reference
//!
//! Another person, number or gender: `he` for `she`, `we` for `they`.
//!
//! Example: `we will rebuild` / `they will rebuild`.
//!
//! Why it matters: who acts, who is blamed and who is promised something hangs on a pronoun.

use super::view::{Finding, Findings, Side, View};
use crate::model::{Case, Class, Kind, Severity};

pub(super) fn find(view: &View<'_>, out: &mut Findings) {
    let personal = |row: u8| row <= 7;
    for unit in view.units.iter().filter(|unit| unit.a.len() == 1 && unit.b.len() == 1) {
        let (Some(&a), Some(&b)) = (unit.a.first(), unit.b.first()) else { continue };
        let row = |side: Side, at: usize| {
            let pronoun = view.token(side, at).is_some_and(|token| token.word.class.has(Class::PRONOUN));
            view.pack.words.person(view.n(side, at)).filter(|&row| pronoun && personal(row))
        };
        if out.is_claimed(Side::A, a) || out.is_claimed(Side::B, b) {
            continue;
        }
        let named = |side: Side, at: usize| {
            !view.pack.nouns_have_capitals
                && view.is_content(side, at)
                && view.token(side, at).is_some_and(|token| token.case == Case::Title)
        };
        let (x, y) = match (row(Side::A, a), row(Side::B, b)) {
            (Some(x), Some(y)) if x != y => (x, y),
            (Some(_), None) if named(Side::B, b) => (0, 0),
            (None, Some(_)) if named(Side::A, a) => (0, 0),
            _ => continue,
        };
        // `he` / `she` says something false; `it` / `they` is often grammar.
        let gender = (4..=5).contains(&x) && (4..=5).contains(&y);
        let (severity, confidence) = if gender { (Severity::Major, 0.9) } else { (Severity::Minor, 0.6) };
        out.add(
            view,
            Finding::new(Kind::Reference, severity, confidence).note(if x == 0 {
                "a name for a pronoun"
            } else {
                "another person"
            }),
            a..a + 1,
            b..b + 1,
        );
    }
    unlinked(view, out);
}

/// A loose pronoun where the other text has a loose name, beside the same linked word.
fn unlinked(view: &View<'_>, out: &mut Findings) {
    for side in [Side::A, Side::B] {
        for at in 0..view.text(side).len() {
            let pronoun = view.token(side, at).is_some_and(|token| token.word.class.has(Class::PRONOUN));
            if !pronoun || view.unit(side, at).is_some() || out.is_claimed(side, at) {
                continue;
            }
            let other = side.other();
            let before = view.partners(side, at + 1).first().and_then(|next| next.checked_sub(1));
            let Some(name) = before.filter(|&name| view.unit(other, name).is_none() && !out.is_claimed(other, name))
            else {
                continue;
            };
            let named =
                view.is_content(other, name) && view.token(other, name).is_some_and(|token| token.case == Case::Title);
            if named {
                let finding = Finding::new(Kind::Reference, Severity::Minor, 0.6).note("a name for a pronoun");
                out.add_from(view, side, finding, at..at + 1, name..name + 1);
            }
        }
    }
}
