//! One record of a table: where its fields and the record end.

use csv::ByteRecord;

use crate::error::Error;
use crate::read::source::Source;

/// How a record ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// At a line break or at the end of the file.
    Proper,
    /// Inside quotes, at the end of the file.
    Unclosed,
    /// A closing quote that is followed by something else than a delimiter or a line break.
    Junk,
    /// Longer than allowed.
    Long,
}

/// Splits one record at the beginning of a source's window.
#[derive(Default)]
pub(super) struct Parser {
    delimiter: u8,
    limit: usize,
    pub(super) fields: ByteRecord,
    /// The field that is being read.
    field: Vec<u8>,
    /// Where in the window: first the byte that is looked at, at last the beginning of the next record.
    pub(super) at: usize,
    /// Where the record's text ends.
    pub(super) text: usize,
    /// Where the quote of the field opened that is open, or of the first field that spans lines.
    pub(super) opened: Option<usize>,
}

impl Parser {
    /// A parser for one record of at most `limit` bytes.
    pub(super) fn new(delimiter: u8, limit: usize) -> Parser {
        Parser { delimiter, limit, ..Parser::default() }
    }

    pub(super) fn run(&mut self, source: &mut Source) -> Result<End, Error> {
        loop {
            let end = match self.byte(source)? {
                Some(b'"') => self.quoted(source)?,
                _ => self.plain(source)?,
            };
            if let Some(end) = end {
                return Ok(end);
            }
        }
    }

    /// The byte looked at; `None` at the end of the file.
    fn byte(&mut self, source: &mut Source) -> Result<Option<u8>, Error> {
        loop {
            if let Some(&byte) = source.window().get(self.at) {
                return Ok(Some(byte));
            }
            if !source.grow()? {
                return Ok(None);
            }
        }
    }

    /// Copies bytes to the field until one satisfies `stop` (true) or the file ends or the record is too long (false).
    fn copy(&mut self, source: &mut Source, stop: impl Fn(u8) -> bool) -> Result<bool, Error> {
        loop {
            let rest = source.window().get(self.at..).unwrap_or_default();
            let found = rest.iter().position(|&b| stop(b));
            let run = found.unwrap_or(rest.len());
            self.field.extend_from_slice(rest.get(..run).unwrap_or_default());
            self.at += run;
            if found.is_some() || self.at > self.limit || !source.grow()? {
                return Ok(found.is_some() && self.at <= self.limit);
            }
        }
    }

    /// A field without quotes, and what ends it.
    fn plain(&mut self, source: &mut Source) -> Result<Option<End>, Error> {
        let delimiter = self.delimiter;
        self.field.clear();
        self.copy(source, |b| b == delimiter || b == b'\n' || b == b'\r')?;
        self.fields.push_field(&self.field);
        self.after_field(source)
    }

    /// A field in quotes, and what ends it.
    fn quoted(&mut self, source: &mut Source) -> Result<Option<End>, Error> {
        let opened = self.at;
        self.field.clear();
        self.at += 1;
        loop {
            if !self.copy(source, |b| b == b'"')? {
                self.opened = Some(opened);
                return Ok(Some(if self.at > self.limit { End::Long } else { End::Unclosed }));
            }
            self.at += 1;
            if self.byte(source)? != Some(b'"') {
                break;
            }
            self.field.push(b'"');
            self.at += 1;
        }
        if self.opened.is_none() && self.field.iter().any(|&b| b == b'\n' || b == b'\r') {
            self.opened = Some(opened);
        }
        self.fields.push_field(&self.field);
        let end = self.after_field(source)?;
        if end == Some(End::Junk) {
            self.opened = Some(opened);
        }
        Ok(end)
    }

    /// Steps over the delimiter (`None`) or the line break that follows a field.
    fn after_field(&mut self, source: &mut Source) -> Result<Option<End>, Error> {
        if self.at > self.limit {
            return Ok(Some(End::Long));
        }
        let byte = self.byte(source)?;
        self.text = self.at;
        match byte {
            None => Ok(Some(End::Proper)),
            Some(byte) if byte == self.delimiter => {
                self.at += 1;
                Ok(None)
            }
            Some(b'\n') => {
                self.at += 1;
                Ok(Some(End::Proper))
            }
            Some(b'\r') => {
                self.at += 1;
                if self.byte(source)? == Some(b'\n') {
                    self.at += 1;
                }
                Ok(Some(End::Proper))
            }
            Some(_) => Ok(Some(End::Junk)),
        }
    }
}
