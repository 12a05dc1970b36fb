//! # spelling
//!
//! Another spelling of the same word, or a slip of the pen.
//!
//! Example: `honor` / `honour`, `Mosul` / `Mossul`, `parliament` / `parliment`, `U.S.` / `American`.
//!
//! Why it matters: it does not; house style differs.

use super::view::{Finding, Findings, Side, Unit, View, extent};
use crate::model::{Case, Class, Evidence, Kind, Severity, Token};

pub(super) fn find(view: &View<'_>, out: &mut Findings) {
    for unit in &view.units {
        let (Some(&a), Some(&b)) = (unit.a.first(), unit.b.first()) else { continue };
        let single =
            unit.a.len() == 1 && unit.b.len() == 1 && !out.is_claimed(Side::A, a) && !out.is_claimed(Side::B, b);
        let claimed = unit.a.iter().any(|&at| out.is_claimed(Side::A, at))
            || unit.b.iter().any(|&at| out.is_claimed(Side::B, at));
        let joined = !claimed && unit.evidence == Evidence::Spelling && is_joined(view, unit);
        if (joined || single) && matches!(unit.evidence, Evidence::Spelling | Evidence::Name) {
            out.add(view, Finding::new(Kind::Spelling, Severity::Minor, 0.9), extent(&unit.a), extent(&unit.b));
        } else if single && unit.evidence >= Evidence::Form && is_slip(view, a, b) {
            let finding = Finding::new(Kind::Spelling, Severity::Minor, 0.7).note("misspelt in one rendering");
            out.add(view, finding, extent(&unit.a), extent(&unit.b));
        }
    }
}

/// Whether a unit is one word here and two there, of the same letters (`health-care`, `healthcare`).
fn is_joined(view: &View<'_>, unit: &Unit) -> bool {
    let letters =
        |side: Side| extent(unit.on(side)).map(|at| view.n(side, at)).filter(|&n| n != "-").collect::<String>();
    unit.a.len().min(unit.b.len()) == 1 && unit.a.len().max(unit.b.len()) == 2 && letters(Side::A) == letters(Side::B)
}

/// Whether one of two words is in the lexicon and the other is it but for a letter, or two in a long word.
fn is_slip(view: &View<'_>, a: usize, b: usize) -> bool {
    let (Some(x), Some(y)) = (view.token(Side::A, a), view.token(Side::B, b)) else { return false };
    let unknown = |token: &Token| {
        let word = &token.word;
        word.entries.is_empty() && word.class == Class::default() && word.value.is_none() && token.case == Case::Lower
    };
    let known = |token: &Token| !token.word.entries.is_empty() || token.word.class != Class::default();
    let letters = x.word.n.chars().count().max(y.word.n.chars().count());
    ((unknown(x) && known(y)) || (unknown(y) && known(x)))
        && (3..=40).contains(&letters)
        && x.word.n.is_ascii()
        && y.word.n.is_ascii()
        && strsim::osa_distance(&x.word.n, &y.word.n) <= 1 + usize::from(letters > 6)
}
