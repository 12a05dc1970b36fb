//! TER: how many edits turn a rendering into the reference, a moved phrase being one.

use super::shifts;
use super::tokenize::{entities, is_western_mark, isolate, primary, separate_numbers};
use super::words::{Vocabulary, is_space, split};
use super::{About, Metric, Sample};

/// Largest product of the two lengths, in words: 1,000 words each.
const LIMIT: usize = 1_000_000;

/// Translation edit rate: the number of words inserted, deleted or replaced and of phrases moved, as found by Tercom's
/// greedy search, per 100 words of the reference. 0 (equal) upwards; 100 when only the reference is empty.
/// Words are cut at white space and lowercased; in Chinese and Japanese marks and ideographs are words too
/// (`norm:yes|asian:yes`). Equal to sacrebleu's `sentence_ter` with the options in the signature. Its limits hold here:
/// phrases of at most 10 words that move at most 50 words, edit distance within 25 words of the diagonal, and at most
/// 1,000 moves tried. `None` when the product of the lengths, in words, exceeds a million.
///
/// Source: Snover et al. 2006.
pub struct Ter;

impl Metric for Ter {
    fn about(&self) -> &'static About {
        &About {
            name: "ter",
            title: "TER",
            formula: "100 × (insertions + deletions + replacements + moves of phrases) / words of the reference",
            range: (0.0, f64::INFINITY),
            larger_is_closer: false,
            symmetric: false,
            citation: "Snover, Dorr, Schwartz, Micciulla, Makhoul (2006): A Study of Translation Edit Rate with Targeted \
                       Human Annotation. AMTA, 223-231. https://aclanthology.org/2006.amta-papers.25",
        }
    }

    fn compare(&self, a: &Sample, b: &Sample, lang: Option<&str>) -> Option<f64> {
        Some(Counts::new(a.text(), b.text(), lang)?.score())
    }

    fn options(&self, lang: Option<&str>) -> String {
        let asian = if is_asian(lang) { "yes" } else { "no" };
        format!("nrefs:1|case:lc|tok:tercom|norm:{asian}|punct:yes|asian:{asian}")
    }
}

/// TER of a whole corpus of (reference, rendering) pairs: all edits per 100 words of all references. Equal to
/// sacrebleu's `corpus_ter` with one reference. `None` when a pair is longer than the limit of [`Ter`].
pub fn corpus_ter<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>, lang: Option<&str>) -> Option<f64> {
    let mut sum = Counts::default();
    for (reference, rendering) in pairs {
        sum.add(&Counts::new(reference, rendering, lang)?);
    }
    Some(sum.score())
}

/// What TER counts.
#[derive(Default)]
pub(super) struct Counts {
    edits: usize,
    /// Words of the reference.
    words: usize,
}

impl Counts {
    pub(super) fn new(reference: &str, rendering: &str, lang: Option<&str>) -> Option<Self> {
        let (reference, rendering) = (normalise(reference, lang), normalise(rendering, lang));
        let mut vocabulary = Vocabulary::default();
        let reference = vocabulary.numbers(split(&reference));
        let rendering = vocabulary.numbers(split(&rendering));
        let within = reference.len().saturating_mul(rendering.len()) <= LIMIT;
        within.then(|| Counts { edits: shifts::edits(&reference, rendering), words: reference.len() })
    }

    pub(super) fn add(&mut self, other: &Counts) {
        self.edits += other.edits;
        self.words += other.words;
    }

    pub(super) fn score(&self) -> f64 {
        match (self.edits, self.words) {
            (0, _) => 0.0,
            (_, 0) => 100.0,
            (edits, words) => 100.0 * edits as f64 / words as f64,
        }
    }
}

/// Whether words are not written apart, so that Tercom's support for Asian scripts is needed.
fn is_asian(lang: Option<&str>) -> bool {
    matches!(primary(lang).as_str(), "zh" | "cmn" | "yue" | "ja")
}

/// Tercom's normalisation; without Asian scripts it only lowers case.
fn normalise(text: &str, lang: Option<&str>) -> String {
    let text = text.trim_end_matches(is_space).to_lowercase();
    if !is_asian(lang) {
        return text;
    }
    let text = entities(text.replace("\n-", "").replace('\n', " "));
    let text = isolate(&format!(" {text} "), is_western_mark).replace("'s ", " 's ");
    isolate(&separate_numbers(&text), is_asian_mark)
}

/// The ideographs, strokes and marks that Tercom makes words of their own.
fn is_asian_mark(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{2eff}' | '\u{3001}'..='\u{3002}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}'
        | '\u{30fb}' | '\u{31c0}'..='\u{31ef}' | '\u{3200}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff01}'..='\u{ff02}' | '\u{ff08}'..='\u{ff09}'
        | '\u{ff0c}' | '\u{ff0e}' | '\u{ff1a}'..='\u{ff1b}' | '\u{ff1f}' | '\u{ff61}'..='\u{ff65}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moved_phrase_is_one_edit() {
        let score = Ter.score("on monday the minister went home", "the minister went home On Monday", None);
        assert_eq!(score, Some(100.0 / 6.0));
    }

    #[test]
    fn empty_texts() {
        assert_eq!(Ter.score("", "", None), Some(0.0));
        assert_eq!(Ter.score("", "a b", None), Some(100.0));
        assert_eq!(Ter.score("a b", "", None), Some(100.0));
        assert_eq!(corpus_ter([("", "a b"), ("a", "a")], None), Some(200.0));
    }

    #[test]
    fn ideographs_are_words_in_chinese_only() {
        assert_eq!(Ter.score("他来了。", "她来了。", Some("zh")), Some(25.0));
        assert_eq!(Ter.score("他来了。", "她来了。", None), Some(100.0));
    }

    #[test]
    fn gives_up_on_long_texts() {
        let long = "x ".repeat(1001);
        assert_eq!(Ter.score(&long, &long, None), None);
        assert_eq!(Ter.score(&long, "x", None), Some(100.0 * 1000.0 / 1001.0));
    }
}
