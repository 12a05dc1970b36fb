//! chrF and chrF++: character n-grams, recall counting more than precision.

use super::ngrams::Ngrams;
use super::words::{Vocabulary, is_space, split};
use super::{About, Metric, Sample};

/// Longest character n-gram counted.
const CHARACTERS: usize = 6;
/// Longest word n-gram that chrF++ counts.
const WORDS: usize = 2;
/// Recall counts this many times as much as precision.
const BETA: f64 = 2.0;

/// chrF2: precision and recall of character n-grams (1 to 6, white space left out), averaged over the orders both
/// texts are long enough for, then `F = (1 + β²)PR / (β²P + R)` with β = 2. 0 to 100. [`CHRF_PP`] (chrF2++) averages
/// over word 1- and 2-grams too, for which a mark at the edge of a word is a word of its own.
/// Equal to sacrebleu's `sentence_chrf` (`eff:yes|nc:6|nw:0` or `nw:2`).
///
/// Source: Popović 2015 (chrF), 2016 (β), 2017 (chrF++).
pub struct Chrf {
    about: &'static About,
    words: usize,
}

/// chrF2.
pub const CHRF: Chrf = Chrf {
    about: &About {
        name: "chrf",
        title: "chrF2",
        formula: "100 × F2 of the mean precision and recall of character 1- to 6-grams",
        range: (0.0, 100.0),
        larger_is_closer: true,
        symmetric: false,
        citation: "Popović (2015): chrF: character n-gram F-score for automatic MT evaluation. WMT, 392-395. \
                   https://aclanthology.org/W15-3049",
    },
    words: 0,
};

/// chrF2++.
pub const CHRF_PP: Chrf = Chrf {
    about: &About {
        name: "chrf_pp",
        title: "chrF2++",
        formula: "100 × F2 of the mean precision and recall of character 1- to 6-grams and word 1- and 2-grams",
        range: (0.0, 100.0),
        larger_is_closer: true,
        symmetric: false,
        citation: "Popović (2017): chrF++: words helping character n-grams. WMT, 612-618. \
                   https://aclanthology.org/W17-4770",
    },
    words: WORDS,
};

impl Metric for Chrf {
    fn about(&self) -> &'static About {
        self.about
    }

    fn compare(&self, a: &Sample, b: &Sample, _lang: Option<&str>) -> Option<f64> {
        Some(self.counts(a.text(), b.text()).score())
    }

    fn options(&self, _lang: Option<&str>) -> String {
        format!("nrefs:1|case:mixed|eff:yes|nc:{CHARACTERS}|nw:{}|space:no", self.words)
    }
}

impl Chrf {
    /// The score of a whole corpus of (reference, rendering) pairs, 0 to 100: counts are summed before precision and
    /// recall are taken. Equal to sacrebleu's `corpus_chrf` with one reference.
    pub fn corpus<'a>(&self, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> f64 {
        let mut sum = Counts::default();
        for (reference, rendering) in pairs {
            sum.add(&self.counts(reference, rendering));
        }
        sum.score()
    }

    pub(super) fn counts(&self, reference: &str, rendering: &str) -> Counts {
        let mut counts = Counts::default();
        counts.compare(0, &characters(reference), &characters(rendering), CHARACTERS);
        if self.words > 0 {
            let mut vocabulary = Vocabulary::default();
            let reference = Ngrams::<WORDS>::new(&vocabulary.numbers(words(reference)));
            let rendering = Ngrams::<WORDS>::new(&vocabulary.numbers(words(rendering)));
            counts.compare(CHARACTERS, &reference, &rendering, self.words);
        }
        counts
    }
}

fn characters(text: &str) -> Ngrams<CHARACTERS> {
    let symbols: Vec<u32> = text.chars().filter(|&c| !is_space(c)).map(u32::from).collect();
    Ngrams::new(&symbols)
}

/// Words, with an ASCII mark that ends a word, or else one that opens it, as a word of its own.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let edge = |c: char| c.is_ascii_punctuation();
    split(text).flat_map(move |word| {
        let (first, second) = match word.len() {
            1 => (word, ""),
            n if word.ends_with(edge) => word.split_at(n - 1),
            _ if word.starts_with(edge) => word.split_at(1),
            _ => (word, ""),
        };
        [first, second].into_iter().filter(|part| !part.is_empty())
    })
}

/// Number of n-grams of one order.
#[derive(Clone, Copy, Default)]
struct Order {
    reference: u64,
    rendering: u64,
    shared: u64,
}

/// What chrF counts: character n-grams by order, then word n-grams.
#[derive(Default)]
pub(super) struct Counts([Order; CHARACTERS + WORDS]);

impl Counts {
    /// Fills in the `orders` that start at `offset`.
    fn compare<const N: usize>(&mut self, offset: usize, reference: &Ngrams<N>, rendering: &Ngrams<N>, orders: usize) {
        for (order, n) in self.0.iter_mut().skip(offset).zip(1..=orders) {
            order.reference = reference.total(n);
            // As in sacrebleu: nothing is counted that the reference is too short to have.
            order.rendering = if order.reference > 0 { rendering.total(n) } else { 0 };
            order.shared = rendering.shared(reference, n);
        }
    }

    pub(super) fn add(&mut self, other: &Counts) {
        for (sum, order) in self.0.iter_mut().zip(&other.0) {
            sum.reference += order.reference;
            sum.rendering += order.rendering;
            sum.shared += order.shared;
        }
    }

    pub(super) fn score(&self) -> f64 {
        let (mut precision, mut recall, mut orders) = (0.0, 0.0, 0.0);
        for order in self.0.iter().filter(|order| order.reference > 0 && order.rendering > 0) {
            precision += order.shared as f64 / order.rendering as f64;
            recall += order.shared as f64 / order.reference as f64;
            orders += 1.0;
        }
        if precision + recall == 0.0 {
            return 0.0;
        }
        let (precision, recall) = (precision / orders, recall / orders);
        let beta = BETA * BETA;
        100.0 * (1.0 + beta) * precision * recall / (beta * precision + recall)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recall_counts_more_than_precision() {
        let short = CHRF.score("a long sentence", "a long", None);
        let long = CHRF.score("a long", "a long sentence", None);
        assert!(short < long, "{short:?} {long:?}");
    }

    #[test]
    fn marks_leave_one_edge_of_a_word() {
        assert_eq!(words("(ja) \"so . x").collect::<Vec<_>>(), ["(ja", ")", "\"", "so", ".", "x"]);
    }

    #[test]
    fn white_space_never_matters_to_characters() {
        assert_eq!(CHRF.score("ab cd", "a bcd", None), Some(100.0));
        assert!(CHRF_PP.score("ab cd", "a bcd", None) < Some(100.0));
    }

    #[test]
    fn a_text_too_short_for_an_order_is_judged_by_the_others() {
        assert_eq!(CHRF.score("ab", "ab", None), Some(100.0));
        assert_eq!(CHRF.score("", "ab", None), Some(0.0));
    }
}
