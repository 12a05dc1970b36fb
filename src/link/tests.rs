use proptest::prelude::*;

use super::*;

const TEXTS: [&str; 8] = [
    "The bridge over the Varo will open to lorries before the first snow, and nobody will pay a toll",
    "Lorries will cross the Varo bridge before the first snow, and no one shall pay any toll",
    "the bridge on the Varo opens for trucks before first snow; nobody pays a toll",
    "We have counted 4,200 sheep and not one wolf in the whole valley",
    "In the whole valley we counted 4200 sheep and not a single wolf",
    "My grandmother kept three locks on the pantry and a fourth on her tongue",
    "not one wolf",
    "Tomorrow the council votes on lamps for the harbour",
];

fn renderings(texts: &[&str]) -> Vec<Rendering> {
    texts.iter().map(|&text| Rendering { text: text.to_owned(), ..Rendering::default() }).collect()
}

fn sizes(statements: &[Statement]) -> Vec<usize> {
    let mut sizes: Vec<usize> = statements.iter().map(|statement| statement.renderings.len()).collect();
    sizes.sort_unstable();
    sizes
}

fn together(statements: &[Statement], a: usize, b: usize) -> bool {
    statements.iter().any(|s| s.renderings.contains(&a) && s.renderings.contains(&b))
}

#[test]
fn a_handful_of_renderings_is_linked() {
    let statements = link(&renderings(&TEXTS), &LinkOptions::default());
    assert!(together(&statements, 0, 1) && together(&statements, 1, 2));
    assert!(together(&statements, 3, 4));
    assert!(!together(&statements, 0, 3) && !together(&statements, 5, 7) && !together(&statements, 0, 5));
}

#[test]
fn a_fragment_joins_the_statement_that_contains_it() {
    let statements = link(&renderings(&TEXTS), &LinkOptions::default());
    assert!(together(&statements, 3, 6), "{statements:?}");
    assert!(statements.iter().any(|statement| statement.parts == [6]));
}

#[test]
fn given_statements_are_kept() {
    let mut all = renderings(&TEXTS);
    all[0].statement_id = Some("mine".into());
    all[5].statement_id = Some("mine".into());
    let statements = link(&all, &LinkOptions::default());
    assert!(statements.iter().any(|s| s.id == "mine" && s.renderings == [0, 5]));
}

#[test]
fn clearly_different_speakers_are_not_linked_and_spellings_are() {
    let mut all = renderings(&TEXTS[3..5]);
    all[0].speaker = Some("Ilse Marrow".into());
    all[1].speaker = Some("Pavel Dunne".into());
    assert_eq!(sizes(&link(&all, &LinkOptions::default())), [1, 1]);
    all[1].speaker = Some("I. Marow".into());
    assert_eq!(sizes(&link(&all, &LinkOptions::default())), [2]);
}

#[test]
fn days_apart_separate_only_when_asked() {
    let mut all = renderings(&TEXTS[3..5]);
    all[0].date = Some("2021-05-01".into());
    all[1].date = Some("2021-05-09".into());
    assert_eq!(sizes(&link(&all, &LinkOptions::default())), [2]);
    assert_eq!(sizes(&link(&all, &LinkOptions { within_days: Some(3), ..LinkOptions::default() })), [1, 1]);
}

#[test]
fn two_hundred_thousand_reprints_are_one_statement() {
    let entries = vec![Entry { text: TEXTS[0], ..Entry::default() }; 200_000];
    let links = Links::new(&entries, &LinkOptions::default());
    assert_eq!(links.size(), (1, 0));
    assert_eq!(links.groups(links.threshold()).count, 1);
}

#[test]
fn a_sentence_in_every_row_joins_nothing_and_costs_little() {
    let texts: Vec<String> =
        (0..20_000).map(|i| format!("{} About: w{i}x q{}y z{}k m{}v", TEXTS[0], i * 3, i * 5, i * 7)).collect();
    let entries: Vec<Entry<'_>> = texts.iter().map(|text| Entry { text, ..Entry::default() }).collect();
    let links = Links::new(&entries, &LinkOptions::default());
    assert!(links.size().1 <= 20_000 * 48, "work is bounded");
    assert_eq!(links.groups(links.threshold()).count, 20_000);
}

#[test]
fn thousands_of_light_edits_of_one_sentence_are_one_statement() {
    let words: Vec<String> =
        format!("{}, {}, and {}", TEXTS[0], TEXTS[7], TEXTS[5]).split_whitespace().map(str::to_owned).collect();
    let texts: Vec<String> = (0..3_000usize)
        .map(|i| {
            let mut copy = words.clone();
            let (first, second) = (i % words.len(), i * 7 % words.len());
            copy[first] = format!("e{}", i % 97);
            copy[second] = format!("f{}", i % 89);
            copy.join(" ")
        })
        .chain(TEXTS[3..5].iter().map(|&text| text.to_owned()))
        .collect();
    let entries: Vec<Entry<'_>> = texts.iter().map(|text| Entry { text, ..Entry::default() }).collect();
    let links = Links::new(&entries, &LinkOptions::default());
    assert_eq!(links.groups(links.threshold()).count, 2);
}

#[test]
fn a_rendering_of_a_hundred_thousand_words_is_one_among_others() {
    let book: String = (0..100_000u32).map(|i| format!("wo{}rd ", i.wrapping_mul(2_654_435_761) % 40_000)).collect();
    let mut texts = vec![book.as_str()];
    texts.extend(TEXTS);
    let statements = link(&renderings(&texts), &LinkOptions::default());
    assert!(statements.iter().any(|statement| statement.renderings == [0]));
    assert!(together(&statements, 1, 2));
}

/// By text, so that the order of the input does not show.
fn by_text(texts: &[String], order: &[usize]) -> Vec<(String, Vec<String>)> {
    let all: Vec<&str> = order.iter().map(|&at| texts[at].as_str()).collect();
    link(&renderings(&all), &LinkOptions::default())
        .into_iter()
        .map(|statement| {
            let mut members: Vec<String> = statement.renderings.iter().map(|&at| all[at].to_owned()).collect();
            members.sort();
            (statement.id, members)
        })
        .collect()
}

proptest! {
    #[test]
    fn neither_order_nor_threads_matter(words in prop::collection::vec(prop::collection::vec(0..30u32, 1..9), 1..40)) {
        let texts: Vec<String> = words
            .iter()
            .map(|row| row.iter().map(|word| format!("wo{word}rd")).collect::<Vec<_>>().join(" "))
            .collect();
        let order: Vec<usize> = (0..texts.len()).collect();
        let reversed: Vec<usize> = order.iter().rev().copied().collect();
        let expected = by_text(&texts, &order);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        prop_assert_eq!(&expected, &pool.install(|| by_text(&texts, &reversed)));
    }

    #[test]
    fn every_rendering_is_in_one_statement(texts in prop::collection::vec(".{0,40}", 0..12)) {
        let all: Vec<&str> = texts.iter().map(String::as_str).collect();
        let statements = link(&renderings(&all), &LinkOptions::default());
        let mut seen: Vec<usize> = statements.iter().flat_map(|s| s.renderings.clone()).collect();
        seen.sort_unstable();
        prop_assert_eq!(seen, (0..texts.len()).collect::<Vec<_>>());
        let ids: BTreeSet<&String> = statements.iter().map(|s| &s.id).collect();
        prop_assert_eq!(ids.len(), statements.len());
    }
}

#[test]
fn few_words_in_common_are_another_statement_unless_somebody_vouches() {
    let linked = |texts: [&str; 2], tell: fn(&mut Rendering)| {
        let mut all = renderings(&texts);
        all.iter_mut().for_each(tell);
        sizes(&link(&all, &LinkOptions::default())) == [2]
    };
    let nobody: fn(&mut Rendering) = |_| {};
    let speaker: fn(&mut Rendering) = |rendering| rendering.speaker = Some("Ilse Marrow".into());
    assert!(!linked(["mostly lamps", "lamps entirely"], nobody));
    assert!(!linked(["mostly lamps", "lamps entirely"], speaker), "no run of words");
    assert!(linked(["lamps", "lamps ablaze"], speaker) && !linked(["lamps", "lamps ablaze"], nobody));
    assert!(linked(["a lamp", "the lamps"], nobody), "all that tells");
    assert!(linked(["harbour lamps", "lamps of the harbour"], nobody));
}

#[test]
fn an_article_says_a_thing_once_but_repeats_a_part() {
    let linked = |texts: [&str; 2]| {
        let mut all = renderings(&texts);
        for rendering in &mut all {
            (rendering.source, rendering.span) = ("story.txt".into(), Some(crate::model::Span::new(0, 1)));
        }
        sizes(&link(&all, &LinkOptions::default())) == [2]
    };
    assert!(!linked(["We counted the sheep in the valley", "Nobody counted the sheep in that valley"]));
    assert!(linked(["We counted the sheep in the valley, and then we went home", "the sheep in the valley"]));
    assert!(sizes(&link(&renderings(&TEXTS[..2]), &LinkOptions::default())) == [2] && !linked([TEXTS[0], TEXTS[1]]));
}
