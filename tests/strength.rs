//! Strength of statement on two hundred pairs of our own (`tests/strength/*.tsv`): half of them differ in it, half only
//! look as if they did. Types: modal, quantity, frequency, hedge, intensity, register, certainty.
//!
//! The pairs of each type are numbered. Those with odd numbers may be looked at while the rules and word lists are worked
//! on, those with even numbers may not: their failures are counted, never printed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use quotediff::model::Kind;
use quotediff::{MIN_CONFIDENCE, compare_texts, lang};

/// Least precision and least recall, on each half.
const FLOOR: f64 = 0.8;

struct Pair {
    sort: String,
    number: u32,
    differs: bool,
    a: String,
    b: String,
}

fn pairs(file: &str) -> Vec<Pair> {
    let text = fs::read_to_string(format!("tests/strength/{file}.tsv")).unwrap();
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("type\tnumber\texpected\ta\tb"));
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let [sort, number, expected, a, b] = cells[..] else { panic!("{file}: not five cells: {line}") };
            assert!(matches!(expected, "strength" | "none"), "{line}");
            let differs = expected == "strength";
            Pair { sort: sort.into(), number: number.parse().unwrap(), differs, a: a.into(), b: b.into() }
        })
        .collect()
}

fn is_told(pair: &Pair) -> bool {
    let cut = |text: &str| lang::text(text, "en");
    let (_, found) = compare_texts(&cut(&pair.a), &cut(&pair.b), MIN_CONFIDENCE);
    found.iter().any(|divergence| divergence.kind == Kind::Strength)
}

/// Precision and recall, and the pairs that went wrong.
fn judged(pairs: &[Pair]) -> (f64, f64, Vec<&Pair>) {
    let told: Vec<bool> = pairs.iter().map(is_told).collect();
    let both = pairs.iter().zip(&told).filter(|(pair, told)| pair.differs && **told).count() as f64;
    let all = told.iter().filter(|told| **told).count() as f64;
    let differ = pairs.iter().filter(|pair| pair.differs).count() as f64;
    let wrong = pairs.iter().zip(&told).filter(|(pair, told)| pair.differs != **told).map(|(pair, _)| pair).collect();
    (both / all, both / differ, wrong)
}

#[test]
fn the_half_that_is_looked_at_reaches_the_floor() {
    let pairs = pairs("looked-at");
    let (precision, recall, wrong) = judged(&pairs);
    let wrong: Vec<String> = wrong.iter().map(|pair| format!("{}: {} / {}", pair.sort, pair.a, pair.b)).collect();
    assert!(precision >= FLOOR && recall >= FLOOR, "{precision:.2} {recall:.2}\n{}", wrong.join("\n"));
}

#[test]
fn the_half_that_is_not_looked_at_reaches_the_floor() {
    let pairs = pairs("unseen");
    let (precision, recall, _) = judged(&pairs);
    assert!(precision >= FLOOR && recall >= FLOOR, "precision {precision:.2}, recall {recall:.2}");
}

#[test]
fn the_halves_are_split_by_number_and_half_of_each_type_is_harmless() {
    let mut seen = BTreeSet::new();
    for (file, odd) in [("looked-at", 1), ("unseen", 0)] {
        let mut types: BTreeMap<String, [u32; 2]> = BTreeMap::new();
        for pair in pairs(file) {
            assert_eq!(pair.number % 2, odd, "{file}: {} {}", pair.sort, pair.number);
            types.entry(pair.sort.clone()).or_default()[usize::from(pair.differs)] += 1;
            assert!(seen.insert((pair.a, pair.b)), "{file}: {} {} is there twice", pair.sort, pair.number);
        }
        assert!(types.len() >= 6 && types.values().all(|[harmless, differ]| harmless == differ), "{file}: {types:?}");
    }
    assert_eq!(seen.len(), 200);
}
