//! JSON, one object a line, as a stream.

use std::path::Path;

use serde_json::{Map, Value};

use super::source::Source;
use super::{Columns, Log, ReadOptions, Reject};
use crate::error::Error;

/// One line of a JSONL file.
#[derive(Clone, Debug, PartialEq)]
pub struct Object {
    /// Line, from 1.
    pub line: u64,
    /// Byte at which the line begins, in the unpacked and decoded stream.
    pub byte: u64,
    /// Keys in the order of the file; of two equal keys the last counts.
    pub fields: Map<String, Value>,
    /// The line as read, without its break.
    pub raw: Vec<u8>,
}

/// An open JSONL file.
pub struct Objects {
    source: Source,
    limit: usize,
    line: u64,
    mapped: std::collections::BTreeMap<super::Column, String>,
    keys: Vec<String>,
    columns: Columns,
}

impl Objects {
    /// Opens a file or standard input (`-`).
    ///
    /// # Errors
    /// What [`Source::open`] returns.
    pub fn open(path: &Path, options: &ReadOptions, log: &mut Log) -> Result<Objects, Error> {
        Ok(Objects::from_source(Source::open(path, options, log)?, options))
    }

    /// The same over an opened stream.
    pub fn from_source(source: Source, options: &ReadOptions) -> Objects {
        let (limit, mapped) = (options.max_field, options.columns.clone());
        Objects { source, limit, line: 1, mapped, keys: Vec::new(), columns: Columns::default() }
    }

    /// As the user named it.
    pub fn name(&self) -> &str {
        self.source.name()
    }

    /// Which of an object's keys is which column. Keys the user named that this object lacks are looked for under
    /// their usual names.
    pub fn columns(&mut self, fields: &Map<String, Value>) -> &Columns {
        if self.keys.is_empty() || !self.keys.iter().eq(fields.keys()) {
            self.keys = fields.keys().cloned().collect();
            let has =
                |name: &String| self.keys.iter().any(|key| super::columns::fold(key) == super::columns::fold(name));
            let mapped = self.mapped.iter().filter(|(_, name)| has(name)).map(|(&c, name)| (c, name.clone())).collect();
            self.columns = Columns::find(self.source.name(), &self.keys, &mapped).unwrap_or_default();
        }
        &self.columns
    }

    /// The next object; lines that are none are set aside in `log`. Blank lines are passed over.
    ///
    /// # Errors
    /// Reading fails; in strict mode the first line that cannot be used.
    pub fn next(&mut self, log: &mut Log) -> Result<Option<Object>, Error> {
        loop {
            let (line, byte) = (self.line, self.source.offset());
            let found = self.source.line_end(0, self.limit)?;
            if found.end == 0 {
                return Ok(None);
            }
            let raw = self.source.window().get(..found.text).unwrap_or_default().to_vec();
            self.source.consume(found.end);
            self.line += 1;
            if raw.trim_ascii().is_empty() {
                continue;
            }
            log.rows_read += 1;
            let parsed = match found.over {
                true => Err(format!("longer than {} bytes (--max-field)", self.limit)),
                false => parse(&raw),
            };
            match parsed {
                Ok(fields) => return Ok(Some(Object { line, byte, fields, raw })),
                Err(reason) => log.reject(Reject { file: self.name().to_owned(), line, byte, reason, raw })?,
            }
        }
    }

    /// Sets aside an object that was handed out (and counted) but turned out not to be usable.
    ///
    /// # Errors
    /// [`crate::error::ErrorKind::Rejected`] in strict mode.
    pub fn reject(&self, object: Object, reason: impl Into<String>, log: &mut Log) -> Result<(), Error> {
        let Object { line, byte, raw, .. } = object;
        log.reject(Reject { file: self.name().to_owned(), line, byte, reason: reason.into(), raw })
    }
}

/// One line as an object, or why it is none.
fn parse(raw: &[u8]) -> Result<Map<String, Value>, String> {
    let text =
        std::str::from_utf8(raw).map_err(|error| format!("not UTF-8 at byte {} of the line", error.valid_up_to()))?;
    match serde_json::from_str(text) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => Err("not a JSON object".to_owned()),
        Err(error) => {
            // The parser sees one line only: its line number would mislead.
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or_default();
            Err(format!("not JSON: {message} at column {}", error.column()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Column, Format};
    use super::*;

    fn read(bytes: &'static [u8], limit: usize) -> (Vec<Object>, Log) {
        let mut log = Log::default();
        let options = ReadOptions { max_field: limit, ..ReadOptions::default() };
        let source = Source::new("-".into(), Some(Format::Jsonl), Box::new(bytes), &options, &mut log).unwrap();
        let mut objects = Objects::from_source(source, &options);
        let mut all = Vec::new();
        while let Some(object) = objects.next(&mut log).unwrap() {
            all.push(object);
        }
        (all, log)
    }

    #[test]
    fn lines_that_are_no_objects_are_set_aside() {
        let (all, log) = read(b"{\"id\":1}\r\n\n[1]\n{\"a\":\"\\ud800\"}\n{\"a\":\xff}\n{\"b\":2}", 1000);
        assert_eq!(all.iter().map(|object| object.line).collect::<Vec<_>>(), [1, 6]);
        let reasons: Vec<String> = log.rejects.iter().map(|r| format!("{}: {}", r.line, r.reason)).collect();
        assert_eq!(reasons[0], "3: not a JSON object");
        assert!(reasons[1].starts_with("4: not JSON: ") && reasons[1].contains("at column"), "{}", reasons[1]);
        assert_eq!(reasons[2], "5: not UTF-8 at byte 5 of the line");
        assert_eq!(log.rows_read, 5);
    }

    #[test]
    fn depth_and_length_are_bounded() {
        let deep: &'static [u8] = Box::leak(format!("{}\n", "{\"a\":".repeat(5000)).into_bytes().into_boxed_slice());
        assert!(read(deep, 1 << 20).1.rejects[0].reason.contains("recursion limit"));
        assert!(read(deep, 1000).1.rejects[0].reason.contains("longer than 1000 bytes"));
    }

    #[test]
    fn keys_are_found_like_columns() {
        let options = ReadOptions::default();
        let source = Source::new("-".into(), None, Box::new(&b""[..]), &options, &mut Log::default()).unwrap();
        let mut objects = Objects::from_source(source, &options);
        let Value::Object(fields) = serde_json::json!({"quote": "x", "who": "y"}) else { panic!() };
        assert_eq!(objects.columns(&fields).get(Column::Text), Some(0));
        assert_eq!(objects.columns(&fields).get(Column::Speaker), Some(1));
    }
}
