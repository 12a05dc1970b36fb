//! # antonym
//!
//! Opposite words in the same place, and no negation that would turn one of them round.
//!
//! Example: `taxes will rise` / `taxes will fall`. No divergence: `it is not safe` / `it is dangerous`.
//!
//! Why it matters: the reader is told the contrary.

use super::name::one_place;
use super::negation::{is_negator, negator_behind, negator_near};
use super::strength;
use super::view::{Finding, Findings, Side, Unit, View, extent};
use crate::lang::lexicon::{self, Entry};
use crate::model::{Class, Evidence, Kind, Severity, Token};

pub(super) fn find(view: &View<'_>, out: &mut Findings) {
    for unit in view.units.iter().filter(|unit| is_opposed(view, unit)) {
        let (Some(a), Some(b)) = (head(view, Side::A, unit), head(view, Side::B, unit)) else { continue };
        if out.is_claimed(Side::A, a) || out.is_claimed(Side::B, b) {
            continue;
        }
        if !is_sure(view, unit, a, b) {
            continue;
        }
        let negated = [is_negated(view, Side::A, unit, a), is_negated(view, Side::B, unit, b)];
        if negated[0] != negated[1] {
            let side = if negated[0] { Side::A } else { Side::B };
            undone(view, out, side, unit);
            continue;
        }
        let note = format!("opposites: {} / {}", view.n(Side::A, a), view.n(Side::B, b));
        let finding = Finding::new(Kind::Antonym, Severity::Critical, 0.8).note(note);
        out.add(view, finding, extent(&unit.a), extent(&unit.b));
    }
    loose(view, out);
}

/// `not impossible` / `possible`: the negator before one of two opposites makes them one thing said in two ways.
fn undone(view: &View<'_>, out: &mut Findings, side: Side, unit: &Unit) {
    let (here, there) = (extent(unit.on(side)), extent(unit.on(side.other())));
    let before = (here.start.saturating_sub(3)..here.start).rev();
    let negator = before.take_while(|&at| !view.is_content(side, at)).find(|&at| is_negator(view, side, at));
    if let Some(negator) = negator.filter(|&at| !out.is_claimed(side, at)) {
        let finding = Finding::new(Kind::Substitution, Severity::Minor, 0.6).note("an opposite that is denied");
        out.add_from(view, side, finding, negator..here.end, there);
    }
}

/// Small words that are listed as opposites and linked with nothing: `because of the storm` / `despite the storm`.
fn loose(view: &View<'_>, out: &mut Findings) {
    let free = |out: &Findings, side: Side, at: usize| {
        let function = view.token(side, at).is_some_and(|token| token.word.class.has(Class::FUNCTION));
        function && !out.is_claimed(side, at) && !is_negator(view, side, at)
    };
    let with_opposite = |side: Side| -> Vec<usize> {
        (0..view.text(side).len()).filter(|&at| view.pack.words.has_opposite(view.n(side, at))).collect()
    };
    let (ours, theirs) = (with_opposite(Side::A), with_opposite(Side::B));
    for &a in &ours {
        let answers = |&&b: &&usize| view.pack.words.are_opposed(view.n(Side::A, a), view.n(Side::B, b));
        let Some(&b) = theirs.iter().find(answers).filter(|&&b| free(out, Side::A, a) && free(out, Side::B, b)) else {
            continue;
        };
        let loose = |side: Side, at: usize| view.unit(side, at).is_none_or(|unit| unit.evidence > Evidence::Form);
        let apart = loose(Side::A, a) && loose(Side::B, b);
        let printed = |list: &[usize], side: Side, n: &str| list.iter().any(|&at| view.n(side, at) == n);
        let elsewhere = printed(&theirs, Side::B, view.n(Side::A, a)) || printed(&ours, Side::A, view.n(Side::B, b));
        if apart && !elsewhere && strength::frames(view, &(a..a + 1), &(b..b + 1)) {
            let note = format!("opposites: {} / {}", view.n(Side::A, a), view.n(Side::B, b));
            out.add(view, Finding::new(Kind::Antonym, Severity::Critical, 0.8).note(note), a..a + 1, b..b + 1);
        }
    }
}

/// Two words that the language's list opposes (`if`, `unless`; `create`, `destroy`), that the lexicon opposes through
/// what they are kinds of (`reduce`, `increase`), or of which one negates the other (`willing`, `unwilling`).
fn is_opposed(view: &View<'_>, unit: &Unit) -> bool {
    let ([a], [b]) = (unit.a.as_slice(), unit.b.as_slice()) else {
        return unit.evidence == Evidence::Antonym && view.pack.has_lexicon();
    };
    let (Some(x), Some(y)) = (view.token(Side::A, *a), view.token(Side::B, *b)) else { return false };
    let numbers = x.word.value.is_some() && y.word.value.is_some();
    if unit.evidence < Evidence::Inflection || x.word.key == y.word.key || numbers {
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

/// Whether two opposites answer each other: neither is printed as often in the other text (`the former and the current one`
/// / `the current one and the former`), and what stands beside them is linked. Small words have many uses: what is said
/// before and after them must be the same (`with our friends` / `without our friends`).
fn is_sure(view: &View<'_>, unit: &Unit, a: usize, b: usize) -> bool {
    let (Some(x), Some(y)) = (view.token(Side::A, a), view.token(Side::B, b)) else { return false };
    let times = |side: Side, word: &Token| {
        view.text(side).tokens.iter().filter(|token| token.word.stem == word.word.stem).count()
    };
    let spare = |side: Side, word: &Token| times(side.other(), word) >= times(side, word);
    if spare(Side::A, x) || spare(Side::B, y) {
        return false;
    }
    let (here, there) = (extent(&unit.a), extent(&unit.b));
    if x.word.class.has(Class::FUNCTION) || y.word.class.has(Class::FUNCTION) {
        return strength::frames(view, &here, &there);
    }
    !x.word.entries.is_empty() || one_place(view, &here, &there)
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
    let behind = || !view.pack.has_lexicon() && negator_behind(view, side, head);
    unit.on(side).iter().any(|&at| is_negator(view, side, at)) || negator_near(view, side, head) || behind()
}
