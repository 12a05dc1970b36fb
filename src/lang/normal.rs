//! Normal forms: what is folded before two words are compared. The printed text is never changed.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Whether a character is not seen in print: zero-width, bidirectional control, soft hyphen, variation selector.
///
/// The joiners U+200C and U+200D are left out: Persian, Indic scripts and emoji need them.
pub fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
        || (c.is_control() && !c.is_whitespace())
}

/// Whether a word is written in letters of which there are capitals.
pub fn has_capitals(n: &str) -> bool {
    n.chars().next().is_some_and(|c| c.is_uppercase() || c.to_uppercase().next() != Some(c))
}

/// The normal form of a token in a language (a primary subtag, `""` when unknown): NFC, lower case, apostrophes as `'`,
/// hidden characters gone, full and half width as usual width. Arabic and Hebrew lose vowel marks and tatweel, and the
/// forms of alef, yeh and kaf become one. Turkish has its own `i`; Serbian and Uzbek become Latin.
///
/// Marks of other scripts carry meaning and stay.
pub fn normal_form(token: &str, lang: &str) -> String {
    if token.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return token.to_owned();
    }
    if token.is_ascii() && !is_turkic(lang) {
        let visible = |c: &char| !is_hidden(*c);
        return token.chars().filter(visible).map(|c| if c == '`' { '\'' } else { c.to_ascii_lowercase() }).collect();
    }
    if token.chars().any(is_odd_width) {
        let usual: String = token.nfkc().collect();
        return folded(&usual, lang);
    }
    folded(token, lang)
}

fn folded(token: &str, lang: &str) -> String {
    let turkic = is_turkic(lang);
    let persian = matches!(lang, "fa" | "ur" | "ps" | "ckb");
    let mut lowered = String::with_capacity(token.len());
    for c in token.chars().filter(|&c| !is_hidden(c) && !is_vowel_mark(c)) {
        match c {
            '\u{2019}' | '\u{2018}' | '\u{02BC}' | '`' | '\u{00B4}' | '\u{5F3}' => lowered.push('\''),
            '\u{5F4}' => lowered.push('"'),
            'I' if turkic => lowered.push('ı'),
            'İ' if turkic => lowered.push('i'),
            '\u{600}'..='\u{6FF}' => lowered.push(arabic(c, persian)),
            '\u{200C}' if persian => {}
            _ => lowered.extend(c.to_lowercase()),
        }
    }
    if matches!(lang, "sr" | "uz") {
        lowered = latin(&lowered, lang);
    }
    // Lower-casing first and composing last gives the same form for NFC and NFD input.
    match is_nfc_quick(lowered.chars()) {
        IsNormalized::Yes => lowered,
        _ => lowered.nfc().map(|c| if is_arabic(c) { arabic(c, persian) } else { c }).collect(),
    }
}

/// Turkish and Azerbaijani: `I` is the capital of `ı`, `İ` of `i`.
fn is_turkic(lang: &str) -> bool {
    matches!(lang, "tr" | "az")
}

fn is_arabic(c: char) -> bool {
    ('\u{600}'..='\u{6FF}').contains(&c)
}

/// Half-width and full-width forms, and the presentation forms of Arabic.
fn is_odd_width(c: char) -> bool {
    matches!(c, '\u{FF01}'..='\u{FFEF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// Arabic harakat and tatweel, Hebrew points and cantillation: readers do without them.
fn is_vowel_mark(c: char) -> bool {
    matches!(c, '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}' | '\u{5C2}' | '\u{5C4}' | '\u{5C5}' | '\u{5C7}'
        | '\u{610}'..='\u{61A}' | '\u{640}' | '\u{64B}'..='\u{652}' | '\u{656}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6DC}')
}

/// One letter for all forms of alef, of yeh and of kaf: the Persian ones where the language writes those.
fn arabic(c: char, persian: bool) -> char {
    match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ك' | 'ک' if persian => 'ک',
        'ك' | 'ک' => 'ك',
        'ي' | 'ى' | 'ی' if persian => 'ی',
        'ي' | 'ى' | 'ی' => 'ي',
        'ۀ' | 'ة' if persian => 'ه',
        other => other,
    }
}

const SERBIAN: [(char, &str); 30] = [
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "g"),
    ('д', "d"),
    ('ђ', "đ"),
    ('е', "e"),
    ('ж', "ž"),
    ('з', "z"),
    ('и', "i"),
    ('ј', "j"),
    ('к', "k"),
    ('л', "l"),
    ('љ', "lj"),
    ('м', "m"),
    ('н', "n"),
    ('њ', "nj"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('ћ', "ć"),
    ('у', "u"),
    ('ф', "f"),
    ('х', "h"),
    ('ц', "c"),
    ('ч', "č"),
    ('џ', "dž"),
    ('ш', "š"),
];

const UZBEK: [(char, &str); 36] = [
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "g"),
    ('д', "d"),
    ('е', "e"),
    ('ё', "yo"),
    ('ж', "j"),
    ('з', "z"),
    ('и', "i"),
    ('й', "y"),
    ('к', "k"),
    ('л', "l"),
    ('м', "m"),
    ('н', "n"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('у', "u"),
    ('ф', "f"),
    ('х', "x"),
    ('ц', "ts"),
    ('ч', "ch"),
    ('ш', "sh"),
    ('ъ', "'"),
    ('ь', ""),
    ('э', "e"),
    ('ю', "yu"),
    ('я', "ya"),
    ('ў', "o'"),
    ('қ', "q"),
    ('ғ', "g'"),
    ('ҳ', "h"),
    ('ы', "i"),
];

/// Serbian and Uzbek in Latin letters; Latin ones as they are.
fn latin(lowered: &str, lang: &str) -> String {
    let table: &[(char, &str)] = if lang == "sr" { &SERBIAN } else { &UZBEK };
    let mut out = String::with_capacity(lowered.len());
    for c in lowered.chars() {
        match (table.iter().find(|(from, _)| *from == c), c) {
            (Some((_, to)), _) => out.push_str(to),
            (None, '\u{2BB}') => out.push('\''),
            (None, c) => out.push(c),
        }
    }
    out
}

/// What house style decides, in the form that takes it away: accents of Latin letters (marks of other scripts carry meaning
/// and stay), the full stops of abbreviations (`M.L.`, `ML`), `ß` and umlauts in German (`Mueller`), nukta and
/// chandrabindu in Indic scripts, `ё` in Russian, forms of hamza in Arabic.
pub(super) fn plain_form(n: &str, lang: &str) -> String {
    if n.contains('.') && n.contains(char::is_alphabetic) {
        return plain_form(&n.replace('.', ""), lang);
    }
    if n.is_ascii() {
        return n.to_owned();
    }
    let german = lang == "de";
    let mut out = String::with_capacity(n.len());
    let mut latin = None;
    for c in n.nfd() {
        match c {
            '\u{308}' if german && matches!(latin, Some('a' | 'o' | 'u')) => out.push('e'),
            '\u{300}'..='\u{36F}' if latin.is_some() => {}
            'ł' => out.push('l'),
            'ø' => out.push('o'),
            'đ' => out.push('d'),
            'ı' => out.push('i'),
            'ß' => out.push_str("ss"),
            '\u{308}' if out.ends_with('е') => {}
            '\u{93C}' | '\u{9BC}' => {}
            '\u{901}' => out.push('\u{902}'),
            '\u{981}' => out.push('\u{982}'),
            'ؤ' | 'ئ' | '\u{654}' | '\u{655}' => {}
            other => {
                latin = other.is_ascii_alphabetic().then_some(other);
                out.push(other);
            }
        }
    }
    out.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn composed_and_decomposed_letters_are_one() {
        assert_eq!(normal_form("Caf\u{e9}", "fr"), normal_form("cafe\u{301}", "fr"));
        assert_eq!(normal_form("İzmir", ""), normal_form("I\u{307}zmir", ""));
        assert_eq!(normal_form("آن", "ar"), normal_form("ا\u{653}ن", "ar"));
    }

    #[test]
    fn apostrophes_are_one_and_hidden_characters_go() {
        assert_eq!(normal_form("don\u{2019}t", "en"), "don't");
        assert_eq!(normal_form("ho\u{200b}nor", "en"), "honor");
        assert_eq!(normal_form("می\u{200c}خواهم", ""), "مي\u{200c}خواهم");
    }

    #[test]
    fn each_language_has_its_folds() {
        for (lang, x, y) in [
            ("tr", "IŞIK", "ışık"),
            ("tr", "İSTANBUL", "istanbul"),
            ("ar", "أَنَّ", "ان"),
            ("ar", "مُحـــمَّد", "محمد"),
            ("fa", "كتابي", "کتابی"),
            ("fa", "می\u{200c}خواهم", "میخواهم"),
            ("he", "שָׁלוֹם", "שלום"),
            ("he", "צה״ל", "צה\"ל"),
            ("ja", "ｶﾞｰﾄﾞ", "ガード"),
            ("zh", "Ｇ７", "g7"),
            ("sr", "Његош", "njegoš"),
            ("uz", "Ўзбекистон", "o'zbekiston"),
        ] {
            assert_eq!(normal_form(x, lang), normal_form(y, lang), "{lang} {x}");
        }
        // Marks of Indic scripts are letters.
        assert_ne!(normal_form("की", "hi"), normal_form("का", "hi"));
    }

    #[test]
    fn house_style_is_taken_away_in_the_plain_form() {
        for (lang, x, y) in [
            ("de", "müller", "mueller"),
            ("de", "groß", "gross"),
            ("es", "galápagos", "galapagos"),
            ("ru", "ещё", "еще"),
            ("hi", "ज़मीन", "जमीन"),
            ("en", "m.l.", "ml"),
        ] {
            assert_eq!(plain_form(x, lang), plain_form(y, lang), "{lang} {x}");
        }
        assert_ne!(plain_form("й", "ru"), plain_form("и", "ru"));
    }
}
