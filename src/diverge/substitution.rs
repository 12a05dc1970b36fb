//! # substitution
//!
//! Other words in the same place.
//!
//! Example: `destroy their homes` / `wreak havoc in their land`. Synonyms (`shame` / `disgrace`) are reported as minor.
//!
//! How grave it is follows from what is known. Words that the lexicon has on both sides, and far from each other, are a
//! major substitution, and a sure one where nineteen in twenty of the other words have an answer: `the school was hit` / `the
//! station was hit`. Of words that the lexicon does not have, and of phrases, nothing tells whether they say the same in
//! other words: they are reported as minor, with a lower confidence than synonyms.
//!
//! Why it matters: what the speaker said is one of the two, or neither.

use std::ops::Range;

use super::SURE;
use super::apart::{Answered, are_apart};
use super::omission::runs;
use super::view::{Finding, Findings, Side, Unit, View, extent};
use crate::lang::lexicon::{self, Entry, Relation};
use crate::model::{Class, Evidence, Kind, Severity, TokenKind};

pub(super) fn find(view: &View<'_>, out: &mut Findings) {
    let mut changes: Vec<Change> = Vec::new();
    for unit in view.units.iter().filter(|unit| is_changed(view, out, unit)) {
        let change = Change::around(view, out, unit);
        match changes.last_mut() {
            Some(last) if last.continues_into(view, &change) => last.join(&change),
            _ => changes.push(change),
        }
    }
    let answered = Answered::of(view);
    for change in changes {
        let alike = change.synonyms || is_phrase(view, &change);
        let finding = if alike { known_alike() } else { judged(view, &answered, &change.a, &change.b) };
        tell(view, out, finding, change.a, change.b);
    }
    in_one_gap(view, out, &answered);
    // Function words that stand for each other (`with` / `in`) say nothing a reader needs.
    for unit in &view.units {
        if unit.evidence >= Evidence::Form {
            out.claim(Side::A, unit.a.iter().copied());
            out.claim(Side::B, unit.b.iter().copied());
        }
    }
}

fn known_alike() -> Finding {
    Finding::new(Kind::Substitution, Severity::Minor, SURE)
}

/// What is said of two stretches that are not known to mean the same.
fn judged(view: &View<'_>, answered: &Answered, a: &Range<usize>, b: &Range<usize>) -> Finding {
    // Of phrases the lexicon knows the words, not what they say together.
    let one = view.content(Side::A, a) == 1 && view.content(Side::B, b) == 1;
    let (severity, confidence) = match (are_apart(view, a, b), one && answered.outside(view, a, b)) {
        (true, true) => (Severity::Major, SURE),
        (true, false) => (Severity::Major, 0.5),
        (false, _) => (Severity::Minor, 0.5),
    };
    Finding::new(Kind::Substitution, severity, confidence)
}

/// Adds a finding, unless both stretches are the same words after all: of words that are printed twice, or are parts of
/// what the aligner took for one, some may be left over.
fn tell(view: &View<'_>, out: &mut Findings, finding: Finding, a: Range<usize>, b: Range<usize>) {
    let words = |side: Side, range: &Range<usize>| -> Vec<&str> { range.clone().map(|at| view.n(side, at)).collect() };
    if words(Side::A, &a) == words(Side::B, &b) {
        out.claim(Side::A, a);
        out.claim(Side::B, b);
    } else {
        out.add(view, finding, a, b);
    }
}

/// Whether one of two stretches is a verb with its particle and both mean the same: `came back` / `returned`.
fn is_phrase(view: &View<'_>, change: &Change) -> bool {
    let (x, y) = (phrase(view, Side::A, &change.a), phrase(view, Side::B, &change.b));
    let related = |x: &[Entry], y: &[Entry]| lexicon::relation(x, y).map(|related| related.relation);
    (change.a.len() == 2 || change.b.len() == 2)
        && matches!(related(&x, &y), Some(Relation::Same | Relation::Synonym { .. } | Relation::VerbGroup))
}

/// Entries of a word, or of a verb and the particle after it, in a language with a lexicon.
fn phrase(view: &View<'_>, side: Side, range: &Range<usize>) -> Vec<Entry> {
    let Some(token) = view.token(side, range.start) else { return Vec::new() };
    let entries = token.word.entries.iter().map(|&entry| Entry(entry));
    match range.len() {
        1 => entries.collect(),
        2 => {
            let verbs = entries.filter(|&entry| lexicon::part_of_speech(entry) == 'v');
            let with = |verb: Entry| format!("{} {}", lexicon::lemma(verb), view.n(side, range.start + 1));
            verbs.flat_map(|verb| lexicon::entries(&with(verb))).collect()
        }
        _ => Vec::new(),
    }
}

/// Content words that may stand in one gap of each text and still be one change.
const GAP: usize = 3;

/// Loose words of both texts between the same two links, about as many: one thing in other words, not one left out and
/// another added.
fn in_one_gap(view: &View<'_>, out: &mut Findings, answered: &Answered) {
    let mut theirs = runs(view, out, Side::B);
    for here in runs(view, out, Side::A) {
        let after = view.partner_after(Side::A, here.end - 1);
        let before = view.partner_before(Side::A, here.start);
        let start = before.map_or(0, |at| at + 1);
        let beside_a_word = [before, after].into_iter().flatten().any(|at| is_word(view, at));
        let faces = |&at: &usize| beside_a_word && theirs[at].end == after.unwrap_or(view.b.len());
        let Some(at) = theirs.binary_search_by_key(&start, |there| there.start).ok().filter(faces) else { continue };
        let there = theirs.remove(at);
        let (few, many) = (view.content(Side::A, &here), view.content(Side::B, &there));
        if (1..=GAP).contains(&few) && (1..=GAP).contains(&many) && few.abs_diff(many) <= 1 {
            tell(view, out, judged(view, answered, &here, &there), here, there);
        }
    }
}

fn is_word(view: &View<'_>, at: usize) -> bool {
    view.token(Side::B, at).is_some_and(|token| token.kind == TokenKind::Word)
}

/// Linked by meaning, look or place only, with content on both sides or facing a small word that cannot stand for it, and
/// not explained yet.
fn is_changed(view: &View<'_>, out: &Findings, unit: &Unit) -> bool {
    let content = |side: Side| unit.on(side).iter().any(|&at| view.is_content(side, at));
    // A pronoun stands for a noun, an auxiliary for a verb.
    let stands = |side: Side| {
        let class = |&at: &usize| view.token(side, at).map_or(Class::default(), |token| token.word.class);
        unit.on(side).iter().map(class).any(|class| {
            [Class::PRONOUN, Class::AUXILIARY, Class::MODAL, Class::NEGATOR].into_iter().any(|it| class.has(it))
        })
    };
    let faces = match (content(Side::A), content(Side::B)) {
        (true, true) => true,
        (true, false) => !stands(Side::B),
        (false, true) => !stands(Side::A),
        (false, false) => false,
    };
    let free = |side: Side| unit.on(side).iter().all(|&at| !out.is_claimed(side, at));
    unit.evidence >= Evidence::Synonym && faces && free(Side::A) && free(Side::B)
}

struct Change {
    a: Range<usize>,
    b: Range<usize>,
    synonyms: bool,
}

impl Change {
    fn around(view: &View<'_>, out: &Findings, unit: &Unit) -> Change {
        let (a, b) = (extent(&unit.a), extent(&unit.b));
        let (a_grown, b_grown) = (grow(view, out, Side::A, &a), grow(view, out, Side::B, &b));
        let synonyms = unit.evidence == Evidence::Synonym && unit.a.len() == 1 && unit.b.len() == 1;
        // Loose words beside the unit belong to it while both sides have about as many; else they are omissions.
        let balanced = view.content(Side::A, &a_grown).abs_diff(view.content(Side::B, &b_grown)) <= 1;
        if balanced && !(synonyms && view.content(Side::A, &a_grown) + view.content(Side::B, &b_grown) > 2) {
            return Change { synonyms: synonyms && a_grown == a && b_grown == b, a: a_grown, b: b_grown };
        }
        Change { a: with_particles(view, out, Side::A, &a), b: with_particles(view, out, Side::B, &b), synonyms }
    }

    /// Whether only function words stand between this change and a later one, on both sides.
    fn continues_into(&self, view: &View<'_>, next: &Change) -> bool {
        let bridge = |side: Side, end: usize, start: usize| {
            end <= start
                && start - end <= 2
                && (end..start).all(|at| {
                    !view.is_content(side, at)
                        && view.token(side, at).is_some_and(|token| token.kind == TokenKind::Word)
                })
        };
        let alike = self.synonyms == next.synonyms || !self.synonyms;
        alike && bridge(Side::A, self.a.end, next.a.start) && bridge(Side::B, self.b.end, next.b.start)
    }

    fn join(&mut self, next: &Change) {
        self.a.end = self.a.end.max(next.a.end);
        self.b.end = self.b.end.max(next.b.end);
        self.synonyms &= next.synonyms;
    }
}

fn is_loose(view: &View<'_>, out: &Findings, side: Side, at: usize) -> bool {
    let word = view.token(side, at).is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number));
    word && view.unit(side, at).is_none() && !out.is_claimed(side, at)
}

/// The range with all loose words that touch it.
fn grow(view: &View<'_>, out: &Findings, side: Side, range: &Range<usize>) -> Range<usize> {
    let mut grown = range.clone();
    while grown.start > 0 && is_loose(view, out, side, grown.start - 1) {
        grown.start -= 1;
    }
    while is_loose(view, out, side, grown.end) {
        grown.end += 1;
    }
    // A function word at the outer edge belongs to what comes before it.
    while grown.start < range.start && !view.is_content(side, grown.start) {
        grown.start += 1;
    }
    grown
}

/// The range with the loose function words behind it (`staying on`).
fn with_particles(view: &View<'_>, out: &Findings, side: Side, range: &Range<usize>) -> Range<usize> {
    let mut grown = range.clone();
    while is_loose(view, out, side, grown.end) && !view.is_content(side, grown.end) {
        grown.end += 1;
    }
    grown
}
