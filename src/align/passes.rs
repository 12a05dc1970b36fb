//! The passes over a grid: which pairs are looked at, and what the model says of them.

use super::grid::{Grid, NEVER};
use super::net::{Net, Sum};
use super::slots::{Context, Slots, View};

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
        let mut next = vec![NEVER; logit.len()];
        let view = View::new(grid, resources);
        let (mut rows, mut columns): (Vec<Sum>, Vec<Sum>) = (Vec::new(), Vec::new());
        let row_slots: Vec<Slots> = (0..grid.a.len()).map(|row| view.row(row)).collect();
        let column_slots: Vec<Slots> = (0..grid.b.len()).map(|column| view.column(column)).collect();
        for (pass, net) in self.nets.iter().enumerate() {
            rows.clear();
            rows.extend(row_slots.iter().map(|slots| net.sum(slots.places(), true)));
            columns.clear();
            columns.extend(column_slots.iter().map(|slots| net.sum(slots.places(), false)));
            next.fill(NEVER);
            visit(&view, &logit, pass, |row, column, slots| {
                next[row * grid.b.len() + column] = net.logit(&rows[row], &columns[column], slots);
            });
            std::mem::swap(&mut logit, &mut next);
        }
        drop(view);
        grid.logit = logit;
    }
}

/// Shows every pair of a pass that is worth a look, with its slots, in the order of the grid.
pub(super) fn visit(view: &View<'_, '_>, logit: &[f32], pass: usize, mut show: impl FnMut(usize, usize, &[u16])) {
    let mut slots = Slots::default();
    let (rows, columns) = (view.grid.a.len(), view.grid.b.len());
    if pass == 0 {
        for row in 0..rows {
            for column in (0..columns).filter(|&column| view.has_evidence(row, column)) {
                view.pair(row, column, &mut slots);
                show(row, column, slots.places());
            }
        }
        return;
    }
    let context = Context::new(rows, columns, logit);
    for row in 0..rows {
        for column in (0..columns).filter(|&column| context.may_link(row, column)) {
            view.pair(row, column, &mut slots);
            context.pair(row, column, &mut slots);
            show(row, column, slots.places());
        }
    }
}
