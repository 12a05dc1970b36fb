//! # editorial
//!
//! A bracketed insertion: the editor's words inside the speaker's.
//!
//! Example: `He [the president] will answer` / `He will answer`.
//!
//! Why it matters: the words are not the speaker's, and the brackets say so.

use std::ops::Range;

use super::view::{Finding, Findings, Side, View, extent};
use crate::model::{Kind, Severity};

/// Whether the other rendering has the same insertion, brackets and all.
fn is_the_same(view: &View<'_>, side: Side, here: Range<usize>) -> bool {
    let partners: Vec<usize> = here.clone().flat_map(|at| view.partners(side, at).to_vec()).collect();
    let there = extent(&partners);
    there.len() == here.len() && here.zip(there).all(|(at, other)| view.n(side, at) == view.n(side.other(), other))
}

pub(super) fn find(view: &View<'_>, out: &mut Findings) {
    for side in [Side::A, Side::B] {
        let count = view.text(side).len();
        let mut index = 0;
        while index < count {
            let close = (view.n(side, index) == "[")
                .then(|| (index + 1..count.min(index + 12)).find(|&at| view.n(side, at) == "]"))
                .flatten();
            let Some(close) = close else {
                index += 1;
                continue;
            };
            if is_the_same(view, side, index..close + 1) {
                index = close + 1;
                continue;
            }
            let inside = index + 1..close;
            let partners: Vec<usize> = inside.clone().flat_map(|at| view.partners(side, at).to_vec()).collect();
            let there = extent(&partners);
            // Brackets there too: the same insertion in other words.
            let bracketed = !there.is_empty()
                && there.start.checked_sub(1).is_some_and(|before| view.n(side.other(), before) == "[")
                && view.n(side.other(), there.end) == "]";
            if bracketed {
                index = close + 1;
                continue;
            }
            // The other rendering may have the same words without brackets: then they only stand for them.
            let finding = Finding::new(Kind::Editorial, Severity::Minor, 0.9).note("inserted by the editor");
            if there.len() <= inside.len() + 3 {
                out.add_from(view, side, finding, index..close + 1, there);
            } else {
                out.add_from(view, side, finding, index..close + 1, 0..0);
            }
            index = close + 1;
        }
    }
}
