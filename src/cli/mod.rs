//! Arguments to calls of the library, results to a terminal or files, errors to exit codes.

mod align;
mod args;
mod check;
mod compare;
mod exit;
mod extract;
mod input;
mod interrupt;
mod kinds;
mod progress;
mod score;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Command};
use exit::Outcome;

/// Runs the program with the process's arguments.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    cli.color.set();
    interrupt::watch();
    if let Some(threads) = cli.threads {
        // A pool that exists already (it cannot, here) would only mean another number of threads.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
    }
    match run(&cli) {
        Ok(outcome) => outcome.code(),
        Err(error) => {
            say(&format!("error: {error}"));
            if let Some(hint) = error.hint() {
                say(&format!("  hint: {hint}"));
            }
            exit::code(&error)
        }
    }
}

fn run(cli: &Cli) -> Result<Outcome, crate::error::Error> {
    match &cli.command {
        Command::Compare(args) => compare::run(args, cli),
        Command::Extract(args) => extract::run(args, cli),
        Command::Link(_) => Ok(Outcome::Fine),
        Command::Align(args) => align::run(args, cli),
        Command::Score(args) => score::run(args, cli),
        Command::Check(args) => check::run(args, cli),
        Command::Kinds(args) => kinds::run(args),
    }
}

/// A line on standard error; there is nowhere to tell of a failure to write it.
fn say(line: &str) {
    let _ = writeln!(anstream::stderr(), "{}", crate::report::summary::printable(line));
}
