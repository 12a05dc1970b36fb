//! Texts too long to be aligned whole: cut at words that occur once in both, then window by window.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::grid::is_content;
use super::{WHOLE_CELLS, align_window};
use crate::lang::concepts::Concepts;
use crate::model::{Alignment, Text};

/// Cells looked at in texts of whatever length, as far as there are words to cut at: the longer the texts, the smaller
/// the windows.
const WORK: usize = 1 << 21;
/// How often a window that is still too large is searched for words that occur once in its own two sides.
const ROUNDS: usize = 4;

/// A stretch of each text.
type Window = (Range<usize>, Range<usize>);

/// Aligns window by window.
pub(super) fn align(a: &Text, b: &Text, concepts: &Concepts) -> Alignment {
    let windows = windows(a, b).into_iter();
    let links = windows.flat_map(|(rows, columns)| align_window(a, b, rows, columns, concepts).links).collect();
    Alignment { links }
}

/// The windows, in order on both sides. Anchors are content words that occur once in each side, in the longest order
/// both share (patience diff, Cohen), looked for again in a window that is too large. One without anchors is cut in
/// proportion.
fn windows(a: &Text, b: &Text) -> Vec<Window> {
    let side = WORK / a.len().saturating_mul(b.len()).isqrt().max(1);
    let mut cutter = Cutter { a, b, size: side.saturating_mul(side).clamp(64, WHOLE_CELLS / 8), windows: Vec::new() };
    cutter.cut((0..a.len(), 0..b.len()), ROUNDS);
    cutter.windows
}

struct Cutter<'a> {
    a: &'a Text,
    b: &'a Text,
    /// Cells up to which a window is grown over several anchors, so that context is not lost at each; it may have
    /// eight times as many where there are none.
    size: usize,
    windows: Vec<Window>,
}

impl Cutter<'_> {
    fn cut(&mut self, (rows, columns): Window, rounds: usize) {
        let cells = rows.len().saturating_mul(columns.len());
        if cells <= self.size * 8 {
            if cells > 0 {
                self.windows.push((rows, columns));
            }
            return;
        }
        let anchors = if rounds > 0 { anchors(self.a, self.b, &rows, &columns) } else { Vec::new() };
        if anchors.is_empty() {
            return self.cut_blindly(&rows, &columns, cells);
        }
        let end = (rows.end, columns.end);
        let mut corner = (rows.start, columns.start);
        for (row, column) in anchors.into_iter().chain([end]) {
            if (row - corner.0) * (column - corner.1) >= self.size || (row, column) == end {
                self.cut((corner.0..row, corner.1..column), rounds - 1);
                corner = (row, column);
            }
        }
    }

    fn cut_blindly(&mut self, rows: &Range<usize>, columns: &Range<usize>, cells: usize) {
        // So many parts on each side leave a part of that many cells.
        let parts = cells.div_ceil(self.size * 8).isqrt() + 1;
        let share = |range: &Range<usize>, part: usize| range.start + range.len() * part / parts;
        for part in 0..parts {
            let of = |range| share(range, part)..share(range, part + 1);
            let (rows, columns) = (of(rows), of(columns));
            if !rows.is_empty() && !columns.is_empty() {
                self.windows.push((rows, columns));
            }
        }
    }
}

/// Pairs of token indices, rising on both sides.
fn anchors(a: &Text, b: &Text, rows: &Range<usize>, columns: &Range<usize>) -> Vec<(usize, usize)> {
    let content = |text: &'_ Text, range: &Range<usize>| {
        let tokens = text.tokens.get(range.clone()).unwrap_or_default();
        let numbered = (range.start..).zip(tokens).filter(|(_, token)| is_content(token));
        numbered.map(|(at, token)| (at, token.word.key)).collect::<Vec<(usize, u64)>>()
    };
    let once = |words: &[(usize, u64)]| {
        let mut places: FxHashMap<u64, Option<usize>> = FxHashMap::default();
        for &(at, key) in words {
            places.entry(key).and_modify(|place| *place = None).or_insert(Some(at));
        }
        places
    };
    let words = content(a, rows);
    let (left, right) = (once(&words), once(&content(b, columns)));
    let shared = words.iter().filter_map(|&(at, ref key)| {
        left.get(key).copied().flatten()?;
        Some((at, right.get(key).copied().flatten()?))
    });
    longest_rising(&shared.collect::<Vec<_>>())
}

/// The longest subsequence that rises on the second side too (patience sorting, O(n log n)).
fn longest_rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut piles: Vec<usize> = Vec::new();
    let mut previous: Vec<Option<usize>> = vec![None; pairs.len()];
    let second = |at: usize| pairs.get(at).map_or(0, |pair| pair.1);
    for (at, pair) in pairs.iter().enumerate() {
        let pile = piles.partition_point(|&top| second(top) < pair.1);
        if let Some(slot) = previous.get_mut(at) {
            *slot = pile.checked_sub(1).and_then(|below| piles.get(below).copied());
        }
        match piles.get_mut(pile) {
            Some(top) => *top = at,
            None => piles.push(at),
        }
    }
    let mut chain = Vec::new();
    let mut at = piles.last().copied();
    while let Some(here) = at {
        chain.extend(pairs.get(here).copied());
        at = previous.get(here).copied().flatten();
    }
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::text;

    /// Windows that follow each other on both sides, and the cells they have.
    fn cells(a: &str, b: &str) -> usize {
        let (a, b) = (text(a, "tlh"), text(b, "tlh"));
        let windows = windows(&a, &b);
        assert!(windows.is_sorted_by(|x, y| x.0.end <= y.0.start && x.1.end <= y.1.start));
        windows.iter().map(|window| window.0.len() * window.1.len()).sum()
    }

    fn words(count: usize, word: impl Fn(usize) -> usize) -> String {
        (0..count).map(|at| format!("w{} ", word(at))).collect()
    }

    #[test]
    fn the_longer_the_texts_the_smaller_the_windows() {
        let many = 100_000;
        let [all, few] = [words(many, |at| at), words(many, |at| at * at % 11)];
        let some = words(many, |at| (at * 7919) % 20_011);
        for (a, b) in
            [(&all, &all), (&all, &few), (&few, &few), (&some, &words(many, |at| (at * 7919 + at / 9) % 20_011))]
        {
            assert!(cells(a, b) <= 4 * WORK, "{}", cells(a, b));
        }
        assert!(cells("w1 ", &all) == many, "a text of one word has one window");
    }

    #[test]
    fn texts_of_a_few_pages_have_large_windows() {
        let (a, b) = (words(3000, |at| at), words(3000, |at| at));
        assert!(cells(&a, &b) > 3000 * 150);
    }
}
