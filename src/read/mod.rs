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
mod stream;
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
pub use stream::Articles;

use stream::{Record, Records};

use crate::error::Error;
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
    gathered(Records::open(paths, options)?)
}

/// Reads one opened stream, as [`read`] would read it as its only input.
///
/// # Errors
/// As for [`read`].
pub fn read_source(source: Source, options: &ReadOptions, log: Log) -> Result<Input, Error> {
    gathered(Records::of_source(source, options, log)?)
}

/// All records; identifiers are given, the account is closed.
fn gathered(mut records: Records<'_>) -> Result<Input, Error> {
    let mut input = Input::default();
    loop {
        let batch = records.batch()?;
        if batch.is_empty() {
            break;
        }
        for record in batch {
            match record {
                Record::Article(article) => input.articles.push(article),
                Record::Rendering(rendering) => input.renderings.push(rendering),
            }
        }
    }
    let mut log = records.log;
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
    changed += records::name_all(&mut input.articles, "d", |a| &mut a.id, |a| stream::content(a).to_vec());
    stream::say_changed(changed, &mut log);
    let Log { rejects, notes, rows_read, .. } = log;
    Ok(Input { rejects, notes, rows_read, ..input })
}

#[cfg(test)]
mod tests;
