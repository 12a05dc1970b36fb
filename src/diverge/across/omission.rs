//! Passages that face nothing in the other language.
//!
//! A word without a link may have been rendered freely, and mostly has: then the other text has words without a link
//! too, near the place. So what a run of loose words tells is weighed against the loose words that could answer it.

use std::ops::Range;

use super::{Rows, is_answered, number};
use crate::diverge::truncation;
use crate::diverge::view::{Finding, Findings, Side, View};
use crate::lang::concepts::Concepts;
use crate::model::{Case, Kind, Severity, TokenKind};

/// What the words of a run must outweigh the other text's loose words by, in tenths of a well-known word.
const LEAST: i32 = 24;
/// Tokens around a run's place in which loose words may answer it.
const NEAR: usize = 20;
/// What a function word that has an answer takes from a run.
const ANSWERED: i32 = 5;

pub(in crate::diverge) fn find(view: &View<'_>, rows: &Rows, out: &mut Findings) {
    let sides = [Loose::of(view, rows, out, Side::A), Loose::of(view, rows, out, Side::B)];
    let [a, b] = &sides;
    for (here, there, kind) in [(a, b, Kind::Omission), (b, a, Kind::Addition)] {
        let part = truncation::part(view, here.side);
        for run in here.runs(view) {
            if here.told(view, &run) - there.answers(&place(view, here.side, &run)) >= LEAST {
                let outside = part.as_ref().is_some_and(|part| run.end <= part.start || run.start >= part.end);
                let finding = if outside {
                    Finding::new(Kind::Truncation, Severity::Minor, 0.6).note("only a part is quoted")
                } else {
                    Finding::new(kind, Severity::Major, 0.6)
                };
                out.add_from(view, here.side, finding, run, 0..0);
            }
        }
    }
}

/// The words of content without an answer in one text.
struct Loose {
    side: Side,
    words: Vec<Option<Word>>,
}

/// What is known of a loose word.
#[derive(Clone, Copy, PartialEq)]
enum Word {
    /// A number or a date that the other text has not.
    Quantity,
    /// A word of the lexicon, or one that is printed as a name is: had the other text an answer, it would have been found.
    Known,
    /// Any other.
    Unknown,
}

impl Word {
    /// What it tells when nothing answers it, in tenths.
    fn told(self) -> i32 {
        match self {
            Word::Quantity => 15,
            Word::Known => 10,
            Word::Unknown => 3,
        }
    }

    /// How much of another text's loose words it may answer, in tenths.
    fn answers(self) -> i32 {
        match self {
            Word::Quantity | Word::Known => 8,
            Word::Unknown => 5,
        }
    }
}

impl Loose {
    fn of(view: &View<'_>, rows: &Rows, out: &Findings, side: Side) -> Loose {
        let text = view.text(side);
        let word = |at: usize| {
            let token = view.token(side, at)?;
            let open = view.is_content(side, at) && view.unit(side, at).is_none() && !out.is_claimed(side, at);
            let known = rows.at(side, at);
            if !open || Concepts::own().is_function(known) {
                return None;
            }
            let named = token.case != Case::Lower && !token.opens_sentence;
            Some(if !known.is_empty() || named { Word::Known } else { Word::Unknown })
        };
        let mut words: Vec<Option<Word>> = (0..text.len()).map(word).collect();
        for quantity in number::missing(view, side) {
            let unlinked = (quantity.first..quantity.end).all(|at| view.unit(side, at).is_none());
            if let Some(first) = words.get_mut(quantity.first).filter(|_| unlinked) {
                *first = Some(Word::Quantity);
            }
        }
        Loose { side, words }
    }

    /// Runs from loose word to loose word without a word of content that has an answer, within a sentence.
    fn runs(&self, view: &View<'_>) -> Vec<Range<usize>> {
        let ends = |at: usize| {
            let linked = view.unit(self.side, at).is_some() && view.is_content(self.side, at);
            linked
                || view
                    .token(self.side, at)
                    .is_some_and(|token| token.kind == TokenKind::Ellipsis || ends_sentence(&token.word.n))
        };
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut open = false;
        for (at, word) in self.words.iter().enumerate() {
            match found.last_mut().filter(|_| open) {
                Some(run) if word.is_some() => run.end = at + 1,
                _ if word.is_some() => found.push(at..at + 1),
                _ => (),
            }
            open = word.is_some() || (open && !ends(at));
        }
        found
    }

    /// What a run tells, in tenths.
    fn told(&self, view: &View<'_>, run: &Range<usize>) -> i32 {
        let answered = |at: &usize| {
            let word = view.token(self.side, *at).is_some_and(|token| token.kind == TokenKind::Word);
            word && is_answered(view, self.side, *at)
        };
        let words = self.words.get(run.clone()).unwrap_or_default().iter().flatten();
        words.map(|word| word.told()).sum::<i32>() - ANSWERED * run.clone().filter(answered).count() as i32
    }

    /// How much of a run of the other text the loose words around a place may answer, in tenths.
    fn answers(&self, place: &Range<usize>) -> i32 {
        let near = place.start.saturating_sub(NEAR)..(place.end + NEAR).min(self.words.len());
        self.words.get(near).unwrap_or_default().iter().flatten().map(|word| word.answers()).sum()
    }
}

fn ends_sentence(n: &str) -> bool {
    matches!(n, "." | "!" | "?" | "。" | "！" | "？" | "؟" | "।")
}

/// Where a run would stand in the other text: between the answers of the words of content around it.
fn place(view: &View<'_>, side: Side, run: &Range<usize>) -> Range<usize> {
    let count = view.text(side).len();
    let answers = |at: &usize| if view.is_content(side, *at) { view.partners(side, *at) } else { &[] };
    let before = (0..run.start).rev().find_map(|at| answers(&at).last()).map_or(0, |at| at + 1);
    let after = (run.end..count).find_map(|at| answers(&at).first().copied());
    let after = after.unwrap_or(view.text(side.other()).len());
    before.min(after)..before.max(after)
}
