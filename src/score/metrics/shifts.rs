//! Tercom's search: greedy moves of phrases on top of a banded edit distance.
//!
//! Follows sacrebleu's `lib_ter` step by step, because the result depends on the order and the limits of the search.

use std::cmp::Reverse;
use std::ops::Range;

/// Longest phrase that can move, in words.
const MAX_LENGTH: usize = 10;
/// Farthest a phrase can move, in words.
const MAX_DISTANCE: usize = 50;
/// Half width of the band around the diagonal that the edit distance looks at, in words.
const BAND: usize = 25;
/// Number of moves tried for one pair of texts.
const MAX_TRIED: usize = 1000;
/// Cost of a cell outside the band.
const NEVER: u32 = u32::MAX / 2;

/// Number of moves, insertions, deletions and replacements that turn `words` into `reference`.
/// The product of the lengths bounds memory (4 bytes a cell).
pub(super) fn edits(reference: &[u32], mut words: Vec<u32>) -> usize {
    let mut distance = Distance::new(reference, words.len());
    let (mut moves, mut tried) = (0, 0);
    loop {
        distance.fill(&words);
        let best = best_move(&words, &mut distance, &mut tried);
        match best {
            Some((gain, step)) if gain > 0 && tried < MAX_TRIED => step.apply(&mut words),
            _ => return moves + distance.total() as usize,
        }
        moves += 1;
    }
}

/// The move that shortens the edit distance most, and by how much; then the longest, the earliest, the nearest to the
/// start. `tried` counts the moves looked at.
fn best_move(words: &[u32], distance: &mut Distance, tried: &mut usize) -> Option<(i64, Step)> {
    let before = i64::from(distance.total());
    let trace = distance.trace(words);
    let mut trial = words.to_vec();
    let mut best = None;
    for (from, at, length) in runs(words, distance.reference) {
        let right_already = !trace.wrong[from..from + length].contains(&true);
        let taken = !trace.missing[at..at + length].contains(&true);
        let within_itself = (from + 1..=from + length).contains(&trace.place[at + 1]);
        if right_already || taken || within_itself {
            continue;
        }
        let mut previous = None;
        for &to in trace.place.iter().skip(at).take(length + 1) {
            if previous == Some(to) {
                continue;
            }
            previous = Some(to);
            let step = Step::new(from, length, to, words.len());
            step.apply(&mut trial);
            let gain = before - i64::from(distance.after(&trial, step.range.start));
            step.undo(&mut trial);
            *tried += 1;
            let rank = (gain, length, Reverse(from), Reverse(to));
            if best.as_ref().is_none_or(|(best, _)| rank > *best) {
                best = Some((rank, step));
            }
        }
        if *tried >= MAX_TRIED {
            break;
        }
    }
    best.map(|(rank, step)| (rank.0, step))
}

/// All runs of equal words that could move: start in `words`, start in `reference`, length.
fn runs(words: &[u32], reference: &[u32]) -> impl Iterator<Item = (usize, usize, usize)> {
    (0..words.len()).flat_map(move |from| {
        let near = from.saturating_sub(MAX_DISTANCE)..reference.len().min(from + MAX_DISTANCE + 1);
        near.flat_map(move |at| {
            let equal = words[from..].iter().zip(&reference[at..]).take(MAX_LENGTH).take_while(|(x, y)| x == y).count();
            (1..=equal).map(move |length| (from, at, length))
        })
    })
}

/// A move of a phrase: the stretch that changes and how far it is rotated to the left.
struct Step {
    range: Range<usize>,
    left: usize,
}

impl Step {
    /// Moves `length` words at `from` to before position `to` of a text of `total` words. A target within the phrase
    /// moves it to the right by as many words.
    fn new(from: usize, length: usize, to: usize, total: usize) -> Self {
        let end = from + length;
        if to < from {
            Step { range: to..end, left: from - to }
        } else if to > end {
            Step { range: from..to, left: length }
        } else {
            Step { range: from..total.min(to + length), left: length }
        }
    }

    fn apply(&self, words: &mut [u32]) {
        words[self.range.clone()].rotate_left(self.left);
    }

    fn undo(&self, words: &mut [u32]) {
        words[self.range.clone()].rotate_right(self.left);
    }
}

/// How words and reference correspond in the cheapest sequence of edits.
struct Trace {
    /// For each word: whether it is replaced or deleted.
    wrong: Vec<bool>,
    /// For each word of the reference: whether it is replaced or inserted.
    missing: Vec<bool>,
    /// Number of words up to and including the counterpart of each word of the reference; first 0 for its start.
    place: Vec<usize>,
}

/// Edit distance to a reference within a band around the diagonal.
struct Distance<'a> {
    reference: &'a [u32],
    /// Number of words compared.
    length: usize,
    /// Costs, one row for each number of words, from none to all.
    rows: Vec<u32>,
    /// Two rows for texts that are only tried.
    spare: [Vec<u32>; 2],
}

impl<'a> Distance<'a> {
    fn new(reference: &'a [u32], length: usize) -> Self {
        let width = reference.len() + 1;
        let mut rows = vec![NEVER; width * (length + 1)];
        for (cell, cost) in rows.iter_mut().zip(0..width as u32) {
            *cell = cost;
        }
        Distance { reference, length, rows, spare: [vec![NEVER; width], vec![NEVER; width]] }
    }

    fn width(&self) -> usize {
        self.reference.len() + 1
    }

    fn cost(&self, i: usize, j: usize) -> u32 {
        self.rows[i * self.width() + j]
    }

    /// The distance of the words last filled in.
    fn total(&self) -> u32 {
        self.cost(self.length, self.reference.len())
    }

    /// Columns of row `i` within the band.
    fn band(&self, i: usize) -> Range<usize> {
        let ratio = self.reference.len() as f64 / self.length as f64;
        let half = if (BAND as f64) < ratio / 2.0 { (ratio / 2.0 + BAND as f64).ceil() as usize } else { BAND };
        let diagonal = (i as f64 * ratio).floor() as usize;
        let end = if i == self.length { self.width() } else { self.width().min(diagonal + half) };
        diagonal.saturating_sub(half)..end
    }

    fn fill(&mut self, words: &[u32]) {
        let width = self.width();
        for (i, &word) in (1..).zip(words) {
            let band = self.band(i);
            let (above, row) = self.rows[(i - 1) * width..(i + 1) * width].split_at_mut(width);
            next_row(self.reference, word, band, above, row);
        }
    }

    /// The distance of `words`, which differ from those filled in only from position `first` on.
    fn after(&mut self, words: &[u32], first: usize) -> u32 {
        let width = self.width();
        let [mut above, mut row] = std::mem::take(&mut self.spare);
        above.copy_from_slice(&self.rows[first * width..(first + 1) * width]);
        for (i, &word) in (1..).zip(words).skip(first) {
            next_row(self.reference, word, self.band(i), &above, &mut row);
            std::mem::swap(&mut above, &mut row);
        }
        let total = above[width - 1];
        self.spare = [above, row];
        total
    }

    /// Reads the edits back from the costs: keeping or replacing before deleting before inserting.
    fn trace(&self, words: &[u32]) -> Trace {
        let (mut i, mut j) = (words.len(), self.reference.len());
        let mut trace = Trace { wrong: vec![true; i], missing: vec![true; j], place: vec![0; j + 1] };
        while j > 0 {
            let cost = self.cost(i, j);
            let same = i > 0 && words[i - 1] == self.reference[j - 1];
            if i > 0 && cost == self.cost(i - 1, j - 1) + u32::from(!same) {
                trace.place[j] = i;
                (i, j) = (i - 1, j - 1);
                (trace.wrong[i], trace.missing[j]) = (!same, !same);
            } else if i > 0 && cost == self.cost(i - 1, j) + 1 {
                i -= 1;
            } else {
                trace.place[j] = i;
                j -= 1;
            }
        }
        trace
    }
}

/// The row of `word` from the row above it; outside `band` nothing is reached.
fn next_row(reference: &[u32], word: u32, band: Range<usize>, above: &[u32], row: &mut [u32]) {
    row.fill(NEVER);
    let mut left = NEVER;
    for j in band {
        left = match j {
            0 => above[0] + 1,
            _ => (above[j - 1] + u32::from(word != reference[j - 1])).min(above[j] + 1).min(left + 1),
        };
        row[j] = left;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_move_phrases_and_can_be_undone() {
        let moved = |from, length, to| {
            let mut words = [0, 1, 2, 3, 4];
            let step = Step::new(from, length, to, 5);
            step.apply(&mut words);
            let result = words;
            step.undo(&mut words);
            assert_eq!(words, [0, 1, 2, 3, 4]);
            result
        };
        assert_eq!(moved(3, 2, 0), [3, 4, 0, 1, 2]);
        assert_eq!(moved(0, 2, 4), [2, 3, 0, 1, 4]);
        assert_eq!(moved(1, 2, 2), [0, 3, 1, 2, 4]);
        assert_eq!(moved(3, 2, 5), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn trying_costs_what_filling_in_costs() {
        let reference: Vec<u32> = (0..40).map(|n| n * 7 % 11).collect();
        let words: Vec<u32> = (0..30).map(|n| n * 5 % 11).collect();
        let mut changed = words.clone();
        changed[12..20].rotate_left(3);
        let mut distance = Distance::new(&reference, 30);
        distance.fill(&words);
        let tried = distance.after(&changed, 12);
        distance.fill(&changed);
        assert_eq!(tried, distance.total());
    }

    #[test]
    fn nothing_is_moved_into_an_empty_reference() {
        assert_eq!(edits(&[], vec![1, 2]), 2);
        assert_eq!(edits(&[1, 2], vec![]), 2);
    }
}
