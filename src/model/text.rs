//! A text cut into tokens, each with its normal form and what the language knows about it.

use std::sync::Arc;

use super::Span;

/// What kind of unit a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A word, a clitic (`n't`, `'s`) or an abbreviation.
    Word,
    /// Digits, with separators.
    Number,
    /// An ellipsis (`…`, `...`, `[...]`): a declared gap.
    Ellipsis,
    /// Any other mark.
    Punctuation,
    /// A character that is not seen: zero-width, bidirectional control, soft hyphen.
    Hidden,
}

/// Upper and lower case of a token as printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Case {
    /// No capitals, or a script without case.
    Lower,
    /// The first letter only.
    Title,
    /// Two or more letters, all capitals.
    Upper,
    /// Anything else (`McCain`, `iPhone`).
    Mixed,
}

/// What a language pack says a word is. A word can be several of these.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class(pub u16);

impl Class {
    /// Carries grammar rather than content: article, preposition, auxiliary, conjunction, pronoun.
    pub const FUNCTION: Class = Class(1);
    /// `the`, `a`.
    pub const ARTICLE: Class = Class(2);
    /// `not`, `never`, `without`.
    pub const NEGATOR: Class = Class(4);
    /// Personal, possessive and reflexive pronouns.
    pub const PRONOUN: Class = Class(8);
    /// `may`, `must`, `will`.
    pub const MODAL: Class = Class(16);
    /// `who`, `what`, `why`.
    pub const QUESTION: Class = Class(32);
    /// `and`, `or`, `but`, `because`.
    pub const CONJUNCTION: Class = Class(64);
    /// `in`, `of`, `from`.
    pub const PREPOSITION: Class = Class(128);
    /// `be`, `have`, `do` in all forms.
    pub const AUXILIARY: Class = Class(256);
    /// Month or weekday.
    pub const CALENDAR: Class = Class(512);

    /// Whether every class of `other` is in `self`.
    pub fn has(self, other: Class) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both.
    pub fn with(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }
}

/// A word form and everything the language knows about it; shared by all its occurrences.
#[derive(Debug, PartialEq)]
pub struct Word {
    /// Normalised form: NFC, case and apostrophes folded.
    pub n: Box<str>,
    /// Fingerprint of `n`: equal forms have equal keys.
    pub key: u64,
    /// Fingerprint of `n` with variant spellings and Latin accents folded (`honour` = `honor`, `Galápagos` = `Galapagos`).
    pub spelled: u64,
    /// Fingerprint of the stem.
    pub stem: u64,
    /// Fingerprint of the dictionary form, spelling variants folded (`honour` = `honor`).
    pub lemma: u64,
    /// What the language pack says.
    pub class: Class,
    /// Numeric value of digits or of a number word.
    pub value: Option<f64>,
    /// Whether a number, a date or an amount can begin with it.
    pub counts: bool,
    /// Entries of the English lexicon (the form's possible dictionary forms), where it has any.
    pub entries: Box<[u32]>,
    /// Keys by which related words are found: words that have no key in common are not related by the English lexicon.
    pub kin: Box<[u32]>,
    /// Parts of speech it can be, by the lexicon: 1 noun, 2 verb, 4 adjective, 8 adverb; 0 when unknown.
    pub parts: u8,
    /// Whether the lexicon knows it as a name or a word made from one; `None` when the lexicon does not know it.
    pub proper: Option<bool>,
    /// How much the word tells, 0 (`the`) to 1 (a rare name): the weight of a link.
    pub rarity: f32,
    /// Hashed character trigrams of `n` with boundaries, sorted.
    pub trigrams: Box<[u32]>,
}

/// One token of a text.
#[derive(Clone, Debug)]
pub struct Token {
    /// The token as printed.
    pub span: Span,
    /// The token and the white space that follows it (and, for the first token, what precedes it):
    /// these spans tile the text.
    pub tile: Span,
    /// What kind of unit it is.
    pub kind: TokenKind,
    /// Capitals as printed.
    pub case: Case,
    /// First token of a sentence, where a capital says nothing.
    pub opens_sentence: bool,
    /// The normal form and its facts.
    pub word: Arc<Word>,
}

/// What a run of tokens amounts to, when it names a number, a date or an amount.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub end: usize,
    /// What it amounts to.
    pub value: Value,
}

/// The value of a quantity.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A plain number, with its unit or currency sign where it has one.
    Number {
        /// The amount.
        amount: f64,
        /// `%`, `$`, `km` ... in the pack's spelling.
        unit: Option<Box<str>>,
        /// `first`, `21st`, not `one`.
        ordinal: bool,
    },
    /// A date of which any part may be missing.
    Date {
        /// Year, all four digits.
        year: Option<i32>,
        /// 1 to 12.
        month: Option<u8>,
        /// 1 to 31.
        day: Option<u8>,
    },
}

/// A text and its tokens.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// As printed.
    pub raw: String,
    /// Primary language subtag (`en`); empty when unknown.
    pub lang: Box<str>,
    /// In order; their tiles cover `raw` (except where tokens were given from outside).
    pub tokens: Vec<Token>,
    /// Numbers, dates and amounts, in order, not overlapping.
    pub quantities: Vec<Quantity>,
}

impl Text {
    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there is no token.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The token at `index` as printed; empty when there is none.
    pub fn token(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| token.span.of(&self.raw))
    }

    /// The stretch from token `first` to before token `end` as printed, or the empty span before `first`.
    pub fn stretch(&self, first: usize, end: usize) -> Span {
        let at = |i: usize| self.tokens.get(i).map(|token| token.span);
        if first < end
            && let (Some(a), Some(b)) = (at(first), at(end - 1))
        {
            return a.to(b);
        }
        let here = at(first).map_or(self.raw.len(), |span| span.start as usize);
        Span::new(here, here)
    }
}
