//! Writes invented renderings as CSV, for measuring: `cargo run --release --example renderings -- STATEMENTS OUTLETS`.
//!
//! Each statement is some 25 words drawn by Zipf's law from the lexicon; each outlet edits it on its own: a word in five is
//! replaced, one in twelve left out, one in twelve added, one in twenty misspelt. The same numbers give the same bytes.
#![allow(clippy::print_stdout, reason = "a tool")]

use quotediff::lang::lexicon::{Entry, lemma};

/// SplitMix64 (Steele, Lea and Flood 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// In 0..1.
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A word; rank `r` is drawn about as often as 1/r.
    fn word(&mut self) -> String {
        let rank = (30_000f64.ln() * self.share()).exp() as u32;
        lemma(Entry((rank * 7919) % 90_000)).replace(' ', "-")
    }
}

fn rendering(base: &[String], random: &mut Random) -> String {
    let mut words = Vec::new();
    for word in base {
        let share = random.share();
        if share < 0.22 {
            words.push(random.word());
        } else if share < 0.30 {
            continue;
        } else if share < 0.38 {
            words.push(word.clone());
            words.push(random.word());
        } else if share < 0.43 {
            words.push(format!("{word}e"));
        } else {
            words.push(word.clone());
        }
    }
    words.join(" ")
}

fn main() {
    let mut numbers = std::env::args().skip(1).map(|word| word.parse::<u64>().unwrap_or(0));
    let (statements, outlets) = (numbers.next().unwrap_or(2000), numbers.next().unwrap_or(5));
    println!("outlet,text");
    for statement in 0..statements {
        let mut random = Random(statement);
        let base: Vec<String> = (0..25).map(|_| random.word()).collect();
        for outlet in 0..outlets {
            println!("Outlet {outlet},{}", rendering(&base, &mut random));
        }
    }
}
