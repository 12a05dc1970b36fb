//! # order
//!
//! The same words in another order.
//!
//! Example: `make rivers of their blood` / `make their blood flow as rivers`; `the state of Islam` / `the Islamic State`.
//!
//! Why it matters: mostly it does not; where the order carries who does what to whom, read both.

use super::view::{Finding, Findings, Side, View, extent};
use crate::model::{Evidence, Kind, Severity};

pub(super) fn find(view: &View<'_>, out: &mut Findings) {
    let linked: Vec<usize> =
        (0..view.units.len()).filter(|&at| view.units.get(at).is_some_and(|unit| is_fixed(view, unit))).collect();
    let places: Vec<usize> = linked.iter().map(|&unit| first_b(view, unit)).collect();
    // The lowest place from each unit on: rising, so that the last unit below a place is found by bisection.
    let mut lowest = places.clone();
    let mut low = usize::MAX;
    for place in lowest.iter_mut().rev() {
        low = low.min(*place);
        *place = low;
    }
    let mut at = 0;
    while at < linked.len() {
        let end = crossing_run(&places, &lowest, at);
        if end > at + 1 {
            let run: Vec<_> =
                linked.get(at..end).unwrap_or_default().iter().filter_map(|&unit| view.units.get(unit)).collect();
            let a = extent(&run.iter().flat_map(|unit| unit.a.iter().copied()).collect::<Vec<_>>());
            let b = extent(&run.iter().flat_map(|unit| unit.b.iter().copied()).collect::<Vec<_>>());
            report(view, a, b, out);
        }
        at = end.max(at + 1);
    }
}

/// Units of content whose place can be compared.
fn is_fixed(view: &View<'_>, unit: &super::Unit) -> bool {
    unit.evidence < Evidence::Form
        && unit.a.iter().any(|&index| view.is_content(Side::A, index))
        && unit.b.iter().any(|&index| view.is_content(Side::B, index))
}

/// The first token of a unit in the second text.
fn first_b(view: &View<'_>, unit: usize) -> usize {
    view.units.get(unit).and_then(|unit| unit.b.first()).copied().unwrap_or(0)
}

/// The end of the smallest run of units, from `start`, that keeps to itself on both sides.
fn crossing_run(places: &[usize], lowest: &[usize], start: usize) -> usize {
    let mut highest = places.get(start).copied().unwrap_or(0);
    let mut end = start + 1;
    // The run must take in every later unit that stands before one of its own in the second text.
    loop {
        let next = lowest.partition_point(|&place| place < highest);
        if next <= end {
            return end;
        }
        highest = places.get(end..next).unwrap_or_default().iter().fold(highest, |high, &place| high.max(place));
        end = next;
    }
}

fn report(view: &View<'_>, a: std::ops::Range<usize>, b: std::ops::Range<usize>, out: &mut Findings) {
    if out.has(Kind::Roles) && a.clone().all(|at| out.is_claimed(Side::A, at)) {
        return;
    }
    let finding = Finding::new(Kind::Order, Severity::Minor, 0.8).note("the same words in another order");
    let short = a.len() <= 10 && b.len() <= 10;
    let before: (Vec<bool>, Vec<bool>) = (
        a.clone().map(|i| out.is_claimed(Side::A, i)).collect(),
        b.clone().map(|j| out.is_claimed(Side::B, j)).collect(),
    );
    out.add(view, finding, a.clone(), b.clone());
    // A short rearrangement explains the words it brings with it, up to one of content; a long one explains nothing else.
    let loose = |side: Side, range: &std::ops::Range<usize>| {
        range.clone().filter(|&at| view.is_content(side, at) && view.unit(side, at).is_none()).count()
    };
    if !short || loose(Side::A, &a) > 1 || loose(Side::B, &b) > 1 {
        for (i, was) in a.zip(before.0) {
            out.restore(Side::A, i, was);
        }
        for (j, was) in b.zip(before.1) {
            out.restore(Side::B, j, was);
        }
    }
}
