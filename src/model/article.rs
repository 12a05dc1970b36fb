//! What a newsroom publishes, and the quotes found in it.

use super::Span;

/// One article: a body of text and what its source says about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// Identifies the article in reports: a file name, or the `id` of a JSONL object.
    pub id: String,
    /// Where it was read from, for messages and the `source` column.
    pub source: String,
    /// Who published it, where the source says so.
    pub outlet: Option<String>,
    /// BCP 47 language tag, where known.
    pub lang: Option<String>,
    /// Date of publication as the source gives it (ISO 8601 where possible).
    pub date: Option<String>,
    /// The body. Paragraphs are separated by line breaks.
    pub text: String,
}

/// How the article says that the wording came from an outlet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CreditKind {
    /// The outlet translated the words.
    Translation,
    /// The outlet reported the words.
    Report,
    /// The words were said to the outlet.
    Told,
}

impl CreditKind {
    /// The word used in columns and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            CreditKind::Translation => "translation",
            CreditKind::Report => "report",
            CreditKind::Told => "told",
        }
    }

    /// The inverse of [`as_str`](Self::as_str), ignoring case and outer space.
    pub fn parse(word: &str) -> Option<Self> {
        [CreditKind::Translation, CreditKind::Report, CreditKind::Told]
            .into_iter()
            .find(|kind| kind.as_str().eq_ignore_ascii_case(word.trim()))
    }
}

/// An outlet that the article credits for a wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credit {
    /// The outlet as printed.
    pub outlet: String,
    /// What it is credited with.
    pub kind: CreditKind,
    /// Where the outlet is named in the article.
    pub span: Span,
}

/// A speaker as the article names it at the quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// As printed: a name, a title, a pronoun.
    pub text: String,
    /// Where.
    pub span: Span,
    /// The person the mention stands for, when exactly one fits; a name stands for its fullest form in the article.
    pub resolved: Option<String>,
}

/// One quoted stretch of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The words, marks excluded.
    pub span: Span,
    /// `article.text` at `span`.
    pub text: String,
    /// Who said it, where the article tells.
    pub speaker: Option<Mention>,
    /// The reporting word (`said`, `according to`) that ties quote and speaker.
    pub cue: Option<String>,
    /// Quotes with the same number are pieces of one utterance (“A,” he said, “B”).
    pub group: Option<u32>,
    /// The paragraph was left open and the next one reopens the quote.
    pub continues: bool,
    /// What stands in marks inside it, marks excluded: words of others, or words held at a distance.
    pub nested: Vec<Span>,
    /// Who is credited for the wording, nearest first.
    pub credits: Vec<Credit>,
}
