//! # omission, addition
//!
//! Words of the first rendering that the second lacks (omission), or the other way round (addition). Between two
//! outlets neither is the standard; with `--reference` the direction is from the reference.
//!
//! Example: `Turn the dark night into day` / `turn the night into day`; `they only took two` / `they took two`. A cut that is marked (`…`) is a truncation.
//!
//! Words may be missing because the other rendering says it in its own way: a finding is sure when it has more words of
//! content than the other text has words without an answer near the place.
//!
//! Why it matters: a quotation without its qualification is another quotation.

use std::ops::Range;

use super::view::{Finding, Findings, Side, View};
use crate::model::{Class, Kind, Severity, TokenKind};

pub(super) fn find(view: &View<'_>, out: &mut Findings) {
    for (side, kind) in [(Side::A, Kind::Omission), (Side::B, Kind::Addition)] {
        for run in runs(view, out, side) {
            let focus = |at: usize| is_focus(view, side, at) && !has_focus(view, side.other());
            let content = run.clone().filter(|&at| view.is_content(side, at) || focus(at)).count();
            if content == 0 {
                continue;
            }
            let severity = if content == 1 { Severity::Minor } else { Severity::Major };
            // Where no lexicon knows the synonyms, another word for it may well be there.
            let known = view.pack.has_lexicon();
            let confidence = if content > unanswered(view, side, &run) {
                0.7
            } else if known {
                0.45
            } else {
                0.2
            };
            out.add_from(view, side, Finding::new(kind, severity, confidence), run, 0..0);
        }
    }
}

/// Tokens around a run's place in which the other text may say it in its own way.
const NEAR: usize = 20;

/// How many words of content near a run's place in the other text have no answer, and so may say what the run says.
fn unanswered(view: &View<'_>, side: Side, run: &Range<usize>) -> usize {
    let other = side.other();
    let start = view.partner_before(side, run.start).unwrap_or(0);
    let end = view.partner_after(side, run.end - 1).unwrap_or(view.text(other).len());
    let near = start.min(end).saturating_sub(NEAR)..(start.max(end) + NEAR).min(view.text(other).len());
    near.filter(|&at| view.is_content(other, at) && !view.is_answered(other, at)).count()
}

/// A small word that changes what is said (`only`, `almost`), but for `not only`.
fn is_focus(view: &View<'_>, side: Side, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| view.token(side, before));
    let negated = before.is_some_and(|token| token.word.class.has(Class::NEGATOR));
    view.pack.words.is_focus(view.n(side, at)) && !negated
}

/// Whether a text has such a word, or `nothing but`.
fn has_focus(view: &View<'_>, side: Side) -> bool {
    let but = |at: usize| view.n(side, at) == "nothing" && view.n(side, at + 1) == "but";
    (0..view.text(side).len()).any(|at| view.pack.words.is_focus(view.n(side, at)) || but(at))
}

/// Runs of unexplained tokens, marks only inside.
pub(super) fn runs(view: &View<'_>, out: &Findings, side: Side) -> Vec<Range<usize>> {
    let count = view.text(side).len();
    let loose = |at: usize| view.unit(side, at).is_none() && !out.is_claimed(side, at);
    let word =
        |at: usize| view.token(side, at).is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number));
    let mut found = Vec::new();
    let mut at = 0;
    while at < count {
        if !loose(at) || !word(at) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        let mut look = end;
        while look < count && loose(look) {
            look += 1;
            if word(look - 1) {
                end = look;
            }
        }
        found.push(at..end);
        at = look;
    }
    found
}
