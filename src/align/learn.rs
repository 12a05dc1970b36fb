//! What the program that trains the aligner needs: the pairs of tokens as the model sees them.

pub use super::model::PASSES;
pub use super::net::{Net, SCALE, SECOND, Sum, UNITS, bins};
pub use super::passes::Passes;

use super::grid::{Grid, NEVER};
use super::passes::{context, visit};
use super::slots::View;
use super::turned;
use crate::model::Text;

/// Shows every pair of tokens that the pass after those of `passes` looks at: its token in `a`, its token in `b`, and the
/// slots of the table its features fall into.
pub fn examples(a: &Text, b: &Text, passes: &Passes, resources: bool, mut show: impl FnMut(usize, usize, &[u16])) {
    if a.is_empty() || b.is_empty() {
        return;
    }
    let turned = turned(a, b);
    let (a, b) = if turned { (b, a) } else { (a, b) };
    let mut grid = Grid::new(a, b, 0..a.len(), 0..b.len(), Box::default());
    passes.run(&mut grid, resources);
    let view = View::new(&grid, resources);
    let (rows, columns) = (view.row_sides(), view.column_sides());
    let mut places = Vec::new();
    visit(&view, context(&view, &grid.logit, passes.nets.len()).as_ref(), |row, column, slots| {
        places.clear();
        places.extend_from_slice(&rows[row]);
        places.extend_from_slice(&columns[column]);
        places.extend_from_slice(slots);
        if turned { show(column, row, &places) } else { show(row, column, &places) }
    });
}

/// Every pair of tokens that `passes` take for possible, with the log odds of a link, before phrases are looked for.
pub fn scores(a: &Text, b: &Text, passes: &Passes, resources: bool) -> Vec<(usize, usize, f32)> {
    if a.is_empty() || b.is_empty() {
        return Vec::new();
    }
    let turned = turned(a, b);
    let (a, b) = if turned { (b, a) } else { (a, b) };
    let mut grid = Grid::new(a, b, 0..a.len(), 0..b.len(), Box::default());
    passes.run(&mut grid, resources);
    let scored = grid.logit.iter().enumerate().filter(|(_, logit)| **logit > NEVER);
    let place = |at: usize| if turned { (at % b.len(), at / b.len()) } else { (at / b.len(), at % b.len()) };
    scored.map(|(at, &logit)| (place(at).0, place(at).1, logit)).collect()
}
