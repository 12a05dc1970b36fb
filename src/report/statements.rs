//! `statements`: one row for one statement.

use std::collections::BTreeSet;

use super::table::{Cell, Rows, Table, TableColumn, Type, column};
use crate::compare::{CompareOptions, Comparison, mean};

pub(super) const TABLE: Table = Table { name: "statements", about: "one statement", columns, rows };

fn columns(_: &CompareOptions) -> Vec<TableColumn> {
    vec![
        column("statement_id", Type::String, "derived from content unless given"),
        column("speaker", Type::String, "who made it"),
        column("renderings", Type::Integer, "how many renderings there are"),
        column("outlets", Type::Integer, "how many outlets they come from"),
        column("langs", Type::String, "their languages, BCP 47, with spaces"),
        column("mean_similarity", Type::Number, "over the pairs compared, 0 to 1"),
        column("min_similarity", Type::Number, "of the pair that differs most"),
        column("outlier", Type::String, "outlet of the odd one out, of three or more that are no part of another"),
        column("alarms", Type::Integer, "divergences that change the meaning, over all pairs"),
        column("medoid_text", Type::String, "the rendering nearest to the others, no part of another"),
    ]
}

fn rows(comparison: &Comparison) -> Rows<'_> {
    Box::new(std::iter::once(row(comparison)))
}

fn row(comparison: &Comparison) -> Vec<Cell> {
    let outlets: BTreeSet<&str> = comparison
        .renderings
        .iter()
        .map(|rendering| rendering.outlet.as_str())
        .filter(|outlet| !outlet.is_empty())
        .collect();
    let langs: BTreeSet<&str> =
        (0..comparison.renderings.len()).map(|at| comparison.lang(at)).filter(|lang| !lang.is_empty()).collect();
    let similarities = || comparison.pairs.iter().map(|pair| pair.similarity);
    let mean = mean(similarities().collect());
    let lowest = similarities().min_by(f64::total_cmp);
    let alarms =
        comparison.pairs.iter().flat_map(|pair| &pair.divergences).filter(|divergence| divergence.kind.alarm()).count();
    let rendering = |at: usize| comparison.renderings.get(at);
    vec![
        comparison.statement_id.as_str().into(),
        comparison.speaker().into(),
        Cell::Count(comparison.renderings.len()),
        Cell::Count(outlets.len()),
        langs.into_iter().collect::<Vec<_>>().join(" ").as_str().into(),
        mean.map_or(Cell::Empty, Cell::Real),
        lowest.map_or(Cell::Empty, Cell::Real),
        comparison.outlier.and_then(rendering).map(|rendering| rendering.outlet.as_str()).into(),
        Cell::Count(alarms),
        rendering(comparison.medoid).map(|rendering| rendering.text.as_str()).into(),
    ]
}
