//! A checked run as JUnit XML, which continuous integration knows how to show: one test case a statement, and one for
//! the run as a whole.
//!
//! Source: the schema of Apache Ant's JUnit task, as Jenkins, GitLab and others read it.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::breaches::heading;
use super::summary::printable;
use crate::check::{Audit, Breach, Checked};

const NAME: &str = "quotediff check";

/// Writes the document.
///
/// # Errors
/// Whatever `out` fails with.
pub fn junit(out: &mut impl Write, audit: &Audit) -> io::Result<()> {
    let tests = (audit.statements.len() + 1).to_string();
    let failures = (audit.broken() + usize::from(!audit.overall.is_empty())).to_string();
    let totals = [("name", NAME), ("tests", &tests), ("failures", &failures), ("errors", "0")];
    let mut writer = Writer::new_with_indent(&mut *out, b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    writer.create_element("testsuites").with_attributes(totals).write_inner_content(|writer| {
        writer.create_element("testsuite").with_attributes(totals).write_inner_content(|writer| {
            audit.statements.iter().try_for_each(|checked| case(writer, &title(checked), &checked.breaches))?;
            case(writer, "all statements", &audit.overall)
        })?;
        Ok(())
    })?;
    out.write_all(b"\n")
}

fn title(checked: &Checked) -> String {
    let speaker = checked.speaker.iter().map(|speaker| format!(", {speaker}"));
    std::iter::once(checked.statement_id.clone()).chain(speaker).collect()
}

fn case<W: Write>(writer: &mut Writer<W>, title: &str, breaches: &[Breach]) -> io::Result<()> {
    let title = legal(title);
    let element = writer.create_element("testcase").with_attributes([("classname", "quotediff"), ("name", &title)]);
    let Some(first) = breaches.first() else {
        element.write_empty()?;
        return Ok(());
    };
    let message = match breaches.len() {
        1 => legal(&first.message),
        count => format!("{count} breaches of the policy"),
    };
    element.write_inner_content(|writer| {
        let failure = writer.create_element("failure");
        let failure = failure.with_attributes([("type", first.rule.as_str()), ("message", message.as_str())]);
        failure.write_text_content(BytesText::new(&details(breaches)))?;
        Ok(())
    })?;
    Ok(())
}

fn details(breaches: &[Breach]) -> String {
    let line = |breach: &Breach| format!("{}: {}", legal(&heading(breach)), legal(&breach.message));
    breaches.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Text without what XML 1.0 cannot hold: controls are shown as escapes, the two that are no characters replaced.
fn legal(text: &str) -> String {
    printable(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Rule;

    fn document() -> String {
        let breach = |message: &str| Breach {
            id: "b1".into(),
            rule: Rule::MinSimilarity,
            statement_id: "s<1>".into(),
            outlets: ["A & B".into(), "\"C\"".into()],
            sources: Default::default(),
            words: Default::default(),
            similarity: Some(0.25),
            measured: Some(0.25),
            message: message.to_owned(),
        };
        let broken = Checked {
            statement_id: "s<1>".into(),
            speaker: Some("X \u{0}\u{ffff} ]]>".into()),
            breaches: vec![breach("a \"<b>\""), breach("c")],
            ..Checked::default()
        };
        let fine = Checked { statement_id: "s2".into(), ..Checked::default() };
        let audit = Audit { statements: vec![broken, fine], overall: vec![] };
        let mut out = Vec::new();
        junit(&mut out, &audit).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn statements_are_test_cases_and_breaches_failures() {
        let document = document();
        assert!(
            document.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"quotediff check\"")
        );
        assert!(document.contains("tests=\"3\" failures=\"1\" errors=\"0\""));
        assert!(document.contains("<testcase classname=\"quotediff\" name=\"s2\"/>"));
        assert!(document.contains("<failure type=\"min-similarity\" message=\"2 breaches of the policy\">"));
        assert!(document.ends_with("</testsuites>\n"));
    }

    #[test]
    fn nothing_in_a_quote_can_break_the_document() {
        let document = document();
        assert!(document.contains("name=\"s&lt;1&gt;, X &lt;U+0000&gt;\u{fffd} ]]&gt;\""), "{document}");
        assert!(document.contains("A &amp; B / &quot;C&quot; (0.25): a &quot;&lt;b&gt;&quot;\n"), "{document}");
        let mut reader = quick_xml::Reader::from_str(&document);
        reader.config_mut().check_end_names = true;
        while !matches!(reader.read_event().unwrap(), Event::Eof) {}
    }
}
