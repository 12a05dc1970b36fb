//! The passes over a grid: which pairs are looked at, and what the model says of them.

use super::context::Context;
use super::grid::{Grid, NEVER};
use super::net::{Net, Sum};
use super::slots::{Known, PAIR, Slots, View};

/// The models of all passes.
#[derive(Clone, Debug, Default)]
pub struct Passes {
    /// One for each pass.
    pub nets: Vec<Net>,
}

impl Passes {
    /// Runs all passes; the grid's log odds are then those of the last.
    pub(super) fn run(&self, grid: &mut Grid<'_>, resources: bool) {
        let mut logit = std::mem::take(&mut grid.logit);
        let width = grid.b.len();
        let view = View::new(grid, resources);
        let (row_sides, column_sides) = (view.row_sides(), view.column_sides());
        let (mut rows, mut columns): (Vec<Sum>, Vec<Sum>) = (Vec::new(), Vec::new());
        for (pass, net) in self.nets.iter().enumerate() {
            rows.clear();
            rows.extend(row_sides.iter().map(|side| net.sum(side, true)));
            columns.clear();
            columns.extend(column_sides.iter().map(|side| net.sum(side, false)));
            let context = context(&view, &logit, pass);
            logit.fill(NEVER);
            visit(&view, context.as_ref(), |row, column, slots| {
                logit[row * width + column] = net.logit(&rows[row], &columns[column], slots);
            });
        }
        drop(view);
        grid.logit = logit;
    }
}

/// What a pass sees of the one before, which found `logit`; nothing in the first.
pub(super) fn context(view: &View<'_, '_>, logit: &[f32], pass: usize) -> Option<Context> {
    (pass > 0).then(|| Context::new(view.grid.a.len(), view.grid.b.len(), logit))
}

/// Shows every pair of a pass that is worth a look, with its slots, in the order of the grid.
pub(super) fn visit(view: &View<'_, '_>, context: Option<&Context>, mut show: impl FnMut(usize, usize, &[u16])) {
    let Some(context) = context else {
        return view.known.iter().for_each(|Known { at, slots }| show(at.0, at.1, slots));
    };
    let mut slots: Slots = [0; _];
    let mut known = view.known.iter().peekable();
    for row in 0..view.grid.a.len() {
        for column in context.open(row) {
            while known.next_if(|pair| pair.at < (row, column)).is_some() {}
            let (pair, rest) = slots.split_at_mut(PAIR.len());
            match known.next_if(|pair| pair.at == (row, column)) {
                Some(known) => pair.copy_from_slice(&known.slots),
                None => pair.copy_from_slice(&view.pair(row, column)),
            }
            rest.copy_from_slice(&context.pair(row, column));
            show(row, column, &slots);
        }
    }
}
