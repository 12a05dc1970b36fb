//! # name
//!
//! Another name, or a name that is gone.
//!
//! Example: `talks with Moscow` / `talks with Kyiv`. No divergence: `Putin` / `Vladimir Putin`, `Mosul` / `Mossul`,
//! `America` / `American`, a name for a pronoun.
//!
//! Why it matters: who and where are the facts that a quotation is looked up for.

use super::view::{Finding, Findings, Side, View};
use crate::model::{Case, Class, Evidence, Kind, Severity, TokenKind};

pub(super) fn find(view: &View<'_>, out: &mut Findings) {
    for at in 0..view.a.len() {
        if !is_unmatched_name(view, out, Side::A, at) {
            continue;
        }
        let rival = view.partners(Side::A, at).iter().copied().find(|&b| is_unmatched_name(view, out, Side::B, b));
        if let Some(b) = rival {
            let (here, there) = (name_around(view, out, Side::A, at), name_around(view, out, Side::B, b));
            let finding = Finding::new(Kind::Name, Severity::Critical, 0.8).note("another name");
            out.add(view, finding, here, there);
        }
    }
}

/// The run of unmatched name tokens around one of them.
fn name_around(view: &View<'_>, out: &Findings, side: Side, at: usize) -> std::ops::Range<usize> {
    let mut first = at;
    while first > 0 && is_unmatched_name(view, out, side, first - 1) {
        first -= 1;
    }
    let mut end = at + 1;
    while is_unmatched_name(view, out, side, end) {
        end += 1;
    }
    first..end
}

/// Whether a token is part of a name that the other text does not have, not even as a variant or relative.
fn is_unmatched_name(view: &View<'_>, out: &Findings, side: Side, at: usize) -> bool {
    if out.is_claimed(side, at) || !is_name(view, side, at) {
        return false;
    }
    let matched = view.unit(side, at).is_some_and(|unit| {
        matches!(
            unit.evidence,
            Evidence::Same
                | Evidence::Value
                | Evidence::Spelling
                | Evidence::Inflection
                | Evidence::Derivation
                | Evidence::Name
                | Evidence::Synonym
        )
    });
    let Some(token) = view.token(side, at) else { return false };
    !matched
        && !view
            .any(side.other(), |other| other.word.stem == token.word.stem || abbreviates(&token.word.n, &other.word.n))
}

/// `U.N.` for `United Nations` is left to the reader: a short form and a word with its first letter may be one name.
fn abbreviates(x: &str, y: &str) -> bool {
    let short = |n: &str| n.chars().filter(|c| c.is_alphabetic()).count() <= 3;
    x.chars().next() == y.chars().next() && (short(x) || short(y))
}

/// A capital that the place in the sentence does not explain, on a word that is no title or function word.
fn is_name(view: &View<'_>, side: Side, at: usize) -> bool {
    view.token(side, at).is_some_and(|token| {
        let capital = matches!(token.case, Case::Title | Case::Upper | Case::Mixed);
        let explained = token.opens_sentence && !token.word.entries.is_empty();
        let plain = token.word.class.has(Class::FUNCTION)
            || token.word.class.has(Class::CALENDAR)
            || view.pack.words.is_name_part(&token.word.n);
        token.kind == TokenKind::Word && capital && !explained && !plain && token.word.n.chars().count() > 1
    })
}
