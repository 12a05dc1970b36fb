//! A guess at the language of a text that names none: by script where a script has one language, by its small words, by
//! letter trigrams (whatlang).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use unicode_segmentation::UnicodeSegmentation;

use super::concepts::Concepts;
use super::{Packs, normal_form};

/// Words looked at.
const SAMPLE: usize = 60;

/// Words looked at first: where they leave no doubt no more are read.
const GLANCE: usize = 24;

/// From so many words on a clear lead in small words decides without trigrams, which cost much more.
const MANY: usize = 30;

/// Below so many words trigrams are not asked: they would guess.
const ENOUGH: usize = 6;

/// The language code of a text, `""` when it is too short or too strange to tell.
///
/// A script that one language writes decides. Otherwise the language whose articles, prepositions, auxiliaries and
/// pronouns make up a third of the words (half of fewer than six words), and more than any other's, or (of 30 words and
/// more) a sixth and twice as many; otherwise, from six
/// words on, what whatlang takes for reliable; otherwise the one language whose lexicon knows half of the words.
pub fn guess(text: &str) -> &'static str {
    if let Some(code) = of_script(text) {
        return code;
    }
    // No word holds a space; what has no character beyond ASCII between two is cut much faster.
    let mut rest = text.split_ascii_whitespace().flat_map(str::unicode_words);
    let mut words: Vec<&str> = rest.by_ref().take(GLANCE).collect();
    let (best, first, second) = by_small_words(&words);
    if words.len() == GLANCE && first * 3 >= GLANCE && first >= 2 * second {
        return best;
    }
    words.extend(rest.take(SAMPLE - GLANCE));
    let (best, first, second) = by_small_words(&words);
    let share = if words.len() < ENOUGH { 2 } else { 3 };
    let clear = words.len() >= MANY && first * 6 >= words.len() && first >= 2 * second;
    if first > second && first * share >= words.len() || clear {
        return best;
    }
    if words.len() >= ENOUGH {
        let told = whatlang::detect(text).filter(whatlang::Info::is_reliable);
        if let Some(told) = told {
            return code(told.lang());
        }
        if first > second && first * 10 >= words.len() {
            return best;
        }
    }
    by_known_words(&words)
}

/// The language in which half of the words, and more than in any other, are small words or stand for a concept that
/// is no name.
fn by_known_words(words: &[&str]) -> &'static str {
    let words: Vec<&str> = words.iter().copied().filter(|word| !word.contains(char::is_numeric)).collect();
    let counts = Packs::builtin().codes().enumerate().map(|(place, code)| {
        let lexicon = Concepts::own().words(code);
        let known = |word: &&&str| {
            let n = normal_form(word, code);
            let senses = lexicon.senses(&n);
            SMALL.get(&*n).is_some_and(|bits| bits & 1 << place != 0)
                || !senses.is_empty() && !Concepts::own().is_name(&senses)
        };
        (code, words.iter().filter(known).count())
    });
    let (best, first, second) = lead(counts);
    if first > second && first * 2 >= words.len() { best } else { "" }
}

/// The language with the highest count, its count, and the next best.
fn lead(counts: impl Iterator<Item = (&'static str, usize)>) -> (&'static str, usize, usize) {
    counts.fold(
        ("", 0, 0),
        |(best, first, second), (code, known)| {
            if known > first { (code, known, first) } else { (best, first, second.max(known)) }
        },
    )
}

/// Letters whose script is looked at.
const LETTERS: usize = 400;

/// The language that most of the letters belong to, when only one writes them.
fn of_script(text: &str) -> Option<&'static str> {
    let mut counts = [0usize; SCRIPTS.len()];
    let (mut han, mut kana, mut latin, mut all) = (0usize, 0usize, 0usize, 0usize);
    for c in text.chars().filter(|c| c.is_alphabetic()).take(LETTERS) {
        all += 1;
        match u32::from(c) {
            ..0x370 => {
                latin += 1;
                // Whatever follows, no other script has more than half.
                if latin * 2 >= LETTERS {
                    return None;
                }
            }
            0x3400..=0x9fff | 0x2_0000..=0x3_ffff => han += 1,
            0x3041..=0x30ff => kana += 1,
            code => {
                if let Some(slot) = SCRIPTS.iter().position(|(from, to, _)| (*from..=*to).contains(&code)) {
                    counts[slot] += 1;
                }
            }
        }
    }
    if (han + kana) * 2 > all {
        // A Japanese sentence has an ending or a particle in kana.
        return Some(if kana * 20 > han { "ja" } else { "zh" });
    }
    let most = counts.iter().enumerate().max_by_key(|(_, count)| **count)?;
    (most.1 * 2 > all).then_some(SCRIPTS[most.0].2)
}

/// Blocks of letters that one language (of those written today by most) uses.
const SCRIPTS: [(u32, u32, &str); 16] = [
    (0x370, 0x3ff, "el"),
    (0x530, 0x58f, "hy"),
    (0x590, 0x5ff, "he"),
    (0xac00, 0xd7a3, "ko"),
    (0xe00, 0xe7f, "th"),
    (0xe80, 0xeff, "lo"),
    (0x1000, 0x109f, "my"),
    (0x10a0, 0x10ff, "ka"),
    (0x1780, 0x17ff, "km"),
    (0x980, 0x9ff, "bn"),
    (0xa00, 0xa7f, "pa"),
    (0xa80, 0xaff, "gu"),
    (0xb80, 0xbff, "ta"),
    (0xc00, 0xc7f, "te"),
    (0xc80, 0xcff, "kn"),
    (0xd00, 0xd7f, "ml"),
];

/// The small words of all packs; a bit for each pack that has the word, in the order of the codes.
static SMALL: LazyLock<FxHashMap<&'static str, u64>> = LazyLock::new(|| {
    let mut small = FxHashMap::default();
    for (place, code) in Packs::builtin().codes().enumerate().take(64) {
        let words = Packs::builtin().find(code).into_iter().flat_map(|pack| pack.words.small_words());
        words.for_each(|word| *small.entry(word).or_default() |= 1u64 << place);
    }
    small
});

/// Languages whose normal forms differ from those of others, with their places among the codes.
static OWN_FORMS: LazyLock<Vec<(usize, &'static str)>> = LazyLock::new(|| {
    let own = |code: &str| matches!(code, "fa" | "sr" | "tr" | "uz");
    Packs::builtin().codes().enumerate().take(64).filter(|(_, code)| own(code)).collect()
});

/// Whether a language folds a character in a way of its own: of Latin letters and apostrophes only the Turkish ones.
fn has_own_forms(c: char) -> bool {
    matches!(c, 'I' | 'İ') || c >= '\u{250}' && !matches!(c, '‘' | '’')
}

/// The languages that have `word` among their small words, a bit each.
fn languages(word: &str) -> u64 {
    let known = |form: &str| SMALL.get(form).copied().unwrap_or_default();
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return known(word);
    }
    // No word holds what else the normal form of ASCII is without.
    let mut bits = known(&if word.is_ascii() { word.to_ascii_lowercase() } else { normal_form(word, "") });
    if word.contains(has_own_forms) {
        for &(place, code) in OWN_FORMS.iter() {
            bits = bits & !(1 << place) | known(&normal_form(word, code)) & (1 << place);
        }
    }
    bits
}

/// The pack that knows most of the words as small words, how many, and how many the next best knows.
fn by_small_words(words: &[&str]) -> (&'static str, usize, usize) {
    let mut counts = [0usize; 64];
    let mut distinct: Vec<(&str, u64)> = words.iter().map(|&word| (word, languages(word))).collect();
    distinct.retain(|&(_, bits)| bits != 0);
    distinct.sort_unstable();
    distinct.dedup();
    for (_, mut bits) in distinct {
        while bits != 0 {
            counts[bits.trailing_zeros() as usize] += 1;
            bits &= bits - 1;
        }
    }
    lead(Packs::builtin().codes().zip(counts))
}

/// The shortest code of a language, as packs have it.
fn code(lang: whatlang::Lang) -> &'static str {
    use whatlang::Lang;
    match lang {
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Pol => "pl",
        Lang::Pes => "fa",
        Lang::Kor => "ko",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Swe => "sv",
        Lang::Ron => "ro",
        Lang::Fin => "fi",
        Lang::Vie => "vi",
        Lang::Dan => "da",
        Lang::Nob => "nb",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Srp => "sr",
        Lang::Hrv => "hr",
        Lang::Slk => "sk",
        Lang::Slv => "sl",
        Lang::Uzb => "uz",
        Lang::Urd => "ur",
        Lang::Mar => "mr",
        Lang::Nep => "ne",
        Lang::Ind => "id",
        Lang::Cat => "ca",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        other => other.code(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_is_known_by_its_small_words() {
        assert_eq!(guess("the price of retreating with shame"), "en");
        assert_eq!(guess("They may attack"), "en");
        assert_eq!(guess("Nobody won"), "en");
        assert_eq!(guess("Ceterum censeo Carthaginem delendam"), "");
        assert_eq!(guess(""), "");
    }

    #[test]
    fn a_script_of_one_language_tells_it_at_once() {
        for (text, lang) in [
            ("שלום", "he"),
            ("전쟁", "ko"),
            ("戦争は終わった", "ja"),
            ("战争已经结束", "zh"),
            ("สงคราม", "th"),
            ("ειρήνη", "el"),
        ] {
            assert_eq!(guess(text), lang, "{text}");
        }
    }

    #[test]
    fn languages_of_one_script_are_told_apart() {
        for (text, lang) in [
            ("Wir werden diese Stadt nicht verlassen, sagte der Minister", "de"),
            ("Мы не покинем этот город, сказал министр обороны", "ru"),
            ("Ми не залишимо це місто, сказав міністр оборони", "uk"),
            ("لن نغادر هذه المدينة أبدا، قال الوزير", "ar"),
            ("ما این شهر را ترک نخواهیم کرد، وزیر گفت", "fa"),
            ("हम इस शहर को नहीं छोड़ेंगे, मंत्री ने कहा", "hi"),
            ("Bu şehri asla terk etmeyeceğiz, dedi bakan", "tr"),
            ("Nous ne quitterons pas cette ville, a dit le ministre", "fr"),
        ] {
            assert_eq!(guess(text), lang, "{text}");
        }
    }
}
