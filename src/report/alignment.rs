//! `alignment`: one row for what one rendering has in one column of the alignment table.

use super::table::{Cell, Table, TableColumn, Type, column};
use crate::compare::{CompareOptions, Comparison};
use crate::model::{Column, TokenKind};

pub(super) const TABLE: Table = Table { name: "alignment", about: "one reading of the alignment table", columns, rows };

fn columns(_: &CompareOptions) -> Vec<TableColumn> {
    vec![
        column("statement_id", Type::String, "the statement"),
        column("column", Type::Integer, "place in the alignment table, from 1"),
        column("rendering_id", Type::String, "the rendering"),
        column("outlet", Type::String, "whose wording it is"),
        column(
            "reading",
            Type::String,
            "the token with the space that follows it; a rendering's readings rejoin to its text",
        ),
        column("status", Type::String, "agree, variant, gap or moved"),
    ]
}

fn rows(comparison: &Comparison) -> Vec<Vec<Cell>> {
    let collation = &comparison.collation;
    let mut moved = vec![false; collation.columns.len()];
    for place in collation.moves.iter().flat_map(|found| [found.from, found.to]) {
        if let Some(slot) = moved.get_mut(place as usize) {
            *slot = true;
        }
    }
    let mut rows = Vec::new();
    for (at, (table_column, &is_moved)) in collation.columns.iter().zip(&moved).enumerate() {
        let agrees = agrees(comparison, table_column);
        for (rendering, (&cell, text)) in
            comparison.renderings.iter().zip(table_column.cells.iter().zip(&collation.texts))
        {
            let token = cell.and_then(|token| text.tokens.get(token as usize));
            let status = match token {
                None => "gap",
                Some(_) if is_moved => "moved",
                Some(_) if agrees => "agree",
                Some(_) => "variant",
            };
            rows.push(vec![
                comparison.statement_id.as_str().into(),
                Cell::Count(at + 1),
                rendering.id.as_str().into(),
                rendering.outlet.as_str().into(),
                token.map(|token| token.tile.of(&text.raw)).into(),
                status.into(),
            ]);
        }
    }
    rows
}

/// Whether all renderings have the same normal form in a column.
fn agrees(comparison: &Comparison, column: &Column) -> bool {
    let mut forms = column.cells.iter().zip(&comparison.collation.texts).map(|(cell, text)| {
        let token = text.tokens.get((*cell)? as usize)?;
        (token.kind != TokenKind::Hidden).then_some(&token.word.n)
    });
    let first = forms.next().flatten();
    first.is_some() && forms.all(|form| form == first)
}
