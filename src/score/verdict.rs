//! One word for a pair of renderings.

use crate::align::are_foreign;
use crate::model::{Divergence, Group, Kind, Severity, Text};

/// What a pair of renderings amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// Nothing but form differs.
    Same,
    /// Other words, the same meaning as far as can be told.
    Reworded,
    /// A reader of one is told something that a reader of the other is not.
    Diverges,
}

impl Verdict {
    /// The word used in columns and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Same => "same",
            Verdict::Reworded => "reworded",
            Verdict::Diverges => "diverges",
        }
    }
}

/// `Diverges` with any alarm or any content divergence above minor, `Same` when nothing but form differs
/// (other order counts as rewording), else `Reworded`. Texts in two languages are `Reworded` at
/// best: their words are others, and what no dictionary knows is not judged.
pub fn verdict(a: &Text, b: &Text, divergences: &[Divergence]) -> Verdict {
    let grave = |divergence: &Divergence| match divergence.kind.group() {
        Group::Alarm => true,
        Group::Content => divergence.severity > Severity::Minor,
        Group::Form => false,
    };
    let form = |divergence: &Divergence| divergence.kind.group() == Group::Form && divergence.kind != Kind::Order;
    if divergences.iter().any(grave) {
        Verdict::Diverges
    } else if !are_foreign(a, b) && divergences.iter().all(form) {
        Verdict::Same
    } else {
        Verdict::Reworded
    }
}
