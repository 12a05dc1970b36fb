//! Phrases: what stands between linked neighbours on both sides belongs together.

use super::evidence::interchangeable;
use super::grid::{Grid, is_content};
use crate::model::{Evidence, Link, Token, TokenKind};

/// Longest run that is filled, in tokens.
const LONGEST: usize = 3;

/// Links two unlinked runs (up to three tokens each) whose neighbours on both sides are linked to each other,
/// all tokens to all: `held` / `took place`. Text ends count as linked to each other. Runs of marks only are left alone.
///
/// Source: the gap fill measured on MultiMWA, worth three points of F1.
pub(super) fn fill(grid: &Grid<'_>, links: &mut Vec<Link>) {
    let (rows, columns) = (grid.a.len() as u32, grid.b.len() as u32);
    let mut row_linked = vec![false; rows as usize];
    let mut column_linked = vec![false; columns as usize];
    for link in links.iter() {
        if let (Some(row), Some(column)) = (row_linked.get_mut(link.a as usize), column_linked.get_mut(link.b as usize))
        {
            *row = true;
            *column = true;
        }
    }
    let mut known: Vec<(u32, u32)> = links.iter().map(|link| (link.a, link.b)).collect();
    known.sort_unstable();
    let linked = |a: u32, b: u32| known.binary_search(&(a, b)).is_ok() || (a == rows && b == columns);
    let run = |taken: &[bool], from: usize| taken.iter().skip(from).take_while(|taken| !**taken).count();
    let mut starts: Vec<(u32, u32)> = known.iter().map(|&(a, b)| (a + 1, b + 1)).collect();
    starts.push((0, 0));
    let mut filled = Vec::new();
    for (a, b) in starts {
        let (down, right) = (run(&row_linked, a as usize), run(&column_linked, b as usize));
        let fits = (1..=LONGEST).contains(&down) && (1..=LONGEST).contains(&right) && down.abs_diff(right) <= 2;
        if fits && linked(a + down as u32, b + right as u32) && says_something(grid, a, down, b, right) {
            for row in a..a + down as u32 {
                filled.extend((b..b + right as u32).map(|column| Link {
                    a: row,
                    b: column,
                    evidence: Evidence::Position,
                    confidence: 0.4,
                }));
            }
        }
    }
    for link in &mut filled {
        let cell = grid.cell(link.a as usize, link.b as usize);
        if cell.lexical > 0.0 {
            link.evidence = cell.evidence;
        }
    }
    links.append(&mut filled);
}

fn says_something(grid: &Grid<'_>, a: u32, down: usize, b: u32, right: usize) -> bool {
    let word = |tokens: &[Token], from: u32, len: usize| {
        tokens
            .iter()
            .skip(from as usize)
            .take(len)
            .any(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
    };
    word(grid.a, a, down) == word(grid.b, b, right)
}

/// How far from a linked pair a loose content word may stand, function words between.
const REACH: usize = 2;

/// Links loose content words that stand on the same side of a linked pair, with nothing but loose function words
/// between, when they can fill one place in a sentence: `staying on your` / `holding your`.
pub(super) fn extend(grid: &Grid<'_>, links: &mut Vec<Link>) {
    let (mut rows, mut columns) = (vec![false; grid.a.len()], vec![false; grid.b.len()]);
    for link in links.iter() {
        for (slots, at) in [(&mut rows, link.a), (&mut columns, link.b)] {
            if let Some(slot) = slots.get_mut(at as usize) {
                *slot = true;
            }
        }
    }
    let mut found = Vec::new();
    for link in links.iter() {
        for step in [-1, 1] {
            let (Some(a), Some(b)) = (loose(grid.a, &rows, link.a, step), loose(grid.b, &columns, link.b, step)) else {
                continue;
            };
            let fits = matches!((grid.a.get(a), grid.b.get(b)), (Some(x), Some(y)) if interchangeable(x, y));
            if fits && let (Some(row), Some(column)) = (rows.get_mut(a), columns.get_mut(b)) {
                *row = true;
                *column = true;
                let evidence = grid.cell(a, b).evidence;
                found.push(Link { a: a as u32, b: b as u32, evidence, confidence: 0.3 });
            }
        }
    }
    links.append(&mut found);
}

/// The first loose content word on one side of a token, past loose function words only.
fn loose(tokens: &[Token], taken: &[bool], from: u32, step: i64) -> Option<usize> {
    let mut at = from as usize;
    for _ in 0..=REACH {
        at = usize::try_from(at as i64 + step).ok()?;
        let token = tokens.get(at)?;
        if taken.get(at).copied().unwrap_or(true) || !matches!(token.kind, TokenKind::Word | TokenKind::Number) {
            return None;
        }
        if is_content(token) {
            return Some(at);
        }
    }
    None
}
