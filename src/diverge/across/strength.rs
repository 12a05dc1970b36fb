//! Modals and amounts, by their English meaning.

use smallvec::SmallVec;

use super::{Rows, around, negation, pack, together};
use crate::diverge::view::{Finding, Findings, Side, View};
use crate::lang::concepts::Concepts;
use crate::lang::pack_for;
use crate::model::{Class, Kind, Severity};

/// A word of each scale that matters across languages; others are a matter of how a language speaks.
const SCALES: [&str; 5] = ["modal", "amount", "frequency", "certainty", "degree"];

/// Tokens between a word of strength and those that it belongs to.
const REACH: usize = 4;
/// The same for a word of certainty, which may stand at either end of a clause.
const FAR: usize = 12;
/// Steps that two languages must be apart: neighbouring ones are a matter of translation (`should`, `must`).
const CLEAR: u16 = 2;

/// Words on one scale in the same place of both texts that never mean the same step.
pub(in crate::diverge) fn find(view: &View<'_>, rows: &Rows, out: &mut Findings) {
    certainty(view, rows, out);
    for scale in SCALES {
        let on = |side: Side| -> Vec<Graded> {
            let graded = (0..view.text(side).len())
                .filter(|&at| !out.is_claimed(side, at) && may_grade(view, rows, side, at))
                .map(|at| Graded { at, steps: levels(view, rows, side, at, scale) });
            graded.filter(|graded| !graded.steps.is_empty()).collect()
        };
        let (mut left, mut right) = (on(Side::A), on(Side::B));
        let stands = |x: &Graded, y: &Graded| together(view, x.at, y.at, REACH);
        let agrees = |x: &Graded, y: &Graded| distance(x, y) < CLEAR;
        take_pairs(&mut left, &mut right, |x, y| agrees(x, y) && stands(x, y));
        take_pairs(&mut left, &mut right, agrees);
        for (x, y) in take_pairs(&mut left, &mut right, stands) {
            let note = format!("another strength: {} / {}", view.n(Side::A, x.at), view.n(Side::B, y.at));
            let finding = Finding::new(Kind::Strength, Severity::Critical, 0.6).note(note);
            out.add(view, finding, x.at..x.at + 1, y.at..y.at + 1);
        }
    }
}

/// English words that leave open what is said.
const OPEN: [&str; 9] =
    ["may", "might", "perhaps", "maybe", "possible", "possibly", "probably", "likely", "reportedly"];

/// What is certain in one text and open in the other, in the same part of one sentence: `will surely`, `may`. Adverbs
/// move freely, and so the words need not answer each other.
fn certainty(view: &View<'_>, rows: &Rows, out: &mut Findings) {
    let places = |side: Side, is: &dyn Fn(Side, usize) -> bool| -> Vec<usize> {
        (0..view.text(side).len()).filter(|&at| is(side, at)).collect()
    };
    let is_open = |side: Side, at: usize| is_open(view, rows, side, at);
    let is_certain = |side: Side, at: usize| {
        let found = pack(view, side).words.scales.step("certainty", view.n(side, at), |step| view.n(side, at + step));
        found.is_some_and(|(step, count)| step + 1 == count)
    };
    for (sure, open) in [(Side::A, Side::B), (Side::B, Side::A)] {
        let (certain, doubtful) = (places(sure, &is_certain), places(open, &is_open));
        let pairs = certain.into_iter().flat_map(|x| doubtful.iter().map(move |&y| (x, y)));
        let stand = |&(x, y): &(usize, usize)| {
            let (a, b) = if sure == Side::A { (x, y) } else { (y, x) };
            let sentence = view.sentence(Side::B, b);
            around(view, Side::A, a, FAR).any(|place| sentence.contains(&place) && place.abs_diff(b) <= FAR)
        };
        let Some((x, y)) = pairs.into_iter().find(stand) else { continue };
        let balanced = !places(sure, &is_open).is_empty() || !places(open, &is_certain).is_empty();
        let negated = [(sure, x), (open, y)]
            .into_iter()
            .any(|(side, at)| (at.saturating_sub(2)..at + 3).any(|near| negation::may_negate(view, rows, side, near)));
        if !balanced && !negated {
            let note = format!("certain or open: {} / {}", view.n(sure, x), view.n(open, y));
            let finding = Finding::new(Kind::Strength, Severity::Critical, 0.6).note(note);
            let (a, b) = if sure == Side::A { (x, y) } else { (y, x) };
            out.add(view, finding, a..a + 1, b..b + 1);
        }
    }
}

/// Whether a word leaves open what is said, by its language or by its English meaning.
fn is_open(view: &View<'_>, rows: &Rows, side: Side, at: usize) -> bool {
    let scales = &pack(view, side).words.scales;
    let (n, then) = (view.n(side, at), |step: usize| view.n(side, at + step));
    if n == "possible" && at.checked_sub(1).is_some_and(|before| view.n(side, before) == "as") {
        // `as soon as possible`
        return false;
    }
    let below = scales.step("certainty", n, then).is_some_and(|(step, count)| step + 1 < count);
    let english = &*view.text(side).lang == "en";
    let by_meaning = || {
        let of = |row: &&u32| Concepts::own().english(**row).next().is_some_and(|word| OPEN.contains(&word));
        let rows = rows.at(side, at);
        !rows.is_empty() && rows.iter().filter(of).count() * 2 >= rows.len()
    };
    below || scales.is_hedge(n, then) || if english { OPEN.contains(&n) } else { by_meaning() }
}

/// Takes out of both lists what fits each other, each once, in the order of the first.
fn take_pairs(
    left: &mut Vec<Graded>,
    right: &mut Vec<Graded>,
    fits: impl Fn(&Graded, &Graded) -> bool,
) -> Vec<(Graded, Graded)> {
    let mut pairs = Vec::new();
    for x in std::mem::take(left) {
        match right.iter().position(|y| fits(&x, y)) {
            Some(at) => pairs.push((x, right.remove(at))),
            None => left.push(x),
        }
    }
    pairs
}

/// A token that stands on a scale, and the steps that it may mean there.
struct Graded {
    at: usize,
    steps: SmallVec<[u16; 4]>,
}

fn distance(x: &Graded, y: &Graded) -> u16 {
    x.steps.iter().flat_map(|x| y.steps.iter().map(move |y| x.abs_diff(*y))).min().unwrap_or(0)
}

/// Whether a word may stand on a scale at all: no name, and nothing that joins words (`de`, `que`).
fn may_grade(view: &View<'_>, rows: &Rows, side: Side, at: usize) -> bool {
    let joins = [Class::PREPOSITION, Class::CONJUNCTION, Class::ARTICLE];
    let small = view.token(side, at).is_some_and(|token| joins.iter().any(|&class| token.word.class.has(class)));
    !small && !Concepts::own().is_name(rows.at(side, at))
}

/// English words that stand on a scale in English only: other languages have forms for the future, and what is a part or
/// an occasion says little of how many.
const ENGLISH_ONLY: [&str; 10] = ["will", "shall", "would", "could", "wo", "'ll", "part", "parts", "once", "entire"];

/// The steps of an English word, or of the usual English words for another: for a word of content, if at least a third
/// of what it may mean is on that scale.
fn levels(view: &View<'_>, rows: &Rows, side: Side, at: usize, scale: &str) -> SmallVec<[u16; 4]> {
    let english = &pack_for("en").words;
    let steps = |word: &str| {
        let on = english.scales.step(scale, word, |_| "").filter(|_| !ENGLISH_ONLY.contains(&word));
        on.map(|(step, _)| step).into_iter().collect::<SmallVec<[u16; 4]>>()
    };
    if &*view.text(side).lang == "en" {
        return steps(view.n(side, at));
    }
    // What the language's own pack says of a scale that has as many steps in English.
    let known = pack(view, side).words.scales.step(scale, view.n(side, at), |step| view.n(side, at + step));
    if let Some((step, _)) = known.filter(|(_, count)| english.scales.steps(scale) == *count) {
        return SmallVec::from_slice(&[step]);
    }
    let own = Concepts::own();
    let mut found = SmallVec::new();
    let (mut meant, mut graded, mut grammar) = (0, 0, false);
    for &row in rows.at(side, at) {
        let Some(word) = own.english(row).next() else { continue };
        // French `jamais` is `never`, and only then `ever`.
        if english.class(word).has(Class::NEGATOR) {
            return SmallVec::new();
        }
        let steps = steps(word);
        meant += 1;
        graded += usize::from(!steps.is_empty());
        grammar |= !steps.is_empty() && own.is_function(&[row]);
        found.extend(steps);
    }
    if grammar || graded * 3 >= meant { found } else { SmallVec::new() }
}
