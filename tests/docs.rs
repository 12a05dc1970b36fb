//! Reference pages are made from the code; this test keeps them so. `UPDATE_DOCS=1 cargo test --test docs` writes them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/update.rs"]
mod update;

use std::fmt::Write;
use std::fs;

use quotediff::CompareOptions;
use quotediff::diverge::KINDS;
use quotediff::report::{TABLES, Type};
use quotediff::score::metrics::METRICS;

fn check(path: &str, page: &str) {
    if update::asked("UPDATE_DOCS") {
        fs::write(path, page).unwrap();
    }
    assert_eq!(
        fs::read_to_string(path).unwrap_or_default(),
        page,
        "{path} is not what the code says; UPDATE_DOCS=1 writes it"
    );
}

#[test]
fn divergences() {
    let mut page = String::from(
        "<!-- Made from src/diverge/*.rs by tests/docs.rs. -->\n\nThe kinds of divergence. Alarm kinds change the meaning, content kinds say more, less or something else, form kinds\nchange nothing a reader needs.\n\n",
    );
    for detector in KINDS {
        let groups: Vec<String> =
            detector.kinds.iter().map(|kind| format!("{:?}", kind.group()).to_lowercase()).collect();
        let manual = detector.manual().replacen("# ", "## ", 1);
        let (head, rest) = manual.split_once('\n').unwrap();
        writeln!(page, "{head}\n\n*{}*\n{rest}", groups[0]).unwrap();
    }
    check("docs/divergences.md", page.trim_end_matches('\n').to_owned().as_str());
}

#[test]
fn columns() {
    let mut page = String::from(
        "<!-- Made from src/report/*.rs by tests/docs.rs. -->\n\n# Tables and columns\n\nOffsets are in code points from 0, ends exclusive. Columns are only ever added at the end.\n",
    );
    for table in TABLES {
        write!(
            page,
            "\n## {}\n\nA row is {}.\n\n| column | type | what it holds |\n|---|---|---|\n",
            table.name, table.about
        )
        .unwrap();
        for column in (table.columns)(&CompareOptions::default()) {
            let kind = match column.kind {
                Type::String => "text",
                Type::Integer => "integer",
                Type::Number => "number",
                Type::Boolean => "true / false",
            };
            writeln!(page, "| {} | {kind} | {} |", column.name, column.about.replace('|', "\\|")).unwrap();
        }
    }
    check("docs/columns.md", &page);
}

#[test]
fn metrics() {
    let mut page = String::from(
        "<!-- Made from src/score/metrics/*.rs by tests/docs.rs. -->\n\n# Metrics\n\nBeside the similarity. Those that sacrebleu has are equal to it.\n\n| column | range | symmetric | what it measures | source |\n|---|---|---|---|---|\n",
    );
    for metric in METRICS {
        let about = metric.about();
        let (low, high) = about.range;
        let symmetric = if about.symmetric { "yes" } else { "no" };
        writeln!(page, "| {} | {low} to {high} | {symmetric} | {} | {} |", about.name, about.formula, about.citation)
            .unwrap();
    }
    check("docs/metrics.md", &page);
}
