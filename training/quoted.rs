//! Trains what tells quotes from titles and names: `cargo run --release --example train_quoted -- FOLDER data/extract`;
//! see `README.md` beside it.
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a tool: it stops at what it cannot read")]

use std::path::Path;

use quotediff::extract::learn::{sights, stretches};
use quotediff::lang::Packs;
use quotediff::model::{Article, CodePoints};

/// What is learnt from, and how much a stretch of each counts: German news is rarer in the data, not in the world.
const MIX: [(&str, f64); 2] = [("polnear_train", 1.0), ("dewikinews_train", 3.0)];
const HELD_OUT: [&str; 2] = ["polnear_dev", "dewikinews_dev"];
/// How strongly weights are drawn to nothing (half the square of each, times this).
const PULL: f64 = 3.0;
/// A stretch is a quote when it is one with this probability.
const PROBABLE: f64 = 0.5;
const STEPS: usize = 12;

/// One stretch: what is seen of it (the last place always), whether it is a quote, how much it counts.
struct Example {
    seen: Vec<usize>,
    quote: bool,
    counts: f64,
}

fn read(path: &Path, counts: f64) -> Vec<Example> {
    let mut examples = Vec::new();
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = row["text"].as_str().unwrap().to_owned();
        let spans = |key: &str| -> Vec<(usize, usize)> {
            let pair = |one: &serde_json::Value| match one.as_array() {
                Some(pair) => (pair[0].as_u64().unwrap() as usize, pair[1].as_u64().unwrap() as usize),
                None => (one["start"].as_u64().unwrap() as usize, one["end"].as_u64().unwrap() as usize),
            };
            row[key].as_array().unwrap().iter().map(pair).collect()
        };
        let (gold, ignored) = (spans("quotes"), spans("ignore"));
        let lang = row["lang"].as_str().map(ToOwned::to_owned);
        let article = Article { text, lang, ..Article::default() };
        let points = CodePoints::of(&article.text);
        for (span, mut seen) in stretches(&article, Packs::builtin()) {
            let (start, end) = points.span(span);
            let shared = |&(from, to): &(usize, usize)| end.min(to).saturating_sub(start.max(from));
            let quote = gold.iter().any(|one| 2 * shared(one) >= end.max(one.1) - start.min(one.0));
            if quote || ignored.iter().all(|one| shared(one) == 0) {
                seen.push(sights().len());
                examples.push(Example { seen, quote, counts });
            }
        }
    }
    examples
}

fn probability(weights: &[f64], seen: &[usize]) -> f64 {
    1.0 / (1.0 + (-seen.iter().map(|&at| weights[at]).sum::<f64>()).exp())
}

/// Newton's method on the regularised likelihood (iteratively reweighted least squares).
fn fit(examples: &[Example]) -> Vec<f64> {
    let size = sights().len() + 1;
    let mut weights = vec![0.0; size];
    for _ in 0..STEPS {
        // What is always added is not drawn to nothing, or hardly.
        let pull = |at: usize| if at + 1 == size { 1e-6 } else { PULL };
        let mut system: Vec<Vec<f64>> = (0..size).map(|_| vec![0.0; size + 1]).collect();
        for at in 0..size {
            system[at][at] = pull(at);
            system[at][size] = -pull(at) * weights[at];
        }
        for example in examples {
            let p = probability(&weights, &example.seen);
            for &i in &example.seen {
                for &j in &example.seen {
                    system[i][j] += example.counts * p * (1.0 - p);
                }
                system[i][size] += example.counts * (f64::from(u8::from(example.quote)) - p);
            }
        }
        for (weight, step) in weights.iter_mut().zip(solve(system)) {
            *weight += step;
        }
    }
    weights
}

/// Gaussian elimination; the matrix is positive definite, so no pivots are looked for.
fn solve(mut system: Vec<Vec<f64>>) -> Vec<f64> {
    let size = system.len();
    for i in 0..size {
        let pivot = system[i].clone();
        for row in &mut system[i + 1..] {
            let factor = row[i] / pivot[i];
            row.iter_mut().zip(&pivot).skip(i).for_each(|(x, y)| *x -= factor * y);
        }
    }
    let mut found = vec![0.0; size];
    for i in (0..size).rev() {
        let known: f64 = (i + 1..size).map(|j| system[i][j] * found[j]).sum();
        found[i] = (system[i][size] - known) / system[i][i];
    }
    found
}

fn main() {
    let [folder, out] = [1, 2].map(|at| std::env::args().nth(at).unwrap());
    let file = |name: &str| Path::new(&folder).join(format!("{name}.jsonl"));
    let examples: Vec<Example> = MIX.iter().flat_map(|&(name, counts)| read(&file(name), counts)).collect();
    let mut weights = fit(&examples);
    let always = weights.len() - 1;
    weights[always] -= (PROBABLE / (1.0 - PROBABLE)).ln();
    weights.iter_mut().for_each(|weight| *weight = (*weight * 100.0).round() / 100.0);
    for name in HELD_OUT {
        let held: Vec<Example> = read(&file(name), 1.0);
        let called = |example: &&Example| probability(&weights, &example.seen) > 0.5;
        let right = held.iter().filter(called).filter(|example| example.quote).count();
        let (all, gold) = (held.iter().filter(called).count(), held.iter().filter(|example| example.quote).count());
        eprintln!(
            "{name}: {right} right of {all} called and {gold} there, F1 {:.4}",
            2.0 * right as f64 / (all + gold) as f64
        );
    }
    let names = sights().iter().copied().chain(["Always"]);
    let lines: String = names.zip(&weights).map(|(name, weight)| format!("{name}\t{weight}\n")).collect();
    let head =
        "# How much each sight of a stretch between marks speaks for a quote. Written by the program in training/.\n";
    std::fs::write(Path::new(&out).join("quoted.tsv"), format!("{head}{lines}")).unwrap();
}
