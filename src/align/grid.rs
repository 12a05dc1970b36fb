//! All pairs of tokens of two texts, with what is known about each.

use std::ops::Range;

use super::evidence::{Face, Sight, at_sight, look, opposite, sense};
use super::join::Join;
use crate::lang::lexicon::meets;
use crate::lang::{same_measure, same_time};
use crate::model::{Class, Evidence, Text, Token, TokenKind, Value};

/// One cell of the grid.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    /// Strength of the evidence on its own, 0 when there is none.
    pub lexical: f32,
    /// What the strength rests on.
    pub evidence: Evidence,
    /// Character trigrams in common.
    pub shared: u8,
    /// Two content words or two function words whose senses (and letters) are to be compared.
    open: bool,
}

impl Cell {
    const NONE: Cell = Cell { lexical: 0.0, evidence: Evidence::Position, shared: 0, open: false };
}

/// What is kept between two grids, so that nothing is allocated for the next.
#[derive(Default)]
pub(super) struct Buffers {
    cells: Vec<Cell>,
    logit: Vec<f32>,
    faces: Vec<Face>,
    join: Join,
    touched: Vec<u32>,
}

/// The pairs of tokens of a window of two texts, row by row.
pub(super) struct Grid<'a> {
    pub a: &'a [Token],
    pub b: &'a [Token],
    pub cells: Vec<Cell>,
    /// Log odds of a link, after the passes so far.
    pub logit: Vec<f32>,
    /// For the next grid.
    spare: Box<Buffers>,
}

/// Log odds of a pair that was not looked at.
pub(super) const NEVER: f32 = -20.0;

impl<'a> Grid<'a> {
    pub fn new(a: &'a Text, b: &'a Text, rows: Range<usize>, columns: Range<usize>, mut spare: Box<Buffers>) -> Self {
        let rest = |text: &'a Text, range: &Range<usize>| text.tokens.get(range.clone()).unwrap_or(&[]);
        let (left, right) = (rest(a, &rows), rest(b, &columns));
        let (mut cells, mut logit) = (std::mem::take(&mut spare.cells), std::mem::take(&mut spare.logit));
        cells.clear();
        spare.faces.clear();
        spare.faces.extend(right.iter().map(Face::of));
        for x in left.iter().map(Face::of) {
            cells.extend(spare.faces.iter().map(|y| match at_sight(&x, y) {
                Sight::Known(evidence, lexical) => Cell { lexical, evidence, ..Cell::NONE },
                Sight::Open => Cell { open: true, ..Cell::NONE },
                Sight::Functions(lexical) => Cell { open: true, lexical, ..Cell::NONE },
                Sight::Nothing => Cell::NONE,
            }));
        }
        logit.clear();
        logit.resize(cells.len(), NEVER);
        let mut grid = Grid { a: left, b: right, cells, logit, spare };
        grid.compare_senses();
        grid.compare_letters();
        grid.link_joined();
        grid.link_quantities(a, b, &rows, &columns);
        grid
    }

    /// What the next grid can use.
    pub fn into_buffers(mut self) -> Box<Buffers> {
        (self.spare.cells, self.spare.logit) = (self.cells, self.logit);
        self.spare
    }

    fn compare_senses(&mut self) {
        let (a, width, cells) = (self.a, self.b.len(), &mut self.cells);
        let Buffers { join, touched, .. } = &mut *self.spare;
        join.clear();
        touched.clear();
        for (row, token) in a.iter().enumerate() {
            join.insert(row, &token.word.kin);
        }
        for (column, token) in self.b.iter().enumerate() {
            join.probe(&token.word.kin, meets, |row| {
                // Looked at once: the first time leaves a mark.
                let at = row * width + column;
                if let (Some(cell), Some(other)) = (cells.get_mut(at), a.get(row))
                    && cell.open
                    && cell.shared == 0
                {
                    cell.shared = 1;
                    touched.push(at as u32);
                    let found = if is_content(token) {
                        sense(&other.word, &token.word)
                    } else {
                        opposite(&other.word, &token.word).map(|strength| (Evidence::Antonym, strength))
                    };
                    if let Some((evidence, lexical)) = found {
                        (cell.evidence, cell.lexical) = (evidence, lexical);
                    }
                }
            });
        }
        for &at in touched.iter() {
            if let Some(cell) = cells.get_mut(at as usize) {
                cell.shared = 0;
            }
        }
    }

    fn compare_letters(&mut self) {
        let (width, cells) = (self.b.len(), &mut self.cells);
        let Buffers { join, touched, .. } = &mut *self.spare;
        join.clear();
        touched.clear();
        for (row, token) in self.a.iter().enumerate().filter(|(_, token)| is_content(token)) {
            join.insert(row, &token.word.trigrams);
        }
        for (column, token) in self.b.iter().enumerate().filter(|(_, token)| is_content(token)) {
            let equal = |x, y| x == y;
            join.probe(&token.word.trigrams, equal, |row| {
                let at = row * width + column;
                if let Some(cell) = cells.get_mut(at) {
                    if cell.open && cell.shared == 0 {
                        touched.push(at as u32);
                    }
                    cell.shared = cell.shared.saturating_add(1);
                }
            });
        }
        for at in touched.iter().map(|&at| at as usize) {
            if let (Some(cell), Some(x), Some(y)) = (cells.get_mut(at), self.a.get(at / width), self.b.get(at % width))
                && let Some((evidence, lexical)) = look(x, y, usize::from(cell.shared))
                && lexical >= cell.lexical
            {
                (cell.evidence, cell.lexical) = (evidence, lexical);
            }
        }
    }

    /// A word written as one here and as two there, with a hyphen or without, is linked with both: `healthcare`, `health-care`.
    fn link_joined(&mut self) {
        let (a, b) = (self.a, self.b);
        for (row, token) in a.iter().enumerate().filter(|(_, token)| may_be_joined(token)) {
            for column in 0..b.len() {
                if let Some(last) = parts_end(&token.word.n, b, column) {
                    [column, last].into_iter().for_each(|column| self.set_joined(row, column));
                }
            }
        }
        for (column, token) in b.iter().enumerate().filter(|(_, token)| may_be_joined(token)) {
            for row in 0..a.len() {
                if let Some(last) = parts_end(&token.word.n, a, row) {
                    [row, last].into_iter().for_each(|row| self.set_joined(row, column));
                }
            }
        }
    }

    fn set_joined(&mut self, row: usize, column: usize) {
        let at = self.at(row, column);
        if let Some(cell) = self.cells.get_mut(at) {
            (cell.evidence, cell.lexical) = (Evidence::Spelling, 0.95);
        }
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
                            cell.lexical = cell.lexical.max(0.85);
                            cell.evidence = Evidence::Value;
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
        self.cells.get(self.at(row, column)).copied().unwrap_or(Cell::NONE)
    }
}

/// Letters of the shortest word that is looked for in two parts.
const JOINED: usize = 6;

fn may_be_joined(token: &Token) -> bool {
    token.kind == TokenKind::Word && token.word.n.chars().count() >= JOINED && !token.word.class.has(Class::FUNCTION)
}

/// The second of two tokens that make up a word, the first standing at `first`, with nothing or a hyphen between.
fn parts_end(n: &str, tokens: &[Token], first: usize) -> Option<usize> {
    let rest = n
        .strip_prefix(&*tokens.get(first)?.word.n)
        .filter(|rest| rest.chars().nth(1).is_some() && rest.len() + 2 <= n.len())?;
    let hyphen = usize::from(&*tokens.get(first + 1)?.word.n == "-");
    let last = first + 1 + hyphen;
    (*tokens.get(last)?.word.n == *rest).then_some(last)
}

/// Whether two quantities amount to the same.
pub(crate) fn same_value(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number { amount: x, unit: u, .. }, Value::Number { amount: y, unit: v, .. }) => {
            (x == y && (u == v || u.is_none() || v.is_none()))
                || u.as_deref()
                    .zip(v.as_deref())
                    .is_some_and(|(u, v)| same_measure(*x, u, *y, v) || same_time(*x, u, *y, v))
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
