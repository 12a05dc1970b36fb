//! The configuration file: defaults of the flags, by their long names.
//!
//! Flags that all commands share stand at the top, those of a command in a table of its name:
//!
//! ```toml
//! color = "never"
//! [compare]
//! metrics = ["levenshtein", "chrf"]
//! ```
//!
//! What is typed goes before what is configured.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::error::{ContextKind, ContextValue};
use clap::{Arg, ArgAction, Command};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::error::{Error, ErrorKind, Position};
use crate::read::settings::{nearest, position};

/// Flags of which no default makes sense.
const NOT_CONFIGURED: [&str; 3] = ["config", "help", "version"];

/// A configuration file as read.
pub(super) struct Config {
    /// For messages.
    pub path: PathBuf,
    text: String,
    settings: Vec<Setting>,
}

/// The default of one flag.
struct Setting {
    /// `None` for a flag that all commands share.
    command: Option<String>,
    /// Its long name.
    flag: String,
    /// More than one for a flag that may be repeated.
    values: Vec<String>,
    /// Where the value stands, in bytes.
    place: usize,
}

/// The file that is named, else the one in the XDG folder if there is one; `none` names none.
///
/// # Errors
/// A file that cannot be read, is no TOML, or has a key that is no flag of `program`.
pub(super) fn load(named: Option<&Path>, program: &Command) -> Result<Option<Config>, Error> {
    let path = match named {
        Some(path) if path == Path::new("none") => return Ok(None),
        Some(path) => path.to_owned(),
        None => match folder() {
            Some(folder) => folder.join("quotediff").join("config.toml"),
            None => return Ok(None),
        },
    };
    match fs::read_to_string(&path) {
        Ok(text) => Config::parse(path, text, program).map(Some),
        Err(error) if named.is_none() && missing(&error) => Ok(None),
        Err(error) => Err(Error::read(path.display(), error)),
    }
}

fn missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Where configuration is kept, after the XDG Base Directory Specification; on Windows, `%APPDATA%`.
fn folder() -> Option<PathBuf> {
    let absolute = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path: &PathBuf| path.is_absolute());
    absolute("XDG_CONFIG_HOME")
        .or_else(|| absolute("APPDATA").filter(|_| cfg!(windows)))
        .or_else(|| absolute("HOME").map(|home| home.join(".config")))
}

impl Config {
    fn parse(path: PathBuf, text: String, program: &Command) -> Result<Config, Error> {
        let mut config = Config { path, text: String::new(), settings: Vec::new() };
        let table = DeTable::parse(&text).map_err(|error| {
            let place = error.span().map_or(0, |span| span.start);
            invalid(position(&text, &config.path.to_string_lossy(), place), error.message(), String::new())
        })?;
        let file = config.path.to_string_lossy().into_owned();
        let reader = Reader { text: &text, file: &file };
        for (key, value) in table.get_ref() {
            match (program.find_subcommand(key.get_ref().as_ref()), value.get_ref()) {
                (Some(command), DeValue::Table(flags)) => {
                    for (key, value) in flags {
                        config.settings.push(reader.setting(Some(command), command, key, value)?);
                    }
                }
                _ => config.settings.push(reader.setting(None, program, key, value)?),
            }
        }
        config.text = text;
        Ok(config)
    }

    /// The program with the configured defaults.
    pub fn apply(&self, program: Command) -> Command {
        self.settings.iter().fold(program, |program, setting| match &setting.command {
            Some(name) => program.mut_subcommand(name, |command| setting.apply(command)),
            None => setting.apply(program),
        })
    }

    /// What is wrong with a default that a flag does not take, as clap says it, at its place in the file.
    pub fn complaint(&self, error: &clap::Error) -> Error {
        let told = |kind| match error.get(kind) {
            Some(ContextValue::String(text)) => text.as_str(),
            _ => "",
        };
        let flag = told(ContextKind::InvalidArg).split([' ', '=']).next().unwrap_or_default().trim_start_matches("--");
        let value = told(ContextKind::InvalidValue);
        let guilty = self.settings.iter().filter(|setting| setting.flag == flag);
        let guilty =
            guilty.clone().find(|setting| setting.values.iter().any(|one| one == value)).or(guilty.clone().next());
        let file = self.path.to_string_lossy();
        let at = guilty.map_or(Position::file(file.clone()), |setting| position(&self.text, &file, setting.place));
        let rendered = error.render().to_string();
        let message = rendered.split("\n\n").next().unwrap_or_default().trim_start_matches("error: ");
        let message: Vec<&str> = message.lines().map(str::trim).collect();
        invalid(at, &message.join(" "), String::new())
    }
}

impl Setting {
    fn apply(&self, command: Command) -> Command {
        let Some(id) = flags(&command).find(|arg| arg.get_long() == Some(&self.flag)).map(|arg| arg.get_id().clone())
        else {
            return command;
        };
        // Clap keeps defaults as long as the program runs, and so they may be kept.
        let values: Vec<&'static str> = self.values.iter().map(|value| &*value.clone().leak()).collect();
        command.mut_arg(id, |arg| arg.default_values(values))
    }
}

/// The flags of a command that can have a default.
fn flags(command: &Command) -> impl Iterator<Item = &Arg> {
    command.get_arguments().filter(|arg| arg.get_long().is_some_and(|long| !NOT_CONFIGURED.contains(&long)))
}

/// What messages need while a file is read.
struct Reader<'a> {
    text: &'a str,
    file: &'a str,
}

impl Reader<'_> {
    fn setting(
        &self,
        owner: Option<&Command>,
        command: &Command,
        key: &Spanned<std::borrow::Cow<'_, str>>,
        value: &Spanned<DeValue<'_>>,
    ) -> Result<Setting, Error> {
        let flag = key.get_ref().as_ref();
        let Some(arg) = flags(command).find(|arg| arg.get_long() == Some(flag)) else {
            let tables = command.get_subcommands().map(Command::get_name);
            let near = nearest(flag, flags(command).filter_map(Arg::get_long).chain(tables));
            let hint = near.map_or_else(String::new, |near| format!("did you mean `{near}`?"));
            let name = owner.map_or("all commands", Command::get_name);
            let message = format!("`{flag}` is no flag of {name}");
            return Err(invalid(position(self.text, self.file, key.span().start), &message, hint));
        };
        let values = values(value.get_ref(), matches!(arg.get_action(), ArgAction::Append)).ok_or_else(|| {
            let at = position(self.text, self.file, value.span().start);
            invalid(at, &format!("`{flag}` cannot be a {}", value.get_ref().type_str()), String::new())
        })?;
        let command = owner.map(|command| command.get_name().to_owned());
        Ok(Setting { command, flag: flag.to_owned(), values, place: value.span().start })
    }
}

/// A value as it would be typed; a list with commas, or as several values for a flag that may be repeated.
fn values(value: &DeValue, repeated: bool) -> Option<Vec<String>> {
    match value {
        DeValue::Array(values) => {
            let words: Option<Vec<String>> = values.iter().map(|value| word(value.get_ref())).collect();
            words.map(|words| if repeated { words } else { vec![words.join(",")] })
        }
        other => word(other).map(|word| vec![word]),
    }
}

fn word(value: &DeValue) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.clone().into_owned()),
        DeValue::Integer(number) => Some(number.as_str().to_owned()),
        DeValue::Float(number) => Some(number.as_str().to_owned()),
        DeValue::Boolean(flag) => Some(flag.to_string()),
        _ => None,
    }
}

fn invalid(at: Position, message: &str, hint: String) -> Error {
    ErrorKind::Invalid { at, message: message.to_owned(), hint }.into()
}

/// The program's arguments, with a configuration where there is one.
///
/// # Errors
/// A configuration that cannot be used. What was typed wrong ends the process with clap's message.
pub(super) fn parse<T: clap::Parser>(
    arguments: Vec<OsString>,
    named: impl Fn(&T) -> Option<PathBuf>,
) -> Result<(T, Option<PathBuf>), Error> {
    let typed = T::parse_from(&arguments);
    let Some(config) = load(named(&typed).as_deref(), &T::command())? else { return Ok((typed, None)) };
    let parsed = config.apply(T::command()).try_get_matches_from(&arguments);
    let parsed = parsed.and_then(|matches| T::from_arg_matches(&matches)).map_err(|error| config.complaint(&error))?;
    Ok((parsed, Some(config.path)))
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, FromArgMatches};

    use super::super::args::{Cli, Command as Chosen};
    use super::*;

    fn parsed(text: &str, arguments: &[&str]) -> Result<Cli, String> {
        let config = Config::parse("c.toml".into(), text.to_owned(), &Cli::command());
        let config = config.map_err(|error| format!("{error} {}", error.hint().unwrap_or_default()))?;
        let matches = config.apply(Cli::command()).try_get_matches_from(arguments);
        let cli = matches.and_then(|matches| Cli::from_arg_matches(&matches));
        cli.map_err(|error| config.complaint(&error).to_string())
    }

    #[test]
    fn what_is_configured_holds_until_something_else_is_typed() {
        let text = "threads = 3\nquiet = true\n[compare]\nmetrics = ['bleu', 'ter']\nmin-confidence = 0.25\n\
                    column = ['text=Zitat', 'outlet=Blatt']\n[score]\nlang = 'de'\n";
        let cli = parsed(text, &["quotediff", "compare", "a.csv", "--min-confidence", "0.75"]).unwrap();
        assert_eq!((cli.threads, cli.quiet), (Some(3), true));
        let Chosen::Compare(args) = cli.command else { panic!("another command") };
        assert_eq!(args.compare.metrics.unwrap().0.len(), 2);
        assert_eq!(args.compare.min_confidence, 0.75);
        assert_eq!(args.input.column.len(), 2);
        assert_eq!(args.compare.lang, None);
        assert_eq!(parsed(text, &["quotediff", "-j", "2", "kinds"]).unwrap().threads, Some(2));
    }

    #[test]
    fn a_key_that_is_no_flag_is_named_with_its_place_and_what_was_meant() {
        let told = |text: &str| parsed(text, &["quotediff", "kinds"]).err().unwrap();
        assert_eq!(
            told("\n[compare]\nmetric = 1"),
            "c.toml:3:1: `metric` is no flag of compare did you mean `metrics`?"
        );
        assert_eq!(told("[comprae]\n"), "c.toml:1:2: `comprae` is no flag of all commands did you mean `compare`?");
        assert_eq!(told("config = 'x'"), "c.toml:1:1: `config` is no flag of all commands ");
        assert_eq!(told("threads = {}"), "c.toml:1:11: `threads` cannot be a table ");
        assert!(told("threads = ").starts_with("c.toml:1:"));
    }

    #[test]
    fn a_value_that_a_flag_does_not_take_is_told_at_its_place() {
        let error = parsed("\ncolor = 'red'", &["quotediff", "kinds"]).unwrap_err();
        assert_eq!(
            error,
            "c.toml:2:9: invalid value 'red' for '--color <WHEN>' [possible values: auto, always, never]"
        );
    }
}
