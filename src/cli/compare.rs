//! `compare`: the whole pipeline.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use rayon::prelude::*;

use super::args::{Cli, CompareArgs, OutputFormat};
use super::exit::Outcome;
use super::limits::Limits;
use super::metrics::{Seen, signatures};
use super::progress::Progress;
use super::{input, say, transcript};
use crate::compare::languages;
use crate::error::Error;
use crate::link::{LinkOptions, link};
use crate::model::{Rendering, Statement};
use crate::report::csv::CsvTable;
use crate::report::datapackage;
use crate::report::html::{self, Page};
use crate::report::output::{Output, finish_all};
use crate::report::{TABLES, Table, TableColumn, jsonl, summary, table};
use crate::score::metrics::Metric;
use crate::{CompareOptions, Comparison, compare};

/// Renderings compared at a time: enough for all cores, few enough to keep in memory.
const BATCH: usize = 2048;

pub(super) fn run(args: &CompareArgs, cli: &Cli) -> Result<Outcome, Error> {
    let (mut renderings, outcome) = input::renderings(&args.input, args.output.target(), cli)?;
    let mut options = args.compare.options()?;
    let statements = statements(&mut renderings, &mut options, cli)?;
    if args.signature {
        let mut seen = Seen::default();
        for statement in &statements {
            let members = statement.renderings.iter().filter_map(|&at| renderings.get(at));
            languages(members, &options).into_iter().for_each(|lang| seen.lang(lang));
        }
        seen.say(&options.metrics, cli);
    }
    if let (Some(folder), None) = (&args.output.output, args.table) {
        to_folder(folder, args, &statements, &renderings, &options, cli)?;
        return Ok(outcome);
    }
    let plain = args.table.is_none() && args.output.format.is_none() && args.output.output.is_none();
    if args.summary || (plain && io::stdout().is_terminal()) {
        let mut out = anstream::stdout().lock();
        each(&statements, &renderings, &options, cli, |comparison| {
            quiet_pipe(summary::statement(&mut out, comparison))
        })?;
        return Ok(outcome);
    }
    let table = table(args.table.unwrap_or("pairs")).unwrap_or(&TABLES[0]);
    let mut sink = Sink::new(args.output.open(&args.input.inputs)?, table, args, &options)?;
    each(&statements, &renderings, &options, cli, |comparison| sink.write(comparison))?;
    sink.into_output()?.finish()?;
    Ok(outcome)
}

/// Links, and says what came of it. Statements are ordered by number of renderings, then id; given ids by id alone.
/// Where all are to be compared with a file, its passages are added to `renderings`, and `options` names it as outlet.
///
/// # Errors
/// What all are to be compared with is no outlet and no file with a text.
pub(super) fn statements(
    renderings: &mut Vec<Rendering>,
    options: &mut CompareOptions,
    cli: &Cli,
) -> Result<Vec<Statement>, Error> {
    let transcript = transcript::of(renderings, options)?;
    let mut statements =
        link(renderings, &LinkOptions { concepts: Some(options.concepts.clone()), ..LinkOptions::default() });
    let given = renderings.iter().all(|rendering| rendering.statement_id.is_some());
    statements.sort_by(|x, y| {
        let size = if given { std::cmp::Ordering::Equal } else { y.renderings.len().cmp(&x.renderings.len()) };
        size.then_with(|| x.id.cmp(&y.id))
    });
    if !cli.quiet {
        let alone = statements.iter().filter(|statement| statement.renderings.len() == 1).count();
        say(&format!(
            "{}, {}, {alone} with one rendering only",
            counted(renderings.len(), "rendering"),
            counted(statements.len(), "statement")
        ));
    }
    if let Some((article, name)) = transcript {
        transcript::add(&article, &name, renderings, &mut statements, options, cli);
        options.reference = Some(name);
    }
    Ok(statements)
}

/// `1 rendering`, `2 renderings`.
pub(super) fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// Compares statement by statement, in parallel, and hands on the results in order.
pub(super) fn each(
    statements: &[Statement],
    renderings: &[Rendering],
    options: &CompareOptions,
    cli: &Cli,
    mut take: impl FnMut(&Comparison) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut progress = Progress::new(statements.len(), "comparing", cli.quiet);
    let mut limits = Limits::default();
    let mut apart = 0;
    for batch in batches(statements) {
        let compared: Vec<Comparison> =
            batch.par_iter().map(|statement| compare(statement, renderings, options)).collect();
        for comparison in &compared {
            apart += comparison.apart;
            if comparison.cut && !cli.quiet {
                say(&format!(
                    "{}: {} renderings are too many for all pairs; each is compared with the most central one, \
                     identical ones with the first of them",
                    comparison.statement_id,
                    comparison.renderings.len()
                ));
            }
            if !comparison.collation.is_tabled() && !cli.quiet {
                say(&format!(
                    "{}: {} renderings are too many and too different for an alignment table; it is left out",
                    comparison.statement_id,
                    comparison.renderings.len()
                ));
            }
            for pair in &comparison.pairs {
                if let [Some(a), Some(b)] = [pair.a, pair.b].map(|at| comparison.collation.texts.get(at)) {
                    limits.aligned([a.len(), b.len()]);
                }
                limits.measured(&options.metrics, &pair.metrics);
            }
            take(comparison)?;
        }
        progress.add(batch.len());
    }
    progress.done();
    if apart > 0 && !cli.quiet {
        say(&summary::apart(apart));
    }
    limits.say(cli);
    Ok(())
}

/// The statements in runs of at most [`BATCH`] renderings; a larger statement is a run of its own.
fn batches(statements: &[Statement]) -> impl Iterator<Item = &[Statement]> {
    let mut rest = statements;
    std::iter::from_fn(move || {
        let mut sum = 0;
        let fits = rest.iter().take_while(|statement| {
            sum += statement.renderings.len();
            sum <= BATCH
        });
        let (batch, later) = rest.split_at_checked(fits.count().max(1))?;
        rest = later;
        Some(batch)
    })
}

/// All five tables and a page to read into a folder: all of them or none, and no folder that was not there before.
fn to_folder(
    folder: &Path,
    args: &CompareArgs,
    statements: &[Statement],
    renderings: &[Rendering],
    options: &CompareOptions,
    cli: &Cli,
) -> Result<(), Error> {
    let found = folder.exists();
    if found && !folder.is_dir() {
        let why = "it is a file, and the five tables go into a folder (--table NAME writes one into a file)";
        return Err(Error::write(folder.display(), io::Error::other(why)));
    }
    fs::create_dir_all(folder).map_err(|error| Error::write(folder.display(), error))?;
    let written = write_tables(folder, args, statements, renderings, options, cli);
    if written.is_err() && !found {
        // Only an empty folder goes.
        let _ = fs::remove_dir(folder);
    }
    written
}

fn write_tables(
    folder: &Path,
    args: &CompareArgs,
    statements: &[Statement],
    renderings: &[Rendering],
    options: &CompareOptions,
    cli: &Cli,
) -> Result<(), Error> {
    let ending = if args.output.format == Some(OutputFormat::Jsonl) { "jsonl" } else { "csv" };
    let sink = |table: &'static Table| {
        let path = folder.join(format!("{}.{ending}", table.name));
        Sink::new(Output::create(&path, &args.input.inputs, args.output.force)?, table, args, options)
    };
    let mut sinks = TABLES.iter().map(sink).collect::<Result<Vec<_>, Error>>()?;
    let page = Output::create(&folder.join(html::FILE), &args.input.inputs, args.output.force)?;
    let name = page.name().to_owned();
    let failed = |error| Error::write(&name, error);
    let mut page = Page::new(page).map_err(failed)?;
    each(statements, renderings, options, cli, |comparison| {
        sinks.iter_mut().try_for_each(|sink| sink.write(comparison))?;
        page.statement(comparison).map_err(failed)
    })?;
    let mut outputs = sinks.into_iter().map(Sink::into_output).collect::<Result<Vec<_>, Error>>()?;
    outputs.push(page.finish().map_err(failed)?);
    if ending == "csv" {
        outputs.push(describe(folder, args, options)?);
    }
    finish_all(outputs)?;
    if !cli.quiet {
        say(&format!("{} tables and {} written to {}", TABLES.len(), html::FILE, folder.display()));
    }
    Ok(())
}

/// What the tables' columns mean, for programs.
fn describe(folder: &Path, args: &CompareArgs, options: &CompareOptions) -> Result<Output, Error> {
    let package = datapackage::descriptor(TABLES, options, !args.output.no_guard);
    let mut out = Output::create(&folder.join(datapackage::FILE), &args.input.inputs, args.output.force)?;
    let written = serde_json::to_writer_pretty(&mut out, &package).map_err(io::Error::from);
    match written.and_then(|()| out.write_all(b"\n")) {
        Ok(()) => Ok(out),
        Err(error) => Err(out.failure(error)),
    }
}

/// One table on its way out.
struct Sink {
    /// Of the output, for messages.
    name: String,
    table: &'static Table,
    columns: Vec<TableColumn>,
    form: Form,
    /// The metrics whose signatures each row gets.
    signed: Option<Vec<&'static dyn Metric>>,
}

enum Form {
    Csv(Box<CsvTable<Output>>),
    Jsonl(Output),
}

impl Sink {
    fn new(out: Output, table: &'static Table, args: &CompareArgs, options: &CompareOptions) -> Result<Sink, Error> {
        let name = out.name().to_owned();
        let columns = (table.columns)(options);
        let form = match args.output.format {
            Some(OutputFormat::Jsonl) => Form::Jsonl(out),
            _ => Form::Csv(Box::new(args.output.csv(out, &columns)?)),
        };
        let signed = (args.signature && table.name == TABLES[0].name).then(|| options.metrics.clone());
        Ok(Sink { name, table, columns, form, signed })
    }

    fn write(&mut self, comparison: &Comparison) -> Result<(), Error> {
        for (at, row) in (self.table.rows)(comparison).enumerate() {
            let written = match &mut self.form {
                Form::Csv(csv) => csv.row(&row),
                Form::Jsonl(out) => {
                    let mut fields = jsonl::fields(&self.columns, &row);
                    if let (Some(metrics), Some(pair)) = (&self.signed, comparison.pairs.get(at)) {
                        fields.insert("signatures".to_owned(), signatures(metrics, comparison.lang(pair.a)));
                    }
                    jsonl::object(out, &fields)
                }
            };
            written.map_err(|error| Error::write(&self.name, error))?;
        }
        Ok(())
    }

    fn into_output(self) -> Result<Output, Error> {
        match self.form {
            Form::Csv(csv) => csv.finish().map_err(|error| Error::write(self.name, error)),
            Form::Jsonl(out) => Ok(out),
        }
    }
}

/// A reader who has seen enough is no error.
fn quiet_pipe(written: io::Result<()>) -> Result<(), Error> {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Error::write("standard output", error)),
        _ => Ok(()),
    }
}

/// Writes lines to a stream until its reader goes.
pub(super) fn lines(out: &mut impl Write, lines: &[String]) -> Result<(), Error> {
    lines.iter().try_for_each(|line| quiet_pipe(writeln!(out, "{line}")))
}
