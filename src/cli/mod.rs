//! Arguments to calls of the library, results to a terminal or files, errors to exit codes.

mod align;
mod args;
mod check;
mod compare;
mod completions;
mod config;
mod corpus;
mod exit;
mod extract;
mod input;
mod interrupt;
mod kinds;
mod lexicon;
mod limits;
mod link;
mod metrics;
mod progress;
mod score;
mod state;
mod transcript;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use args::{Cli, Command};
use exit::Outcome;

/// Runs the program with the process's arguments.
pub fn main() -> ExitCode {
    let started = Instant::now();
    let (cli, config) = match config::parse(std::env::args_os().collect(), |cli: &Cli| cli.config.clone()) {
        Ok(parsed) => parsed,
        Err(error) => return failed(&error),
    };
    cli.color.set();
    interrupt::watch();
    if let Some(threads) = cli.threads {
        // A pool that exists already (it cannot, here) would only mean another number of threads.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
    }
    let result = run(&cli);
    if cli.verbose {
        say_how(config, started);
    }
    match result {
        Ok(outcome) => outcome.code(),
        Err(error) => failed(&error),
    }
}

fn failed(error: &crate::error::Error) -> ExitCode {
    say(&format!("error: {error}"));
    if let Some(hint) = error.hint() {
        say(&format!("  hint: {hint}"));
    }
    exit::code(error)
}

/// What `--verbose` adds: nothing that the output depends on.
fn say_how(config: Option<PathBuf>, started: Instant) {
    let config = config.map_or_else(|| "none".to_owned(), |path| path.display().to_string());
    let (threads, seconds) = (rayon::current_num_threads(), started.elapsed().as_secs_f64());
    say(&format!("configuration: {config}; {threads} threads; {seconds:.2} s"));
}

fn run(cli: &Cli) -> Result<Outcome, crate::error::Error> {
    match &cli.command {
        Command::Compare(args) => compare::run(args, cli),
        Command::Extract(args) => extract::run(args, cli),
        Command::Link(args) => link::run(args, cli),
        Command::Align(args) => align::run(args, cli),
        Command::Score(args) if args.corpus => corpus::run(args, cli),
        Command::Score(args) => score::run(args, cli),
        Command::Check(args) => check::run(args, cli),
        Command::Kinds(args) => kinds::run(args),
        Command::Metrics(args) => metrics::run(args),
        Command::Lexicon(args) => lexicon::run(args),
        Command::Completions(args) => completions::completions(args),
        Command::Man(args) => completions::man(args),
    }
}

/// A line on standard error; there is nowhere to tell of a failure to write it.
fn say(line: &str) {
    let _ = writeln!(anstream::stderr(), "{}", crate::report::summary::printable(line));
}
