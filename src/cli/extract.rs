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
use crate::read::{Articles, Wanted};
use crate::report::csv::CsvTable;
use crate::report::output::{Output, finish_all};
use crate::report::{jsonl, rendering_columns, rendering_row};

pub(super) fn run(args: &ExtractArgs, cli: &Cli) -> Result<Outcome, Error> {
    let inputs = &args.input.inputs;
    let options = args.input.options(Wanted::Articles);
    let mut articles = Articles::open(inputs, &options)?;
    // What cannot be read at all is told before anything is written.
    let mut batch = articles.batch()?;
    let output = args.output.open(inputs)?;
    let texts = args.text_out.as_ref().map(|path| Output::create(path, inputs, args.output.force)).transpose()?;
    let mut outputs = Outputs { rows: Rows::new(output, args)?, texts };
    while !batch.is_empty() {
        for article in batch.iter_mut().filter(|article| article.lang.is_none()) {
            article.lang.clone_from(&args.lang);
        }
        outputs.batch(&batch)?;
        batch = articles.batch()?;
    }
    outputs.finish()?;
    input::account_log(&args.input, args.output.target(), cli, &articles.finish())
}

/// What is written while articles are read.
struct Outputs {
    rows: Rows,
    texts: Option<Output>,
}

impl Outputs {
    fn batch(&mut self, articles: &[Article]) -> Result<(), Error> {
        self.rows.batch(articles)?;
        let Some(texts) = &mut self.texts else { return Ok(()) };
        write_texts(articles, &mut *texts).map_err(|error| texts.failure(error))
    }

    /// Both outputs take their names, or none.
    fn finish(self) -> Result<(), Error> {
        let rows = match self.rows {
            Rows::Objects(out) => out,
            Rows::Table(csv, name) => csv.finish().map_err(|error| Error::write(name, error))?,
        };
        finish_all(self.texts.into_iter().chain([rows]).collect())
    }
}

/// One object a quote, or one row a rendering.
enum Rows {
    Objects(Output),
    Table(Box<CsvTable<Output>>, String),
}

impl Rows {
    fn new(out: Output, args: &ExtractArgs) -> Result<Self, Error> {
        if args.output.format == Some(OutputFormat::Jsonl) {
            return Ok(Rows::Objects(out));
        }
        Ok(Rows::Table(Box::new(args.output.csv(out, &rendering_columns())?), args.output.name()))
    }

    fn batch(&mut self, articles: &[Article]) -> Result<(), Error> {
        match self {
            Rows::Objects(out) => {
                let found: Vec<Vec<u8>> = articles.par_iter().map(objects).collect();
                found.iter().try_for_each(|lines| out.write_all(lines)).map_err(|error| out.failure(error))
            }
            Rows::Table(csv, name) => {
                let found: Vec<_> = articles.par_iter().map(input::extracted).collect();
                let mut rows = found.iter().flatten().map(|rendering| rendering_row(rendering, None, None));
                rows.try_for_each(|row| csv.row(&row)).map_err(|error| Error::write(&*name, error))
            }
        }
    }
}

/// One object an article, as `extract` reads it: the text that offsets count in, and what the page says about it.
fn write_texts(articles: &[Article], mut out: impl Write) -> std::io::Result<()> {
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

/// Bytes that most objects fit in.
const LINE: usize = 512;

/// One object a quote, offsets in code points of the article's text.
fn objects(article: &Article) -> Vec<u8> {
    let quotes = extract(article, Packs::builtin());
    let mut lines = Vec::with_capacity(quotes.len() * LINE);
    if quotes.is_empty() {
        return lines;
    }
    let points = CodePoints::of(&article.text);
    for quote in quotes {
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
