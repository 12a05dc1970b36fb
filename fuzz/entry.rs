//! What a fuzzer calls: any bytes in, and the promises that must hold for them. Run by `cargo fuzz run <target>` with a
//! nightly compiler, and on random bytes by `tests/fuzz_entry.rs`.
#![allow(dead_code)]

use std::io::Cursor;

use quotediff::extract;
use quotediff::lang::{Packs, text};
use quotediff::model::{Article, Rendering, Statement, Text};
use quotediff::read::{Format, Log, ReadOptions, Source, read_source};
use quotediff::report::csv::CsvTable;
use quotediff::report::{TABLES, jsonl, summary};
use quotediff::{CompareOptions, align, compare};

/// A table.
pub fn csv(data: &[u8]) {
    read(Format::Csv, data);
}

/// JSON, one object a line.
pub fn jsonl(data: &[u8]) {
    read(Format::Jsonl, data);
}

/// A web page.
pub fn html(data: &[u8]) {
    read(Format::Html, data);
}

/// Reading ends with an account that adds up, or with an error that has a message.
fn read(format: Format, data: &[u8]) {
    let (options, mut log) = (ReadOptions::default(), Log::default());
    let opened = Source::new("-".into(), Some(format), Box::new(Cursor::new(data.to_vec())), &options, &mut log);
    match opened.and_then(|source| read_source(source, &options, log)) {
        Ok(input) => {
            let used = input.articles.len() + input.renderings.len();
            assert_eq!(input.rows_read, (used + input.rejects.len()) as u64);
            input.articles.iter().take(20).for_each(article);
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// An article.
pub fn extract(data: &[u8]) {
    article(&Article { text: String::from_utf8_lossy(data).into_owned(), ..Article::default() });
}

/// Quotes are what stands at their spans.
fn article(article: &Article) {
    let quotes = extract::extract(article, Packs::builtin());
    for quote in &quotes {
        assert_eq!(article.text.get(quote.span.range()), Some(quote.text.as_str()));
        if let Some(mention) = &quote.speaker {
            assert_eq!(article.text.get(mention.span.range()), Some(mention.text.as_str()));
        }
        for credit in &quote.credits {
            assert!(article.text.get(credit.span.range()).is_some());
        }
    }
    extract::renderings(article, &quotes);
}

/// At most six texts, one a line.
fn lines(data: &[u8]) -> Vec<String> {
    String::from_utf8_lossy(data).split('\n').take(6).map(str::to_owned).collect()
}

/// Every token of every text is in one column, in its order; the first byte says when work is cut.
pub fn collate(data: &[u8]) {
    let (first, rest) = data.split_first().unwrap_or((&0, &[]));
    let texts: Vec<Text> = lines(rest).iter().map(|raw| text(raw, "en")).collect();
    let options = align::CollateOptions { all_pairs: usize::from(first % 8), reference: None, ..Default::default() };
    let collation = align::collate(texts, &options);
    for (at, text) in collation.texts.iter().enumerate() {
        let tokens: Vec<u32> = collation.columns.iter().filter_map(|column| column.cells[at]).collect();
        assert_eq!(tokens, (0..text.len() as u32).collect::<Vec<_>>());
    }
}

/// All tables and the summary of one statement: rows as wide as their header, nothing that drives a terminal.
pub fn report(data: &[u8]) {
    let renderings: Vec<Rendering> = lines(data)
        .into_iter()
        .map(|text| Rendering { outlet: text.chars().take(3).collect(), text, ..Rendering::default() })
        .collect();
    let statement = Statement { id: "s".into(), renderings: (0..renderings.len()).collect(), parts: Vec::new() };
    let options = CompareOptions::default();
    let comparison = compare(&statement, &renderings, &options);
    for table in TABLES {
        let columns = (table.columns)(&options);
        let mut csv = CsvTable::new(Vec::new(), &columns, true).unwrap();
        let mut objects = Vec::new();
        for row in (table.rows)(&comparison) {
            assert_eq!(row.len(), columns.len());
            csv.row(&row).unwrap();
            jsonl::object(&mut objects, &jsonl::fields(&columns, &row)).unwrap();
        }
        csv.finish().unwrap();
    }
    let mut shown = Vec::new();
    summary::statement(&mut shown, &comparison).unwrap();
    let shown = anstream::adapter::strip_bytes(&shown).into_vec();
    assert!(!String::from_utf8_lossy(&shown).chars().any(|c| c != '\n' && c.is_control()));
}
