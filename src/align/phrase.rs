//! Phrases: loose words beside a link that can fill one place in a sentence.

use super::evidence::interchangeable;
use super::grid::{Grid, is_content};
use crate::model::{Link, Token, TokenKind};

/// Log odds below which not even a neighbour's link makes a pair of loose words one.
const LOOSE: f32 = -1.0;

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
            let logit = grid.logit.get(grid.at(a, b)).copied().unwrap_or(LOOSE);
            if fits
                && logit > LOOSE
                && let (Some(row), Some(column)) = (rows.get_mut(a), columns.get_mut(b))
            {
                *row = true;
                *column = true;
                let evidence = grid.cell(a, b).evidence;
                found.push(Link { a: a as u32, b: b as u32, evidence, confidence: super::decode::probability(logit) });
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
