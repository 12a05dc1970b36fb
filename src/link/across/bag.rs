//! Text to terms that can meet terms of other languages: each word with the concepts it stands for, the skeleton of a
//! name, the value of a number.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use unicode_normalization::char::is_combining_mark;

use crate::lang::concepts::{Concepts, Senses, Words, skeleton};
use crate::lang::{digits, normal_form};
use crate::model::{Class, fingerprint};

/// What marks the skeleton of a name, the value of a number and a run of Chinese characters among concepts; rows of the
/// own lexicon lie below, concepts of dictionaries above.
const SKELETON: u32 = 1 << 30;
const NUMBER: u32 = 3 << 29;
const RUN: u32 = 1 << 29;
/// Consonants that the skeleton of a word in lower case has at least.
const TELLING: usize = 4;

/// One word of a text.
#[derive(Clone, Debug)]
pub struct Term {
    /// The same for the forms of one word.
    pub key: u64,
    /// What it may share with a word of another language, sorted.
    pub units: Senses,
    /// What kind of word it is.
    pub kind: Kind,
    /// Its vector, where it is a word of content and there is a model that has it.
    pub vector: Option<Arc<[f32]>>,
}

/// What is known of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The lexicon has it.
    Known,
    /// The lexicon has it as a function word.
    Function,
    /// The lexicon has it as a name, or it is written like one.
    Name,
    /// A number.
    Number,
    /// Nothing is known of it.
    Unknown,
}

/// The words of `text`, function words left out. Total.
pub fn terms(text: &str, words: &Words<'_>, concepts: &Concepts, known: &mut Known) -> Vec<Term> {
    let mut scan = Scan { words, concepts, known, terms: Vec::new(), opens: true };
    let mut start = None;
    let mut kind = Script::None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        let script = match script(c) {
            Script::None if joins(c, kind, next) => kind,
            found => found,
        };
        if script != kind {
            if let Some(start) = start.take() {
                scan.run(kind, &text[start..at]);
            }
            kind = script;
        }
        if kind == Script::None {
            scan.opens |= matches!(c, '.' | '!' | '?' | '"' | '“' | '«' | '„' | ':' | '»' | '…');
        } else if start.is_none() {
            start = Some(at);
        }
    }
    if let Some(start) = start {
        scan.run(kind, &text[start..]);
    }
    scan.terms
}

/// How a character is written with others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    /// Part of no word.
    None,
    /// Words apart by spaces.
    Spaced,
    Digits,
    Katakana,
    /// Without spaces.
    Run,
}

fn script(c: char) -> Script {
    match u32::from(c) {
        0x30a1..=0x30ff | 0x31f0..=0x31ff | 0xff66..=0xff9f => Script::Katakana,
        0x0e00..=0x0eff
        | 0x1000..=0x109f
        | 0x1780..=0x17ff
        | 0x3005..=0x3007
        | 0x3041..=0x309f
        | 0x3400..=0x4dbf
        | 0x4e00..=0x9fff
        | 0xf900..=0xfaff
        | 0x2_0000..=0x3_ffff => Script::Run,
        _ if c.is_numeric() => Script::Digits,
        _ if c.is_alphabetic() || is_combining_mark(c) => Script::Spaced,
        _ => Script::None,
    }
}

/// Whether a mark belongs to the word or number before it.
fn joins(c: char, kind: Script, next: Option<char>) -> bool {
    if matches!(c, '"' | '״') && kind == Script::Spaced && next.is_some_and(|next| ('א'..='ת').contains(&next)) {
        // The sign of a Hebrew abbreviation.
        return true;
    }
    let next = next.map_or(Script::None, script);
    match kind {
        Script::Spaced => matches!(c, '\'' | '’' | '\u{200c}' | '\u{200d}' | '\u{ad}' | 'ʼ') && next == Script::Spaced,
        Script::Digits => {
            matches!(c, '.' | ',' | '\u{66b}' | '\u{66c}' | '\u{a0}' | '\u{202f}') && next == Script::Digits
        }
        Script::Katakana => c == '・' && next == Script::Katakana,
        _ => false,
    }
}

/// The concepts and vectors of words that were looked up before.
#[derive(Clone, Default)]
pub struct Known {
    senses: FxHashMap<Box<str>, Senses>,
    vectors: FxHashMap<Box<str>, Option<Arc<[f32]>>>,
}

struct Scan<'a, 'w> {
    known: &'a mut Known,
    words: &'a Words<'w>,
    concepts: &'a Concepts,
    terms: Vec<Term>,
    /// Whether a capital says nothing at this place.
    opens: bool,
}

impl Scan<'_, '_> {
    fn run(&mut self, kind: Script, run: &str) {
        match kind {
            Script::None => {}
            Script::Digits => self.number(run),
            Script::Spaced => self.word(run),
            Script::Katakana => self.katakana(run),
            Script::Run => {
                let words = self.words;
                let mut unknown: Option<&str> = None;
                let mut at = 0;
                words.cut(run, |word, senses| {
                    let start = at;
                    at += word.len();
                    if senses.is_empty() && !word.chars().all(is_hiragana) {
                        let from = unknown.map_or(start, |before| start - before.len());
                        unknown = run.get(from..at);
                        return;
                    }
                    self.unknown_run(unknown.take());
                    self.add(word, senses, false);
                });
                self.unknown_run(unknown);
            }
        }
        self.opens = false;
    }

    fn senses(&mut self, n: &str) -> Senses {
        if let Some(senses) = self.known.senses.get(n) {
            return senses.clone();
        }
        let senses = self.words.senses(n);
        self.known.senses.insert(n.into(), senses.clone());
        senses
    }

    fn vector(&mut self, n: &str) -> Option<Arc<[f32]>> {
        if let Some(vector) = self.known.vectors.get(n) {
            return vector.clone();
        }
        let vector: Option<Arc<[f32]>> = self.concepts.vector(n).map(Arc::from);
        self.known.vectors.insert(n.into(), vector.clone());
        vector
    }

    fn unknown_run(&mut self, run: Option<&str>) {
        if let Some(run) = run {
            let unit = RUN | (fold(fingerprint(run.as_bytes())) & (RUN - 1));
            self.push(run, fingerprint(run.as_bytes()), [unit].into_iter().collect(), Kind::Unknown);
        }
    }

    fn number(&mut self, run: &str) {
        let plain: String = run.chars().filter(|c| !matches!(c, '\u{a0}' | '\u{202f}')).collect();
        let value = digits(&plain).map_or(fingerprint(plain.as_bytes()), f64::to_bits);
        let hash = value ^ (value >> 32) ^ (value >> 17);
        let unit = NUMBER | (fold(hash.wrapping_mul(0x9e37_79b9_7f4a_7c15)) & (RUN - 1));
        self.push(run, value, [unit].into_iter().collect(), Kind::Number);
    }

    fn word(&mut self, printed: &str) {
        let capital = printed.chars().next().is_some_and(char::is_uppercase);
        let n = normal_form(printed, self.words.lang());
        if n.chars().count() < 2 && n.is_ascii() {
            return;
        }
        let mut senses = self.senses(&n);
        if senses.is_empty() && self.words.pack().words.class(&n).has(Class::FUNCTION) {
            return;
        }
        if senses.is_empty() {
            // The first part of what an apostrophe joins may be a name with a case ending.
            let stem =
                n.split_once(['\'', '’']).filter(|(head, _)| head.chars().count() > 2).map_or(&*n, |(head, _)| head);
            let least = if capital { 2 } else { TELLING };
            senses.extend(skeletons(stem, least));
            let kind = if capital && !senses.is_empty() { Kind::Name } else { Kind::Unknown };
            senses.sort_unstable();
            senses.dedup();
            self.push(&n, fingerprint(n.as_bytes()), senses, kind);
        } else {
            self.add(&n, senses, capital && !self.opens);
        }
    }

    fn katakana(&mut self, run: &str) {
        for word in run.split('・').filter(|word| !word.is_empty()) {
            let senses = self.senses(word);
            if senses.is_empty() {
                let units: Senses = skeletons(word, 2).collect();
                self.push(word, fingerprint(word.as_bytes()), units, Kind::Name);
            } else {
                self.add(word, senses, true);
            }
        }
    }

    /// A known word.
    fn add(&mut self, n: &str, mut senses: Senses, like_a_name: bool) {
        if senses.is_empty() {
            return;
        }
        let bytes: SmallVec<[u8; 64]> = senses.iter().flat_map(|sense| sense.to_le_bytes()).collect();
        let key = fingerprint(&bytes);
        let named = self.concepts.is_name(&senses);
        if like_a_name && !named {
            senses.extend(skeletons(n, 2));
            senses.sort_unstable();
        }
        let kind = match () {
            () if self.concepts.is_function(&senses) => Kind::Function,
            () if like_a_name || named => Kind::Name,
            () => Kind::Known,
        };
        self.push(n, key, senses, kind);
    }

    fn push(&mut self, n: &str, key: u64, units: Senses, kind: Kind) {
        let telling = self.concepts.has_vectors() && !matches!(kind, Kind::Number | Kind::Function);
        let vector = if telling { self.vector(n) } else { None };
        self.terms.push(Term { key, units, kind, vector });
    }
}

fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309f}')
}

/// The unit of a word's skeleton, and, of a word in a script that glues articles and conjunctions to it, without those.
fn skeletons(n: &str, least: usize) -> impl Iterator<Item = u32> {
    const GLUED: [&str; 8] = ["ال", "و", "ب", "ل", "ה", "ו", "ב", "ל"];
    let without = GLUED.iter().filter_map(|prefix| n.strip_prefix(prefix));
    let forms: SmallVec<[String; 3]> = std::iter::once(n).chain(without).map(skeleton).collect();
    let telling = forms.into_iter().filter(move |form| form.len() >= least);
    telling.map(|form| SKELETON | (fold(fingerprint(form.as_bytes())) & (RUN - 1)))
}

fn fold(hash: u64) -> u32 {
    ((hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 32) as u32
}
