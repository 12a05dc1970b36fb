//! Reporting clauses inside the marks, and quotes without marks: what a dash or a comma sets off.
//!
//! French: « Nous partons, a-t-il dit. C’est fini. » Russian: «Мы уходим, — сказал он. — Всё». Spanish: —Vamos —dijo ella.

use super::marks::Stretch;
use crate::{
    lang::{Quotation, Role},
    model::Span,
};

/// Dashes that open a line of dialogue or set off a clause.
const DASHES: [char; 3] = ['—', '–', '―'];

/// The stretches with the reporting clauses inside them cut out, and the lines of dialogue that open with a dash.
pub(super) fn cut(text: &str, stretches: Vec<Stretch>, pack: &Quotation) -> Vec<Stretch> {
    if !pack.dashes && pack.incise.is_empty() {
        return stretches;
    }
    let mut found = Vec::with_capacity(stretches.len());
    for stretch in stretches {
        pieces(text, stretch, true, pack, &mut found);
    }
    if pack.dashes {
        dialogue(text, pack, &mut found);
        found.sort_by_key(|stretch| stretch.outer);
    }
    found
}

/// Whether a line opens with a dash.
pub(super) fn may_hold_dialogue(text: &str) -> bool {
    super::paragraphs(text).any(|line| line.of(text).starts_with(DASHES))
}

/// Cuts one stretch at every clause that reports; `marked` tells whether marks stand around it.
fn pieces(text: &str, stretch: Stretch, marked: bool, pack: &Quotation, found: &mut Vec<Stretch>) {
    let mut rest = stretch;
    while let Some((cut, resume)) = clause(text, rest.inner, marked, pack) {
        let inner = trimmed(text, rest.inner.range().start, cut);
        found.push(Stretch {
            inner,
            outer: Span { start: rest.outer.start, end: inner.end },
            open: false,
            continues: false,
            piece: true,
            ..rest
        });
        let inner = trimmed(text, resume, rest.inner.range().end);
        if inner.is_empty() {
            return;
        }
        rest = Stretch { inner, outer: Span { start: inner.start, end: rest.outer.end }, piece: true, ..rest };
    }
    found.push(rest);
}

/// Where the first reporting clause inside `inner` begins, and where the quote goes on after it. Without marks around
/// it, a comma before any reporting word opens one.
fn clause(text: &str, inner: Span, marked: bool, pack: &Quotation) -> Option<(usize, usize)> {
    let words = inner.of(text);
    let from = inner.range().start;
    for (at, sign) in words.char_indices() {
        let tail = &words[at + sign.len_utf8()..];
        let (opened, dash) = match sign {
            ',' => (tail.starts_with([' ', '\u{a0}']), false),
            _ => (pack.dashes && DASHES.contains(&sign) && at > 0, true),
        };
        let first = tail.trim_start().split([' ', ',', '.', '\u{a0}']).next().unwrap_or_default();
        if !opened || !reports(first, dash || !marked, pack) {
            continue;
        }
        // A Russian comma stands before the dash; it belongs to neither.
        let cut = from + words[..at].trim_end().len();
        let end =
            if dash { after_dash(tail) } else { tail.find([',', '.', '!', '?']).map_or(tail.len(), |end| end + 1) };
        return Some((cut, from + at + sign.len_utf8() + end));
    }
    None
}

/// The end of a clause between dashes.
fn after_dash(tail: &str) -> usize {
    tail.char_indices().find(|(_, c)| DASHES.contains(c)).map_or(tail.len(), |(at, c)| at + c.len_utf8())
}

fn reports(word: &str, any: bool, pack: &Quotation) -> bool {
    let lower = word.to_lowercase().replace('’', "'");
    any && pack.roles(&lower).has(Role::Cue) || pack.incise.iter().any(|ending| lower.ends_with(ending.as_str()))
}

fn trimmed(text: &str, start: usize, end: usize) -> Span {
    let body = text.get(start..end).unwrap_or("");
    let lead = body.len() - body.trim_start_matches(|c: char| c.is_whitespace() || DASHES.contains(&c)).len();
    let kept = body.trim_end_matches(|c: char| c.is_whitespace() || DASHES.contains(&c)).len();
    Span::new(start + lead, start + kept.max(lead))
}

/// Lines that open with a dash and have a reporting clause after a second one.
fn dialogue(text: &str, pack: &Quotation, found: &mut Vec<Stretch>) {
    let known = found.len();
    let mut next = 0;
    for line in super::paragraphs(text) {
        while next < known && found[next].outer.end <= line.start {
            next += 1;
        }
        let marked = found.get(next).is_some_and(|stretch| next < known && stretch.outer.start < line.end);
        let body = line.of(text);
        let Some(sign) = body.chars().next().filter(|sign| DASHES.contains(sign) && !marked) else { continue };
        let inner = trimmed(text, line.range().start + sign.len_utf8(), line.range().end);
        if clause(text, inner, false, pack).is_some() {
            let outer = Span { start: line.start, end: inner.end };
            let whole = Stretch { inner, outer, open: false, continues: false, single: false, piece: false };
            pieces(text, whole, false, pack, found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{extract::marks::stretches, lang::Packs};

    fn found<'a>(text: &'a str, lang: &str) -> Vec<&'a str> {
        let pack = &Packs::builtin().get(lang).quotation;
        cut(text, stretches(text), pack).iter().map(|stretch| stretch.inner.of(text)).collect()
    }

    #[test]
    fn a_clause_inside_the_marks_is_cut_out() {
        assert_eq!(found("« Nous partons, a-t-il dit. C’est fini. »", "fr"), ["Nous partons", "C’est fini."]);
        assert_eq!(found("«Мы уходим, — сказал он. — Всё».", "ru"), ["Мы уходим,", "Всё"]);
        assert_eq!(found("« Nous partons, dit la mer, ce soir »", "fr"), ["Nous partons, dit la mer, ce soir"]);
    }

    #[test]
    fn a_line_of_dialogue_needs_a_reporting_clause() {
        assert_eq!(found("—Vamos a casa —dijo ella.", "es"), ["Vamos a casa"]);
        assert_eq!(found("— un punto de la lista", "es"), Vec::<&str>::new());
    }
}
