//! Dictionaries to a table.

use std::collections::{BTreeMap, BTreeSet};

use super::table::{hash, write};
use super::{Concepts, FROM_DICTIONARIES, forms, primary};
use crate::lang::{has_capitals, normal_form, pack_for};
use crate::model::Class;

/// Words a translation may have; longer ones explain rather than translate.
const WORDS: usize = 3;
/// Rows of the own lexicon that an English word may have for its translations to count as words of those rows.
const ROWS: usize = 2;

/// What the rows of a file of the own lexicon are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rows {
    /// Concepts.
    Words,
    /// Countries, cities, persons, organisations.
    Names,
    /// Negators, modals, pronouns, prepositions.
    Functions,
}

/// The words of a row, by language.
type Cells = Vec<(String, Vec<String>)>;

/// Gathers rows and pairs of words, and makes a table of them. The same entries give the same bytes in any order.
#[derive(Debug, Default)]
pub struct Compiler {
    /// Rows of the own lexicon: what they are, and words by language.
    rows: Vec<(Rows, Cells)>,
    /// Language and word, and the language and word it translates.
    pairs: BTreeSet<(String, String, String, String)>,
    /// Language, word and a word of the same language that can stand for it.
    synonyms: BTreeSet<(String, String, String)>,
}

/// Whether a language writes no spaces, so that a space in a dictionary's word means nothing.
fn is_unspaced(lang: &str) -> bool {
    matches!(lang, "zh" | "ja" | "th" | "km" | "my" | "lo")
}

impl Compiler {
    /// Adds a row of the own lexicon: words by language, those of one language apart by `, `; `-` and nothing are no word.
    pub fn row(&mut self, kind: Rows, cells: impl Iterator<Item = (String, String)>) {
        let words = |lang: &str, cell: String| {
            let words = cell
                .split(',')
                .map(|word| normal_form(word.trim(), lang))
                .filter(|word| !word.is_empty() && word != "-");
            words.collect::<Vec<_>>()
        };
        // A part of an expression (`of course`) does not do what the expression does.
        let single = |lang: &str, word: &String| kind != Rows::Functions || is_unspaced(lang) || !word.contains(' ');
        let words = |lang: &str, cell: String| {
            words(lang, cell).into_iter().filter(|word| single(lang, word)).collect::<Vec<_>>()
        };
        self.rows.push((
            kind,
            cells
                .map(|(lang, cell)| {
                    let list = words(&lang, cell);
                    (lang, list)
                })
                .collect(),
        ));
    }

    /// Adds a word of one language and its translation in another, or, in the same language, a word that can stand for
    /// it. Total: what is too long or empty is left out.
    pub fn pair(&mut self, from: (&str, &str), to: (&str, &str)) {
        let ((from_lang, from), (to_lang, to)) =
            ((primary(from.0), plain(from.1, from.0)), (primary(to.0), plain(to.1, to.0)));
        let usable = |word: &str| !word.is_empty() && word.split(' ').count() <= WORDS && word.len() <= 120;
        if !usable(&from) || !usable(&to) || (&from_lang, &from) == (&to_lang, &to) {
            return;
        }
        if from_lang == to_lang {
            self.synonyms.insert((from_lang, from, to));
        } else if from_lang == "en" {
            self.pairs.insert((to_lang, to, from_lang, from));
        } else {
            self.pairs.insert((from_lang, from, to_lang, to));
        }
    }

    /// How many pairs there are.
    pub fn len(&self) -> usize {
        self.pairs.len() + self.synonyms.len()
    }

    /// Whether there is no pair.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The table.
    pub fn finish(mut self) -> Vec<u8> {
        self.rows.sort_by_key(|row| row.0);
        let heads = Heads::of(&self);
        let mut words: Vec<(String, u32, u32)> = Vec::new();
        let mut glosses = Vec::new();
        // A name written like a common word (`May`, `Apple`) stands for the word, unless it is printed with a capital.
        let mut common: BTreeSet<(String, u32)> = BTreeSet::new();
        for pass in [false, true] {
            for (number, (_, cells)) in self.rows.iter().enumerate().filter(|(_, row)| (row.0 == Rows::Names) == pass) {
                for (lang, word) in cells.iter().flat_map(|(lang, list)| list.iter().map(move |word| (lang, word))) {
                    let entry = (lang.clone(), hash(&heads.form(lang, word)));
                    if let Some((first, second)) = word.split_once(' ').filter(|_| pass && !is_unspaced(lang)) {
                        let pair = forms::pair(first, second, lang, pack_for(lang));
                        words.push((lang.clone(), hash(&pair), number as u32));
                    }
                    if !pass {
                        common.insert(entry.clone());
                    } else if common.contains(&entry) && !is_unspaced(lang) {
                        // Without capitals it stands for both.
                        let form = if has_capitals(word) { hash(&forms::capital(word)) } else { entry.1 };
                        if !word.contains(' ') {
                            words.push((lang.clone(), form, number as u32));
                        }
                        continue;
                    }
                    if pass && !word.contains(' ') {
                        words.push((lang.clone(), hash(&forms::exact(word)), number as u32));
                    }
                    words.push((entry.0, entry.1, number as u32));
                }
            }
        }
        for (_, cells) in &self.rows {
            let english = cells.iter().find(|(lang, _)| lang == "en").map_or(Vec::new(), |(_, words)| words.clone());
            glosses.push(english.join(", "));
        }
        let first = |kind: Rows| self.rows.partition_point(|row| row.0 < kind) as u32;
        let names = [first(Rows::Names), first(Rows::Functions)];
        self.pairs_into(&heads, &mut words);
        self.synonyms_into(&heads, &mut words);
        write(&mut words, &|lang| heads.longest.get(lang).copied().unwrap_or(1), &glosses, names)
    }

    fn pairs_into(&self, heads: &Heads, words: &mut Vec<(String, u32, u32)>) {
        let own = Concepts::own().words("en");
        for (lang, word, target, translation) in &self.pairs {
            let form = heads.form(target, translation);
            let concept = FROM_DICTIONARIES | hash(&format!("{target}:{form}"));
            let found = hash(&heads.form(lang, word));
            words.push((lang.clone(), found, concept));
            words.push((target.clone(), hash(&form), concept));
            if target == "en" && !translation.contains(' ') {
                let rows = own.senses(translation);
                if rows.len() <= ROWS && !Concepts::own().is_function(&rows) {
                    words.extend(rows.iter().map(|&row| (lang.clone(), found, row)));
                }
            }
        }
    }

    /// A word that no dictionary has gets the concepts of those that can stand for it.
    fn synonyms_into(&self, heads: &Heads, words: &mut Vec<(String, u32, u32)>) {
        if self.synonyms.is_empty() {
            return;
        }
        let mut known: BTreeMap<(String, u32), Vec<u32>> = BTreeMap::new();
        for (lang, word, concept) in words.iter() {
            known.entry((lang.clone(), *word)).or_default().push(*concept);
        }
        let own = Concepts::own();
        for (lang, word, synonym) in &self.synonyms {
            let form = hash(&heads.form(lang, word));
            if known.contains_key(&(lang.clone(), form)) || !own.words(lang).senses(word).is_empty() {
                continue;
            }
            let other = hash(&heads.form(lang, synonym));
            let mut concepts = known.get(&(lang.clone(), other)).cloned().unwrap_or_default();
            concepts.extend(own.words(lang).senses(synonym));
            words.extend(concepts.into_iter().map(|concept| (lang.clone(), form, concept)));
        }
    }
}

/// A dictionary's word without what introduces it (`to`, `the`, `der`).
fn plain(word: &str, lang: &str) -> String {
    let folded = normal_form(word.trim(), lang);
    let folded = folded.trim_matches(|c: char| matches!(c, '.' | '!' | '?' | ';' | '"' | '\'' | '-' | '~'));
    let articles = ["to ", "the ", "an ", "a ", "der ", "die ", "das ", "sich ", "se ", "s'", "le ", "la ", "el "];
    let rest = articles.iter().find_map(|article| folded.strip_prefix(article)).unwrap_or(folded);
    rest.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Which word of an expression of several words stands for it: no function word, and the one that occurs in the fewest
/// expressions of its language, so never a light verb.
struct Heads {
    counts: BTreeMap<(String, String), u32>,
    /// Characters of the longest word of each language.
    longest: BTreeMap<String, usize>,
}

impl Heads {
    fn of(all: &Compiler) -> Heads {
        let mut heads = Heads { counts: BTreeMap::new(), longest: BTreeMap::new() };
        for (lang, word) in
            all.rows.iter().flat_map(|row| &row.1).flat_map(|(lang, words)| words.iter().map(move |word| (lang, word)))
        {
            heads.add(lang, word);
        }
        for (lang, word, target, translation) in &all.pairs {
            heads.add(lang, word);
            heads.add(target, translation);
        }
        heads
    }

    fn add(&mut self, lang: &str, word: &str) {
        let length = word.chars().count();
        match self.longest.get_mut(lang) {
            Some(longest) => *longest = length.max(*longest),
            None => drop(self.longest.insert(lang.to_owned(), length)),
        }
        if !is_unspaced(lang) && word.contains(' ') {
            for part in word.split(' ') {
                *self.counts.entry((lang.to_owned(), part.to_owned())).or_default() += 1;
            }
        }
    }

    /// The form under which a word or expression is found.
    fn form(&self, lang: &str, word: &str) -> String {
        if is_unspaced(lang) {
            return forms::form(&word.replace(' ', ""), lang, pack_for(lang));
        }
        let count = |part: &&str| self.counts.get(&(lang.to_owned(), (*part).to_owned())).copied().unwrap_or(0);
        let pack = pack_for(lang);
        let small = |part: &str| pack.words.class(part).has(Class::FUNCTION);
        let rarest = word.split(' ').min_by_key(|part| (small(part), count(part), std::cmp::Reverse(part.len())));
        forms::form(rarest.unwrap_or(word), lang, pack)
    }
}
