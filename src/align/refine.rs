//! Refining a collation: each text in turn is taken out of the table and put back where it fits best.

use rustc_hash::FxHashMap;

use super::grid::is_content;
use super::support::Neighbours;
use crate::model::{Text, Token, TokenKind};

/// How often a rendering leaves out what the others say, and how often it says what none of them does.
const LEFT_OUT: f64 = 0.08;
const ADDED: f64 = 0.12;
/// How often two renderings that added something in one place did so without being one reading.
const CHANCE: f64 = 0.2;
/// Odds of the same place when nothing speaks for it but the place, and when the tokens do not even go together.
const PLACE: f32 = 0.3;
const UNFIT: f32 = 0.004;
/// Odds of the same place for the same rare word.
const SAME: f32 = 40.0;
/// How often two renderings have the same word in one place.
const AGREED: f32 = 0.65;
/// What a link between different words counts beside the same word.
const LINKED: f32 = 0.3;
/// Rounds over all texts at most.
const ROUNDS: usize = 2;
/// Cells looked at up to which a table is refined.
const WORK: usize = 1 << 28;

/// Cells of a column, one for each text.
type Cells = Vec<Option<u32>>;

/// The columns, with every text aligned with all others as they stand (leave-one-out refinement, Barton and Sternberg
/// 1987), until nothing changes. A text's tokens are a walk through the columns of a profile (Krogh et al. 1994): a token
/// fills a column, the likelier the more others are there and the more of them it is linked with or equal to; a column
/// is left out; or a token has a column of its own. The likeliest walk is taken.
pub(super) fn refine(texts: &[&Text], mut columns: Vec<Cells>, neighbours: &Neighbours) -> Vec<Cells> {
    let tokens: usize = texts.iter().map(|text| text.len()).sum();
    if texts.len() < 2 || tokens.saturating_mul(columns.len()).saturating_mul(ROUNDS) > WORK {
        return columns;
    }
    for _ in 0..ROUNDS {
        let mut changed = false;
        for (at, text) in texts.iter().enumerate() {
            let next = put_back(texts, at, text, without(&columns, at), neighbours);
            if next != columns {
                changed = true;
                columns = next;
            }
        }
        let merged = unite(texts, &columns);
        if !changed && merged.len() == columns.len() {
            break;
        }
        columns = merged;
    }
    columns
}

/// Neighbouring columns that no text has both of are one, where that is likelier: one place of which many have a word
/// is likelier than two that many left out.
fn unite(texts: &[&Text], columns: &[Cells]) -> Vec<Cells> {
    let mut out: Vec<Cells> = Vec::with_capacity(columns.len());
    for cells in columns {
        match out.last_mut().filter(|last| is_one_place(texts, last, cells)) {
            Some(last) => {
                for (slot, cell) in last.iter_mut().zip(cells) {
                    *slot = slot.or(*cell);
                }
            }
            None => out.push(cells.clone()),
        }
    }
    out
}

fn is_one_place(texts: &[&Text], x: &Cells, y: &Cells) -> bool {
    if x.iter().zip(y).any(|(x, y)| x.is_some() && y.is_some()) {
        return false;
    }
    let held = |cells: &Cells| cells.iter().flatten().count();
    let (few, many) = if held(x) < held(y) { (x, y) } else { (y, x) };
    let likely = |count: usize| {
        let (stated, added) = origins(count as i32, texts.len() as i32);
        (stated + added).ln()
    };
    let stand = Stand::new(many, texts);
    let tokens = texts.iter().zip(few).filter_map(|(text, cell)| text.tokens.get((*cell)? as usize));
    let cost: f32 = tokens.map(|token| stand.place(fit(token))).sum();
    likely(held(x) + held(y)) + f64::from(cost) > likely(held(x)) + likely(held(y))
}

/// The columns of the other texts.
fn without(columns: &[Cells], at: usize) -> Vec<Cells> {
    let mut rest = columns.to_vec();
    for cells in &mut rest {
        if let Some(cell) = cells.get_mut(at) {
            *cell = None;
        }
    }
    rest.retain(|cells| cells.iter().any(Option::is_some));
    rest
}

/// What a step of the walk does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Fill,
    LeaveOut,
    Add,
}

fn put_back(texts: &[&Text], at: usize, text: &Text, columns: Vec<Cells>, neighbours: &Neighbours) -> Vec<Cells> {
    let profile = Profile::new(texts, &columns);
    let (rows, width) = (text.len(), columns.len() + 1);
    let mut steps = vec![Step::LeaveOut; (rows + 1) * width];
    let mut before: Vec<f32> = Vec::with_capacity(width);
    before.push(0.0);
    for column in &profile.columns {
        before.push(before.last().copied().unwrap_or(0.0) + column.left_out);
    }
    let own = (ADDED as f32).ln();
    let mut support = vec![0.0; columns.len()];
    let mut row = Vec::with_capacity(width);
    for (token, steps) in steps.chunks_mut(width).skip(1).enumerate() {
        let Some(word) = text.tokens.get(token) else { break };
        support.fill(0.0);
        let links = neighbours.get(at).and_then(|tokens| tokens.get(token)).map_or(&[][..], |list| list);
        profile.support(texts, word, links, &mut support);
        let kind = fit(word);
        row.clear();
        let place = profile.place.get(kind).map_or(&[][..], |list| list);
        let mut last = before.first().copied().unwrap_or(0.0) + own;
        row.push(last);
        if let Some(first) = steps.first_mut() {
            *first = Step::Add;
        }
        let ahead = before.iter().zip(before.iter().skip(1));
        let here = profile.columns.iter().zip(place).zip(&support);
        for ((step, (&up, &above)), ((stand, &place), &support)) in steps.iter_mut().skip(1).zip(ahead).zip(here) {
            let odds = if support > 0.0 { stand.odds(place, support) } else { place };
            let (fill, add, skip) = (up + stand.filled + odds, above + own, last + stand.left_out);
            (last, *step) = if fill >= add { (fill, Step::Fill) } else { (add, Step::Add) };
            if skip > last {
                (last, *step) = (skip, Step::LeaveOut);
            }
            row.push(last);
        }
        std::mem::swap(&mut before, &mut row);
    }
    walk(&steps, columns, at, rows, texts.len())
}

/// Follows the steps back from the end.
fn walk(steps: &[Step], columns: Vec<Cells>, at: usize, rows: usize, texts: usize) -> Vec<Cells> {
    let width = columns.len() + 1;
    let mut out = Vec::with_capacity(width);
    let mut token = rows;
    let mut rest = columns.into_iter().rev().peekable();
    loop {
        let column = rest.len();
        let mut cells = match steps.get(token * width + column) {
            Some(Step::Add) if token > 0 => vec![None; texts],
            _ => match rest.next() {
                Some(cells) => cells,
                None => break,
            },
        };
        if steps.get(token * width + column) != Some(&Step::LeaveOut) && token > 0 {
            token -= 1;
            if let Some(cell) = cells.get_mut(at) {
                *cell = Some(token as u32);
            }
        }
        out.push(cells);
    }
    out.reverse();
    out
}

/// What a token has to be to fill a place: 0 a mark, 1 a function word, then a content word by its parts of speech.
fn fit(token: &Token) -> usize {
    match token.kind {
        TokenKind::Word | TokenKind::Number if is_content(token) => 2 + usize::from(token.word.parts & 15),
        TokenKind::Word | TokenKind::Number => 1,
        _ => 0,
    }
}

const FITS: usize = 18;

/// What the other texts have in each column.
struct Profile {
    columns: Vec<Stand>,
    /// By kind of token and column: log odds of the place alone.
    place: Vec<Vec<f32>>,
    /// For each form, the columns it is in and how often.
    forms: FxHashMap<u64, Vec<(u32, u32)>>,
    /// For each text and token its column.
    column_of: Vec<Vec<u32>>,
}

struct Stand {
    /// Texts that have a token here.
    count: f32,
    /// Log probability that another has one, and that it has none.
    filled: f32,
    left_out: f32,
    /// How many of them are of each kind.
    kinds: [u32; FITS],
}

impl Stand {
    fn new(cells: &Cells, texts: &[&Text]) -> Stand {
        let others = texts.len() - 1;
        let mut kinds = [0u32; FITS];
        let held = texts.iter().zip(cells).filter_map(|(text, cell)| text.tokens.get((*cell)? as usize));
        for kind in held.map(fit) {
            if let Some(slot) = kinds.get_mut(kind) {
                *slot += 1;
            }
        }
        let count = kinds.iter().sum::<u32>();
        let present = presence(count as i32, others as i32);
        Stand { count: count as f32, filled: present.ln() as f32, left_out: (1.0 - present).ln() as f32, kinds }
    }

    /// Log odds that a token of a kind stands here where nothing else speaks for it.
    fn place(&self, kind: usize) -> f32 {
        let kinds = self.kinds.iter().enumerate();
        let fitting: u32 = kinds.filter(|&(other, _)| go_together(kind, other)).map(|(_, count)| count).sum();
        (UNFIT + (PLACE - UNFIT) * fitting as f32 / self.count.max(1.0)).ln()
    }

    /// The same when `support` of the tokens here speak for it.
    fn odds(&self, place: f32, support: f32) -> f32 {
        (place.exp() + SAME * support / self.count).ln()
    }
}

/// The probability that another text has a token where `count` of `others` have one: either the place is one of the
/// statement, which each leaves out now and then, or those added it on their own.
fn presence(count: i32, others: i32) -> f64 {
    let (stated, added) = origins(count, others);
    (stated * (1.0 - LEFT_OUT) + added * ADDED) / (stated + added)
}

/// How likely it is that just `count` of `others` have a word of the statement, and that those added one.
fn origins(count: i32, others: i32) -> (f64, f64) {
    let stated = (1.0 - LEFT_OUT).powi(count) * LEFT_OUT.powi(others - count);
    (stated, ADDED * (ADDED * CHANCE).powi(count - 1))
}

/// Whether tokens of two kinds can fill one place.
fn go_together(x: usize, y: usize) -> bool {
    match (x.checked_sub(2), y.checked_sub(2)) {
        (Some(x), Some(y)) => x & y != 0 || x == y,
        _ => x == y,
    }
}

impl Profile {
    fn new(texts: &[&Text], columns: &[Cells]) -> Profile {
        let mut column_of: Vec<Vec<u32>> = texts.iter().map(|text| vec![u32::MAX; text.len()]).collect();
        let mut forms: FxHashMap<u64, Vec<(u32, u32)>> = FxHashMap::default();
        for (column, cells) in (0u32..).zip(columns) {
            for ((text, cell), places) in texts.iter().zip(cells).zip(&mut column_of) {
                let Some(token) = cell.map(|token| token as usize) else { continue };
                if let Some(place) = places.get_mut(token) {
                    *place = column;
                }
                let Some(token) = text.tokens.get(token) else { continue };
                let list = forms.entry(token.word.key).or_default();
                match list.last_mut() {
                    Some((last, count)) if *last == column => *count += 1,
                    _ => list.push((column, 1)),
                }
            }
        }
        let columns: Vec<Stand> = columns.iter().map(|cells| Stand::new(cells, texts)).collect();
        let place = (0..FITS).map(|kind| columns.iter().map(|stand| stand.place(kind)).collect()).collect();
        Profile { columns, place, forms, column_of }
    }

    /// Adds up by column the tokens that are like a token or linked with it.
    fn support(&self, texts: &[&Text], token: &Token, links: &[(u32, u32, f32)], support: &mut [f32]) {
        let key = token.word.key;
        let places = self.forms.get(&key).map_or(&[][..], |list| list);
        // A form that stands in many columns says little about which of them is meant.
        let telling =
            (AGREED * self.columns.len() as f32 / places.len() as f32 / SAME).min(0.1 + 0.9 * token.word.rarity);
        for &(column, count) in places {
            if let Some(slot) = support.get_mut(column as usize) {
                *slot += count as f32 * telling;
            }
        }
        for &(text, other, weight) in links {
            let like = texts.get(text as usize).and_then(|text| text.tokens.get(other as usize));
            let column = self.column_of.get(text as usize).and_then(|places| places.get(other as usize));
            if like.is_some_and(|other| other.word.key != key)
                && let Some(slot) = column.and_then(|&column| support.get_mut(column as usize))
            {
                *slot += weight * LINKED;
            }
        }
    }
}
