//! Phrases: what stands between linked neighbours on both sides belongs together.

use super::grid::Grid;
use crate::model::{Evidence, Link, TokenKind};

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
        if let (Some(row), Some(column)) = (row_linked.get_mut(link.a as usize), column_linked.get_mut(link.b as usize)) {
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
                filled.extend((b..b + right as u32).map(|column| Link { a: row, b: column, evidence: Evidence::Position, confidence: 0.4 }));
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
    let word = |tokens: &[crate::model::Token], from: u32, len: usize| {
        tokens.iter().skip(from as usize).take(len).any(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
    };
    word(grid.a, a, down) == word(grid.b, b, right)
}
