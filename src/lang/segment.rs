//! Words of scripts that write no spaces: Chinese, Japanese, Thai, Lao, Khmer, Burmese.
//!
//! Source of the boundaries: the dictionaries of ICU, as `icu_segmenter` carries them. Numbers are cut out before, since
//! the dictionaries cut them anywhere.

use std::sync::LazyLock;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};

use unicode_normalization::char::canonical_combining_class;

use super::number::{han_numerals, is_han_numeral};

static SEGMENTER: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));

/// Whether the script of a letter writes no spaces between words.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c),
        0x0e01..=0x0e3a | 0x0e40..=0x0e4e | 0x0e81..=0x0ece // Thai, Lao
        | 0x1000..=0x103f | 0x1050..=0x108f | 0x1780..=0x17d3 // Burmese, Khmer
        | 0x3005..=0x3007 | 0x3041..=0x309f | 0x30a1..=0x30fa | 0x30fc..=0x30ff // kana
        | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff) // Han
}

/// Calls `each` with the start and the end of every word of `run`, in order; together they cover it.
pub(super) fn words(run: &str, mut each: impl FnMut(usize, usize)) {
    let mut start = 0;
    while let Some((from, to)) = numeral(run, start) {
        by_dictionary(run, start, from, &mut each);
        each(from, to);
        start = to;
    }
    by_dictionary(run, start, run.len(), &mut each);
}

fn by_dictionary(run: &str, from: usize, to: usize, each: &mut impl FnMut(usize, usize)) {
    let mut start = from;
    // A mark stays with its letter.
    let cuts = |&at: &usize| {
        at > from
            && run.get(at..to).and_then(|rest| rest.chars().next()).is_none_or(|c| canonical_combining_class(c) == 0)
    };
    for end in SEGMENTER.segment_str(run.get(from..to).unwrap_or_default()).map(|at| from + at).filter(cuts) {
        if end <= start {
            continue;
        }
        if let Some((negator, after)) = negator_across(run, end).filter(|&(at, after)| at >= start && after <= to) {
            if negator > start {
                each(start, negator);
            }
            each(negator, after);
            start = after;
            continue;
        }
        each(start, end);
        start = end;
    }
}

/// Japanese negative endings, which the dictionary cuts through (`はな|い`).
const NEGATIVE: [&str; 5] = ["ない", "なかっ", "なく", "なけれ", "ません"];

/// What a negative ending follows: a particle or a verb's stem; the endings in -i only before the polite form, since
/// before the others they are those of adjectives (`きれいな|いえ`).
fn precedes_negative(c: char, polite: bool) -> bool {
    "はがもかさただなばまらわりしちみでえけせてねめれべ".contains(c) || (polite && "きいにぎび".contains(c))
}

/// The negative ending that a cut at `at` would fall into.
fn negator_across(run: &str, at: usize) -> Option<(usize, usize)> {
    const KANA: usize = 3;
    NEGATIVE.into_iter().find_map(|negative| {
        (KANA..negative.len()).step_by(KANA).find_map(|inside| {
            let start = at.checked_sub(inside)?;
            let before = run.get(..start)?.chars().next_back()?;
            (precedes_negative(before, negative == "ません") && run.get(start..)?.starts_with(negative))
                .then_some((start, start + negative.len()))
        })
    })
}

/// The first number of more than one numeral at or after `start`; a single numeral is part of many words, and so are two
/// or three digits in a row (`一一`).
fn numeral(run: &str, start: usize) -> Option<(usize, usize)> {
    let mut at = start;
    while let Some(from) = run.get(at..)?.find(is_han_numeral).map(|from| at + from) {
        let rest = run.get(from..)?;
        let to = rest.find(|c| !is_han_numeral(c)).map_or(run.len(), |length| from + length);
        let number = run.get(from..to)?;
        let digits = number.chars().count() > 3;
        if number.chars().nth(1).is_some() && (digits || number.contains(is_power)) && han_numerals(number).is_some() {
            return Some((from, to));
        }
        at = to;
    }
    None
}

pub(super) fn is_power(c: char) -> bool {
    matches!(c, '十' | '百' | '千' | '万' | '萬' | '亿' | '億')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(run: &str) -> Vec<&str> {
        let mut found = Vec::new();
        words(run, |start, end| found.push(&run[start..end]));
        found
    }

    #[test]
    fn a_run_is_cut_into_words_and_numerals_stay_whole() {
        assert_eq!(cut("我们不会离开这座城市"), ["我们", "不会", "离开", "这", "座", "城市"]);
        assert_eq!(cut("三百五十万人"), ["三百五十万", "人"]);
        assert_eq!(cut("สวัสดีชาวโลก"), ["สวัสดี", "ชาว", "โลก"]);
        assert_eq!(cut("行くことはない"), ["行く", "こと", "は", "ない"]);
        assert_eq!(cut("問題はなかった"), ["問題", "は", "なかっ", "た"]);
        assert!(cut("予定はありません").contains(&"ません"));
        assert!(cut("みんないる").contains(&"みんな"));
        assert!(cut("").is_empty());
    }
}
