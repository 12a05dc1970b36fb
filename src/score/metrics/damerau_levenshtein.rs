//! Damerau-Levenshtein similarity of characters.

use super::levenshtein::{similarity, trimmed};
use super::{About, Metric, chars_within};

/// Largest product of the two lengths, in characters: 2,000 characters each.
const LIMIT: usize = 4_000_000;

/// As [`Levenshtein`](super::levenshtein::Levenshtein), with the exchange of two neighbouring characters as one edit
/// (unrestricted: edited characters may be exchanged too). 0 to 1. `None` when the product of the lengths, in
/// characters, exceeds 4 million.
///
/// Source: Damerau 1964; computed by strsim.
pub struct DamerauLevenshtein;

impl Metric for DamerauLevenshtein {
    fn about(&self) -> &'static About {
        &About {
            name: "damerau_levenshtein",
            title: "Damerau-Levenshtein",
            formula: "1 − insertions, deletions, replacements and exchanges of characters / length of the longer text",
            range: (0.0, 1.0),
            larger_is_closer: true,
            symmetric: true,
            citation: "Damerau (1964): A technique for computer detection and correction of spelling errors. \
                       Communications of the ACM 7(3), 171-176. https://doi.org/10.1145/363958.363994",
        }
    }

    fn score(&self, a: &str, b: &str, _lang: Option<&str>) -> Option<f64> {
        let (a, b) = chars_within(a, b, LIMIT)?;
        let (x, y) = trimmed(&a, &b);
        Some(similarity(strsim::generic_damerau_levenshtein(x, y), a.len(), b.len()))
    }

    fn options(&self, _lang: Option<&str>) -> String {
        "case:mixed|unit:char|norm:longer|transpositions:unrestricted".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn trimming_changes_nothing(a in "[abc]{0,20}", b in "[abc]{0,20}") {
            let whole = strsim::normalized_damerau_levenshtein(&a, &b);
            prop_assert!((DamerauLevenshtein.score(&a, &b, None).unwrap() - whole).abs() < 1e-12);
        }
    }

    #[test]
    fn an_exchange_is_one_edit() {
        assert_eq!(DamerauLevenshtein.score("form", "from", None), Some(0.75));
        assert_eq!(DamerauLevenshtein.score("ca", "abc", None), Some(1.0 - 2.0 / 3.0));
    }
}
