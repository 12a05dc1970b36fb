//! Quotes to renderings: pieces of one utterance joined, each with the outlet it belongs to.

use crate::model::{Article, CreditKind, Quote, Rendering, Span, content_id};

/// One rendering per utterance: a split quote (“A,” she said, “B”) and a quote continued over paragraphs are one.
///
/// The outlet is the one credited with the translation, else with the report, else the article's own, else the one
/// the words were told to, else empty. The speaker is the resolved person, else the mention unless it is a pronoun.
pub fn renderings(article: &Article, quotes: &[Quote]) -> Vec<Rendering> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < quotes.len() {
        let mut end = start + 1;
        while end < quotes.len() && joins(article, &quotes[end - 1], &quotes[end]) {
            end += 1;
        }
        let row = rendering(article, &quotes[start..end]);
        if !row.text.is_empty() {
            found.push(row);
        }
        start = end;
    }
    found
}

/// Whether `next` goes on where `last` stopped.
fn joins(article: &Article, last: &Quote, next: &Quote) -> bool {
    if last.continues {
        return true;
    }
    let between = Span { start: last.span.end, end: next.span.start }.of(&article.text);
    last.group.is_some() && last.group == next.group && !between.contains('\n')
}

fn rendering(article: &Article, pieces: &[Quote]) -> Rendering {
    let text = pieces.iter().map(|piece| words(&piece.text)).collect::<Vec<_>>().join(" ");
    let span = pieces.iter().map(|piece| piece.span).reduce(Span::to);
    let (outlet, credit_kind) = outlet(article, pieces);
    let place = span.map(|span| format!("{}-{}", span.start, span.end)).unwrap_or_default();
    Rendering {
        id: content_id("r", &[&article.source, &place, &text]),
        statement_id: None,
        outlet,
        credit_kind,
        lang: article.lang.clone(),
        speaker: pieces.iter().find_map(speaker),
        date: article.date.clone(),
        text,
        source: article.source.clone(),
        span,
    }
}

/// The words of a piece without the comma that only makes room for the reporting clause.
fn words(text: &str) -> &str {
    let text = text.trim();
    text.strip_suffix([',', '，', '،']).unwrap_or(text).trim_end()
}

fn outlet(article: &Article, pieces: &[Quote]) -> (String, Option<CreditKind>) {
    let credited = |kind| {
        let credit = pieces.iter().flat_map(|piece| &piece.credits).find(|credit| credit.kind == kind);
        credit.map(|credit| (credit.outlet.clone(), Some(kind)))
    };
    credited(CreditKind::Translation)
        .or_else(|| credited(CreditKind::Report))
        .or_else(|| article.outlet.clone().map(|outlet| (outlet, None)))
        .or_else(|| credited(CreditKind::Told))
        .unwrap_or_default()
}

fn speaker(piece: &Quote) -> Option<String> {
    piece.speaker.as_ref()?.resolved.clone()
}
