//! Reading as every command does it: options from arguments, what was guessed said, what was lost accounted for.

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
use crate::report::output::{Output, write_file};

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
    pub fn options(&self) -> CompareOptions {
        let default = CompareOptions::default();
        CompareOptions {
            lang: self.lang.clone(),
            reference: self.reference.clone(),
            min_confidence: self.min_confidence,
            metrics: self.metrics.as_ref().map_or(default.metrics, |list| list.0.clone()),
            ..default
        }
    }
}

impl OutputArgs {
    /// The one output of a command, as messages name it.
    pub fn name(&self) -> String {
        self.output.as_ref().map_or_else(|| "standard output".to_owned(), |path| path.display().to_string())
    }

    /// Opens the one output of a command.
    pub fn open(&self, inputs: &[PathBuf]) -> Result<Output, Error> {
        Output::create(self.output.as_deref().unwrap_or(Path::new("-")), inputs, self.force)
    }
}

/// Reads all inputs; articles are turned into renderings.
pub(super) fn renderings(args: &InputArgs, cli: &Cli) -> Result<(Vec<Rendering>, Outcome), Error> {
    let Input { articles, mut renderings, rejects, notes, rows_read } = read(&args.inputs, &args.options(Wanted::Any))?;
    let outcome = account(args, cli, &notes, &rejects, rows_read)?;
    renderings.extend(articles.iter().flat_map(extracted));
    Ok((renderings, outcome))
}

/// The renderings in an article.
pub(super) fn extracted(article: &Article) -> Vec<Rendering> {
    extract::renderings(article, &extract::extract(article, Packs::builtin()))
}

/// Says what a log has to say; the outcome tells whether rows were lost.
pub(super) fn account_log(args: &InputArgs, cli: &Cli, log: &Log) -> Result<Outcome, Error> {
    account(args, cli, &log.notes, &log.rejects, log.rows_read)
}

fn account(args: &InputArgs, cli: &Cli, notes: &[Note], rejects: &[Reject], rows_read: u64) -> Result<Outcome, Error> {
    const SHOWN: usize = 10;
    if !cli.quiet {
        for note in notes {
            say(&format!("{}: {}", note.file, note.message));
        }
    }
    if let Some(path) = &args.rejects {
        write_file(path, &args.inputs, true, |out| write_rejects(rejects, out))?;
    }
    for reject in rejects.iter().take(SHOWN) {
        say(&format!("{}:{}: not used: {}", reject.file, reject.line, reject.reason));
    }
    if rejects.len() > SHOWN {
        say(&format!("and {} more; --rejects FILE lists them all", rejects.len() - SHOWN));
    }
    let lost = rejects.len() as u64;
    if !cli.quiet || lost > 0 {
        say(&format!("{rows_read} rows read = {} used + {lost} rejected", rows_read.saturating_sub(lost)));
    }
    Ok(if lost > 0 { Outcome::Rejected } else { Outcome::Fine })
}

/// Says what an input has to say.
pub(super) fn account_input(args: &InputArgs, cli: &Cli, input: &Input) -> Result<Outcome, Error> {
    account(args, cli, &input.notes, &input.rejects, input.rows_read)
}
