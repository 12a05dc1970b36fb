//! Who said it, who is credited, what is no quote: one line of news prose a case.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::time::Instant;

use proptest::prelude::*;
use quotediff::{
    extract::{extract, renderings},
    lang::Packs,
    model::{Article, Quote},
};

fn quotes(lang: &str, text: &str) -> Vec<Quote> {
    let article = Article { text: text.into(), lang: Some(lang.into()), ..Article::default() };
    extract(&article, Packs::builtin())
}

/// `speaker: text` of every quote.
fn said(text: &str) -> Vec<String> {
    let line =
        |quote: Quote| format!("{}: {}", quote.speaker.map_or_else(String::new, |mention| mention.text), quote.text);
    quotes("en", text).into_iter().map(line).collect()
}

/// `kind outlet` of every credit of the first quote; none without a quote.
fn credits(lang: &str, text: &str) -> Vec<String> {
    let first = quotes(lang, text).into_iter().next();
    first
        .iter()
        .flat_map(|quote| &quote.credits)
        .map(|credit| format!("{} {}", credit.kind.as_str(), credit.outlet))
        .collect()
}

/// The resolved speaker of every quote.
fn resolved(text: &str) -> Vec<Option<String>> {
    quotes("en", text).into_iter().map(|quote| quote.speaker.and_then(|mention| mention.resolved)).collect()
}

#[test]
fn the_subject_of_the_reporting_word_speaks() {
    for (text, expected) in [
        ("“We leave at dawn,” Orla Finch said.", "Orla Finch: We leave at dawn,"),
        ("“We leave at dawn,” said the harbor master, a quiet man.", "the harbor master: We leave at dawn,"),
        ("“We leave at dawn,” Orla Finch, who runs the ferry, told reporters.", "Orla Finch: We leave at dawn,"),
        ("Orla Finch also said on Monday that the ferry was “not safe at all.”", "Orla Finch: not safe at all."),
        ("Orla Finch took the floor on Monday, calling the ferry “a coffin.”", "Orla Finch: a coffin."),
        ("The ferry was “a coffin,” according to Orla Finch.", "Orla Finch: a coffin,"),
        ("According to the union, the ferry was “never checked.”", "the union: never checked."),
        ("FINCH: “We leave at dawn.”", "FINCH: We leave at dawn."),
        ("“We leave at dawn, and nobody stays.” — Orla Finch", "Orla Finch: We leave at dawn, and nobody stays."),
        ("Orla Finch said she wanted to speak “to the sea itself.”", "she: to the sea itself."),
        ("Orla Finch was quoted as saying “nobody asked us.”", "Orla Finch: nobody asked us."),
    ] {
        assert_eq!(said(text), [expected], "{text}");
    }
}

#[test]
fn a_quote_without_a_reporting_word_belongs_to_the_one_before() {
    let text = "“We leave at dawn,” Orla Finch said. “Nobody stays.”\n“The boats are full.”";
    assert_eq!(
        said(text),
        ["Orla Finch: We leave at dawn,", "Orla Finch: Nobody stays.", "Orla Finch: The boats are full."]
    );
}

#[test]
fn titles_nicknames_and_words_at_a_distance_are_no_quotes() {
    for text in [
        "He starred in “The Long Harbor” for years.",
        "The so-called “floating city” opened on Friday.",
        "Tom “Gull” Finch sold his boat.",
        "The “caliphate” has lost its boats.",
        "On NBC’s “Morning Harbor,” the boats were shown.",
    ] {
        assert_eq!(said(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_pronoun_stands_for_the_only_person_who_fits() {
    let one = "Mr. Tom Finch sold his boat to the city.\n“It was old,” he said.";
    assert_eq!(resolved(one), [Some("Tom Finch".into())]);
    let other = "Tom Finch and Anna Holt sold a boat.\n“It was old,” she said.";
    assert_eq!(resolved(other), [Some("Anna Holt".into())]);
    let two = "Tom Finch met Peter Holt at the pier.\n“It was old,” he said.";
    assert_eq!(resolved(two), [None]);
}

#[test]
fn a_surname_stands_for_the_full_name_unless_two_share_it() {
    let one = "Tom Finch sold his boat.\n“It was old,” Finch said.";
    assert_eq!(resolved(one), [Some("Tom Finch".into())]);
    let two = "Tom Finch sold a boat to Anna Finch.\n“It was old,” Finch said.";
    assert_eq!(resolved(two), [None]);
}

#[test]
fn outlets_are_credited_for_what_they_did() {
    for (text, expected) in [
        ("“We leave,” he said, according to a rough translation by the Harbor Courier.", "translation Harbor Courier"),
        ("“We leave,” Orla Finch said, according to Reuters.", "report Reuters"),
        ("“We leave,” Orla Finch said, the Daily Harbor reported.", "report Daily Harbor"),
        ("“We leave,” Orla Finch told the BBC.", "told BBC"),
        ("In CNN’s translation, Orla Finch says “we leave now.”", "translation CNN"),
        ("Reuters rendered the line as “we leave now.”", "translation Reuters"),
        ("State television quoted her as saying: “We leave.”", "report State television"),
    ] {
        assert_eq!(credits("en", text), [expected], "{text}");
    }
    let both = "“We leave,” she told the BBC, according to a translation from the Harbor Post.";
    assert_eq!(credits("en", both), ["translation Harbor Post", "told BBC"]);
}

#[test]
fn an_outlet_that_is_the_only_source_speaks_and_is_not_credited() {
    assert_eq!(said("The port was “closed for good,” according to Reuters."), ["Reuters: closed for good,"]);
    assert!(credits("en", "The port was “closed for good,” according to Reuters.").is_empty());
}

#[test]
fn one_line_can_credit_the_whole_article() {
    let text = "Orla Finch said: “We leave at dawn.”\nTranslations by the Harbor Courier.";
    let article = Article { text: format!("Translations by the Harbor Courier.\n{text}"), ..Article::default() };
    let quotes = extract(&article, Packs::builtin());
    assert_eq!(renderings(&article, &quotes)[0].outlet, "Harbor Courier");
}

#[test]
fn other_languages_have_their_own_words() {
    for (lang, text, speaker, credit) in [
        (
            "de",
            "„Wir fahren“, sagte Otto Krill laut einer Übersetzung der Hafenpost.",
            "Otto Krill",
            "translation Hafenpost",
        ),
        ("fr", "« Nous partons », a déclaré Anne Roux, selon l’AFP.", "Anne Roux", "report AFP"),
        ("es", "«Nos vamos», dijo Ana Ruiz, según Reuters.", "Ana Ruiz", "report Reuters"),
        ("it", "«Andiamo via», ha detto Anna Riva, come riporta l'Ansa.", "Anna Riva", "report Ansa"),
        ("pt", "“Vamos embora”, disse Ana Reis, segundo tradução do Público.", "Ana Reis", "translation Público"),
        ("ru", "«Мы уходим», — сказала Анна Рыбак, сообщает ТАСС.", "Анна Рыбак", "report ТАСС"),
        ("zh", "据路透社报道，船长表示：“我们明天离开。”", "船长", "report 路透社"),
        ("ja", "船長は「明日出発する」と述べた。ロイター通信が伝えた。", "船長", "report ロイター通信"),
    ] {
        let found = quotes(lang, text);
        let mention = found.first().and_then(|quote| quote.speaker.as_ref()).map(|mention| mention.text.as_str());
        assert_eq!(mention, Some(speaker), "{text}");
        assert_eq!(credits(lang, text), [credit], "{text}");
    }
}

#[test]
fn a_row_of_marks_costs_linear_time() {
    for unit in ["“", "\"", "‘a ", "'a ", "(", "“a” ", "a, said ", "he said “a” and Reuters reported ", "— said "]
    {
        let seconds = |count: usize| {
            let text = unit.repeat(count);
            let start = Instant::now();
            quotes("en", &text);
            start.elapsed().as_secs_f64()
        };
        seconds(1000);
        let (small, large) = (seconds(5_000), seconds(40_000));
        assert!(large < 40.0 * small.max(0.005), "{unit:?}: {small} s, then {large} s for eight times as much");
    }
}

proptest! {
    #[test]
    fn any_text_gives_spans_that_fit_it(text in "([“”\"'‘’«»„—:,.!? \n()]|said |he |Reuters |according to |a |Finch |\\PC){0,60}", lang in "en|de|fr|ru|zh|ja|ar") {
        let found = quotes(&lang, &text);
        let mut last = 0;
        for quote in &found {
            prop_assert_eq!(text.get(quote.span.range()), Some(quote.text.as_str()));
            prop_assert!(quote.span.start >= last, "quotes are in order and apart");
            last = quote.span.end;
            if let Some(mention) = &quote.speaker {
                prop_assert_eq!(text.get(mention.span.range()), Some(mention.text.as_str()));
            }
            for credit in &quote.credits {
                prop_assert_eq!(text.get(credit.span.range()), Some(credit.outlet.as_str()));
            }
        }
        let article = Article { text, ..Article::default() };
        prop_assert!(renderings(&article, &found).len() <= found.len());
    }
}
