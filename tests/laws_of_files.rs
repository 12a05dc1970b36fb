//! What holds for everything that is written: it is read again as it was, and it is the same however it was made.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "laws/texts.rs"]
#[allow(dead_code)]
mod texts;

use std::fs;
use std::io::Cursor;
use std::path::Path;

use assert_cmd::Command;
use proptest::prelude::*;
use quotediff::model::{CreditKind, Rendering};
use quotediff::read::{Format, Log, ReadOptions, Source, read_source};
use quotediff::report::csv::CsvTable;
use quotediff::report::{jsonl, rendering_columns, rendering_row};
use texts::text;

/// A rendering with anything in it. Only its text may begin or end with space; empty is the same as not given.
fn rendering() -> impl Strategy<Value = Rendering> {
    let cell = || text().prop_map(|text| text.trim().to_owned());
    let some = |cell: String| Some(cell).filter(|cell| !cell.is_empty());
    (cell(), cell(), cell(), cell(), text(), any::<bool>()).prop_map(
        move |(outlet, speaker, date, source, text, told)| Rendering {
            id: "r1".into(),
            statement_id: Some("s1".into()),
            outlet,
            credit_kind: told.then_some(CreditKind::Told),
            lang: Some("en".into()),
            speaker: some(speaker),
            date: some(date),
            text: if text.is_empty() { "x".into() } else { text },
            source: some(source).unwrap_or_else(|| "a".into()),
            span: None,
        },
    )
}

fn read(format: Format, bytes: Vec<u8>) -> Vec<Rendering> {
    let (options, mut log) = (ReadOptions::default(), Log::default());
    let source = Source::new("-".into(), Some(format), Box::new(Cursor::new(bytes)), &options, &mut log).unwrap();
    let input = read_source(source, &options, log).unwrap();
    assert!(input.rejects.is_empty(), "{:?}", input.rejects);
    input.renderings
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_again(rendering in rendering()) {
        let (columns, row) = (rendering_columns(), rendering_row(&rendering, None, None));
        let mut csv = CsvTable::new(Vec::new(), &columns, true).unwrap();
        csv.row(&row).unwrap();
        let csv = csv.finish().unwrap();
        for record in csv::ReaderBuilder::new().from_reader(csv.as_slice()).records() {
            prop_assert!(record.unwrap().iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])));
        }
        prop_assert_eq!(&read(Format::Csv, csv), std::slice::from_ref(&rendering));
        let mut objects = Vec::new();
        jsonl::object(&mut objects, &jsonl::fields(&columns, &row)).unwrap();
        prop_assert_eq!(&read(Format::Jsonl, objects), &[rendering]);
    }
}

/// Five statements of seven renderings, as rows.
fn rows() -> Vec<String> {
    let words = ["we", "will", "never", "leave", "the", "river", "five", "people", "said"];
    let row = |at: usize| {
        let text: Vec<&str> =
            (0..12).map(|place| words[(place * 7 + at / 7 + (at % 7) * usize::from(place % 5 == 0)) % 9]).collect();
        format!("s{},O{},a.csv,{}", at / 7, at % 7, text.join(" "))
    };
    (0..35).map(row).collect()
}

fn tables(folder: &Path, name: &str, rows: &[String], threads: &str) -> Vec<(String, String)> {
    let file = folder.join(format!("{name}.csv"));
    fs::write(&file, format!("statement_id,outlet,source,text\n{}\n", rows.join("\n"))).unwrap();
    let out = folder.join(name);
    let args = ["compare", "-j", threads, file.to_str().unwrap(), "-o", out.to_str().unwrap()];
    Command::cargo_bin("quotediff").unwrap().args(args).assert().success();
    let mut tables: Vec<(String, String)> = fs::read_dir(out)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(path).unwrap()))
        .collect();
    tables.sort();
    tables
}

#[test]
fn threads_and_the_order_of_rows_change_no_byte() {
    let folder = tempfile::tempdir().unwrap();
    let mut rows = rows();
    let expected = tables(folder.path(), "plain", &rows, "1");
    assert_eq!(expected.len(), 7, "five tables, what describes them, a page");
    for turn in 1..6 {
        rows.rotate_left(turn * 5);
        rows.reverse();
        assert_eq!(tables(folder.path(), &format!("turn{turn}"), &rows, &turn.to_string()), expected);
    }
}
