//! BLEU: how many of a rendering's n-grams the reference has.

use super::ngrams::Ngrams;
use super::tokenize::Tokenizer;
use super::words::{Vocabulary, split};
use super::{About, Metric, Sample};

/// Longest n-gram counted.
const ORDER: usize = 4;

/// Sentence-level BLEU: the geometric mean of the precisions of 1- to 4-grams, times `exp(1 - r/h)` when the rendering
/// (`h` tokens) is shorter than the reference (`r` tokens). Orders the rendering is too short for are left out
/// (effective order), and the k-th order without a match counts as `1/2^k` matches (exponential smoothing, after
/// `mteval-v13a.pl`). 0 to 100. The tokenizer follows the language. Equal to sacrebleu's `sentence_bleu`.
///
/// Source: Papineni, Roukos, Ward and Zhu 2002; Post 2018 for the signature; Chen and Cherry 2014 for the smoothing.
pub struct Bleu;

impl Metric for Bleu {
    fn about(&self) -> &'static About {
        &About {
            name: "bleu",
            title: "BLEU",
            formula: "100 × brevity penalty × geometric mean of the clipped 1- to 4-gram precisions",
            range: (0.0, 100.0),
            larger_is_closer: true,
            symmetric: false,
            citation: "Papineni, Roukos, Ward, Zhu (2002): BLEU: a Method for Automatic Evaluation of Machine Translation. \
                       ACL, 311-318. https://aclanthology.org/P02-1040. \
                       Post (2018): A Call for Clarity in Reporting BLEU Scores. WMT, 186-191. \
                       https://aclanthology.org/W18-6319",
        }
    }

    fn compare(&self, a: &Sample, b: &Sample, lang: Option<&str>) -> Option<f64> {
        Some(Counts::new(a.text(), b.text(), Tokenizer::for_language(lang)).sentence())
    }

    fn options(&self, lang: Option<&str>) -> String {
        format!("nrefs:1|case:mixed|eff:yes|tok:{}|smooth:exp", Tokenizer::for_language(lang).as_str())
    }
}

/// BLEU of a whole corpus of (reference, rendering) pairs, 0 to 100: counts are summed before precisions are taken,
/// and all four orders count. Equal to sacrebleu's `corpus_bleu` with `eff:no` and one reference.
pub fn corpus_bleu<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>, tokenizer: Tokenizer) -> f64 {
    let mut sum = Counts::default();
    for (reference, rendering) in pairs {
        sum.add(&Counts::new(reference, rendering, tokenizer));
    }
    sum.corpus()
}

/// BLEU of one pair with a chosen tokenizer, otherwise as [`Bleu`].
pub fn sentence_bleu(reference: &str, rendering: &str, tokenizer: Tokenizer) -> f64 {
    Counts::new(reference, rendering, tokenizer).sentence()
}

/// What BLEU counts.
#[derive(Default)]
pub(super) struct Counts {
    reference: u64,
    rendering: u64,
    matches: [u64; ORDER],
    totals: [u64; ORDER],
}

impl Counts {
    pub(super) fn new(reference: &str, rendering: &str, tokenizer: Tokenizer) -> Self {
        let (reference, rendering) = (tokenizer.apply(reference), tokenizer.apply(rendering));
        let mut vocabulary = Vocabulary::default();
        let reference = Ngrams::<ORDER>::new(&vocabulary.numbers(split(&reference)));
        let rendering = Ngrams::<ORDER>::new(&vocabulary.numbers(split(&rendering)));
        Counts {
            reference: reference.total(1),
            rendering: rendering.total(1),
            matches: std::array::from_fn(|i| rendering.shared(&reference, i + 1)),
            totals: std::array::from_fn(|i| rendering.total(i + 1)),
        }
    }

    pub(super) fn add(&mut self, other: &Counts) {
        self.reference += other.reference;
        self.rendering += other.rendering;
        for n in 0..ORDER {
            self.matches[n] += other.matches[n];
            self.totals[n] += other.totals[n];
        }
    }

    /// Over the orders the rendering is long enough for.
    fn sentence(&self) -> f64 {
        self.score(self.totals.iter().take_while(|&&total| total > 0).count())
    }

    /// Over all orders.
    pub(super) fn corpus(&self) -> f64 {
        if self.totals.contains(&0) { 0.0 } else { self.score(ORDER) }
    }

    fn score(&self, orders: usize) -> f64 {
        if self.matches.iter().all(|&matches| matches == 0) {
            return 0.0;
        }
        let mut unmatched = 1.0;
        let mut logs = 0.0;
        for (&matches, &total) in self.matches.iter().zip(&self.totals).take(orders) {
            let matches = if matches == 0 {
                unmatched *= 2.0;
                1.0 / unmatched
            } else {
                matches as f64
            };
            logs += (matches / total as f64).ln();
        }
        100.0 * self.brevity() * (logs / orders as f64).exp()
    }

    /// Penalty for a rendering shorter than the reference, 0 to 1.
    fn brevity(&self) -> f64 {
        if self.rendering >= self.reference {
            return 1.0;
        }
        (1.0 - self.reference as f64 / self.rendering as f64).exp()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentence_level_leaves_out_orders_that_do_not_exist() {
        assert!((sentence_bleu("Go now", "Go now", Tokenizer::Mteval13a) - 100.0).abs() < 1e-9);
        assert_eq!(corpus_bleu([("Go now", "Go now")], Tokenizer::Mteval13a), 0.0);
    }

    #[test]
    fn short_renderings_are_penalised() {
        let score = sentence_bleu("a b c d e f", "a b c d", Tokenizer::Mteval13a);
        assert!((score - 100.0 * (-0.5f64).exp()).abs() < 1e-9);
    }

    #[test]
    fn empty_texts_score_nothing() {
        for (a, b) in [("", ""), ("a", ""), ("", "a")] {
            assert_eq!(sentence_bleu(a, b, Tokenizer::Mteval13a), 0.0);
        }
        assert_eq!(corpus_bleu([], Tokenizer::Mteval13a), 0.0);
    }
}
