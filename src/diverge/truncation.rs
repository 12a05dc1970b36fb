//! # truncation
//!
//! One outlet cut words and marked the cut with an ellipsis, or quotes a part only: what the other rendering has before
//! or behind that part is no omission. Words left out inside of it are.
//!
//! Example: `This raging battle and total war` / `This … total war`; `We will leave the town, and we will not come back` /
//! `leave the town`.
//!
//! Why it matters: quotation marks declare where a quote begins and ends, so it is no omission; but a reader of the
//! shorter text does not know what was cut.

use std::ops::Range;

use super::negation::is_negator;
use super::view::{Finding, Findings, Side, View};
use crate::model::{Kind, Severity, Token, TokenKind};

/// A part weighs at most this share of the text that contains it, as in linking ...
const LIGHTER: f32 = 0.7;
/// ... and this share of it is found there.
const CONTAINED: f32 = 0.7;
/// Fewer words than this before and behind a part are an omission.
const WORDS: usize = 5;

pub(super) fn find(view: &View<'_>, out: &mut Findings) {
    marked(view, out);
    for side in [Side::A, Side::B] {
        quoted_in_part(view, side, out);
    }
}

/// The cuts that an ellipsis marks.
pub(super) fn marked(view: &View<'_>, out: &mut Findings) {
    for side in [Side::A, Side::B] {
        for index in 0..view.text(side).len() {
            if view.token(side, index).is_some_and(|token| token.kind == TokenKind::Ellipsis)
                && view.unit(side, index).is_none()
                && !out.is_claimed(side, index)
            {
                cut(view, side, index, out);
            }
        }
    }
}

/// What `side` has before and behind the part of it that the other text quotes. Where that is explained in part, or what
/// stands before has a negator, it is left to others: a part of what is denied says the contrary.
fn quoted_in_part(view: &View<'_>, side: Side, out: &mut Findings) {
    let Some(part) = part(view, side) else { return };
    let words =
        |range: Range<usize>| -> Vec<usize> { range.filter(|&at| view.token(side, at).is_some_and(is_word)).collect() };
    let (before, after) = (words(0..part.start), words(part.end..view.text(side).len()));
    if before.len() + after.len() < WORDS {
        return;
    }
    let denied = before.iter().any(|&at| is_negator(view, side, at));
    for (outside, place, left) in [(before, 0, denied), (after, view.text(side.other()).len(), false)] {
        let (Some(&first), Some(&last)) = (outside.first(), outside.last()) else { continue };
        let explained = (first..=last).any(|at| out.is_claimed(side, at));
        if !left && !explained && outside.iter().any(|&at| view.is_content(side, at)) {
            let finding = Finding::new(Kind::Truncation, Severity::Minor, 0.9).note("only a part is quoted");
            out.add_from(view, side, finding, first..last + 1, place..place);
        }
    }
}

/// The stretch of `side` that the other text renders, from the first to the last word that is linked there, if the other
/// is clearly shorter, has its content words nearly all there, the first and last among them, and leaves out as little
/// inside.
pub(super) fn part(view: &View<'_>, side: Side) -> Option<Range<usize>> {
    let linked = |side: Side, at: usize| view.unit(side, at).is_some();
    let content = |side: Side| (0..view.text(side).len()).filter(move |&at| view.is_content(side, at));
    let weigh = |side: Side, at: usize| view.token(side, at).map_or(0.0, |token| token.word.rarity);
    let other = side.other();
    let (first, last) = (content(other).next()?, content(other).next_back()?);
    let all: f32 = content(side).map(|at| weigh(side, at)).sum();
    let quoted: f32 = content(other).map(|at| weigh(other, at)).sum();
    let shared: f32 = content(other).filter(|&at| linked(other, at)).map(|at| weigh(other, at)).sum();
    let ends = linked(other, first) && linked(other, last);
    if !ends || quoted > all * LIGHTER || shared < quoted * CONTAINED {
        return None;
    }
    let word = |at: usize| view.token(side, at).is_some_and(is_word);
    let mut inside = (0..view.text(side).len()).filter(|&at| word(at) && linked(side, at));
    let first = inside.next()?;
    let last = inside.next_back().unwrap_or(first);
    let lost = |&at: &usize| (first..last).contains(&at) && !linked(side, at);
    let lost: f32 = content(side).filter(lost).map(|at| weigh(side, at)).sum();
    (lost <= shared * (1.0 - CONTAINED)).then_some(first..last + 1)
}

fn is_word(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Word | TokenKind::Number)
}

/// The stretch of the other text that the ellipsis stands for: what is not linked between the partners of its neighbours.
fn cut(view: &View<'_>, side: Side, ellipsis: usize, out: &mut Findings) {
    let other = side.other();
    let text = view.text(other);
    let before = view.partner_before(side, ellipsis);
    let after = view.partner_after(side, ellipsis);
    let (start, end) = (before.map_or(0, |at| at + 1), after.unwrap_or(text.len()));
    let mut first = start;
    while first < end
        && (view.unit(other, first).is_some()
            || !view.token(other, first).is_some_and(|token| token.kind != TokenKind::Punctuation))
    {
        first += 1;
    }
    let mut last = end;
    while last > first && view.unit(other, last - 1).is_some() {
        last -= 1;
    }
    let cut = if first < last { first..last } else { 0..0 };
    if cut.len() == 1 && view.token(other, cut.start).is_some_and(|token| token.kind == TokenKind::Ellipsis) {
        // Both are cut in the same place.
        out.claim(side, [ellipsis]);
        out.claim(other, cut);
        return;
    }
    let finding = Finding::new(Kind::Truncation, Severity::Minor, 0.95).note("cut, and marked as cut");
    out.add_from(view, side, finding, ellipsis..ellipsis + 1, cut);
}
