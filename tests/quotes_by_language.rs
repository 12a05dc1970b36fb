//! Every language pack that knows how news prose quotes is held to examples of its own.
//!
//! `tests/cases/lang/CODE-quotes.md` holds them: a text (lines that begin with `> `), then a line for each quote that is
//! to be found in it, `- words | speaker | credits`, the credits as `kind outlet` with commas between.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::{fs, path::Path};

use quotediff::{
    extract::extract,
    lang::Packs,
    model::{Article, Quote},
};

/// A text and what is to be found in it.
#[derive(Default)]
struct Case {
    text: String,
    quotes: Vec<String>,
}

fn cases(page: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut reading = false;
    for line in page.lines() {
        if let Some(text) = line.strip_prefix("> ") {
            if !reading {
                cases.push(Case::default());
            }
            let case = cases.last_mut().unwrap();
            case.text.push_str(if reading { "\n" } else { "" });
            case.text.push_str(text);
        } else if let Some(quote) = line.strip_prefix("- ") {
            let cells: Vec<&str> = quote.split('|').map(str::trim).collect();
            let cell = |place: usize| cells.get(place).copied().unwrap_or_default();
            cases.last_mut().expect("a text stands first").quotes.push(shown(cell(0), cell(1), cell(2)));
        }
        reading = line.starts_with("> ");
    }
    cases
}

fn shown(words: &str, speaker: &str, credits: &str) -> String {
    format!("{words} | {speaker} | {credits}")
}

fn found(quote: &Quote) -> String {
    let speaker = quote.speaker.as_ref().map_or("", |mention| mention.text.as_str());
    let credits: Vec<String> =
        quote.credits.iter().map(|credit| format!("{} {}", credit.kind.as_str(), credit.outlet)).collect();
    shown(&quote.text, speaker, &credits.join(", "))
}

#[test]
fn every_pack_that_quotes_finds_what_its_examples_say() {
    let mut wrong = Vec::new();
    let mut languages = 0;
    for code in Packs::builtin().codes() {
        let knows_cues = !Packs::builtin().get(code).quotation.is_empty();
        let page = fs::read_to_string(Path::new("tests/cases/lang").join(format!("{code}-quotes.md")));
        assert_eq!(knows_cues, page.is_ok(), "{code}: a pack with [quotation] has examples, and only such a one");
        let Ok(page) = page else { continue };
        languages += 1;
        let cases = cases(&page);
        assert!(cases.len() >= 10, "{code} has only {} examples", cases.len());
        for case in cases {
            let article = Article { text: case.text.clone(), lang: Some(code.into()), ..Article::default() };
            let quotes: Vec<String> = extract(&article, Packs::builtin()).iter().map(found).collect();
            if quotes != case.quotes {
                wrong.push(format!("{code}: {}\n  expected {:?}\n  found    {quotes:?}", case.text, case.quotes));
            }
        }
    }
    assert!(languages >= 17);
    assert!(wrong.is_empty(), "{} examples fail:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn three_outlets_that_translate_one_message_give_three_renderings_of_one_speaker() {
    let story = "The governor of the delta, Salim Haddad, spoke for the first time since the flood in a message that \
                 state radio aired on Friday.\n\
                 “We shall hold the last dyke until the sea tires,” Haddad said, according to a translation by the \
                 Delta Courier.\n\
                 Reuters rendered the line as “we will defend the last dam until the sea is weary.”\n\
                 In Al Jazeera’s translation, Haddad says “the last dyke stands until the sea has had enough.”";
    let article = Article { text: story.into(), ..Article::default() };
    let quotes = extract(&article, Packs::builtin());
    let rows = quotediff::extract::renderings(&article, &quotes);
    let credited: Vec<(&str, &str)> =
        rows.iter().map(|row| (row.outlet.as_str(), row.speaker.as_deref().unwrap_or_default())).collect();
    assert_eq!(
        credited,
        [("Delta Courier", "Salim Haddad"), ("Reuters", "Salim Haddad"), ("Al Jazeera", "Salim Haddad")]
    );
    assert!(rows.iter().all(|row| row.credit_kind == Some(quotediff::model::CreditKind::Translation)));
}
