//! Where the links nearest to each token lead.

use super::view::{Side, Unit};

/// For each token of a text, and for its end, the other text's tokens that the nearest links lead to.
pub(super) struct Near {
    pub before: Vec<Option<usize>>,
    pub after: Vec<Option<usize>>,
}

impl Near {
    pub fn new(units: &[Unit], slots: &[Option<usize>], other: Side) -> Near {
        let on = |slot: Option<usize>| slot.and_then(|at| units.get(at)).map(|unit| unit.on(other));
        let mut before = Vec::with_capacity(slots.len() + 1);
        let mut last = None;
        for &slot in slots {
            before.push(last);
            last = on(slot).and_then(|partners| partners.last().copied()).or(last);
        }
        before.push(last);
        let mut after = vec![None; slots.len()];
        let mut next = None;
        for (&slot, place) in slots.iter().zip(&mut after).rev() {
            *place = next;
            next = on(slot).and_then(|partners| partners.first().copied()).or(next);
        }
        Near { before, after }
    }
}
