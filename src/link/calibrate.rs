//! The threshold from the distribution of scores.
//!
//! Pairs that belong together are spread evenly over the middle scores; pairs that do not pile up below, the more the
//! larger and the more uniform the input, so no fixed cut serves all. The cut is put where the pairs become
//! `FACTOR` times as dense as the even part: there about one in five is true, and average linkage, which
//! asks a whole group, still tells them apart.

/// Density at the threshold, in units of the even part's.
const FACTOR: f32 = 5.0;
/// The even part.
const EVEN: std::ops::Range<usize> = 45..75;
/// Fewer pairs than this in three hundredths may stand there by chance.
const FEW: u32 = 8;
/// With fewer pairs than this in the even part, ...
const ENOUGH: u32 = 50;
/// ... the threshold is at least this.
pub const DEFAULT: f32 = 0.25;
/// Never lower or higher than this.
const RANGE: std::ops::RangeInclusive<usize> = 22..=42;

/// The threshold for pairs with these `scores` (0 to 1).
pub fn threshold(scores: impl Iterator<Item = f32>) -> f32 {
    let mut bins = [0u32; 101];
    for score in scores {
        bins[((score * 100.0) as usize).min(100)] += 1;
    }
    let even: u32 = bins[EVEN].iter().sum();
    let limit = FACTOR * even.max(1) as f32 / EVEN.len() as f32;
    // Three bins at once: neighbouring counts vary by chance.
    let dense = |at: &usize| {
        let near: u32 = bins[at - 1..=at + 1].iter().sum();
        near >= FEW && near as f32 >= 3.0 * limit
    };
    let cut = RANGE.rev().find(dense).map_or(*RANGE.start(), |at| at + 1) as f32 / 100.0;
    if even < ENOUGH { cut.max(DEFAULT) } else { cut }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(noise: u32) -> Vec<f32> {
        let mut all = Vec::new();
        for bin in 15..100u32 {
            let piled = noise as f32 * (-(bin as f32 - 15.0) / 3.0).exp();
            all.extend(std::iter::repeat_n(bin as f32 / 100.0, 10 + piled as usize));
        }
        all
    }

    #[test]
    fn more_noise_raises_the_threshold() {
        let (low, high) = (threshold(scores(1_000).into_iter()), threshold(scores(30_000).into_iter()));
        assert!(low < high, "{low} {high}");
        assert!((0.22..0.43).contains(&low) && (0.22..0.43).contains(&high));
    }

    #[test]
    fn many_weak_pairs_and_hardly_a_sure_one_raise_it() {
        let weak = |at: u32| std::iter::repeat_n(at as f32 / 100.0, (40 - at) as usize);
        assert!(threshold((15..40).flat_map(weak).chain([0.5, 0.9])) > 0.35);
    }

    #[test]
    fn few_pairs_give_the_default() {
        assert_eq!(threshold(std::iter::empty()), DEFAULT);
        assert_eq!(threshold([0.5; 20].into_iter()), DEFAULT);
    }
}
