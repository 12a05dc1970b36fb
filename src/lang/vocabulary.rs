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
}

/// A step on a scale of strength: two words on one scale with different levels differ in strength.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Level {
    /// Which scale (an index that means nothing outside its pack).
    pub scale: u16,
    /// Position on it, weakest first.
    pub level: u16,
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
    levels: FxHashMap<Box<str>, Vec<Level>>,
    abbreviations: FxHashMap<Box<str>, ()>,
    hedges: FxHashMap<Box<str>, ()>,
    hedging: FxHashMap<Box<str>, ()>,
    vulgar: FxHashMap<Box<str>, ()>,
    negative_words: FxHashMap<Box<str>, ()>,
    name_parts: FxHashMap<Box<str>, ()>,
    same_names: FxHashMap<Box<str>, u8>,
    opposed: Vec<[Box<str>; 2]>,
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
        let mut levels: FxHashMap<Box<str>, Vec<Level>> = FxHashMap::default();
        for (scale, rows) in lists.scales.values().enumerate() {
            for (level, row) in rows.iter().enumerate() {
                for word in row {
                    let step = Level { scale: scale as u16, level: level as u16 };
                    levels.entry(word.as_str().into()).or_default().push(step);
                }
            }
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
            levels,
            abbreviations: set(lists.abbreviations),
            hedges: set(lists.hedges),
            hedging: set(lists.hedging),
            vulgar: set(lists.vulgar),
            negative_words: set(lists.negative_words),
            name_parts: set(lists.name_parts),
            same_names: by_row(lists.same_names),
            opposed: lists.opposed.into_iter().map(|pair| pair.map(Into::into)).collect(),
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

    /// Where the word stands on scales of strength.
    pub fn levels(&self, n: &str) -> &[Level] {
        self.levels.get(n).map_or(&[], |levels| levels)
    }

    /// Whether a full stop after the word belongs to it (`mr`).
    pub fn is_abbreviation(&self, n: &str) -> bool {
        self.abbreviations.contains_key(n)
    }

    /// Whether the word leaves open if what is said is so (`reportedly`).
    pub fn is_hedge(&self, n: &str) -> bool {
        self.hedges.contains_key(n)
    }

    /// Whether the word can do the work of a hedge (`according`, `may`).
    pub fn is_hedging(&self, n: &str) -> bool {
        self.hedging.contains_key(n) || self.is_hedge(n)
    }

    /// Whether the word is coarse.
    pub fn is_vulgar(&self, n: &str) -> bool {
        self.vulgar.contains_key(n)
    }

    /// Whether the word negates without being a negator (`deny`, `fail`, `lack`).
    pub fn is_negative(&self, n: &str) -> bool {
        self.negative_words.contains_key(n)
    }

    /// Whether two function words turn a sentence round (`if`, `unless`), in either order.
    pub fn are_opposed(&self, n: &str, m: &str) -> bool {
        self.opposed.iter().any(|[x, y]| (&**x == n && &**y == m) || (&**x == m && &**y == n))
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
