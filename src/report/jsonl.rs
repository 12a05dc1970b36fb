//! Tables and results as JSONL: one object a line, the columns as keys.

use std::io::{self, Write};

use serde_json::{Map, Value};

use super::table::{Cell, TableColumn};

/// Writes one object and a line feed.
///
/// # Errors
/// Whatever `out` fails with.
pub fn object(out: &mut impl Write, value: &Value) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

/// Writes one row of a table.
///
/// # Errors
/// Whatever `out` fails with.
pub fn row(out: &mut impl Write, columns: &[TableColumn], cells: &[Cell]) -> io::Result<()> {
    let object_of: Map<String, Value> =
        columns.iter().zip(cells).map(|(column, cell)| (column.name.clone(), cell.to_json())).collect();
    object(out, &Value::Object(object_of))
}
