//! A workbook is read like the table it holds. `tests/fixtures/quotes.xlsx` has two renderings of one statement, one of
//! another that begins like a formula, and a second sheet.
#![cfg(feature = "xlsx")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;

use assert_cmd::Command;

const TABLE: &str = "outlet,date,statement_id,text\n\
    The Herald,2026-01-15,bridges,\"We will build five new bridges, “come what may”\"\n\
    The Echo,2026-01-16,bridges,\"We will build nine new bridges, “come what may”\"\n\
    The Courier,,roads,'=1+1 is no formula here\n";

#[test]
fn a_workbook_is_its_first_sheet_from_a_file_and_from_standard_input() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("quotes.csv"), TABLE).unwrap();
    let workbook = fs::read("tests/fixtures/quotes.xlsx").unwrap();
    fs::write(folder.path().join("quotes.xlsx"), &workbook).unwrap();
    let run = |args: &[&str], stdin: &[u8]| {
        let mut command = Command::cargo_bin("quotediff").unwrap();
        let output = command.current_dir(folder.path()).args(args).write_stdin(stdin).output().unwrap();
        assert!(output.status.success(), "{args:?}: {output:?}");
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    for table in ["pairs", "divergences", "statements"] {
        let args = |input| ["compare", input, "--format", "csv", "--table", table];
        let (expected, _) = run(&args("quotes.csv"), b"");
        let (from_file, said) = run(&args("quotes.xlsx"), b"");
        assert_eq!(from_file, expected);
        assert!(said.contains("quotes`"), "the sheet is named: {said}");
        assert!(said.contains("3 rows read = 3 used + 0 rejected"), "{said}");
        let (piped, _) = run(&[&args("-")[..], &["--input-format", "xlsx"]].concat(), &workbook);
        assert_eq!(piped, expected);
    }
}
