use proptest::prelude::*;

use super::*;

fn open(bytes: &[u8], options: &ReadOptions, log: &mut Log) -> Result<Table, Error> {
    let stream = Box::new(std::io::Cursor::new(bytes.to_vec()));
    Table::from_source(Source::new("t.csv".into(), Some(Format::Csv), stream, options, log)?, options, log)
}

/// Rows as vectors of fields, and the log.
fn rows(bytes: &[u8]) -> (Vec<Vec<String>>, Log) {
    rows_with(bytes, &ReadOptions::default())
}

fn rows_with(bytes: &[u8], options: &ReadOptions) -> (Vec<Vec<String>>, Log) {
    let mut log = Log::default();
    let mut table = open(bytes, options, &mut log).unwrap();
    let mut rows = Vec::new();
    while let Some(row) = table.next(&mut log).unwrap() {
        rows.push(row.fields.iter().map(str::to_owned).collect());
    }
    assert_eq!(log.rows_used(), rows.len() as u64);
    (rows, log)
}

#[test]
fn quotes_delimiters_and_all_line_breaks() {
    let (rows, log) = rows(b"\xef\xbb\xbf\"outlet\",text\r\nA,\"x \"\"y\"\"\nz\"\rB,\n\n\"\",w");
    assert_eq!(rows, [["A", "x \"y\"\nz"], ["B", ""], ["", "w"]]);
    assert!(log.notes.is_empty());
}

#[test]
fn ragged_and_damaged_rows_are_set_aside_one_by_one() {
    let (rows, log) = rows(b"outlet,text\nA,1\nB\nC,\xff\nD,4,5\nE,\0\n");
    assert_eq!(rows, [["A", "1"], ["E", "\0"]]);
    let lines: Vec<(u64, u64, &str)> = log.rejects.iter().map(|r| (r.line, r.byte, r.reason.as_str())).collect();
    let expected = [
        (3, 16, "1 fields where the header has 2"),
        (4, 18, "field 2 is not UTF-8 at its byte 0 (--encoding names another encoding)"),
        (5, 22, "3 fields where the header has 2"),
    ];
    assert_eq!(lines, expected);
    assert_eq!(log.rejects[1].raw, b"C,\xff");
}

#[test]
fn an_unclosed_quote_costs_only_its_own_line() {
    for (bytes, line, kept) in [
        ("outlet,text\nA,\"open\nB,2\nC,3\n", 2, vec!["B", "C"]),
        ("outlet,text\nA,1\nB,\"open\nC,\"fine, too\"\n", 3, vec!["A", "C"]),
        ("outlet,text\nA,1\nB,\"open", 3, vec!["A"]),
    ] {
        let (rows, log) = rows(bytes.as_bytes());
        let outlets: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
        assert_eq!(outlets, kept, "{bytes}");
        assert!(log.rejects[0].reason.contains(&format!("opened on line {line}")), "{log:?}");
    }
}

#[test]
fn a_quote_that_closes_far_below_in_a_ragged_row_counts_as_unclosed() {
    let middle = "B,2\n".repeat(150);
    let (rows, log) = rows(format!("outlet,text\nA,\"open\n{middle}C,\",x\"\n").as_bytes());
    assert_eq!(rows.len(), 151);
    assert!(log.rejects[0].reason.contains("closes only"), "{:?}", log.rejects[0]);
}

#[test]
fn a_row_longer_than_allowed_is_set_aside_and_the_next_is_read() {
    let options = ReadOptions { max_field: 1000, ..ReadOptions::default() };
    let long = "x".repeat(300_000);
    let (rows, log) = rows_with(format!("outlet,text\nA,{long}\nB,2\nC,\"{long}\"\nD,4\n").as_bytes(), &options);
    assert_eq!(rows, [["B", "2"], ["D", "4"]]);
    assert_eq!(log.rejects.iter().map(|r| r.line).collect::<Vec<_>>(), [2, 4]);
    assert_eq!(log.rejects.iter().map(|r| r.byte).collect::<Vec<_>>(), [12, 300_019]);
    assert!(log.rejects[0].reason.contains("longer than 1000 bytes"));
}

#[test]
fn delimiters_are_found_and_said() {
    let (rows, log) = rows("outlet;text\nA;1,5\n".as_bytes());
    assert_eq!(rows, [["A", "1,5"]]);
    assert_eq!(log.notes[0].message, "fields are delimited by `;`");
    let (rows, _) = rows_with(b"sep=|\noutlet|text\nA|b\n", &ReadOptions::default());
    assert_eq!(rows, [["A", "b"]]);
}

#[test]
fn one_guard_is_taken_away() {
    let (rows, _) = rows(b"outlet,text\n'=A,''=b\n'tis,\"'-x\"\n");
    assert_eq!(rows, [["=A", "'=b"], ["'tis", "-x"]]);
    let table = open(b"text,'=1\na,b\n", &ReadOptions::default(), &mut Log::default()).unwrap();
    assert_eq!(table.headers(), ["text", "=1"]);
}

#[test]
fn an_empty_file_has_no_columns_and_no_rows() {
    for bytes in [&b""[..], b"\xef\xbb\xbf", b"\n\r\n"] {
        let (rows, log) = rows(bytes);
        assert!(rows.is_empty() && log.rows_read == 0);
    }
}

#[test]
fn duplicate_columns_are_said() {
    let (_, log) = rows(b"text,text\na,b\n");
    assert_eq!(log.notes[0].message, "has two columns `text`; the first is used");
}

proptest! {
    #[test]
    fn what_a_csv_writer_wrote_is_read_back(
        cells in prop::collection::vec(prop::array::uniform3("[a\"',;\r\n\té=-]{0,6}"), 0..6)
    ) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["outlet", "lang", "text"]).unwrap();
        for row in &cells {
            writer.write_record(row.iter().map(|cell| crate::report::guard::guard(cell).into_owned())).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let (rows, log) = rows(&bytes);
        prop_assert!(log.rejects.is_empty(), "{:?}", log.rejects);
        prop_assert_eq!(rows, cells.iter().map(|row| row.to_vec()).collect::<Vec<_>>());
    }

    #[test]
    fn any_bytes_are_accounted_for(bytes in prop::collection::vec(
        prop::sample::select(b"a,\"\n\r;\xff\xc3\0'".to_vec()), 0..80)) {
        let mut log = Log::default();
        let all = [b"outlet,text\n", bytes.as_slice()].concat();
        if let Ok(mut table) = open(&all, &ReadOptions::default(), &mut log) {
            let mut used = 0;
            while table.next(&mut log).unwrap().is_some() {
                used += 1;
            }
            prop_assert_eq!(log.rows_read, used + log.rejects.len() as u64);
        }
    }
}
