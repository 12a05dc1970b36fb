//! `alignment`: one row for what one rendering has in one column of the alignment table.

use super::table::{Cell, Rows, Table, TableColumn, Type, column};
use crate::compare::{CompareOptions, Comparison};
use crate::model::{Collation, Column, Token, TokenKind};

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

fn rows(comparison: &Comparison) -> Rows<'_> {
    let collation = &comparison.collation;
    Box::new(collation.columns.iter().zip(moved(collation)).enumerate().flat_map(move |(at, (column, is_moved))| {
        let agrees = agrees(comparison, column);
        let readings = comparison.renderings.iter().zip(column.cells.iter().zip(&collation.texts));
        readings.map(move |(rendering, (&cell, text))| {
            let token = cell.and_then(|token| text.tokens.get(token as usize));
            let status = match token {
                None => "gap",
                Some(_) if is_moved => "moved",
                Some(_) if agrees => "agree",
                Some(_) => "variant",
            };
            vec![
                comparison.statement_id.as_str().into(),
                Cell::Count(at + 1),
                rendering.id.as_str().into(),
                rendering.outlet.as_str().into(),
                token.map(|token| token.tile.of(&text.raw)).into(),
                status.into(),
            ]
        })
    }))
}

/// Which columns hold words that stand in another place elsewhere.
pub(super) fn moved(collation: &Collation) -> Vec<bool> {
    let mut moved = vec![false; collation.columns.len()];
    for place in collation.moves.iter().flat_map(|found| [found.from, found.to]) {
        if let Some(slot) = moved.get_mut(place as usize) {
            *slot = true;
        }
    }
    moved
}

/// Whether all renderings have the same normal form in a column, or the same number in digits of any script.
pub(super) fn agrees(comparison: &Comparison, column: &Column) -> bool {
    let mut tokens = column.cells.iter().zip(&comparison.collation.texts).map(|(cell, text)| {
        let token = text.tokens.get((*cell)? as usize)?;
        (token.kind != TokenKind::Hidden).then_some(token)
    });
    let Some(first) = tokens.next().flatten() else { return false };
    let same = |token: &Token| {
        let digits = token.kind == TokenKind::Number && first.kind == TokenKind::Number;
        token.word.n == first.word.n || (digits && token.word.value.is_some() && token.word.value == first.word.value)
    };
    tokens.all(|token| token.is_some_and(same))
}
