//! Rules on comparisons of invented renderings.

use std::fs;

use super::*;
use crate::model::{Rendering, Statement};
use crate::{CompareOptions, Comparison, compare};

fn comparison(renderings: &[(&str, &str, &str)]) -> Comparison {
    let rendering = |(at, &(outlet, lang, text)): (usize, &(&str, &str, &str))| Rendering {
        id: format!("r{at}"),
        outlet: outlet.into(),
        lang: Some(lang.into()),
        text: text.into(),
        source: format!("quotes.csv:{}", at + 2),
        ..Rendering::default()
    };
    let renderings: Vec<Rendering> = renderings.iter().enumerate().map(rendering).collect();
    let statement = Statement { id: "s1".into(), renderings: (0..renderings.len()).collect(), parts: vec![] };
    let options = CompareOptions { metrics: vec![], ..CompareOptions::default() };
    compare(&statement, &renderings, &options)
}

/// The numbers differ, and nothing else.
fn bridges() -> Comparison {
    comparison(&[
        ("Herald", "en", "We will build five new bridges"),
        ("Echo", "en-GB", "We will build nine new bridges"),
    ])
}

fn policy(text: &str) -> Policy {
    Policy::parse(text, "policy.toml").unwrap()
}

/// `rule: message` of all breaches.
fn told(checked: &Checked) -> Vec<String> {
    checked.breaches.iter().map(|breach| format!("{}: {}", breach.rule.as_str(), breach.message)).collect()
}

#[test]
fn a_forbidden_kind_is_told_with_words_outlets_and_sources() {
    let checked = check(&bridges(), &policy("forbid.number = 0.5"));
    assert_eq!(told(&checked), ["forbid: number: nine → five"]);
    let breach = &checked.breaches[0];
    assert_eq!(breach.outlets, ["Echo", "Herald"]);
    assert_eq!(breach.sources, ["quotes.csv:3", "quotes.csv:2"]);
    assert_eq!(breach.words, ["nine", "five"]);
    assert_eq!((checked.pairs, checked.diverging), (1, 1));
}

#[test]
fn different_parts_of_a_statement_break_no_rule() {
    let whole = ("Post", "en", "We will build five new bridges, and we will never sell the old harbour to strangers");
    let bridges = ("Herald", "en", "We will build five new bridges");
    let harbour = ("Echo", "en", "never sell the old harbour to strangers");
    let rules = policy("min-similarity = 0.2\nforbid.unrelated = 0\nforbid.negation = 0\nmax-diverging = 0.0");
    let checked = check(&comparison(&[whole, bridges, harbour]), &rules);
    assert_eq!((checked.pairs, checked.diverging, told(&checked)), (2, 0, vec![]));
    assert!(!told(&check(&comparison(&[bridges, harbour]), &rules)).is_empty());
}

#[test]
fn a_kind_counts_from_its_confidence_on() {
    let confidence = check(&bridges(), &Policy::no_alarms()).breaches[0].measured.unwrap();
    assert_eq!(check(&bridges(), &policy(&format!("forbid.number = {confidence}"))).breaches.len(), 1);
    if confidence < 1.0 {
        assert!(check(&bridges(), &policy("forbid.number = 1")).breaches.is_empty());
    }
    assert!(check(&bridges(), &policy("forbid.name = 0")).breaches.is_empty());
}

#[test]
fn a_pair_may_not_be_less_similar_than_allowed() {
    let comparison = bridges();
    let similarity = comparison.pairs[0].similarity;
    assert!(check(&comparison, &policy(&format!("min-similarity = {similarity}"))).breaches.is_empty());
    let checked = check(&comparison, &policy("min-similarity = 1"));
    assert_eq!(told(&checked), [format!("min-similarity: similarity {similarity:.4} is below 1")]);
}

#[test]
fn every_statement_needs_the_required_outlets() {
    let checked = check(&bridges(), &policy("required-outlets = ['herald', 'Tribune']"));
    assert_eq!(told(&checked), ["required-outlets: there is no rendering by Tribune"]);
}

#[test]
fn exceptions_hold_for_outlets_and_languages_and_the_last_one_wins() {
    let rules = "min-similarity = 1\nforbid.number = 0\n";
    let breaches = |exceptions: &str| {
        let checked = check(&bridges(), &policy(&format!("{rules}{exceptions}")));
        (checked.pairs, checked.breaches.len())
    };
    assert_eq!(breaches(""), (1, 2));
    assert_eq!(breaches("[[exception]]\noutlets = ['echo']\nallow = ['number']"), (1, 1));
    assert_eq!(breaches("[[exception]]\nlangs = ['en-GB']\nmin-similarity = 0"), (1, 1));
    assert_eq!(breaches("[[exception]]\nlangs = ['de']\nskip = true"), (1, 2));
    assert_eq!(breaches("[[exception]]\noutlets = ['Herald']\nlangs = ['en-GB']\nskip = true"), (1, 2));
    assert_eq!(breaches("[[exception]]\nlangs = ['en']\nskip = true"), (0, 0));
    let two =
        "[[exception]]\nlangs = ['en']\nmin-similarity = 0\n[[exception]]\noutlets = ['Echo']\nmin-similarity = 1";
    assert_eq!(breaches(two), (1, 2));
}

#[test]
fn too_many_diverging_pairs_break_the_run_as_a_whole() {
    let same = comparison(&[("Herald", "en", "We will see"), ("Echo", "en", "We will see")]);
    let audit = |most: &str| {
        let policy = policy(&format!("max-diverging = {most}"));
        Audit::new([&bridges(), &same].map(|one| check(one, &policy)).to_vec(), &policy)
    };
    assert_eq!(audit("0.5").breaches().count(), 0);
    let broken = audit("0.4");
    assert_eq!(broken.broken(), 0);
    assert_eq!(broken.overall[0].message, "1 of 2 pairs diverge: 0.5000 is above 0.4");
}

#[test]
fn a_baseline_excuses_what_it_holds_until_it_gets_worse() {
    let policy = policy("forbid.number = 0\nmax-diverging = 0.1");
    let audit = |comparisons: &[Comparison]| {
        Audit::new(comparisons.iter().map(|comparison| check(comparison, &policy)).collect(), &policy)
    };
    let same = || comparison(&[("Herald", "en", "We will see"), ("Echo", "en", "We will see")]);
    let first = audit(&[bridges(), same()]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("known.csv");
    let rows: String = first.breaches().map(|one| format!("{},{}\n", one.id, one.measured.unwrap())).collect();
    fs::write(&path, format!("id,measured\n{rows}b0,1\n")).unwrap();
    let baseline = Baseline::load(&path).unwrap();
    let mut again = first.clone();
    assert_eq!(baseline.excuse(&mut again), Excused { known: 2, gone: 1 });
    assert_eq!(again.breaches().count(), 0);
    // Half of the pairs diverged before; now all do, and there is a number that was right before.
    let roads = comparison(&[("Herald", "en", "Two roads are closed"), ("Echo", "en", "Ten roads are closed")]);
    let mut worse = audit(&[bridges(), roads]);
    baseline.excuse(&mut worse);
    let rules: Vec<&str> = worse.breaches().map(|breach| breach.rule.as_str()).collect();
    assert_eq!(rules, ["forbid", "max-diverging"]);
}

#[test]
fn a_table_of_something_else_is_no_baseline() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("known.csv");
    for (content, message) in [("a,b\n1,2\n", ":1: a baseline has a column `id`"), ("id,b\n1\n", ":2: the row has")] {
        fs::write(&path, content).unwrap();
        let error = Baseline::load(&path).unwrap_err().to_string();
        assert!(error.contains(message), "{error}");
    }
    assert!(Baseline::load(&folder.path().join("none.csv")).is_err());
}
