//! Workbooks (ECMA-376): the first sheet as a table.
//!
//! The sheet is turned into CSV, so that all that holds for tables holds for it; the lines in messages are those of
//! that CSV, which are the sheet's rows as long as no cell has a line break.

use std::io::{self, Cursor};

use calamine::{Data, Reader, Xlsx};

use crate::error::{Error, ErrorKind, Position};

/// Largest workbook that is opened, in bytes; it is unpacked in memory.
pub(super) const LARGEST: u64 = 64 << 20;

/// The first sheet of a workbook as CSV in UTF-8, and the sheet's name.
///
/// # Errors
/// [`ErrorKind::Invalid`] when `bytes` are no workbook or it has no sheet.
pub(super) fn to_csv(file: &str, bytes: Vec<u8>) -> Result<(Vec<u8>, String), Error> {
    let invalid = |message: String| {
        let hint = "save it as CSV in UTF-8".to_owned();
        Error::from(ErrorKind::Invalid { at: Position::file(file), message, hint })
    };
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| invalid(error.to_string()))?;
    let name = book.sheet_names().first().cloned().ok_or_else(|| invalid("the workbook has no sheet".to_owned()))?;
    let sheet = book.worksheet_range(&name).map_err(|error| invalid(error.to_string()))?;
    let failed = |error: csv::Error| Error::read(file, io::Error::other(error));
    let mut out = csv::Writer::from_writer(Vec::new());
    for row in sheet.rows() {
        out.write_record(row.iter().map(cell)).map_err(failed)?;
    }
    let out = out.into_inner().map_err(|error| Error::read(file, error.into_error()))?;
    Ok((out, name))
}

/// A cell as text: dates in ISO 8601, all else as the sheet shows it without a format. What a table's reader would
/// take for a formula guard is guarded, as a cell of a workbook has none.
fn cell(data: &Data) -> String {
    let text = match data {
        Data::DateTime(date) if date.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
            let day = format!("{year:04}-{month:02}-{day:02}");
            if (hour, minute, second) == (0, 0, 0) { day } else { format!("{day}T{hour:02}:{minute:02}:{second:02}") }
        }
        other => other.to_string(),
    };
    crate::report::guard::guard(&text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_workbook_is_an_error() {
        let error = to_csv("a.xlsx", b"PK\x03\x04 no".to_vec()).unwrap_err();
        assert!(error.to_string().starts_with("a.xlsx: "), "{error}");
    }

    #[test]
    fn cells_are_written_as_text() {
        assert_eq!(cell(&Data::Float(3.0)), "3");
        assert_eq!(cell(&Data::String("=a".into())), "'=a");
        assert_eq!(cell(&Data::Empty), "");
    }
}
