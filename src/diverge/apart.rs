//! Whether two stretches are known to say different things.
//!
//! Most words that differ between two faithful renderings say the same in other words, and a lexicon has only the
//! closest of them. So a difference is known only of words that the lexicon has on both sides, far from each other,
//! where the rest of the two texts agrees.

use std::ops::Range;

use smallvec::SmallVec;

use super::view::{Side, View};
use crate::lang::concepts::{Concepts, senses};
use crate::lang::lexicon::{self, Entry};
use crate::model::Word;

type Entries = SmallVec<[Entry; 8]>;

/// Whether all words of content of two stretches are known, and none of one is related to any of the other: not even as
/// two kinds of one thing.
pub(super) fn are_apart(view: &View<'_>, a: &Range<usize>, b: &Range<usize>) -> bool {
    let meant = |side: Side, range: &Range<usize>| -> SmallVec<[Entries; 4]> {
        let content = range.clone().filter(|&at| view.is_content(side, at));
        content.map(|at| view.token(side, at).map(|token| meant(&token.word)).unwrap_or_default()).collect()
    };
    let (x, y) = (meant(Side::A, a), meant(Side::B, b));
    let known = |words: &[Entries]| !words.is_empty() && words.iter().all(|entries| !entries.is_empty());
    let pairs = || x.iter().flat_map(|x| y.iter().map(move |y| (x, y)));
    known(&x)
        && known(&y)
        && pairs().any(|(x, y)| parts(x) & parts(y) != 0)
        && pairs().all(|(x, y)| lexicon::relation(x, y).is_none())
}

/// The English entries of a word; of a word in another language, those of the concepts that it may stand for.
fn meant(word: &Word) -> Entries {
    if !word.entries.is_empty() {
        return word.entries.iter().map(|&entry| Entry(entry)).collect();
    }
    let own = Concepts::own();
    senses(&word.kin)
        .filter_map(|sense| own.meaning(sense))
        .flat_map(|meaning| meaning.entries.iter().copied())
        .collect()
}

/// Parts of speech, one bit each.
fn parts(entries: &[Entry]) -> u8 {
    entries.iter().fold(0, |parts, &entry| {
        parts
            | match lexicon::part_of_speech(entry) {
                'n' => 1,
                'v' => 2,
                'a' => 4,
                _ => 8,
            }
    })
}

/// The words of content of both texts, and how many have an answer.
pub(super) struct Answered {
    all: usize,
    answered: usize,
}

impl Answered {
    pub fn of(view: &View<'_>) -> Answered {
        let mut found = Answered { all: 0, answered: 0 };
        for side in [Side::A, Side::B] {
            for at in (0..view.text(side).len()).filter(|&at| view.is_content(side, at)) {
                found.all += 1;
                found.answered += usize::from(view.is_answered(side, at));
            }
        }
        found
    }

    /// Whether nineteen in twenty of the words of content outside of two stretches have an answer.
    pub fn outside(&self, view: &View<'_>, a: &Range<usize>, b: &Range<usize>) -> bool {
        let (mut all, mut answered) = (self.all, self.answered);
        for (side, range) in [(Side::A, a), (Side::B, b)] {
            for at in range.clone().filter(|&at| view.is_content(side, at)) {
                all -= 1;
                answered -= usize::from(view.is_answered(side, at));
            }
        }
        answered * 20 >= all * 19
    }
}
