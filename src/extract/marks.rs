//! Quotation marks: which opens, which closes, paragraph by paragraph.
//!
//! Every pair of marks is accepted in every language, because what news sites print is not what style guides ask for;
//! position (white space before, punctuation after) decides where a mark could do either.

use crate::model::Span;

/// A stretch of text between marks, outermost level only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    /// What is inside the marks.
    pub inner: Span,
    /// Marks included.
    pub outer: Span,
    /// The closing mark is missing: the stretch ends with its paragraph.
    pub open: bool,
    /// The next paragraph reopens the quote.
    pub continues: bool,
    /// Single marks.
    pub single: bool,
    /// A piece of a longer stretch that a reporting clause was cut out of.
    pub piece: bool,
}

/// One mark in its surroundings.
#[derive(Clone, Copy)]
struct Mark {
    /// The mark; two apostrophes and two back-quotes count as a straight and an opening mark.
    sign: char,
    start: usize,
    end: usize,
    before: Option<char>,
    after: Option<char>,
}

/// How far a single mark looks for its partner, in bytes.
const SINGLE_REACH: usize = 1500;

/// Levels of marks inside marks; nobody prints more, and a row of opening marks must not cost quadratic time.
const DEEPEST: usize = 8;

/// The stretches between marks in `text`, in order, none inside another.
pub(super) fn stretches(text: &str) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let body = line.trim_end_matches(['\n', '\r']);
        if !body.trim().is_empty() {
            paragraph(text, start, start + body.len(), &mut found);
        }
        start += line.len();
    }
    found
}

/// What stands in marks of its own inside a stretch, without them.
pub(super) fn inside(text: &str, inner: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let marks = marks(text, inner.range().start, inner.range().end);
    if marks.len() > 1 {
        pair(text, &marks, inner.range().end, true, &mut found);
    }
    found.iter().filter(|stretch| !stretch.open && !stretch.inner.is_empty()).map(|stretch| stretch.inner).collect()
}

/// Adds the stretches of the paragraph `from..to`, and tells the last one before it whether it continues here.
fn paragraph(text: &str, from: usize, to: usize, found: &mut Vec<Stretch>) {
    let marks = marks(text, from, to);
    if marks.is_empty() {
        return;
    }
    let first_word = from + text[from..to].len() - text[from..to].trim_start().len();
    if let Some(last) = found.last_mut() {
        let gap = &text[last.outer.range().end..from];
        let reopened = marks[0].start == first_word && opens(marks[0].sign);
        last.continues = last.open && reopened && gap.trim().is_empty();
    }
    let known = found.len();
    pair(text, &marks, to, true, found);
    let unclosed = found[known..].last().is_some_and(|last| last.open);
    if unclosed && found.len() == known + 1 {
        // One missing mark must not swallow a paragraph that holds other pairs.
        let mut flat = Vec::new();
        pair(text, &marks, to, false, &mut flat);
        if flat.iter().any(|stretch| !stretch.open) {
            found.truncate(known);
            found.append(&mut flat);
        }
    }
}

/// Pairs `marks`; with `nested`, an opening mark inside a quote opens a second level, otherwise it starts afresh.
fn pair(text: &str, marks: &[Mark], to: usize, nested: bool, found: &mut Vec<Stretch>) {
    let mut stack: Vec<Mark> = Vec::new();
    let mut resume = 0;
    for (index, &mark) in marks.iter().enumerate() {
        if mark.start < resume {
            continue;
        }
        if let Some(level) = stack.iter().rposition(|opener| closes(opener.sign, mark)) {
            stack.truncate(level + 1);
            if let (Some(opener), true) = (stack.pop(), stack.is_empty()) {
                found.push(stretch(text, opener, mark.start, mark.end, false));
            }
        } else if is_single(mark.sign) {
            if stack.is_empty()
                && let Some(closer) = single_partner(text, mark, &marks[index + 1..])
            {
                found.push(stretch(text, mark, closer.start, closer.end, false));
                resume = closer.end;
            }
        } else if opens_here(mark) && stack.len() < DEEPEST {
            if !nested {
                stack.clear();
            }
            stack.push(mark);
        }
    }
    if let Some(&opener) = stack.first() {
        found.push(stretch(text, opener, to, to, true));
    }
}

fn stretch(text: &str, opener: Mark, inner_end: usize, outer_end: usize, open: bool) -> Stretch {
    // French sets a space inside its marks.
    let inner = &text[opener.end..inner_end];
    let start = opener.end + inner.len() - inner.trim_start().len();
    let end = start.max(opener.end + inner.trim_end().len());
    let outer = Span::new(opener.start, outer_end);
    Stretch {
        inner: Span::new(start, end),
        outer,
        open,
        continues: false,
        single: is_single(opener.sign),
        piece: false,
    }
}

/// The bytes that can begin a mark; everything else is skipped without decoding.
const LEADS: [bool; 256] = {
    let mut leads = [false; 256];
    let bytes = [b'"', b'\'', b'`', 0xC2, 0xD7, 0xE2, 0xE3, 0xEF];
    let mut at = 0;
    while at < bytes.len() {
        leads[bytes[at] as usize] = true;
        at += 1;
    }
    leads
};

/// All marks of a paragraph; apostrophes inside words, feet and inches left out.
fn marks(text: &str, from: usize, to: usize) -> Vec<Mark> {
    let bytes = text.as_bytes();
    let mut marks = Vec::new();
    let mut at = from;
    while let Some(skipped) = bytes[at..to].iter().position(|&byte| LEADS[byte as usize]) {
        at += skipped;
        let Some(sign) = text[at..to].chars().next() else { break };
        let width = sign.len_utf8();
        let doubled = matches!(sign, '\'' | '`') && bytes.get(at + 1) == Some(&bytes[at]) && at + 1 < to;
        let sign = match (sign, doubled) {
            ('\'', true) => '"',
            ('`', true) => '“',
            // Hebrew gershayim, as some sites print them for marks.
            ('\u{5f4}', _) => '"',
            (other, _) => other,
        };
        let end = at + if doubled { 2 } else { width };
        let mark = Mark {
            sign,
            start: at,
            end,
            before: text[from..at].chars().next_back(),
            after: text[end..to].chars().next(),
        };
        if is_mark(sign) && !is_apostrophe(mark) && !is_measure(bytes, mark) && !is_clipped_and(&text[..to], mark) {
            marks.push(mark);
        }
        at = end;
    }
    marks
}

fn is_mark(sign: char) -> bool {
    opens(sign) || matches!(sign, '’' | '」' | '』' | '｣' | '〟' | '〞')
}

fn opens(sign: char) -> bool {
    matches!(
        sign,
        '"' | '“'
            | '”'
            | '„'
            | '‟'
            | '«'
            | '»'
            | '＂'
            | '「'
            | '『'
            | '｢'
            | '〝'
            | '‘'
            | '\''
            | '‚'
            | '‹'
            | '›'
    )
}

fn is_single(sign: char) -> bool {
    matches!(sign, '‘' | '’' | '\'' | '‚' | '‹' | '›')
}

fn is_letter(neighbour: Option<char>) -> bool {
    neighbour.is_some_and(char::is_alphanumeric)
}

fn is_space(neighbour: Option<char>) -> bool {
    neighbour.is_none_or(char::is_whitespace)
}

fn is_apostrophe(mark: Mark) -> bool {
    let hebrew = |c: Option<char>| c.is_some_and(|c| ('\u{5d0}'..='\u{5ea}').contains(&c));
    // Hebrew writes its abbreviations with a mark before the last letter: צה"ל.
    let abbreviation = matches!(mark.sign, '"' | '”') && hebrew(mark.before) && hebrew(mark.after);
    abbreviation || matches!(mark.sign, '\'' | '’' | '‘') && is_letter(mark.before) && is_letter(mark.after)
}

/// One of the two apostrophes of `rock 'n' roll`.
fn is_clipped_and(text: &str, mark: Mark) -> bool {
    let (before, after) = (&text[..mark.start], &text[mark.end..]);
    let ends = |words: &str| words.ends_with(['\'', '’', '‘']);
    matches!(mark.sign, '\'' | '’' | '‘')
        && (after.starts_with("n'") || after.starts_with("n’") || before.strip_suffix('n').is_some_and(ends))
}

/// The inches of `6'3"`.
fn is_measure(bytes: &[u8], mark: Mark) -> bool {
    let head = &bytes[..mark.start];
    let digits = head.iter().rev().take(2).take_while(|byte| byte.is_ascii_digit()).count();
    let feet = &head[..mark.start - digits];
    matches!(mark.sign, '"' | '”') && digits > 0 && (feet.ends_with(b"'") || feet.ends_with("’".as_bytes()))
}

/// Whether `mark` closes what `opener` opened.
fn closes(opener: char, mark: Mark) -> bool {
    let ends = !is_space(mark.before) || mark.after.is_none();
    let strictly_ends = ends && !is_letter(mark.after);
    match (opener, mark.sign) {
        ('“' | '‟', '”') | ('„', '“' | '”' | '‟') | ('«', '»') => true,
        ('「', '」') | ('『', '』') | ('｢', '｣') | ('〝', '〟' | '〞') => true,
        ('»', '«') | ('”', '”') | ('»', '»') => ends,
        ('"', '"') | ('＂', '＂') => ends && !(is_opening_place(mark) && is_letter(mark.after)),
        ('“' | '„', '"') | ('"', '”') | ('“', '“') => strictly_ends,
        _ => false,
    }
}

fn is_opening_place(mark: Mark) -> bool {
    mark.before.is_none_or(|c| c.is_whitespace() || "([{—–-/‘“«„".contains(c))
}

/// Whether `mark` can open a quote where it stands.
fn opens_here(mark: Mark) -> bool {
    match mark.sign {
        '“' | '„' | '«' | '「' | '『' | '｢' | '〝' => mark.after.is_some(),
        sign if opens(sign) => !is_space(mark.after) && !is_letter(mark.before) && !starts_like_an_end(mark),
        _ => false,
    }
}

/// `,"` and `."`: more likely a stray end than a beginning.
fn starts_like_an_end(mark: Mark) -> bool {
    mark.before.is_some_and(|c| matches!(c, ',' | '.' | '!' | '?')) && !is_letter(mark.after)
}

/// The closing partner of a single mark, in reach, with double marks in between balanced.
fn single_partner(text: &str, opener: Mark, rest: &[Mark]) -> Option<Mark> {
    let starts = is_opening_place(opener) && opener.after.is_some_and(|c| !c.is_whitespace() && !c.is_ascii_digit());
    if !starts || opener.sign == '’' {
        return None;
    }
    let mut inside: Vec<char> = Vec::new();
    let mut possessive = None;
    for &mark in rest.iter().take_while(|mark| mark.start - opener.start < SINGLE_REACH) {
        if !is_single(mark.sign) {
            match inside.last() {
                Some(&sign) if closes(sign, mark) => drop(inside.pop()),
                _ if opens_here(mark) => inside.push(mark.sign),
                _ => return possessive,
            }
            continue;
        }
        let partner =
            matches!((opener.sign, mark.sign), ('‘', '’') | ('\'', '\'') | ('‚', '‘' | '’') | ('‹', '›') | ('›', '‹'));
        if !partner || !inside.is_empty() || is_space(mark.before) || is_letter(mark.after) {
            continue;
        }
        let next = text[mark.end..].trim_start_matches(' ').chars().next();
        let plural = mark.before == Some('s') && mark.after == Some(' ') && next.is_some_and(char::is_lowercase);
        if !plural {
            return Some(mark);
        }
        possessive = possessive.or(Some(mark));
    }
    possessive
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        stretches(text).iter().map(|stretch| stretch.inner.of(text)).collect()
    }

    #[test]
    fn every_pair_of_marks_is_known() {
        for (open, close) in [
            ("“", "”"),
            ("\"", "\""),
            ("``", "''"),
            ("''", "''"),
            ("« ", " »"),
            ("»", "«"),
            ("„", "“"),
            ("”", "”"),
            ("「", "」"),
            ("‘", "’"),
            ("'", "'"),
            ("‚", "‘"),
        ] {
            assert_eq!(found(&format!("Then {open}come in{close}, she said")), ["come in"], "{open}{close}");
        }
    }

    #[test]
    fn a_quote_inside_a_quote_is_not_a_quote_of_its_own() {
        assert_eq!(found("“He said ‘no’ and “never” to it,” she said"), ["He said ‘no’ and “never” to it,"]);
        assert_eq!(found(r#""It's the town's "hall," not mine," he said"#), [r#"It's the town's "hall," not mine,"#]);
        assert_eq!(found("‘They said “no” twice,’ he said"), ["They said “no” twice,"]);
        assert_eq!(found("他说：「他们说『不』」"), ["他们说『不』"]);
        let text = "“He said ‘no’ and ‘never’ to it,” she said";
        let children: Vec<&str> = inside(text, stretches(text)[0].inner).iter().map(|span| span.of(text)).collect();
        assert_eq!(children, ["no", "never"]);
    }

    #[test]
    fn apostrophes_and_measures_are_not_marks() {
        assert_eq!(found("The farmers' market isn't in the '90s style, and ’tis Jones’ own"), Vec::<&str>::new());
        assert_eq!(found("'Bout time for rock 'n' roll and drum ’n’ bass, he sang"), Vec::<&str>::new());
        assert_eq!(found(r#"He is 6'3" tall. "And I'm 5'2" or so," she said."#), [r#"And I'm 5'2" or so,"#]);
    }

    #[test]
    fn a_paragraph_left_open_continues_where_the_next_one_reopens() {
        let text = "“We began.\n\n“We ended,” he said.\n“Lost.\nNothing.";
        let flags: Vec<_> = stretches(text).iter().map(|s| (s.inner.of(text), s.open, s.continues)).collect();
        assert_eq!(flags, [("We began.", true, true), ("We ended,", false, false), ("Lost.", true, false)]);
    }

    #[test]
    fn a_missing_mark_does_not_swallow_the_rest() {
        assert_eq!(found(r#"He saw "the end. Then "come," he said, "now.""#), ["come,", "now."]);
    }
}
