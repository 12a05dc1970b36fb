//! Text to keys: words cut to light stems, character pairs where a script writes no spaces, digits as numbers.
//!
//! A key is the fingerprint of a stem, so no text is held; its lowest bits say how common such a word is likely to
//! be, which matters where the input is too small to tell.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::model::fingerprint;

/// Letters of a stem: longer words are cut, which also serves languages without endings here.
const STEM: usize = 6;
/// The lowest bits of a key.
const CLASS: u64 = 7;
/// How many of all renderings are likely to hold a word of each class.
const PRIORS: [f32; 8] = [0.2, 0.1, 0.02, 0.005, 0.002, 0.001, 0.0005, 0.005];
const FUNCTION: u64 = 0;
const NUMBER: u64 = 6;
const PAIR: u64 = 7;
/// The keys of `text`, in text order, repeats included. Total: any text, possibly no key.
pub fn keys_of(text: &str) -> Vec<u64> {
    let mut keys = Vec::new();
    words(text, |word| keys.push(word.key()));
    keys
}

/// The share of all renderings, 0 to 1, that are likely to hold the word of `key`.
pub fn prior(key: u64) -> f32 {
    PRIORS.get((key & CLASS) as usize).copied().unwrap_or(1.0)
}

/// What a word is made of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Letters,
    Number,
    Pair,
}

/// A word on its way to a key.
pub struct Word<'a> {
    /// Folded letters, or a pair of characters of an unspaced script.
    pub letters: &'a str,
    form: Form,
}

impl Word<'_> {
    /// The fingerprint of the stem, and the class of the word.
    pub fn key(&self) -> u64 {
        let (stem, mended) = if self.form == Form::Letters { stem(self.letters) } else { (self.letters, "") };
        let hash = fingerprint(stem.as_bytes()) ^ fingerprint(mended.as_bytes()).rotate_left(7);
        let class = match self.form {
            Form::Number => NUMBER,
            Form::Pair => PAIR,
            Form::Letters if is_frequent(stem) => FUNCTION,
            Form::Letters => stem.chars().take(STEM).count().clamp(2, 6) as u64 - 1,
        };
        (hash ^ (hash >> 29)) & !CLASS | class
    }
}

/// Whether `stem` is that of a frequent word, longer than frequent words are. A property of the stem, so that a key
/// has one class.
#[rustfmt::skip]
fn is_frequent(stem: &str) -> bool {
    matches!(
        stem,
        "the" | "and" | "are" | "but" | "for" | "his" | "our" | "she" | "who" | "you" | "about" | "after" | "again"
            | "also" | "becaus" | "been" | "befor" | "being" | "betwee" | "could" | "does" | "dur" | "each" | "from"
            | "hav" | "into" | "like" | "mad" | "mak" | "many" | "mor" | "most" | "much" | "must" | "only" | "other"
            | "over" | "said" | "sam" | "say" | "shall" | "should" | "som" | "such" | "than" | "that" | "their"
            | "them" | "then" | "there" | "thes" | "they" | "this" | "thos" | "through" | "unto" | "upon" | "very"
            | "was" | "wer" | "what" | "when" | "wher" | "which" | "whil" | "whos" | "will" | "with" | "would" | "your"
    )
}

/// Calls `each` for every word of `text`, folded: compatibility forms, case and marks removed.
pub fn words(text: &str, mut each: impl FnMut(Word<'_>)) {
    let mut scan = Scan::default();
    if text.is_ascii() {
        for byte in text.bytes() {
            scan.push(char::from(byte.to_ascii_lowercase()), &mut each);
        }
    } else {
        for c in text.nfkd().filter(|&c| !is_combining_mark(c)).nfc().flat_map(char::to_lowercase) {
            scan.push(c, &mut each);
        }
    }
    scan.flush(&mut each);
}

/// The word being read.
#[derive(Default)]
struct Scan {
    letters: String,
    number: bool,
    unspaced: Option<char>,
    lone: bool,
}

impl Scan {
    fn push(&mut self, c: char, each: &mut impl FnMut(Word<'_>)) {
        if is_unspaced(c) {
            self.end_word(each);
            if let Some(previous) = self.unspaced {
                self.letters.push(previous);
                self.letters.push(c);
                each(Word { letters: &self.letters, form: Form::Pair });
                self.letters.clear();
            }
            self.lone = self.unspaced.is_none();
            self.unspaced = Some(c);
        } else if c.is_alphanumeric() {
            self.end_unspaced(each);
            if self.letters.is_empty() {
                self.number = c.is_numeric();
            } else {
                self.number &= c.is_numeric();
            }
            self.letters.push(c);
        } else if !self.letters.is_empty() && (matches!(c, '\'' | '’') || self.number && matches!(c, ',' | '.')) {
            // Inside a word or number it joins; after one it changes nothing.
        } else {
            self.flush(each);
        }
    }

    fn flush(&mut self, each: &mut impl FnMut(Word<'_>)) {
        self.end_word(each);
        self.end_unspaced(each);
    }

    fn end_word(&mut self, each: &mut impl FnMut(Word<'_>)) {
        if !self.letters.is_empty() {
            let form = if self.number { Form::Number } else { Form::Letters };
            each(Word { letters: &self.letters, form });
            self.letters.clear();
        }
    }

    fn end_unspaced(&mut self, each: &mut impl FnMut(Word<'_>)) {
        if let Some(c) = self.unspaced.take()
            && self.lone
        {
            self.letters.push(c);
            each(Word { letters: &self.letters, form: Form::Pair });
            self.letters.clear();
        }
    }
}

/// Whether the script writes no spaces between words (or, Korean, glues particles to them).
fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c),
        0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff // Thai, Lao, Myanmar, Khmer
        | 0x3005..=0x3007 | 0x3041..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff // kana, Han
        | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff)
}

/// A light stem of a folded word: English endings off (most do no harm elsewhere), cut to [`STEM`] letters.
/// The stem is the two parts joined; the second mends the ending.
fn stem(word: &str) -> (&str, &'static str) {
    let (base, tail) = if word.is_ascii() { without_ending(word) } else { (word, "") };
    let cut = base.char_indices().nth(STEM).map_or(base.len(), |(at, _)| at);
    if cut < base.len() { (&base[..cut], "") } else { (base, tail) }
}

const ENDINGS: [(&str, usize, &str); 17] = [
    ("ically", 3, ""),
    ("ingly", 3, ""),
    ("edly", 3, ""),
    ("iness", 3, "y"),
    ("ness", 3, ""),
    ("ies", 2, "y"),
    ("ied", 2, "y"),
    ("ing", 3, ""),
    ("eth", 3, ""),
    ("est", 3, ""),
    ("ed", 3, ""),
    ("es", 3, ""),
    ("ly", 3, ""),
    ("th", 3, ""),
    ("s", 3, ""),
    ("e", 3, ""),
    ("y", 3, "y"),
];

fn without_ending(word: &str) -> (&str, &'static str) {
    for (ending, least, tail) in ENDINGS {
        if let Some(base) = word.strip_suffix(ending)
            && base.len() >= least
            && !(base.ends_with('s') && ending == "s")
        {
            return (base, tail);
        }
    }
    (word, "")
}
