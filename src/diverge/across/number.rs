//! Numbers, dates and amounts by value.

use crate::align::same_value;
use crate::diverge::number::{comparable, note};
use crate::diverge::view::{Finding, Findings, Side, View};
use crate::model::{Kind, Quantity, Severity};

/// Values that only one text has, where each text has one such, or the two are linked.
pub(in crate::diverge) fn find(view: &View<'_>, out: &mut Findings) {
    let open = |here: &[Quantity], there: &[Quantity]| -> Vec<Quantity> {
        here.iter().filter(|p| !there.iter().any(|q| same_value(&p.value, &q.value))).cloned().collect()
    };
    let (left, right) = (&view.a.quantities, &view.b.quantities);
    for (side, list) in [(Side::A, left), (Side::B, right)] {
        list.iter().for_each(|quantity| out.claim(side, quantity.first..quantity.end));
    }
    let (left, mut right) = (open(left, right), open(right, left));
    let alone = left.len() == 1 && right.len() == 1;
    for p in left {
        let linked = |q: &Quantity| {
            (p.first..p.end)
                .any(|at| view.partners(Side::A, at).iter().any(|partner| (q.first..q.end).contains(partner)))
        };
        let Some(at) = right.iter().position(|q| (alone || linked(q)) && comparable(&p.value, &q.value)) else {
            continue;
        };
        let q = right.remove(at);
        let finding = Finding::new(Kind::Number, Severity::Critical, 0.8).note(note(&p.value, &q.value));
        out.add(view, finding, p.first..p.end, q.first..q.end);
    }
}
