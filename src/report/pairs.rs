//! `pairs`: one row for two renderings of one statement.

use super::readable;
use super::table::{Cell, Rows, Table, TableColumn, Type, column};
use crate::compare::{CompareOptions, Comparison, Pair};

pub(super) const TABLE: Table = Table {
    name: "pairs",
    about: "two renderings of one statement, unless they quote different parts of it",
    columns,
    rows,
};

fn columns(options: &CompareOptions) -> Vec<TableColumn> {
    let mut columns = vec![
        column("statement_id", Type::String, "the statement both render"),
        column("speaker", Type::String, "who made it"),
        column("outlet_a", Type::String, "whose wording the first is"),
        column("outlet_b", Type::String, "whose wording the second is"),
        column("lang_a", Type::String, "language of the first, BCP 47"),
        column("lang_b", Type::String, "language of the second, BCP 47"),
        column("similarity", Type::Number, "0 to 1; 1 says the same"),
        column("verdict", Type::String, "same, reworded or diverges"),
        column("alarms", Type::Integer, "divergences that change the meaning"),
        column("divergences", Type::String, "what differs, readable"),
        column("text_a", Type::String, "the first rendering"),
        column("text_b", Type::String, "the second rendering"),
    ];
    columns.extend(options.metrics.iter().map(|metric| column(metric.name(), Type::Number, metric.about().formula)));
    columns
}

fn rows(comparison: &Comparison) -> Rows<'_> {
    Box::new(comparison.pairs.iter().map(|pair| row(comparison, pair)))
}

fn row(comparison: &Comparison, pair: &Pair) -> Vec<Cell> {
    let rendering = |at: usize| comparison.renderings.get(at);
    let (a, b) = (rendering(pair.a), rendering(pair.b));
    let speaker = a.and_then(|a| a.speaker.as_deref()).or(b.and_then(|b| b.speaker.as_deref()));
    let text = |at: Option<&crate::model::Rendering>| Cell::from(at.map(|rendering| rendering.text.as_str()));
    let mut row = vec![
        comparison.statement_id.as_str().into(),
        speaker.into(),
        a.map(|a| a.outlet.as_str()).into(),
        b.map(|b| b.outlet.as_str()).into(),
        comparison.lang(pair.a).into(),
        comparison.lang(pair.b).into(),
        Cell::Real(pair.similarity),
        pair.verdict.as_str().into(),
        Cell::Count(pair.divergences.iter().filter(|divergence| divergence.kind.alarm()).count()),
        readable::line(comparison, pair).as_str().into(),
        text(a),
        text(b),
    ];
    row.extend(pair.metrics.iter().map(|value| value.map_or(Cell::Empty, Cell::Real)));
    row
}
