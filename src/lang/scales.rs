//! Words and phrases that tell how strong a statement is: steps on scales, hedges, coarse words.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::vocabulary::Words;

/// A step on a scale of strength: two words on one scale with different levels differ in strength.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Level {
    /// Which scale (an index that means nothing outside its pack).
    pub scale: u16,
    /// Position on it, weakest first.
    pub level: u16,
}

/// What a word or phrase does to the strength of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It stands on a scale.
    On(Level),
    /// It leaves open if what is said is so (`reportedly`).
    Hedge,
    /// It can do the work of a hedge (`according`, `may`).
    Hedging,
    /// It is coarse.
    Vulgar,
}

/// A word or phrase that may begin at a word: what must follow it, and what the whole does (nothing for an idiom
/// that only looks like a step on a scale, `after all`).
#[derive(Clone, Debug, Default)]
struct Phrase {
    rest: Vec<Box<str>>,
    marks: Vec<Mark>,
}

/// The scales of a language. All look-ups take normal forms; `then` gives that of the word so many places further on.
#[derive(Clone, Debug, Default)]
pub struct Scales {
    /// By the first word, longest first.
    phrases: FxHashMap<Box<str>, Vec<Phrase>>,
    /// The names of the scales, and how many steps each has.
    names: Vec<(Box<str>, u16)>,
}

impl Scales {
    /// Scales by their names, weakest step first, and lists of what is on none.
    pub(super) fn new(scales: &BTreeMap<String, Vec<Words>>, marked: [(&Words, Option<Mark>); 4]) -> Scales {
        let mut phrases: FxHashMap<Box<str>, Vec<Phrase>> = FxHashMap::default();
        let mut add = |words: &str, mark: Option<Mark>| {
            let mut words = words.split(' ').map(Into::into);
            let of = phrases.entry(words.next().unwrap_or_default()).or_default();
            let rest: Vec<Box<str>> = words.collect();
            match of.iter_mut().find(|phrase| phrase.rest == rest) {
                Some(phrase) => phrase.marks.extend(mark),
                None => of.push(Phrase { rest, marks: mark.into_iter().collect() }),
            }
        };
        for (scale, rows) in (0u16..).zip(scales.values()) {
            for (level, row) in (0u16..).zip(rows) {
                row.0.iter().for_each(|words| add(words, Some(Mark::On(Level { scale, level }))));
            }
        }
        for (list, mark) in marked {
            list.0.iter().for_each(|words| add(words, mark));
        }
        phrases.values_mut().for_each(|of| of.sort_by_key(|phrase| usize::MAX - phrase.rest.len()));
        let names = scales.iter().map(|(name, steps)| (name.as_str().into(), steps.len() as u16)).collect();
        Scales { phrases, names }
    }

    /// The longest word or phrase among those that begin with `n`: how many words it has, and what it does.
    pub fn marks<'a>(&self, n: &str, then: impl Fn(usize) -> &'a str) -> Option<(usize, &[Mark])> {
        let fits = |phrase: &&Phrase| phrase.rest.iter().zip(1..).all(|(word, step)| **word == *then(step));
        self.phrases.get(n)?.iter().find(fits).map(|phrase| (1 + phrase.rest.len(), phrase.marks.as_slice()))
    }

    /// Where a word or phrase stands on a scale that other languages have too (`certainty`): its step and how many there
    /// are.
    pub fn step<'a>(&self, name: &str, n: &str, then: impl Fn(usize) -> &'a str) -> Option<(u16, u16)> {
        let scale = self.names.iter().position(|(known, _)| **known == *name)?;
        let (_, marks) = self.marks(n, then)?;
        marks.iter().find_map(|mark| match mark {
            Mark::On(level) if usize::from(level.scale) == scale => Some((level.level, self.names.get(scale)?.1)),
            _ => None,
        })
    }

    /// How many steps a scale has; 0 where the language has none of that name.
    pub fn steps(&self, name: &str) -> u16 {
        self.names.iter().find(|(known, _)| **known == *name).map_or(0, |(_, steps)| *steps)
    }

    /// Whether a word or phrase leaves open if what is said is so.
    pub fn is_hedge<'a>(&self, n: &str, then: impl Fn(usize) -> &'a str) -> bool {
        self.marks(n, then).is_some_and(|(_, marks)| marks.contains(&Mark::Hedge))
    }
}
