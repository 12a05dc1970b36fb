//! Shares told by two numbers: `nine in ten`, `one in five`, `une personne sur cinq`.

use std::ops::Range;

use super::view::{Side, View};
use crate::model::{Quantity, TokenKind, Value};

/// A number of one text over another beside it.
pub(super) struct Ratio {
    /// From the one to the other, both included.
    pub range: Range<usize>,
    /// Above 0 and below 1.
    pub share: f64,
}

impl Ratio {
    /// Whether it is a share that another text rounds: by a twenty-fifth of it at most.
    pub fn is(&self, share: f64) -> bool {
        nearly(self.share, share)
    }
}

/// Whether two figures are one, rounded.
pub(super) fn nearly(x: f64, y: f64) -> bool {
    (x - y).abs() <= 0.04 * x.abs().max(y.abs())
}

/// Words between the two numbers.
const REACH: usize = 4;

/// The pairs of numbers of a text that may be ratios. They may as well be none (`nine men in ten cities`).
pub(super) fn ratios<'v>(view: &'v View<'_>, side: Side) -> impl Iterator<Item = Ratio> + 'v {
    let quantities = &view.text(side).quantities;
    let pairs = quantities.windows(2).filter_map(move |pair| match pair {
        [x, y] => {
            let (m, n) = (count(x)?, count(y)?);
            beside(view, side, x.end, y.first).then_some((x.first..y.end, m.min(n), m.max(n)))
        }
        _ => None,
    });
    let of_one = quantities.iter().filter_map(move |of| {
        let near = of.first.saturating_sub(REACH + 1)..of.first;
        let one = near.rev().find(|&at| is_one(view, side, at))?;
        beside(view, side, one + 1, of.first).then_some((one..of.end, 1.0, count(of)?))
    });
    let whole = |n: f64| n.fract() == 0.0 && (1.0..=1000.0).contains(&n);
    pairs
        .chain(of_one)
        .filter(move |&(_, less, more)| whole(less) && whole(more) && less < more)
        .map(|(range, less, more)| Ratio { range, share: less / more })
}

fn count(quantity: &Quantity) -> Option<f64> {
    match quantity.value {
        Value::Number { amount, unit: None, .. } => Some(amount),
        _ => None,
    }
}

/// Whether one or a few words stand between two places, and nothing but words.
fn beside(view: &View<'_>, side: Side, end: usize, first: usize) -> bool {
    let word = |at: usize| view.token(side, at).is_some_and(|token| token.kind == TokenKind::Word);
    (1..=REACH).contains(&first.saturating_sub(end)) && (end..first).all(word)
}

/// A word for one, which alone is no quantity.
fn is_one(view: &View<'_>, side: Side, at: usize) -> bool {
    view.token(side, at).is_some_and(|token| token.kind == TokenKind::Word && token.word.value == Some(1.0))
}
