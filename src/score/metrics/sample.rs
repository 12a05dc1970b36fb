//! A text as metrics see it: what they count is prepared once, however many texts it is compared with.

use std::sync::OnceLock;

use unicode_segmentation::UnicodeSegmentation;

use super::ngrams::Ngrams;
use crate::model::fingerprint;

/// A text with its characters, words and character pairs, each made when a metric first asks for it.
pub struct Sample<'a> {
    text: &'a str,
    characters: OnceLock<Vec<char>>,
    words: OnceLock<Vec<u64>>,
    pairs: OnceLock<Ngrams<2>>,
}

impl<'a> Sample<'a> {
    /// A sample of any text.
    pub fn new(text: &'a str) -> Self {
        Sample { text, characters: OnceLock::new(), words: OnceLock::new(), pairs: OnceLock::new() }
    }

    /// The text.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// Its characters.
    pub fn characters(&self) -> &[char] {
        self.characters.get_or_init(|| self.text.chars().collect())
    }

    /// Fingerprints of its words (UAX #29) in lower case, sorted; a word that occurs twice is there twice.
    pub fn words(&self) -> &[u64] {
        self.words.get_or_init(|| {
            let lower = self.text.to_lowercase();
            let mut words: Vec<u64> = lower.unicode_words().map(|word| fingerprint(word.as_bytes())).collect();
            words.sort_unstable();
            words
        })
    }

    /// Its pairs of neighbouring characters, white space left out.
    pub(super) fn pairs(&self) -> &Ngrams<2> {
        self.pairs.get_or_init(|| {
            let symbols: Vec<u32> = self.text.chars().filter(|c| !c.is_whitespace()).map(u32::from).collect();
            Ngrams::new(&symbols)
        })
    }
}

/// The characters of both texts, unless comparing each with each would take more than `limit` steps.
pub(super) fn characters_within<'s>(
    a: &'s Sample<'_>,
    b: &'s Sample<'_>,
    limit: usize,
) -> Option<(&'s [char], &'s [char])> {
    let (a, b) = (a.characters(), b.characters());
    (a.len().saturating_mul(b.len()) <= limit).then_some((a, b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_of_the_lower_case_text_in_no_order() {
        assert_eq!(Sample::new("The END, the…").words(), Sample::new("the the end").words());
        assert_eq!(Sample::new("The the").words().len(), 2);
        assert_ne!(Sample::new("the").words(), Sample::new("then").words());
        assert!(Sample::new("— …").words().is_empty());
    }

    #[test]
    fn the_limit_is_on_the_product_of_the_lengths() {
        let (a, b) = (Sample::new("дом"), Sample::new("ab"));
        assert!(characters_within(&a, &b, 6).is_some());
        assert!(characters_within(&a, &b, 5).is_none());
    }
}
