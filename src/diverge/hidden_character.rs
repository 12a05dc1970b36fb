//! # hidden-character
//!
//! A character that cannot be seen stands in one rendering only: a zero-width space, a soft hyphen, a control that
//! turns the direction of writing.
//!
//! Example: `hon<U+200B>or` / `honor`.
//!
//! Why it matters: two texts that look the same are not, and a direction control can make words read backwards.

use super::view::{Finding, Findings, View};
use crate::lang::is_hidden;
use crate::model::{Divergence, Kind, Severity, Span, Text};

pub(super) fn find(view: &View<'_>, out: &mut Findings) {
    let (left, right) = (hidden(view.a), hidden(view.b));
    let same = left.iter().map(|found| found.1).eq(right.iter().map(|found| found.1));
    if same {
        return;
    }
    let end = |text: &Text| Span::new(text.raw.len(), text.raw.len());
    let note = |c: char| format!("U+{:04X} cannot be seen", c as u32);
    for &(span, c) in &left {
        out.push(divergence(span, end(view.b), note(c)));
    }
    for &(span, c) in &right {
        out.push(divergence(end(view.a), span, note(c)));
    }
}

fn divergence(a: Span, b: Span, note: String) -> Divergence {
    let Finding { kind, severity, confidence, note } =
        Finding::new(Kind::HiddenCharacter, Severity::Minor, 1.0).note(note);
    Divergence { kind, severity, confidence, a, b, note }
}

fn hidden(text: &Text) -> Vec<(Span, char)> {
    let characters = text.raw.char_indices().filter(|(_, c)| is_hidden(*c));
    characters.map(|(at, c)| (Span::new(at, at + c.len_utf8()), c)).collect()
}
