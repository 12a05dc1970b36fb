//! Breaches as annotations of a GitHub Actions run: `::error file=quotes.csv,line=4,title=...::...`.
//!
//! Source: GitHub Docs, "Workflow commands for GitHub Actions". A line is one command; what could end it or begin
//! another (`%`, line breaks, and in properties `:` and `,`) is escaped.

use std::io::{self, Write};

use super::breaches::heading;
use super::summary::printable;
use crate::check::{Audit, Breach};

/// Writes one annotation a breach, at the second rendering of the pair where its source is known.
///
/// # Errors
/// Whatever `out` fails with.
pub fn annotations(out: &mut impl Write, audit: &Audit) -> io::Result<()> {
    audit.breaches().try_for_each(|breach| writeln!(out, "{}", annotation(breach)))
}

fn annotation(breach: &Breach) -> String {
    let mut properties = Vec::new();
    let source = breach.sources.iter().rev().find(|source| !source.is_empty());
    if let Some(source) = source.filter(|source| !source.starts_with('-')) {
        let (file, line) = place(source);
        properties.push(format!("file={}", property(file)));
        properties.extend(line.map(|line| format!("line={line}")));
    }
    properties.push(format!("title={}", property(&heading(breach))));
    format!("::error {}::{}", properties.join(","), data(&breach.message))
}

/// A source such as `quotes.csv:4` as file and line.
fn place(source: &str) -> (&str, Option<u64>) {
    let parts = source.rsplit_once(':').and_then(|(file, line)| Some((file, line.parse().ok()?)));
    parts.map_or((source, None), |(file, line)| (file, Some(line)))
}

fn data(text: &str) -> String {
    printable(text).replace('%', "%25")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Rule;
    use crate::model::Kind;

    fn breach(sources: [&str; 2]) -> Breach {
        Breach {
            id: "b1".into(),
            rule: Rule::Forbid(Kind::Number),
            statement_id: "s1".into(),
            outlets: ["A, B".into(), "C:D".into()],
            sources: sources.map(str::to_owned),
            words: ["5 %".into(), "6".into()],
            similarity: Some(0.5),
            measured: Some(1.0),
            message: "number: 5 % → 6\n::error::x".into(),
        }
    }

    #[test]
    fn an_annotation_is_one_command_that_nothing_in_it_can_end() {
        assert_eq!(
            annotation(&breach(["a.csv:2", "b,c.csv:40"])),
            "::error file=b%2Cc.csv,line=40,title=s1%3A A%2C B / C%3AD (0.50)::number: 5 %25 → 6 ::error::x"
        );
    }

    #[test]
    fn a_source_without_a_line_or_a_file_is_left_as_it_is() {
        assert!(annotation(&breach(["a.txt", ""])).starts_with("::error file=a.txt,title="));
        assert!(annotation(&breach(["a.csv:1", "-:3"])).starts_with("::error title="));
    }
}
