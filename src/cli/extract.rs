//! `extract`: articles to renderings.

use std::io::Write;

use rayon::prelude::*;
use serde::Serialize;

use super::args::{Cli, ExtractArgs, OutputFormat};
use super::exit::Outcome;
use super::input;
use crate::error::Error;
use crate::extract::extract;
use crate::lang::Packs;
use crate::model::{Article, CodePoints, Credit, Quote, Span};
use crate::read::{Wanted, read};
use crate::report::output::write_file;
use crate::report::{jsonl, rendering_columns, rendering_row};

/// Articles worked on at a time.
const BATCH: usize = 1024;

pub(super) fn run(args: &ExtractArgs, cli: &Cli) -> Result<Outcome, Error> {
    let mut input = read(&args.input.inputs, &args.input.options(Wanted::Articles))?;
    for article in input.articles.iter_mut().filter(|article| article.lang.is_none()) {
        article.lang.clone_from(&args.lang);
    }
    let outcome = input::account_input(&args.input, args.output.target(), cli, &input)?;
    if let Some(path) = &args.text_out {
        write_file(path, &args.input.inputs, args.output.force, |out| write_texts(&input.articles, out))?;
    }
    let mut out = args.output.open(&args.input.inputs)?;
    let failed = |error| Error::write(args.output.name(), error);
    if args.output.format == Some(OutputFormat::Jsonl) {
        for batch in input.articles.chunks(BATCH) {
            let found: Vec<Vec<u8>> = batch.par_iter().map(objects).collect();
            found.iter().try_for_each(|lines| out.write_all(lines)).map_err(failed)?;
        }
        out.finish()?;
        return Ok(outcome);
    }
    let mut csv = args.output.csv(out, &rendering_columns())?;
    for batch in input.articles.chunks(BATCH) {
        let found: Vec<_> = batch.par_iter().map(input::extracted).collect();
        found
            .iter()
            .flatten()
            .try_for_each(|rendering| csv.row(&rendering_row(rendering, None, None)))
            .map_err(failed)?;
    }
    csv.finish().map_err(failed)?.finish()?;
    Ok(outcome)
}

/// One object an article, as `extract` reads it: the text that offsets count in, and what the page says about it.
fn write_texts(articles: &[Article], out: &mut dyn Write) -> std::io::Result<()> {
    let mut out = out;
    articles.iter().try_for_each(|article| {
        let Article { id, outlet, lang, date, text, .. } = article;
        jsonl::object(&mut out, &Text { id, outlet, lang, date, text })
    })
}

/// An article as it is written.
#[derive(Serialize)]
struct Text<'a> {
    id: &'a str,
    outlet: &'a Option<String>,
    lang: &'a Option<String>,
    date: &'a Option<String>,
    text: &'a str,
}

/// One object a quote, offsets in code points of the article's text.
fn objects(article: &Article) -> Vec<u8> {
    let points = CodePoints::of(&article.text);
    let mut lines = Vec::new();
    for quote in extract(article, Packs::builtin()) {
        // Writing to memory does not fail.
        let _ = jsonl::object(&mut lines, &Found::new(article, &quote, &points));
    }
    lines
}

/// A quote as it is written.
#[derive(Serialize)]
struct Found<'a> {
    document: &'a str,
    start: usize,
    end: usize,
    text: &'a str,
    speaker: Option<&'a str>,
    speaker_start: Option<usize>,
    speaker_end: Option<usize>,
    speaker_resolved: Option<&'a str>,
    cue: Option<&'a str>,
    group: Option<u32>,
    continues: bool,
    nested: Vec<Nested<'a>>,
    credits: Vec<Credited<'a>>,
}

/// What is quoted inside a quote, as it is written.
#[derive(Serialize)]
struct Nested<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

/// A credit as it is written.
#[derive(Serialize)]
struct Credited<'a> {
    outlet: &'a str,
    kind: &'static str,
    start: usize,
    end: usize,
}

impl<'a> Found<'a> {
    fn new(article: &'a Article, quote: &'a Quote, points: &CodePoints) -> Found<'a> {
        let (start, end) = points.span(quote.span);
        let speaker = quote.speaker.as_ref();
        let place = speaker.map(|speaker| points.span(speaker.span));
        let credit = |credit: &'a Credit| {
            let (start, end) = points.span(credit.span);
            Credited { outlet: &credit.outlet, kind: credit.kind.as_str(), start, end }
        };
        let nested = |&span: &Span| {
            let (start, end) = points.span(span);
            Nested { start, end, text: span.of(&article.text) }
        };
        Found {
            document: &article.id,
            start,
            end,
            text: &quote.text,
            speaker: speaker.map(|speaker| speaker.text.as_str()),
            speaker_start: place.map(|place| place.0),
            speaker_end: place.map(|place| place.1),
            speaker_resolved: speaker.and_then(|speaker| speaker.resolved.as_deref()),
            cue: quote.cue.as_deref(),
            group: quote.group,
            continues: quote.continues,
            nested: quote.nested.iter().map(nested).collect(),
            credits: quote.credits.iter().map(credit).collect(),
        }
    }
}
