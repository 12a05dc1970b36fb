//! Trains the pair aligner: `cargo run --release --example train_aligner -- FOLDER data/align`; see `README.md` beside it.
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a tool: it stops at what it cannot read")]

mod learner;

use std::path::Path;
use std::sync::Arc;

use learner::{Learner, Random};
use quotediff::align::learn::{Net, PASSES, Passes, bins, examples, scores};
use quotediff::lang::concepts::{self, Concepts};
use quotediff::lang::{text_from_tokens, unlisted_rarity};
use quotediff::model::{Case, Class, Text, Word};

/// How many pairs of each file are learnt from. A mix: news translations alone would teach to link too much where one
/// text says more than the other.
const MIX: [(&str, usize); 4] = [("mtref", 1600), ("edinburgh", 514), ("msr", 600), ("wiki", 200)];
/// Pairs of texts that have nothing to do with each other.
const STRANGERS: usize = 120;
/// What the figures are printed for, and never learnt from.
const HELD_OUT: [&str; 5] = ["mtref.dev", "mtref.dev-clean", "edinburgh.dev", "msr.dev", "wiki.dev"];
/// The second pass learns from what first passes say that have not seen the pair.
const FOLDS: usize = 3;
const EPOCHS: usize = 5;
const BATCH: usize = 128;
const RATE: f32 = 0.004;
const DECAY: f32 = 0.2;

struct Pair {
    a: Text,
    b: Text,
    /// Sorted.
    gold: Vec<(usize, usize)>,
    fold: usize,
}

/// At most `limit` pairs of a file, evenly spread over it.
fn read(path: &Path, limit: usize, lang: &str) -> Vec<Pair> {
    let text = std::fs::read_to_string(path).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let count = lines.len().min(limit);
    let pair = |at: usize| {
        let row: serde_json::Value = serde_json::from_str(lines[at * lines.len() / count]).unwrap();
        let tokens = |key: &str| -> Vec<String> { serde_json::from_value(row[key].clone()).unwrap() };
        let links = |key: &str| -> Vec<(usize, usize)> { serde_json::from_value(row[key].clone()).unwrap() };
        let mut gold = [links("sure"), links("possible")].concat();
        gold.sort_unstable();
        let [a, b] = ["source_tokens", "target_tokens"].map(|key| text_from_tokens(&tokens(key), lang));
        Pair { a, b, gold, fold: at % FOLDS }
    };
    (0..count).map(pair).collect()
}

/// The pairs as they would look in a language with function words, stems and the concepts of a word, but without senses.
fn without_senses(pairs: Vec<Pair>) -> Vec<Pair> {
    let words = Concepts::own().words("en");
    let forget = |mut text: Text| {
        for token in &mut text.tokens {
            let word = &*token.word;
            let letters = word.n.chars().count();
            let content = word.class == Class::default();
            let senses =
                if content { words.senses_as_printed(&word.n, token.case != Case::Lower) } else { Default::default() };
            token.word = Arc::new(Word {
                n: word.n.clone(),
                trigrams: word.trigrams.clone(),
                entries: Box::default(),
                kin: concepts::kin(&senses).into(),
                parts: 0,
                proper: None,
                lemma: word.spelled,
                rarity: if word.class.has(Class::FUNCTION) { word.rarity } else { unlisted_rarity(letters) },
                ..*word
            });
        }
        text
    };
    pairs.into_iter().map(|pair| Pair { a: forget(pair.a), b: forget(pair.b), ..pair }).collect()
}

/// Pairs without links: halves of given pairs that stand far apart.
fn strangers(pairs: &[Pair]) -> Vec<Pair> {
    let half = pairs.len() / 2;
    let pair = |at: usize| {
        let (left, right) = (&pairs[at * half / STRANGERS], &pairs[at * half / STRANGERS + half]);
        Pair { a: left.a.clone(), b: right.b.clone(), gold: Vec::new(), fold: left.fold }
    };
    (0..STRANGERS.min(half)).map(pair).collect()
}

/// Pairs of tokens, one after the other.
#[derive(Default)]
struct Examples {
    slots: Vec<u16>,
    ends: Vec<usize>,
    linked: Vec<bool>,
    weight: Vec<f32>,
}

impl Examples {
    fn add(&mut self, pair: &Pair, passes: &Passes, english: bool) {
        examples(&pair.a, &pair.b, passes, english, |i, j, slots| {
            self.slots.extend_from_slice(slots);
            self.ends.push(self.slots.len());
            self.linked.push(pair.gold.binary_search(&(i, j)).is_ok());
        });
        // F1 counts pairs of texts, not links: links of short texts weigh more.
        let links = if pair.gold.is_empty() { 20 } else { pair.gold.len().max(5) };
        self.weight.resize(self.linked.len(), (20.0 / links as f32).sqrt());
    }

    fn slots(&self, at: usize) -> &[u16] {
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.slots[start..self.ends[at]]
    }
}

fn train(data: &Examples, pass: usize, seed: u64) -> Net {
    let mut random = Random(seed);
    let mut learner = Learner::new(bins(pass), &mut random);
    let mut order: Vec<usize> = (0..data.linked.len()).collect();
    let (mut step, steps) = (0, EPOCHS * order.len().div_ceil(BATCH));
    for _ in 0..EPOCHS {
        for i in (1..order.len()).rev() {
            order.swap(i, (random.next() % (i as u64 + 1)) as usize);
        }
        for batch in order.chunks(BATCH) {
            for &at in batch {
                learner.example(data.slots(at), data.linked[at], data.weight[at]);
            }
            learner.update(BATCH, RATE * (1.0 - step as f32 / steps as f32).max(0.01), DECAY);
            step += 1;
        }
    }
    learner.net()
}

fn learn(pairs: &[Pair], english: bool) -> Passes {
    let mut folds = vec![Passes::default(); FOLDS];
    let mut all = Passes::default();
    for pass in 0..PASSES {
        let collect = |without: Option<usize>| {
            let mut data = Examples::default();
            for pair in pairs.iter().filter(|pair| Some(pair.fold) != without) {
                data.add(pair, &folds[pair.fold], english);
            }
            data
        };
        all.nets.push(train(&collect(None), pass, 1));
        let nets: Vec<Net> = (0..FOLDS).map(|fold| train(&collect(Some(fold)), pass, 2 + fold as u64)).collect();
        for (fold, net) in folds.iter_mut().zip(nets) {
            fold.nets.push(net);
        }
    }
    all
}

/// Macro precision, recall and F1 over the pairs of a file, and F1 of links between different words.
fn report(name: &str, pairs: &[Pair], passes: &Passes, english: bool) {
    let (mut precision, mut recall, mut other) = (0.0, 0.0, [0usize; 3]);
    for pair in pairs {
        let likely = scores(&pair.a, &pair.b, passes, english).into_iter().filter(|(_, _, logit)| *logit > 0.0);
        let found: Vec<(usize, usize)> = likely.map(|(i, j, _)| (i, j)).collect();
        let right = |link: &(usize, usize)| pair.gold.binary_search(link).is_ok();
        let differ = |link: &&(usize, usize)| pair.a.tokens[link.0].word.key != pair.b.tokens[link.1].word.key;
        let hits = found.iter().filter(|link| right(link)).count() as f64;
        precision += if found.is_empty() { 1.0 } else { hits / found.len() as f64 };
        recall += if pair.gold.is_empty() { 1.0 } else { hits / pair.gold.len() as f64 };
        other[0] += found.iter().filter(differ).filter(|link| right(link)).count();
        other[1] += found.iter().filter(differ).count();
        other[2] += pair.gold.iter().filter(differ).count();
    }
    let (p, r) = (100.0 * precision / pairs.len() as f64, 100.0 * recall / pairs.len() as f64);
    let words = 200.0 * other[0] as f64 / (other[1] + other[2]) as f64;
    eprintln!("{name:16} P {p:.2} R {r:.2} F1 {:.2}, different words {words:.2}", 2.0 * p * r / (p + r));
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, from, to] = &arguments[..] else {
        eprintln!("usage: train_aligner FOLDER data/align");
        return;
    };
    let file = |set: &str| Path::new(from).join(format!("{set}.jsonl"));
    for (name, lang) in [("english", "en"), ("plain", "")] {
        let english = lang == "en";
        let mix = |lang| MIX.iter().flat_map(move |&(set, count)| read(&file(&format!("{set}.train")), count, lang));
        let mut pairs: Vec<Pair> = mix(lang).collect();
        if !english {
            pairs.extend(without_senses(mix("en").collect()));
        }
        pairs.extend(strangers(&pairs));
        let passes = learn(&pairs, english);
        eprintln!("{name}");
        for set in HELD_OUT {
            report(set, &read(&file(set), usize::MAX, lang), &passes, english);
            if !english {
                let pairs = without_senses(read(&file(set), usize::MAX, "en"));
                report(&format!("{set}, words"), &pairs, &passes, english);
            }
        }
        let bytes: Vec<u8> = passes.nets.iter().flat_map(Net::to_bytes).collect();
        std::fs::write(Path::new(to).join(format!("{name}.bin")), bytes).unwrap();
    }
}
