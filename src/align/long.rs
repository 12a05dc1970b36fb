//! Texts too long to be aligned whole: cut at words that occur once in both, then window by window.

use rustc_hash::FxHashMap;

use super::grid::is_content;
use super::{WHOLE_CELLS, align_window};
use crate::model::{Alignment, Text};

/// Longest side of a window when there is no word to cut at.
const BLIND: usize = 512;
/// Cells looked at where there is no word to cut at; beyond that, windows get smaller.
const BLIND_CELLS: usize = 1 << 24;

/// Aligns window by window. Anchors are content words that occur once in each text, in the longest order both share
/// (patience diff, Cohen). Where a window without anchors is still too large, it is cut in proportion.
pub(super) fn align(a: &Text, b: &Text) -> Alignment {
    let mut links = Vec::new();
    let mut corner = (0, 0);
    for (row, column) in anchors(a, b).into_iter().chain([(a.len(), b.len())]) {
        // Windows are grown over several anchors, so that context is not lost at each.
        if (row - corner.0) * (column - corner.1) < WHOLE_CELLS / 8 && (row, column) != (a.len(), b.len()) {
            continue;
        }
        window(a, b, corner, (row, column), &mut links);
        corner = (row, column);
    }
    Alignment { links }
}

fn window(a: &Text, b: &Text, from: (usize, usize), to: (usize, usize), links: &mut Vec<crate::model::Link>) {
    let (rows, columns) = (to.0 - from.0, to.1 - from.1);
    if rows == 0 || columns == 0 {
        return;
    }
    let cells = rows.saturating_mul(columns);
    let fine = rows.max(columns).div_ceil(BLIND).max(cells.div_ceil(BLIND_CELLS));
    let parts = if cells <= WHOLE_CELLS { 1 } else { fine };
    let cut = |part: usize| (from.0 + rows * part / parts, from.1 + columns * part / parts);
    for part in 0..parts {
        let (start, end) = (cut(part), cut(part + 1));
        if start.0 < end.0 && start.1 < end.1 {
            links.append(&mut align_window(a, b, start.0..end.0, start.1..end.1).links);
        }
    }
}

/// Pairs of token indices, rising on both sides.
fn anchors(a: &Text, b: &Text) -> Vec<(usize, usize)> {
    let once = |text: &Text| {
        let mut places: FxHashMap<u64, Option<usize>> = FxHashMap::default();
        for (at, token) in text.tokens.iter().enumerate().filter(|(_, token)| is_content(token)) {
            places.entry(token.word.key).and_modify(|place| *place = None).or_insert(Some(at));
        }
        places
    };
    let (left, right) = (once(a), once(b));
    let shared = a.tokens.iter().enumerate().filter_map(|(at, token)| {
        let key = &token.word.key;
        left.get(key).copied().flatten().filter(|&place| place == at)?;
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
