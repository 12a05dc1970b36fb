//! What the pass before says of a pair and those around it, in bins.

use super::field::Field;
use super::slots::{CONTEXT, PAIR, SIDE, places, width};

/// What the pass before says, and where its sure links are.
pub(super) struct Context {
    /// Log odds in 14 levels, 14 outside.
    level: Field,
    /// Whether a pair may be a link.
    open: Field,
    rows: Vec<Best>,
    columns: Vec<Best>,
    row_anchors: Anchors,
    column_anchors: Anchors,
}

/// The likeliest link of a row or column, the next, and the sum of all probabilities.
#[derive(Clone, Copy, Default)]
struct Best {
    first: u8,
    at: usize,
    second: u8,
    sum: f32,
}

impl Best {
    fn add(&mut self, level: u8, at: usize) {
        self.sum += LEVEL_ODDS[usize::from(level)];
        if level > self.first {
            (self.second, self.first, self.at) = (self.first, level, at);
        } else if level > self.second {
            self.second = level;
        }
    }

    fn other(&self, own: u8) -> usize {
        usize::from(if own == self.first { self.second } else { self.first }) / 2
    }
}

/// Bounds of the levels, as log odds, and the probability a level stands for.
const LEVELS: [f32; 13] = [-4.0, -3.0, -2.2, -1.6, -1.1, -0.7, -0.3, 0.2, 0.7, 1.3, 2.0, 3.0, 4.5];
const LEVEL_ODDS: [f32; 16] =
    [0.0, 0.03, 0.07, 0.13, 0.2, 0.28, 0.37, 0.48, 0.6, 0.73, 0.83, 0.92, 0.97, 0.99, 0.0, 0.0];
/// The level from which a link is taken for likely, and for sure.
const LIKELY: u8 = 6;
const SURE: u8 = 9;

/// Places around a likely link at which others may stand.
const BESIDE: [(isize, isize); 14] = [
    (-1, -1),
    (1, 1),
    (-1, 0),
    (1, 0),
    (0, -1),
    (0, 1),
    (-1, 1),
    (1, -1),
    (-2, -2),
    (2, 2),
    (-1, -2),
    (-2, -1),
    (1, 2),
    (2, 1),
];

fn level_of(logit: f32) -> u8 {
    LEVELS.iter().map(|&bound| u8::from(logit >= bound)).sum()
}

/// For each token, its sure link and the nearest before and after it: (token, its partner).
struct Anchors {
    before: Vec<Option<(usize, usize)>>,
    after: Vec<Option<(usize, usize)>>,
}

impl Anchors {
    fn new(own: &[Best], other: &[Best]) -> Anchors {
        let anchor = |at: usize| {
            let best = own.get(at)?;
            (best.first >= SURE && other.get(best.at)?.at == at).then_some((at, best.at))
        };
        let (mut before, mut after) = (vec![None; own.len()], vec![None; own.len()]);
        let mut last = None;
        for (at, slot) in before.iter_mut().enumerate() {
            *slot = last;
            last = anchor(at).or(last);
        }
        last = None;
        for (at, slot) in after.iter_mut().enumerate().rev() {
            *slot = last;
            last = anchor(at).or(last);
        }
        Anchors { before, after }
    }

    /// Where a pair stands with regard to the nearest sure links on either side.
    fn bins(&self, at: usize, partner: usize) -> [usize; 3] {
        let (before, after) = (self.before[at], self.after[at]);
        let drift = |anchor: Option<(usize, usize)>| {
            let Some((from, to)) = anchor else { return 36 };
            let (walk, jump) = (at as isize - from as isize, partner as isize - to as isize);
            let sign = if walk < 0 { -1 } else { 1 };
            let off = (sign * (jump - walk)).clamp(-4, 4) + 4;
            off as usize * 4 + walk.unsigned_abs().min(4) - 1
        };
        let gap = match (before, after) {
            (Some((from, to)), Some((until, end))) if to < partner && partner < end => {
                5 * (until - from - 2).min(4) + (end - to - 2).min(4)
            }
            (Some(_), Some(_)) => 25,
            _ => 26,
        };
        [drift(before), drift(after), gap]
    }
}

impl Context {
    pub fn new(rows: usize, columns: usize, logit: &[f32]) -> Context {
        let (mut level, mut open) = (Field::new(rows, columns, 14), Field::new(rows, columns, 0));
        let (mut in_rows, mut in_columns) = (vec![Best::default(); rows], vec![Best::default(); columns]);
        for (row, logit) in logit.chunks(columns.max(1)).enumerate() {
            for (column, &logit) in logit.iter().enumerate().filter(|(_, logit)| **logit >= LEVELS[0]) {
                let here = level_of(logit);
                level.set(row, column, here);
                open.raise(row, column, 0, 0, 2);
                in_rows[row].add(here, column);
                in_columns[column].add(here, row);
                if here >= LIKELY {
                    for (down, right) in BESIDE {
                        open.raise(row, column, down, right, 1);
                    }
                }
            }
        }
        let (row_anchors, column_anchors) = (Anchors::new(&in_rows, &in_columns), Anchors::new(&in_columns, &in_rows));
        Context { level, open, rows: in_rows, columns: in_columns, row_anchors, column_anchors }
    }

    /// The columns that may be linked with a row: a pair was likely enough before, or stands beside a likely one and one
    /// of its tokens has no sure link.
    pub fn open(&self, row: usize) -> impl Iterator<Item = usize> {
        let unsure = |best: &Best| best.first <= SURE;
        let free = self.rows.get(row).is_some_and(unsure);
        let columns = self.open.row(row).iter().zip(&self.columns).enumerate();
        columns.filter(move |&(_, (&open, best))| open == 2 || open == 1 && (free || unsure(best))).map(|(at, _)| at)
    }

    /// What the pass before says: the last of the pair's slots.
    pub fn pair(&self, row: usize, column: usize) -> [u16; CONTEXT.len()] {
        let around = self.level.around(row, column);
        let level = |down: isize, right: isize| usize::from(around.get(down, right) / 2);
        let both = |down: isize, right: isize| level(-down, -right) * 8 + level(down, right);
        let own = around.get(0, 0);
        let (in_row, in_column) = (&self.rows[row], &self.columns[column]);
        let odds = LEVEL_ODDS[usize::from(own & 15)];
        let rest = |best: &Best| ((best.sum - odds) * 4.0).clamp(0.0, 7.0) as usize;
        let [before, after, gap] = self.row_anchors.bins(row, column);
        let [above, below, hole] = self.column_anchors.bins(column, row);
        let bins = [
            usize::from(own),
            both(1, 1),
            both(2, 2),
            both(1, 0),
            both(0, 1),
            both(1, -1),
            both(1, 2),
            both(2, 1),
            in_row.other(own) * 8 + in_column.other(own),
            rest(in_row) * 8 + rest(in_column),
            self.beside(row, column),
            before,
            after,
            above,
            below,
            gap,
            hole,
        ];
        places(2 * width(&SIDE) + width(&PAIR), bins, &CONTEXT)
    }

    /// Whether the tokens beside the two have links of their own, a bit each: before and after the row, before and after
    /// the column.
    fn beside(&self, row: usize, column: usize) -> usize {
        let linked = |list: &[Best], at: usize| usize::from(list.get(at).is_none_or(|best| best.first > 7));
        let rows = linked(&self.rows, row.wrapping_sub(1)) * 2 + linked(&self.rows, row + 1);
        let columns = linked(&self.columns, column.wrapping_sub(1)) * 2 + linked(&self.columns, column + 1);
        rows * 4 + columns
    }
}
