//! From log odds to links.

use super::grid::Grid;
use crate::model::Link;

/// Log odds from which a pair is linked.
const THRESHOLD: f32 = 0.0;

/// The pairs that are more likely links than not. A token may have several.
pub(super) fn links(grid: &Grid<'_>) -> Vec<Link> {
    let width = grid.b.len().max(1);
    let likely = grid.logit.iter().enumerate().filter(|(_, logit)| **logit > THRESHOLD);
    let link = |(at, &logit): (usize, &f32)| {
        let (row, column) = (at / width, at % width);
        let evidence = grid.cell(row, column).evidence;
        Link { a: row as u32, b: column as u32, evidence, confidence: probability(logit) }
    };
    likely.map(link).collect()
}

/// The probability that log odds stand for.
pub(super) fn probability(logit: f32) -> f32 {
    1.0 / (1.0 + (-logit).exp())
}
