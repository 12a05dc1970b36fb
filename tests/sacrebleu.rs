//! BLEU, chrF, chrF++ and TER give what sacrebleu gives, for sentences and for corpora, in five languages.
//!
//! The vectors come from `fixtures/make_sacrebleu_vectors.py`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use quotediff::score::metrics::bleu::{corpus_bleu, sentence_bleu};
use quotediff::score::metrics::chrf::{CHRF, CHRF_PP};
use quotediff::score::metrics::ter::{Ter, corpus_ter};
use quotediff::score::metrics::tokenize::Tokenizer;
use quotediff::score::metrics::{Metric, find};
use serde_json::Value;

const VECTORS: &str = include_str!("fixtures/sacrebleu_vectors.jsonl");
const TOLERANCE: f64 = 5e-5;
const TOKENIZERS: [Tokenizer; 4] = [Tokenizer::Mteval13a, Tokenizer::Zh, Tokenizer::Char, Tokenizer::Intl];

fn rows() -> impl Iterator<Item = Value> {
    VECTORS.lines().map(|line| serde_json::from_str(line).unwrap_or_default())
}

fn pairs(lang: &str) -> Vec<(String, String)> {
    let text = |row: &Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();
    rows()
        .filter(|row| row["lang"] == lang && row["corpus"].is_null())
        .map(|row| (text(&row, "reference"), text(&row, "rendering")))
        .collect()
}

/// Collects every disagreement, so that one run shows them all.
#[derive(Default)]
struct Disagreements(Vec<String>);

impl Disagreements {
    fn check(&mut self, what: &str, row: &Value, expected: &Value, score: Option<f64>) {
        let close = |score: f64| expected.as_f64().is_some_and(|expected| (score - expected).abs() <= TOLERANCE);
        if !score.is_some_and(close) {
            self.0.push(format!("{what}: {score:?}, not {expected}, for {row}"));
        }
    }

    fn finish(self) {
        assert!(self.0.is_empty(), "{} disagreements\n{}", self.0.len(), self.0[..self.0.len().min(5)].join("\n"));
    }
}

#[test]
fn sentences_score_as_in_sacrebleu() {
    let mut found = Disagreements::default();
    let mut sentences = 0;
    for row in rows().filter(|row| row["corpus"].is_null()) {
        let (a, b) = (row["reference"].as_str().unwrap(), row["rendering"].as_str().unwrap());
        let lang = row["lang"].as_str();
        for tokenizer in TOKENIZERS {
            let name = tokenizer.as_str();
            found.check(name, &row, &row["bleu"][name], Some(sentence_bleu(a, b, tokenizer)));
        }
        let usual = Tokenizer::for_language(lang).as_str();
        found.check("bleu", &row, &row["bleu"][usual], find("bleu").and_then(|bleu| bleu.score(a, b, lang)));
        found.check("chrf", &row, &row["chrf"], CHRF.score(a, b, lang));
        found.check("chrf_pp", &row, &row["chrf_pp"], CHRF_PP.score(a, b, lang));
        found.check("ter", &row, &row["ter"], Ter.score(a, b, lang));
        sentences += 1;
    }
    found.finish();
    assert_eq!(sentences, 300);
}

#[test]
fn corpora_score_as_in_sacrebleu() {
    let mut found = Disagreements::default();
    for row in rows().filter(|row| !row["corpus"].is_null()) {
        let lang = row["lang"].as_str();
        let pairs = pairs(lang.unwrap_or_default());
        assert_eq!(row["corpus"], pairs.len());
        let pairs = || pairs.iter().map(|(a, b)| (a.as_str(), b.as_str()));
        for tokenizer in TOKENIZERS {
            let name = tokenizer.as_str();
            found.check(name, &row, &row["bleu"][name], Some(corpus_bleu(pairs(), tokenizer)));
        }
        found.check("chrf", &row, &row["chrf"], Some(CHRF.corpus(pairs())));
        found.check("chrf_pp", &row, &row["chrf_pp"], Some(CHRF_PP.corpus(pairs())));
        found.check("ter", &row, &row["ter"], corpus_ter(pairs(), lang));
    }
    found.finish();
}
