//! Article to quotes: marks, speakers, credits.

mod marks;
mod speaker;
mod subject;
mod tokens;

use std::ops::Range;

use marks::Stretch;
use speaker::Attribution;
use tokens::Paragraph;

use crate::{
    lang::{Packs, Quotation},
    model::{Article, Mention, Quote, Span},
};

/// The quotes of an article in the order of the text, each with its speaker and credits where the article tells.
///
/// Pure, total and linear in the length of the text. An article without `lang` is read as English.
pub fn extract(article: &Article, packs: &Packs) -> Vec<Quote> {
    let pack = &packs.get(article.lang.as_deref().unwrap_or("en")).quotation;
    let text = article.text.as_str();
    let stretches = marks::stretches(text);
    let attributions = attributions(text, &stretches, pack);
    stretches.iter().zip(attributions).map(|(stretch, found)| quote(text, stretch, found)).collect()
}

fn quote(text: &str, stretch: &Stretch, found: Attribution) -> Quote {
    Quote {
        span: stretch.inner,
        text: stretch.inner.of(text).to_owned(),
        speaker: found.speaker.map(|span| Mention { text: span.of(text).to_owned(), span, resolved: None }),
        cue: found.cue.map(|span| span.of(text).to_owned()),
        group: None,
        continues: stretch.continues,
        credits: Vec::new(),
    }
}

fn attributions(text: &str, stretches: &[Stretch], pack: &Quotation) -> Vec<Attribution> {
    let mut found = Vec::with_capacity(stretches.len());
    let mut previous: Option<Span> = None;
    let mut last: Option<Paragraph> = None;
    let mut first = 0;
    for span in paragraphs(text) {
        let count = stretches[first..].iter().take_while(|stretch| stretch.outer.end <= span.end).count();
        if count > 0 {
            let own = &stretches[first..first + count];
            let paragraph = tokens::paragraph(text, span, own, first, pack);
            let before = last.take().or_else(|| previous.map(|span| tokens::paragraph(text, span, &[], 0, pack)));
            speaker::attribute(text, &paragraph, stretches, before.as_ref(), &mut found);
            first += count;
            last = Some(paragraph);
        } else {
            last = None;
        }
        previous = Some(span);
    }
    found
}

/// The lines of a text that hold more than white space.
fn paragraphs(text: &str) -> impl Iterator<Item = Span> {
    text.split_inclusive('\n')
        .scan(0, |at, line| {
            let start = *at;
            *at += line.len();
            Some(Range { start, end: start + line.trim_end().len() })
        })
        .filter(|range| !range.is_empty())
        .map(|range| Span::new(range.start, range.end))
}
