//! Quotes to renderings: pieces of one utterance joined, each with the outlet it belongs to.

use crate::model::{Article, CodePoints, CreditKind, Quote, Rendering, Span, content_id};

/// One rendering per utterance: a split quote (“A,” she said, “B”) and a quote continued over paragraphs are one.
///
/// The outlet is the one credited with the translation, else with the report, else the article's own, else the one
/// the words were told to, else empty. The speaker is the resolved person, else the mention unless it is a pronoun.
///
/// The span runs from the first word to the last: the text is what stands there, but for what stands between the pieces
/// of a split or continued quote. The identifier comes from that of the article, the span and the text: no two
/// renderings of articles with different identifiers have the same.
pub fn renderings(article: &Article, quotes: &[Quote]) -> Vec<Rendering> {
    let points = CodePoints::of(&article.text);
    let mut found = Vec::new();
    let mut start = 0;
    while start < quotes.len() {
        let mut end = start + 1;
        while end < quotes.len() && joins(article, &quotes[end - 1], &quotes[end]) {
            end += 1;
        }
        let row = rendering(article, &quotes[start..end], &points);
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

fn rendering(article: &Article, pieces: &[Quote], points: &CodePoints) -> Rendering {
    // Inside a split quote the comma may be the speaker's: it stays as printed.
    let joined = pieces.iter().map(|piece| piece.text.trim()).collect::<Vec<_>>().join(" ");
    let text = words(&joined).to_owned();
    let span = pieces.iter().map(said).reduce(Span::to);
    let (outlet, credit_kind) = outlet(article, pieces);
    let place = span.map(|span| format!("{}-{}", span.start, span.end)).unwrap_or_default();
    Rendering {
        id: content_id("r", &[&article.id, &place, &text]),
        statement_id: None,
        outlet,
        credit_kind,
        lang: article.lang.clone(),
        speaker: pieces.iter().find_map(speaker),
        date: article.date.clone(),
        text,
        source: article.source.clone(),
        span: span.map(|span| points.span(span)).map(|(start, end)| Span::new(start, end)),
    }
}

/// Where the words of a piece stand, without a final comma.
fn said(piece: &Quote) -> Span {
    let start = piece.span.range().start;
    Span::new(start, start + words(&piece.text).len())
}

/// The words without the final comma, which only makes room for the reporting clause.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{extract::extract, lang::Packs};

    fn rows(text: &str) -> Vec<(String, String, String)> {
        let article = Article { text: text.into(), outlet: Some("Harbor Post".into()), ..Article::default() };
        let quotes = extract(&article, Packs::builtin());
        let row = |one: Rendering| (one.outlet, one.speaker.unwrap_or_default(), one.text);
        renderings(&article, &quotes).into_iter().map(row).collect()
    }

    fn row(outlet: &str, speaker: &str, text: &str) -> (String, String, String) {
        (outlet.into(), speaker.into(), text.into())
    }

    #[test]
    fn pieces_of_one_utterance_are_one_rendering() {
        let split = "“The boats,” Mara Venn said, “are not coming back,” according to Reuters.";
        assert_eq!(rows(split), [row("Reuters", "Mara Venn", "The boats, are not coming back")]);
        let long = "Mara Venn said: “We waited.\n“Nobody came.”";
        assert_eq!(rows(long), [row("Harbor Post", "Mara Venn", "We waited. Nobody came.")]);
    }

    #[test]
    fn the_span_holds_the_text_and_no_comma_that_makes_room() {
        let text = "“Café boats,” said Otto Krill. “No boats,” said Mara Venn.\n“Ever,” she said, “and ever,” according to Reuters.";
        let article = Article { text: text.into(), lang: Some("en".into()), ..Article::default() };
        let found = renderings(&article, &extract(&article, Packs::builtin()));
        let slice = |span: Span| text.chars().skip(span.range().start).take(span.len()).collect::<String>();
        let slices: Vec<String> = found.iter().filter_map(|one| one.span.map(slice)).collect();
        assert_eq!(slices, ["Café boats", "No boats", "Ever,” she said, “and ever"]);
        assert_eq!(found[1].text, slices[1]);
    }

    #[test]
    fn the_same_quote_in_two_articles_has_two_identifiers() {
        let id = |id: &str| {
            let text = "“No boats,” said Mara Venn.".to_owned();
            let article = Article { id: id.into(), text, source: "feed".into(), ..Article::default() };
            renderings(&article, &extract(&article, Packs::builtin()))[0].id.clone()
        };
        assert_ne!(id("a"), id("b"));
        assert_eq!(id("a"), id("a"));
    }

    #[test]
    fn two_utterances_stay_two() {
        let two = "“No boats,” said Mara Venn. “Not one,” said Otto Krill.";
        let expected = [row("Harbor Post", "Mara Venn", "No boats"), row("Harbor Post", "Otto Krill", "Not one")];
        assert_eq!(rows(two), expected);
    }

    #[test]
    fn a_question_keeps_its_mark_and_a_stranger_to_the_article_is_nobody() {
        assert_eq!(rows("“Are they lost?” she asked."), [row("Harbor Post", "", "Are they lost?")]);
    }

    #[test]
    fn what_was_told_to_another_outlet_is_still_printed_by_this_one() {
        assert_eq!(
            rows("“They are lost,” Mara Venn told the BBC."),
            [row("Harbor Post", "Mara Venn", "They are lost")]
        );
    }
}
