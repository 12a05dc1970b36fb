//! What the caller may decide about reading.

use std::collections::BTreeMap;
use std::path::Path;

use super::columns::Column;

/// What the rows of a table or the objects of a JSONL file are taken for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wanted {
    /// Articles, whose quotes are still to be found (`extract`).
    Articles,
    /// Renderings (`link`). Text and HTML files are refused.
    Renderings,
    /// Whatever each is: a row that names an outlet, a speaker, a statement or a credit, or whose text column is
    /// called `quote`, `rendering` or the like, is a rendering, and so is a `text` without quotation marks and line breaks; anything else
    /// is an article (`compare`, `check`).
    #[default]
    Any,
}

/// A format that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values with a header; the delimiter is found.
    Csv,
    /// The same, where a tab is expected.
    Tsv,
    /// One JSON object a line.
    Jsonl,
    /// An article as plain text.
    Text,
    /// An article as a web page.
    Html,
    /// A workbook, first sheet, header in the first row (with the feature `xlsx`).
    Xlsx,
}

impl Format {
    /// All formats, in the order in which help lists them.
    pub const ALL: [Format; 6] = [Format::Csv, Format::Tsv, Format::Jsonl, Format::Text, Format::Html, Format::Xlsx];

    /// The word used on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Tsv => "tsv",
            Format::Jsonl => "jsonl",
            Format::Text => "text",
            Format::Html => "html",
            Format::Xlsx => "xlsx",
        }
    }

    /// The inverse of [`as_str`](Self::as_str).
    pub fn parse(word: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.as_str() == word)
    }

    /// The format that a file's name promises; endings of compression (`.gz`, `.zst`) are looked through.
    pub fn of_path(path: &Path) -> Option<Format> {
        let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
        let name = [".gz", ".zst", ".zstd"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name);
        match name.rsplit_once('.')?.1 {
            "csv" => Some(Format::Csv),
            "tsv" | "tab" => Some(Format::Tsv),
            "jsonl" | "ndjson" => Some(Format::Jsonl),
            "txt" | "text" => Some(Format::Text),
            "html" | "htm" | "xhtml" => Some(Format::Html),
            "xlsx" => Some(Format::Xlsx),
            _ => None,
        }
    }
}

/// How to read.
#[derive(Clone, Debug)]
pub struct ReadOptions {
    /// What rows and objects are taken for.
    pub wanted: Wanted,
    /// The format of all inputs; `None`: by the file's name, else by its first bytes.
    pub format: Option<Format>,
    /// The encoding of all inputs by a label of the Encoding Standard (`windows-1252`); `None`: UTF-8, with a byte
    /// order mark UTF-16, and another encoding where the first bytes leave no doubt.
    pub encoding: Option<String>,
    /// The delimiter of all tables; `None`: found in the header line.
    pub delimiter: Option<u8>,
    /// Columns of another name: which header holds which column.
    pub columns: BTreeMap<Column, String>,
    /// Longest field, JSON line or article in bytes; longer ones are set aside.
    pub max_field: usize,
    /// Stop at the first row that cannot be used.
    pub strict: bool,
    /// Take away the formula guard (see [`crate::report::guard`]) from the cells of tables.
    pub guarded: bool,
}

impl Default for ReadOptions {
    fn default() -> Self {
        ReadOptions {
            wanted: Wanted::default(),
            format: None,
            encoding: None,
            delimiter: None,
            columns: BTreeMap::new(),
            max_field: 16 << 20,
            strict: false,
            guarded: true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_promises_a_format_even_when_compressed() {
        let of = |name: &str| Format::of_path(Path::new(name));
        assert_eq!(of("a/b.CSV"), Some(Format::Csv));
        assert_eq!(of("b.jsonl.gz"), Some(Format::Jsonl));
        assert_eq!(of("b.htm.zst"), Some(Format::Html));
        assert_eq!(of("b.pdf"), None);
        assert_eq!(of(".csv"), Some(Format::Csv));
        assert_eq!(of("csv"), None);
    }
}
