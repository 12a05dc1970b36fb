//! Step 5, diverge: from an alignment to typed differences, each with its evidence on both sides.
//!
//! One file a kind; the text at its top is the kind's manual page. Kinds run in the order of [`KINDS`]: a finding
//! claims its tokens, and what comes later (substitution, omission) speaks only of what is left.

mod across;
mod antonym;
mod case;
mod editorial;
mod generalisation;
mod hidden_character;
mod mood;
mod name;
mod near;
mod negation;
mod number;
mod omission;
mod order;
mod punctuation;
mod reference;
mod repetition;
mod roles;
mod spelling;
mod strength;
mod substitution;
mod tense;
mod truncation;
mod unrelated;
mod untranslated;
mod view;

pub use view::{Finding, Findings, Side, Unit, View};

use crate::align::are_foreign;
use crate::model::{Alignment, Collation, Divergence, Kind, Text};

/// Alarms less sure than this are not reported, unless asked for.
pub const MIN_CONFIDENCE: f32 = 0.5;

/// A kind of divergence and the function that finds it.
pub struct Detector {
    /// The kinds it can report.
    pub kinds: &'static [Kind],
    /// Source of the manual page: the file, whose leading `//!` lines are the page.
    source: &'static str,
    find: fn(&View<'_>, &mut Findings),
}

macro_rules! detectors {
    ($($module:ident $file:literal [$($kind:ident),+];)*) => {
        /// Every detector, in the order in which they run.
        pub const KINDS: &[Detector] = &[
            $(Detector { kinds: &[$(Kind::$kind),+], source: include_str!($file), find: $module::find },)*
        ];
    };
}

detectors! {
    hidden_character "hidden_character.rs" [HiddenCharacter];
    unrelated "unrelated.rs" [Unrelated, Empty];
    truncation "truncation.rs" [Truncation];
    editorial "editorial.rs" [Editorial];
    repetition "repetition.rs" [Repetition];
    mood "mood.rs" [Mood];
    number "number.rs" [Number];
    name "name.rs" [Name];
    negation "negation.rs" [Negation];
    strength "strength.rs" [Strength];
    antonym "antonym.rs" [Antonym];
    roles "roles.rs" [Roles];
    spelling "spelling.rs" [Spelling];
    untranslated "untranslated.rs" [Untranslated];
    reference "reference.rs" [Reference];
    tense "tense.rs" [Tense];
    case "case.rs" [Case];
    order "order.rs" [Order];
    generalisation "generalisation.rs" [Generalisation, Specification];
    substitution "substitution.rs" [Substitution];
    omission "omission.rs" [Omission, Addition];
    punctuation "punctuation.rs" [Punctuation];
}

impl Detector {
    /// The kind's manual page, Markdown: what it is, an example, why a reader cares.
    pub fn manual(&self) -> String {
        let lines = self.source.lines().take_while(|line| line.starts_with("//!"));
        lines.map(|line| line.trim_start_matches("//!").trim_start().to_owned() + "\n").collect()
    }
}

/// The divergences of two aligned texts, in the order of the first text.
///
/// Seen from the other side the findings are the same with `a` and `b` exchanged (omission becomes addition).
pub fn diverge_pair(a: &Text, b: &Text, alignment: &Alignment) -> Vec<Divergence> {
    let turned = b.raw < a.raw;
    let mut found = if turned { run(b, a, &alignment.reversed()) } else { run(a, b, alignment) };
    if turned {
        for divergence in &mut found {
            std::mem::swap(&mut divergence.a, &mut divergence.b);
            divergence.kind = divergence.kind.reversed();
        }
    }
    found.sort_by_key(|x| (x.a, x.b, x.kind));
    found
}

fn run(a: &Text, b: &Text, alignment: &Alignment) -> Vec<Divergence> {
    if a.raw == b.raw {
        return Vec::new();
    }
    let view = View::new(a, b, alignment);
    let mut findings = Findings::new(&view);
    if are_foreign(a, b) {
        across::FINDERS.iter().for_each(|find| find(&view, &mut findings));
        return findings.into_list();
    }
    for detector in KINDS {
        (detector.find)(&view, &mut findings);
        if findings.has(Kind::Unrelated) || findings.has(Kind::Empty) {
            break;
        }
    }
    findings.into_list()
}

/// The divergences of every pair of a collation, in the order of [`Collation::pairs`].
pub fn diverge(collation: &Collation) -> Vec<Vec<Divergence>> {
    let texts = &collation.texts;
    let pair = |pair: &crate::model::PairAlignment| match (texts.get(pair.a), texts.get(pair.b)) {
        (Some(a), Some(b)) => diverge_pair(a, b, &pair.alignment),
        _ => Vec::new(),
    };
    collation.pairs.iter().map(pair).collect()
}
