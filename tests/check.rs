//! `check` from the outside: formats, exit codes, baselines, the documented policy.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/update.rs"]
mod update;

use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;

const QUOTES: &str = "id,outlet,lang,statement_id,text\n\
    1,Herald,en,bridges,We will build five new bridges\n\
    2,Echo,en,bridges,We will build nine new bridges\n\
    3,Herald,en,roads,The roads are open\n\
    4,Echo,en,roads,The roads are open\n";

fn check(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::cargo_bin("quotediff").unwrap();
    command.current_dir(folder).env("XDG_CONFIG_HOME", folder).args(["check", "quotes.csv"]).args(arguments);
    command.output().unwrap()
}

/// A folder with the quotes and a policy.
fn folder(policy: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("quotes.csv"), QUOTES).unwrap();
    fs::write(folder.path().join("policy.toml"), policy).unwrap();
    folder
}

fn printed(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn said(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

const POLICY: &str = "forbid.number = 0.1\n";

#[test]
fn offending_statements_are_printed_and_the_exit_code_is_1() {
    let folder = folder(POLICY);
    let output = check(folder.path(), &["--policy", "policy.toml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(printed(&output).starts_with("bridges: Echo / Herald (0."), "{}", printed(&output));
    assert!(printed(&output).ends_with("\n  number: nine → five\n"));
    assert!(said(&output).contains("1 of 2 statements break the policy"));
    let fine = check(folder.path(), &["--forbid", "name"]);
    assert_eq!((fine.status.code(), printed(&fine)), (Some(0), ""));
    assert_eq!(check(folder.path(), &[]).status.code(), Some(1));
}

#[test]
fn what_a_transcript_does_not_have_is_named_and_a_breach_on_request() {
    let folder = folder("required-outlets = [\"said.txt\"]\n");
    fs::write(folder.path().join("said.txt"), "We will build nine new bridges. We thank you all.\n").unwrap();
    let output = check(folder.path(), &["--reference", "said.txt", "--forbid", "name"]);
    assert_eq!((output.status.code(), printed(&output)), (Some(0), ""));
    let named = "no passage for 1 statement, where renderings are compared with each other\n  roads: Echo and 1 other: “The roads are open”\n";
    assert!(said(&output).contains(named), "{}", said(&output));
    let output = check(folder.path(), &["--reference", "said.txt", "--policy", "policy.toml", "--quiet"]);
    let missing = "roads: said.txt\n  there is no rendering by said.txt\n";
    assert_eq!((output.status.code(), printed(&output), said(&output)), (Some(1), missing, ""));
}

#[test]
fn every_format_tells_the_same() {
    let folder = folder(POLICY);
    let run = |format: &str| {
        let output = check(folder.path(), &["--policy", "policy.toml", "--format", format]);
        assert_eq!(output.status.code(), Some(1));
        printed(&output).to_owned()
    };
    let csv = run("csv");
    assert!(csv.starts_with("id,statement_id,outlet_a,outlet_b,rule,kind,measured,text_a,text_b,source_a,source_b,"));
    assert!(csv.contains(",bridges,Echo,Herald,forbid,number,") && csv.lines().count() == 2, "{csv}");
    let object: Value = serde_json::from_str(&run("jsonl")).unwrap();
    assert_eq!((&object["text_a"], &object["text_b"]), (&"nine".into(), &"five".into()));
    let junit = run("junit");
    assert!(junit.contains("tests=\"3\" failures=\"1\"") && junit.contains("name=\"roads\"/>"), "{junit}");
    let github = run("github");
    assert!(github.starts_with("::error file=quotes.csv,line=2,title=bridges%3A Echo / Herald "), "{github}");
    assert!(github.ends_with("::number: nine → five\n"), "{github}");
}

#[test]
fn with_a_baseline_only_what_is_new_counts() {
    let folder = folder(POLICY);
    let path = folder.path();
    let written = check(path, &["--policy", "policy.toml", "--write-baseline", "known.csv"]);
    assert_eq!((written.status.code(), printed(&written)), (Some(0), ""));
    let arguments = ["--policy", "policy.toml", "--baseline", "known.csv"];
    let same = check(path, &arguments);
    assert_eq!((same.status.code(), printed(&same)), (Some(0), ""));
    assert!(said(&same).contains("1 breaches are in the baseline; 0 of its entries no longer occur"));
    let more = "5,Herald,en,trains,Two trains were late\n6,Echo,en,trains,Ten trains were late\n";
    fs::write(path.join("quotes.csv"), format!("{QUOTES}{more}")).unwrap();
    let new = check(path, &arguments);
    assert_eq!(new.status.code(), Some(1));
    assert!(printed(&new).starts_with("trains: ") && !printed(&new).contains("bridges"), "{}", printed(&new));
    let again = check(path, &["--policy", "policy.toml", "--write-baseline", "known.csv"]);
    assert_eq!(again.status.code(), Some(4), "a baseline is replaced with --force only");
}

#[test]
fn a_bad_policy_is_exit_code_2_with_place_and_way_out() {
    let folder = folder("min-similarity = 0.5\n[forbid]\nnegatoin = 0.5\n");
    let output = check(folder.path(), &["--policy", "policy.toml"]);
    assert_eq!((output.status.code(), printed(&output)), (Some(2), ""));
    assert!(said(&output).starts_with("error: policy.toml:3:1: unknown kind `negatoin`"), "{}", said(&output));
    assert!(said(&output).contains("hint: did you mean `negation`?"));
    assert_eq!(check(folder.path(), &["--policy", "none.toml"]).status.code(), Some(4));
    assert_eq!(check(folder.path(), &["--min-similarity", "7"]).status.code(), Some(2));
}

#[test]
fn the_order_of_rows_and_the_number_of_threads_change_nothing() {
    let folder = folder(POLICY);
    let run = |arguments: &[&str]| {
        let rows: Vec<Vec<String>> = csv::Reader::from_reader(check(folder.path(), arguments).stdout.as_slice())
            .records()
            .map(|record| record.unwrap().iter().take(9).map(str::to_owned).collect())
            .collect();
        rows
    };
    let first = run(&["--min-similarity", "1", "--format", "csv"]);
    assert!(!first.is_empty());
    assert_eq!(run(&["--min-similarity", "1", "--format", "csv", "-j", "1"]), first);
    let mut lines: Vec<&str> = QUOTES.lines().collect();
    lines[1..].reverse();
    fs::write(folder.path().join("quotes.csv"), lines.join("\n")).unwrap();
    assert_eq!(run(&["--min-similarity", "1", "--format", "csv"]), first);
}

#[test]
fn the_documented_policy_is_the_sample_and_does_what_the_document_says() {
    let document = fs::read_to_string("docs/check.md").unwrap();
    let block = |start: &str| document.split(start).nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    assert_eq!(block("```toml\n"), fs::read_to_string("data/samples/policy.toml").unwrap());
    let console = block("```console\n");
    let (line, shown) = console.strip_prefix("$ quotediff ").unwrap().split_once('\n').unwrap();
    let output = Command::cargo_bin("quotediff").unwrap().args(line.split_whitespace()).output().unwrap();
    if update::asked("UPDATE_DOCS") {
        fs::write("docs/check.md", document.replace(shown, printed(&output))).unwrap();
    } else {
        assert_eq!(printed(&output), shown, "UPDATE_DOCS=1 writes it");
    }
    assert_eq!(output.status.code(), Some(1));
}
