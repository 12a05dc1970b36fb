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

/// Words that a reporting clause after a missing mark may have.
const CLAUSE: usize = 8;

/// The stretches with the reporting clauses inside them cut out, and the lines of dialogue that open with a dash.
pub(super) fn cut(text: &str, stretches: Vec<Stretch>, pack: &Quotation) -> Vec<Stretch> {
    let mut found = Vec::with_capacity(stretches.len());
    for stretch in stretches {
        let stretch = closed(text, stretch, pack);
        if pack.dashes || !pack.incise.is_empty() {
            pieces(text, stretch, true, pack, &mut found);
        } else {
            found.push(stretch);
        }
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

/// A stretch that was left open, without the clause that reports it: `“We shall not leave, said the old man.` has lost a
/// mark.
fn closed(text: &str, stretch: Stretch, pack: &Quotation) -> Stretch {
    let words = stretch.inner.of(text);
    let ends = |end: usize| Span { end: Span::new(0, stretch.inner.range().start + end).end, ..stretch.inner };
    let clause = words.rfind([',', '?', '!']).filter(|_| stretch.open && words.ends_with('.'));
    let Some(end) = clause.map(|at| at + 1) else { return stretch };
    let tail: Vec<&str> = words[end..].split([' ', '.']).filter(|word| !word.is_empty()).collect();
    let roles = |word: Option<&&str>| word.map(|word| pack.roles(&word.to_lowercase())).unwrap_or_default();
    let (first, last) = (roles(tail.first()), roles(tail.last()));
    let mine = [Role::Pronoun, Role::Coordinator, Role::Subordinator, Role::Relative];
    let reports = first.has(Role::Cue) && tail.len() > 1 || last.has(Role::Cue) && !first.any(&mine);
    if tail.len() > CLAUSE || !reports {
        return stretch;
    }
    let inner = ends(end);
    Stretch {
        inner,
        outer: Span { start: stretch.outer.start, end: inner.end },
        open: false,
        continues: false,
        ..stretch
    }
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
        // The stop of the clause belongs to neither: `—Nunca —contestó ella—. Aquí nací.`
        let skipped = text[resume..rest.inner.range().end].trim_start_matches(['.', ',', ';', ' ']);
        let inner = trimmed(text, rest.inner.range().end - skipped.len(), rest.inner.range().end);
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
        let space = tail.starts_with([' ', '\u{a0}']);
        let (opened, dash) = match sign {
            ',' => (space, false),
            // A line of dialogue: `— You are leaving? asked the guard.`
            '?' | '!' | '…' => (space && !marked, false),
            // Italian sets it off with hyphens.
            '-' => (pack.dashes && space && words[..at].ends_with(' '), true),
            _ => (pack.dashes && DASHES.contains(&sign) && at > 0, true),
        };
        let mut first = tail.trim_start().split([' ', ',', '.', '\u{a0}']);
        // Italian `ha detto`.
        let first = first.find(|word| !pack.roles(word).has(Role::Auxiliary)).unwrap_or_default();
        let end = if dash { after_dash(tail) } else { after_comma(tail) };
        if !opened || !reports(first, dash || !marked || names_somebody(&tail[..end], pack), pack) {
            continue;
        }
        // A Russian comma stands before the dash; it belongs to neither. A question keeps its mark.
        let kept = if matches!(sign, '?' | '!' | '…') { at + sign.len_utf8() } else { at };
        let cut = from + words[..kept].trim_end().len();
        return Some((cut, from + at + sign.len_utf8() + end));
    }
    None
}

/// The end of a clause between dashes.
fn after_dash(tail: &str) -> usize {
    let hyphen = |at: usize| tail[..at].ends_with(' ') && tail[at + 1..].starts_with([' ', '.', ',']);
    let closes = |&(at, c): &(usize, char)| DASHES.contains(&c) || c == '-' && hyphen(at);
    tail.char_indices().find(closes).map_or(tail.len(), |(at, c)| at + c.len_utf8())
}

/// The end of a clause between commas: `, replied his deputy, Pavel Lind.` goes on to the name.
fn after_comma(tail: &str) -> usize {
    let end = |from: usize| {
        tail[from..]
            .find([',', '.', '!', '?'])
            .map_or((tail.len(), false), |at| (from + at + 1, tail[from + at..].starts_with(',')))
    };
    let (first, comma) = end(0);
    let name = comma && tail[first..].trim_start().starts_with(char::is_uppercase);
    if name { end(first).0 } else { first }
}

/// Whether a clause between commas holds a name or a title, and is short: it is no part of what was said.
fn names_somebody(clause: &str, pack: &Quotation) -> bool {
    let mut words = clause.split([' ', ',', '.', '\u{a0}']).filter(|word| !word.is_empty()).skip(1);
    let known = words.clone().count() <= CLAUSE;
    known && words.any(|word| word.starts_with(char::is_uppercase) || pack.roles(&word.to_lowercase()).has(Role::Title))
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
