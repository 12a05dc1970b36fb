//! How much of the shorter text is in the longer one.

use super::token_f1::Overlap;
use super::{About, Metric, Sample};

/// `s / min(|A|, |B|)`, with words and `s` as in [`TokenF1`](super::token_f1::TokenF1): 1 when every word of the shorter
/// text is in the longer one, as in a fragment of a longer quote. 0 to 1; two texts without words score 1, one without
/// words scores 0 against any other. Blind to order.
///
/// Source: Broder 1997 for containment, made symmetric by the shorter text (Szymkiewicz-Simpson overlap).
pub struct Containment;

impl Metric for Containment {
    fn about(&self) -> &'static About {
        &About {
            name: "containment",
            title: "Containment",
            formula: "words in both / words in the shorter text",
            range: (0.0, 1.0),
            larger_is_closer: true,
            symmetric: true,
            citation: "Broder (1997): On the resemblance and containment of documents. Proceedings of Compression and \
                       Complexity of Sequences, 21-29. https://doi.org/10.1109/SEQUEN.1997.666900",
        }
    }

    fn compare(&self, a: &Sample, b: &Sample, _lang: Option<&str>) -> Option<f64> {
        let overlap = Overlap::new(a, b);
        Some(overlap.share(overlap.a.min(overlap.b), 1))
    }

    fn options(&self, _lang: Option<&str>) -> String {
        "case:lc|tok:uax29".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fragment_is_contained() {
        assert_eq!(Containment.score("attack upon attack, day by day", "Day by day", None), Some(1.0));
        assert_eq!(Containment.score("one two", "two three four", None), Some(0.5));
    }

    #[test]
    fn texts_without_words() {
        assert_eq!(Containment.score("", "…", None), Some(1.0));
        assert_eq!(Containment.score("", "a", None), Some(0.0));
    }
}
