//! `score --corpus`: one score for all pairs.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde_json::{Map, Value, json};

use super::align::{each_batch_of_pairs, words};
use super::args::{Cli, OutputFormat, ScoreArgs};
use super::exit::Outcome;
use super::say;
use crate::error::{Error, ErrorKind, Position};
use crate::lang;
use crate::read::task::{Task, Texts};
use crate::report::{jsonl, rounded};
use crate::score::metrics::corpus::Corpus;

/// Names of scores and their signatures, which say how texts were cut up.
type Signatures = [(&'static str, String); 4];

/// Corpora by signatures: pairs in languages that are cut up differently do not add up.
#[derive(Default)]
struct Corpora(BTreeMap<Signatures, (Corpus, BTreeSet<String>)>);

pub(super) fn run(args: &ScoreArgs, cli: &Cli) -> Result<Outcome, Error> {
    if args.output.format == Some(OutputFormat::Csv) {
        let at = Position::file("--format");
        let (message, hint) = ("a corpus is written as JSON".to_owned(), "leave --format away".to_owned());
        return Err(ErrorKind::Invalid { at, message, hint }.into());
    }
    let mut out = args.output.open(&args.input.inputs)?;
    let mut corpora = Corpora::default();
    let outcome = each_batch_of_pairs(&args.input, &args.output, cli, |tasks| {
        let counted: Vec<_> = tasks.par_iter().filter_map(|task| count(task, args.compare.lang.as_deref())).collect();
        counted.iter().for_each(|(lang, corpus)| corpora.add(lang, corpus));
        Ok(())
    })?;
    for (signatures, (corpus, langs)) in &corpora.0 {
        if args.signature && !cli.quiet {
            signatures.iter().for_each(|(_, signature)| say(signature));
        }
        for score in corpus.scores().iter().filter(|score| score.value.is_none() && !cli.quiet) {
            say(&format!("a pair is too long for {}: left empty", score.name));
        }
        jsonl::object(&mut out, &object(signatures, corpus, langs)).map_err(|error| out.failure(error))?;
    }
    out.finish()?;
    Ok(outcome)
}

impl Corpora {
    fn add(&mut self, lang: &str, other: &Corpus) {
        let (corpus, langs) = self.0.entry(Corpus::signatures(Some(lang))).or_default();
        corpus.add(other);
        if !lang.is_empty() && !langs.contains(lang) {
            langs.insert(lang.to_owned());
        }
    }
}

/// The counts of one pair, whose first text is the reference, and its language: given, else guessed.
fn count(task: &Task, lang: Option<&str>) -> Option<(String, Corpus)> {
    let Texts::Pair(pair) = &task.texts else { return None };
    let [reference, rendering] = pair.as_ref();
    let (a, b) = (words(reference), words(rendering));
    let told = [&reference.lang, &rendering.lang].map(|told| told.as_deref().or(lang));
    let lang = lang::languages(&[(&a, told[0]), (&b, told[1])])[0];
    let corpus = Corpus::of_pair(&a, &b, Some(lang));
    Some((lang.to_owned(), corpus))
}

fn object(signatures: &Signatures, corpus: &Corpus, langs: &BTreeSet<String>) -> Value {
    let value = |value: Option<f64>| value.map_or(Value::Null, |value| rounded(value).into());
    let metrics: Map<String, Value> =
        corpus.scores().into_iter().map(|score| (score.name.to_owned(), value(score.value))).collect();
    let signatures: Map<String, Value> =
        signatures.iter().map(|(name, signature)| ((*name).to_owned(), signature.as_str().into())).collect();
    json!({ "pairs": corpus.pairs(), "langs": langs, "metrics": metrics, "signatures": signatures })
}
