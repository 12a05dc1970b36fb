//! The form under which a word is looked up across languages: folded, then cut to a stem.
//!
//! A word of a dictionary and the same word in a text must meet: both go through [`form`]. What the text's word has
//! in front of it (articles, conjunctions and prepositions written together with it) is tried off by [`variants`].

use unicode_normalization::UnicodeNormalization;

use crate::lang::{Pack, stem};

/// The stem of a normal form, folded so that spellings with and without accents meet. Japanese words lose the endings
/// that are written in hiragana behind Chinese characters.
pub fn form(n: &str, lang: &str, pack: &Pack) -> String {
    match lang {
        "ja" => japanese(n).to_owned(),
        "zh" => n.to_owned(),
        "ru" => stem(&n.replace('ё', "е"), lang, &pack.words.affixes),
        _ => without_accents(&stem(n, lang, &pack.words.affixes)),
    }
}

/// The form of a name as it is printed: looked up before the stem, which names share with many words.
pub fn exact(n: &str) -> String {
    format!("={n}")
}

/// The form of a name that is also a common word: it is looked up for words with a capital only.
pub fn capital(n: &str) -> String {
    format!("^{n}")
}

/// The form of a name of two words, under which both together are looked up.
pub fn pair(first: &str, second: &str, lang: &str, pack: &Pack) -> String {
    format!("+{} {}", form(first, lang, pack), form(second, lang, pack))
}

/// Calls `each` with what may stand behind a word's prefixes, or in front of what is glued to it, the longest first,
/// until `each` says that it knows the word.
pub fn variants(n: &str, lang: &str, pack: &Pack, mut each: impl FnMut(&str) -> bool) {
    if let Some((head, tail)) = n.split_once('\'') {
        // `l'armée`, `Meksika'nın`
        if each(if head.chars().count() <= 3 && lang != "tr" { tail } else { head }) {
            return;
        }
    }
    pack.words.affixes.stripped(n).skip(1).any(each);
}

/// Letters a part of a compound has at least.
const PART: usize = 4;

/// Calls `each` with the two parts of every way to cut a compound of a language that writes them in one word, the
/// longest last part first.
pub fn compounds(n: &str, lang: &str, mut each: impl FnMut(&str, &str) -> bool) {
    if !matches!(lang, "de" | "nl" | "sv" | "da" | "no" | "nb" | "fi" | "hu") || n.len() < 2 * PART || n.len() > 60 {
        return;
    }
    for (at, _) in n.char_indices().skip(PART) {
        let (head, tail) = n.split_at(at);
        if tail.chars().count() < PART {
            return;
        }
        let joined = ["s", "es", "n", "en"].iter().filter_map(|link| head.strip_suffix(link));
        for head in std::iter::once(head).chain(joined) {
            if head.chars().count() >= PART && each(head, tail) {
                return;
            }
        }
    }
}

fn without_accents(n: &str) -> String {
    if n.is_ascii() {
        return n.to_owned();
    }
    let mut latin = false;
    n.nfd()
        .filter(|&c| {
            let mark = latin && matches!(c, '\u{300}'..='\u{36F}');
            latin = c.is_ascii_alphabetic() || (latin && mark);
            !mark
        })
        .map(|c| match c {
            'ł' => 'l',
            'ø' => 'o',
            'đ' => 'd',
            'ı' => 'i',
            other => other,
        })
        .nfc()
        .collect()
}

fn japanese(n: &str) -> &str {
    let stem = n.trim_end_matches(|c| matches!(c, '\u{3041}'..='\u{309f}'));
    if stem.is_empty() { n } else { stem }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::{normal_form, pack_for};

    #[test]
    fn a_word_and_its_inflected_forms_meet() {
        for (lang, a, b) in [
            ("ar", "حكومة", "الحكومة"),
            ("ar", "هجوم", "والهجوم"),
            ("he", "ממשלה", "הממשלה"),
            ("fa", "کتاب", "کتاب‌ها"),
            ("hi", "लड़का", "लड़के"),
            ("ru", "самолёт", "самолетами"),
            ("uk", "війна", "війни"),
            ("de", "angriff", "angriffe"),
            ("fr", "négociation", "négociations"),
            ("ja", "述べる", "述べた"),
            ("es", "acción", "accion"),
        ] {
            let of = |word: &str| form(&normal_form(word, lang), lang, pack_for(lang));
            assert_eq!(of(a), of(b), "{lang} {a} {b}");
        }
    }

    #[test]
    fn compounds_are_cut_in_two() {
        let mut parts = Vec::new();
        compounds("regierungschef", "de", |head, tail| {
            parts.push(format!("{head} {tail}"));
            false
        });
        assert!(parts.contains(&"regierung chef".to_owned()), "{parts:?}");
    }
}
