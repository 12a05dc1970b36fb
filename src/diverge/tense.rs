//! # tense
//!
//! The same verb in another time: past, present or to come; finished or going on.
//!
//! Example: `they destroyed the bridge` / `they will destroy the bridge`; `they are leaving` / `they were leaving`. No
//! divergence: `has said` / `said`.
//!
//! Why it matters: done, being done and planned are different news; between languages it is often grammar only, so it
//! is no alarm.

use super::view::{Finding, Findings, Side, Unit, View};
use crate::lang::lexicon::{self, Entry};
use crate::model::{Class, Evidence, Kind, Severity};

pub(super) fn find(view: &View<'_>, out: &mut Findings) {
    for unit in view.units.iter().filter(|unit| unit.evidence <= Evidence::Derivation || is_auxiliary(view, unit)) {
        let (Some(&a), Some(&b)) = (unit.a.last(), unit.b.last()) else { continue };
        if out.is_claimed(Side::A, a) || out.is_claimed(Side::B, b) {
            continue;
        }
        let (Some(x), Some(y)) = (Group::of(view, Side::A, a), Group::of(view, Side::B, b)) else { continue };
        if x.time.differs(y.time) || x.going_on != y.going_on {
            let finding = Finding::new(Kind::Tense, Severity::Minor, 0.5).note("another time");
            out.add(view, finding, x.start..a + 1, y.start..b + 1);
        }
    }
}

/// `is` / `was` as the verb of the sentence, linked or not otherwise related.
fn is_auxiliary(view: &View<'_>, unit: &Unit) -> bool {
    let all = |side: Side| {
        unit.on(side).iter().all(|&at| view.token(side, at).is_some_and(|token| token.word.class.has(Class::AUXILIARY)))
    };
    all(Side::A) && all(Side::B)
}

#[derive(Clone, Copy, PartialEq)]
enum Time {
    Past,
    /// `has said`: past or present, as the other language has it.
    Perfect,
    Present,
    Future,
}

impl Time {
    fn differs(self, other: Time) -> bool {
        let future = (self == Time::Future) != (other == Time::Future);
        future || (self != other && self != Time::Perfect && other != Time::Perfect)
    }
}

/// A verb with its auxiliaries.
struct Group {
    start: usize,
    time: Time,
    going_on: bool,
}

impl Group {
    /// The group whose last word is at `at`; `None` for what is no finite verb, or may be none.
    fn of(view: &View<'_>, side: Side, at: usize) -> Option<Group> {
        let words = &view.pack.words;
        let n = |at: usize| view.n(side, at);
        let class = |at: usize| view.token(side, at).map_or(Class::default(), |token| token.word.class);
        let helps = |at: usize| class(at).has(Class::AUXILIARY) || class(at).has(Class::MODAL);
        let mut start = at;
        while start > 0 && at - start < 4 && (helps(start - 1) || class(start - 1).has(Class::NEGATOR)) {
            start -= 1;
        }
        let own = form(view, side, at)?;
        let going_on = own == Form::Ing;
        let Some(first) = (start..at).find(|&at| helps(at)) else {
            let governed = start.checked_sub(1).is_some_and(|before| class(before).has(Class::PREPOSITION));
            let time = match own {
                Form::Past => Time::Past,
                Form::Base | Form::Present if !governed => Time::Present,
                _ => return None,
            };
            return Some(Group { start, time, going_on: false });
        };
        let perfect = own == Form::Past || own == Form::Been;
        let time = match words.time(n(first))? {
            1 if perfect && words.is_having(n(first)) => Time::Perfect,
            0 => Time::Past,
            1 => Time::Present,
            _ => Time::Future,
        };
        Some(Group { start, time, going_on })
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Form {
    Base,
    Present,
    Past,
    Been,
    Ing,
}

/// The form of a verb; an auxiliary alone counts by its time.
fn form(view: &View<'_>, side: Side, at: usize) -> Option<Form> {
    let token = view.token(side, at)?;
    let n = &*token.word.n;
    if token.word.class.has(Class::AUXILIARY) {
        return match view.pack.words.time(n) {
            Some(0) => Some(Form::Past),
            Some(_) => Some(Form::Present),
            None => Some(Form::Been),
        };
    }
    let mut entries = token.word.entries.iter().map(|&entry| Entry(entry));
    if token.word.class.has(Class::FUNCTION) || n.len() < 3 || token.word.parts & 2 == 0 {
        return None;
    }
    let verb = entries.find(|&entry| lexicon::part_of_speech(entry) == 'v').map(lexicon::lemma)?;
    // What is as often a noun (`plans`) tells no time.
    let noun = token.word.parts & 1 != 0 && !n.ends_with("ed") && !n.ends_with("ing");
    match () {
        () if n.ends_with("ing") && verb != n => Some(Form::Ing),
        () if n == verb => (!noun || has_helper(view, side, at)).then_some(Form::Base),
        () if n.ends_with('s') && n.starts_with(verb.get(..verb.len() - 1)?) => (!noun).then_some(Form::Present),
        () => Some(Form::Past),
    }
}

fn has_helper(view: &View<'_>, side: Side, at: usize) -> bool {
    at.checked_sub(1).and_then(|at| view.token(side, at)).is_some_and(|token| {
        token.word.class.has(Class::AUXILIARY)
            || token.word.class.has(Class::MODAL)
            || token.word.class.has(Class::NEGATOR)
    })
}
