//! Reading as every command does it: options from arguments, what was guessed said, what was lost accounted for.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::args::{Cli, CompareFlags, InputArgs, OutputArgs};
use super::exit::Outcome;
use super::say;
use crate::CompareOptions;
use crate::error::Error;
use crate::extract;
use crate::lang::Packs;
use crate::model::{Article, Rendering};
use crate::read::{Input, Log, Note, ReadOptions, Reject, Wanted, read, write_rejects};
use crate::report::TableColumn;
use crate::report::csv::CsvTable;
use crate::report::output::{Output, is_input, write_file};

impl InputArgs {
    pub fn options(&self, wanted: Wanted) -> ReadOptions {
        ReadOptions {
            wanted,
            format: self.input_format,
            encoding: self.encoding.clone(),
            delimiter: self.delimiter,
            columns: self.column.iter().cloned().collect(),
            max_field: self.max_field,
            strict: self.strict,
            ..ReadOptions::default()
        }
    }
}

impl CompareFlags {
    pub fn options(&self) -> Result<CompareOptions, Error> {
        let default = CompareOptions::default();
        Ok(CompareOptions {
            lang: self.lang.clone(),
            reference: self.reference.clone(),
            min_confidence: self.min_confidence,
            metrics: self.metrics.as_ref().map_or(default.metrics, |list| list.0.clone()),
            concepts: self.lexicon.concepts()?,
            ..default
        })
    }
}

impl OutputArgs {
    /// The one output of a command, as messages name it.
    pub fn name(&self) -> String {
        self.output.as_ref().map_or_else(|| "standard output".to_owned(), |path| path.display().to_string())
    }

    /// What goes where.
    pub fn target(&self) -> Target<'_> {
        Target { output: self.output.as_deref(), force: self.force }
    }

    /// Opens the one output of a command.
    pub fn open(&self, inputs: &[PathBuf]) -> Result<Output, Error> {
        Output::create(self.output.as_deref().unwrap_or(Path::new("-")), inputs, self.force)
    }

    /// A CSV table on `out`, as the options have it.
    pub fn csv(&self, mut out: Output, columns: &[TableColumn]) -> Result<CsvTable<Output>, Error> {
        let name = out.name().to_owned();
        let mark = if self.bom { "\u{feff}" } else { "" };
        out.write_all(mark.as_bytes())
            .and_then(|()| CsvTable::new(out, columns, !self.no_guard))
            .map_err(|error| Error::write(&name, error))
    }
}

/// Where the output of a command goes, and whether it may replace what is there.
#[derive(Clone, Copy)]
pub(super) struct Target<'a> {
    pub output: Option<&'a Path>,
    pub force: bool,
}

impl Target<'_> {
    /// The file for rows that could not be used: beside the output, under its name with `.rejects.csv`. There is none
    /// for standard output, a device or a pipe.
    fn sidecar(self) -> Option<PathBuf> {
        let output = self.output.filter(|path| *path != Path::new("-"))?;
        if fs::metadata(output).is_ok_and(|found| !found.is_file() && !found.is_dir()) {
            return None;
        }
        let mut name = output.file_name()?.to_owned();
        name.push(".rejects.csv");
        Some(output.with_file_name(name))
    }
}

/// Reads all inputs; articles are turned into renderings.
pub(super) fn renderings(args: &InputArgs, target: Target<'_>, cli: &Cli) -> Result<(Vec<Rendering>, Outcome), Error> {
    let Input { articles, mut renderings, rejects, notes, rows_read } = read(&args.inputs, &args.options(Wanted::Any))?;
    let outcome = account(args, target, cli, &notes, &rejects, rows_read)?;
    renderings.extend(articles.iter().flat_map(extracted));
    Ok((renderings, outcome))
}

/// The renderings in an article.
pub(super) fn extracted(article: &Article) -> Vec<Rendering> {
    extract::renderings(article, &extract::extract(article, Packs::builtin()))
}

/// Says what a log has to say; the outcome tells whether rows were lost.
pub(super) fn account_log(args: &InputArgs, target: Target<'_>, cli: &Cli, log: &Log) -> Result<Outcome, Error> {
    account(args, target, cli, &log.notes, &log.rejects, log.rows_read)
}

fn account(
    args: &InputArgs,
    target: Target<'_>,
    cli: &Cli,
    notes: &[Note],
    rejects: &[Reject],
    rows_read: u64,
) -> Result<Outcome, Error> {
    const SHOWN: usize = 10;
    if !cli.quiet {
        for note in notes {
            say(&format!("{}: {}", note.file, note.message));
        }
    }
    let kept = keep(args, target, rejects)?;
    for reject in rejects.iter().take(SHOWN) {
        say(&format!("{}:{}: not used: {}", reject.file, reject.line, reject.reason));
    }
    if rejects.len() > SHOWN {
        let more = rejects.len() - SHOWN;
        say(&match &kept {
            Some(_) => format!("and {more} more"),
            None => format!("and {more} more; --rejects FILE lists them all"),
        });
    }
    if let Some(path) = kept.filter(|_| !rejects.is_empty()) {
        say(&format!("rejected rows are in {}", path.display()));
    }
    let lost = rejects.len() as u64;
    if !cli.quiet || lost > 0 {
        say(&format!("{rows_read} rows read = {} used + {lost} rejected", rows_read.saturating_sub(lost)));
    }
    Ok(if lost > 0 { Outcome::Rejected } else { Outcome::Fine })
}

/// Writes the rejects where the user wants them, else beside the output; returns the file. The one beside the output
/// is written anew by each run that has rejects; with `--force` an old one goes when there are none.
fn keep(args: &InputArgs, target: Target<'_>, rejects: &[Reject]) -> Result<Option<PathBuf>, Error> {
    let write = |path: &Path, force| write_file(path, &args.inputs, force, |out| write_rejects(rejects, out));
    if let Some(path) = &args.rejects {
        write(path, target.force)?;
        return Ok(Some(path.clone()));
    }
    let Some(path) = target.sidecar() else { return Ok(None) };
    if !rejects.is_empty() {
        write(&path, true)?;
        return Ok(Some(path));
    }
    if target.force && path.is_file() && !is_input(&path, &args.inputs) {
        fs::remove_file(&path).map_err(|error| Error::write(path.display(), error))?;
    }
    Ok(None)
}
