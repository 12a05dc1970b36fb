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
use super::view::{Finding, Findings, Side, View, is_content};
use crate::model::{Kind, Severity, Token, TokenKind};

/// A part weighs at most this share of the text that contains it, as in linking ...
const LIGHTER: f32 = 0.7;
/// ... and this share of it is found there.
const CONTAINED: f32 = 0.7;
/// A part without words of content has at least as many words.
const BARE: usize = 3;
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
/// stands before in the same sentence has a negator, it is left to others: a part of what is denied says the contrary.
fn quoted_in_part(view: &View<'_>, side: Side, out: &mut Findings) {
    let Some(part) = part(view, side) else { return };
    let words =
        |range: Range<usize>| -> Vec<usize> { range.filter(|&at| view.token(side, at).is_some_and(is_word)).collect() };
    let (before, after) = (words(0..part.start), words(part.end..view.text(side).len()));
    if before.len() + after.len() < WORDS {
        return;
    }
    let sentence = view.sentence(side, part.start);
    let denied = before.iter().any(|&at| sentence.contains(&at) && is_negator(view, side, at));
    for (outside, place, left) in [(before, 0, denied), (after, view.text(side.other()).len(), false)] {
        let (Some(&first), Some(&last)) = (outside.first(), outside.last()) else { continue };
        let explained = (first..=last).any(|at| out.is_claimed(side, at));
        if !left && !explained && outside.iter().any(|&at| view.is_content(side, at)) {
            let finding = Finding::new(Kind::Truncation, Severity::Minor, 0.9).note("only a part is quoted");
            out.add_from(view, side, finding, first..last + 1, place..place);
        }
    }
}

/// The stretch of `side` that the other text renders, from the first to the last word that is linked there, if the other is
/// clearly shorter and the stretch holds nearly all of it.
pub(super) fn part(view: &View<'_>, side: Side) -> Option<Range<usize>> {
    is_lighter(view, side.other()).then(|| stretch(view, side, is_word)).flatten()
}

/// Where in `side` the other text stands: as [`part`], but of whatever length, and small words, which may be linked anywhere,
/// do not count where it has others.
pub(super) fn place(view: &View<'_>, side: Side) -> Option<Range<usize>> {
    stretch(view, side, if view.any(side.other(), is_content) { is_content } else { is_word })
}

/// Whether a text is so much shorter than the other that it can be a part of it.
pub(super) fn is_lighter(view: &View<'_>, part: Side) -> bool {
    let [quoted, all] = judged(view, part).map(|words| weight(&words, |_| true));
    quoted <= all * LIGHTER
}

/// The stretch of `side` from the first to the last linked word that `counts`, if the other text has its content words
/// nearly all there, the first and last among them, and leaves out as little inside.
fn stretch(view: &View<'_>, side: Side, counts: fn(&Token) -> bool) -> Option<Range<usize>> {
    let linked = |side: Side, at: usize| view.unit(side, at).is_some();
    let other = side.other();
    let [quoted, all] = judged(view, other);
    let ends = linked(other, quoted.first()?.0) && linked(other, quoted.last()?.0);
    let shared = weight(&quoted, |at| linked(other, at));
    if !ends || shared < weight(&quoted, |_| true) * CONTAINED {
        return None;
    }
    let counts = |at: usize| linked(side, at) && view.token(side, at).is_some_and(counts);
    let mut inside = (0..view.text(side).len()).filter(|&at| counts(at));
    let first = inside.next()?;
    let last = inside.next_back().unwrap_or(first);
    let lost = weight(&all, |at| (first..last).contains(&at) && !linked(side, at));
    (lost <= shared * (1.0 - CONTAINED)).then_some(first..last + 1)
}

/// The words by which it is judged whether `part` is a part of the other text, of both, each with its weight: those of
/// content, or all where the part has none but is more than a word or two (`However`).
fn judged(view: &View<'_>, part: Side) -> [Vec<(usize, f32)>; 2] {
    let words = view.text(part).tokens.iter().filter(|token| is_word(token)).count();
    let bare = words >= BARE && !view.any(part, is_content);
    let weighed = |token: &Token| (is_content(token) || bare && is_word(token)).then_some(token.word.rarity);
    [part, part.other()].map(|side| {
        let tokens = view.text(side).tokens.iter().enumerate();
        tokens.filter_map(|(at, token)| Some((at, weighed(token)?))).collect()
    })
}

fn weight(words: &[(usize, f32)], counts: impl Fn(usize) -> bool) -> f32 {
    words.iter().filter(|(at, _)| counts(*at)).map(|(_, weight)| weight).sum()
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
