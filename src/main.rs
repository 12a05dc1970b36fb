//! The program: parse, run, error to exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    quotediff::cli::main()
}
