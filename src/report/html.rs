//! `report.html`: what differs, to be read in a browser. One file, no script, nothing loaded from elsewhere.
//!
//! Whatever comes from the input is escaped and set apart by direction; a policy in the page forbids scripts besides.

use std::collections::BTreeSet;
use std::io::{self, Write};

use quick_xml::escape::escape;

use super::alignment::{agrees, moved};
use super::readable::change;
use super::summary::{apart, is_leftward, is_shown, printable};
use crate::compare::{Comparison, Pair};
use crate::model::{Divergence, Group, Kind, Span};

/// Name of the file.
pub const FILE: &str = "report.html";
/// Bytes after which no further statement is shown: a browser takes long over more, and mail does not take it.
const BYTES: usize = 8 << 20;
/// Pairs of one statement that it shows, those that differ most.
const PAIRS: usize = 30;
/// Renderings up to which the alignment table is shown.
const ROWS: usize = 12;
/// Joined columns up to which they stay on one line.
const LINE: usize = 3;

const HEAD: &str = r#"<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
<meta name="viewport" content="width=device-width"/>
<title>Renderings compared</title>
<style>
:root { color-scheme: light dark; --line: light-dark(#ccc, #555); --alarm: light-dark(#b3001b, #ff8a8a);
  --content: light-dark(#8a5a00, #e8b04a); --form: light-dark(#555, #aaa); }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 1rem auto; padding: 0 1rem; }
h2 { font-size: 1.1rem; margin: 2.5rem 0 .5rem; border-top: 1px solid var(--line); padding-top: 1rem; }
small, .note { color: var(--form); font-weight: normal; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .9rem; }
th, td { border: 1px solid var(--line); padding: .1rem .4rem; text-align: start; white-space: pre; }
td.agree { color: var(--form); }
td.run { white-space: normal; min-width: 8rem; }
td.variant, td.moved { font-weight: 600; }
td.gap { background: light-dark(#f3f3f3, #222); }
td.moved { font-style: italic; }
details { margin: .4rem 0; }
summary { cursor: pointer; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1.5rem; }
.pair blockquote { margin: .3rem 0; padding-inline-start: .8rem; border-inline-start: 3px solid var(--line); }
.pair ul { grid-column: 1 / 3; margin: .2rem 0 .8rem; }
mark { background: none; color: inherit; border-bottom: 2px dotted var(--form); }
mark.content { border-bottom: 2px solid var(--content); }
mark.alarm { border-bottom: 3px double var(--alarm); font-weight: 600; }
b.alarm { color: var(--alarm); }
b.content { color: var(--content); }
b.form { color: var(--form); font-weight: normal; }
body:has(#alarms:checked) .quiet { display: none; }
@media (max-width: 40rem) { .pair { display: block; } }
</style>
</head>
<body>
<h1>Renderings compared</h1>
<p><label><input type="checkbox" id="alarms"/> only what has an alarm: a number, a name, a negation or the like that
differs</label></p>
"#;

/// The page on its way out.
pub struct Page<W: Write> {
    out: W,
    bytes: usize,
    /// Statements with more than one rendering: shown, and left out.
    shown: usize,
    left: usize,
}

impl<W: Write> Page<W> {
    /// Begins a page.
    ///
    /// # Errors
    /// Whatever `out` fails with, here and below.
    pub fn new(mut out: W) -> io::Result<Self> {
        out.write_all(HEAD.as_bytes())?;
        Ok(Page { out, bytes: HEAD.len(), shown: 0, left: 0 })
    }

    /// Adds a statement; one with a single rendering has nothing to show.
    ///
    /// # Errors
    /// See [`new`](Self::new).
    pub fn statement(&mut self, comparison: &Comparison) -> io::Result<()> {
        if comparison.pairs.is_empty() {
            return Ok(());
        }
        if self.bytes > BYTES {
            self.left += 1;
            return Ok(());
        }
        self.shown += 1;
        let mut shown = Vec::new();
        statement(&mut shown, comparison)?;
        self.bytes += shown.len();
        self.out.write_all(&shown)
    }

    /// Ends the page.
    ///
    /// # Errors
    /// See [`new`](Self::new).
    pub fn finish(mut self) -> io::Result<W> {
        let Page { shown, left, .. } = self;
        let left = if left > 0 { format!(" {left} more are in the tables only.") } else { String::new() };
        writeln!(
            self.out,
            "<hr/>\n<p class=\"note\">Statements with more than one rendering shown: {shown}.{left}</p>\n</body>\n</html>"
        )?;
        Ok(self.out)
    }
}

fn statement(out: &mut impl Write, comparison: &Comparison) -> io::Result<()> {
    let speaker = comparison.speaker().map_or_else(|| "Speaker unknown".to_owned(), safe);
    let count = comparison.renderings.len();
    writeln!(out, "<section{}>", quiet(comparison.pairs.iter().flat_map(|pair| &pair.divergences)))?;
    let id = safe(&comparison.statement_id);
    writeln!(out, "<h2><bdi>{speaker}</bdi> <small>{count} renderings · <bdi>{id}</bdi></small></h2>")?;
    if let Some(odd) = comparison.outlier {
        writeln!(out, "<p class=\"note\">Odd one out: {}</p>", outlet(comparison, odd))?;
    }
    if comparison.cut {
        writeln!(
            out,
            "<p class=\"note\">Too many renderings for all pairs: each is compared with the most central one.</p>"
        )?;
    }
    let pairs = comparison.worst_first();
    for (at, pair) in pairs.iter().take(PAIRS).enumerate() {
        self::pair(out, comparison, pair, at == 0)?;
    }
    if pairs.len() > PAIRS {
        writeln!(out, "<p class=\"note\">{} more pairs are in the tables only.</p>", pairs.len() - PAIRS)?;
    }
    if comparison.apart > 0 {
        writeln!(out, "<p class=\"note\">{}.</p>", apart(comparison.apart))?;
    }
    if count <= ROWS && !comparison.collation.columns.is_empty() {
        table(out, comparison)?;
    }
    writeln!(out, "</section>")
}

/// The class of what the box for alarms hides.
fn quiet<'a>(mut divergences: impl Iterator<Item = &'a Divergence>) -> &'static str {
    if divergences.any(|divergence| divergence.kind.alarm()) { "" } else { " class=\"quiet\"" }
}

fn pair(out: &mut impl Write, comparison: &Comparison, pair: &Pair, open: bool) -> io::Result<()> {
    let texts = [pair.a, pair.b].map(|at| comparison.renderings.get(at).map_or("", |one| one.text.as_str()));
    writeln!(
        out,
        "<details{}{}><summary>{} / {} · {:.2} · {}{}</summary>\n<div class=\"pair\">",
        quiet(pair.divergences.iter()),
        if open { " open=\"open\"" } else { "" },
        outlet(comparison, pair.a),
        outlet(comparison, pair.b),
        pair.similarity,
        pair.verdict.as_str(),
        alarms(&pair.divergences)
    )?;
    let told: Vec<&Divergence> = pair.divergences.iter().filter(|divergence| is_shown(divergence.kind)).collect();
    for (side, (at, text)) in [pair.a, pair.b].into_iter().zip(texts).enumerate() {
        write!(out, "<blockquote dir=\"auto\"{}>", lang(comparison, at))?;
        marked(out, text, &told, side)?;
        writeln!(out, "</blockquote>")?;
    }
    if !told.is_empty() {
        writeln!(out, "<ul>")?;
        told.iter().try_for_each(|divergence| item(out, divergence, texts))?;
        writeln!(out, "</ul>")?;
    }
    writeln!(out, "</div></details>")
}

/// The kinds of the alarms among them, each once.
fn alarms(divergences: &[Divergence]) -> String {
    let kinds: BTreeSet<Kind> =
        divergences.iter().map(|divergence| divergence.kind).filter(|kind| kind.alarm()).collect();
    kinds.into_iter().map(|kind| format!(" · <b class=\"alarm\">{}</b>", kind.as_str())).collect()
}

/// One finding in words.
fn item(out: &mut impl Write, divergence: &Divergence, [a, b]: [&str; 2]) -> io::Result<()> {
    let side = |words: &str| if words.is_empty() { String::new() } else { format!("<bdi>{}</bdi>", safe(words)) };
    let Divergence { kind, severity, confidence, note, .. } = divergence;
    let (class, kind, severity) = (class(divergence), kind.as_str(), severity.as_str());
    let change = change(&side(divergence.a.of(a)), &side(divergence.b.of(b)));
    let note = if note.is_empty() { String::new() } else { format!(" · {}", safe(note)) };
    let about = format!("{severity}, confidence {confidence:.2}{note}");
    writeln!(out, "<li><b class=\"{class}\">{kind}</b> {change} <small>{about}</small></li>")
}

/// `text` with what differs marked; of findings that overlap the gravest is shown.
fn marked(out: &mut impl Write, text: &str, told: &[&Divergence], side: usize) -> io::Result<()> {
    let span = |divergence: &Divergence| if side == 0 { divergence.a } else { divergence.b };
    let mut gravest: Vec<&&Divergence> = told.iter().filter(|divergence| !span(divergence).is_empty()).collect();
    gravest.sort_by_key(|divergence| (divergence.kind.group(), std::cmp::Reverse(divergence.severity)));
    let mut cuts: Vec<u32> =
        gravest.iter().flat_map(|divergence| [span(divergence).start, span(divergence).end]).collect();
    cuts.extend([0, Span::new(0, text.len()).end]);
    cuts.sort_unstable();
    cuts.dedup();
    for (&start, &end) in cuts.iter().zip(cuts.iter().skip(1)) {
        let words = safe(Span { start, end }.of(text));
        let over = |divergence: &&&&Divergence| span(divergence).start <= start && end <= span(divergence).end;
        match gravest.iter().find(over) {
            Some(found) => {
                write!(out, "<mark class=\"{}\" title=\"{}\">{words}</mark>", class(found), found.kind.as_str())?
            }
            None => out.write_all(words.as_bytes())?,
        }
    }
    Ok(())
}

fn class(divergence: &Divergence) -> &'static str {
    match divergence.kind.group() {
        Group::Alarm => "alarm",
        Group::Content => "content",
        Group::Form => "form",
    }
}

/// The alignment table: a row a rendering; neighbouring columns in which all agree are joined.
fn table(out: &mut impl Write, comparison: &Comparison) -> io::Result<()> {
    let collation = &comparison.collation;
    let moved = moved(collation);
    let agreed: Vec<bool> = collation.columns.iter().map(|column| agrees(comparison, column)).collect();
    let mut blocks: Vec<(usize, usize)> = Vec::new();
    for at in 0..collation.columns.len() {
        let plain = |at: usize| agreed.get(at) == Some(&true) && moved.get(at) == Some(&false);
        match blocks.last_mut() {
            Some((_, end)) if plain(at) && plain(at - 1) => *end = at + 1,
            _ => blocks.push((at, at + 1)),
        }
    }
    let leftward = comparison.renderings.get(comparison.medoid).is_some_and(|one| is_leftward(&one.text));
    let direction = if leftward { " dir=\"rtl\"" } else { "" };
    writeln!(out, "<details><summary>Word by word</summary>\n<div class=\"scroll\"{direction}><table>")?;
    for (row, text) in collation.texts.iter().enumerate() {
        write!(out, "<tr><th>{}</th>", outlet(comparison, row))?;
        for &(start, end) in &blocks {
            let columns = collation.columns.get(start..end).unwrap_or_default();
            let tokens = columns.iter().filter_map(|column| *column.cells.get(row)?);
            let reading: String = tokens
                .filter_map(|token| text.tokens.get(token as usize))
                .map(|token| token.tile.of(&text.raw))
                .collect();
            let status = match () {
                () if reading.is_empty() => "gap",
                () if moved.get(start) == Some(&true) => "moved",
                () if agreed.get(start) == Some(&true) && columns.len() > LINE => "agree run",
                () if agreed.get(start) == Some(&true) => "agree",
                () => "variant",
            };
            write!(out, "<td dir=\"auto\" class=\"{status}\">{}</td>", safe(reading.trim()))?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</table></div></details>")
}

fn outlet(comparison: &Comparison, at: usize) -> String {
    let name = comparison.renderings.get(at).map_or("", |rendering| rendering.outlet.as_str());
    format!("<bdi>{}</bdi>", if name.is_empty() { "(unknown outlet)".to_owned() } else { safe(name) })
}

/// The language of a text, for a screen reader, a dictionary or a font.
fn lang(comparison: &Comparison, at: usize) -> String {
    let lang = comparison.lang(at);
    if lang.is_empty() { String::new() } else { format!(" lang=\"{}\"", safe(lang)) }
}

/// Text from the input, as text of a page.
fn safe(text: &str) -> String {
    escape(printable(text).as_str()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::CompareOptions;
    use crate::model::{Rendering, Statement};

    fn page(texts: &[(&str, &str)]) -> String {
        let rendering = |&(outlet, text): &(&str, &str)| Rendering {
            outlet: outlet.into(),
            text: text.into(),
            ..Rendering::default()
        };
        let renderings: Vec<Rendering> = texts.iter().map(rendering).collect();
        let statement = Statement { id: "s1".into(), renderings: (0..renderings.len()).collect(), parts: Vec::new() };
        let mut page = Page::new(Vec::new()).unwrap();
        page.statement(&crate::compare(&statement, &renderings, &CompareOptions::default())).unwrap();
        String::from_utf8(page.finish().unwrap()).unwrap()
    }

    /// The page is XML too, so that a check of its balance is a parse.
    fn parses(page: &str) {
        let mut reader = quick_xml::Reader::from_str(page);
        while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
    }

    #[test]
    fn what_differs_is_marked_on_both_sides() {
        let page = page(&[("A", "We will send 40 tanks & guns."), ("B", "We will send 14 tanks & guns.")]);
        parses(&page);
        for words in ["40", "14"] {
            let marked = format!("<mark class=\"alarm\" title=\"number\">{words}</mark> tanks &amp; guns.");
            assert!(page.contains(&marked), "{page}");
        }
        assert!(page.contains("<li><b class=\"alarm\">number</b> <bdi>40</bdi> → <bdi>14</bdi>"), "{page}");
    }

    #[test]
    fn agreeing_words_are_one_cell() {
        let page = page(&[("A", "We will send the tanks."), ("B", "We will send our tanks.")]);
        parses(&page);
        let row = "<td dir=\"auto\" class=\"agree\">We will send</td><td dir=\"auto\" class=\"variant\">our</td>";
        assert!(page.contains(row), "{page}");
    }

    #[test]
    fn a_quote_cannot_write_the_page() {
        let evil = "<script>alert(1)</script> \" onload='x' & \u{202e}olleh";
        let page = page(&[(evil, evil), ("B", "We said nothing of the kind <b>today</b>.")]);
        parses(&page);
        assert!(!page.contains("<script") && !page.contains("<b>today") && !page.contains('\u{202e}'), "{page}");
    }

    #[test]
    fn a_statement_with_one_rendering_has_nothing_to_show() {
        let page = page(&[("A", "We will send 40 tanks.")]);
        parses(&page);
        assert!(!page.contains("<section") && page.contains("rendering shown: 0."), "{page}");
    }
}
