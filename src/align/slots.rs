//! What the model sees of a pair: one bin of each feature, as places in the model's table.

use super::field::Field;
use super::grid::{Cell, Grid, is_content};
use crate::model::{Class, Evidence, Token, TokenKind};

/// Bins of the features of one token, each once for rows and once for columns.
pub const SIDE: [usize; 8] = [30, 128, 24, 8, 8, 8, 144, 36];
/// Bins of the features of a pair.
pub const PAIR: [usize; 14] = [26, 16, 17, 64, 64, 64, 64, 64, 24, 24, 144, 16, 12, 64];
/// Bins of what the pass before says of a pair and those around it.
pub const CONTEXT: [usize; 17] = [16, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 37, 37, 37, 37, 27, 27];

/// Sum of bins.
pub const fn width(sizes: &[usize]) -> usize {
    let (mut sum, mut at) = (0, 0);
    while at < sizes.len() {
        sum += sizes[at];
        at += 1;
    }
    sum
}

/// The slots of one pair or token.
#[derive(Clone, Copy, Debug)]
pub struct Slots {
    places: [u16; MOST],
    count: usize,
    base: usize,
}

/// The most slots there are at a time.
const MOST: usize = PAIR.len() + CONTEXT.len();

impl Default for Slots {
    fn default() -> Self {
        Slots { places: [0; MOST], count: 0, base: 0 }
    }
}

impl Slots {
    /// No slots; the next feature's bins begin at `base`.
    pub(super) fn from(base: usize) -> Slots {
        Slots { base, ..Slots::default() }
    }

    fn restart(&mut self, base: usize) {
        self.count = 0;
        self.base = base;
    }

    fn push(&mut self, bin: usize, size: usize) {
        if let Some(place) = self.places.get_mut(self.count) {
            *place = (self.base + bin.min(size - 1)) as u16;
            self.count += 1;
        }
        self.base += size;
    }

    /// Where in the table.
    pub fn places(&self) -> &[u16] {
        self.places.get(..self.count).unwrap_or(&[])
    }
}

/// What is known of the pairs before the first pass, in bins.
pub(super) struct View<'g, 'a> {
    pub grid: &'g Grid<'a>,
    /// Evidence in seven levels, 7 outside.
    lexical: Field,
    /// Length of the run of same words along the diagonal up to a cell, and from it on.
    runs: Field,
    rows: Vec<Rivals>,
    columns: Vec<Rivals>,
    row_class: Vec<u8>,
    column_class: Vec<u8>,
    row_keys: Vec<u64>,
    column_keys: Vec<u64>,
    lengths: [usize; 2],
    resources: bool,
}

/// The strongest evidence of a row or a column.
#[derive(Clone, Copy, Default)]
struct Rivals {
    first: u8,
    second: u8,
    /// How many cells have the strongest.
    ties: u8,
    same: u8,
}

impl Rivals {
    fn add(&mut self, level: u8) {
        if level > self.first {
            (self.first, self.second, self.ties) = (level, self.first, 1);
        } else if level == self.first {
            (self.second, self.ties) = (level, self.ties.saturating_add(1));
        } else if level > self.second {
            self.second = level;
        }
        self.same += u8::from(level >= 5 && self.same < 3);
    }

    /// The strongest of the others (8), and how many others are as strong as this one or stronger (3).
    fn bin(self, own: u8) -> usize {
        let other = if own == self.first { self.second } else { self.first };
        let ahead = if own == self.first { self.ties.saturating_sub(1) } else { 2 };
        usize::from(other) * 3 + usize::from(ahead.min(2))
    }
}

impl<'g, 'a> View<'g, 'a> {
    pub fn new(grid: &'g Grid<'a>, resources: bool) -> Self {
        let (rows, columns) = (grid.a.len(), grid.b.len());
        let mut view = View {
            grid,
            lexical: Field::new(rows, columns, 7),
            runs: Field::new(rows, columns, 0),
            rows: vec![Rivals::default(); rows],
            columns: vec![Rivals::default(); columns],
            row_class: grid.a.iter().map(coarse_class).collect(),
            column_class: grid.b.iter().map(coarse_class).collect(),
            row_keys: grid.a.iter().map(|token| token.word.key).collect(),
            column_keys: grid.b.iter().map(|token| token.word.key).collect(),
            lengths: [length_bin(rows, columns), length_bin(columns, rows)],
            resources,
        };
        for row in 0..rows {
            for column in 0..columns {
                let cell = grid.cell(row, column);
                let level = level(cell, view.row_class[row]);
                view.lexical.set(row, column, level);
                view.rows[row].add(level);
                view.columns[column].add(level);
                if level >= 5 {
                    let run = view.runs.get(row, column, -1, -1);
                    view.runs.set(row, column, (run + 1).min(3));
                }
            }
        }
        view
    }

    /// What a row's token says on its own.
    pub fn row(&self, row: usize) -> Slots {
        side(0, self.grid.a, &self.row_keys, self.lengths[0], row, self.rows[row], self.resources)
    }

    /// What a column's token says on its own.
    pub fn column(&self, column: usize) -> Slots {
        side(
            width(&SIDE),
            self.grid.b,
            &self.column_keys,
            self.lengths[1],
            column,
            self.columns[column],
            self.resources,
        )
    }

    /// Whether a pair is worth a look before there is any context.
    pub fn has_evidence(&self, row: usize, column: usize) -> bool {
        self.lexical.get(row, column, 0, 0) > 0
    }

    /// What the pair says.
    pub fn pair(&self, row: usize, column: usize, slots: &mut Slots) {
        slots.restart(2 * width(&SIDE));
        let cell = self.grid.cell(row, column);
        let lexical = |down: isize, right: isize| usize::from(self.lexical.get(row, column, down, right));
        let both = |down: isize, right: isize| lexical(-down, -right) * 8 + lexical(down, right);
        let (x, y) = (&self.grid.a[row].word, &self.grid.b[column].word);
        let dice = 32 * usize::from(cell.shared) / (x.trigrams.len() + y.trigrams.len()).max(1);
        let (rows, columns) = (self.grid.a.len() as f32, self.grid.b.len() as f32);
        let ahead = (row as f32 + 0.5) / rows - (column as f32 + 0.5) / columns;
        let own = self.lexical.get(row, column, 0, 0);
        let run = usize::from(self.runs.get(row, column, 0, 0)) * 4 + self.run_on(row, column);
        let around = [(-3, -3), (-2, -2), (-1, -1), (1, 1), (2, 2), (3, 3), (-1, -2), (-2, -1), (1, 2), (2, 1)];
        let window: usize = around.iter().map(|&(down, right)| [0, 1, 2, 3, 4, 3, 5, 0][lexical(down, right)]).sum();
        let [s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, s12, s13] = PAIR;
        slots.push(kind(cell), s0);
        slots.push(dice, s1);
        slots.push((8.5 + 12.0 * ahead.clamp(-0.7, 0.7)) as usize, s2);
        slots.push(both(1, 1), s3);
        slots.push(both(2, 2), s4);
        slots.push(both(1, 0), s5);
        slots.push(both(0, 1), s6);
        slots.push(both(1, -1), s7);
        slots.push(self.rows[row].bin(own), s8);
        slots.push(self.columns[column].bin(own), s9);
        slots.push(usize::from(self.row_class[row]) * 12 + usize::from(self.column_class[column]), s10);
        slots.push(run, s11);
        slots.push(window / 2, s12);
        slots.push(both(1, 2).max(both(2, 1)), s13);
    }

    fn run_on(&self, row: usize, column: usize) -> usize {
        (1..=3).take_while(|&step| self.lexical.get(row, column, step, step).wrapping_sub(5) < 2).count()
    }
}

/// Length of a text in tokens, and beside that of the other.
fn length_bin(own: usize, other: usize) -> usize {
    let length = [8, 14, 20, 28, 40].iter().filter(|&&limit| own > limit).count();
    let ratio = 3.0 + 2.0 * (own as f32 / other.max(1) as f32).ln();
    length * 6 + ratio.clamp(0.0, 5.0) as usize
}

/// What one token says on its own, `base` being the first of its bins.
fn side(
    base: usize,
    tokens: &[Token],
    keys: &[u64],
    length: usize,
    at: usize,
    rivals: Rivals,
    resources: bool,
) -> Slots {
    let token = &tokens[at];
    let word = &token.word;
    let class =
        |at: Option<usize>| at.and_then(|at| tokens.get(at)).map_or(11, |token| usize::from(coarse_class(token)));
    let content = is_content(token);
    let identity = if resources && !content { 1 + (word.key % 127) as usize } else { 0 };
    let count = keys.iter().filter(|&&key| key == word.key).take(3).count().saturating_sub(1);
    let rarity = (word.rarity * 7.99) as usize;
    let place = match (at, at + 1 == tokens.len()) {
        (0, _) => 0,
        (_, true) => 1,
        _ => 2 + 6 * at / tokens.len(),
    };
    let mut slots = Slots::from(base);
    let [s0, s1, s2, s3, s4, s5, s6, s7] = SIDE;
    slots.push(class_of(token), s0);
    slots.push(identity, s1);
    slots.push(rarity * 3 + count, s2);
    slots.push(usize::from(rivals.same) * 2 + usize::from(content), s3);
    slots.push(usize::from(rivals.first), s4);
    slots.push(place, s5);
    slots.push(class(at.checked_sub(1)) * 12 + class(Some(at + 1)), s6);
    slots.push(length, s7);
    slots
}

/// Strength of the evidence in levels: 0 nothing to 6 the same content word.
fn level(cell: Cell, class: u8) -> u8 {
    match cell.evidence {
        _ if cell.lexical == 0.0 => 0,
        Evidence::Same if class <= 1 || class >= 8 => 6,
        Evidence::Same => 5,
        Evidence::Value | Evidence::Spelling => 6,
        Evidence::Inflection | Evidence::Name | Evidence::Derivation | Evidence::Translation => 4,
        _ if cell.lexical >= 0.6 => 3,
        _ if cell.lexical >= 0.45 => 2,
        _ => 1,
    }
}

/// What the evidence is and how strong, in 26 bins.
fn kind(cell: Cell) -> usize {
    let steps = |low: f32, high: f32, bins: usize| {
        (((cell.lexical - low) / (high - low)).clamp(0.0, 0.999) * bins as f32) as usize
    };
    match cell.evidence {
        _ if cell.lexical == 0.0 => 0,
        Evidence::Same => 1,
        Evidence::Value => 2,
        Evidence::Spelling => 3,
        Evidence::Inflection | Evidence::Translation => 4 + steps(0.75, 1.0, 3),
        Evidence::Derivation => 7,
        Evidence::Name => 8,
        Evidence::Synonym => 9 + steps(0.72, 0.87, 3),
        Evidence::Hypernym => 12 + steps(0.48, 0.6, 2),
        Evidence::Hyponym => 14 + steps(0.48, 0.6, 2),
        Evidence::Antonym if cell.lexical >= 0.45 => 16,
        Evidence::Antonym => 19,
        Evidence::Form => 17 + steps(0.55, 0.8, 2),
        Evidence::Position => 19 + steps(0.3, 0.6, 7),
    }
}

/// A token's class in 12 (0 marks, 1 numbers, 2..=7 function words, 8..=10 content, 11 nothing).
fn coarse_class(token: &Token) -> u8 {
    match class_of(token) {
        0 => 0,
        1 | 28 => 1,
        3 => 2,
        4 => 3,
        5 | 6 => 4,
        7 => 5,
        2 | 8..=9 => 6,
        10 => 7,
        class if class >= 11 && (class - 11) & 1 != 0 => 8,
        class if class >= 11 && (class - 11) & 2 != 0 => 9,
        _ => 10,
    }
}

/// A token's class: kind, class of function word, or the parts of speech a content word can be.
fn class_of(token: &Token) -> usize {
    let class = token.word.class;
    let order = [
        Class::NEGATOR,
        Class::ARTICLE,
        Class::PRONOUN,
        Class::MODAL,
        Class::AUXILIARY,
        Class::PREPOSITION,
        Class::CONJUNCTION,
        Class::QUESTION,
    ];
    match token.kind {
        TokenKind::Punctuation | TokenKind::Ellipsis | TokenKind::Hidden => 0,
        TokenKind::Number => 1,
        TokenKind::Word if class.has(Class::FUNCTION) => {
            order.iter().position(|&one| class.has(one)).map_or(10, |at| at + 2)
        }
        TokenKind::Word if class.has(Class::CALENDAR) => 27,
        TokenKind::Word if token.word.value.is_some() => 28,
        TokenKind::Word => 11 + usize::from(token.word.parts & 15),
    }
}

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
    if logit < LEVELS[0] {
        return 0;
    }
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
        for row in 0..rows {
            for column in 0..columns {
                let here = level_of(logit[row * columns + column]);
                if here > 0 {
                    level.set(row, column, here);
                    open.raise(row, column, 0, 0, 2);
                    in_rows[row].add(here, column);
                    in_columns[column].add(here, row);
                }
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

    /// Whether a pair may be a link: it was likely enough before, or stands beside a likely one and one of its tokens
    /// has no sure link.
    pub fn may_link(&self, row: usize, column: usize) -> bool {
        match self.open.get(row, column, 0, 0) {
            0 => false,
            1 => self.rows[row].first <= SURE || self.columns[column].first <= SURE,
            _ => true,
        }
    }

    /// Adds what the pass before says to the slots of a pair.
    pub fn pair(&self, row: usize, column: usize, slots: &mut Slots) {
        let level = |down: isize, right: isize| usize::from(self.level.get(row, column, down, right)) / 2;
        let both = |down: isize, right: isize| level(-down, -right) * 8 + level(down, right);
        let own = self.level.get(row, column, 0, 0);
        let (in_row, in_column) = (&self.rows[row], &self.columns[column]);
        let odds = LEVEL_ODDS[usize::from(own)];
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
        for (bin, size) in bins.into_iter().zip(CONTEXT) {
            slots.push(bin, size);
        }
    }

    /// Whether the tokens beside the two have links of their own: four times two bits... of three each.
    fn beside(&self, row: usize, column: usize) -> usize {
        let linked = |list: &[Best], at: usize| usize::from(list.get(at).is_none_or(|best| best.first > 7));
        let rows = linked(&self.rows, row.wrapping_sub(1)) * 2 + linked(&self.rows, row + 1);
        let columns = linked(&self.columns, column.wrapping_sub(1)) * 2 + linked(&self.columns, column + 1);
        rows * 4 + columns
    }
}
