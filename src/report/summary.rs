//! A readable summary for a terminal.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::readable::told;
use crate::compare::{Comparison, Pair};
use crate::model::Kind;
use crate::score::Verdict;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const RED: Style = AnsiColor::Red.on_default().bold();
const YELLOW: Style = AnsiColor::Yellow.on_default();
const GREEN: Style = AnsiColor::Green.on_default();

/// Writes one statement: its renderings, then each pair with what differs, worst first. Styles are always written;
/// the caller's stream strips them where they are not wanted.
///
/// # Errors
/// Whatever `out` fails with.
pub fn statement(out: &mut impl Write, comparison: &Comparison) -> io::Result<()> {
    let speaker = comparison.speaker().map_or_else(|| "speaker unknown".to_owned(), printable);
    let count = comparison.renderings.len();
    let plural = if count == 1 { "" } else { "s" };
    writeln!(
        out,
        "{BOLD}{speaker}{BOLD:#} {DIM}· {count} rendering{plural} · {}{DIM:#}",
        printable(&comparison.statement_id)
    )?;
    for (at, rendering) in comparison.renderings.iter().enumerate() {
        let odd =
            if comparison.outlier == Some(at) { format!(" {YELLOW}← odd one out{YELLOW:#}") } else { String::new() };
        let outlet =
            if rendering.outlet.is_empty() { "(unknown outlet)".to_owned() } else { printable(&rendering.outlet) };
        writeln!(out, "  {BOLD}{outlet}{BOLD:#}{odd}\n    “{}”", isolated(&rendering.text))?;
    }
    if count == 1 {
        writeln!(out, "  {DIM}alone: nothing to compare it with{DIM:#}")?;
    }
    if comparison.cut {
        writeln!(
            out,
            "  {DIM}too many renderings for all pairs: each is compared with the most central one only{DIM:#}"
        )?;
    }
    for pair in comparison.worst_first() {
        self::pair(out, comparison, pair)?;
    }
    if comparison.apart > 0 {
        writeln!(out, "  {DIM}{}{DIM:#}", apart(comparison.apart))?;
    }
    writeln!(out)
}

fn pair(out: &mut impl Write, comparison: &Comparison, pair: &Pair) -> io::Result<()> {
    let rendering = |at: usize| comparison.renderings.get(at);
    let outlet = |at: usize| rendering(at).map_or_else(String::new, |rendering| printable(&rendering.outlet));
    let text = |at: usize| rendering(at).map_or("", |rendering| rendering.text.as_str());
    let style = match pair.verdict {
        Verdict::Same => GREEN,
        Verdict::Reworded => Style::new(),
        Verdict::Diverges => YELLOW,
    };
    writeln!(
        out,
        "  {} / {}  {:.2} {style}{}{style:#}",
        outlet(pair.a),
        outlet(pair.b),
        pair.similarity,
        pair.verdict.as_str()
    )?;
    for divergence in pair.divergences.iter().filter(|divergence| is_shown(divergence.kind)) {
        let kind = divergence.kind;
        let style = if kind.alarm() { RED } else { DIM };
        let (x, y) = (divergence.a.of(text(pair.a)), divergence.b.of(text(pair.b)));
        let phrase = told(divergence, &isolated(x), &isolated(y));
        writeln!(out, "      {phrase}  {style}{}, {}{style:#}", kind.as_str(), divergence.severity.as_str())?;
    }
    Ok(())
}

/// What is said of the pairs that are not compared.
pub fn apart(pairs: usize) -> String {
    let (pairs, quote, are) =
        if pairs == 1 { ("1 pair".to_owned(), "quotes", "is") } else { (format!("{pairs} pairs"), "quote", "are") };
    format!("{pairs} {quote} different parts of the statement and {are} not compared")
}

/// Whether a reader is shown findings of this kind: not capitals and marks.
pub(super) fn is_shown(kind: Kind) -> bool {
    !matches!(kind, Kind::Punctuation | Kind::Case | Kind::Repetition)
}

/// Printable text; from right to left it is set apart from what stands around it (first strong isolate, UAX #9), so that
/// `x → y` keeps its order.
fn isolated(text: &str) -> String {
    let shown = printable(text);
    if is_leftward(&shown) { format!("\u{2068}{shown}\u{2069}") } else { shown }
}

/// Whether any of the text is written from right to left.
pub(super) fn is_leftward(text: &str) -> bool {
    let leftward =
        |c: char| matches!(u32::from(c), 0x590..=0x8ff | 0xfb1d..=0xfdff | 0xfe70..=0xfefc | 0x1e900..=0x1eeff);
    text.chars().any(leftward)
}

/// Text that cannot drive a terminal: controls and direction overrides are shown as escapes, line breaks as spaces.
pub fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() {
            out.push(' ');
        } else if crate::lang::is_hidden(c) || c.is_control() {
            out.push_str(&format!("<U+{:04X}>", c as u32));
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_from_right_to_left_is_set_apart() {
        assert_eq!(isolated("سلام"), "\u{2068}سلام\u{2069}");
        assert_eq!(isolated("peace 和平"), "peace 和平");
        assert_eq!(isolated("\u{202e}abc"), "<U+202E>abc");
    }
}
