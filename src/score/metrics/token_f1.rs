//! F1 of the words two texts share.

use std::cmp::Ordering;

use super::{About, Metric, Sample};

/// `2s / (|A| + |B|)`, where `A` and `B` are the texts' words and `s` the number of words in both, each as often as in
/// the text that has it less often: the harmonic mean of precision and recall. Words are those of UAX #29 in lower case,
/// so that Chinese and Japanese are compared by character. 0 to 1; two texts without words score 1. Blind to order.
///
/// Source: van Rijsbergen 1979 for F; Rajpurkar et al. 2016 for its use on words.
pub struct TokenF1;

impl Metric for TokenF1 {
    fn about(&self) -> &'static About {
        &About {
            name: "token_f1",
            title: "Token-F1",
            formula: "2 × words in both / words in all",
            range: (0.0, 1.0),
            larger_is_closer: true,
            symmetric: true,
            citation: "Rajpurkar, Zhang, Lopyrev, Liang (2016): SQuAD: 100,000+ Questions for Machine Comprehension of \
                       Text. EMNLP, 2383-2392. https://aclanthology.org/D16-1264",
        }
    }

    fn compare(&self, a: &Sample, b: &Sample, _lang: Option<&str>) -> Option<f64> {
        let overlap = Overlap::new(a, b);
        Some(overlap.share(overlap.a + overlap.b, 2))
    }

    fn options(&self, _lang: Option<&str>) -> String {
        "case:lc|tok:uax29".to_owned()
    }
}

/// How many words two texts have, and how many they share.
pub(super) struct Overlap {
    pub(super) a: usize,
    pub(super) b: usize,
    shared: usize,
}

impl Overlap {
    /// Compares the texts as bags of words.
    pub(super) fn new(a: &Sample, b: &Sample) -> Self {
        let (a, b) = (a.words(), b.words());
        let (mut i, mut j, mut shared) = (0, 0, 0);
        while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
            let order = x.cmp(y);
            shared += usize::from(order == Ordering::Equal);
            i += usize::from(order != Ordering::Greater);
            j += usize::from(order != Ordering::Less);
        }
        Overlap { a: a.len(), b: b.len(), shared }
    }

    /// `times` the shared words as a share of `all`; texts without words share everything with each other.
    pub(super) fn share(&self, all: usize, times: usize) -> f64 {
        match all {
            0 => f64::from(self.a == self.b),
            all => (times * self.shared) as f64 / all as f64,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_without_case_marks_and_order() {
        assert_eq!(TokenF1.score("The end, the End!", "end THE", None), Some(4.0 / 6.0));
        assert_eq!(TokenF1.score("四月", "四日", None), Some(0.5));
    }

    #[test]
    fn texts_without_words() {
        assert_eq!(TokenF1.score("—", "", None), Some(1.0));
        assert_eq!(TokenF1.score("—", "a", None), Some(0.0));
    }
}
