//! All pairs of tokens of two texts, with what is known about each.

use std::ops::Range;

use super::evidence::evidence;
use crate::model::{Class, Evidence, Text, Token, TokenKind, Value};

/// One cell of the grid.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    /// Strength of the evidence on its own, 0 when there is none.
    pub lexical: f32,
    /// What the strength rests on.
    pub evidence: Evidence,
}

/// The pairs of tokens of a window of two texts, row by row.
pub(super) struct Grid<'a> {
    pub a: &'a [Token],
    pub b: &'a [Token],
    pub cells: Vec<Cell>,
    /// How likely a link is, after the sweeps so far.
    pub score: Vec<f32>,
}

impl<'a> Grid<'a> {
    pub fn new(a: &'a Text, b: &'a Text, rows: Range<usize>, columns: Range<usize>) -> Self {
        let rest = |text: &'a Text, range: &Range<usize>| text.tokens.get(range.clone()).unwrap_or(&[]);
        let (left, right) = (rest(a, &rows), rest(b, &columns));
        let none = Cell { lexical: 0.0, evidence: Evidence::Position };
        let mut cells = Vec::with_capacity(left.len() * right.len());
        for x in left {
            cells.extend(
                right.iter().map(|y| evidence(x, y).map_or(none, |(evidence, lexical)| Cell { lexical, evidence })),
            );
        }
        let mut grid = Grid { a: left, b: right, cells, score: Vec::new() };
        grid.link_quantities(a, b, &rows, &columns);
        grid.score = grid.alone();
        grid
    }

    /// Runs of tokens with one value are linked all to all: `five thousand` and `5,000`.
    fn link_quantities(&mut self, a: &Text, b: &Text, rows: &Range<usize>, columns: &Range<usize>) {
        for p in a.quantities.iter().filter(|q| q.first >= rows.start && q.end <= rows.end) {
            for q in b.quantities.iter().filter(|q| q.first >= columns.start && q.end <= columns.end) {
                if !same_value(&p.value, &q.value) {
                    continue;
                }
                for i in p.first - rows.start..p.end - rows.start {
                    for j in q.first - columns.start..q.end - columns.start {
                        let at = self.at(i, j);
                        if let Some(cell) = self.cells.get_mut(at)
                            && cell.evidence != Evidence::Same
                        {
                            *cell = Cell { lexical: cell.lexical.max(0.85), evidence: Evidence::Value };
                        }
                    }
                }
            }
        }
    }

    pub fn at(&self, row: usize, column: usize) -> usize {
        row * self.b.len() + column
    }

    pub fn cell(&self, row: usize, column: usize) -> Cell {
        self.cells.get(self.at(row, column)).copied().unwrap_or(Cell { lexical: 0.0, evidence: Evidence::Position })
    }

    /// How much a link between two tokens tells: rare words more than frequent ones.
    pub fn weight(&self, row: usize, column: usize) -> f32 {
        let rarity = |tokens: &[Token], at: usize| tokens.get(at).map_or(0.0, |token| token.word.rarity);
        (rarity(self.a, row) + rarity(self.b, column)) / 2.0
    }

    /// First score: the evidence alone, less for what occurs often in the other text.
    fn alone(&self) -> Vec<f32> {
        let (rows, columns) = (self.a.len(), self.b.len());
        let mut by_row = vec![0.0f32; rows];
        let mut by_column = vec![0.0f32; columns];
        for row in 0..rows {
            for column in 0..columns {
                let lexical = self.cell(row, column).lexical;
                if let (Some(r), Some(c)) = (by_row.get_mut(row), by_column.get_mut(column)) {
                    *r += lexical;
                    *c += lexical;
                }
            }
        }
        let mut score = Vec::with_capacity(self.cells.len());
        for (row, &in_row) in by_row.iter().enumerate() {
            for (column, &in_column) in by_column.iter().enumerate() {
                let lexical = self.cell(row, column).lexical;
                let rivals = (in_row - lexical).max(in_column - lexical);
                score.push(if lexical > 0.0 {
                    lexical * self.weight(row, column).sqrt() / (1.0 + 0.5 * rivals)
                } else {
                    0.0
                });
            }
        }
        score
    }
}

/// Whether two quantities amount to the same.
pub(crate) fn same_value(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number { amount: x, unit: u, .. }, Value::Number { amount: y, unit: v, .. }) => {
            x == y && (u == v || u.is_none() || v.is_none())
        }
        (Value::Date { year: y1, month: m1, day: d1 }, Value::Date { year: y2, month: m2, day: d2 }) => {
            let fits = |p: bool, same: bool| p || same;
            fits(y1.is_none() || y2.is_none(), y1 == y2)
                && fits(m1.is_none() || m2.is_none(), m1 == m2)
                && fits(d1.is_none() || d2.is_none(), d1 == d2)
        }
        (Value::Number { amount, unit: None, .. }, Value::Date { year: Some(year), month: None, .. })
        | (Value::Date { year: Some(year), month: None, .. }, Value::Number { amount, unit: None, .. }) => {
            *amount == f64::from(*year)
        }
        _ => false,
    }
}

/// Whether a token carries content: it can anchor a link without help from its neighbours.
pub(super) fn is_content(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Word | TokenKind::Number) && !token.word.class.has(Class::FUNCTION)
}
