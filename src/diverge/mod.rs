//! Step 5, diverge: from an alignment to typed differences, each with its evidence on both sides.
//!
//! One file a kind; the text at its top is the kind's manual page. Kinds run in the order of [`KINDS`]: a finding
//! claims its tokens, and what comes later (substitution, omission) speaks only of what is left.

mod across;
mod antonym;
mod apart;
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
mod parts;
mod punctuation;
mod ratio;
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

pub use parts::Parts;
pub use view::{Finding, Findings, Side, Unit, View, is_content};

use crate::align::are_foreign;
use crate::model::{Alignment, Collation, Divergence, Kind, Text};

/// Alarms less sure than this are not reported, unless asked for.
pub const MIN_CONFIDENCE: f32 = 0.5;

/// A content divergence as sure as this is known; below, the other rendering may say the same in other words.
pub const SURE: f32 = 0.6;

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
/// Alarms less sure than `least` (0 to 1) are left out; what they would have told of is told as other words, if at all.
/// Seen from the other side the findings are the same with `a` and `b` exchanged (omission becomes addition).
pub fn diverge_pair(a: &Text, b: &Text, alignment: &Alignment, least: f32) -> Vec<Divergence> {
    let turned = b.raw < a.raw;
    let mut found = if turned { run(b, a, &alignment.reversed(), least) } else { run(a, b, alignment, least) };
    if turned {
        for divergence in &mut found {
            std::mem::swap(&mut divergence.a, &mut divergence.b);
            divergence.kind = divergence.kind.reversed();
        }
    }
    found.sort_by_key(|x| (x.a, x.b, x.kind));
    found
}

fn run(a: &Text, b: &Text, alignment: &Alignment, least: f32) -> Vec<Divergence> {
    if a.raw == b.raw {
        return Vec::new();
    }
    let view = View::new(a, b, alignment);
    let mut findings = Findings::new(&view, least);
    if are_foreign(a, b) {
        across::find(&view, &mut findings);
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

/// The divergences of every pair of a collation, in the order of [`Collation::pairs`], without alarms less sure than
/// [`MIN_CONFIDENCE`].
pub fn diverge(collation: &Collation) -> Vec<Vec<Divergence>> {
    let texts = &collation.texts;
    let pair = |pair: &crate::model::PairAlignment| match (texts.get(pair.a), texts.get(pair.b)) {
        (Some(a), Some(b)) => diverge_pair(a, b, &pair.alignment, MIN_CONFIDENCE),
        _ => Vec::new(),
    };
    collation.pairs.iter().map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{align::align, lang};

    #[test]
    fn the_words_of_an_alarm_that_is_not_wanted_are_told_as_other_words() {
        let (a, b) = (lang::text("They met us in Moscow.", "en"), lang::text("They met us in Tikrit.", "en"));
        let alignment = align(&a, &b);
        let kinds = |least: f32| -> Vec<Kind> {
            diverge_pair(&a, &b, &alignment, least).into_iter().map(|found| found.kind).collect()
        };
        assert_eq!(kinds(MIN_CONFIDENCE), [Kind::Name]);
        assert_eq!(kinds(1.0), [Kind::Substitution]);
    }
}
