//! Negated in one language, with nothing that negates in the other.

use std::ops::Range;

use super::{Rows, pack};
use crate::diverge::view::{Finding, Findings, Side, View, extent};
use crate::lang::concepts::Concepts;
use crate::lang::pack_for;
use crate::model::{Class, Evidence, Kind, Severity};

/// A negator whose words are answered in a sentence of the other text that has none at all, no negative word and no
/// word that may be negated inside.
pub(in crate::diverge) fn find(view: &View<'_>, out: &mut Findings) {
    if [Side::A, Side::B].into_iter().any(|side| pack(view, side).words.is_empty()) {
        return;
    }
    let rows = Rows::of(view);
    for side in [Side::A, Side::B] {
        let mut told = 0;
        for at in (0..view.text(side).len()).filter(|&at| negates(view, side, at)) {
            if at < told || out.is_claimed(side, at) {
                continue;
            }
            let sentence = sentence(view, side, at);
            let Some(head) = head(view, side, at, &sentence) else { continue };
            let there = extent(view.partners(side, head));
            let answers = sentence_of(view, side.other(), &there);
            told = sentence.end;
            if !negated(view, &rows, side.other(), answers) {
                report(view, side, at, head, there, out);
            }
        }
    }
}

/// The tokens of the sentence that a token stands in.
fn sentence(view: &View<'_>, side: Side, at: usize) -> Range<usize> {
    let count = view.text(side).len();
    let ends =
        |index: &usize| matches!(view.n(side, *index), "." | "!" | "?" | "。" | "！" | "？" | "؟" | "।" | ";" | "；");
    let start = (0..at).rev().find(ends).map_or(0, |index| index + 1);
    start..(at..count).find(ends).unwrap_or(count)
}

/// The sentences that a stretch lies in.
fn sentence_of(view: &View<'_>, side: Side, stretch: &Range<usize>) -> Range<usize> {
    let last = stretch.end.saturating_sub(1);
    sentence(view, side, stretch.start).start..sentence(view, side, last).end
}

/// The nearest word of content in the sentence that has an answer, behind the negator before in front of it.
fn head(view: &View<'_>, side: Side, at: usize, sentence: &Range<usize>) -> Option<usize> {
    let linked = |index: &usize| {
        let sure = view.unit(side, *index).is_some_and(|unit| unit.evidence < Evidence::Position);
        view.is_content(side, *index) && sure
    };
    (at + 1..sentence.end).find(linked).or_else(|| (sentence.start..at).rev().find(linked))
}

fn negates(view: &View<'_>, side: Side, at: usize) -> bool {
    let words = &pack(view, side).words;
    let negator = view.token(side, at).is_some_and(|token| token.word.class.has(Class::NEGATOR));
    negator && !words.is_only(view.n(side, at + 1)) && !words.is_only(view.n(side, at + 2))
}

/// Whether anything in a text may negate: a negator, a word that does its work, by itself or by its English meaning, or a
/// word of a language that negates inside its words.
fn negated(view: &View<'_>, rows: &Rows, side: Side, within: Range<usize>) -> bool {
    let words = &pack(view, side).words;
    let english = &pack_for("en").words;
    view.text(side).tokens.iter().enumerate().take(within.end).skip(within.start).any(|(at, token)| {
        let n = &*token.word.n;
        let begins = |prefix: &str| n.len() > prefix.len() + 4 && n.starts_with(prefix);
        let prefixed = rows.at(side, at).is_empty() && words.negative_prefixes.iter().any(|prefix| begins(prefix));
        let meant = rows.at(side, at).iter().flat_map(|&row| Concepts::own().english(row).take(2));
        // `dispute` that answers `quarrel` negates nothing.
        let answered = view.unit(side, at).is_some_and(|unit| unit.evidence < Evidence::Position);
        // French `ne` negates with or without a second word.
        let elided = n == "ne" || n.starts_with("n'");
        token.word.class.has(Class::NEGATOR)
            || elided
            || (!answered && words.is_negative(n))
            || words.is_only(n)
            || (!answered && words.is_negative_stem(token.word.stem))
            || prefixed
            || words.may_be_negated_inside(n)
            || (rows.at(side, at).is_empty() && words.may_be_negated_in_front(n))
            || (!answered
                && meant.into_iter().any(|word| english.is_negative(word) || english.class(word).has(Class::NEGATOR)))
    })
}

fn report(view: &View<'_>, side: Side, at: usize, head: usize, there: Range<usize>, out: &mut Findings) {
    let end = if head > at && head - at <= 4 { head + 1 } else { at + 1 };
    let finding = Finding::new(Kind::Negation, Severity::Critical, 0.7)
        .note(format!("`{}` in one rendering only", view.n(side, at)));
    out.add_from(view, side, finding, at..end, if there.len() <= 4 { there } else { 0..0 });
}
