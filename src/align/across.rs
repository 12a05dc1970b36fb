//! Two texts in different languages: what is known of single words, where they stand, and what is left between.
//!
//! No model: translations, values, names and marks are the evidence; a first, careful choice of pairs gives anchors, and
//! a second one weighs every pair by its distance from where the anchors around it would put it. Then loose words
//! beside links are joined when nothing else can stand in their place.

use std::cell::Cell;
use std::ops::Range;

use smallvec::SmallVec;

use super::grid::same_value;
use super::join::Join;
use crate::lang::concepts::{Concepts, Poles, Senses, Words, skeleton};
use crate::lang::lexicon::{Entry, Relation, meets, relation};
use crate::model::{Alignment, Case, Class, Evidence, Link, Text, Token, TokenKind};

/// Evidence below this is no anchor.
const SURE: f32 = 0.45;
/// Evidence weighed by place, from which two words are linked.
const LINKED: f32 = 0.2;
/// Tokens by which a word may stand off its place before half of its evidence is gone.
const DRIFT: f32 = 6.0;
/// The same for function words and marks, of which there are many.
const SMALL_DRIFT: f32 = 3.0;
/// Share of the evidence that no distance takes away.
const ANYWHERE: f32 = 0.35;
/// Strength of a relation in the English lexicon, weighed by place, from which two loose words are linked.
const RELATED: f32 = 0.2;
/// Share of 1 that its place leaves a pair of opposites, from which they are linked.
const OPPOSED: f32 = 0.5;
/// Loose content words between two links that can still be each other's.
const GAP: usize = 2;

/// Cosine of two word vectors from which they are evidence, and what the evidence amounts to there and at 1.
const COSINE: f32 = 0.3;
const BY_VECTORS: [f32; 2] = [0.25, 0.5];

thread_local! {
    static JOIN: Cell<Option<Box<Join>>> = const { Cell::new(None) };
}

/// What is known of a token.
struct Face<'a> {
    token: &'a Token,
    senses: Senses,
    skeleton: String,
    function: bool,
    mark: Option<char>,
    vector: Option<Vec<f32>>,
}

/// The evidence for a pair.
#[derive(Clone, Copy)]
struct Proof {
    strength: f32,
    evidence: Evidence,
}

const NOTHING: Proof = Proof { strength: 0.0, evidence: Evidence::Position };

struct Field<'a> {
    rows: Vec<Face<'a>>,
    columns: Vec<Face<'a>>,
    cells: Vec<Proof>,
}

/// Links between a window of each text.
pub(super) fn align(a: &Text, b: &Text, rows: Range<usize>, columns: Range<usize>, concepts: &Concepts) -> Alignment {
    let mut field = Field::new(a, b, &rows, &columns, concepts);
    field.add_quantities(a, b, &rows, &columns);
    let anchors = field.anchors();
    let mut links = field.links(&anchors);
    field.extend(&mut links);
    field.relate(&mut links, &anchors, concepts);
    field.fill(&mut links);
    let mut links: Vec<Link> = links
        .into_iter()
        .map(|(row, column, cell)| Link {
            a: (row + rows.start) as u32,
            b: (column + columns.start) as u32,
            evidence: cell.evidence,
            confidence: cell.strength.clamp(0.3, 1.0),
        })
        .collect();
    links.sort_by_key(|link| (link.a, link.b));
    links.dedup_by_key(|link| (link.a, link.b));
    Alignment { links }
}

/// A pair of tokens, as indices into the window, and its evidence.
type Pair = (usize, usize, Proof);

impl<'a> Field<'a> {
    fn new(a: &'a Text, b: &'a Text, rows: &Range<usize>, columns: &Range<usize>, concepts: &Concepts) -> Field<'a> {
        let faces = |text: &'a Text, range: &Range<usize>| -> Vec<Face<'a>> {
            let words = concepts.words(&text.lang);
            let tokens = text.tokens.get(range.clone()).unwrap_or_default();
            tokens.iter().map(|token| Face::of(token, &words, concepts)).collect()
        };
        let (rows, columns) = (faces(a, rows), faces(b, columns));
        let cells = rows.iter().flat_map(|x| columns.iter().map(move |y| cell(x, y))).collect();
        Field { rows, columns, cells }
    }

    fn cell(&self, row: usize, column: usize) -> Proof {
        self.cells.get(row * self.columns.len() + column).copied().unwrap_or(NOTHING)
    }

    /// Runs of tokens with one value answer each other.
    fn add_quantities(&mut self, a: &Text, b: &Text, rows: &Range<usize>, columns: &Range<usize>) {
        let width = self.columns.len();
        for p in a.quantities.iter().filter(|q| q.first >= rows.start && q.end <= rows.end) {
            for q in b.quantities.iter().filter(|q| q.first >= columns.start && q.end <= columns.end) {
                if !same_value(&p.value, &q.value) {
                    continue;
                }
                for row in p.first - rows.start..p.end - rows.start {
                    for column in q.first - columns.start..q.end - columns.start {
                        if let Some(cell) = self.cells.get_mut(row * width + column) {
                            *cell = Proof { strength: cell.strength.max(0.9), evidence: Evidence::Value };
                        }
                    }
                }
            }
        }
    }

    /// Where a row stands in the columns if nothing moved.
    fn diagonal(&self, row: usize) -> f32 {
        (row as f32 + 0.5) * self.columns.len() as f32 / self.rows.len().max(1) as f32 - 0.5
    }

    /// The surest pairs, none of which has a rival nearly as good; each token once.
    fn anchors(&self) -> Vec<Pair> {
        let place = |row: usize, column: usize| {
            let off = (self.diagonal(row) - column as f32).abs() / self.columns.len().max(1) as f32;
            1.0 - 0.5 * off
        };
        let mut pairs = self.pairs(|row, column, cell| match cell {
            cell if cell.strength >= SURE && !self.rows[row].function => cell.strength * place(row, column),
            _ => 0.0,
        });
        pairs.retain(|pair| pair.0 > 0.3);
        one_to_one(pairs, self.rows.len(), self.columns.len())
    }

    /// All pairs with evidence, weighed.
    fn pairs(&self, weigh: impl Fn(usize, usize, Proof) -> f32) -> Vec<(f32, usize, usize, Proof)> {
        let mut pairs = Vec::new();
        for row in 0..self.rows.len() {
            for column in 0..self.columns.len() {
                let cell = self.cell(row, column);
                if cell.strength > 0.0 {
                    let weight = weigh(row, column, cell);
                    if weight > 0.0 {
                        pairs.push((weight, row, column, cell));
                    }
                }
            }
        }
        pairs
    }

    /// The pairs that stand where the anchors say, each token once.
    fn links(&self, anchors: &[Pair]) -> Vec<Pair> {
        let expected = Expected::of(anchors, self);
        let mut pairs = self.pairs(|row, column, cell| {
            let small = self.rows[row].function || self.rows[row].mark.is_some();
            let (drift, floor) = if small { (SMALL_DRIFT, 0.0) } else { (DRIFT, ANYWHERE) };
            let near = halved(expected.off(row, column), drift);
            cell.strength * (floor + (1.0 - floor) * near)
        });
        pairs.retain(|pair| pair.0 >= LINKED);
        one_to_one(pairs, self.rows.len(), self.columns.len())
    }

    /// A word that translates the neighbour of its own answer is linked with it too: two words for one.
    fn extend(&self, links: &mut Vec<Pair>) {
        let (mut row_used, mut column_used) = self.used(links);
        let mut more = Vec::new();
        for (row, row_used) in row_used.iter_mut().enumerate() {
            for (column, column_used) in column_used.iter_mut().enumerate() {
                let cell = self.cell(row, column);
                if cell.strength < SURE || *row_used == *column_used {
                    continue;
                }
                // One of the two is linked: with a neighbour of the other?
                let near = links
                    .iter()
                    .any(|&(r, c, _)| (r == row && c.abs_diff(column) <= 2) || (c == column && r.abs_diff(row) <= 2));
                if near {
                    more.push((row, column, cell));
                    (*row_used, *column_used) = (true, true);
                }
            }
        }
        links.append(&mut more);
    }

    /// Loose words of content that the English lexicon knows as relatives, by what they mean in English.
    fn relate(&self, links: &mut Vec<Pair>, anchors: &[Pair], concepts: &Concepts) {
        let (row_used, column_used) = self.used(links);
        let expected = Expected::of(anchors, self);
        let mut join = JOIN.take().unwrap_or_default();
        for (row, face) in self.rows.iter().enumerate().filter(|&(row, face)| !row_used[row] && face.is_content()) {
            face.kin(concepts, |keys| join.insert(row, keys));
        }
        let (mut met, mut pairs) = (Vec::new(), Vec::new());
        let open = |&(column, face): &(usize, &Face<'_>)| !column_used[column] && face.is_content();
        for (column, face) in self.columns.iter().enumerate().filter(open) {
            met.clear();
            face.kin(concepts, |keys| join.probe(keys, meets, |row| met.push(row)));
            met.sort_unstable();
            met.dedup();
            for &row in &met {
                let near = halved(expected.off(row, column), DRIFT);
                if near < RELATED {
                    continue;
                }
                let related = relation(&self.rows[row].entries(concepts), &face.entries(concepts));
                let related = related.filter(|found| !matches!(found.relation, Relation::Antonym { .. }));
                let weight = related.map_or(0.0, |found| found.strength) * near;
                if weight >= RELATED {
                    pairs.push((weight, row, column, Proof { strength: 0.4, evidence: Evidence::Synonym }));
                }
            }
        }
        join.clear();
        JOIN.set(Some(join));
        self.oppose([&row_used, &column_used], &expected, concepts, &mut pairs);
        links.extend(one_to_one(pairs, self.rows.len(), self.columns.len()));
    }

    /// Adds loose words of content that stand in one place and mean opposites.
    fn oppose(
        &self,
        [row_used, column_used]: [&[bool]; 2],
        expected: &Expected,
        concepts: &Concepts,
        pairs: &mut Vec<(f32, usize, usize, Proof)>,
    ) {
        let polar = |faces: &[Face<'_>], used: &[bool]| -> Vec<(usize, Poles)> {
            let open = |&(at, face): &(usize, &Face<'_>)| !used[at] && face.is_content();
            let poles = |(at, face): (usize, &Face<'_>)| (at, concepts.poles(&face.senses));
            faces.iter().enumerate().filter(open).map(poles).filter(|(_, poles)| !poles.is_empty()).collect()
        };
        let rows = polar(&self.rows, row_used);
        if rows.is_empty() {
            return;
        }
        for (column, there) in polar(&self.columns, column_used) {
            for (row, here) in &rows {
                let weight = halved(expected.off(*row, column), DRIFT);
                if weight >= OPPOSED && here.iter().any(|x| there.iter().any(|y| x.faces(*y))) {
                    pairs.push((weight, *row, column, Proof { strength: 0.4, evidence: Evidence::Antonym }));
                }
            }
        }
    }

    fn used(&self, links: &[Pair]) -> (Vec<bool>, Vec<bool>) {
        let (mut rows, mut columns) = (vec![false; self.rows.len()], vec![false; self.columns.len()]);
        for &(row, column, _) in links {
            rows[row] = true;
            columns[column] = true;
        }
        (rows, columns)
    }

    /// Loose content words that are alone between the same two links.
    fn fill(&self, links: &mut Vec<Pair>) {
        let (rows, columns) = self.used(links);
        let gaps = |used: &[bool], faces: &[Face<'_>]| -> Vec<Vec<usize>> {
            let mut found = vec![Vec::new()];
            for (at, face) in faces.iter().enumerate() {
                if used[at] && face.is_content() {
                    found.push(Vec::new());
                } else if !used[at] && face.is_content() {
                    found.last_mut().into_iter().for_each(|gap: &mut Vec<usize>| gap.push(at));
                }
            }
            found.retain(|gap| !gap.is_empty() && gap.len() <= GAP);
            found
        };
        let mut partner = vec![None; self.rows.len()];
        for &(row, column, _) in links.iter().filter(|link| self.rows[link.0].is_content()) {
            partner[row] = Some(column);
        }
        let columns_loose: Vec<usize> = gaps(&columns, &self.columns).into_iter().flatten().collect();
        let mut taken = vec![false; self.columns.len()];
        for gap in gaps(&rows, &self.rows) {
            for row in gap {
                let before = (0..row).rev().find_map(|at| partner[at]);
                let after = (row + 1..self.rows.len()).find_map(|at| partner[at]);
                let (low, high) = match (before, after) {
                    (Some(x), Some(y)) if x.abs_diff(y) <= 4 => (x.min(y), x.max(y)),
                    (Some(x), None) if row + 1 == self.rows.len() => (x, self.columns.len()),
                    _ => continue,
                };
                let between: Vec<usize> = columns_loose
                    .iter()
                    .copied()
                    .filter(|&column| column > low && column < high && !taken[column])
                    .collect();
                if let [column] = between.as_slice() {
                    taken[*column] = true;
                    links.push((row, *column, Proof { strength: 0.3, evidence: Evidence::Position }));
                }
            }
        }
    }
}

/// What is left of 1 at a distance when half of it is gone at every `drift`.
fn halved(off: f32, drift: f32) -> f32 {
    (-off / drift * std::f32::consts::LN_2).exp()
}

/// Takes pairs, the heaviest first, as long as both tokens are free.
fn one_to_one(mut pairs: Vec<(f32, usize, usize, Proof)>, rows: usize, columns: usize) -> Vec<Pair> {
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let (mut row_used, mut column_used) = (vec![false; rows], vec![false; columns]);
    let mut taken = Vec::new();
    for (_, row, column, cell) in pairs {
        if !row_used[row] && !column_used[column] {
            row_used[row] = true;
            column_used[column] = true;
            taken.push((row, column, cell));
        }
    }
    taken
}

/// Where anchors put the tokens between them.
struct Expected {
    /// For each row the place that the nearest anchor before it, and after it, puts it at.
    places: Vec<[f32; 2]>,
}

impl Expected {
    fn of(anchors: &[Pair], field: &Field<'_>) -> Expected {
        let mut partner = vec![None; field.rows.len()];
        for &(row, column, _) in anchors {
            partner[row] = Some(column);
        }
        let slope = field.columns.len() as f32 / field.rows.len().max(1) as f32;
        let place = |row: usize| {
            let from = |at: usize| partner[at].map(|column| column as f32 + (row as f32 - at as f32) * slope);
            let before = (0..row).rev().find_map(from);
            let after = (row + 1..field.rows.len()).find_map(from);
            let here = field.diagonal(row);
            [before.or(after).unwrap_or(here), after.or(before).unwrap_or(here)]
        };
        Expected { places: (0..field.rows.len()).map(place).collect() }
    }

    /// Tokens between a column and the nearer of the two places.
    fn off(&self, row: usize, column: usize) -> f32 {
        let places = self.places.get(row).copied().unwrap_or_default();
        places.into_iter().map(|place| (place - column as f32).abs()).fold(f32::INFINITY, f32::min)
    }
}

impl<'a> Face<'a> {
    fn of(token: &'a Token, words: &Words<'_>, concepts: &Concepts) -> Face<'a> {
        let word = &*token.word;
        let mark = match token.kind {
            TokenKind::Word | TokenKind::Number => None,
            TokenKind::Hidden => Some('\u{0}'),
            TokenKind::Ellipsis => Some('…'),
            TokenKind::Punctuation => Some(common(&word.n)),
        };
        let mut senses = Senses::new();
        if token.kind == TokenKind::Word {
            senses = words.senses_of(token);
            if senses.is_empty() && word.n.chars().any(is_unspaced) {
                words.cut(&word.n, |_, found| senses.extend(found));
                senses.sort_unstable();
                senses.dedup();
            }
        }
        let function = word.class.has(Class::FUNCTION) || concepts.is_function(&senses);
        let named = matches!(token.case, Case::Title | Case::Upper | Case::Mixed) || senses.is_empty();
        let skeleton = if mark.is_none() && named && !function { skeleton(&word.n) } else { String::new() };
        let content = token.kind == TokenKind::Word && !function;
        let vector = if content { concepts.vector(&word.n) } else { None };
        Face { token, senses, skeleton, function, mark, vector }
    }

    fn is_content(&self) -> bool {
        !self.function && self.mark.is_none() && self.token.kind == TokenKind::Word
    }

    /// The entries of the English lexicon for an English word, or for what another word means in English.
    fn entries(&self, concepts: &Concepts) -> SmallVec<[Entry; 8]> {
        let own = &self.token.word.entries;
        if !own.is_empty() {
            return own.iter().map(|&entry| Entry(entry)).collect();
        }
        self.senses
            .iter()
            .filter_map(|&row| concepts.meaning(row))
            .flat_map(|meaning| &meaning.entries)
            .copied()
            .collect()
    }

    /// Hands on the keys of the word's relatives in the English lexicon.
    fn kin(&self, concepts: &Concepts, mut each: impl FnMut(&[u32])) {
        if self.token.word.entries.is_empty() {
            self.senses.iter().filter_map(|&row| concepts.meaning(row)).for_each(|meaning| each(&meaning.kin));
        } else {
            each(&self.token.word.kin);
        }
    }
}

fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c), 0x3041..=0x30ff | 0x3400..=0x9fff | 0x0e00..=0x0eff)
}

/// How well two function words that no lexicon connects go together.
fn one_class(x: Class, y: Class) -> f32 {
    let same = |class: Class| x.has(class) && y.has(class);
    if same(Class::NEGATOR) || same(Class::ARTICLE) {
        0.5
    } else if same(Class::MODAL) || same(Class::PRONOUN) || same(Class::AUXILIARY) {
        0.35
    } else if same(Class::PREPOSITION) || same(Class::CONJUNCTION) {
        0.3
    } else {
        0.0
    }
}

/// One shape for marks of one use.
fn common(mark: &str) -> char {
    match mark {
        "。" | "." | "।" | "．" => '.',
        "，" | "," | "、" | "،" => ',',
        "？" | "?" | "؟" => '?',
        "！" | "!" => '!',
        "：" | ":" => ':',
        "；" | ";" | "؛" => ';',
        "「" | "」" | "『" | "』" | "\"" => '"',
        other => other.chars().next().unwrap_or(' '),
    }
}

fn cell(x: &Face<'_>, y: &Face<'_>) -> Proof {
    if x.mark.is_some() || y.mark.is_some() {
        let same = x.mark == y.mark && x.mark != Some('\u{0}');
        return if same { Proof { strength: 0.6, evidence: Evidence::Same } } else { NOTHING };
    }
    let (v, w) = (&x.token.word, &y.token.word);
    if let (Some(p), Some(q)) = (v.value, w.value) {
        return if p == q { Proof { strength: 1.0, evidence: Evidence::Value } } else { NOTHING };
    }
    let shared = x.senses.iter().filter(|sense| y.senses.contains(sense)).count();
    if shared > 0 {
        let most = ((x.senses.len() * y.senses.len()) as f32).sqrt();
        let strength = 0.5 + 0.5 * (shared as f32 / most).min(1.0);
        let strength = if x.function || y.function { strength * 0.8 } else { strength };
        return Proof { strength, evidence: Evidence::Translation };
    }
    if x.function && y.function {
        return Proof { strength: one_class(v.class, w.class), evidence: Evidence::Position };
    }
    if v.key == w.key && !x.function && !y.function {
        return Proof { strength: 0.9, evidence: Evidence::Same };
    }
    if x.skeleton.len() >= 2 && y.skeleton.len() >= 2 {
        let long = x.skeleton.len().min(y.skeleton.len());
        if x.skeleton == y.skeleton {
            return Proof { strength: if long >= 3 { 0.85 } else { 0.55 }, evidence: Evidence::Name };
        }
        if long >= 3 && strsim::jaro_winkler(&x.skeleton, &y.skeleton) >= 0.88 {
            return Proof { strength: 0.6, evidence: Evidence::Name };
        }
    }
    match (&x.vector, &y.vector) {
        (Some(v), Some(w)) => by_vectors(v, w),
        _ => NOTHING,
    }
}

fn by_vectors(v: &[f32], w: &[f32]) -> Proof {
    let cosine: f32 = v.iter().zip(w).map(|(x, y)| x * y).sum();
    if cosine < COSINE {
        return NOTHING;
    }
    let [least, most] = BY_VECTORS;
    let share = ((cosine - COSINE) / (1.0 - COSINE)).min(1.0);
    Proof { strength: least + (most - least) * share, evidence: Evidence::Synonym }
}
