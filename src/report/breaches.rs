//! Breaches of a policy, as rows of a table and as lines for a reader.

use std::io::{self, Write};

use super::summary::printable;
use super::table::{Cell, TableColumn, Type, column};
use crate::check::{Audit, Breach};

/// The columns; `id` and `measured` are what a baseline needs.
pub fn breach_columns() -> Vec<TableColumn> {
    vec![
        column("id", Type::String, "the same in every run over the same words"),
        column("statement_id", Type::String, "the statement; empty for the whole run"),
        column("outlet_a", Type::String, "whose wording the first is, or who is missing"),
        column("outlet_b", Type::String, "whose wording the second is"),
        column("rule", Type::String, "min-similarity, forbid, required-outlets or max-diverging"),
        column("kind", Type::String, "the kind of divergence that is forbidden"),
        column("measured", Type::Number, "the similarity, the confidence of the finding or the share of pairs"),
        column("text_a", Type::String, "the words of the first"),
        column("text_b", Type::String, "the words of the second"),
        column("source_a", Type::String, "where the first comes from"),
        column("source_b", Type::String, "where the second comes from"),
        column("message", Type::String, "what is wrong"),
    ]
}

/// One row.
pub fn breach_row(breach: &Breach) -> Vec<Cell> {
    let text = |text: &String| Cell::from(text.as_str());
    let ([outlet_a, outlet_b], [source_a, source_b]) = (&breach.outlets, &breach.sources);
    vec![
        text(&breach.id),
        text(&breach.statement_id),
        text(outlet_a),
        text(outlet_b),
        breach.rule.as_str().into(),
        breach.rule.kind().map(|kind| kind.as_str()).into(),
        breach.measured.map_or(Cell::Empty, Cell::Real),
        text(&breach.words[0]),
        text(&breach.words[1]),
        text(source_a),
        text(source_b),
        text(&breach.message),
    ]
}

/// The place of a breach in one line: statement, outlets, similarity. Safe on a terminal.
pub fn heading(breach: &Breach) -> String {
    let statement = if breach.statement_id.is_empty() { "all statements" } else { &breach.statement_id };
    let outlets: Vec<&str> = breach.outlets.iter().map(String::as_str).filter(|outlet| !outlet.is_empty()).collect();
    let similarity = breach.similarity.map_or_else(String::new, |similarity| format!(" ({similarity:.2})"));
    let colon = if outlets.is_empty() { "" } else { ": " };
    printable(&format!("{statement}{colon}{}{similarity}", outlets.join(" / ")))
}

/// Writes all breaches for a reader: a heading for each pair, under it what is wrong.
///
/// # Errors
/// Whatever `out` fails with.
pub fn text(out: &mut impl Write, audit: &Audit) -> io::Result<()> {
    let mut last = String::new();
    for breach in audit.breaches() {
        let heading = heading(breach);
        if heading != last {
            writeln!(out, "{heading}")?;
            last = heading;
        }
        writeln!(out, "  {}", printable(&breach.message))?;
    }
    Ok(())
}
