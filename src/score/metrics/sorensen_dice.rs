//! Sørensen-Dice coefficient of character pairs.

use super::{About, Metric, Sample};

/// `2s / (|A| + |B|)`, where `A` and `B` are the texts' pairs of neighbouring characters, white space left out, and `s`
/// the number of pairs in both, each as often as in the text that has it less often. 0 to 1; equal texts score 1, and
/// one with fewer than two characters scores 0 against any other.
///
/// Source: Dice 1945; Sørensen 1948. Equal to strsim's `sorensen_dice`.
pub struct SorensenDice;

impl Metric for SorensenDice {
    fn about(&self) -> &'static About {
        &About {
            name: "sorensen_dice",
            title: "Sørensen-Dice",
            formula: "2 × character pairs in both / character pairs in all",
            range: (0.0, 1.0),
            larger_is_closer: true,
            symmetric: true,
            citation: "Dice (1945): Measures of the Amount of Ecologic Association Between Species. \
                       Ecology 26(3), 297-302. https://doi.org/10.2307/1932409",
        }
    }

    fn compare(&self, a: &Sample, b: &Sample, _lang: Option<&str>) -> Option<f64> {
        let (a, b) = (a.pairs(), b.pairs());
        Some(match a.total(2) + b.total(2) {
            0 => f64::from(a == b),
            all => 2.0 * a.shared(b, 2) as f64 / all as f64,
        })
    }

    fn options(&self, _lang: Option<&str>) -> String {
        "case:mixed|unit:char|n:2|space:no".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn is_strsims(a in "[abc ]{0,30}", b in "[abc ]{0,30}") {
            let score = SorensenDice.score(&a, &b, None).unwrap();
            prop_assert!((score - strsim::sorensen_dice(&a, &b)).abs() < 1e-12);
        }
    }

    #[test]
    fn pairs_are_counted_not_collected() {
        assert_eq!(SorensenDice.score("aaaa", "aa", None), Some(0.5));
    }
}
