//! TOML files in which a user says what is wanted: errors name file, line and column, and what was probably meant.

use std::fs;
use std::path::Path;

use serde::de::DeserializeOwned;

use crate::error::{Error, ErrorKind, Position};

/// Reads a TOML file into `T`.
///
/// # Errors
/// [`ErrorKind::Read`]; what [`parse`] returns.
pub fn load<T: DeserializeOwned>(path: &Path) -> Result<T, Error> {
    let text = fs::read_to_string(path).map_err(|error| Error::read(path.display(), error))?;
    parse(&text, &path.to_string_lossy())
}

/// The `T` that `text` spells out; `file` is its name for messages.
///
/// # Errors
/// [`ErrorKind::Invalid`] with line and column; the hint names the known word that is most like an unknown one.
pub fn parse<T: DeserializeOwned>(text: &str, file: &str) -> Result<T, Error> {
    toml::from_str(text).map_err(|error| {
        let at = error.span().map_or_else(|| Position::file(file), |span| position(text, file, span.start));
        let message = error.message().to_owned();
        let hint = suggestion(&message).unwrap_or_default();
        ErrorKind::Invalid { at, message, hint }.into()
    })
}

/// Line and column, both from 1, of a byte.
pub fn position(text: &str, file: &str, byte: usize) -> Position {
    let before = text.get(..byte).unwrap_or(text);
    let line = before.matches('\n').count() as u64 + 1;
    let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) as u64 + 1;
    Position { column: Some(column), byte: Some(byte as u64), ..Position::line(file, line) }
}

/// A hint for a message such as ``unknown field `a`, expected one of `b`, `c` ``.
fn suggestion(message: &str) -> Option<String> {
    if !message.starts_with("unknown ") {
        return None;
    }
    let mut words = message.split('`').skip(1).step_by(2);
    let wrong = words.next()?;
    nearest(wrong, words).map(|word| format!("did you mean `{word}`?"))
}

/// The word most like `wrong`, when any is like it.
pub fn nearest<'a>(wrong: &str, words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    words
        .map(|word| (strsim::damerau_levenshtein(wrong, word), word))
        .filter(|&(distance, word)| distance * 3 <= word.chars().count())
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields, rename_all = "kebab-case")]
    struct Settings {
        #[serde(rename = "min-width")]
        _min_width: Option<u8>,
        #[serde(rename = "colour")]
        _colour: Option<String>,
    }

    fn error(text: &str) -> (String, Option<String>) {
        let error = parse::<Settings>(text, "s.toml").unwrap_err();
        (error.to_string(), error.hint())
    }

    #[test]
    fn an_unknown_key_is_named_with_its_place_and_what_was_meant() {
        let (message, hint) = error("colour = \"é\"\n  min_width = 3\n");
        assert!(message.starts_with("s.toml:2:3: unknown field `min_width`"), "{message}");
        assert_eq!(hint.as_deref(), Some("did you mean `min-width`?"));
        assert_eq!(error("something = 1").1, None);
    }

    #[test]
    fn a_value_of_the_wrong_type_is_named_with_its_place() {
        let (message, _) = error("\nmin-width = \"é\"");
        assert!(message.starts_with("s.toml:2:13: invalid type: string"), "{message}");
        assert!(error("min-width = ").0.starts_with("s.toml:1:"));
    }
}
