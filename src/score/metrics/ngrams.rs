//! Counting the n-grams two sequences share, for all orders at once.

use std::cmp::Ordering;

/// All n-grams of a sequence of symbols up to order `ORDER` (at most 6).
///
/// One key per position packs the symbol there and the `ORDER - 1` that follow. Sorted once, the keys are in order for
/// every shorter n-gram too, because those are prefixes.
#[derive(PartialEq)]
pub(in crate::score) struct Ngrams<const ORDER: usize> {
    keys: Vec<u128>,
}

impl<const ORDER: usize> Ngrams<ORDER> {
    /// Bits per symbol: 21 at order 6 hold any character, 32 at order 4 any word number.
    const WIDTH: usize = 128 / ORDER;

    /// Reads `symbols`, each below `2^WIDTH - 1`.
    pub(in crate::score) fn new(symbols: &[u32]) -> Self {
        let top = Self::WIDTH * (ORDER - 1);
        let mut window = 0;
        let mut keys: Vec<u128> = symbols
            .iter()
            .rev()
            .map(|&symbol| {
                // Zero marks the end of the sequence, so symbols start at one.
                window = (window >> Self::WIDTH) | ((u128::from(symbol) + 1) << top);
                window
            })
            .collect();
        keys.sort_unstable();
        Ngrams { keys }
    }

    /// Number of n-grams of order `n`, from 1 to `ORDER`.
    pub(in crate::score) fn total(&self, n: usize) -> u64 {
        (self.keys.len() + 1).saturating_sub(n) as u64
    }

    /// Number of n-grams of order `n` in both, each counted as often as it stands in the text that has it less often.
    pub(in crate::score) fn shared(&self, other: &Self, n: usize) -> u64 {
        let (mut ours, mut theirs) = (self.of_order(n), other.of_order(n));
        let (mut a, mut b) = (ours.next(), theirs.next());
        let mut shared = 0;
        while let (Some(x), Some(y)) = (a, b) {
            match x.cmp(&y) {
                Ordering::Less => a = ours.next(),
                Ordering::Greater => b = theirs.next(),
                Ordering::Equal => {
                    shared += 1;
                    a = ours.next();
                    b = theirs.next();
                }
            }
        }
        shared
    }

    /// The n-grams of order `n`, sorted; those cut short by the end of the sequence are left out.
    fn of_order(&self, n: usize) -> impl Iterator<Item = u128> {
        let shift = Self::WIDTH * (ORDER - n);
        let last = (1u128 << Self::WIDTH) - 1;
        self.keys.iter().map(move |key| key >> shift).filter(move |key| key & last != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_clipped_per_order() {
        let (a, b) = (Ngrams::<4>::new(&[1, 2, 1, 2, 3]), Ngrams::<4>::new(&[1, 2, 1, 1]));
        assert_eq!([1, 2, 3, 4].map(|n| a.shared(&b, n)), [3, 2, 1, 0]);
        assert_eq!([1, 2, 3, 4].map(|n| b.total(n)), [4, 3, 2, 1]);
        assert_eq!(Ngrams::<4>::new(&[]).total(4), 0);
    }

    #[test]
    fn the_largest_character_fits() {
        let symbols = [char::MAX as u32; 7];
        let grams = Ngrams::<6>::new(&symbols);
        assert_eq!(grams.shared(&Ngrams::new(&symbols[..6]), 6), 1);
    }
}
