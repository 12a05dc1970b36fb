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

/// Where in the table the bins of one token's features are.
pub(super) type Side = [u16; SIDE.len()];
/// The same of a pair: its features, then what the pass before says.
pub(super) type Slots = [u16; PAIR.len() + CONTEXT.len()];

/// Where in the table `bins` are, those of the first feature beginning at `base`.
#[inline(always)]
pub(super) fn places<const N: usize>(base: usize, bins: [usize; N], sizes: &[usize; N]) -> [u16; N] {
    let mut base = base;
    let mut places = [0; N];
    for ((place, bin), size) in places.iter_mut().zip(bins).zip(sizes) {
        *place = (base + bin.min(size - 1)) as u16;
        base += size;
    }
    places
}

/// What is known of the pairs before the first pass, in bins.
pub(super) struct View<'g, 'a> {
    pub grid: &'g Grid<'a>,
    /// The pairs with evidence, in the order of the grid.
    pub known: Vec<Known>,
    /// Evidence in seven levels, 7 outside.
    lexical: Field,
    rows: Vec<Line>,
    columns: Vec<Line>,
    resources: bool,
}

/// A pair with evidence: its row and column, and what it says.
pub(super) struct Known {
    pub at: (usize, usize),
    pub slots: [u16; PAIR.len()],
}

/// What the pairs of a row or a column have in common.
struct Line {
    rivals: Rivals,
    class: u8,
    /// Trigrams of the token.
    trigrams: u32,
    /// Where the token stands in its text, 0 to 1.
    place: f32,
}

impl Line {
    /// The tokens of one side, `across` being how many the other has.
    fn of(tokens: &[Token], across: usize) -> Vec<Line> {
        let count = tokens.len() as f32;
        let line = |(at, token): (usize, &Token)| Line {
            rivals: Rivals { ties: across.min(255) as u8, ..Rivals::default() },
            class: coarse_class(token),
            trigrams: token.word.trigrams.len() as u32,
            place: (at as f32 + 0.5) / count,
        };
        tokens.iter().enumerate().map(line).collect()
    }
}

/// The strongest evidence of a row or a column.
#[derive(Clone, Copy, Default)]
struct Rivals {
    first: u8,
    second: u8,
    /// How many cells have the strongest; all as long as none has any.
    ties: u8,
    same: u8,
}

impl Rivals {
    /// Another cell with evidence.
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
            known: Vec::with_capacity(2 * (rows + columns)),
            lexical: Field::new(rows, columns, 7),
            rows: Line::of(grid.a, columns),
            columns: Line::of(grid.b, rows),
            resources,
        };
        for (row, cells) in grid.cells.chunks(columns.max(1)).enumerate() {
            for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| cell.lexical != 0.0) {
                let level = level(cell, view.rows[row].class);
                view.lexical.set(row, column, level);
                view.rows[row].rivals.add(level);
                view.columns[column].rivals.add(level);
                view.known.push(Known { at: (row, column), slots: [0; _] });
            }
        }
        let mut known = std::mem::take(&mut view.known);
        known.iter_mut().for_each(|pair| pair.slots = view.pair(pair.at.0, pair.at.1));
        view.known = known;
        view
    }

    /// What each row's token says on its own.
    pub fn row_sides(&self) -> Vec<Side> {
        sides(0, self.grid.a, &self.rows, self.grid.b.len(), self.resources)
    }

    /// What each column's token says on its own.
    pub fn column_sides(&self) -> Vec<Side> {
        sides(width(&SIDE), self.grid.b, &self.columns, self.grid.a.len(), self.resources)
    }

    /// What the pair says: the first of its slots.
    pub fn pair(&self, row: usize, column: usize) -> [u16; PAIR.len()] {
        let cell = self.grid.cell(row, column);
        let (x, y) = (&self.rows[row], &self.columns[column]);
        let around = self.lexical.around(row, column);
        let lexical = |down: isize, right: isize| usize::from(around.get(down, right));
        let both = |down: isize, right: isize| lexical(-down, -right) * 8 + lexical(down, right);
        let dice = 32 * u32::from(cell.shared) / (x.trigrams + y.trigrams).max(1);
        let own = around.get(0, 0);
        let is_same = |&step: &isize| around.get(step, step).wrapping_sub(5) < 2;
        let [before, after] =
            [[0, -1, -2], [1, 2, 3]].map(|steps| steps.iter().take_while(|step| is_same(step)).count());
        let beside = [(-3, -3), (-2, -2), (-1, -1), (1, 1), (2, 2), (3, 3), (-1, -2), (-2, -1), (1, 2), (2, 1)];
        let window: usize =
            beside.iter().map(|&(down, right)| [0, 1, 2, 3, 4, 3, 5, 0][lexical(down, right) & 7]).sum();
        let bins = [
            kind(cell),
            dice as usize,
            (8.5 + 12.0 * (x.place - y.place).clamp(-0.7, 0.7)) as usize,
            both(1, 1),
            both(2, 2),
            both(1, 0),
            both(0, 1),
            both(1, -1),
            x.rivals.bin(own),
            y.rivals.bin(own),
            usize::from(x.class) * 12 + usize::from(y.class),
            before * 4 + after,
            window / 2,
            both(1, 2).max(both(2, 1)),
        ];
        places(2 * width(&SIDE), bins, &PAIR)
    }
}

/// Length of a text in tokens, and beside that of the other.
fn length_bin(own: usize, other: usize) -> usize {
    let length = [8, 14, 20, 28, 40].iter().filter(|&&limit| own > limit).count();
    let ratio = 3.0 + 2.0 * (own as f32 / other.max(1) as f32).ln();
    length * 6 + ratio.clamp(0.0, 5.0) as usize
}

/// What each token of one side says on its own, `base` being the first of the side's bins.
fn sides(base: usize, tokens: &[Token], lines: &[Line], across: usize, resources: bool) -> Vec<Side> {
    let length = length_bin(tokens.len(), across);
    let repeats = Repeats::of(tokens);
    let class = |at: usize| lines.get(at).map_or(11, |line| usize::from(line.class));
    let side = |(at, (token, line)): (usize, (&Token, &Line))| {
        let word = &token.word;
        let content = is_content(token);
        let place = match (at, at + 1 == tokens.len()) {
            (0, _) => 0,
            (_, true) => 1,
            _ => 2 + 6 * at / tokens.len(),
        };
        let bins = [
            class_of(token),
            if resources && !content { 1 + (word.key % 127) as usize } else { 0 },
            (word.rarity * 7.99) as usize * 3 + repeats.others(word.key),
            usize::from(line.rivals.same) * 2 + usize::from(content),
            usize::from(line.rivals.first),
            place,
            class(at.wrapping_sub(1)) * 12 + class(at + 1),
            length,
        ];
        places(base, bins, &SIDE)
    };
    tokens.iter().zip(lines).enumerate().map(side).collect()
}

/// How often the words of a text come in it.
struct Repeats<'t> {
    tokens: &'t [Token],
    /// How many tokens' keys end in each byte: most words come once, and one look tells.
    endings: [u8; 256],
}

impl Repeats<'_> {
    fn of(tokens: &[Token]) -> Repeats<'_> {
        let mut endings = [0u8; 256];
        for token in tokens {
            let count = &mut endings[usize::from(token.word.key as u8)];
            *count = count.saturating_add(1);
        }
        Repeats { tokens, endings }
    }

    /// How many more times a word of the text comes, two at most.
    fn others(&self, key: u64) -> usize {
        if self.endings[usize::from(key as u8)] == 1 {
            return 0;
        }
        self.tokens.iter().filter(|token| token.word.key == key).take(3).count().saturating_sub(1)
    }
}

/// Strength of the evidence in levels: 0 nothing to 6 the same content word.
fn level(cell: &Cell, class: u8) -> u8 {
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
