//! # repetition
//!
//! A word printed twice running in one rendering, once in the other.
//!
//! Example: `he went to to Paris` / `he went to Paris`.
//!
//! Why it matters: it does not; a slip of the pen, or a speaker's stammer that one outlet kept.

use super::view::{Finding, Findings, Side, View};
use crate::model::{Kind, Severity, TokenKind};

pub(super) fn find(view: &View<'_>, out: &mut Findings) {
    for side in [Side::A, Side::B] {
        let count = view.text(side).len();
        let mut at = 0;
        while at < count {
            let length = run(view, side, at);
            if length > 1 && !out.is_claimed(side, at) {
                let there = longest(view, side.other(), key(view, side, at)).max(1);
                if there < length && view.any(side.other(), |other| Some(other.word.key) == key(view, side, at)) {
                    let finding = Finding::new(Kind::Repetition, Severity::Minor, 0.9).note("printed more than once");
                    out.add_from(view, side, finding, at + there..at + length, 0..0);
                }
            }
            at += length;
        }
    }
}

fn key(view: &View<'_>, side: Side, at: usize) -> Option<u64> {
    view.token(side, at).filter(|token| token.kind == TokenKind::Word).map(|token| token.word.key)
}

/// How often the word at a place stands there running; 1 for what is no word.
fn run(view: &View<'_>, side: Side, at: usize) -> usize {
    let here = key(view, side, at);
    let same = (at..view.text(side).len()).take_while(|&next| here.is_some() && key(view, side, next) == here);
    same.count().max(1)
}

/// The longest run of a word.
fn longest(view: &View<'_>, side: Side, wanted: Option<u64>) -> usize {
    let starts = (0..view.text(side).len()).filter(|&at| key(view, side, at) == wanted);
    starts.map(|at| run(view, side, at)).max().unwrap_or(0)
}
