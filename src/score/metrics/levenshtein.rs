//! Levenshtein similarity of characters.

use super::sample::characters_within;
use super::{About, Metric, Sample};

/// Largest product of the two lengths, in characters: about 16,000 characters each.
const LIMIT: usize = 256_000_000;

/// `1 - d / max(|a|, |b|)`, where `d` is the least number of characters inserted, deleted or replaced and the lengths
/// are in characters; two empty texts score 1. 0 to 1. `None` when the product of the lengths exceeds 256 million.
///
/// Source: Levenshtein 1966; computed bit-parallel after Myers 1999 in Hyyrö's 2003 form.
pub struct Levenshtein;

impl Metric for Levenshtein {
    fn about(&self) -> &'static About {
        &About {
            name: "levenshtein",
            title: "Levenshtein",
            formula: "1 − insertions, deletions and replacements of characters / length of the longer text",
            range: (0.0, 1.0),
            larger_is_closer: true,
            symmetric: true,
            citation: "Levenshtein (1966): Binary codes capable of correcting deletions, insertions, and reversals. \
                       Soviet Physics Doklady 10(8), 707-710",
        }
    }

    fn compare(&self, a: &Sample, b: &Sample, _lang: Option<&str>) -> Option<f64> {
        let (a, b) = characters_within(a, b, LIMIT)?;
        Some(similarity(distance(a, b), a.len(), b.len()))
    }

    fn options(&self, _lang: Option<&str>) -> String {
        "case:mixed|unit:char|norm:longer".to_owned()
    }
}

/// A distance as a similarity: 1 for none, 0 for as much as the longer text is long.
pub(super) fn similarity(distance: usize, a: usize, b: usize) -> f64 {
    match a.max(b) {
        0 => 1.0,
        longer => 1.0 - distance as f64 / longer as f64,
    }
}

/// What is left of two texts without their common start and end.
pub(super) fn trimmed<'a>(a: &'a [char], b: &'a [char]) -> (&'a [char], &'a [char]) {
    let start = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[start..], &b[start..]);
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    (&a[..a.len() - end], &b[..b.len() - end])
}

/// The least number of characters to insert, delete or replace to turn one text into the other.
pub(super) fn distance(a: &[char], b: &[char]) -> usize {
    let (a, b) = trimmed(a, b);
    if a.is_empty() || b.is_empty() {
        return a.len().max(b.len());
    }
    let pattern = Pattern::new(a);
    let mut column = vec![Block { up: !0, down: 0 }; pattern.blocks];
    let last = 1u64 << ((a.len() - 1) % 64);
    let mut distance = a.len();
    for &c in b {
        // Differences along the row pass from each block of 64 cells to the one below it; above all they are +1.
        let (mut bottom, mut carry) = ((0, 0), (1, 0));
        for (block, &matches) in column.iter_mut().zip(pattern.matches(c)) {
            bottom = block.advance(matches, carry);
            carry = (bottom.0 >> 63, bottom.1 >> 63);
        }
        distance += usize::from(bottom.0 & last != 0);
        distance -= usize::from(bottom.1 & last != 0);
    }
    distance
}

/// Where each character stands in a text, as bits.
struct Pattern {
    alphabet: Vec<char>,
    /// `blocks` words for each character of the alphabet, then as many zeros for any other.
    bits: Vec<u64>,
    blocks: usize,
}

impl Pattern {
    fn new(text: &[char]) -> Self {
        let mut alphabet = text.to_vec();
        alphabet.sort_unstable();
        alphabet.dedup();
        let blocks = text.len().div_ceil(64);
        let mut pattern = Pattern { bits: vec![0; (alphabet.len() + 1) * blocks], alphabet, blocks };
        for (i, &c) in text.iter().enumerate() {
            let row = pattern.row(c);
            pattern.bits[row + i / 64] |= 1 << (i % 64);
        }
        pattern
    }

    fn row(&self, c: char) -> usize {
        self.alphabet.binary_search(&c).unwrap_or(self.alphabet.len()) * self.blocks
    }

    fn matches(&self, c: char) -> &[u64] {
        let row = self.row(c);
        &self.bits[row..row + self.blocks]
    }
}

/// 64 vertical differences of one column of the distance matrix: bits of +1 and of -1.
#[derive(Clone, Copy)]
struct Block {
    up: u64,
    down: u64,
}

impl Block {
    /// Moves on by one column. `carry` is the horizontal difference (whether +1, whether -1) above the first cell;
    /// returned are those below each cell.
    fn advance(&mut self, matches: u64, carry: (u64, u64)) -> (u64, u64) {
        let x = matches | carry.1;
        let diagonal = ((x & self.up).wrapping_add(self.up) ^ self.up) | x | self.down;
        let (right, left) = (self.down | !(diagonal | self.up), diagonal & self.up);
        let above = (right << 1 | carry.0, left << 1 | carry.1);
        self.up = above.1 | !(diagonal | above.0);
        self.down = above.0 & diagonal;
        (right, left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn is_the_textbook_distance(a in "[abcд]{0,200}", b in "[abcд]{0,200}") {
            let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            prop_assert_eq!(distance(&x, &y), strsim::levenshtein(&a, &b));
        }
    }

    #[test]
    fn is_relative_to_the_longer_text() {
        assert_eq!(Levenshtein.score("kitten", "sitting", None), Some(1.0 - 3.0 / 7.0));
        assert_eq!(Levenshtein.score("", "", None), Some(1.0));
        assert_eq!(Levenshtein.score("", "д", None), Some(0.0));
    }

    #[test]
    fn gives_up_on_two_books() {
        let book = "x".repeat(16_001);
        assert_eq!(Levenshtein.score(&book, &book, None), None);
        assert!(Levenshtein.score(&book, "x", None).is_some());
    }
}
