//! One outlet's wording, and the statement it renders.

use super::{CreditKind, Span};

/// One outlet's wording of a statement: a row of the `renderings` table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendering {
    /// Unique in a run; from the input's `id`, else derived from content.
    pub id: String,
    /// The input's own grouping, where it has one; linking is skipped then.
    pub statement_id: Option<String>,
    /// Whose wording it is: the credited outlet, else whoever printed it. Empty when unknown.
    pub outlet: String,
    /// What the outlet is credited with.
    pub credit_kind: Option<CreditKind>,
    /// BCP 47 language tag, where known.
    pub lang: Option<String>,
    /// Who made the statement.
    pub speaker: Option<String>,
    /// When, as given.
    pub date: Option<String>,
    /// The words.
    pub text: String,
    /// File (and row or article) it came from.
    pub source: String,
    /// Where in the source's text it stands, in code points, when it was extracted from an article.
    pub span: Option<Span>,
}

/// Renderings judged to render one statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The input's `statement_id`, else derived from the content of its renderings.
    pub id: String,
    /// Indices into the slice of renderings that was linked, ascending.
    pub renderings: Vec<usize>,
    /// Those of `renderings` that give only part of the statement (a fragment of a longer rendering).
    pub parts: Vec<usize>,
}
