//! `extract`: articles to renderings.

use rayon::prelude::*;
use serde_json::{Value, json};

use super::args::{Cli, ExtractArgs, OutputFormat};
use super::exit::Outcome;
use super::input;
use crate::error::Error;
use crate::extract::extract;
use crate::lang::Packs;
use crate::model::{Article, CodePoints, Quote, Span};
use crate::read::{Wanted, read};
use crate::report::csv::CsvTable;
use crate::report::{jsonl, rendering_columns, rendering_row};

/// Articles worked on at a time.
const BATCH: usize = 1024;

pub(super) fn run(args: &ExtractArgs, cli: &Cli) -> Result<Outcome, Error> {
    let input = read(&args.input.inputs, &args.input.options(Wanted::Articles))?;
    let outcome = input::account_input(&args.input, args.output.target(), cli, &input)?;
    let mut out = args.output.open(&args.input.inputs)?;
    let failed = |error| Error::write(args.output.name(), error);
    if args.output.format == Some(OutputFormat::Jsonl) {
        for batch in input.articles.chunks(BATCH) {
            let found: Vec<Vec<Value>> = batch.par_iter().map(objects).collect();
            found.iter().flatten().try_for_each(|object| jsonl::object(&mut out, object)).map_err(failed)?;
        }
        out.finish()?;
        return Ok(outcome);
    }
    let mut csv = CsvTable::new(out, &rendering_columns(), !args.output.no_guard).map_err(failed)?;
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

/// One object a quote, offsets in code points of the article's text.
fn objects(article: &Article) -> Vec<Value> {
    let points = CodePoints::of(&article.text);
    let quotes = extract(article, Packs::builtin());
    quotes.iter().map(|quote| object(article, quote, &points)).collect()
}

fn object(article: &Article, quote: &Quote, points: &CodePoints) -> Value {
    let at = |span: Option<Span>| span.map(|span| points.span(span));
    let (start, end) = points.span(quote.span);
    let speaker = quote.speaker.as_ref();
    let place = at(speaker.map(|speaker| speaker.span));
    let credits: Vec<Value> = quote
        .credits
        .iter()
        .map(|credit| {
            let (start, end) = points.span(credit.span);
            json!({ "outlet": credit.outlet, "kind": credit.kind.as_str(), "start": start, "end": end })
        })
        .collect();
    json!({
        "document": article.id,
        "start": start,
        "end": end,
        "text": quote.text,
        "speaker": speaker.map(|speaker| &speaker.text),
        "speaker_start": place.map(|place| place.0),
        "speaker_end": place.map(|place| place.1),
        "speaker_resolved": speaker.and_then(|speaker| speaker.resolved.as_ref()),
        "cue": quote.cue,
        "group": quote.group,
        "continues": quote.continues,
        "credits": credits,
    })
}
