//! A stream of UTF-8 with a window that grows as far as the reader needs to look.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use memchr::memchr2;

use super::decode::{HEAD, decide, decode};
use super::dialect;
use super::inflate::{Bytes, Packing, inflate};
use super::{Format, Log, ReadOptions};
use crate::error::{Error, ErrorKind};

/// Bytes read at a time.
const CHUNK: usize = 64 * 1024;

/// An opened input: unpacked, decoded, its format known.
pub struct Source {
    name: String,
    format: Format,
    reader: Bytes,
    window: Vec<u8>,
    start: usize,
    offset: u64,
    ended: bool,
}

impl Source {
    /// Opens a file or, for `-`, standard input. Encoding and format are decided here; what was guessed is noted.
    ///
    /// # Errors
    /// What cannot be opened, read or unpacked; an unknown encoding.
    pub fn open(path: &Path, options: &ReadOptions, log: &mut Log) -> Result<Source, Error> {
        let name = path.to_string_lossy().into_owned();
        let failed = |error| Error::read(&name, error);
        if path == Path::new("-") {
            return Source::new(name, None, Box::new(io::stdin()), options, log);
        }
        if fs::metadata(path).map_err(failed)?.is_dir() {
            return Err(failed(io::ErrorKind::IsADirectory.into()));
        }
        let file = File::open(path).map_err(failed)?;
        let format = Format::of_path(path);
        Source::new(name, format, Box::new(file), options, log)
    }

    /// The same over any stream; `promised` is the format that its name promises.
    ///
    /// # Errors
    /// As for [`open`](Self::open).
    pub fn new(
        name: String,
        promised: Option<Format>,
        stream: Bytes,
        options: &ReadOptions,
        log: &mut Log,
    ) -> Result<Source, Error> {
        let failed = |error| failure(&name, error);
        let (head, stream) = peek(stream, 4).map_err(failed)?;
        let stream: Bytes = Box::new(io::Cursor::new(head.clone()).chain(stream));
        let stream = match Packing::of(&head) {
            Some(packing) => inflate(&name, stream, packing),
            None => stream,
        };
        let (head, rest) = peek(stream, HEAD).map_err(failed)?;
        if let Some(format) = dialect::foreign(&head) {
            return Err(ErrorKind::UnreadableFormat { file: name, format: format.to_owned() }.into());
        }
        let format = options.format.or(promised).unwrap_or_else(|| dialect::sniff(&head, options));
        if head.is_empty() {
            log.note(&name, "is empty");
        }
        if format == Format::Xlsx {
            return Source::workbook(name, head, rest, log);
        }
        let document = matches!(format, Format::Text | Format::Html);
        let decision = decide(&head, options.encoding.as_deref(), document)?;
        if let Some(note) = &decision.note {
            log.note(&name, note);
        }
        Ok(Source::over(name, format, decode(head, rest, &decision)))
    }

    /// A window at the beginning of a stream of UTF-8.
    fn over(name: String, format: Format, reader: Bytes) -> Source {
        Source { name, format, reader, window: Vec::new(), start: 0, offset: 0, ended: false }
    }

    /// The first sheet of a workbook, as a table.
    #[cfg(feature = "xlsx")]
    fn workbook(name: String, mut bytes: Vec<u8>, rest: Bytes, log: &mut Log) -> Result<Source, Error> {
        rest.take(super::xlsx::LARGEST).read_to_end(&mut bytes).map_err(|error| failure(&name, error))?;
        if bytes.is_empty() {
            return Ok(Source::over(name, Format::Csv, Box::new(io::empty())));
        }
        let (table, sheet) = super::xlsx::to_csv(&name, bytes)?;
        log.note(&name, format!("read sheet `{sheet}`"));
        Ok(Source::over(name, Format::Csv, Box::new(io::Cursor::new(table))))
    }

    /// A workbook cannot be read by this build.
    #[cfg(not(feature = "xlsx"))]
    fn workbook(name: String, _: Vec<u8>, _: Bytes, _: &mut Log) -> Result<Source, Error> {
        Err(ErrorKind::UnreadableFormat { file: name, format: "a workbook (.xlsx)".to_owned() }.into())
    }

    /// As the user named it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it is.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The bytes that have been read and not yet consumed.
    pub(super) fn window(&self) -> &[u8] {
        self.window.get(self.start..).unwrap_or_default()
    }

    /// Offset of the window in the decoded stream.
    pub(super) fn offset(&self) -> u64 {
        self.offset
    }

    /// Lets the window grow; false at the end of the stream.
    pub(super) fn grow(&mut self) -> Result<bool, Error> {
        if self.ended {
            return Ok(false);
        }
        if self.start > 0 {
            self.window.drain(..self.start);
            self.start = 0;
        }
        let length = self.window.len();
        self.window.resize(length + CHUNK, 0);
        let n = loop {
            match self.reader.read(self.window.get_mut(length..).unwrap_or_default()) {
                Ok(n) => break n,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(failure(&self.name, error)),
            }
        };
        self.window.truncate(length + n);
        self.ended = n == 0;
        Ok(!self.ended)
    }

    /// Moves the beginning of the window.
    pub(super) fn consume(&mut self, n: usize) {
        self.start = (self.start + n).min(self.window.len());
        self.offset += n as u64;
    }

    /// Index in the window of the first line break at or after `from` (the line feed of CR LF), reading on as needed.
    /// When the line is longer than `limit` bytes, the rest of it is passed over and not kept: the second value is
    /// then how many bytes beyond the window's line were dropped.
    pub(super) fn line_end(&mut self, from: usize, limit: usize) -> Result<Line, Error> {
        let mut at = from;
        loop {
            let window = self.window();
            if let Some(found) = window.get(at..).and_then(|rest| memchr2(b'\n', b'\r', rest)) {
                let end = at + found;
                if window.get(end) == Some(&b'\r') && window.get(end + 1).is_none() && self.grow()? {
                    continue;
                }
                let pair = self.window().get(end..end + 2) == Some(b"\r\n");
                return Ok(Line { text: end, end: end + if pair { 2 } else { 1 }, over: end > limit });
            }
            at = window.len();
            if at > limit {
                return self.pass_over(limit);
            }
            if !self.grow()? {
                return Ok(Line { text: at, end: at, over: at > limit });
            }
        }
    }

    /// Drops the rest of an endless line, all but its first `limit` bytes (which stay in the window) and its end.
    fn pass_over(&mut self, limit: usize) -> Result<Line, Error> {
        loop {
            let found = self.window().get(limit..).and_then(|rest| memchr2(b'\n', b'\r', rest));
            if let Some(found) = found {
                let end = limit + found;
                if self.window().get(end) == Some(&b'\r') && self.window().get(end + 1).is_none() {
                    self.grow()?;
                }
                let pair = self.window().get(end..end + 2) == Some(b"\r\n");
                return Ok(Line { text: limit, end: end + if pair { 2 } else { 1 }, over: true });
            }
            let dropped = self.window().len().saturating_sub(limit);
            self.window.truncate(self.start + limit);
            self.offset += dropped as u64;
            if !self.grow()? {
                return Ok(Line { text: limit, end: limit, over: true });
            }
        }
    }

    /// Everything that is left, unless it is more than `limit` bytes; then its beginning.
    pub(super) fn rest(&mut self, limit: usize) -> Result<(Vec<u8>, bool), Error> {
        while self.window().len() <= limit && self.grow()? {}
        let all = self.window().to_vec();
        let over = all.len() > limit;
        Ok((all, over))
    }
}

/// A line in the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Where its text ends.
    pub(super) text: usize,
    /// Where the next line begins.
    pub(super) end: usize,
    /// Longer than allowed, and not kept whole.
    pub(super) over: bool,
}

/// The first `n` bytes of a stream, and the stream after them.
fn peek(mut stream: Bytes, n: usize) -> io::Result<(Vec<u8>, Bytes)> {
    let mut head = Vec::new();
    stream.by_ref().take(n as u64).read_to_end(&mut head)?;
    Ok((head, stream))
}

/// The error of a stream: ours if one of our layers raised it, else the system's.
fn failure(name: &str, error: io::Error) -> Error {
    match error.downcast::<Error>() {
        Ok(ours) => ours,
        Err(error) => Error::read(name, error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(bytes: &'static [u8]) -> Source {
        let options = ReadOptions::default();
        Source::new("-".into(), Some(Format::Text), Box::new(bytes), &options, &mut Log::default()).unwrap()
    }

    #[test]
    fn all_three_line_breaks_end_a_line() {
        let mut source = source(b"a\r\nb\rc\nd");
        let mut lines = Vec::new();
        loop {
            let line = source.line_end(0, 100).unwrap();
            if line.end == 0 {
                break;
            }
            lines.push(String::from_utf8(source.window()[..line.text].to_vec()).unwrap());
            source.consume(line.end);
        }
        assert_eq!(lines, ["a", "b", "c", "d"]);
        assert_eq!(source.offset(), 8);
    }

    #[test]
    fn an_endless_line_is_passed_over_without_being_kept() {
        let stream = io::repeat(b'x').take(1 << 20).chain(&b"\nnext"[..]);
        let options = ReadOptions::default();
        let mut source =
            Source::new("-".into(), Some(Format::Text), Box::new(stream), &options, &mut Log::default()).unwrap();
        let line = source.line_end(0, 1000).unwrap();
        assert_eq!((line.text, line.over), (1000, true));
        assert!(source.window.len() < 300_000);
        source.consume(line.end);
        assert_eq!(source.offset(), (1 << 20) + 1);
        assert_eq!(source.rest(100).unwrap(), (b"next".to_vec(), false));
    }
}
