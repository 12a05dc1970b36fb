//! Numbers, dates and amounts by value.

use crate::align::same_value;
use crate::diverge::number::{comparable, note};
use crate::diverge::view::{Finding, Findings, Side, View};
use crate::model::{Kind, Quantity, Severity, Value};

/// Values that only one text has and that can only stand for each other: linked, or each the other's only rival.
pub(in crate::diverge) fn find(view: &View<'_>, out: &mut Findings) {
    let (left, right) = (&view.a.quantities, &view.b.quantities);
    for (side, list) in [(Side::A, left), (Side::B, right)] {
        list.iter().for_each(|quantity| out.claim(side, quantity.first..quantity.end));
    }
    let (left, mut right) = (open(left, right), open(right, left));
    let comparable = |p: &Value, q: &Value| comparable(p, q) && !may_be_same(p, q);
    let rivals = |p: &Quantity, there: &[&Quantity]| there.iter().filter(|q| comparable(&p.value, &q.value)).count();
    let lone: Vec<bool> = left.iter().map(|p| rivals(p, &right) == 1).collect();
    let all = left.clone();
    for (p, lone) in left.into_iter().zip(lone) {
        let linked = |q: &Quantity| {
            (p.first..p.end)
                .any(|at| view.partners(Side::A, at).iter().any(|partner| (q.first..q.end).contains(partner)))
        };
        let Some(at) =
            right.iter().position(|q| comparable(&p.value, &q.value) && (linked(q) || (lone && rivals(q, &all) == 1)))
        else {
            continue;
        };
        let q = right.remove(at);
        let finding = Finding::new(Kind::Number, Severity::Critical, 0.8).note(note(&p.value, &q.value));
        out.add(view, finding, p.first..p.end, q.first..q.end);
    }
}

/// The values of one text that the other has not, nor another value that could stand for one.
pub(super) fn missing<'v>(view: &'v View<'_>, side: Side) -> Vec<&'v Quantity> {
    let (here, there) = (&view.text(side).quantities, &view.text(side.other()).quantities);
    let rivals = open(there, here);
    let alone = |p: &&Quantity| !rivals.iter().any(|q| comparable(&p.value, &q.value));
    open(here, there).into_iter().filter(alone).collect()
}

/// The values of one text that the other has not, not even as a part of a date.
fn open<'q>(here: &'q [Quantity], there: &[Quantity]) -> Vec<&'q Quantity> {
    here.iter().filter(|p| !there.iter().any(|q| same_value(&p.value, &q.value) || dated(&p.value, &q.value))).collect()
}

/// Whether a bare number is the day or the year of a date.
fn dated(p: &Value, q: &Value) -> bool {
    match (p, q) {
        (Value::Number { amount, unit: None, .. }, Value::Date { year, day, .. }) => {
            year.is_some_and(|year| f64::from(year) == *amount) || day.is_some_and(|day| f64::from(day) == *amount)
        }
        _ => false,
    }
}

/// Whether two numbers may be one hour (`3 p.m.`, `15 h`), one decade (`the 1980s`, `les années 80`, the 80s of the 20th
/// century) or a number that one text prints in groups (`116 123`).
fn may_be_same(p: &Value, q: &Value) -> bool {
    let (Value::Number { amount: x, .. }, Value::Number { amount: y, .. }) = (p, q) else { return false };
    let (less, more) = (x.min(*y), x.max(*y));
    let hour = more <= 24.0 && more - less == 12.0;
    let year = (1000.0..2200.0).contains(&more) && more % 10.0 == 0.0;
    let decade = year && (less == more % 100.0 || less == (more / 100.0).floor() + 1.0);
    let grouped = more % 1000.0 > 0.0 && (more / 1000.0).floor() == less && less >= 10.0;
    hour || decade || grouped
}
