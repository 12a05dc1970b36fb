//! Text to tokens: words by UAX #29, or by dictionary where a script writes no spaces; clitics and elided words split,
//! abbreviations and ellipses kept whole.
//!
//! Source of the word boundaries: Unicode Standard Annex #29, as `unicode-segmentation` implements it.

use unicode_segmentation::UnicodeSegmentation;

use super::Vocabulary;
use super::normal::is_hidden;
use super::segment::{self, is_unspaced};
use crate::model::{Case, Span, TokenKind};

/// A token before its word is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub span: Span,
    pub kind: TokenKind,
}

/// Cuts `text` into tokens, white space left out.
pub(super) fn pieces(text: &str, words: &Vocabulary) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(text.len() / 5 + 1);
    let mut segments = text.split_word_bound_indices().peekable();
    while let Some((start, segment)) = segments.next() {
        if segment.chars().all(char::is_whitespace) {
            continue;
        }
        if segment.starts_with(is_unspaced) {
            let mut end = start + segment.len();
            while let Some((_, next)) = segments.next_if(|(_, next)| next.starts_with(is_unspaced)) {
                end += next.len();
            }
            // `5 万人`: what multiplies a number is no part of the word after it.
            let run = &text[start..end];
            let number = out.last().is_some_and(|last| last.kind == TokenKind::Number);
            let power = if number { run.find(|c| !segment::is_power(c)).unwrap_or(run.len()) } else { 0 };
            let piece = |from, to| Piece { span: Span::new(start + from, start + to), kind: TokenKind::Word };
            out.extend((power > 0).then(|| piece(0, power)));
            segment::words(&run[power..], |from, to| out.push(piece(power + from, power + to)));
            continue;
        }
        let piece = Piece { span: Span::new(start, start + segment.len()), kind: kind_of(segment) };
        if joins(out.last(), &piece, text, words) {
            if let Some(last) = out.last_mut() {
                last.span.end = piece.span.end;
                if last.kind == TokenKind::Punctuation {
                    // `...`, `[...]` are no mark before they are whole.
                    last.kind = kind_of(last.span.of(text));
                }
            }
            continue;
        }
        push_split(&mut out, piece, text, words);
    }
    out
}

/// What kind of unit a segment is.
pub(super) fn kind_of(segment: &str) -> TokenKind {
    let mut chars = segment.chars();
    let Some(first) = chars.next() else { return TokenKind::Punctuation };
    if segment.chars().all(is_hidden) {
        TokenKind::Hidden
    } else if first == '…'
        || (segment.len() > 1 && segment.bytes().all(|byte| byte == b'.'))
        || segment == "[...]"
        || segment == "[…]"
    {
        TokenKind::Ellipsis
    } else if segment.chars().all(|c| c.is_numeric() || matches!(c, '.' | ',' | '\'' | '\u{66B}' | '\u{66C}'))
        && segment.chars().any(char::is_numeric)
    {
        TokenKind::Number
    } else if segment.chars().any(char::is_alphanumeric) {
        TokenKind::Word
    } else {
        TokenKind::Punctuation
    }
}

/// Whether `piece` belongs to the token before it.
fn joins(last: Option<&Piece>, piece: &Piece, text: &str, words: &Vocabulary) -> bool {
    let Some(last) = last else { return false };
    if last.span.end != piece.span.start {
        return false;
    }
    let before = last.span.of(text);
    // A character that cannot be seen splits no word.
    let inside = |kind| matches!(kind, TokenKind::Word | TokenKind::Number);
    if inside(last.kind) && (piece.kind == TokenKind::Hidden || (inside(piece.kind) && before.ends_with(is_hidden))) {
        return true;
    }
    match piece.span.of(text) {
        "." => {
            (before.bytes().all(|byte| byte == b'.') || before == "…")
                || (last.kind == TokenKind::Word && is_dotted(before, words) && !before.ends_with('.'))
        }
        "…" => last.kind == TokenKind::Ellipsis,
        "]" | ")" => last.kind == TokenKind::Ellipsis && before.starts_with(['[', '(']),
        // "..." arrives as one dot after another: an opening bracket waits for the first.
        _ => false,
    }
}

/// Whether a full stop after `word` belongs to it: `U.S`, `e.g`, single initials and the pack's abbreviations.
pub(crate) fn is_dotted(word: &str, words: &Vocabulary) -> bool {
    // Letters with their marks: composed and decomposed ones count the same.
    let letters = |part: &str| part.graphemes(true).take(3).count();
    let initial = word != "I" && letters(word) == 1 && word.starts_with(char::is_uppercase);
    initial
        || (word.contains('.') && word.split('.').all(|part| letters(part) <= 2))
        || words.is_abbreviation(&word.to_lowercase())
}

/// Adds a segment, its clitic (`n't`) or elided word (`l'`, with the apostrophe) as a token of its own.
fn push_split(out: &mut Vec<Piece>, piece: Piece, text: &str, words: &Vocabulary) {
    let segment = piece.span.of(text);
    if piece.kind == TokenKind::Word && segment.contains(['\'', '\u{2019}']) {
        let folded = segment.to_lowercase().replace('\u{2019}', "'");
        let clitic = words.clitics.iter().find(|clitic| folded.len() > clitic.len() && folded.ends_with(&***clitic));
        if let Some(cut) = clitic.and_then(|clitic| cut_before(segment, clitic.chars().count())) {
            let middle = piece.span.start + cut as u32;
            out.push(Piece { span: Span { end: middle, ..piece.span }, ..piece });
            out.push(Piece { span: Span { start: middle, ..piece.span }, ..piece });
            return;
        }
        let (elided, rest) = folded.split_once('\'').unwrap_or_default();
        if !rest.is_empty() && words.elisions.contains_key(elided) {
            let mark = segment.find(['\'', '\u{2019}']).unwrap_or_default();
            let width = segment[mark..].chars().next().map_or(0, char::len_utf8);
            let middle = piece.span.start + (mark + width) as u32;
            out.push(Piece { span: Span { end: middle, ..piece.span }, ..piece });
            out.push(Piece { span: Span { start: middle, ..piece.span }, ..piece });
            return;
        }
    }
    // `BMP-2M` is a name.
    let named = out.last().is_some_and(|last| last.span.end == piece.span.start && last.span.of(text) == "-");
    if let Some(cut) = unit_behind_digits(segment, words).filter(|_| !named) {
        let middle = piece.span.start + cut as u32;
        out.push(Piece { span: Span { end: middle, ..piece.span }, kind: TokenKind::Number });
        out.push(Piece { span: Span { start: middle, ..piece.span }, kind: TokenKind::Word });
        return;
    }
    out.push(piece);
}

/// Where the unit or the multiplier begins that is printed against a number (`2.5bn`, `40km`, `5pm`).
fn unit_behind_digits(segment: &str, words: &Vocabulary) -> Option<usize> {
    if !segment.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let cut = segment.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','))?;
    let unit = segment.get(cut..)?.to_lowercase();
    let known = words.multiplier(&unit).is_some() || words.unit(&unit).is_some() || matches!(&*unit, "am" | "pm");
    (known && unit.is_ascii()).then_some(cut)
}

/// Byte offset of the last `count` characters of `segment`; `None` when nothing would be left before them.
fn cut_before(segment: &str, count: usize) -> Option<usize> {
    segment.char_indices().rev().nth(count.checked_sub(1)?).map(|(at, _)| at).filter(|&at| at > 0)
}

/// Capitals of a token as printed.
pub(super) fn case_of(token: &str) -> Case {
    let mut letters = token.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return Case::Lower };
    let (mut upper, mut lower) = (0usize, 0usize);
    for c in letters {
        if c.is_uppercase() {
            upper += 1;
        } else {
            lower += 1;
        }
    }
    match (first.is_uppercase(), upper, lower) {
        (false, 0, _) => Case::Lower,
        (true, 0, _) => Case::Title,
        (true, _, 0) => Case::Upper,
        _ => Case::Mixed,
    }
}
