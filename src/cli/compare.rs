//! `compare`: the whole pipeline.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use rayon::prelude::*;

use super::args::{Cli, CompareArgs, OutputFormat};
use super::exit::Outcome;
use super::metrics::{Seen, signatures};
use super::progress::Progress;
use super::{input, say};
use crate::error::Error;
use crate::link::{LinkOptions, link};
use crate::model::{Rendering, Statement};
use crate::report::csv::CsvTable;
use crate::report::datapackage;
use crate::report::output::{Output, write_file};
use crate::report::{TABLES, Table, TableColumn, jsonl, summary, table};
use crate::score::metrics::Metric;
use crate::{CompareOptions, Comparison, compare};

/// Statements compared at a time: enough for all cores, few enough to keep in memory.
const BATCH: usize = 512;

pub(super) fn run(args: &CompareArgs, cli: &Cli) -> Result<Outcome, Error> {
    let (renderings, outcome) = input::renderings(&args.input, cli)?;
    let options = args.compare.options();
    let statements = statements(&renderings, &options, cli);
    if args.signature {
        let mut seen = Seen::default();
        let langs = renderings.iter().map(|rendering| lang_of(rendering, &options));
        langs.for_each(|lang| seen.lang(lang));
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
    sink.finish()?;
    Ok(outcome)
}

/// Links, and says what came of it. Statements are ordered by number of renderings, then id; given ids by id alone.
pub(super) fn statements(renderings: &[Rendering], options: &CompareOptions, cli: &Cli) -> Vec<Statement> {
    let mut statements = link(renderings, &LinkOptions::default());
    let given = renderings.iter().all(|rendering| rendering.statement_id.is_some());
    statements.sort_by(|x, y| {
        let size = if given { std::cmp::Ordering::Equal } else { y.renderings.len().cmp(&x.renderings.len()) };
        size.then_with(|| x.id.cmp(&y.id))
    });
    if !cli.quiet {
        let alone = statements.iter().filter(|statement| statement.renderings.len() == 1).count();
        say(&format!(
            "{} renderings, {} statements, {alone} with one rendering only",
            renderings.len(),
            statements.len()
        ));
        if let Some(name) = &options.reference {
            let known = renderings.iter().any(|rendering| rendering.outlet.eq_ignore_ascii_case(name));
            if !known {
                say(&format!("no rendering is from `{name}`: all pairs are compared"));
            }
        }
    }
    statements
}

/// The language a rendering is scored in: given, else guessed.
fn lang_of<'a>(rendering: &'a Rendering, options: &'a CompareOptions) -> &'a str {
    let given = rendering.lang.as_deref().or(options.lang.as_deref());
    given.unwrap_or_else(|| crate::lang::guess(&rendering.text))
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
    for batch in statements.chunks(BATCH) {
        let compared: Vec<Comparison> =
            batch.par_iter().map(|statement| compare(statement, renderings, options)).collect();
        for comparison in &compared {
            if comparison.cut && !cli.quiet {
                say(&format!(
                    "{}: {} renderings are too many for all pairs; each is compared with the medoid",
                    comparison.statement_id,
                    comparison.renderings.len()
                ));
            }
            take(comparison)?;
        }
        progress.add(batch.len());
    }
    progress.done();
    Ok(())
}

/// All five tables into a folder.
fn to_folder(
    folder: &Path,
    args: &CompareArgs,
    statements: &[Statement],
    renderings: &[Rendering],
    options: &CompareOptions,
    cli: &Cli,
) -> Result<(), Error> {
    fs::create_dir_all(folder).map_err(|error| Error::write(folder.display(), error))?;
    let ending = if args.output.format == Some(OutputFormat::Jsonl) { "jsonl" } else { "csv" };
    let sink = |table: &'static Table| {
        let path = folder.join(format!("{}.{ending}", table.name));
        Sink::new(Output::create(&path, &args.input.inputs, args.output.force)?, table, args, options)
    };
    let mut sinks = TABLES.iter().map(sink).collect::<Result<Vec<_>, Error>>()?;
    each(statements, renderings, options, cli, |comparison| {
        sinks.iter_mut().try_for_each(|sink| sink.write(comparison))
    })?;
    sinks.into_iter().try_for_each(Sink::finish)?;
    if ending == "csv" {
        let package = datapackage::descriptor(TABLES, options, !args.output.no_guard);
        let path = folder.join(datapackage::FILE);
        write_file(&path, &args.input.inputs, args.output.force, |out| {
            serde_json::to_writer_pretty(&mut *out, &package)?;
            out.write_all(b"\n")
        })?;
    }
    if !cli.quiet {
        say(&format!("{} tables written to {}", TABLES.len(), folder.display()));
    }
    Ok(())
}

/// One table on its way out.
struct Sink {
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
        let columns = (table.columns)(options);
        let form = match args.output.format {
            Some(OutputFormat::Jsonl) => Form::Jsonl(out),
            _ => Form::Csv(Box::new(
                CsvTable::new(out, &columns, !args.output.no_guard).map_err(|error| Error::write(table.name, error))?,
            )),
        };
        let signed = (args.signature && table.name == TABLES[0].name).then(|| options.metrics.clone());
        Ok(Sink { table, columns, form, signed })
    }

    fn write(&mut self, comparison: &Comparison) -> Result<(), Error> {
        for (at, row) in (self.table.rows)(comparison).into_iter().enumerate() {
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
            written.map_err(|error| Error::write(self.table.name, error))?;
        }
        Ok(())
    }

    fn finish(self) -> Result<(), Error> {
        match self.form {
            Form::Csv(csv) => csv.finish().map_err(|error| Error::write(self.table.name, error))?.finish(),
            Form::Jsonl(out) => out.finish(),
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
