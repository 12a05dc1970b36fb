//! A string, or tokens cut elsewhere, to a [`Text`].

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::composed::Composed;
use super::concepts::primary;
use super::tokenize::{case_of, kind_of, pieces};
use super::word::{pack_for, word};
use super::{Pack, quantity};
use crate::model::{Span, Text, Token, TokenKind};

/// Cuts `raw` into tokens in the manner of `lang` (a BCP 47 tag; an unknown one gets the rules common to all).
///
/// The tokens' tiles cover `raw` without gap or overlap, so they rejoin to it byte for byte.
pub fn text(raw: &str, lang: &str) -> Text {
    let pack = pack_for(lang);
    let composed = Composed::of(raw);
    let pieces = pieces(composed.as_ref().map_or(raw, |composed| &composed.text), &pack.words);
    let printed = |span: Span| composed.as_ref().map_or(span, |composed| composed.printed(span));
    let spans = pieces.iter().map(|piece| (printed(piece.span), piece.kind));
    let spans: Vec<(Span, TokenKind)> = spans.filter(|(span, _)| !span.is_empty()).collect();
    build(raw.to_owned(), &spans, pack, lang)
}

/// Takes tokens as they are: index `i` of the result is index `i` of `tokens`. The raw text is the tokens, a space between two.
pub fn text_from_tokens<S: AsRef<str>>(tokens: &[S], lang: &str) -> Text {
    let mut raw = String::new();
    let mut spans = Vec::with_capacity(tokens.len());
    for token in tokens {
        let token = token.as_ref();
        if !spans.is_empty() {
            raw.push(' ');
        }
        let start = raw.len();
        raw.push_str(token);
        spans.push((Span::new(start, raw.len()), kind_of(token)));
    }
    build(raw, &spans, pack_for(lang), lang)
}

fn build(raw: String, spans: &[(Span, TokenKind)], pack: &'static Pack, lang: &str) -> Text {
    let mut tokens: Vec<Token> = Vec::with_capacity(spans.len());
    let mut opens_sentence = true;
    for (index, &(span, kind)) in spans.iter().enumerate() {
        let printed = span.of(&raw);
        let tile_start = if index == 0 { 0 } else { span.start };
        let tile_end = spans.get(index + 1).map_or(raw.len() as u32, |(next, _)| next.start);
        tokens.push(Token {
            span,
            tile: Span { start: tile_start, end: tile_end },
            kind,
            case: match is_nfc_quick(printed.chars()) {
                IsNormalized::Yes => case_of(printed),
                _ => case_of(&printed.nfc().collect::<String>()),
            },
            opens_sentence: opens_sentence && matches!(kind, TokenKind::Word | TokenKind::Number),
            word: word(printed, kind, pack),
        });
        opens_sentence = match kind {
            TokenKind::Punctuation => {
                opens_sentence || matches!(printed, "." | "!" | "?" | "。" | "！" | "？" | ":" | "；" | "؟" | "।")
            }
            TokenKind::Ellipsis => true,
            TokenKind::Hidden => opens_sentence,
            _ => false,
        };
    }
    let quantities = quantity::find(&tokens, &pack.words);
    Text { raw, lang: primary(lang).into(), tokens, quantities }
}
