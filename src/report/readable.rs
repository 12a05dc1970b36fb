//! What differs, in one line for a reader: `better → easier; shame → disgrace; − value of; (+) dark`.
//!
//! A bare `+` would begin a formula in a spreadsheet.

use crate::compare::{Comparison, Pair};
use crate::model::{Divergence, Group, Kind};

/// The findings of a pair in the order of the first text, alarms named and first; spelling, case and marks left out.
pub fn line(comparison: &Comparison, pair: &Pair) -> String {
    let text = |at: usize| comparison.renderings.get(at).map_or("", |rendering| rendering.text.as_str());
    phrases(&pair.divergences, text(pair.a), text(pair.b)).join("; ")
}

/// One phrase a finding.
pub fn phrases(divergences: &[Divergence], a: &str, b: &str) -> Vec<String> {
    let (alarms, others): (Vec<_>, Vec<_>) = divergences
        .iter()
        .filter(|divergence| is_told(divergence.kind))
        .partition(|divergence| divergence.kind.alarm());
    alarms.into_iter().chain(others).map(|divergence| phrase(divergence, a, b)).collect()
}

fn is_told(kind: Kind) -> bool {
    kind.group() != Group::Form
        || matches!(kind, Kind::Order | Kind::Truncation | Kind::Editorial | Kind::HiddenCharacter)
}

/// One finding as a phrase.
pub fn phrase(divergence: &Divergence, a: &str, b: &str) -> String {
    told(divergence, divergence.a.of(a), divergence.b.of(b))
}

/// The same from the words of both sides, as they are to be shown.
pub fn told(divergence: &Divergence, x: &str, y: &str) -> String {
    let change = change(x, y);
    match divergence.kind {
        Kind::HiddenCharacter => format!("hidden: {}", divergence.note),
        kind if kind.alarm() => format!("{}: {change}", kind.as_str()),
        Kind::Order => format!("reordered: {change}"),
        Kind::Truncation => format!("cut: {change}"),
        Kind::Editorial => format!("editor: {change}"),
        _ => change,
    }
}

/// What became of the words of the first side.
pub fn change(x: &str, y: &str) -> String {
    match (x.is_empty(), y.is_empty()) {
        (false, true) => format!("− {x}"),
        (true, false) => format!("(+) {y}"),
        _ => format!("{x} → {y}"),
    }
}
