//! Articles that nobody would print: the examples of all languages cut, joined, with their marks lost or swapped. Whatever
//! comes, quotes are stretches of the text. `PROPTEST_CASES` says how many.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::sync::LazyLock;

use proptest::prelude::*;
use quotediff::extract::{extract, renderings};
use quotediff::lang::Packs;
use quotediff::model::{Article, CodePoints, Quote, Span};

/// Every example of `tests/cases/lang/*-quotes.md`, with its language.
static EXAMPLES: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let mut files: Vec<_> = fs::read_dir("tests/cases/lang").unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let mut examples = Vec::new();
    for file in files {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let Some(lang) = name.strip_suffix("-quotes") else { continue };
        let page = fs::read_to_string(&file).unwrap();
        let quoted = page.lines().filter_map(|line| line.strip_prefix("> "));
        examples.extend(quoted.map(|line| (lang.to_owned(), line.to_owned())));
    }
    assert!(examples.len() > 200);
    examples
});

const SIGNS: [&str; 40] = [
    "\"", "“", "”", "„", "‟", "«", "»", "‘", "’", "'", "''", "``", "`", "‚", "‹", "›", "「", "」", "『", "』", "《",
    "》", "—", "–", "-", ", ", ".", ":", "…", "\n", "\r\n", "\n\n", " ", "\u{a0}", "(", ")", "@", "·", "\u{301}", "🎉",
];

/// One change at a place, given as a share of the text.
#[derive(Clone, Debug)]
enum Change {
    Cut(f64),
    CutHead(f64),
    Put(f64, usize),
    Drop(f64, usize),
    /// All of one sign become another.
    Swap(usize, usize),
    Join(usize),
}

fn change() -> impl Strategy<Value = Change> {
    let sign = || 0..SIGNS.len();
    prop_oneof![
        1 => (0.0..1.0).prop_map(Change::Cut),
        1 => (0.0..1.0).prop_map(Change::CutHead),
        4 => (0.0..1.0, sign()).prop_map(|(at, sign)| Change::Put(at, sign)),
        3 => (0.0..1.0, 1usize..4).prop_map(|(at, length)| Change::Drop(at, length)),
        2 => (sign(), sign()).prop_map(|(from, to)| Change::Swap(from, to)),
        3 => any::<usize>().prop_map(Change::Join),
    ]
}

fn place(text: &str, share: f64) -> usize {
    let at = (text.len() as f64 * share) as usize;
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

fn changed(mut text: String, change: &Change) -> String {
    match *change {
        Change::Cut(share) => text.truncate(place(&text, share)),
        Change::CutHead(share) => return text[place(&text, share)..].to_owned(),
        Change::Put(share, sign) => text.insert_str(place(&text, share), SIGNS[sign]),
        Change::Drop(share, length) => {
            let at = place(&text, share);
            let end = text[at..].char_indices().nth(length).map_or(text.len(), |(end, _)| at + end);
            text.replace_range(at..end, "");
        }
        Change::Swap(from, to) => return text.replace(SIGNS[from], SIGNS[to]),
        Change::Join(other) => {
            let glue = ["\n", " ", "", "\n\n"][other % 4];
            text = format!("{text}{glue}{}", EXAMPLES[other / 4 % EXAMPLES.len()].1);
        }
    }
    text
}

fn holds(article: &Article, quotes: &[Quote]) {
    let text = article.text.as_str();
    let at = |span: Span| text.get(span.range()).expect("a span of the text");
    let mut last = 0;
    for quote in quotes {
        assert_eq!(at(quote.span), quote.text);
        assert!(quote.span.range().start >= last, "quotes overlap: {text:?}");
        last = quote.span.range().end;
        if let Some(speaker) = &quote.speaker {
            assert_eq!(at(speaker.span), speaker.text);
            assert!(!speaker.text.trim().is_empty(), "a speaker without a word: {text:?}");
        }
        for credit in &quote.credits {
            assert!(at(credit.span).contains(&credit.outlet), "{text:?}");
        }
        for &nested in &quote.nested {
            assert!(quote.span.start <= nested.start && nested.end <= quote.span.end);
            at(nested);
        }
    }
    let points = CodePoints::of(text);
    for row in renderings(article, quotes) {
        assert!(!row.text.is_empty());
        assert!(row.span.is_some_and(|span| span.end as usize <= points.at(text.len())));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn quotes_are_stretches_of_the_text(
        first in any::<usize>(),
        lang in prop::option::of(any::<usize>()),
        changes in prop::collection::vec(change(), 0..8),
    ) {
        let (own, text) = &EXAMPLES[first % EXAMPLES.len()];
        let lang = lang.map_or(own, |other| &EXAMPLES[other % EXAMPLES.len()].0);
        let text = changes.iter().fold(text.clone(), changed);
        let article = Article { text, lang: Some(lang.clone()), ..Article::default() };
        holds(&article, &extract(&article, Packs::builtin()));
    }
}
