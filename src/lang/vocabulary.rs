//! What a language pack says about single words, compiled into maps.

use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;

use crate::model::Class;

/// The `[words]` table of a language pack, as written.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WordLists {
    articles: Vec<String>,
    prepositions: Vec<String>,
    conjunctions: Vec<String>,
    auxiliaries: Vec<String>,
    modals: Vec<String>,
    pronouns: Vec<Vec<String>>,
    determiners: Vec<String>,
    adverbs: Vec<String>,
    negators: Vec<String>,
    negative_words: Vec<String>,
    negative_prefixes: Vec<String>,
    questions: Vec<String>,
    months: Vec<Vec<String>>,
    weekdays: Vec<Vec<String>>,
    clitics: Vec<String>,
    abbreviations: Vec<String>,
    numbers: BTreeMap<String, f64>,
    multipliers: BTreeMap<String, f64>,
    ordinals: BTreeMap<String, f64>,
    vague: Vec<String>,
    units: BTreeMap<String, Vec<String>>,
    scales: BTreeMap<String, Vec<Vec<String>>>,
    hedges: Vec<String>,
    hedging: Vec<String>,
    vulgar: Vec<String>,
    name_parts: Vec<String>,
    same_names: Vec<Vec<String>>,
    opposed: Vec<[String; 2]>,
    idioms: Vec<String>,
    failing: Vec<String>,
    by: Vec<String>,
    mutual: Vec<String>,
    possessives: Vec<String>,
    times: Vec<Vec<String>>,
    having: Vec<String>,
}

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

/// What a language pack says about single words. All look-ups take normal forms.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "WordLists")]
pub struct Vocabulary {
    classes: FxHashMap<Box<str>, Class>,
    persons: FxHashMap<Box<str>, u8>,
    cardinals: FxHashMap<Box<str>, f64>,
    multipliers: FxHashMap<Box<str>, f64>,
    ordinals: FxHashMap<Box<str>, f64>,
    vague: FxHashMap<Box<str>, ()>,
    months: FxHashMap<Box<str>, u8>,
    weekdays: FxHashMap<Box<str>, u8>,
    units: FxHashMap<Box<str>, Box<str>>,
    phrases: FxHashMap<Box<str>, Vec<Phrase>>,
    abbreviations: FxHashMap<Box<str>, ()>,
    negative_words: FxHashMap<Box<str>, ()>,
    name_parts: FxHashMap<Box<str>, ()>,
    same_names: FxHashMap<Box<str>, u8>,
    opposed: FxHashMap<Box<str>, Vec<Box<str>>>,
    failing: FxHashMap<Box<str>, ()>,
    by: FxHashMap<Box<str>, ()>,
    mutual: FxHashMap<Box<str>, ()>,
    possessives: FxHashMap<Box<str>, ()>,
    times: FxHashMap<Box<str>, u8>,
    having: FxHashMap<Box<str>, ()>,
    /// Endings that are words of their own when glued to one (`n't`, `'s`), longest first.
    pub clitics: Vec<Box<str>>,
    /// Prefixes that negate (`un`, `non`), longest first.
    pub negative_prefixes: Vec<Box<str>>,
}

fn set(words: Vec<String>) -> FxHashMap<Box<str>, ()> {
    words.into_iter().map(|word| (word.into(), ())).collect()
}

fn by_row(rows: Vec<Vec<String>>) -> FxHashMap<Box<str>, u8> {
    let numbered = rows.into_iter().zip(1u8..);
    numbered.flat_map(|(row, number)| row.into_iter().map(move |word| (word.into(), number))).collect()
}

fn longest_first(words: Vec<String>) -> Vec<Box<str>> {
    let mut words: Vec<Box<str>> = words.into_iter().map(Into::into).collect();
    words.sort_by(|x, y| y.len().cmp(&x.len()).then_with(|| x.cmp(y)));
    words
}

/// Everything that tells of strength, by its first word, longest first.
fn phrases(lists: &WordLists) -> FxHashMap<Box<str>, Vec<Phrase>> {
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
    for (scale, rows) in (0u16..).zip(lists.scales.values()) {
        for (level, row) in (0u16..).zip(rows) {
            row.iter().for_each(|words| add(words, Some(Mark::On(Level { scale, level }))));
        }
    }
    for (list, mark) in [
        (&lists.hedges, Some(Mark::Hedge)),
        (&lists.hedging, Some(Mark::Hedging)),
        (&lists.vulgar, Some(Mark::Vulgar)),
        (&lists.idioms, None),
    ] {
        list.iter().for_each(|words| add(words, mark));
    }
    phrases.values_mut().for_each(|of| of.sort_by_key(|phrase| usize::MAX - phrase.rest.len()));
    phrases
}

impl From<WordLists> for Vocabulary {
    fn from(lists: WordLists) -> Self {
        let function = Class::FUNCTION;
        let mut classes: FxHashMap<Box<str>, Class> = FxHashMap::default();
        let mut add = |words: &[String], class: Class| {
            for word in words {
                let entry = classes.entry(word.as_str().into()).or_default();
                *entry = entry.with(class);
            }
        };
        add(&lists.articles, function.with(Class::ARTICLE));
        add(&lists.prepositions, function.with(Class::PREPOSITION));
        add(&lists.conjunctions, function.with(Class::CONJUNCTION));
        add(&lists.auxiliaries, function.with(Class::AUXILIARY));
        add(&lists.modals, function.with(Class::MODAL));
        add(&lists.determiners, function);
        add(&lists.adverbs, function);
        add(&lists.negators, function.with(Class::NEGATOR));
        add(&lists.questions, function.with(Class::QUESTION));
        add(&lists.clitics, function);
        for row in &lists.pronouns {
            add(row, function.with(Class::PRONOUN));
        }
        for row in lists.months.iter().chain(&lists.weekdays) {
            add(row, Class::CALENDAR);
        }
        let phrases = phrases(&lists);
        let mut opposed: FxHashMap<Box<str>, Vec<Box<str>>> = FxHashMap::default();
        for [x, y] in &lists.opposed {
            opposed.entry(x.as_str().into()).or_default().push(y.as_str().into());
            opposed.entry(y.as_str().into()).or_default().push(x.as_str().into());
        }
        let boxed = |map: BTreeMap<String, f64>| map.into_iter().map(|(word, value)| (word.into(), value)).collect();
        let units = lists.units.into_iter().flat_map(|(unit, words)| {
            let unit: Box<str> = unit.into();
            words.into_iter().map(move |word| (word.into(), unit.clone()))
        });
        Vocabulary {
            classes,
            persons: by_row(lists.pronouns),
            cardinals: boxed(lists.numbers),
            multipliers: boxed(lists.multipliers),
            ordinals: boxed(lists.ordinals),
            vague: set(lists.vague),
            months: by_row(lists.months),
            weekdays: by_row(lists.weekdays),
            units: units.collect(),
            phrases,
            abbreviations: set(lists.abbreviations),
            negative_words: set(lists.negative_words),
            name_parts: set(lists.name_parts),
            same_names: by_row(lists.same_names),
            opposed,
            failing: set(lists.failing),
            by: set(lists.by),
            mutual: set(lists.mutual),
            possessives: set(lists.possessives),
            times: by_row(lists.times),
            having: set(lists.having),
            clitics: longest_first(lists.clitics),
            negative_prefixes: longest_first(lists.negative_prefixes),
        }
    }
}

impl Vocabulary {
    /// The classes of a word; none for a content word.
    pub fn class(&self, n: &str) -> Class {
        self.classes.get(n).copied().unwrap_or_default()
    }

    /// The row of the pronoun table a pronoun stands in: person, number and gender together.
    pub fn person(&self, n: &str) -> Option<u8> {
        self.persons.get(n).copied()
    }

    /// The time an auxiliary puts its verb in: 0 past (`was`), 1 present (`is`), 2 to come (`will`).
    pub fn time(&self, n: &str) -> Option<u8> {
        self.times.get(n).map(|row| row - 1)
    }

    /// Whether an auxiliary of the present makes a perfect with a participle (`has said`).
    pub fn is_having(&self, n: &str) -> bool {
        self.having.contains_key(n)
    }

    /// Whether the word says whose what follows it is (`my`, `their`).
    pub fn is_possessive(&self, n: &str) -> bool {
        self.possessives.contains_key(n)
    }

    /// Whether the pack lists no words at all: nothing is known of the language's grammar.
    pub fn is_empty(&self) -> bool {
        self.classes.is_empty()
    }

    /// Value of a cardinal number word below a hundred (`seven`, `forty`).
    pub fn cardinal(&self, n: &str) -> Option<f64> {
        self.cardinals.get(n).copied()
    }

    /// Value of a word that multiplies what stands before it (`hundred`, `million`).
    pub fn multiplier(&self, n: &str) -> Option<f64> {
        self.multipliers.get(n).copied()
    }

    /// Value of an ordinal (`third`).
    pub fn ordinal(&self, n: &str) -> Option<f64> {
        self.ordinals.get(n).copied()
    }

    /// Whether a number word often means no number (`one`, `second`): alone it raises no alarm.
    pub fn is_vague(&self, n: &str) -> bool {
        self.vague.contains_key(n)
    }

    /// 1 to 12.
    pub fn month(&self, n: &str) -> Option<u8> {
        self.months.get(n).copied()
    }

    /// 1 (Monday) to 7.
    pub fn weekday(&self, n: &str) -> Option<u8> {
        self.weekdays.get(n).copied()
    }

    /// The common name of a unit or currency (`%` for `percent`).
    pub fn unit(&self, n: &str) -> Option<&str> {
        self.units.get(n).map(|unit| &**unit)
    }

    /// The longest word or phrase that tells of strength among those that begin with `n`: how many words it has, and what
    /// it does. `then` gives the normal form of the word so many places further on.
    pub fn marks<'a>(&self, n: &str, then: impl Fn(usize) -> &'a str) -> Option<(usize, &[Mark])> {
        let fits = |phrase: &&Phrase| phrase.rest.iter().zip(1..).all(|(word, step)| **word == *then(step));
        self.phrases.get(n)?.iter().find(fits).map(|phrase| (1 + phrase.rest.len(), phrase.marks.as_slice()))
    }

    /// Whether a full stop after the word belongs to it (`mr`).
    pub fn is_abbreviation(&self, n: &str) -> bool {
        self.abbreviations.contains_key(n)
    }

    /// Whether the word negates without being a negator (`deny`, `fail`, `lack`).
    pub fn is_negative(&self, n: &str) -> bool {
        self.negative_words.contains_key(n)
    }

    /// Whether two words are listed as opposites (`if`, `unless`; `create`, `destroy`), in either order.
    pub fn are_opposed(&self, n: &str, m: &str) -> bool {
        self.opposed.get(n).is_some_and(|opposites| opposites.iter().any(|opposite| **opposite == *m))
    }

    /// Whether the word before a verb says that it did not come to it (`fail`, `refuse`), by its dictionary form.
    pub fn is_failing(&self, n: &str) -> bool {
        self.failing.contains_key(n)
    }

    /// Whether the word names who did it, after a passive verb (`by`). A language that lists none tells roles by other
    /// means than order.
    pub fn is_by(&self, n: &str) -> bool {
        self.by.contains_key(n)
    }

    /// Whether the order of the words alone says who does what to whom.
    pub fn has_roles_by_order(&self) -> bool {
        !self.by.is_empty()
    }

    /// Whether a verb means the same from both sides (`meet`, `marry`), by its dictionary form.
    pub fn is_mutual(&self, n: &str) -> bool {
        self.mutual.contains_key(n)
    }

    /// The row of the table of equivalent names a word stands in (`U.S.`, `America`).
    pub fn same_name(&self, n: &str) -> Option<u8> {
        self.same_names.get(n).copied()
    }

    /// Whether a capital on the word does not make it a name (`Mr`, `God`, `State`).
    pub fn is_name_part(&self, n: &str) -> bool {
        self.name_parts.contains_key(n)
    }
}
