//! What linking looks at in a rendering, borrowed.

use crate::model::Rendering;

/// One rendering as the engine sees it. Empty or missing facts are neutral.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entry<'a> {
    /// The words.
    pub text: &'a str,
    /// Whose wording it is; `""` when unknown.
    pub outlet: &'a str,
    /// The article in which it was found; `""` when unknown.
    pub source: &'a str,
    /// Who made the statement, as printed.
    pub speaker: Option<&'a str>,
    /// BCP 47 tag of its language; `None`: unknown, it is guessed where it matters.
    pub lang: Option<&'a str>,
    /// When; days are compared where it begins with `YYYY-MM-DD` or `YYYYMMDD`.
    pub date: Option<&'a str>,
}

impl<'a> From<&'a Rendering> for Entry<'a> {
    fn from(rendering: &'a Rendering) -> Self {
        Entry {
            text: &rendering.text,
            outlet: &rendering.outlet,
            // Where nobody says at which place in it, the source may be anything.
            source: if rendering.span.is_some() { &rendering.source } else { "" },
            speaker: rendering.speaker.as_deref(),
            lang: rendering.lang.as_deref(),
            date: rendering.date.as_deref(),
        }
    }
}

impl<'a> Entry<'a> {
    /// What a statement's id derives from.
    pub(super) fn content(&self) -> [&'a str; 4] {
        [self.text, self.outlet, self.speaker.unwrap_or(""), self.date.unwrap_or("")]
    }

    /// Orders entries by length of text, then by all that is known of them.
    pub(super) fn rank(&self) -> (usize, [&'a str; 4], [&'a str; 2]) {
        (self.text.len(), self.content(), [self.lang.unwrap_or(""), self.source])
    }

    /// Days since an arbitrary day, where the date says one.
    pub(super) fn day(&self) -> Option<i32> {
        let digits: Vec<u8> = self.date?.bytes().filter(|&byte| byte != b'-').take(8).collect();
        if digits.len() < 8 || !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let number = |range: &[u8]| range.iter().fold(0, |n, &digit| n * 10 + i32::from(digit - b'0'));
        let (year, month, day) = (number(&digits[..4]), number(&digits[4..6]), number(&digits[6..]));
        // Days from the civil calendar (Hinnant, "chrono-compatible low-level date algorithms"): March is month 0.
        let shifted = (month + 9) % 12;
        let year = year - i32::from(shifted > 9);
        ((1..=12).contains(&month) && (1..=31).contains(&day))
            .then(|| 365 * year + year / 4 - year / 100 + year / 400 + (153 * shifted + 2) / 5 + day)
    }
}

/// Whether two speakers are clearly two: names with a capital, no word in common, surnames spelt unlike each other.
/// A pronoun, an office or nothing at all is anybody.
pub(super) fn different_speakers(a: &str, b: &str) -> bool {
    let named = |speaker: &str| speaker.chars().next().is_some_and(char::is_uppercase);
    if !named(a) || !named(b) || a.is_ascii() != b.is_ascii() {
        return false;
    }
    let words = |speaker: &str| -> Vec<String> {
        speaker.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1).map(str::to_lowercase).collect()
    };
    let (a, b) = (words(a), words(b));
    let (Some(x), Some(y)) = (a.last(), b.last()) else { return false };
    !a.iter().any(|word| b.contains(word)) && strsim::jaro_winkler(x, y) < 0.8
}

/// Whether two speakers are clearly one: the same words, or the words of a name that the other has too.
pub(super) fn same_speaker(a: &str, b: &str) -> bool {
    let words = |speaker| str::split_whitespace(speaker).collect::<Vec<_>>();
    let (a, b) = (words(a), words(b));
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let named = few.first().and_then(|word| word.chars().next()).is_some_and(char::is_uppercase);
    !few.is_empty() && (few == many || named && few.iter().all(|word| many.contains(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_speaker_has_one_surname() {
        for (a, b, one) in [
            ("Ana Lindqvist", "Lindqvist", true),
            ("the minister", "the minister", true),
            ("the minister", "a minister", false),
            ("Ana Lindqvist", "Tomas Berger", false),
            ("Ana Lindqvist", "Per Lindqvist", false),
            ("Prime Minister", "Foreign Minister", false),
            ("", "", false),
        ] {
            assert_eq!(same_speaker(a, b), one, "{a} / {b}");
        }
    }

    #[test]
    fn only_clearly_different_surnames_are_two_speakers() {
        assert!(different_speakers("Ana Lindqvist", "Tomas Berger"));
        assert!(!different_speakers("Abu Omar al-Khatibi", "Omar Al Khatiby"));
        assert!(!different_speakers("he", "Tomas Berger"));
        assert!(!different_speakers("", "Tomas Berger"));
    }

    #[test]
    fn days_are_counted_across_months_and_years() {
        let day = |date| Entry { date: Some(date), ..Entry::default() }.day();
        assert_eq!(day("2024-03-01").zip(day("2024-02-28")).map(|(a, b)| a - b), Some(2));
        assert_eq!(day("20250101T10:00").zip(day("2024-12-31")).map(|(a, b)| a - b), Some(1));
        assert_eq!(day("yesterday"), None);
        assert_eq!(day("2024-13-01"), None);
    }
}
