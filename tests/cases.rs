//! Readable cases: every `tests/cases/**/*.md` says what two renderings differ in.
//!
//! A case is a heading, the lines `A:` and `B:`, and a list of the findings (`- kind: phrase`, or `- none`). Other
//! text is prose. Findings of punctuation are not listed unless a case is about them.
//! `UPDATE_CASES=1 cargo test --test cases` rewrites the lists; read the change before you keep it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/update.rs"]
mod update;

use std::fs;
use std::path::{Path, PathBuf};

use quotediff::model::Kind;
use quotediff::report::readable::phrase;
use quotediff::{MIN_CONFIDENCE, compare_texts, lang};

#[test]
fn every_case_finds_what_it_says() {
    let update = update::asked("UPDATE_CASES");
    let mut wrong = Vec::new();
    let mut count = 0;
    for file in files(Path::new("tests/cases")) {
        let text = fs::read_to_string(&file).unwrap();
        let mut out = String::new();
        for section in sections(&text) {
            let Some(case) = Case::parse(section) else {
                out.push_str(section);
                continue;
            };
            count += 1;
            let found = case.findings();
            if found != case.expected {
                wrong.push(format!(
                    "{}: {}\n  expected {:?}\n  found    {:?}",
                    file.display(),
                    case.title,
                    case.expected,
                    found
                ));
            }
            out.push_str(&case.with(&found));
        }
        if update {
            fs::write(&file, out).unwrap();
        }
    }
    assert!(count >= 60, "only {count} cases were found");
    assert!(update || wrong.is_empty(), "{} of {count} cases are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    entries
        .into_iter()
        .flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect()
}

/// The file cut before each second-level heading.
fn sections(text: &str) -> Vec<&str> {
    let mut cuts: Vec<usize> = text.match_indices("\n## ").map(|(at, _)| at + 1).collect();
    cuts.insert(0, 0);
    cuts.push(text.len());
    cuts.windows(2).map(|pair| &text[pair[0]..pair[1]]).collect()
}

struct Case<'a> {
    title: &'a str,
    lang: &'a str,
    a: &'a str,
    b: &'a str,
    section: &'a str,
    expected: Vec<String>,
}

impl<'a> Case<'a> {
    fn parse(section: &'a str) -> Option<Case<'a>> {
        let value = |key: &str| section.lines().find_map(|line| line.strip_prefix(key)).map(str::trim);
        let expected = section.lines().filter_map(|line| line.strip_prefix("- ")).filter(|line| *line != "none");
        Some(Case {
            title: section.lines().next()?,
            lang: value("lang:").unwrap_or("en"),
            a: value("A:")?,
            b: value("B:")?,
            section,
            expected: expected.map(str::to_owned).collect(),
        })
    }

    fn findings(&self) -> Vec<String> {
        let (a, b) = (lang::text(self.a, self.lang), lang::text(self.b, self.lang));
        let marks = self.title.contains("punctuation");
        let (_, divergences) = compare_texts(&a, &b, MIN_CONFIDENCE);
        let told = divergences.iter().filter(|divergence| marks || divergence.kind != Kind::Punctuation);
        told.map(|divergence| {
            let phrase = phrase(divergence, self.a, self.b);
            let prefix = format!("{}: ", divergence.kind.as_str());
            if phrase.starts_with(&prefix) { phrase } else { prefix + &phrase }
        })
        .collect()
    }

    fn with(&self, found: &[String]) -> String {
        let kept: String =
            self.section.lines().filter(|line| !line.starts_with("- ")).map(|line| format!("{line}\n")).collect();
        let list = if found.is_empty() {
            "- none\n".to_owned()
        } else {
            found.iter().map(|line| format!("- {line}\n")).collect()
        };
        format!("{}\n\n{list}\n", kept.trim_end())
    }
}
