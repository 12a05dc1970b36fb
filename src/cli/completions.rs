//! `completions` and `man`: made from the declaration of the arguments.

use std::io::Write;

use clap::{Command, CommandFactory};

use super::args::{Cli, CompletionsArgs, ManArgs};
use super::exit::Outcome;
use crate::error::{Error, ErrorKind, Position};
use crate::read::settings::nearest;

const NAME: &str = "quotediff";

pub(super) fn completions(args: &CompletionsArgs) -> Result<Outcome, Error> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), NAME, &mut script);
    print(&script)
}

pub(super) fn man(args: &ManArgs) -> Result<Outcome, Error> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command(args)?).render(&mut page).map_err(failed)?;
    print(&page)
}

/// The command as a page describes it: with the flags that all commands share, under its full name.
fn command(args: &ManArgs) -> Result<Command, Error> {
    let mut whole = Cli::command();
    whole.build();
    let Some(name) = &args.command else { return Ok(whole) };
    if let Some(found) = whole.find_subcommand(name) {
        return Ok(found.clone());
    }
    let near = nearest(name, whole.get_subcommands().map(Command::get_name));
    let hint = near.map_or_else(String::new, |near| format!("did you mean `{near}`?"));
    Err(ErrorKind::Invalid { at: Position::file("man"), message: format!("no command `{name}`"), hint }.into())
}

fn failed(error: std::io::Error) -> Error {
    Error::write("standard output", error)
}

/// Prints it all; a reader who has seen enough is no error.
fn print(bytes: &[u8]) -> Result<Outcome, Error> {
    match std::io::stdout().write_all(bytes) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(failed(error)),
        _ => Ok(Outcome::Fine),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_page_with_its_flags() {
        for name in Cli::command().get_subcommands().map(Command::get_name) {
            let command = command(&ManArgs { command: Some(name.to_owned()) }).unwrap();
            let mut page = Vec::new();
            clap_mangen::Man::new(command).render(&mut page).unwrap();
            let page = String::from_utf8(page).unwrap();
            assert!(page.contains(&format!("quotediff\\-{name}")), "{page}");
            assert!(page.contains("\\-\\-quiet"), "{name} lacks the flags that all commands share");
        }
    }

    #[test]
    fn a_command_that_does_not_exist_has_no_page() {
        let error = command(&ManArgs { command: Some("comprae".into()) }).unwrap_err();
        assert_eq!(error.hint().as_deref(), Some("did you mean `compare`?"));
    }
}
