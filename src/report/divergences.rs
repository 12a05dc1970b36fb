//! `divergences`: one row for one finding.

use super::table::{Cell, Rows, Table, TableColumn, Type, column};
use crate::compare::{CompareOptions, Comparison, Pair};
use crate::model::{CodePoints, Divergence};

pub(super) const TABLE: Table =
    Table { name: "divergences", about: "one difference between two renderings", columns, rows };

fn columns(_: &CompareOptions) -> Vec<TableColumn> {
    vec![
        column("statement_id", Type::String, "the statement both render"),
        column("outlet_a", Type::String, "whose wording the first is"),
        column("outlet_b", Type::String, "whose wording the second is"),
        column("kind", Type::String, "what differs; see docs/divergences.md"),
        column("alarm", Type::Boolean, "whether it changes the meaning"),
        column("severity", Type::String, "minor, major or critical"),
        column("confidence", Type::Number, "0 to 1"),
        column("text_a", Type::String, "the words of the first"),
        column("text_b", Type::String, "the words of the second"),
        column("start_a", Type::Integer, "where they begin in the first, in code points from 0"),
        column("end_a", Type::Integer, "where they end, exclusive"),
        column("start_b", Type::Integer, "where they begin in the second"),
        column("end_b", Type::Integer, "where they end, exclusive"),
        column("note", Type::String, "one short sentence"),
    ]
}

fn rows(comparison: &Comparison) -> Rows<'_> {
    Box::new(comparison.pairs.iter().flat_map(|pair| of_pair(comparison, pair)))
}

fn of_pair(comparison: &Comparison, pair: &Pair) -> Vec<Vec<Cell>> {
    let (Some(a), Some(b)) = (comparison.renderings.get(pair.a), comparison.renderings.get(pair.b)) else {
        return Vec::new();
    };
    let (points_a, points_b) = (CodePoints::of(&a.text), CodePoints::of(&b.text));
    let row = |divergence: &Divergence| {
        let ((start_a, end_a), (start_b, end_b)) = (points_a.span(divergence.a), points_b.span(divergence.b));
        vec![
            comparison.statement_id.as_str().into(),
            a.outlet.as_str().into(),
            b.outlet.as_str().into(),
            divergence.kind.as_str().into(),
            Cell::Flag(divergence.kind.alarm()),
            divergence.severity.as_str().into(),
            Cell::Real(f64::from(divergence.confidence)),
            divergence.a.of(&a.text).into(),
            divergence.b.of(&b.text).into(),
            Cell::Count(start_a),
            Cell::Count(end_a),
            Cell::Count(start_b),
            Cell::Count(end_b),
            divergence.note.as_str().into(),
        ]
    };
    pair.divergences.iter().map(row).collect()
}
