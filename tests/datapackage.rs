//! `compare -o DIR` describes its tables, and the tables are as described.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

/// Header and rows of one table.
fn read(path: &Path) -> (Vec<String>, Vec<Vec<String>>) {
    let mut table = csv::Reader::from_path(path).unwrap();
    let owned = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
    let header = owned(table.headers().unwrap());
    (header, table.records().map(|record| owned(&record.unwrap())).collect())
}

fn names(value: &Value) -> Vec<&str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

/// The cells of some columns, row by row; a row with a missing one is left out.
fn cells(path: &Path, columns: &[&str]) -> Vec<Vec<String>> {
    let (header, rows) = read(path);
    let places: Vec<usize> = columns.iter().map(|name| header.iter().position(|head| head == name).unwrap()).collect();
    let row = |row: &Vec<String>| places.iter().map(|&at| row[at].clone()).collect::<Vec<_>>();
    rows.iter().map(row).filter(|cells| cells.iter().all(|cell| !cell.is_empty())).collect()
}

fn holds(kind: &str, cell: &str) -> bool {
    match kind {
        "string" => true,
        "integer" => cell.parse::<i64>().is_ok(),
        "number" => cell.parse::<f64>().is_ok_and(f64::is_finite),
        "boolean" => matches!(cell, "true" | "false"),
        _ => false,
    }
}

#[test]
fn the_tables_are_as_the_package_describes_them() {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("report");
    let arguments = ["compare", "-q", "--config", "none", "--metrics", "all", "data/samples/mosul-2016.csv", "-o"];
    Command::cargo_bin("quotediff").unwrap().args(arguments).arg(&report).assert().success();
    let package: Value = serde_json::from_slice(&fs::read(report.join("datapackage.json")).unwrap()).unwrap();
    let resources = package["resources"].as_array().unwrap();
    let path = |name: &str| report.join(format!("{name}.csv"));
    let described: BTreeSet<&str> = resources.iter().filter_map(|one| one["path"].as_str()).collect();
    let written: Vec<String> =
        fs::read_dir(&report).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(described, written.iter().map(String::as_str).filter(|name| name.ends_with(".csv")).collect());
    for resource in resources {
        let name = resource["name"].as_str().unwrap();
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let (header, rows) = read(&path(name));
        assert_eq!(header, fields.iter().map(|field| field["name"].as_str().unwrap()).collect::<Vec<_>>());
        assert!(!rows.is_empty(), "{name}");
        for (field, at) in fields.iter().zip(0..) {
            let kind = field["type"].as_str().unwrap();
            let wrong = rows.iter().find(|row| !row[at].is_empty() && !holds(kind, &row[at]));
            assert_eq!(wrong, None, "{name}: {field}");
        }
        let key = names(&resource["schema"]["primaryKey"]);
        if !key.is_empty() {
            let keys = cells(&path(name), &key);
            assert_eq!(keys.len(), rows.len());
            assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), rows.len(), "{name}");
        }
        for reference in resource["schema"]["foreignKeys"].as_array().into_iter().flatten() {
            let there = &reference["reference"];
            let known = cells(&path(there["resource"].as_str().unwrap()), &names(&there["fields"]));
            let here = cells(&path(name), &names(&reference["fields"]));
            assert!(!here.is_empty() && here.iter().all(|key| known.contains(key)), "{name}: {reference}");
        }
    }
}

#[test]
fn other_formats_have_no_package() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["compare", "-q", "data/samples/mosul-2016.csv", "--format", "jsonl", "-o"];
    Command::cargo_bin("quotediff").unwrap().args(arguments).arg(folder.path()).assert().success();
    assert!(folder.path().join("pairs.jsonl").exists() && !folder.path().join("datapackage.json").exists());
}
