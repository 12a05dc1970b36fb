//! From a printed token to its [`Word`]: normal form, stem, dictionary forms, value, rarity; remembered per thread.

use std::cell::RefCell;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::concepts::{self, Concepts};
use super::normal::{normal_form, plain_form};
use super::numerals::{Part, Sum};
use super::quantity::ROMAN;
use super::stem::stem;
use super::{Pack, Packs, Vocabulary, lexicon, number};
use crate::model::{Class, TokenKind, Word, fingerprint};

/// Words remembered per thread and language before the memory is cleared: about 20 MB.
const REMEMBERED: usize = 65_536;

/// Words by printed form, by language.
type Memory = Vec<(&'static Pack, FxHashMap<Box<str>, Arc<Word>>)>;

thread_local! {
    static MEMORY: RefCell<Memory> = RefCell::default();
}

/// Facts about one printed token. The memory makes it fast and never changes the answer.
pub(super) fn word(token: &str, kind: TokenKind, pack: &'static Pack) -> Arc<Word> {
    MEMORY.with_borrow_mut(|memory| {
        let at = memory.iter().position(|(known, _)| std::ptr::eq(*known, pack)).unwrap_or_else(|| {
            memory.push((pack, FxHashMap::default()));
            memory.len() - 1
        });
        let Some((_, words)) = memory.get_mut(at) else { return Arc::new(build(token, kind, pack)) };
        if let Some(word) = words.get(token) {
            return Arc::clone(word);
        }
        if words.len() >= REMEMBERED {
            words.clear();
        }
        let word = Arc::new(build(token, kind, pack));
        words.insert(token.into(), Arc::clone(&word));
        word
    })
}

/// The pack for a language tag; an empty one (no function words, no stems) when the language is unknown.
pub fn pack_for(lang: &str) -> &'static Pack {
    static NONE: std::sync::LazyLock<Pack> = std::sync::LazyLock::new(Pack::default);
    Packs::builtin().find(lang).unwrap_or(&NONE)
}

fn build(token: &str, kind: TokenKind, pack: &Pack) -> Word {
    let n = normal_form(token, &pack.code);
    let key = fingerprint(n.as_bytes());
    if matches!(kind, TokenKind::Punctuation | TokenKind::Ellipsis | TokenKind::Hidden) {
        let n = mark_form(&n, kind);
        let key = fingerprint(n.as_bytes());
        return Word {
            counts: pack.words.unit(&n).is_some(),
            n,
            key,
            spelled: key,
            stem: key,
            lemma: key,
            class: Class::FUNCTION,
            value: None,
            entries: Box::default(),
            kin: Box::default(),
            parts: 0,
            proper: None,
            rarity: 0.02,
            trigrams: Box::default(),
        };
    }
    let words = &pack.words;
    // `Jan.` is `Jan`.
    let class = match words.class(&n) {
        none if none == Class::default() => words.class(n.trim_end_matches('.')),
        class => class,
    };
    // `US` in capitals is no pronoun.
    let name = words.same_name(&n).filter(|_| token.starts_with(char::is_uppercase));
    let initials = name.is_some() && n.len() == 2 && token.chars().all(char::is_uppercase);
    let class = if initials { Class::default() } else { class };
    let english = pack.code == "en";
    let entries: Vec<lexicon::Entry> =
        if english && kind == TokenKind::Word { lexicon::entries(&n) } else { Vec::new() };
    let spelling = if english { lexicon::spelling(&n) } else { None };
    let plain = plain_form(spelling.as_deref().unwrap_or(&n), &pack.code);
    let spelled = plain.as_str();
    let lemma = match entries.first() {
        // One place under several names: `U.S.`, `America`, `American`.
        _ if let Some(row) = name => fingerprint(&[row]),
        Some(&entry) if class == Class::default() => {
            let lemma = lexicon::lemma(entry);
            fingerprint(lexicon::spelling(lemma).as_deref().unwrap_or(lemma).as_bytes())
        }
        _ => fingerprint(spelled.as_bytes()),
    };
    let stem = fingerprint(stem(spelled, &pack.code, &words.affixes).as_bytes());
    let value = number::digits(&n)
        .or_else(|| number::han_numerals(&n))
        .or_else(|| words.cardinal(&n))
        .or_else(|| words.ordinal(&n))
        .or_else(|| spelled_number(&n, words));
    Word {
        key,
        spelled: fingerprint(spelled.as_bytes()),
        stem,
        lemma,
        class,
        value,
        counts: value.is_some()
            || n.starts_with(|c: char| c.is_numeric())
            || words.numeral_parts(&n).is_some()
            || words.month(n.trim_end_matches('.')).is_some()
            || words.month_behind_prefix(&n).is_some()
            || words.multiplier(&n).is_some()
            || words.unit(&n).is_some()
            || words.half_hour(&n).is_some()
            || ROMAN.contains(&&*n),
        rarity: rarity(&n, class, &entries, english),
        entries: entries.iter().map(|entry| entry.0).collect(),
        proper: (!entries.is_empty()).then(|| entries.iter().any(|&entry| lexicon::proper(entry))),
        kin: if english { lexicon::kin(&entries) } else { kin(token, &n, kind, class, pack) }.into(),
        parts: entries.iter().fold(0, |parts, &entry| parts | part_bit(lexicon::part_of_speech(entry))),
        trigrams: trigrams(&n),
        n: n.into(),
    }
}

/// Keys by which a word of another language than English finds its relatives: see [`concepts::kin`].
fn kin(token: &str, n: &str, kind: TokenKind, class: Class, pack: &Pack) -> Vec<u32> {
    if kind != TokenKind::Word || class != Class::default() {
        return Vec::new();
    }
    let words = Concepts::own().words(&pack.code);
    let capital = token.starts_with(char::is_uppercase);
    concepts::kin(&words.senses_as_printed(n, capital))
}

/// The value of a number spelled as one word.
fn spelled_number(n: &str, words: &Vocabulary) -> Option<f64> {
    let parts = words.numeral_parts(n)?;
    let mut sum = Sum::default();
    let whole = parts.iter().all(|&part| sum.take(part)) && !sum.is_open();
    sum.value().filter(|_| whole && !matches!(parts[..], [Part::Multiplier(_)]))
}

fn part_bit(part_of_speech: char) -> u8 {
    match part_of_speech {
        'n' => 1,
        'v' => 2,
        'a' | 's' => 4,
        'r' => 8,
        _ => 0,
    }
}

/// Quotation marks, dashes and ellipses have many shapes and one meaning.
fn mark_form(n: &str, kind: TokenKind) -> Box<str> {
    if kind == TokenKind::Ellipsis {
        return "…".into();
    }
    match n {
        "\"" | "“" | "”" | "„" | "‟" | "«" | "»" | "''" | "``" | "＂" => "\"".into(),
        "'" | "‘" | "‚" | "‛" | "‹" | "›" | "`" => "'".into(),
        "–" | "—" | "―" | "--" | "‒" => "—".into(),
        "‐" | "‑" => "-".into(),
        "٪" | "％" => "%".into(),
        other => other.into(),
    }
}

/// How much a word tells: function words little, frequent words less than rare ones, names and numbers most.
fn rarity(n: &str, class: Class, entries: &[lexicon::Entry], english: bool) -> f32 {
    if class.has(Class::NEGATOR) || class.has(Class::MODAL) {
        0.25
    } else if class.has(Class::PRONOUN) {
        0.2
    } else if class.has(Class::FUNCTION) {
        0.1
    } else if let Some(&entry) = entries.first() {
        1.0 - 0.04 * f32::from(lexicon::frequency(entry).min(15))
    } else if english {
        1.0
    } else {
        // A Chinese character tells as much as a syllable.
        let letters = if n.contains(is_han) { 2 * n.chars().count() + 1 } else { n.chars().count() };
        unlisted_rarity(letters)
    }
}

/// How much a word of so many letters tells where no lexicon says how frequent it is: short words are frequent.
pub fn unlisted_rarity(letters: usize) -> f32 {
    match letters {
        0..=2 => 0.35,
        3 => 0.5,
        4 => 0.7,
        _ => 0.9,
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// Hashed character trigrams with one boundary mark on each side, sorted, each once.
fn trigrams(n: &str) -> Box<[u32]> {
    let chars: Vec<char> = std::iter::once('\u{2}').chain(n.chars()).chain(std::iter::once('\u{3}')).collect();
    let mut grams: Vec<u32> = chars
        .windows(3)
        .map(|gram| gram.iter().fold(0x811c_9dc5u32, |hash, &c| (hash ^ c as u32).wrapping_mul(0x0100_0193)))
        .collect();
    grams.sort_unstable();
    grams.dedup();
    grams.into()
}
