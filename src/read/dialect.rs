//! What an input is when its name does not say, and what delimits the fields of a table.

use encoding_rs::UTF_8;

use super::columns::fold;
use super::decode::unmarked;
use super::{Column, Columns, Format, ReadOptions};

/// Delimiters that are looked for, the usual one first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Bytes at the beginning that decide.
const SNIFFED: usize = 16 * 1024;

/// The format of a stream by its first bytes: JSONL begins with `{`, a page with `<!doctype html` or a tag of pages,
/// a table with a header in which a column of text is known; all else is text.
pub(super) fn sniff(head: &[u8], options: &ReadOptions) -> Format {
    if head.starts_with(b"PK\x03\x04") {
        return Format::Xlsx;
    }
    let (text, ..) = unmarked(head).unwrap_or(UTF_8).decode(head.get(..SNIFFED).unwrap_or(head));
    let start = text.trim_start().chars().take(64).collect::<String>().to_lowercase();
    if start.starts_with('{') {
        return Format::Jsonl;
    }
    if ["<!doctype html", "<html", "<head", "<body", "<article", "<!--"].iter().any(|tag| start.starts_with(tag)) {
        return Format::Html;
    }
    let line = text.split(['\n', '\r']).find(|line| !line.trim().is_empty()).unwrap_or_default();
    let table = separator(line).is_some() || is_header(&split(line, delimiter(line)), options);
    if table { Format::Csv } else { Format::Text }
}

/// What a stream is that is not read here, by its first bytes.
pub(super) fn foreign(head: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 4] = [
        (b"%PDF-", "a PDF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (.doc, .xls)"),
        (b"BZh91AY&SY", "bzip2"),
        (b"\xfd7zXZ\0", "xz"),
    ];
    KINDS.iter().find(|(start, _)| head.starts_with(start)).map(|&(_, name)| name)
}

/// Whether these look like the headers of a table that can be used.
fn is_header(headers: &[String], options: &ReadOptions) -> bool {
    if let [only] = headers {
        return matches!(fold(only).as_str(), "text" | "quote");
    }
    Columns::find("", headers, &options.columns)
        .is_ok_and(|found| found.get(Column::Text).is_some() || found.get(Column::B).is_some())
}

/// The delimiter that a line `sep=;` declares, as spreadsheets write it.
pub(super) fn separator(line: &str) -> Option<u8> {
    match line.trim_end_matches(['\r', '\n']).as_bytes() {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] => Some(*delimiter),
        _ => None,
    }
}

/// The delimiter of a header line: the one that yields most known columns, then most columns; comma when nothing
/// speaks for another.
pub(super) fn delimiter(line: &str) -> u8 {
    let mut best = (0, 0, DELIMITERS[0]);
    for candidate in DELIMITERS {
        let fields = split(line, candidate);
        let known = fields.iter().filter(|field| is_known(&fold(field))).count();
        if (known, fields.len()) > (best.0, best.1) {
            best = (known, fields.len(), candidate);
        }
    }
    best.2
}

fn is_known(name: &str) -> bool {
    Column::ALL.iter().any(|column| column.as_str() == name || column.aliases().contains(&name))
}

/// The fields of a header line, outer quotes taken away; enough to recognise names.
fn split(line: &str, delimiter: u8) -> Vec<String> {
    let mut quoted = false;
    line.split(|c: char| {
        quoted ^= c == '"';
        !quoted && c == char::from(delimiter)
    })
    .map(|field| field.trim().trim_matches('"').to_owned())
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_read_here_is_named() {
        assert_eq!(foreign(b"%PDF-1.7\n"), Some("a PDF document"));
        assert_eq!(foreign(b"\xfd7zXZ\0\0"), Some("xz"));
        assert_eq!(foreign(b"outlet,text\n"), None);
    }

    #[test]
    fn delimiters_are_found_by_the_columns_they_yield() {
        assert_eq!(delimiter("outlet;text"), b';');
        assert_eq!(delimiter("outlet\ttext, as printed"), b'\t');
        assert_eq!(delimiter("outlet|lang|text"), b'|');
        assert_eq!(delimiter("\"a;b\",text"), b',');
        assert_eq!(delimiter("text"), b',');
    }

    #[test]
    fn formats_are_told_by_their_first_bytes() {
        let of = |head: &[u8]| sniff(head, &ReadOptions::default());
        assert_eq!(of(b" {\"id\": 1}"), Format::Jsonl);
        assert_eq!(of(b"\xef\xbb\xbfoutlet,text\n"), Format::Csv);
        assert_eq!(of(b"\xff\xfet\0e\0x\0t\0\n\0"), Format::Csv);
        assert_eq!(of(b"t\0e\0x\0t\0\n\0"), Format::Csv);
        assert_eq!(of(b"<!DOCTYPE html><p>"), Format::Html);
        assert_eq!(of(b"The minister spoke, the text said.\n"), Format::Text);
        assert_eq!(of(b""), Format::Text);
    }
}
