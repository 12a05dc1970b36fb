//! # case
//!
//! The same word with other capitals, where the beginning of a sentence does not explain them.
//!
//! Example: `the State` / `the state`.
//!
//! Why it matters: seldom; now and then a capital makes a name.

use super::view::{Finding, Findings, Side, View};
use crate::model::{Evidence, Kind, Severity};

pub(super) fn find(view: &View<'_>, out: &mut Findings) {
    for link in view.links().iter().filter(|link| link.evidence == Evidence::Same) {
        let (a, b) = (link.a as usize, link.b as usize);
        let (Some(x), Some(y)) = (view.token(Side::A, a), view.token(Side::B, b)) else { continue };
        if x.case != y.case && !x.opens_sentence && !y.opens_sentence {
            // The tokens stay free: a capital explains nothing else.
            let finding = Finding::new(Kind::Case, Severity::Minor, 0.9);
            let taken = (out.is_claimed(Side::A, a), out.is_claimed(Side::B, b));
            out.add(view, finding, a..a + 1, b..b + 1);
            out.restore(Side::A, a, taken.0);
            out.restore(Side::B, b, taken.1);
        }
    }
}
