//! What a language pack says about quoting: marks, reporting words, people, credits.

use serde::Deserialize;

use super::WordSet;
use crate::model::CreditKind;

/// How news prose of one language quotes, names speakers and credits outlets. All words in lower case.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Quotation {
    /// Reporting verbs in all forms that can govern a quote: `said`, `says`, `wrote`.
    pub cues: WordSet,
}

/// Gender of a pronoun or a title, where the word shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Gender {
    /// `he`, `Mr.`
    Male,
    /// `she`, `Mrs.`
    Female,
    /// `they`, and plural nouns.
    Plural,
}

/// A pronoun that can stand for a speaker.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pronoun {
    /// The forms, apart by white space.
    pub forms: WordSet,
    /// Whom it can stand for; `None` is anyone.
    pub gender: Option<Gender>,
}

/// One way of crediting an outlet.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credit {
    /// What the outlet is credited with: `translation`, `report`, `told`.
    #[serde(deserialize_with = "kind")]
    pub kind: CreditKind,
    /// Words with `{outlet}` among them.
    pub patterns: Vec<String>,
}

fn kind<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<CreditKind, D::Error> {
    let word = String::deserialize(deserializer)?;
    CreditKind::parse(&word).ok_or_else(|| serde::de::Error::custom(format!("unknown kind of credit `{word}`")))
}
