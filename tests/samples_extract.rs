//! The stories in `data/samples/mosul-2016` hold the renderings of the table beside them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::{fs, path::Path};

use quotediff::{
    extract::{extract, renderings},
    lang::Packs,
    model::{Article, Rendering},
};

/// The text of the paragraphs of a simple page, good enough for the sample.
fn plain(html: &str) -> String {
    let body = html.split("<body>").nth(1).unwrap_or(html).replace("</p>", "\n").replace("&hellip;", "…");
    body.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect()
}

fn stories() -> Vec<Rendering> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/samples/mosul-2016");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut found = Vec::new();
    for file in files {
        let source = file.file_name().unwrap().to_string_lossy().into_owned();
        let mut text = fs::read_to_string(&file).unwrap();
        if source.ends_with(".html") {
            text = plain(&text);
        }
        let article = Article { source, text, lang: Some("en".into()), ..Article::default() };
        found.extend(renderings(&article, &extract(&article, Packs::builtin())));
    }
    found
}

/// `outlet|kind|speaker|text`
fn row(outlet: &str, kind: &str, speaker: &str, text: &str) -> String {
    format!("{outlet}|{kind}|{speaker}|{text}")
}

#[test]
fn the_stories_give_the_renderings_of_the_table_and_the_fragment() {
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/samples/mosul-2016.csv");
    let mut expected: Vec<String> = csv::Reader::from_path(table)
        .unwrap()
        .records()
        .map(|record| record.unwrap())
        .map(|record| row(&record[0], &record[1], &record[2], &record[5]))
        .collect();
    expected.push(row("CNN", "report", "Abu Bakr al-Baghdadi", "attack after attack"));
    expected.sort();
    let mut found: Vec<String> = stories()
        .iter()
        .map(|one| {
            let kind = one.credit_kind.map_or("", |kind| kind.as_str());
            // A full stop before the closing mark is the house's, not the speaker's.
            row(&one.outlet, kind, one.speaker.as_deref().unwrap_or(""), one.text.trim_end_matches('.'))
        })
        .collect();
    found.sort();
    assert_eq!(found, expected);
}

#[test]
fn a_rendering_knows_where_it_stands_and_has_an_id_of_its_own() {
    let all = stories();
    let mut ids: Vec<&str> = all.iter().map(|one| one.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all.len());
    assert!(all.iter().all(|one| one.span.is_some_and(|span| !span.is_empty()) && !one.source.is_empty()));
}
