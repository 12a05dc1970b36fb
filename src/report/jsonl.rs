//! Tables and results as JSONL: one object a line, the columns as keys.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Map, Value};

use super::table::{Cell, TableColumn};

/// Writes one object and a line feed.
///
/// # Errors
/// Whatever `out` fails with.
pub fn object(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    let mut line = serde_json::to_vec(value)?;
    line.push(b'\n');
    out.write_all(&line)
}

/// One row of a table as the fields of an object.
pub fn fields(columns: &[TableColumn], cells: &[Cell]) -> Map<String, Value> {
    columns.iter().zip(cells).map(|(column, cell)| (column.name.clone(), cell.to_json())).collect()
}
