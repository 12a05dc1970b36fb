//! Typed differences.

use super::Span;

/// Who should care.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// Changes the meaning.
    Alarm,
    /// Says more, less or something else.
    Content,
    /// Does not change the meaning.
    Form,
}

/// How much a divergence matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// A matter of form or wording.
    Minor,
    /// A reader is told something else.
    Major,
    /// A reader is told the contrary, or a wrong fact.
    Critical,
}

impl Severity {
    /// The word used in columns and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Minor => "minor",
            Severity::Major => "major",
            Severity::Critical => "critical",
        }
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $text:literal $group:ident;)*) => {
        /// The kinds of divergence.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Kind { $($(#[$doc])* $name,)* }

        impl Kind {
            /// All kinds, alarms first.
            pub const ALL: &'static [Kind] = &[$(Kind::$name,)*];

            /// The word used in columns and JSON.
            pub fn as_str(self) -> &'static str {
                match self { $(Kind::$name => $text,)* }
            }

            /// Who should care.
            pub fn group(self) -> Group {
                match self { $(Kind::$name => Group::$group,)* }
            }
        }
    };
}

kinds! {
    /// Another number, date, unit or currency.
    Number "number" Alarm;
    /// Another name, or a name lost.
    Name "name" Alarm;
    /// Negated on one side only.
    Negation "negation" Alarm;
    /// Opposite words in the same place.
    Antonym "antonym" Alarm;
    /// A question for a statement.
    Mood "mood" Alarm;
    /// More or less certain, more or fewer, stronger or weaker.
    Strength "strength" Alarm;
    /// Left in the language of the original.
    Untranslated "untranslated" Alarm;
    /// Who does what to whom is exchanged.
    Roles "roles" Alarm;
    /// Next to nothing in common.
    Unrelated "unrelated" Alarm;
    /// One rendering has no words.
    Empty "empty" Alarm;
    /// The second rendering lacks it.
    Omission "omission" Content;
    /// Only the second rendering has it.
    Addition "addition" Content;
    /// Another word in the same place.
    Substitution "substitution" Content;
    /// A more general word in the second rendering.
    Generalisation "generalisation" Content;
    /// A more specific word in the second rendering.
    Specification "specification" Content;
    /// Another pronoun, person or gender.
    Reference "reference" Content;
    /// Another time.
    Tense "tense" Content;
    /// The same words in another order.
    Order "order" Form;
    /// Another spelling of the same word.
    Spelling "spelling" Form;
    /// A word printed twice running.
    Repetition "repetition" Form;
    /// Other marks.
    Punctuation "punctuation" Form;
    /// Other capitals.
    Case "case" Form;
    /// Cut, and marked as cut.
    Truncation "truncation" Form;
    /// A bracketed insertion by the editor.
    Editorial "editorial" Form;
    /// A character that cannot be seen.
    HiddenCharacter "hidden-character" Form;
}

impl Kind {
    /// Whether the kind changes meaning.
    pub fn alarm(self) -> bool {
        self.group() == Group::Alarm
    }

    /// The inverse of [`as_str`](Self::as_str).
    pub fn parse(word: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|kind| kind.as_str() == word)
    }

    /// The kind as seen when the two renderings change places.
    pub fn reversed(self) -> Kind {
        match self {
            Kind::Omission => Kind::Addition,
            Kind::Addition => Kind::Omission,
            Kind::Generalisation => Kind::Specification,
            Kind::Specification => Kind::Generalisation,
            other => other,
        }
    }
}

/// A typed difference between two renderings, with the evidence on both sides.
#[derive(Clone, Debug, PartialEq)]
pub struct Divergence {
    /// What differs.
    pub kind: Kind,
    /// How much it matters.
    pub severity: Severity,
    /// 0 to 1: how sure the finding is.
    pub confidence: f32,
    /// The words in the first rendering; an empty span marks the place where they would stand.
    pub a: Span,
    /// The words in the second rendering, likewise.
    pub b: Span,
    /// One short sentence for a reader, or empty.
    pub note: String,
}
