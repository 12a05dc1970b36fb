//! # punctuation
//!
//! Other marks.
//!
//! Example: `war, and jihad` / `war and jihad`.
//!
//! Why it matters: it does not, but a lost quotation mark or a question mark is worth a look.

use super::view::{Finding, Findings, Side, View};
use crate::model::{Kind, Severity, TokenKind};

pub(super) fn find(view: &View<'_>, out: &mut Findings) {
    for side in [Side::A, Side::B] {
        let count = view.text(side).len();
        for at in 0..count {
            let is_mark = view
                .token(side, at)
                .is_some_and(|token| matches!(token.kind, TokenKind::Punctuation | TokenKind::Ellipsis));
            let at_end = at + 1 == count;
            // The mark at the very end belongs to the outlet's sentence, not to the quotation.
            if is_mark && !at_end && view.unit(side, at).is_none() && !out.is_claimed(side, at) {
                out.add_from(view, side, Finding::new(Kind::Punctuation, Severity::Minor, 0.9), at..at + 1, 0..0);
            }
        }
    }
}
