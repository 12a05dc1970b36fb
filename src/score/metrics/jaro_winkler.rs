//! Jaro-Winkler similarity of characters.

use super::sample::characters_within;
use super::{About, Metric, Sample};

/// Largest product of the two lengths, in characters: 2,000 characters each.
const LIMIT: usize = 4_000_000;

/// The mean of `m/|a|`, `m/|b|` and `(m - t)/m`, where `m` characters match within half the longer length and `t` is
/// half the number of matches out of order; above 0.7, raised by a tenth of the rest for each of up to four common
/// first characters. 0 to 1. Made for names; on sentences it tells little. Matching is greedy and depends on the order
/// of the texts, so the smaller (by length, then by content) always goes first. `None` when the product of the lengths,
/// in characters, exceeds 4 million.
///
/// Source: Jaro 1989; Winkler 1990; computed by strsim.
pub struct JaroWinkler;

impl Metric for JaroWinkler {
    fn about(&self) -> &'static About {
        &About {
            name: "jaro_winkler",
            title: "Jaro-Winkler",
            formula: "mean share of matching characters and of those in order, raised for a common start",
            range: (0.0, 1.0),
            larger_is_closer: true,
            symmetric: true,
            citation: "Winkler (1990): String Comparator Metrics and Enhanced Decision Rules in the Fellegi-Sunter Model \
                       of Record Linkage. Proceedings of the Section on Survey Research Methods, ASA, 354-359",
        }
    }

    fn compare(&self, a: &Sample, b: &Sample, _lang: Option<&str>) -> Option<f64> {
        let (mut a, mut b) = characters_within(a, b, LIMIT)?;
        if (b.len(), b) < (a.len(), a) {
            std::mem::swap(&mut a, &mut b);
        }
        Some(strsim::generic_jaro_winkler(&Slice(a), &Slice(b)))
    }

    fn options(&self, _lang: Option<&str>) -> String {
        "case:mixed|unit:char|prefix:4|weight:0.1|threshold:0.7".to_owned()
    }
}

/// Characters as strsim takes them: it asks for a sized collection.
struct Slice<'a>(&'a [char]);

impl<'a> IntoIterator for &'a Slice<'_> {
    type Item = char;
    type IntoIter = std::iter::Copied<std::slice::Iter<'a, char>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_published_example() {
        let score = JaroWinkler.score("DIXON", "DICKSONX", None).unwrap();
        assert!((score - 0.8133).abs() < 5e-5, "{score}");
    }

    #[test]
    fn nothing_matches_nothing() {
        assert_eq!(JaroWinkler.score("", "", None), Some(1.0));
        assert_eq!(JaroWinkler.score("a", "", None), Some(0.0));
    }
}
