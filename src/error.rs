//! The one error of the outer layers (`read`, `report`, `check`, `cli`): a boxed kind, a position, a way out.
//!
//! The stages in between are total and return none. A row that cannot be used is not an error but a
//! [`Reject`](crate::read::Reject), unless the caller asked for strictness.

use std::fmt;
use std::io;

/// Where in the input or output something happened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// File as the user named it, or `-` for standard input and output.
    pub file: String,
    /// Line, counted from 1.
    pub line: Option<u64>,
    /// Field of a table or character of a line, counted from 1.
    pub column: Option<u64>,
    /// Byte, counted from 0, after decompression and decoding to UTF-8.
    pub byte: Option<u64>,
}

impl Position {
    /// A whole file.
    pub fn file(file: impl Into<String>) -> Self {
        Position { file: file.into(), ..Position::default() }
    }

    /// A line of a file.
    pub fn line(file: impl Into<String>, line: u64) -> Self {
        Position { file: file.into(), line: Some(line), ..Position::default() }
    }
}

impl fmt::Display for Position {
    /// `file`, `file:line` or `file:line:column`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        for number in [self.line, self.line.and(self.column)].into_iter().flatten() {
            write!(f, ":{number}")?;
        }
        Ok(())
    }
}

/// Why a command could not go on.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(Box<ErrorKind>);

/// What went wrong. The message says what and where; [`Error::hint`] says what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file could not be opened or read.
    #[error("cannot read {file}: {source}")]
    Read {
        /// The file.
        file: String,
        /// What the system said.
        source: io::Error,
    },
    /// A file could not be created, written or renamed.
    #[error("cannot write {file}: {source}")]
    Write {
        /// The file.
        file: String,
        /// What the system said.
        source: io::Error,
    },
    /// The output exists already and may not be replaced.
    #[error("{file} exists already")]
    Exists {
        /// The output.
        file: String,
    },
    /// The output is one of the inputs, or in a folder of inputs.
    #[error("{file} is one of the inputs, or in a folder that is read")]
    OverInput {
        /// The output.
        file: String,
    },
    /// No encoding of that name.
    #[error("unknown encoding `{label}`")]
    UnknownEncoding {
        /// As the user wrote it.
        label: String,
    },
    /// A table without a column that is needed.
    #[error("{file} has no column `{name}`; its columns are {}", listed(.headers))]
    MissingColumn {
        /// The table.
        file: String,
        /// What the column means here.
        column: &'static str,
        /// The header looked for: the same, or the user's own name for it.
        name: String,
        /// The header as read.
        headers: Vec<String>,
        /// The header that looks most like it.
        near: Option<String>,
    },
    /// A row could not be used, and the caller asked to stop at the first.
    #[error("{at}: {reason}")]
    Rejected {
        /// The row.
        at: Position,
        /// Why.
        reason: String,
    },
    /// A compressed input grows beyond all measure.
    #[error("{file} unpacks to more than {bytes} bytes, {ratio} times its size")]
    Inflated {
        /// The file.
        file: String,
        /// Bytes unpacked so far.
        bytes: u64,
        /// Unpacked bytes for each packed one.
        ratio: u64,
    },
    /// An article where renderings are needed.
    #[error("{file} is an article, not a table of renderings")]
    NotRenderings {
        /// The file.
        file: String,
    },
    /// A format that this build or this program does not read.
    #[error("{file}: {format} is not read here")]
    UnreadableFormat {
        /// The file.
        file: String,
        /// Name of the format.
        format: String,
    },
    /// An argument, a policy or a configuration that makes no sense.
    #[error("{at}: {message}")]
    Invalid {
        /// Where it stands; the argument's name when it came from the command line.
        at: Position,
        /// What is wrong.
        message: String,
        /// What to do, or empty.
        hint: String,
    },
}

/// At most a dozen headers, in back quotes.
fn listed(headers: &[String]) -> String {
    const SHOWN: usize = 12;
    let mut list: Vec<String> = headers.iter().take(SHOWN).map(|header| format!("`{}`", clip(header))).collect();
    if headers.len() > SHOWN {
        list.push(format!("and {} more", headers.len() - SHOWN));
    }
    if list.is_empty() { "none".to_owned() } else { list.join(", ") }
}

/// The first characters of a header: a file that is no table can have a very long one.
fn clip(header: &str) -> String {
    const SHOWN: usize = 40;
    match header.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", header.get(..end).unwrap_or(header)),
        None => header.to_owned(),
    }
}

impl Error {
    /// What went wrong.
    pub fn kind(&self) -> &ErrorKind {
        &self.0
    }

    /// Where it went wrong, as far as that is known.
    pub fn position(&self) -> Option<Position> {
        match self.kind() {
            ErrorKind::Read { file, .. }
            | ErrorKind::Write { file, .. }
            | ErrorKind::Exists { file }
            | ErrorKind::OverInput { file }
            | ErrorKind::Inflated { file, .. }
            | ErrorKind::NotRenderings { file }
            | ErrorKind::UnreadableFormat { file, .. } => Some(Position::file(file)),
            ErrorKind::MissingColumn { file, .. } => Some(Position::line(file, 1)),
            ErrorKind::Rejected { at, .. } | ErrorKind::Invalid { at, .. } => Some(at.clone()),
            ErrorKind::UnknownEncoding { .. } => None,
        }
    }

    /// A way out, in one sentence, where there is one.
    pub fn hint(&self) -> Option<String> {
        let hint = match self.kind() {
            ErrorKind::Read { source, .. } if source.kind() == io::ErrorKind::NotFound => {
                "check the path; `-` reads standard input".to_owned()
            }
            ErrorKind::Read { .. } => return None,
            ErrorKind::Write { .. } => "choose a folder that can be written to, with space left".to_owned(),
            ErrorKind::Exists { .. } => "use --force to replace it".to_owned(),
            ErrorKind::OverInput { .. } => "write to another file or folder".to_owned(),
            ErrorKind::UnknownEncoding { .. } => {
                "use a name of the Encoding Standard, such as utf-8, windows-1252, gbk or shift_jis".to_owned()
            }
            ErrorKind::MissingColumn { column, near: Some(near), .. } => {
                format!("did you mean column `{near}`? Name it with --column {column}={near}")
            }
            ErrorKind::MissingColumn { column, .. } => {
                format!("name the column with --column {column}=NAME")
            }
            ErrorKind::Rejected { .. } => "without --strict such rows are set aside and the rest is read".to_owned(),
            ErrorKind::Inflated { .. } => "if the content is to be trusted, unpack it first".to_owned(),
            ErrorKind::NotRenderings { .. } => "run `quotediff extract` on it first".to_owned(),
            ErrorKind::UnreadableFormat { .. } => "unpack it, or save it as CSV or plain text in UTF-8".to_owned(),
            ErrorKind::Invalid { hint, .. } if hint.is_empty() => return None,
            ErrorKind::Invalid { hint, .. } => hint.clone(),
        };
        Some(hint)
    }

    /// A failure to open or read `file`.
    pub fn read(file: impl fmt::Display, source: io::Error) -> Self {
        ErrorKind::Read { file: file.to_string(), source }.into()
    }

    /// A failure to write `file`.
    pub fn write(file: impl fmt::Display, source: io::Error) -> Self {
        ErrorKind::Write { file: file.to_string(), source }.into()
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Error(Box::new(kind))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_names_file_line_and_column() {
        let at = Position { column: Some(4), ..Position::line("a.csv", 7) };
        assert_eq!(at.to_string(), "a.csv:7:4");
        assert_eq!(Position::file("-").to_string(), "-");
    }

    #[test]
    fn a_missing_column_lists_what_is_there_and_what_is_near() {
        let error: Error = ErrorKind::MissingColumn {
            file: "a.csv".into(),
            column: "text",
            name: "text".into(),
            headers: vec!["id".into(), "txt".into()],
            near: Some("txt".into()),
        }
        .into();
        assert_eq!(error.to_string(), "a.csv has no column `text`; its columns are `id`, `txt`");
        assert!(error.hint().is_some_and(|hint| hint.contains("did you mean column `txt`?")));
        assert_eq!(error.position(), Some(Position::line("a.csv", 1)));
    }
}
