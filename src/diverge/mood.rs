//! # mood
//!
//! One rendering asks, the other states.
//!
//! Example: `Will they stay?` / `They will stay.`
//!
//! Why it matters: a question put in a speaker's mouth as a claim is a claim that was never made.

use super::view::{Finding, Findings, Side, View};
use crate::model::{Kind, Severity, TokenKind};

pub(super) fn find(view: &View<'_>, out: &mut Findings) {
    let asks = |side: Side| {
        (0..view.text(side).len())
            .rev()
            .find(|&index| is_question_mark(view.n(side, index)) && ends_a_sentence(view, side, index))
    };
    for side in [Side::A, Side::B] {
        let (Some(mark), None) = (asks(side), asks(side.other())) else { continue };
        let there = end_of_clause(view, side, mark);
        // A fragment without its end may have been cut before the mark.
        let confidence = if there.is_some() { 0.9 } else { 0.4 };
        let range = there.map_or(0..0, |at| at..at + 1);
        let finding = Finding::new(Kind::Mood, Severity::Critical, confidence).note("a question in one rendering only");
        out.add_from(view, side, finding, mark..mark + 1, range);
    }
}

fn is_question_mark(n: &str) -> bool {
    matches!(n, "?" | "？" | "؟" | "?!" | "!?" | "??")
}

/// Whether what follows a mark begins anew. In a script without capitals every word may.
fn ends_a_sentence(view: &View<'_>, side: Side, mark: usize) -> bool {
    let mut rest = (mark + 1..view.text(side).len()).filter_map(|index| view.token(side, index));
    let next = rest.find(|token| token.kind == TokenKind::Word);
    next.is_none_or(|token| !token.span.of(&view.text(side).raw).starts_with(char::is_lowercase))
}

/// The mark that ends the clause in the other text.
fn end_of_clause(view: &View<'_>, side: Side, mark: usize) -> Option<usize> {
    let other = side.other();
    let last = (0..mark).rev().find_map(|index| view.partners(side, index).iter().max().copied())?;
    let count = view.text(other).len();
    (last + 1..count).find(|&index| {
        view.token(other, index).is_some_and(|token| token.kind == TokenKind::Punctuation)
            && matches!(view.n(other, index), "." | "!" | ":" | ";" | "。" | "！")
    })
}
