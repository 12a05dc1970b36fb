//! Names that the lexicon knows in both languages.

use super::Rows;
use crate::diverge::view::{Finding, Findings, Side, View};
use crate::lang::concepts::Concepts;
use crate::model::{Evidence, Kind, Severity};

/// A name that the other text has not, for one that the first has not. A name that is merely gone may be a pronoun.
pub(in crate::diverge) fn find(view: &View<'_>, out: &mut Findings) {
    let rows = Rows::of(view);
    let (left, right) = (lost(view, &rows, Side::A), lost(view, &rows, Side::B));
    if let ([a], [b]) = (left.as_slice(), right.as_slice()) {
        let finding = Finding::new(Kind::Name, Severity::Critical, 0.7).note("another name");
        out.add(view, finding, *a..*a + 1, *b..*b + 1);
    }
}

/// Names of one text that no word of the other stands for, the first of several with the same meaning.
fn lost(view: &View<'_>, rows: &Rows, side: Side) -> Vec<usize> {
    let own = Concepts::own();
    let other = side.other();
    let mut found: Vec<usize> = Vec::new();
    for (at, names) in rows.on(side).iter().enumerate() {
        // A word that is also no name is left alone.
        if names.is_empty() || !names.iter().all(|&name| own.is_name(&[name])) {
            continue;
        }
        let shares = |there: &[u32]| names.iter().any(|name| there.contains(name));
        let answered = rows.on(other).iter().any(|there| shares(there))
            || view.unit(side, at).is_some_and(|unit| unit.evidence < Evidence::Position);
        if !answered && !found.iter().any(|&before| shares(rows.at(side, before))) {
            found.push(at);
        }
    }
    found
}
