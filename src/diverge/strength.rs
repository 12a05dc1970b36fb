//! # strength
//!
//! More or less certain, more or fewer, stronger or weaker.
//!
//! Example: `they may attack` / `they must attack`; `some refugees` / `all refugees`; `reportedly fled` / `fled`;
//! `it annoyed me` / `it pissed me off`. No divergence: `said` / `stated`, `may` / `might`, `some 300` / `about 300`.
//!
//! Words and phrases of one scale (`data/lang`) are set against each other: those of one step cancel out wherever they
//! stand; of what is left, two that are linked or stand beside the same word differ in strength. A hedge or a coarse
//! word needs no counterpart: it counts when the other text has nothing of the sort.
//!
//! Why it matters: it turns a possibility into a plan, a claim into a fact, a grumble into rage.

use std::ops::Range;

use super::view::{Finding, Findings, Side, View};
use crate::lang::Mark;
use crate::model::{Case, Class, Evidence, Kind, Severity};

pub(super) fn find(view: &View<'_>, out: &mut Findings) {
    let (left, right) = (told(view, Side::A), told(view, Side::B));
    steps(view, out, &left, &right);
    for (side, here, there) in [(Side::A, &left, &right), (Side::B, &right, &left)] {
        one_side(view, side, out, here, there, Mark::Hedge, "a hedge in one rendering only");
        one_side(view, side, out, here, there, Mark::Vulgar, "coarse in one rendering only");
    }
}

/// A word or phrase that tells of strength.
struct Told {
    at: Range<usize>,
    marks: &'static [Mark],
}

fn told(view: &View<'_>, side: Side) -> Vec<Told> {
    let words = &view.pack.words;
    let mut found = Vec::new();
    let mut at = 0;
    while at < view.text(side).len() {
        let (length, marks) = words.scales.marks(view.n(side, at), |step| view.n(side, at + step)).unwrap_or((1, &[]));
        if !marks.is_empty() && !only_looks_so(view, side, at, length) {
            found.push(Told { at: at..at + length, marks });
        }
        at += length;
    }
    found
}

/// The month of May, a tin can, the last will; `some 300`, which is no part of anything.
fn only_looks_so(view: &View<'_>, side: Side, at: usize, length: usize) -> bool {
    let Some(token) = view.token(side, at) else { return true };
    let class = |at: Option<usize>| at.and_then(|at| view.token(side, at)).map_or(Class::default(), |t| t.word.class);
    let before = class(at.checked_sub(1));
    let noun = before.has(Class::ARTICLE)
        || view.pack.words.is_possessive(at.checked_sub(1).map_or("", |at| view.n(side, at)));
    let modal = length == 1 && token.word.class.has(Class::MODAL);
    let name = token.case == Case::Title && !token.opens_sentence && view.pack.words.month(&token.word.n).is_some();
    let name = name || (at + 1..at + length).any(|at| view.token(side, at).is_some_and(|t| t.case == Case::Title));
    let number = view.token(side, at + length).is_some_and(|next| next.word.value.is_some());
    (modal && noun) || name || (number && length == 1 && token.word.class.has(Class::FUNCTION))
}

/// A step on a scale that a text takes.
struct Step {
    scale: u16,
    level: u16,
    /// Which of the text's words and phrases.
    told: usize,
    open: bool,
}

fn steps_of(told: &[Told]) -> Vec<Step> {
    let on = |(at, told): (usize, &Told)| {
        let levels = told.marks.iter().filter_map(|mark| if let Mark::On(level) = mark { Some(*level) } else { None });
        levels
            .map(move |level| Step { scale: level.scale, level: level.level, told: at, open: true })
            .collect::<Vec<_>>()
    };
    told.iter().enumerate().flat_map(on).collect()
}

fn steps(view: &View<'_>, out: &mut Findings, left: &[Told], right: &[Told]) {
    let (mut mine, mut theirs) = (steps_of(left), steps_of(right));
    for x in &mut mine {
        if let Some(y) = theirs.iter_mut().find(|y| y.open && y.scale == x.scale && y.level == x.level) {
            (x.open, y.open) = (false, false);
        }
    }
    for x in mine.iter().filter(|x| x.open) {
        let Some(here) = left.get(x.told) else { continue };
        let fits = |y: &&mut Step| {
            y.open && y.scale == x.scale && right.get(y.told).is_some_and(|there| one_place(view, &here.at, &there.at))
        };
        let Some(y) = theirs.iter_mut().find(fits) else { continue };
        y.open = false;
        let Some(there) = right.get(y.told) else { continue };
        let claimed = |side: Side, range: &Range<usize>| range.clone().any(|at| out.is_claimed(side, at));
        if claimed(Side::A, &here.at) || claimed(Side::B, &there.at) {
            continue;
        }
        let (severity, confidence) =
            if x.level.abs_diff(y.level) > 1 { (Severity::Critical, 0.7) } else { (Severity::Major, 0.6) };
        let words = |side: Side, range: &Range<usize>| view.text(side).stretch(range.start, range.end);
        let note = format!(
            "another strength: {} / {}",
            words(Side::A, &here.at).of(&view.a.raw),
            words(Side::B, &there.at).of(&view.b.raw)
        );
        let finding = Finding::new(Kind::Strength, severity, confidence).note(note);
        out.add(view, finding, here.at.clone(), there.at.clone());
    }
}

/// Whether two stretches are linked, or the words of content before them or after them are.
fn one_place(view: &View<'_>, here: &Range<usize>, there: &Range<usize>) -> bool {
    let linked = |a: usize, range: &Range<usize>| view.partners(Side::A, a).iter().any(|b| range.contains(b));
    let beside = |a: Option<usize>, b: Option<usize>| a.zip(b).is_some_and(|(a, b)| linked(a, &(b..b + 1)));
    here.clone().any(|a| linked(a, there))
        || beside(after(view, Side::A, here), after(view, Side::B, there))
        || beside(before(view, Side::A, here), before(view, Side::B, there))
}

/// Whether two stretches stand in one frame: the words of content after them are one word, and so are those before them
/// where the next one does not follow at once. In English what comes after is enough: the lexicon tells the words apart.
pub(super) fn frames(view: &View<'_>, here: &Range<usize>, there: &Range<usize>) -> bool {
    let one_word = |a: usize, b: usize| {
        let sure = view.unit(Side::A, a).is_some_and(|unit| unit.evidence <= Evidence::Derivation);
        sure && view.partners(Side::A, a).contains(&b)
    };
    let same = |pair: (Option<usize>, Option<usize>)| match pair {
        (Some(a), Some(b)) => one_word(a, b),
        (None, None) => true,
        _ => false,
    };
    let next = (after(view, Side::A, here), after(view, Side::B, there));
    let at_once = next == (Some(here.end), Some(there.end)) || view.pack.has_lexicon();
    same(next) && (at_once || same((before(view, Side::A, here), before(view, Side::B, there))))
}

/// How far the word is that another one makes stronger or weaker.
const REACH: usize = 4;

fn after(view: &View<'_>, side: Side, range: &Range<usize>) -> Option<usize> {
    (range.end..range.end + REACH).find(|&at| view.is_content(side, at))
}

fn before(view: &View<'_>, side: Side, range: &Range<usize>) -> Option<usize> {
    (range.start.saturating_sub(REACH)..range.start).rev().find(|&at| view.is_content(side, at))
}

/// A word of a sort that the other text has none of, nor anything that does its work.
fn one_side(view: &View<'_>, side: Side, out: &mut Findings, here: &[Told], there: &[Told], sort: Mark, note: &str) {
    let answers = |mark: &Mark| *mark == sort || (sort == Mark::Hedge && *mark == Mark::Hedging);
    if there.iter().any(|told| told.marks.iter().any(answers)) {
        return;
    }
    for told in here.iter().filter(|told| told.marks.contains(&sort)) {
        if !told.at.clone().any(|at| out.is_claimed(side, at)) {
            let akin = |&at: &usize| view.unit(side, at).is_some_and(|unit| unit.evidence < Evidence::Position);
            let partners: Vec<usize> =
                told.at.clone().filter(akin).flat_map(|at| view.partners(side, at).to_vec()).collect();
            let partners = super::view::extent(&partners);
            let partners = if partners.len() <= told.at.len() + 2 { partners } else { 0..0 };
            let finding = Finding::new(Kind::Strength, Severity::Major, 0.6).note(note);
            out.add_from(view, side, finding, told.at.clone(), partners);
        }
    }
}
