//! The form under which a word is looked up across languages: folded, then cut to a stem.
//!
//! A word of a dictionary and the same word in a text must meet: both go through [`form`]. What the text's word has
//! in front of it (articles, conjunctions and prepositions written together with it) is tried off by [`variants`].

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::lang::stem;

/// The stem of a normal form in `lang`, folded so that spellings with and without marks meet.
pub fn form(n: &str, lang: &str) -> String {
    match lang {
        "ar" => arabic(&bare(n)),
        "fa" => persian(&bare(n)),
        "he" => hebrew(&bare(n)),
        "hi" => cut(n, HINDI, 2).to_owned(),
        "uk" => cut(&n.replace('\'', ""), UKRAINIAN, 3).to_owned(),
        "ja" => japanese(n).to_owned(),
        "ru" => stem(&n.replace('ё', "е"), lang),
        _ => without_accents(&stem(n, lang)),
    }
}

/// Calls `each` with what may stand behind a word's prefixes, or in front of what is glued to it, the longest first,
/// until `each` says that it knows the word.
pub fn variants(n: &str, lang: &str, mut each: impl FnMut(&str) -> bool) {
    if let Some((head, tail)) = n.split_once(['\'', '’']) {
        // `l'armée`, `Meksika'nın`
        if each(if head.chars().count() <= 3 && lang != "tr" { tail } else { head }) {
            return;
        }
    }
    if let Some((head, tail)) = n.split_once('\u{200c}')
        && (each(tail) || each(head))
    {
        return;
    }
    let prefixes: &[&str] = match lang {
        "ar" => &["وال", "بال", "كال", "فال", "ولل", "ال", "لل", "و", "ف", "ب", "ل", "ك", "س"],
        "he" => &["וה", "שה", "מה", "בה", "לה", "כש", "ול", "וב", "ומ", "ה", "ו", "ב", "ל", "מ", "ש", "כ"],
        _ => &[],
    };
    for prefix in prefixes {
        if let Some(rest) = n.strip_prefix(prefix)
            && rest.chars().count() >= 2
            && each(rest)
        {
            return;
        }
    }
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

/// Without marks and the lengthening stroke.
fn bare(n: &str) -> String {
    n.nfkd().filter(|&c| !is_combining_mark(c) && !matches!(c, 'ـ' | '\u{200d}')).collect()
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

/// Takes the first of `endings` off that leaves `least` letters.
fn cut<'a>(n: &'a str, endings: &[&str], least: usize) -> &'a str {
    let rest = endings.iter().filter_map(|ending| n.strip_suffix(ending));
    rest.into_iter().find(|rest| rest.chars().count() >= least).unwrap_or(n)
}

/// The light stemmer light10 (Larkey, Ballesteros and Connell 2007) with the letters' variants folded.
fn arabic(n: &str) -> String {
    let folded: String = n
        .chars()
        .map(|c| match c {
            'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
            'ى' | 'ئ' => 'ي',
            'ؤ' => 'و',
            'ة' => 'ه',
            other => other,
        })
        .collect();
    let prefixes = ["وال", "بال", "كال", "فال", "ولل", "ال", "لل"];
    let long = |rest: &&str| rest.chars().count() >= 2;
    let rest = prefixes.iter().find_map(|prefix| folded.strip_prefix(prefix).filter(long)).unwrap_or(&folded);
    let rest = cut(rest, &["ها", "ان", "ات", "ون", "ين", "يه", "هم", "نا", "وا", "ه", "ي", "ا"], 2);
    cut(rest, &["ات", "يه", "ي", "ه"], 3).to_owned()
}

fn hebrew(n: &str) -> String {
    let letters: String = n
        .chars()
        .map(|c| match c {
            'ך' => 'כ',
            'ם' => 'מ',
            'ן' => 'נ',
            'ף' => 'פ',
            'ץ' => 'צ',
            other => other,
        })
        .collect();
    cut(&letters, &["יות", "ימ", "ות", "ית", "ה", "י", "ת", "ו"], 2).to_owned()
}

fn persian(n: &str) -> String {
    let folded: String = n
        .chars()
        .filter(|&c| c != '\u{200c}')
        .map(|c| match c {
            'ي' | 'ى' | 'ئ' => 'ی',
            'ك' => 'ک',
            'ة' | 'ۀ' => 'ه',
            'أ' | 'إ' | 'آ' => 'ا',
            other => other,
        })
        .collect();
    let long = |rest: &&str| rest.chars().count() >= 2;
    let rest = ["نمی", "می"].iter().find_map(|prefix| folded.strip_prefix(prefix).filter(long)).unwrap_or(&folded);
    let endings = [
        "هایی", "ترین", "های", "ها", "اند", "یم", "ید", "ند", "تر", "ان", "ات", "دن", "تن", "ست", "ی", "د", "م", "ن",
    ];
    cut(rest, &endings, 2).to_owned()
}

#[rustfmt::skip]
const HINDI: &[&str] = &[
    "ाएंगे", "ाएंगी", "ियों", "ियां", "ियाँ", "ाओं", "ाएं", "ाएँ", "ेंगे", "ेंगी", "ाना", "ाने", "ाया", "ाई", "ुओं", "ता", "ते", "ती",
    "ना", "नी", "ने", "कर", "ों", "ें", "ेगा", "ेगी", "या", "ये", "ए", "ी", "ा", "े", "ि", "ो", "ु",
];

#[rustfmt::skip]
const UKRAINIAN: &[&str] = &[
    "уватися", "ювати", "увати", "ійський", "ського", "ському", "ськими", "ських", "ський", "ською", "ська", "ське", "ські",
    "ються", "ється", "алися", "илися", "атися", "итися", "ення", "ання", "ого", "ому", "ими", "ими", "іший", "ають", "ують", "ити", "ати", "іти",
    "ать", "ять", "уть", "ють", "ала", "али", "ало", "ила", "или", "ило", "ться", "ами", "ями", "ів", "їв", "ах", "ях", "ою", "ею", "єю", "ові", "еві",
    "ий", "ій", "их", "им", "ої", "ам", "ям", "ом", "ем", "ся", "сь", "ав", "ив", "ть", "ти",
    "а", "я", "о", "е", "є", "і", "ї", "и", "у", "ю", "ь", "й",
];

/// Without the endings written in hiragana behind Chinese characters.
fn japanese(n: &str) -> &str {
    let stem = n.trim_end_matches(|c| matches!(c, '\u{3041}'..='\u{309f}'));
    if stem.is_empty() { n } else { stem }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_and_its_inflected_forms_meet() {
        for (lang, a, b) in [
            ("ar", "حكومة", "الحكومة"),
            ("ar", "هجوم", "والهجوم"),
            ("he", "ממשלה", "ממשלות"),
            ("fa", "کتاب", "کتاب‌ها"),
            ("hi", "लड़का", "लड़के"),
            ("ru", "самолёт", "самолетами"),
            ("uk", "війна", "війни"),
            ("de", "angriff", "angriffe"),
            ("fr", "négociation", "négociations"),
            ("ja", "述べる", "述べた"),
            ("es", "acción", "accion"),
        ] {
            assert_eq!(form(a, lang), form(b, lang), "{lang} {a} {b}");
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

    #[test]
    fn what_is_glued_in_front_is_tried_off() {
        let mut seen = Vec::new();
        variants("והממשלה", "he", |rest| {
            seen.push(rest.to_owned());
            rest == "ממשלה"
        });
        assert_eq!(seen.last().map(String::as_str), Some("ממשלה"));
    }
}
