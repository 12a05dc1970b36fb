//! Bytes to articles or renderings: tables (CSV, TSV), JSONL, plain text, web pages.
//!
//! Nothing is lost silently: every row is handed out or set aside as a [`Reject`] with its line and reason, and what
//! was guessed (encoding, delimiter, columns) is said in a [`Note`]. The same content gives the same values whether
//! it comes from a file, from standard input or compressed.

mod columns;
mod decode;
mod dialect;
pub mod dictionary;
mod html;
mod inflate;
pub mod jsonl;
mod log;
mod options;
pub mod records;
pub mod settings;
mod source;
pub mod table;
pub mod task;
mod walk;
#[cfg(feature = "xlsx")]
mod xlsx;

use std::path::PathBuf;

pub use columns::{Column, Columns};
pub use log::{Log, Note, Reject, write_rejects};
pub use options::{Format, ReadOptions, Wanted};
pub use source::Source;

use jsonl::Objects;
use table::Table;

use crate::error::{Error, ErrorKind};
use crate::model::{Article, Rendering};

/// All that was read, and the account of it: `rows_read` = articles + renderings + rejects.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// In the order read; identifiers are unique.
    pub articles: Vec<Article>,
    /// In the order read; identifiers are unique.
    pub renderings: Vec<Rendering>,
    /// Rows set aside, in the order met.
    pub rejects: Vec<Reject>,
    /// What the user should know, in the order met.
    pub notes: Vec<Note>,
    /// Table rows, JSONL objects and article files met.
    pub rows_read: u64,
}

/// Reads files, folders (recursively, in the order of their names, hidden files skipped) and standard input (`-`).
///
/// With a single input the file's name goes into no value, so that a file and standard input give the same.
///
/// # Errors
/// An input that cannot be opened or read, a table without a text column, an unknown encoding; in strict mode the
/// first row that cannot be used.
pub fn read(paths: &[PathBuf], options: &ReadOptions) -> Result<Input, Error> {
    let mut log = Log::new(options.strict);
    let files = walk::files(paths, &mut log)?;
    let sole = paths.len() == 1 && files.as_slice() == paths;
    let mut gathered = Gathered { options, log, input: Input::default() };
    for file in &files {
        let source = Source::open(file, options, &mut gathered.log)?;
        let label = if sole { String::new() } else { file.to_string_lossy().into_owned() };
        gathered.source(source, &label)?;
    }
    Ok(gathered.finish())
}

/// Reads one opened stream, as [`read`] would read it as its only input.
///
/// # Errors
/// As for [`read`].
pub fn read_source(source: Source, options: &ReadOptions, log: Log) -> Result<Input, Error> {
    let mut gathered = Gathered { options, log, input: Input::default() };
    gathered.source(source, "")?;
    Ok(gathered.finish())
}

/// An input that is being filled.
struct Gathered<'a> {
    options: &'a ReadOptions,
    log: Log,
    input: Input,
}

impl Gathered<'_> {
    /// Reads one stream to its end; `label` is its name in the values, empty for a single input.
    fn source(&mut self, source: Source, label: &str) -> Result<(), Error> {
        match source.format() {
            // A workbook has become a table when it was opened.
            Format::Csv | Format::Tsv | Format::Xlsx => self.table(source, label),
            Format::Jsonl => self.objects(source, label),
            Format::Text | Format::Html => self.document(source, label),
        }
    }

    fn table(&mut self, source: Source, label: &str) -> Result<(), Error> {
        let mut table = Table::from_source(source, self.options, &mut self.log)?;
        table.need(Column::Text)?;
        let columns = table.columns().clone();
        let renderings = self.are_renderings(&columns);
        while let Some(row) = table.next(&mut self.log)? {
            let place = place(label, row.line);
            let kept = if renderings {
                records::rendering_of_row(&row, &columns, &place).map(|found| self.input.renderings.push(found))
            } else {
                records::article_of_row(&row, &columns, &place).map(|found| self.input.articles.push(found))
            };
            if let Err(reason) = kept {
                table.reject(row, reason, &mut self.log)?;
            }
        }
        Ok(())
    }

    fn objects(&mut self, source: Source, label: &str) -> Result<(), Error> {
        let mut objects = Objects::from_source(source, self.options);
        while let Some(object) = objects.next(&mut self.log)? {
            let place = place(label, object.line);
            let columns = objects.columns(&object.fields).clone();
            let kept = if self.are_renderings(&columns) {
                records::rendering_of_object(&object, &columns, &place).map(|found| self.input.renderings.push(found))
            } else {
                records::article_of_object(&object, &columns, &place).map(|found| self.input.articles.push(found))
            };
            if let Err(reason) = kept {
                objects.reject(object, reason, &mut self.log)?;
            }
        }
        Ok(())
    }

    fn document(&mut self, mut source: Source, label: &str) -> Result<(), Error> {
        let format = source.format();
        let (bytes, over) = source.rest(self.options.max_field)?;
        let blank = bytes.iter().all(u8::is_ascii_whitespace);
        if self.options.wanted == Wanted::Renderings && !blank {
            return Err(ErrorKind::NotRenderings { file: source.name().to_owned() }.into());
        }
        if bytes.is_empty() {
            return Ok(());
        }
        self.log.rows_read += 1;
        let refused = match std::str::from_utf8(&bytes) {
            _ if over => Some(format!("longer than {} bytes (--max-field)", self.options.max_field)),
            Err(_) => Some("not UTF-8 (--encoding names another encoding)".to_owned()),
            Ok(page) if format == Format::Html && html::is_too_deep(page) => {
                Some("its elements are nested too deep to be a page for readers".to_owned())
            }
            Ok(_) => None,
        };
        if let Some(reason) = refused {
            return self.log.reject(Reject { file: source.name().to_owned(), line: 1, byte: 0, reason, raw: bytes });
        }
        let text = String::from_utf8(bytes).unwrap_or_default();
        let article = match format {
            Format::Html => html::article(&text),
            // A lone carriage return is a line break of old; one byte for one keeps every offset.
            _ => Article { text: lone_returns(text), ..Article::default() },
        };
        self.input.articles.push(Article { id: label.to_owned(), source: label.to_owned(), ..article });
        Ok(())
    }

    /// Whether rows with these columns are renderings.
    fn are_renderings(&self, columns: &Columns) -> bool {
        match self.options.wanted {
            Wanted::Articles => false,
            Wanted::Renderings => true,
            Wanted::Any => columns.hold_renderings(),
        }
    }

    /// Identifiers are given, the account is closed.
    fn finish(self) -> Input {
        let Gathered { mut log, mut input, .. } = self;
        let told = |value: &Option<String>| value.clone().unwrap_or_default();
        let mut changed = records::name_all(
            &mut input.renderings,
            "r",
            |r| &mut r.id,
            |r| {
                let kind = r.credit_kind.map(|kind| kind.as_str().to_owned()).unwrap_or_default();
                let who = [told(&r.statement_id), r.outlet.clone(), kind, told(&r.lang), told(&r.speaker)];
                [who.as_slice(), &[told(&r.date), r.text.clone()]].concat()
            },
        );
        changed += records::name_all(
            &mut input.articles,
            "d",
            |a| &mut a.id,
            |a| vec![told(&a.outlet), told(&a.lang), told(&a.date), a.text.clone()],
        );
        if changed > 0 {
            log.note("input", format!("{changed} identifiers were taken already and got a number"));
        }
        let Log { rejects, notes, rows_read, .. } = log;
        Input { rejects, notes, rows_read, ..input }
    }
}

/// Where a row comes from: `file:line`, or `line 7` of a single input.
fn place(label: &str, line: u64) -> String {
    if label.is_empty() { format!("line {line}") } else { format!("{label}:{line}") }
}

/// The text with every carriage return that no line feed follows made a line feed.
fn lone_returns(text: String) -> String {
    if !text.contains('\r') {
        return text;
    }
    let mut rest = text.chars().peekable();
    let mut out = String::with_capacity(text.len());
    while let Some(c) = rest.next() {
        out.push(if c == '\r' && rest.peek() != Some(&'\n') { '\n' } else { c });
    }
    out
}

#[cfg(test)]
mod tests;
