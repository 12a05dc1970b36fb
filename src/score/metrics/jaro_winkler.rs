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
/// Source: Jaro 1989; Winkler 1990.
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
        Some(jaro_winkler(a, b))
    }

    fn options(&self, _lang: Option<&str>) -> String {
        "case:mixed|unit:char|prefix:4|weight:0.1|threshold:0.7".to_owned()
    }
}

/// Where the raising begins, how much it is for each common first character, and how many of those count.
const THRESHOLD: f64 = 0.7;
const WEIGHT: f64 = 0.1;
const PREFIX: usize = 4;

fn jaro_winkler(a: &[char], b: &[char]) -> f64 {
    let jaro = jaro(a, b);
    if jaro <= THRESHOLD {
        return jaro;
    }
    let prefix = a.iter().zip(b).take(PREFIX).take_while(|(x, y)| x == y).count();
    jaro + WEIGHT * prefix as f64 * (1.0 - jaro)
}

fn jaro(a: &[char], b: &[char]) -> f64 {
    if a.is_empty() && b.is_empty() {
        return 1.0;
    }
    let reach = (a.len().max(b.len()) / 2).saturating_sub(1);
    let mut taken = vec![false; b.len()];
    let mut matched = Vec::with_capacity(a.len());
    for (i, c) in a.iter().enumerate() {
        let first = i.saturating_sub(reach).min(b.len());
        let end = (i + reach + 1).min(b.len());
        let mut near = b[first..end].iter().zip(&mut taken[first..end]);
        if let Some((_, taken)) = near.find(|(other, taken)| *other == c && !**taken) {
            *taken = true;
            matched.push(c);
        }
    }
    if matched.is_empty() {
        return 0.0;
    }
    let others = b.iter().zip(&taken).filter(|(_, taken)| **taken);
    let displaced = matched.iter().zip(others).filter(|(x, (y, _))| **x != *y).count();
    let matches = matched.len() as f64;
    (matches / a.len() as f64 + matches / b.len() as f64 + (matched.len() - displaced / 2) as f64 / matches) / 3.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn is_strsims(a in "[a-eд]{0,40}", b in "[a-eд]{0,40}") {
            let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            prop_assert!((jaro_winkler(&x, &y) - strsim::jaro_winkler(&a, &b)).abs() < 1e-12);
        }
    }

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
