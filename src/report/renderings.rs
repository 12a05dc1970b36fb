//! `renderings`: one row for one outlet's wording.

use super::table::{Cell, Rows, Table, TableColumn, Type, column};
use crate::compare::{CompareOptions, Comparison};
use crate::model::Rendering;

pub(super) const TABLE: Table =
    Table { name: "renderings", about: "one outlet's wording of a statement", columns, rows };

fn columns(_: &CompareOptions) -> Vec<TableColumn> {
    rendering_columns()
}

/// The columns, which `extract` writes too.
pub fn rendering_columns() -> Vec<TableColumn> {
    vec![
        column("rendering_id", Type::String, "unique in a run"),
        column("statement_id", Type::String, "the statement it renders"),
        column("outlet", Type::String, "whose wording it is"),
        column("credit_kind", Type::String, "translation, report or told"),
        column("lang", Type::String, "BCP 47"),
        column("speaker", Type::String, "who said it"),
        column("date", Type::String, "as given"),
        column("text", Type::String, "the words"),
        column("source", Type::String, "the file it comes from"),
        column("start", Type::Integer, "where it begins in an article, in code points from 0"),
        column("end", Type::Integer, "where it ends, exclusive"),
    ]
}

fn rows(comparison: &Comparison) -> Rows<'_> {
    let statement = Some(comparison.statement_id.as_str());
    let row = move |(at, rendering)| rendering_row(rendering, statement, Some(comparison.lang(at)));
    Box::new(comparison.renderings.iter().enumerate().map(row))
}

/// One row; `statement_id` and `lang` where they are known better than the rendering itself knows them.
pub fn rendering_row(rendering: &Rendering, statement_id: Option<&str>, lang: Option<&str>) -> Vec<Cell> {
    let offset = |at: Option<u32>| at.map_or(Cell::Empty, |at| Cell::Count(at as usize));
    vec![
        rendering.id.as_str().into(),
        statement_id.or(rendering.statement_id.as_deref()).into(),
        rendering.outlet.as_str().into(),
        rendering.credit_kind.map(|kind| kind.as_str()).into(),
        lang.or(rendering.lang.as_deref()).into(),
        rendering.speaker.as_deref().into(),
        rendering.date.as_deref().into(),
        rendering.text.as_str().into(),
        rendering.source.as_str().into(),
        offset(rendering.span.map(|span| span.start)),
        offset(rendering.span.map(|span| span.end)),
    ]
}
