//! Negated in one language, with nothing that negates in the other.

use super::{Rows, pack};
use crate::diverge::view::{Finding, Findings, Side, View, extent};
use crate::lang::concepts::Concepts;
use crate::lang::pack_for;
use crate::model::{Class, Kind, Severity};

/// A negator where the other text has none at all, no negative word and no word that is negated inside.
pub(in crate::diverge) fn find(view: &View<'_>, out: &mut Findings) {
    if [Side::A, Side::B].into_iter().any(|side| pack(view, side).words.is_empty()) {
        return;
    }
    let rows = Rows::of(view);
    for side in [Side::A, Side::B] {
        let other = side.other();
        let Some(at) = (0..view.text(side).len()).find(|&at| negates(view, side, at)) else { continue };
        if !negated(view, &rows, other) && !out.is_claimed(side, at) {
            report(view, side, at, out);
        }
    }
}

fn negates(view: &View<'_>, side: Side, at: usize) -> bool {
    let words = &pack(view, side).words;
    let negator = view.token(side, at).is_some_and(|token| token.word.class.has(Class::NEGATOR));
    negator && !words.is_only(view.n(side, at + 1)) && !words.is_only(view.n(side, at + 2))
}

/// Whether anything in a text may negate: a negator, a word that does its work, by itself or by its English meaning, or a
/// word of a language that negates inside its words.
fn negated(view: &View<'_>, rows: &Rows, side: Side) -> bool {
    let words = &pack(view, side).words;
    let english = &pack_for("en").words;
    let inside = words.negates_inside();
    view.text(side).tokens.iter().enumerate().any(|(at, token)| {
        let n = &*token.word.n;
        let prefixed =
            words.negative_prefixes.iter().any(|prefix| n.len() > prefix.len() + 4 && n.starts_with(&**prefix));
        let meant = rows.at(side, at).iter().flat_map(|&row| Concepts::own().english(row).take(2));
        token.word.class.has(Class::NEGATOR)
            || words.is_negative(n)
            || words.is_negative_stem(token.word.stem)
            || prefixed
            || (inside && rows.at(side, at).is_empty())
            || meant.into_iter().any(|word| english.is_negative(word) || english.class(word).has(Class::NEGATOR))
    })
}

fn report(view: &View<'_>, side: Side, at: usize, out: &mut Findings) {
    let count = view.text(side).len();
    let linked = |index: &usize| view.is_content(side, *index) && !view.partners(side, *index).is_empty();
    let after = (at + 1..(at + 5).min(count)).find(linked);
    let head = after.or_else(|| (at.saturating_sub(3)..at).rev().find(linked));
    let there = head.map_or(0..0, |index| extent(view.partners(side, index)));
    let end = after.map_or(at + 1, |index| index + 1);
    let confidence = if head.is_some() { 0.75 } else { 0.45 };
    let finding = Finding::new(Kind::Negation, Severity::Critical, confidence)
        .note(format!("`{}` in one rendering only", view.n(side, at)));
    out.add_from(view, side, finding, at..end, if there.len() <= 4 { there } else { 0..0 });
}
