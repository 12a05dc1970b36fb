//! What holds for every text, whatever it says. 256 cases a law; `PROPTEST_CASES` asks for more.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "laws/texts.rs"]
mod texts;

use proptest::prelude::*;
use quotediff::align::{CollateOptions, collate};
use quotediff::model::{Collation, Divergence, Kind, Rendering, Statement, Text};
use quotediff::score::Verdict;
use quotediff::{CompareOptions, Comparison, compare, compare_texts, lang};
use texts::{group, news, pair, text};
use unicode_normalization::UnicodeNormalization;

fn cut(raw: &str, lang: &str) -> Text {
    lang::text(raw, if lang == "guess" { lang::guess(raw) } else { lang })
}

fn tag() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["en", "", "guess"])
}

/// Renderings of one statement; outlets are numbered by `name`.
fn renderings(texts: &[String], name: impl Fn(usize) -> String) -> Vec<Rendering> {
    let one = |(at, text): (usize, &String)| Rendering {
        id: format!("r{at}"),
        outlet: name(at),
        text: text.clone(),
        ..Rendering::default()
    };
    texts.iter().enumerate().map(one).collect()
}

fn compared(renderings: &[Rendering], all_pairs: usize) -> Comparison {
    let statement = Statement { id: "s".into(), renderings: (0..renderings.len()).collect(), parts: Vec::new() };
    compare(&statement, renderings, &CompareOptions { all_pairs, ..CompareOptions::default() })
}

/// A finding seen from the other side.
fn mirrored(divergence: &Divergence) -> Divergence {
    Divergence { kind: divergence.kind.reversed(), a: divergence.b, b: divergence.a, ..divergence.clone() }
}

/// What was found about each pair, by ids, in an order of its own; seen from the smaller id.
fn by_id(comparison: &Comparison) -> Vec<String> {
    let id = |at: usize| comparison.renderings[at].id.as_str();
    let mut found: Vec<String> = comparison
        .pairs
        .iter()
        .map(|pair| {
            let turned = id(pair.b) < id(pair.a);
            let mut list = pair.divergences.clone();
            if turned {
                list = list.iter().map(mirrored).collect();
                list.sort_by_key(|x| (x.a, x.b, x.kind));
            }
            let (a, b) = if turned { (id(pair.b), id(pair.a)) } else { (id(pair.a), id(pair.b)) };
            format!("{a} {b} {} {:?} {:?} {list:?}", pair.similarity, pair.verdict, pair.metrics)
        })
        .collect();
    found.sort();
    found
}

/// The columns, each as its tokens by id, left to right.
fn columns(comparison: &Comparison, ids: &[String]) -> Vec<Vec<(String, u32)>> {
    let one = |column: &quotediff::model::Column| {
        let cells = comparison.renderings.iter().zip(&column.cells);
        let mut cells: Vec<(String, u32)> =
            cells.filter_map(|(r, cell)| Some((r.id.clone(), (*cell)?))).filter(|(id, _)| ids.contains(id)).collect();
        cells.sort();
        cells
    };
    comparison.collation.columns.iter().map(one).filter(|cells| !cells.is_empty()).collect()
}

fn ids(renderings: &[Rendering]) -> Vec<String> {
    renderings.iter().map(|rendering| rendering.id.clone()).collect()
}

fn holds_every_token_once(collation: &Collation) -> Result<(), TestCaseError> {
    for (at, text) in collation.texts.iter().enumerate() {
        let tokens: Vec<u32> = collation.columns.iter().filter_map(|column| column.cells[at]).collect();
        prop_assert_eq!(tokens, (0..text.len() as u32).collect::<Vec<_>>());
    }
    let count = collation.columns.len() as u32;
    prop_assert!(collation.moves.iter().all(|found| found.from < found.to && found.to < count));
    prop_assert!(collation.columns.iter().all(|column| column.cells.iter().any(Option::is_some)));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn tokens_tile_their_text(raw in text(), lang in tag()) {
        let text = cut(&raw, lang);
        let joined: String = text.tokens.iter().map(|token| token.tile.of(&raw)).collect();
        prop_assert_eq!(&joined, if text.is_empty() { "" } else { &raw });
        prop_assert!(!text.is_empty() || raw.chars().all(char::is_whitespace));
        for token in &text.tokens {
            prop_assert!(!token.span.of(&raw).is_empty());
            prop_assert!(token.tile.start <= token.span.start && token.span.end <= token.tile.end);
        }
        let ends = text.quantities.iter().scan(0, |end, q| Some((std::mem::replace(end, q.end), q.first, q.end)));
        for (before, first, end) in ends {
            prop_assert!(before <= first && first < end && end <= text.len());
        }
    }

    #[test]
    fn a_collation_holds_every_token_once_in_order(texts in group(), all_pairs in 1usize..8, reference in any::<prop::sample::Index>()) {
        let cut = |(at, raw): (usize, &String)| cut(raw, if at % 3 == 2 { "" } else { "en" });
        let all: Vec<Text> = texts.iter().enumerate().map(cut).collect();
        for reference in [None, Some(reference.index(texts.len()))] {
            let collation = collate(all.clone(), &CollateOptions { all_pairs, reference, ..CollateOptions::default() });
            holds_every_token_once(&collation)?;
            prop_assert!(collation.pairs.iter().all(|pair| pair.a < pair.b && pair.b < texts.len()));
            prop_assert!(collation.pairs.windows(2).all(|two| (two[0].a, two[0].b) < (two[1].a, two[1].b)));
            if let Some(reference) = reference {
                let with = collation.pairs.iter().filter(|pair| pair.a == reference || pair.b == reference).count();
                prop_assert_eq!(with, texts.len() - 1);
            }
        }
    }

    #[test]
    fn order_and_names_of_renderings_change_nothing(texts in group(), turn in 0usize..6, all_pairs in prop::sample::select(vec![2usize, 48])) {
        let plain = renderings(&texts, |at| format!("O{at}"));
        let mut shuffled = plain.clone();
        shuffled.rotate_left(turn % texts.len());
        shuffled.reverse();
        let (one, two) = (compared(&plain, all_pairs), compared(&shuffled, all_pairs));
        prop_assert_eq!(format!("{:?}", one.pairs), format!("{:?}", two.pairs));
        prop_assert_eq!(&one.collation.columns, &two.collation.columns);
        prop_assert_eq!(&one.collation.moves, &two.collation.moves);
        let renamed = compared(&renderings(&texts, |at| format!("P{}", (at * 5 + turn) % 7)), all_pairs);
        prop_assert_eq!(by_id(&one), by_id(&renamed));
        prop_assert_eq!(columns(&one, &ids(&plain)), columns(&renamed, &ids(&plain)));
        prop_assert_eq!(&one.collation.moves, &renamed.collation.moves);
        let text = |c: &Comparison, at: Option<usize>| at.map(|at| c.renderings[at].text.clone());
        prop_assert_eq!(text(&one, Some(one.medoid)), text(&renamed, Some(renamed.medoid)));
        prop_assert_eq!(text(&one, one.outlier), text(&renamed, renamed.outlier));
    }

    #[test]
    fn identical_renderings_are_the_same(raw in text(), lang in tag()) {
        let text = cut(&raw, lang);
        let (similarity, divergences) = compare_texts(&text, &text.clone(), 0.0);
        prop_assert!(similarity == 1.0 && divergences.is_empty(), "{similarity} {divergences:?}");
        let comparison = compared(&renderings(&[raw.clone(), raw], |at| at.to_string()), 48);
        prop_assert_eq!(comparison.pairs.len(), 1);
        prop_assert_eq!(comparison.pairs[0].verdict, Verdict::Same);
    }

    #[test]
    fn a_pair_is_the_same_from_both_sides((a, b) in pair(), lang in tag()) {
        let (a, b) = (cut(&a, lang), cut(&b, lang));
        let (there, found) = compare_texts(&a, &b, 0.0);
        let (back, other) = compare_texts(&b, &a, 0.0);
        prop_assert!((0.0..=1.0).contains(&there), "{there}");
        prop_assert_eq!(there, back);
        let mut other: Vec<Divergence> = other.iter().map(mirrored).collect();
        other.sort_by_key(|x| (x.a, x.b, x.kind));
        prop_assert_eq!(found, other);
    }

    #[test]
    fn spans_point_at_what_they_claim((a, b) in pair(), lang in tag()) {
        let (a, b) = (cut(&a, lang), cut(&b, lang));
        for found in compare_texts(&a, &b, 0.0).1 {
            let (x, y) = (a.raw.get(found.a.range()), b.raw.get(found.b.range()));
            prop_assert!(x.is_some() && y.is_some(), "{found:?}");
            let (x, y) = (x.unwrap_or_default(), y.unwrap_or_default());
            prop_assert!((0.0..=1.0).contains(&found.confidence));
            match found.kind {
                Kind::Omission => prop_assert!(!x.is_empty() && y.is_empty(), "{found:?}"),
                Kind::Addition => prop_assert!(x.is_empty() && !y.is_empty(), "{found:?}"),
                Kind::HiddenCharacter => prop_assert!((x.to_owned() + y).chars().all(lang::is_hidden) && x.is_empty() != y.is_empty()),
                Kind::Case => prop_assert!(x != y && x.to_lowercase().nfc().eq(y.to_lowercase().nfc()), "{x} {y}"),
                _ => prop_assert!(x != y, "{found:?}"),
            }
        }
    }

    #[test]
    fn composition_quote_style_and_outer_space_never_matter(raw in news()) {
        let curled = raw.replace(" \"", " “").replace('"', "”").replace('\'', "’");
        let spaced = format!("\u{a0} {raw}\n");
        let nfd: String = raw.nfd().collect();
        for other in [nfd, curled, spaced] {
            let (similarity, divergences) = compare_texts(&cut(&raw, "en"), &cut(&other, "en"), 0.0);
            prop_assert!(similarity == 1.0 && divergences.is_empty(), "{other}: {similarity} {divergences:?}");
        }
    }

    #[test]
    fn composition_never_matters_in_any_script(raw in text()) {
        let (nfc, nfd): (String, String) = (raw.nfc().collect(), raw.nfd().collect());
        let (similarity, divergences) = compare_texts(&cut(&nfc, ""), &cut(&nfd, ""), 0.0);
        prop_assert!(similarity == 1.0 && divergences.is_empty(), "{similarity} {divergences:?}");
    }

    #[test]
    fn a_duplicate_changes_no_other_finding(texts in group(), which in any::<prop::sample::Index>(), all_pairs in prop::sample::select(vec![2usize, 48])) {
        let plain = renderings(&texts, |at| format!("O{at}"));
        let mut more = plain.clone();
        let copy = plain[which.index(plain.len())].clone();
        more.push(Rendering { id: "z".into(), outlet: "Z".into(), ..copy });
        let (one, two) = (compared(&plain, all_pairs), compared(&more, all_pairs));
        let others: Vec<String> = by_id(&two).into_iter().filter(|line| !line.contains(" z ")).collect();
        prop_assert_eq!(by_id(&one), others);
        prop_assert_eq!(columns(&one, &ids(&plain)), columns(&two, &ids(&plain)));
    }

    #[test]
    fn threads_change_nothing(texts in group()) {
        let all = renderings(&texts, |at| format!("O{at}"));
        let with = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let found = pool.install(|| compared(&all, 48));
            format!("{:?} {:?} {:?}", found.pairs, found.collation.columns, found.collation.moves)
        };
        prop_assert_eq!(with(1), with(4));
    }
}
