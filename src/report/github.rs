//! Breaches as annotations of a GitHub Actions run: `::error file=quotes.csv,line=4,title=...::...`.
//!
//! Source: GitHub Docs, "Workflow commands for GitHub Actions". A line is one command; what could end it or begin
//! another (`%`, line breaks, and in properties `:` and `,`) is escaped.

use std::io::{self, Write};

use super::breaches::heading;
use super::summary::printable;
use crate::check::{Audit, Breach};

/// Writes one annotation a breach, at the second rendering of the pair where its source is known. `input` is the one
/// file that was read, which sources do not name then.
///
/// # Errors
/// Whatever `out` fails with.
pub fn annotations(out: &mut impl Write, audit: &Audit, input: Option<&str>) -> io::Result<()> {
    audit.breaches().try_for_each(|breach| writeln!(out, "{}", annotation(breach, input)))
}

fn annotation(breach: &Breach, input: Option<&str>) -> String {
    let mut properties = Vec::new();
    let source = breach.sources.iter().rev().find(|source| !source.is_empty());
    if let Some((file, line)) = place(source.map_or("", String::as_str), input) {
        properties.push(format!("file={}", property(file)));
        properties.extend(line.map(|line| format!("line={line}")));
    }
    properties.push(format!("title={}", property(&heading(breach))));
    format!("::error {}::{}", properties.join(","), data(&breach.message))
}

/// A source such as `quotes.csv:4`, or `line 4` of the one input, as file and line; `None` for standard input.
fn place<'a>(source: &'a str, input: Option<&'a str>) -> Option<(&'a str, Option<u64>)> {
    let (file, line) = match source.strip_prefix("line ").and_then(|line| line.parse().ok()) {
        Some(line) => (input?, Some(line)),
        None => {
            let parts = source.rsplit_once(':').and_then(|(file, line)| Some((file, line.parse().ok()?)));
            parts.map_or((source, None), |(file, line)| (file, Some(line)))
        }
    };
    let file = if file.is_empty() { input? } else { file };
    (file != "-").then_some((file, line))
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
            annotation(&breach(["a.csv:2", "b,c.csv:40"]), None),
            "::error file=b%2Cc.csv,line=40,title=s1%3A A%2C B / C%3AD (0.50)::number: 5 %25 → 6 ::error::x"
        );
    }

    #[test]
    fn a_place_is_a_file_and_a_line_where_they_are_known() {
        assert_eq!(place("a.txt", None), Some(("a.txt", None)));
        assert_eq!(place("line 3", Some("a.csv")), Some(("a.csv", Some(3))));
        assert_eq!(place("", Some("a.txt")), Some(("a.txt", None)));
        assert_eq!(place("-:3", None), None);
        assert_eq!(place("line 3", Some("-")), None);
        assert_eq!(place("", None), None);
    }
}
