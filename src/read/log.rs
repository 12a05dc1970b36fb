//! What happened while reading: rows counted, rows set aside, things the user should know.

use std::io::{self, Write};

use crate::error::{Error, ErrorKind, Position};

/// Longest stretch of a rejected row that is kept, in bytes; line and byte lead to the rest.
const RAW_LIMIT: usize = 64 * 1024;
/// What is kept of all rejected rows together before only the beginning of each further one is, in bytes.
const RAW_TOTAL: usize = 64 << 20;
/// That beginning.
const RAW_BEGINNING: usize = 256;

/// A row that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reject {
    /// File as the user named it, `-` for standard input.
    pub file: String,
    /// Line on which the row begins, counted from 1.
    pub line: u64,
    /// Byte at which the row begins, counted from 0, after decompression and decoding to UTF-8.
    pub byte: u64,
    /// Why, in one sentence.
    pub reason: String,
    /// The row as read, cut after 64 KiB; after 256 bytes when 64 MiB of rejects are kept already.
    pub raw: Vec<u8>,
}

/// Something that does not stop the reading but that the user should know: an encoding, a delimiter, a skipped file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// File as the user named it, `-` for standard input.
    pub file: String,
    /// One sentence.
    pub message: String,
}

/// The account of a reading: `rows_read` = rows handed out + `rejects`.
#[derive(Clone, Debug, Default)]
pub struct Log {
    /// Stop at the first reject.
    pub strict: bool,
    /// Table rows, JSONL objects and article files met so far.
    pub rows_read: u64,
    /// Rows set aside.
    pub rejects: Vec<Reject>,
    /// In the order met.
    pub notes: Vec<Note>,
    /// Bytes of rejects kept.
    kept: usize,
}

impl Log {
    /// An empty log. With `strict`, [`reject`](Self::reject) fails.
    pub fn new(strict: bool) -> Self {
        Log { strict, ..Log::default() }
    }

    /// Sets a row aside. It must have been counted in `rows_read`.
    ///
    /// # Errors
    /// [`ErrorKind::Rejected`] in strict mode.
    pub fn reject(&mut self, mut reject: Reject) -> Result<(), Error> {
        reject.raw.truncate(if self.kept < RAW_TOTAL { RAW_LIMIT } else { RAW_BEGINNING });
        if self.strict {
            let at = Position { byte: Some(reject.byte), ..Position::line(reject.file, reject.line) };
            return Err(ErrorKind::Rejected { at, reason: reject.reason }.into());
        }
        self.kept += reject.raw.len();
        reject.raw.shrink_to_fit();
        self.rejects.push(reject);
        Ok(())
    }

    /// Keeps something for the user; the same note twice is kept once.
    pub fn note(&mut self, file: &str, message: impl Into<String> + AsRef<str>) {
        if !self.notes.iter().any(|note| note.file == file && note.message == message.as_ref()) {
            self.notes.push(Note { file: file.to_owned(), message: message.into() });
        }
    }

    /// Rows that were handed out.
    pub fn rows_used(&self) -> u64 {
        self.rows_read.saturating_sub(self.rejects.len() as u64)
    }
}

/// Writes rejects as CSV: `file, line, byte, reason, raw`; `raw` has everything but printable ASCII escaped
/// (`\n`, `\\`, `\xE9`), so that it is one safe line and the bytes can be recovered.
///
/// # Errors
/// Whatever `out` returns.
pub fn write_rejects(rejects: &[Reject], out: impl Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(["file", "line", "byte", "reason", "raw"])?;
    for reject in rejects {
        let raw = reject.raw.escape_ascii().to_string();
        let (line, byte) = (reject.line.to_string(), reject.byte.to_string());
        let fields = [&reject.file, &line, &byte, &reject.reason, &raw];
        table.write_record(fields.map(|field| crate::report::guard::guard(field).into_owned()))?;
    }
    table.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reject() -> Reject {
        Reject { file: "a.csv".into(), line: 3, byte: 20, reason: "not UTF-8".into(), raw: b"=1,\xe9\n".to_vec() }
    }

    #[test]
    fn the_sidecar_is_one_safe_line_a_row() {
        let mut out = Vec::new();
        write_rejects(&[reject()], &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text, "file,line,byte,reason,raw\na.csv,3,20,not UTF-8,\"'=1,\\xe9\\n\"\n");
    }

    #[test]
    fn many_long_rejects_are_kept_in_part() {
        let mut log = Log::new(false);
        for _ in 0..1500 {
            log.reject(Reject { raw: vec![b'x'; 1 << 17], ..reject() }).unwrap();
        }
        let kept = |at: usize| log.rejects[at].raw.len();
        assert_eq!((log.rejects.len(), kept(0), kept(1499)), (1500, RAW_LIMIT, RAW_BEGINNING));
    }

    #[test]
    fn strict_stops_at_the_first_reject_and_names_the_line() {
        let error = Log::new(true).reject(reject()).unwrap_err();
        assert_eq!(error.to_string(), "a.csv:3: not UTF-8");
    }
}
