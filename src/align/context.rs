//! Re-reading each pair in the light of its neighbours and of the nearest sure links.

use super::grid::{Grid, is_content};

/// Neighbours that support a pair when they are likely links themselves: (rows away, columns away, weight).
const NEIGHBOURS: [(i32, i32, f32); 10] = [
    (-1, -1, 0.30),
    (1, 1, 0.30),
    (-2, -2, 0.16),
    (2, 2, 0.16),
    (-1, -2, 0.10),
    (-2, -1, 0.10),
    (1, 2, 0.10),
    (2, 1, 0.10),
    (-3, -3, 0.07),
    (3, 3, 0.07),
];

/// How many times the pairs are re-read.
const SWEEPS: usize = 2;

/// Replaces the scores: what speaks for a pair on its own, its neighbours, and its distance to where the nearest
/// sure links make one expect it. Distances to links, not to the diagonal, let passages move as a whole.
pub(super) fn sweep(grid: &mut Grid<'_>) {
    for _ in 0..SWEEPS {
        let anchors = Anchors::find(grid);
        let mut next = vec![0.0f32; grid.score.len()];
        for row in 0..grid.a.len() {
            for column in 0..grid.b.len() {
                let lexical = grid.cell(row, column).lexical;
                if lexical == 0.0 {
                    continue;
                }
                let weight = grid.weight(row, column);
                let support = support(grid, row, column);
                let near = anchors.closeness(row, column);
                let alone = lexical * (0.25 + 0.45 * weight);
                if let Some(score) = next.get_mut(row * grid.b.len() + column) {
                    *score = (alone + lexical * (0.55 * support + 0.30 * near)).min(1.0);
                }
            }
        }
        grid.score = next;
    }
}

fn support(grid: &Grid<'_>, row: usize, column: usize) -> f32 {
    let mut sum = 0.0;
    for (down, right, weight) in NEIGHBOURS {
        let (r, c) = (row as i32 + down, column as i32 + right);
        if r >= 0 && c >= 0 && (r as usize) < grid.a.len() && (c as usize) < grid.b.len() {
            sum += weight * grid.score.get(r as usize * grid.b.len() + c as usize).copied().unwrap_or(0.0);
        }
    }
    sum.min(1.0)
}

/// Sure links: the best of their row and column, by a margin.
struct Anchors {
    /// For each row, the column of its anchor.
    columns: Vec<Option<usize>>,
    /// For each row, the nearest row at or before it that has an anchor.
    before: Vec<Option<usize>>,
    /// The same at or after it.
    after: Vec<Option<usize>>,
}

impl Anchors {
    fn find(grid: &Grid<'_>) -> Anchors {
        let (rows, columns) = (grid.a.len(), grid.b.len());
        let mut best_in_column = vec![(0.0f32, usize::MAX, 0.0f32); columns];
        let mut best_in_row = vec![(0.0f32, usize::MAX, 0.0f32); rows];
        let raise = |slot: Option<&mut (f32, usize, f32)>, score: f32, at: usize| {
            if let Some((first, place, second)) = slot {
                if score > *first {
                    (*second, *first, *place) = (*first, score, at);
                } else if score > *second {
                    *second = score;
                }
            }
        };
        for row in 0..rows {
            for column in 0..columns {
                let score = grid.score.get(row * columns + column).copied().unwrap_or(0.0);
                raise(best_in_row.get_mut(row), score, column);
                raise(best_in_column.get_mut(column), score, row);
            }
        }
        let anchor = |row: usize| {
            let &(score, column, second) = best_in_row.get(row)?;
            let &(_, back, second_below) = best_in_column.get(column)?;
            let content = grid.a.get(row).is_some_and(is_content);
            let sure = content && score >= 0.4 && back == row && score > 1.25 * second && score > 1.25 * second_below;
            sure.then_some(column)
        };
        let columns: Vec<Option<usize>> = (0..rows).map(anchor).collect();
        let nearest = |order: &mut dyn Iterator<Item = usize>| {
            let mut nearest = vec![None; rows];
            let mut last = None;
            for row in order {
                if columns.get(row).is_some_and(Option::is_some) {
                    last = Some(row);
                }
                if let Some(slot) = nearest.get_mut(row) {
                    *slot = last;
                }
            }
            nearest
        };
        let before = nearest(&mut (0..rows));
        let after = nearest(&mut (0..rows).rev());
        Anchors { columns, before, after }
    }

    /// 1 where the nearest anchors make one expect the pair, falling off with the distance from there.
    fn closeness(&self, row: usize, column: usize) -> f32 {
        let distance = |anchor: Option<usize>| {
            let row_of = anchor?;
            let column_of = (*self.columns.get(row_of)?)?;
            let expected = column_of as i64 + row as i64 - row_of as i64;
            let reach = (row as i64 - row_of as i64).abs();
            Some((column as i64 - expected).abs() as f32 + 0.15 * reach as f32)
        };
        let sides = [self.before.get(row).copied().flatten(), self.after.get(row).copied().flatten()];
        let nearest = sides.into_iter().filter_map(distance).min_by(f32::total_cmp);
        nearest.map_or(0.3, |distance| 1.0 / (1.0 + 0.5 * distance))
    }
}
