//! Times every metric and the similarity over pairs of texts, on one thread: `metric_speed PAIRS.csv` reads a table with
//! `text`, each two rows of which are a pair, and prints for each metric a line of JSON: seconds, and the mean score.
#![allow(clippy::print_stdout, reason = "a tool")]

use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use quotediff::score::metrics::METRICS;
use quotediff::{MIN_CONFIDENCE, compare_texts, lang};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("which table?")?;
    let mut reader = csv::Reader::from_path(path)?;
    let place = reader.headers()?.iter().position(|header| header == "text").ok_or("no column `text`")?;
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>()?;
    let texts: Vec<&str> = rows.iter().filter_map(|row| row.get(place)).collect();
    let pairs: Vec<(&str, &str)> =
        texts.chunks_exact(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?))).collect();
    for metric in METRICS {
        time(metric.name(), &pairs, |a, b| metric.score(a, b, Some("en")).unwrap_or(f64::NAN));
    }
    time("similarity", &pairs, |a, b| compare_texts(&lang::text(a, "en"), &lang::text(b, "en"), MIN_CONFIDENCE).0);
    Ok(())
}

/// Best of three runs over all pairs, none of which leaves anything to the next.
fn time(name: &str, pairs: &[(&str, &str)], score: impl Fn(&str, &str) -> f64) {
    let mut best = f64::INFINITY;
    let mut sum = 0.0;
    for _ in 0..3 {
        let start = Instant::now();
        sum = pairs.iter().map(|(a, b)| black_box(score(black_box(a), black_box(b)))).sum();
        best = best.min(start.elapsed().as_secs_f64());
    }
    println!("{{\"metric\":\"{name}\",\"seconds\":{best:.6},\"mean\":{:.6}}}", sum / pairs.len() as f64);
}
