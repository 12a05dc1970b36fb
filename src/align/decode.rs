//! From scores to links: best pairs first, one to one.

use super::grid::{Cell, Grid, is_content};
use crate::model::{Evidence, Link};

/// Scores from which a pair is linked, by what it rests on.
const SAME_CONTENT: f32 = 0.30;
const OTHER_CONTENT: f32 = 0.42;
const FUNCTION: f32 = 0.36;

/// Takes pairs by falling score (ties: earlier tokens first) while both tokens are free. A token of a quantity may take several.
pub(super) fn best_first(grid: &Grid<'_>) -> Vec<Link> {
    let columns = grid.b.len();
    let mut order: Vec<(f32, u32, u32)> = Vec::new();
    for (at, &score) in grid.score.iter().enumerate() {
        if score > 0.0 {
            let (row, column) = (at / columns, at % columns);
            if score >= threshold(grid, grid.cell(row, column), row, column) {
                order.push((score, row as u32, column as u32));
            }
        }
    }
    order.sort_by(|p, q| q.0.total_cmp(&p.0).then_with(|| (p.1, p.2).cmp(&(q.1, q.2))));
    let mut row_taken = vec![None; grid.a.len()];
    let mut column_taken = vec![None; columns];
    let mut links = Vec::new();
    for (score, row, column) in order {
        let cell = grid.cell(row as usize, column as usize);
        let many = cell.evidence == Evidence::Value;
        if let (Some(left), Some(right)) = (row_taken.get_mut(row as usize), column_taken.get_mut(column as usize)) {
            let free = |taken: &Option<Evidence>| taken.is_none() || (many && *taken == Some(Evidence::Value));
            if free(left) && free(right) {
                *left = Some(cell.evidence);
                *right = Some(cell.evidence);
                links.push(Link { a: row, b: column, evidence: cell.evidence, confidence: score });
            }
        }
    }
    links
}

fn threshold(grid: &Grid<'_>, cell: Cell, row: usize, column: usize) -> f32 {
    let content = grid.a.get(row).is_some_and(is_content) && grid.b.get(column).is_some_and(is_content);
    match cell.evidence {
        Evidence::Same | Evidence::Value | Evidence::Inflection | Evidence::Spelling if content => SAME_CONTENT,
        _ if content => OTHER_CONTENT,
        _ => FUNCTION,
    }
}
