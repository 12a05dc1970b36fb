//! Measures collation on invented renderings: `cargo run --release --example collation -- [SEED]`.
//!
//! `-- fuzz ROWS [SEED]` collates that many random rows and checks that none loses a token or has one out of order.
//! `-- orders [SEED]` collates 200 sets in 50 random orders each and checks that no table changes.
//! `-- limit [SEED]` prints what an aligner reaches that knows the base.
#![allow(clippy::print_stdout, reason = "a tool")]

mod limit;
mod orders;
mod sets;

use std::collections::BTreeMap;
use std::time::Instant;

use quotediff::align::{CollateOptions, collate};
use quotediff::lang;
use quotediff::model::{Collation, Text};
use rayon::prelude::*;
use sets::{Placed, Random, base, joined, rendering, set};

/// Renderings, words, and sets of that size.
const SIZES: [(usize, usize, usize); 7] =
    [(2, 25, 400), (5, 25, 100), (5, 100, 40), (10, 100, 10), (20, 100, 5), (5, 500, 5), (20, 500, 1)];

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize| words.get(at).and_then(|word| word.parse::<u64>().ok());
    match words.first().map(String::as_str) {
        Some("fuzz") => return fuzz(number(1).unwrap_or(100_000), number(2).unwrap_or(1)),
        Some("orders") => {
            orders::check(200, 50, number(1).unwrap_or(1));
            return println!("10000 orders, no table changed");
        }
        Some("limit") => return limits(number(1).unwrap_or(1)),
        _ => {}
    }
    println!("renderings  words  F1    precision  recall  seconds  columns");
    for (renderings, length, sets) in SIZES {
        let mut random = Random(number(0).unwrap_or(1));
        let (mut tally, mut seconds, mut columns) = (Tally::default(), 0.0, 0);
        for _ in 0..sets {
            let gold = set(renderings, length, &mut random);
            let texts: Vec<Text> = gold.iter().map(|words| lang::text(&joined(words), "")).collect();
            let start = Instant::now();
            let collation = collate(texts, &CollateOptions::default());
            seconds += start.elapsed().as_secs_f64();
            columns += collation.columns.len();
            tally.add(&gold, &collation);
        }
        let (precision, recall) = (tally.both / tally.found, tally.both / tally.gold);
        println!(
            "{renderings:>10}  {length:>5}  {:.3}  {precision:.3}      {recall:.3}   {:<7.4}  {:.0}",
            2.0 * precision * recall / (precision + recall),
            seconds / sets as f64,
            columns as f64 / sets as f64
        );
    }
}

/// Pairs of words of two renderings that share a column, that stem from one place, and both.
#[derive(Default)]
struct Tally {
    found: f64,
    gold: f64,
    both: f64,
}

impl Tally {
    fn add(&mut self, gold: &[Vec<Placed>], collation: &Collation) {
        let cells = |cells: &[Option<u32>]| {
            let both = gold.iter().zip(cells);
            both.filter_map(|(words, cell)| Some(words[(*cell)? as usize].1)).collect()
        };
        self.columns(gold, collation.columns.iter().map(|column| cells(&column.cells)));
    }

    /// Adds a table: of each column, the places that its words stem from.
    fn columns(&mut self, gold: &[Vec<Placed>], columns: impl Iterator<Item = Vec<Option<usize>>>) {
        let pairs = |count: usize| (count * count.saturating_sub(1) / 2) as f64;
        let alike = |places: &mut dyn Iterator<Item = usize>| {
            let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
            places.for_each(|place| *counts.entry(place).or_default() += 1);
            counts.values().map(|&count| pairs(count)).sum::<f64>()
        };
        self.gold += alike(&mut gold.iter().flatten().filter_map(|(_, place)| *place));
        for column in columns {
            self.found += pairs(column.len());
            self.both += alike(&mut column.into_iter().flatten());
        }
    }
}

/// The measure of columns made by an aligner that knows the base.
fn limits(seed: u64) {
    let chances = limit::chances();
    println!("renderings  words  limit");
    for (renderings, length, sets) in SIZES {
        let mut random = Random(seed);
        let mut tally = Tally::default();
        for _ in 0..sets {
            let base = base(length, &mut random);
            let gold: Vec<Vec<Placed>> = (0..renderings).map(|_| rendering(&base, &mut random)).collect();
            let mut columns = vec![Vec::new(); length];
            for words in &gold {
                for ((_, stem), place) in words.iter().zip(limit::places(&base, words, &chances)) {
                    if let Some(place) = place {
                        columns[place].push(*stem);
                    }
                }
            }
            tally.columns(&gold, columns.into_iter());
        }
        let (precision, recall) = (tally.both / tally.found, tally.both / tally.gold);
        println!("{renderings:>10}  {length:>5}  {:.3}", 2.0 * precision * recall / (precision + recall));
    }
}

/// Random rows, two to six to a set, of letters of all kinds; each lot of rows has a seed of its own.
fn fuzz(rows: u64, seed: u64) {
    const LOT: u64 = 1_000;
    let lots = (0..rows.div_ceil(LOT)).into_par_iter().map(|lot| {
        let seed = Random(seed.wrapping_add(lot)).next();
        fuzz_lot(LOT.min(rows - lot * LOT), &mut Random(seed))
    });
    let (tokens, wrong) = lots.reduce(|| (0, 0), |one, two| (one.0 + two.0, one.1 + two.1));
    println!("{rows} rows, {tokens} tokens, {wrong} rows with a token lost or out of order");
    assert!(wrong == 0, "tokens were lost");
}

/// Tokens, and rows with a token lost or out of order.
fn fuzz_lot(rows: u64, random: &mut Random) -> (usize, usize) {
    let (mut done, mut tokens, mut wrong) = (0, 0, 0);
    while done < rows {
        let parts: Vec<String> = (0..1 + random.below(12)).map(|_| part(random)).collect();
        let count = (2 + random.below(5)).min((rows - done) as usize);
        let texts: Vec<Text> = (0..count).map(|_| row(&parts, random)).collect();
        let collation = collate(texts, &CollateOptions::default());
        for (at, text) in collation.texts.iter().enumerate() {
            let cells: Vec<u32> = collation.columns.iter().filter_map(|column| column.cells[at]).collect();
            wrong += usize::from(!cells.into_iter().eq(0..text.len() as u32));
            tokens += text.len();
        }
        done += count as u64;
    }
    (tokens, wrong)
}

/// A made-up word, a mark, or any characters.
fn part(random: &mut Random) -> String {
    const ODD: [&str; 12] =
        ["not", "the", "5,000", "…", "[now]", "\"", "שלום", "中文", "e\u{301}", "👩‍👩‍👧", "\u{202e}", "U.S."];
    match random.below(4) {
        0 => ODD[random.below(ODD.len())].to_owned(),
        1 => (0..1 + random.below(4)).filter_map(|_| char::from_u32(random.below(0x3100) as u32)).collect(),
        _ => joined(&set(1, 1 + random.below(2), random)[0]),
    }
}

/// Some of the parts, now and then another, twice, or out of place.
fn row(parts: &[String], random: &mut Random) -> Text {
    let mut kept: Vec<String> = parts.to_vec();
    for at in 0..kept.len() {
        match random.below(12) {
            0 => kept[at].clear(),
            1 => kept[at] = part(random),
            2 => kept.swap(at, 0),
            3 => kept[at] = kept[at].repeat(2),
            _ => {}
        }
    }
    let space = if random.below(8) == 0 { "" } else { " " };
    lang::text(&kept.join(space), if random.below(3) == 0 { "" } else { "en" })
}
