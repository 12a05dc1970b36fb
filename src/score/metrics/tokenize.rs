//! The tokenizers of BLEU, after mteval and sacrebleu.

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use super::words::is_space;

/// How a text is cut into tokens before n-grams are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tokenizer {
    /// That of `mteval-v13a.pl`: western punctuation apart, numbers whole.
    Mteval13a,
    /// One token per Chinese character, the rest as 13a.
    Zh,
    /// One token per character.
    Char,
    /// That of `mteval-v14.pl`: Unicode punctuation and symbols apart, numbers whole.
    Intl,
}

impl Tokenizer {
    /// The tokenizer for a language, given as its BCP 47 tag: `zh` for Chinese, characters for other scripts without
    /// spaces, 13a for all others. As in sacrebleu, except that it asks for an external program for Japanese and Korean.
    pub fn for_language(lang: Option<&str>) -> Tokenizer {
        match primary(lang).as_str() {
            "zh" | "yue" | "cmn" => Tokenizer::Zh,
            "ja" | "th" | "lo" | "km" | "my" => Tokenizer::Char,
            _ => Tokenizer::Mteval13a,
        }
    }

    /// The tokenizer's name in signatures.
    pub fn as_str(self) -> &'static str {
        match self {
            Tokenizer::Mteval13a => "13a",
            Tokenizer::Zh => "zh",
            Tokenizer::Char => "char",
            Tokenizer::Intl => "intl",
        }
    }

    /// `line` with white space between its tokens.
    pub fn apply(self, line: &str) -> String {
        let line = line.trim_end_matches(is_space);
        match self {
            Tokenizer::Mteval13a => mteval(&format!(" {} ", unescape(line))),
            Tokenizer::Zh => mteval(&isolate(line.trim_start_matches(is_space), is_chinese)),
            Tokenizer::Char => isolate(line, |_| true),
            Tokenizer::Intl => international(line),
        }
    }
}

/// The language of a tag without script and region, in lower case; empty when there is none.
pub(super) fn primary(lang: Option<&str>) -> String {
    lang.and_then(|tag| tag.split(['-', '_']).next()).unwrap_or("").trim().to_ascii_lowercase()
}

/// Joins lines and resolves the entities that 13a knows.
fn unescape(line: &str) -> String {
    let line = line.replace("<skipped>", "").replace("-\n", "").replace('\n', " ");
    entities(line)
}

/// Resolves the entities that old test sets contain.
pub(super) fn entities(line: String) -> String {
    if !line.contains('&') {
        return line;
    }
    line.replace("&quot;", "\"").replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
}

/// The western rules that 13a and zh share.
fn mteval(line: &str) -> String {
    let line = isolate(line, is_western_mark);
    separate_numbers(&line)
}

/// Whether 13a makes the character a token of its own: ASCII marks except `'`, `,`, `-` and `.`.
pub(super) fn is_western_mark(c: char) -> bool {
    matches!(c, ' '..='&' | '('..='+' | '/' | ':'..='@' | '['..='`' | '{'..='~')
}

/// Sets off periods and commas that do not stand between digits, and dashes after digits.
pub(super) fn separate_numbers(line: &str) -> String {
    let stop = |c| c == '.' || c == ',';
    let line = separate(line, After, |x, y| !x.is_ascii_digit() && stop(y));
    let line = separate(&line, Before, |x, y| stop(x) && !y.is_ascii_digit());
    separate(&line, After, |x, y| x.is_ascii_digit() && y == '-')
}

/// The rules of `mteval-v14.pl`: `P`, `N` and `S` are Unicode's general categories.
fn international(line: &str) -> String {
    let group = |c: char| c.general_category_group();
    let mark = |c: char| group(c) == GeneralCategoryGroup::Punctuation;
    let line = separate(line, After, |x, y| mark(y) && group(x) != GeneralCategoryGroup::Number);
    let line = separate(&line, Before, |x, y| mark(x) && group(y) != GeneralCategoryGroup::Number);
    isolate(&line, |c| group(c) == GeneralCategoryGroup::Symbol)
}

/// Puts a space on both sides of every character that `wanted` accepts.
pub(super) fn isolate(line: &str, wanted: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(line.len() * 2);
    for c in line.chars() {
        if wanted(c) {
            out.extend([' ', c, ' ']);
        } else {
            out.push(c);
        }
    }
    out
}

/// Which side of a separated pair gets an outer space.
#[derive(Clone, Copy, PartialEq)]
enum Outer {
    Before,
    After,
}
use Outer::{After, Before};

/// Puts a space into every pair of neighbours that `wanted` accepts, and one on the pair's outer side.
/// Pairs are found from the left and do not overlap, as in a regular expression's global substitution.
fn separate(line: &str, outer: Outer, wanted: impl Fn(char, char) -> bool) -> String {
    let mut out = String::with_capacity(line.len() * 2);
    let mut chars = line.chars().peekable();
    while let Some(x) = chars.next() {
        match chars.next_if(|&y| wanted(x, y)) {
            Some(y) if outer == Before => out.extend([' ', x, ' ', y]),
            Some(y) => out.extend([x, ' ', y, ' ']),
            None => out.push(x),
        }
    }
    out
}

/// What sacrebleu's zh tokenizer takes for a Chinese character. Its ranges for the supplementary planes are written
/// with four-digit escapes, so they cover U+2001 to U+2A6D instead: dashes and curly quotes too become tokens.
fn is_chinese(c: char) -> bool {
    matches!(c,
        '\u{2001}'..='\u{2a6d}' | '\u{2e80}'..='\u{2fdf}' | '\u{2ff0}'..='\u{303f}' | '\u{3100}'..='\u{312f}'
        | '\u{31a0}'..='\u{31ef}' | '\u{3200}'..='\u{4db5}' | '\u{4e00}'..='\u{9fbb}'
        | '\u{f900}'..='\u{fa2d}' | '\u{fa30}'..='\u{fa6a}' | '\u{fa70}'..='\u{fad9}' | '\u{fe10}'..='\u{fe1f}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}')
}

#[cfg(test)]
mod tests {
    use super::super::words::split;
    use super::*;

    fn tokens(tokenizer: Tokenizer, line: &str) -> String {
        split(&tokenizer.apply(line)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn mteval_13a_keeps_numbers_and_apostrophes() {
        assert_eq!(
            tokens(Tokenizer::Mteval13a, "It's 3,500.75 at 9-5, \"ok\"&lt;b&gt;."),
            "It's 3,500.75 at 9 - 5 , \" ok \" < b > ."
        );
        assert_eq!(tokens(Tokenizer::Mteval13a, "over-\nall in 1999."), "overall in 1999 .");
    }

    #[test]
    fn zh_isolates_characters_and_curly_quotes() {
        assert_eq!(tokens(Tokenizer::Zh, "他说“3.5亿”OK。"), "他 说 “ 3.5 亿 ” OK 。");
    }

    #[test]
    fn intl_keeps_a_stop_after_a_final_digit() {
        assert_eq!(tokens(Tokenizer::Intl, "„Ja“ – 5€, 1,5 im Jahr 1999."), "„ Ja “ – 5 € , 1,5 im Jahr 1999.");
    }

    #[test]
    fn char_drops_white_space() {
        assert_eq!(tokens(Tokenizer::Char, "お茶 2"), "お 茶 2");
    }

    #[test]
    fn languages_have_their_tokenizer() {
        let name = |lang| Tokenizer::for_language(lang).as_str();
        assert_eq!(["zh-Hans", "ja", "de_AT", ""].map(|lang| name(Some(lang))), ["zh", "char", "13a", "13a"]);
        assert_eq!(name(None), "13a");
    }
}
