//! # truncation
//!
//! One outlet cut words and marked the cut with an ellipsis, or quotes a fragment that breaks off where the other
//! rendering goes on.
//!
//! Example: `This raging battle and total war` / `This … total war`.
//!
//! Why it matters: it is declared, so it is no omission; but a reader of the shorter text does not know what was cut.

use super::view::{Finding, Findings, Side, View};
use crate::model::{Kind, Severity, TokenKind};

pub(super) fn find(view: &View<'_>, out: &mut Findings) {
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
