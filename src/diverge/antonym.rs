//! # antonym
//!
//! Opposite words in the same place, and no negation that would turn one of them round.
//!
//! Example: `taxes will rise` / `taxes will fall`. No divergence: `it is not safe` / `it is dangerous`.
//!
//! Why it matters: the reader is told the contrary.

use super::negation::{is_negator, negator_near};
use super::view::{Finding, Findings, Side, Unit, View, extent};
use crate::lang::lexicon::{self, Entry};
use crate::model::{Class, Evidence, Kind, Severity, Token};

pub(super) fn find(view: &View<'_>, out: &mut Findings) {
    for unit in view.units.iter().filter(|unit| is_opposed(view, unit)) {
        let (Some(a), Some(b)) = (head(view, Side::A, unit), head(view, Side::B, unit)) else { continue };
        if out.is_claimed(Side::A, a) || out.is_claimed(Side::B, b) {
            continue;
        }
        if is_negated(view, Side::A, unit, a) != is_negated(view, Side::B, unit, b) {
            continue;
        }
        let note = format!("opposites: {} / {}", view.n(Side::A, a), view.n(Side::B, b));
        let finding = Finding::new(Kind::Antonym, Severity::Critical, 0.8).note(note);
        out.add(view, finding, extent(&unit.a), extent(&unit.b));
    }
}

/// Two words that the language's list opposes (`if`, `unless`; `create`, `destroy`), that the lexicon opposes through
/// what they are kinds of (`reduce`, `increase`), or of which one negates the other (`willing`, `unwilling`).
fn is_opposed(view: &View<'_>, unit: &Unit) -> bool {
    let ([a], [b]) = (unit.a.as_slice(), unit.b.as_slice()) else { return unit.evidence == Evidence::Antonym };
    let (Some(x), Some(y)) = (view.token(Side::A, *a), view.token(Side::B, *b)) else { return false };
    if unit.evidence < Evidence::Inflection || x.word.key == y.word.key {
        return false;
    }
    let words = &view.pack.words;
    let listed = forms(x).any(|x| forms(y).any(|y| words.are_opposed(x, y)));
    if listed || x.word.class.has(Class::FUNCTION) || y.word.class.has(Class::FUNCTION) {
        return listed;
    }
    unit.evidence == Evidence::Antonym || is_negated_word(view, x, y) || is_negated_word(view, y, x) || {
        let entries = |token: &Token| token.word.entries.iter().map(|&entry| Entry(entry)).collect::<Vec<_>>();
        unit.evidence > Evidence::Synonym && lexicon::contrary(&entries(x), &entries(y))
    }
}

/// A word and its dictionary forms.
fn forms(token: &Token) -> impl Iterator<Item = &str> {
    std::iter::once(&*token.word.n).chain(token.word.entries.iter().map(|&entry| lexicon::lemma(Entry(entry))))
}

/// Whether the first word is the second with a prefix that always negates. The others (`in`, `dis`) begin too many
/// words that deny nothing; the lexicon knows those that do.
fn is_negated_word(view: &View<'_>, x: &Token, y: &Token) -> bool {
    let sure = view.pack.words.negative_prefixes.iter().filter(|prefix| matches!(&***prefix, "un" | "non"));
    let mut rests = sure.filter_map(|prefix| x.word.n.strip_prefix(&**prefix)).map(|rest| rest.trim_start_matches('-'));
    rests.any(|rest| rest.chars().count() >= 4 && forms(y).any(|y| y == rest))
}

/// The word of a unit that can be an opposite: not the negator before it.
fn head(view: &View<'_>, side: Side, unit: &Unit) -> Option<usize> {
    let open = |at: &usize| !is_negator(view, side, *at);
    unit.on(side)
        .iter()
        .copied()
        .find(|at| open(at) && view.is_content(side, *at))
        .or_else(|| unit.on(side).iter().copied().find(open))
}

fn is_negated(view: &View<'_>, side: Side, unit: &Unit, head: usize) -> bool {
    unit.on(side).iter().any(|&at| is_negator(view, side, at)) || negator_near(view, side, head)
}
