//! Tables (RFC 4180 with any single-byte delimiter and any line break) as a stream of rows.
//!
//! A row that cannot be used is set aside and the reading goes on with the next. A quote that is never closed would
//! swallow the rest of the file: only the line on which it opens is set aside, with that line's number.

mod record;

use std::path::Path;

use csv::{ByteRecord, StringRecord};
use record::{End, Parser};

use super::dialect;
use super::source::Source;
use super::{Column, Columns, Format, Log, ReadOptions, Reject};
use crate::error::{Error, ErrorKind, Position};
use crate::report::guard::unguard;

/// Lines that a quoted field may span in a ragged row before its quote counts as unclosed.
const LINES: u64 = 100;

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Line on which it begins, from 1.
    pub line: u64,
    /// Byte at which it begins, in the unpacked and decoded stream.
    pub byte: u64,
    /// As many as there are headers, formula guards taken away.
    pub fields: StringRecord,
    /// The row as read, without its line break.
    pub raw: Vec<u8>,
}

/// An open table.
pub struct Table {
    source: Source,
    delimiter: u8,
    limit: usize,
    guarded: bool,
    headers: Vec<String>,
    columns: Columns,
    line: u64,
}

impl Table {
    /// Opens a table and reads its header. An empty file is a table without columns.
    ///
    /// # Errors
    /// What [`Source::open`] returns; a header that cannot be read; a column named in the options but not there.
    pub fn open(path: &Path, options: &ReadOptions, log: &mut Log) -> Result<Table, Error> {
        Table::from_source(Source::open(path, options, log)?, options, log)
    }

    /// The same over an opened stream.
    ///
    /// # Errors
    /// As for [`open`](Self::open).
    pub fn from_source(source: Source, options: &ReadOptions, log: &mut Log) -> Result<Table, Error> {
        let limit = options.max_field;
        let (guarded, columns) = (options.guarded, Columns::default());
        let mut table = Table { source, delimiter: b',', limit, guarded, headers: Vec::new(), columns, line: 1 };
        table.find_delimiter(options, log)?;
        let at = Position::line(table.name(), table.line);
        let hint = "give the table a first line with the names of its columns";
        let invalid = |message: String| ErrorKind::Invalid { at, message, hint: hint.to_owned() };
        match table.scan()? {
            Scan::End => {}
            Scan::Bad(reject) => return Err(invalid(format!("the header cannot be read: {}", reject.reason)).into()),
            Scan::Row(fields, ..) => match StringRecord::from_byte_record(fields) {
                Ok(headers) => {
                    let plain = |header| if guarded { unguard(header) } else { header };
                    table.headers = headers.iter().map(|header| plain(header.trim()).to_owned()).collect();
                }
                Err(_) => return Err(invalid("the header is not UTF-8".to_owned()).into()),
            },
        }
        table.say_duplicates(log);
        if !table.headers.is_empty() {
            table.columns = Columns::find(table.source.name(), &table.headers, &options.columns)?;
        }
        Ok(table)
    }

    /// The delimiter from the options, a `sep=` line, or the header line.
    fn find_delimiter(&mut self, options: &ReadOptions, log: &mut Log) -> Result<(), Error> {
        loop {
            let line = self.source.line_end(0, self.limit)?;
            let text = String::from_utf8_lossy(self.source.window().get(..line.text).unwrap_or_default()).into_owned();
            let declared = dialect::separator(&text);
            if line.end == 0 || !(text.is_empty() || declared.is_some()) {
                let usual = if self.source.format() == Format::Tsv { b'\t' } else { b',' };
                self.delimiter = options.delimiter.unwrap_or_else(|| match self.delimiter {
                    b',' => dialect::delimiter(&text),
                    declared => declared,
                });
                // A single column has no delimiter to find.
                if self.delimiter == b',' && usual == b'\t' && !text.contains(',') {
                    self.delimiter = usual;
                }
                if self.delimiter != usual && options.delimiter.is_none() {
                    let shown = char::from(self.delimiter).escape_default();
                    log.note(self.source.name(), format!("fields are delimited by `{shown}`"));
                }
                return Ok(());
            }
            self.delimiter = declared.unwrap_or(self.delimiter);
            self.source.consume(line.end);
            self.line += 1;
        }
    }

    fn say_duplicates(&self, log: &mut Log) {
        let mut names: Vec<&String> = self.headers.iter().filter(|header| !header.is_empty()).collect();
        names.sort_unstable();
        for pair in names.windows(2) {
            if let [a, b] = pair
                && a == b
            {
                log.note(self.name(), format!("has two columns `{a}`; the first is used"));
            }
        }
    }

    /// As the user named it.
    pub fn name(&self) -> &str {
        self.source.name()
    }

    /// The header, trimmed.
    pub fn headers(&self) -> &[String] {
        &self.headers
    }

    /// Which column is which.
    pub fn columns(&self) -> &Columns {
        &self.columns
    }

    /// The place of a column that must be there. A file without any line has every column, and no rows.
    ///
    /// # Errors
    /// [`ErrorKind::MissingColumn`].
    pub fn need(&self, column: Column) -> Result<usize, Error> {
        if self.headers.is_empty() { Ok(0) } else { self.columns.need(column, self.name(), &self.headers) }
    }

    /// The next row that can be used; those before it that cannot are set aside in `log`. Blank lines are no rows.
    ///
    /// # Errors
    /// Reading fails; in strict mode the first row that cannot be used.
    pub fn next(&mut self, log: &mut Log) -> Result<Option<Row>, Error> {
        loop {
            let (line, byte) = (self.line, self.source.offset());
            let (fields, raw) = match self.scan()? {
                Scan::End => return Ok(None),
                Scan::Row(fields, raw) => (fields, raw),
                Scan::Bad(reject) => {
                    log.rows_read += 1;
                    log.reject(reject)?;
                    continue;
                }
            };
            log.rows_read += 1;
            match self.text(&fields) {
                Ok(fields) => return Ok(Some(Row { line, byte, fields, raw })),
                Err(reason) => log.reject(Reject { file: self.name().to_owned(), line, byte, reason, raw })?,
            }
        }
    }

    /// Sets aside a row that was handed out (and counted) but turned out not to be usable.
    ///
    /// # Errors
    /// [`ErrorKind::Rejected`] in strict mode.
    pub fn reject(&self, row: Row, reason: impl Into<String>, log: &mut Log) -> Result<(), Error> {
        let Row { line, byte, raw, .. } = row;
        log.reject(Reject { file: self.name().to_owned(), line, byte, reason: reason.into(), raw })
    }

    /// The fields as text.
    fn text(&self, fields: &ByteRecord) -> Result<StringRecord, String> {
        let mut record = StringRecord::with_capacity(fields.as_slice().len(), fields.len());
        for (number, field) in (1..).zip(fields) {
            let field = std::str::from_utf8(field).map_err(|error| {
                let at = error.valid_up_to();
                format!("field {number} is not UTF-8 at its byte {at} (--encoding names another encoding)")
            })?;
            record.push_field(if self.guarded { unguard(field) } else { field });
        }
        Ok(record)
    }

    /// Takes the next record from the source.
    fn scan(&mut self) -> Result<Scan, Error> {
        while let Some(&byte) = self.peeked()? {
            if byte != b'\n' && byte != b'\r' {
                break;
            }
            let line = self.source.line_end(0, self.limit)?;
            self.source.consume(line.end);
            self.line += 1;
        }
        let mut parser = Parser::new(self.delimiter, self.limit);
        let end = parser.run(&mut self.source)?;
        if parser.at == 0 {
            return Ok(Scan::End);
        }
        let columns = self.headers.len();
        let ragged = columns > 0 && parser.fields.len() != columns;
        let lines = breaks(self.source.window().get(..parser.at).unwrap_or_default());
        match (end, parser.opened) {
            (End::Unclosed, Some(opened)) => self.set_aside(opened, "is not closed".to_owned()),
            (End::Junk, Some(opened)) => self
                .set_aside(opened, "is closed in the middle of a field (a quote inside is written twice)".to_owned()),
            (End::Long, opened) => self.set_aside_long(opened.unwrap_or(parser.at)),
            (_, Some(opened)) if ragged && lines >= LINES => {
                self.set_aside(opened, format!("closes only {lines} lines on: it seems unclosed"))
            }
            _ if ragged => {
                let reason = format!("{} fields where the header has {columns}", parser.fields.len());
                Ok(Scan::Bad(self.take(self.source.offset(), parser.at, parser.text, reason)))
            }
            _ => {
                let raw = self.take(self.source.offset(), parser.at, parser.text, String::new()).raw;
                Ok(Scan::Row(parser.fields, raw))
            }
        }
    }

    fn peeked(&mut self) -> Result<Option<&u8>, Error> {
        if self.source.window().is_empty() {
            self.source.grow()?;
        }
        Ok(self.source.window().first())
    }

    /// Sets aside what stands up to the end of the line on which a quote opens.
    fn set_aside(&mut self, opened: usize, what: String) -> Result<Scan, Error> {
        let on = self.line + breaks(self.source.window().get(..opened).unwrap_or_default());
        let byte = self.source.offset();
        let line = self.source.line_end(opened, self.limit)?;
        Ok(Scan::Bad(self.take(byte, line.end, line.text, format!("the quote opened on line {on} {what}"))))
    }

    /// Sets aside a line that is too long, or the line on which a field opens that is too long.
    fn set_aside_long(&mut self, from: usize) -> Result<Scan, Error> {
        let on = self.line + breaks(self.source.window().get(..from).unwrap_or_default());
        let byte = self.source.offset();
        let line = self.source.line_end(from, self.limit)?;
        let mut reason = format!("longer than {} bytes (--max-field)", self.limit);
        if !line.over {
            reason = format!("the quote opened on line {on} is not closed within {} bytes (--max-field)", self.limit);
        }
        Ok(Scan::Bad(self.take(byte, line.end, line.text, reason)))
    }

    /// Consumes `end` bytes, of which the first `text` are the row that began at `byte`, and counts their lines.
    fn take(&mut self, byte: u64, end: usize, text: usize, reason: String) -> Reject {
        let (file, line) = (self.name().to_owned(), self.line);
        let raw = self.source.window().get(..text).unwrap_or_default().to_vec();
        self.line += breaks(self.source.window().get(..end).unwrap_or_default());
        self.source.consume(end);
        Reject { file, line, byte, reason, raw }
    }
}

/// What the next record is.
enum Scan {
    Row(ByteRecord, Vec<u8>),
    Bad(Reject),
    End,
}

/// Number of line breaks, CR LF counted once.
fn breaks(bytes: &[u8]) -> u64 {
    let pairs = bytes.windows(2).filter(|pair| pair == b"\r\n").count();
    (bytes.iter().filter(|&&b| b == b'\n' || b == b'\r').count() - pairs) as u64
}

#[cfg(test)]
mod tests;
