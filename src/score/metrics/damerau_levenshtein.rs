//! Damerau-Levenshtein similarity of characters.

use std::ops::Range;

use super::levenshtein::{self, similarity, trimmed};
use super::sample::characters_within;
use super::{About, Metric, Sample};

/// Largest product of the two lengths, in characters: 5,000 characters each.
const LIMIT: usize = 25_000_000;

/// As [`Levenshtein`](super::levenshtein::Levenshtein), with the exchange of two neighbouring characters as one edit
/// (unrestricted: edited characters may be exchanged too). 0 to 1. `None` when the product of the lengths, in
/// characters, exceeds 25 million.
///
/// Source: Damerau 1964; Lowrance and Wagner 1975 for the unrestricted form; computed in linear memory after Zhao and
/// Sahni 2019 (String correction using the Damerau-Levenshtein distance, BMC Bioinformatics 20).
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

    fn compare(&self, a: &Sample, b: &Sample, _lang: Option<&str>) -> Option<f64> {
        let (a, b) = characters_within(a, b, LIMIT)?;
        Some(similarity(distance(a, b), a.len(), b.len()))
    }

    fn options(&self, _lang: Option<&str>) -> String {
        "case:mixed|unit:char|norm:longer|transpositions:unrestricted".to_owned()
    }
}

/// More than any distance, with room to add one.
const FAR: u32 = u32::MAX / 4;

/// One column of the distance matrix: what later rows need of it.
struct Column {
    /// The character of the second text.
    character: char,
    /// The last row's distance.
    last: u32,
    /// The distance in the row before that.
    before: u32,
    /// The last row (from 1) in which the characters were equal.
    equal: u32,
    /// The distance above that row, two columns to the left: where an exchange that ends here begins.
    exchanged: u32,
}

/// The least number of characters to insert, delete, replace or exchange with their neighbour.
fn distance(a: &[char], b: &[char]) -> usize {
    let (a, b) = trimmed(a, b);
    if a.is_empty() || b.is_empty() {
        return a.len().max(b.len());
    }
    // Cheap to know, and never too small: only ways that cost less need to be looked at.
    let bound = levenshtein::distance(a, b);
    let (above, below) = band(a.len(), b.len(), bound);
    let column = |(j, &character)| Column { character, last: j, before: FAR, equal: 0, exchanged: FAR };
    let mut columns: Vec<Column> = (1..).zip(b).map(column).collect();
    for (i, &character) in (1usize..).zip(a) {
        let (first, end) = ((i - 1).saturating_sub(below), (i + above).min(b.len()));
        row(&mut columns, first.min(end)..end, i as u32, character);
    }
    columns.last().map_or(bound, |column| bound.min(column.last as usize))
}

/// How far above and below the diagonal a way through the matrix can lead that costs at most `bound`, itself at least
/// the difference of the lengths: it costs as many insertions or deletions to get there and from there to the end.
fn band(a: usize, b: usize, bound: usize) -> (usize, usize) {
    ((bound + b).saturating_sub(a) / 2, (bound + a).saturating_sub(b) / 2)
}

/// Moves on to row `i`, from 1, within `band`. Cells outside of it keep what they had, which is never too small. An exchange is worth it only where one of its two gaps is empty, so the cell needs to
/// look at the last equal column of this row and at the last equal row of this column alone.
fn row(columns: &mut [Column], band: Range<usize>, i: u32, character: char) {
    // Distances to the left and above: one step each, diagonal, diagonal of the diagonal, and two rows up.
    let (mut left, mut diagonal, mut left_of_diagonal) = (i, i - 1, FAR);
    let mut corner = if i > 1 { i - 2 } else { FAR };
    if let Some(column) = band.start.checked_sub(1).and_then(|before| columns.get(before)) {
        (left, diagonal, corner) = (FAR, column.last, column.before);
    }
    // Since the last equal column of this row: its distance from here, and where an exchange from it begins.
    let (mut gap, mut exchanged) = (FAR, FAR);
    for column in &mut columns[band] {
        let above = column.last;
        gap += 1;
        let value = if column.character == character {
            column.exchanged = left_of_diagonal;
            column.equal = i;
            (gap, exchanged) = (0, corner);
            diagonal
        } else {
            let edited = 1 + diagonal.min(left).min(above);
            if gap == 1 {
                edited.min(column.exchanged + (i - column.equal))
            } else if column.equal + 1 == i {
                edited.min(exchanged + gap)
            } else {
                edited
            }
        };
        (corner, column.before, column.last) = (column.before, above, value);
        (left_of_diagonal, diagonal, left) = (diagonal, above, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn is_strsims(a: &str, b: &str) -> bool {
        let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        distance(&x, &y) == strsim::damerau_levenshtein(a, b)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn is_the_textbook_distance(a in "[abcд]{0,24}", b in "[abcд]{0,24}") {
            prop_assert!(is_strsims(&a, &b));
        }

        #[test]
        fn is_the_textbook_distance_of_words(a in "[a-h ]{0,90}", b in "[a-h ]{0,90}") {
            prop_assert!(is_strsims(&a, &b));
        }
    }

    #[test]
    fn an_exchange_is_one_edit() {
        assert_eq!(DamerauLevenshtein.score("form", "from", None), Some(0.75));
        assert_eq!(DamerauLevenshtein.score("ca", "abc", None), Some(1.0 - 2.0 / 3.0));
    }

    #[test]
    fn an_empty_text_is_as_far_as_the_other_is_long() {
        assert_eq!(distance(&[], &['a', 'b']), 2);
        assert_eq!(distance(&['a', 'b'], &[]), 2);
        assert_eq!(DamerauLevenshtein.score("", "", None), Some(1.0));
    }

    #[test]
    fn gives_up_on_two_long_articles() {
        let long = "x".repeat(5_001);
        assert_eq!(DamerauLevenshtein.score(&long, &long, None), None);
        assert!(DamerauLevenshtein.score(&long, "x", None).is_some());
    }
}
