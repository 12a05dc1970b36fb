//! Passages of well-known words that face nothing in the other language.

use std::ops::Range;

use super::Rows;
use crate::diverge::view::{Finding, Findings, Side, View};
use crate::lang::concepts::Concepts;
use crate::model::{Kind, Severity, TokenKind};

/// Known words that a passage has at least.
const LEAST: usize = 3;

pub(in crate::diverge) fn find(view: &View<'_>, out: &mut Findings) {
    let rows = Rows::of(view);
    for (side, kind) in [(Side::A, Kind::Omission), (Side::B, Kind::Addition)] {
        for run in runs(view, out, side) {
            let known = run.clone().filter(|&at| is_known(view, &rows, side, at)).count();
            if known >= LEAST && !faces_something(view, side, &run) {
                out.add_from(view, side, Finding::new(kind, Severity::Major, 0.6), run, 0..0);
            }
        }
    }
}

/// Content that the lexicon has: had the other text an answer, it would have been found.
fn is_known(view: &View<'_>, rows: &Rows, side: Side, at: usize) -> bool {
    let known = rows.at(side, at);
    view.is_content(side, at) && !known.is_empty() && !Concepts::own().is_function(known)
}

/// Runs of words without a link, from content to content.
fn runs(view: &View<'_>, out: &Findings, side: Side) -> Vec<Range<usize>> {
    let count = view.text(side).len();
    let linked = |at: usize| view.unit(side, at).is_some() && view.is_content(side, at);
    let content = |at: usize| view.is_content(side, at) && view.unit(side, at).is_none() && !out.is_claimed(side, at);
    let mut found = Vec::new();
    let mut at = 0;
    while at < count {
        if !content(at) {
            at += 1;
            continue;
        }
        let stop = |index: &usize| {
            let mark = view
                .token(side, *index)
                .is_some_and(|token| token.kind == TokenKind::Ellipsis || ends_sentence(&token.word.n));
            !linked(*index) && !mark && !out.is_claimed(side, *index)
        };
        let end = (at..count).take_while(stop).filter(|&index| content(index)).last().map_or(at + 1, |last| last + 1);
        found.push(at..end);
        at = end;
    }
    found
}

fn ends_sentence(n: &str) -> bool {
    matches!(n, "." | "!" | "?" | "。" | "！" | "？" | "؟" | "।")
}

/// Whether the other text has loose content between the answers of the words around a run: a free translation of it.
fn faces_something(view: &View<'_>, side: Side, run: &Range<usize>) -> bool {
    let other = side.other();
    let count = view.text(other).len();
    let before = run.start.checked_sub(1).and_then(|at| view.partner_before(side, at + 1)).map_or(0, |at| at + 1);
    let after = view.partner_after(side, run.end.saturating_sub(1)).unwrap_or(count);
    let (low, high) = (before.min(after), before.max(after).min(count));
    (low..high).any(|at| view.is_content(other, at) && view.unit(other, at).is_none())
}
