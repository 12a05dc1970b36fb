//! What a language pack says about single words, compiled into maps.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use smallvec::SmallVec;
use std::collections::BTreeMap;

use super::names::Names;
use super::normal::{normal_form, plain_form};
use super::numerals::{Numerals, Part, Sum};
use super::scales::{Mark, Scales};
use super::stem::{Affixes, stem};
use crate::model::{Class, Word, fingerprint};

/// Words apart by white space; an underscore stands for a space inside an entry.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "String")]
pub(super) struct Words(pub Vec<String>);

impl From<String> for Words {
    fn from(words: String) -> Self {
        Words(words.split_whitespace().map(|word| word.replace('_', " ")).collect())
    }
}

/// The `[words]` table of a language pack, as written.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WordLists {
    articles: Words,
    prepositions: Words,
    conjunctions: Words,
    auxiliaries: Words,
    modals: Words,
    pronouns: Vec<Words>,
    determiners: Words,
    adverbs: Words,
    negators: Words,
    negative_words: Words,
    negative_prefixes: Words,
    negated: Vec<[String; 2]>,
    negated_infixes: Words,
    negative_concord: bool,
    not_only: Words,
    focus: Words,
    questions: Words,
    months: Vec<Words>,
    weekdays: Vec<Words>,
    clitics: Words,
    elisions: Words,
    stem: Affixes,
    abbreviations: Words,
    numbers: BTreeMap<String, f64>,
    multipliers: BTreeMap<String, f64>,
    ordinals: BTreeMap<String, f64>,
    vague: Words,
    units: BTreeMap<String, Words>,
    scales: BTreeMap<String, Vec<Words>>,
    hedges: Words,
    hedging: Words,
    vulgar: Words,
    name_parts: Words,
    same_names: Vec<Words>,
    opposed: Vec<[String; 2]>,
    no_negation: Words,
    idioms: Words,
    failing: Words,
    by: Words,
    mutual: Words,
    possessives: Words,
    times: Vec<Words>,
    having: Words,
    and_a_half: Words,
    half_past: Words,
    half_to: Words,
    hours: Words,
    many_times: Words,
    units_in_front: Words,
    times_endings: Words,
    seldom_negators: Words,
    negators_follow: bool,
    /// Whether digits with a full stop are an ordinal.
    ordinals_have_a_stop: bool,
}

impl WordLists {
    /// The articles of the language.
    pub fn articles(&self) -> impl Iterator<Item = &str> {
        self.articles.0.iter().map(AsRef::as_ref)
    }
}

/// What a language pack says about single words. All look-ups take normal forms.
#[derive(Clone, Debug, Default)]
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
    /// Units by the stems of their longer names, where words are inflected.
    unit_stems: FxHashMap<String, Box<str>>,
    /// How numbers are spelled, where the language is not English.
    pub(super) numerals: Numerals,
    /// Countries by the stems of their names of one word.
    countries: FxHashMap<u64, ([u8; 2], Box<str>)>,
    /// Words and phrases that tell of strength.
    pub scales: Scales,
    abbreviations: FxHashMap<Box<str>, ()>,
    negative_words: FxHashMap<Box<str>, ()>,
    /// Stems of the negative words, where a lexicon does not know their forms.
    negative_stems: FxHashSet<u64>,
    pub(super) negated: Vec<[String; 2]>,
    pub(super) negated_infixes: Vec<Box<str>>,
    not_only: FxHashMap<Box<str>, ()>,
    focus: FxHashMap<Box<str>, ()>,
    /// Whether negators of one clause add up to one negation (`nikdo nic neví`).
    pub negative_concord: bool,
    /// Whether a negator stands behind the word it negates.
    pub negators_follow: bool,
    /// Whether digits with a full stop are an ordinal (`68. Minute`).
    pub ordinals_have_a_stop: bool,
    seldom_negators: FxHashMap<Box<str>, ()>,
    pub(super) lang: Box<str>,
    name_parts: FxHashMap<Box<str>, ()>,
    same_names: FxHashMap<Box<str>, u8>,
    opposed: FxHashMap<Box<str>, Vec<Box<str>>>,
    no_negation: FxHashMap<Box<str>, ()>,
    failing: FxHashMap<Box<str>, ()>,
    by: FxHashMap<Box<str>, ()>,
    mutual: FxHashMap<Box<str>, ()>,
    possessives: FxHashMap<Box<str>, ()>,
    times: FxHashMap<Box<str>, u8>,
    having: FxHashMap<Box<str>, ()>,
    /// What adds a half to the number before it, as words (`and a half`).
    and_a_half: Vec<Vec<Box<str>>>,
    half_past: FxHashMap<Box<str>, ()>,
    half_to: FxHashMap<Box<str>, ()>,
    hours: FxHashMap<Box<str>, ()>,
    many_times: FxHashMap<Box<str>, ()>,
    /// Units of several words (`per cent`).
    unit_phrases: Vec<(Vec<Box<str>>, Box<str>)>,
    units_in_front: FxHashMap<Box<str>, ()>,
    /// What makes `three times` of a number in one word with it (`dreimal`).
    pub times_endings: Vec<Box<str>>,
    /// Endings that are words of their own when glued to one (`n't`, `'s`), longest first.
    pub clitics: Vec<Box<str>>,
    /// What may stand before a word with an apostrophe between (`l`, `qu`, `dell`).
    pub elisions: FxHashMap<Box<str>, ()>,
    /// Prefixes that negate (`un`, `non`), longest first.
    pub negative_prefixes: Vec<Box<str>>,
    /// What is taken off a word to find its stem.
    pub affixes: Affixes,
}

fn set(words: Words) -> FxHashMap<Box<str>, ()> {
    words.0.into_iter().map(|word| (word.into(), ())).collect()
}

fn by_row(rows: Vec<Words>) -> FxHashMap<Box<str>, u8> {
    let numbered = rows.into_iter().zip(1u8..);
    numbered.flat_map(|(row, number)| row.0.into_iter().map(move |word| (word.into(), number))).collect()
}

fn phrase(words: &str) -> Vec<Box<str>> {
    words.split(' ').map(Into::into).collect()
}

/// Whether the words of a phrase are those that follow.
fn stand<'a>(phrase: &[Box<str>], then: &impl Fn(usize) -> &'a str) -> bool {
    phrase.iter().enumerate().all(|(step, word)| **word == *then(step))
}

fn longest_first(words: Words) -> Vec<Box<str>> {
    let mut words: Vec<Box<str>> = words.0.into_iter().map(Into::into).collect();
    words.sort_by(|x, y| y.len().cmp(&x.len()).then_with(|| x.cmp(y)));
    words
}

impl WordLists {
    /// Every word in the normal form of the language.
    fn fold(&mut self, lang: &str) {
        let fold = |word: &mut String| *word = normal_form(word, lang);
        let lists = [
            &mut self.articles,
            &mut self.prepositions,
            &mut self.conjunctions,
            &mut self.auxiliaries,
            &mut self.modals,
            &mut self.determiners,
            &mut self.no_negation,
            &mut self.adverbs,
            &mut self.negators,
            &mut self.negative_words,
            &mut self.negative_prefixes,
            &mut self.negated_infixes,
            &mut self.not_only,
            &mut self.focus,
            &mut self.questions,
            &mut self.vague,
            &mut self.hedges,
            &mut self.hedging,
            &mut self.vulgar,
            &mut self.idioms,
            &mut self.failing,
            &mut self.by,
            &mut self.possessives,
            &mut self.mutual,
            &mut self.name_parts,
            &mut self.and_a_half,
            &mut self.half_past,
            &mut self.half_to,
            &mut self.hours,
            &mut self.many_times,
            &mut self.units_in_front,
            &mut self.times_endings,
            &mut self.seldom_negators,
        ];
        lists.into_iter().flat_map(|list| &mut list.0).for_each(fold);
        let rows = [&mut self.pronouns, &mut self.months, &mut self.weekdays, &mut self.same_names];
        rows.into_iter().flatten().flat_map(|row| &mut row.0).for_each(fold);
        self.scales.values_mut().flatten().flat_map(|row| &mut row.0).for_each(fold);
        self.units.values_mut().flat_map(|row| &mut row.0).for_each(fold);
        self.opposed.iter_mut().chain(&mut self.negated).flatten().for_each(fold);
        for map in [&mut self.numbers, &mut self.multipliers, &mut self.ordinals] {
            *map = std::mem::take(map).into_iter().map(|(word, value)| (normal_form(&word, lang), value)).collect();
        }
    }
}

impl Vocabulary {
    /// The lists of the pack of `lang`, compiled.
    pub(super) fn new(mut lists: WordLists, lang: &str, names: &'static str) -> Self {
        lists.fold(lang);
        let affixes = std::mem::take(&mut lists.stem).in_normal_form(lang);
        let mut table = Names::default();
        table.read(names, lang, |n| fingerprint(stem(&plain_form(n, lang), lang, &affixes).as_bytes()));
        if !table.numerals.is_empty() {
            // What the rules of the CLDR do not spell.
            lists.numbers.iter().for_each(|(n, &value)| table.numerals.insert(n.clone(), Part::Cardinal(value)));
            lists
                .multipliers
                .iter()
                .for_each(|(n, &factor)| table.numerals.insert(n.clone(), Part::Multiplier(factor)));
            table.numerals.stem_multipliers(|n| stem(n, lang, &affixes));
        }
        let function = Class::FUNCTION;
        let mut classes: FxHashMap<Box<str>, Class> = FxHashMap::default();
        let mut add = |words: &Words, class: Class| {
            for word in &words.0 {
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
        // Names of months and days that are no other word of the language.
        for n in table.months.keys().chain(table.weekdays.keys()) {
            let entry = classes.entry(n.clone()).or_default();
            *entry = if *entry == Class::default() { Class::CALENDAR } else { *entry };
        }
        let marked = [
            (&lists.hedges, Some(Mark::Hedge)),
            (&lists.hedging, Some(Mark::Hedging)),
            (&lists.vulgar, Some(Mark::Vulgar)),
            (&lists.idioms, None),
        ];
        let scales = Scales::new(&lists.scales, marked);
        let mut opposed: FxHashMap<Box<str>, Vec<Box<str>>> = FxHashMap::default();
        for [x, y] in &lists.opposed {
            opposed.entry(x.as_str().into()).or_default().push(y.as_str().into());
            opposed.entry(y.as_str().into()).or_default().push(x.as_str().into());
        }
        let stem_of = |word: &String| fingerprint(stem(&plain_form(word, lang), lang, &affixes).as_bytes());
        let negative_stems =
            if lang == "en" { Vec::new() } else { lists.negative_words.0.iter().map(stem_of).collect() };
        let negative_stems = negative_stems.into_iter().collect();
        let boxed = |map: BTreeMap<String, f64>| map.into_iter().map(|(word, value)| (word.into(), value)).collect();
        let units = lists.units.into_iter().flat_map(|(unit, words)| {
            let unit: Box<str> = unit.into();
            words.0.into_iter().map(move |word| (word.into(), unit.clone()))
        });
        let units: FxHashMap<Box<str>, Box<str>> = table.units.into_iter().chain(units).collect();
        let phrases = units.iter().filter(|(n, _)| n.contains(' '));
        let mut unit_phrases: Vec<_> = phrases.map(|(n, unit)| (phrase(n), unit.clone())).collect();
        unit_phrases.sort_unstable();
        let mut unit_stems: Vec<(String, Box<str>)> = Vec::new();
        if lang != "en" {
            let long = units.iter().filter(|(n, _)| n.chars().nth(3).is_some() && !n.contains(' '));
            unit_stems.extend(long.map(|(n, unit)| (stem(n, lang, &affixes), unit.clone())));
            unit_stems.sort_unstable();
        }
        let unit_stems = unit_stems.into_iter().collect();
        Vocabulary {
            classes,
            persons: by_row(lists.pronouns),
            cardinals: boxed(lists.numbers),
            multipliers: boxed(lists.multipliers),
            ordinals: boxed(lists.ordinals),
            vague: set(lists.vague),
            months: by_row(lists.months).into_iter().chain(table.months).collect(),
            weekdays: by_row(lists.weekdays).into_iter().chain(table.weekdays).collect(),
            units,
            unit_stems,
            numerals: table.numerals,
            countries: table.countries,
            scales,
            abbreviations: set(lists.abbreviations),
            negative_stems,
            negative_words: set(lists.negative_words),
            negated: lists.negated,
            negated_infixes: longest_first(lists.negated_infixes),
            not_only: set(lists.not_only),
            focus: set(lists.focus),
            negative_concord: lists.negative_concord,
            negators_follow: lists.negators_follow,
            ordinals_have_a_stop: lists.ordinals_have_a_stop,
            seldom_negators: set(lists.seldom_negators),
            lang: lang.into(),
            name_parts: set(lists.name_parts),
            same_names: by_row(lists.same_names),
            opposed,
            no_negation: set(lists.no_negation),
            failing: set(lists.failing),
            by: set(lists.by),
            mutual: set(lists.mutual),
            possessives: set(lists.possessives),
            times: by_row(lists.times),
            having: set(lists.having),
            and_a_half: lists.and_a_half.0.iter().map(|words| phrase(words)).collect(),
            half_past: set(lists.half_past),
            half_to: set(lists.half_to),
            hours: set(lists.hours),
            many_times: set(lists.many_times),
            unit_phrases,
            units_in_front: set(lists.units_in_front),
            times_endings: longest_first(lists.times_endings),
            clitics: longest_first(lists.clitics),
            elisions: set(lists.elisions),
            negative_prefixes: longest_first(lists.negative_prefixes),
            affixes,
        }
    }

    /// The classes of a word; none for a content word.
    pub fn class(&self, n: &str) -> Class {
        self.classes.get(n).copied().unwrap_or_default()
    }

    /// The words of grammar: articles, prepositions, auxiliaries, pronouns and the like.
    pub fn small_words(&self) -> impl Iterator<Item = &str> {
        self.classes.iter().filter(|(_, class)| class.has(Class::FUNCTION)).map(|(word, _)| word.as_ref())
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
        self.ordinals.get(n).copied().or_else(|| self.numerals.ordinal(n))
    }

    /// Whether a number word often means no number (`one`, `second`): alone it raises no alarm.
    pub fn is_vague(&self, n: &str) -> bool {
        self.vague.contains_key(n)
    }

    /// The ISO 3166 code of the country that a word of this stem names (`FR`).
    pub fn country(&self, word: &Word) -> Option<[u8; 2]> {
        let (code, name) = self.countries.get(&word.stem)?;
        // Where a script has no capitals and words begin with what other languages write apart, stems are short: the
        // name itself must be there.
        (!self.affixes.has_prefixes() || word.n.contains(&**name)).then_some(*code)
    }

    /// The parts of a spelled number, with or without what is written together with it (Arabic `the twelve`, `and the
    /// twenty`; Turkish `milyondan`).
    pub(super) fn numeral_parts(&self, n: &str) -> Option<SmallVec<[Part; 8]>> {
        self.numerals
            .parts(n)
            .or_else(|| self.numerals_behind_prefix(n))
            .or_else(|| self.numerals.inflected(n, |n| stem(n, &self.lang, &self.affixes)))
    }

    fn numerals_behind_prefix(&self, n: &str) -> Option<SmallVec<[Part; 8]>> {
        let (prefix, rest) = self.affixes.behind_prefix(n)?;
        let mut parts = self.numerals.parts(rest).filter(|parts| !matches!(parts[..], [Part::Multiplier(_)]))?;
        let joint = prefix.char_indices().nth(1).and_then(|(at, _)| prefix.get(..at));
        if joint.is_some_and(|joint| self.numerals.is_joint(joint)) {
            parts.insert(0, Part::Joint);
        }
        Some(parts)
    }

    /// The month in a word written together with what stands before it (Hebrew `in May`), beside a number.
    pub fn month_behind_prefix(&self, n: &str) -> Option<u8> {
        self.affixes.stripped(n).skip(1).find_map(|rest| self.month(rest))
    }

    /// 1 to 12.
    pub fn month(&self, n: &str) -> Option<u8> {
        self.months.get(n).copied()
    }

    /// 1 (Monday) to 7.
    pub fn weekday(&self, n: &str) -> Option<u8> {
        self.weekdays.get(n).copied()
    }

    /// How many words that add a half to the number before them stand here (`and a half`); 0 where there are none. `then`
    /// gives the normal form of the word so many places further on.
    pub fn and_a_half<'a>(&self, then: impl Fn(usize) -> &'a str) -> usize {
        self.and_a_half.iter().find(|words| stand(words, &then)).map_or(0, Vec::len)
    }

    /// What a word adds to the hour behind it (`half past six`, `halb sieben`): half an hour, or half an hour less.
    pub fn half_hour(&self, n: &str) -> Option<f64> {
        self.half_past.contains_key(n).then_some(0.5).or_else(|| self.half_to.contains_key(n).then_some(-0.5))
    }

    /// Whether a word beside a number says that it multiplies (`times`, `fois`).
    pub fn is_times(&self, n: &str) -> bool {
        self.many_times.contains_key(n)
    }

    /// The value of a number spelled in one word.
    pub fn spelled(&self, n: &str) -> Option<f64> {
        let mut sum = Sum::default();
        let whole = self.numeral_parts(n)?.into_iter().all(|part| sum.take(part));
        sum.value().filter(|_| whole).or_else(|| self.cardinal(n))
    }

    /// Whether a word beside a number says that it is a time of the day (`Uhr`).
    pub fn is_hour(&self, n: &str) -> bool {
        self.hours.contains_key(n)
    }

    /// The common name of a unit or currency (`%` for `percent`).
    pub fn unit(&self, n: &str) -> Option<&str> {
        self.units.get(n).map(|unit| &**unit)
    }

    /// The same for a word in any form (`метрах`).
    pub fn unit_in_any_form(&self, n: &str) -> Option<&str> {
        let by_stem = || self.unit_stems.get(&stem(n, &self.lang, &self.affixes)).map(|unit| &**unit);
        self.unit(n).or_else(|| n.chars().nth(3).and_then(|_| by_stem()))
    }

    /// The same for the words that follow, and how many they are (`per cent`).
    pub fn unit_of_words<'a>(&self, then: impl Fn(usize) -> &'a str) -> Option<(&str, usize)> {
        let (words, unit) = self.unit_phrases.iter().find(|(words, _)| stand(words, &then))?;
        Some((unit, words.len()))
    }

    /// Whether a unit stands before its number (Turkish `yüzde 20`).
    pub fn is_unit_in_front(&self, n: &str) -> bool {
        self.units_in_front.contains_key(n)
    }

    /// Whether a negator is more often another word (Hindi `मत`, a vote).
    pub fn is_seldom_negator(&self, n: &str) -> bool {
        self.seldom_negators.contains_key(n)
    }

    /// Whether a full stop after the word belongs to it (`mr`).
    pub fn is_abbreviation(&self, n: &str) -> bool {
        self.abbreviations.contains_key(n)
    }

    /// Whether the word negates without being a negator (`deny`, `fail`, `lack`).
    pub fn is_negative(&self, n: &str) -> bool {
        self.negative_words.contains_key(n)
    }

    /// The same by the stem, in languages other than English.
    pub fn is_negative_stem(&self, stem: u64) -> bool {
        self.negative_stems.contains(&stem)
    }

    /// Whether a negator before the word negates nothing (`not only`).
    pub fn is_only(&self, n: &str) -> bool {
        self.not_only.contains_key(n)
    }

    /// Whether a small word changes what is said although it carries no content (`only`, `almost`, `even`).
    pub fn is_focus(&self, n: &str) -> bool {
        self.focus.contains_key(n)
    }

    /// Whether two words are listed as opposites (`if`, `unless`; `create`, `destroy`), in either order.
    pub fn are_opposed(&self, n: &str, m: &str) -> bool {
        self.opposed.get(n).is_some_and(|opposites| opposites.iter().any(|opposite| **opposite == *m))
    }

    /// Whether a word is listed with an opposite.
    pub fn has_opposite(&self, n: &str) -> bool {
        self.opposed.contains_key(n)
    }

    /// Whether the second of two words only looks like a negator (French `une personne`, `un pas`).
    pub fn is_no_negation(&self, before: &str, n: &str) -> bool {
        !self.no_negation.is_empty() && self.no_negation.contains_key(format!("{before} {n}").as_str())
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
