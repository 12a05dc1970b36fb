//! Tables as CSV: RFC 4180, UTF-8, LF, header first, cells guarded against formulas.

use std::io::{self, Write};

use super::guard::guard;
use super::table::{Cell, TableColumn};

/// Writes rows of one table as CSV.
pub struct CsvTable<W: Write> {
    writer: ::csv::Writer<W>,
    guarded: bool,
}

impl<W: Write> CsvTable<W> {
    /// Writes the header. With `guarded`, cells that a spreadsheet would run as formulas get an apostrophe
    /// (see [`guard`]); readers of this program take it away again.
    ///
    /// # Errors
    /// Whatever `out` fails with; likewise below.
    pub fn new(out: W, columns: &[TableColumn], guarded: bool) -> io::Result<Self> {
        let mut writer = ::csv::WriterBuilder::new().from_writer(out);
        for column in columns {
            let name = if guarded { guard(&column.name) } else { column.name.as_str().into() };
            writer.write_field(name.as_bytes()).map_err(plain)?;
        }
        writer.write_record(None::<&[u8]>).map_err(plain)?;
        Ok(CsvTable { writer, guarded })
    }

    /// Writes one row.
    pub fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        for cell in cells {
            let text = cell.to_text();
            match cell {
                Cell::Text(_) if self.guarded => self.writer.write_field(guard(&text).as_bytes()),
                _ => self.writer.write_field(text.as_bytes()),
            }
            .map_err(plain)?;
        }
        self.writer.write_record(None::<&[u8]>).map_err(plain)
    }

    /// Hands on what is still in memory and gives the stream back.
    pub fn finish(self) -> io::Result<W> {
        self.writer.into_inner().map_err(::csv::IntoInnerError::into_error)
    }
}

/// What the stream below failed with, as it said it.
fn plain(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::table::Type;
    use super::*;

    #[test]
    fn a_users_column_cannot_be_a_formula_either() {
        let columns = ["text", "=1+1"].map(|name| TableColumn { name: name.to_owned(), kind: Type::String, about: "" });
        let head = |guarded| CsvTable::new(Vec::new(), &columns, guarded).unwrap().finish().unwrap();
        assert_eq!(head(true), b"text,'=1+1\n");
        assert_eq!(head(false), b"text,=1+1\n");
    }
}
