//! What was wrong before: breaches that a team knows of and does not want to hear of again.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::Path;

use super::audit::{Audit, Breach, Rule};
use crate::error::{Error, ErrorKind, Position};
use crate::report::rounded;

/// Known breaches by their id, with what was measured.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Baseline {
    known: BTreeMap<String, Option<f64>>,
}

/// What a baseline has taken away from an audit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Excused {
    /// Breaches that were known.
    pub known: usize,
    /// Entries of the baseline that no longer occur.
    pub gone: usize,
}

impl Baseline {
    /// Reads a baseline: the breaches as `check` writes them in CSV, of which only `id` and `measured` are needed.
    ///
    /// # Errors
    /// [`ErrorKind::Read`]; [`ErrorKind::Invalid`] when it is no such table.
    pub fn load(path: &Path) -> Result<Baseline, Error> {
        let file = path.to_string_lossy().into_owned();
        let bytes = File::open(path).map_err(|error| Error::read(&file, error))?;
        let mut table = csv::Reader::from_reader(bytes);
        let headers = table.headers().map_err(|error| unreadable(&file, error))?.clone();
        let column = |name: &str| headers.iter().position(|header| header == name);
        let Some(id) = column("id") else {
            return Err(invalid(Position::line(file, 1), "a baseline has a column `id`".to_owned()));
        };
        let measured = column("measured");
        let mut known = BTreeMap::new();
        for record in table.records() {
            let record = record.map_err(|error| unreadable(&file, error))?;
            let value = measured.and_then(|at| record.get(at)).and_then(|cell| cell.parse().ok());
            known.insert(record.get(id).unwrap_or_default().to_owned(), value);
        }
        Ok(Baseline { known })
    }

    /// Takes the known breaches away. That too many pairs diverge is known only as long as the share does not grow.
    pub fn excuse(&self, audit: &mut Audit) -> Excused {
        let mut met = BTreeSet::new();
        let mut retain = |breaches: &mut Vec<Breach>| {
            breaches.retain(|breach| {
                let known = self.knows(breach);
                if known {
                    met.insert(breach.id.clone());
                }
                !known
            });
        };
        audit.statements.iter_mut().for_each(|checked| retain(&mut checked.breaches));
        retain(&mut audit.overall);
        Excused { known: met.len(), gone: self.known.keys().filter(|id| !met.contains(*id)).count() }
    }

    fn knows(&self, breach: &Breach) -> bool {
        match (self.known.get(&breach.id), breach.rule) {
            (Some(Some(before)), Rule::MaxDiverging) => breach.measured.is_some_and(|now| rounded(now) <= *before),
            (found, _) => found.is_some(),
        }
    }
}

fn unreadable(file: &str, error: csv::Error) -> Error {
    let line = error.position().map(csv::Position::line);
    let at = Position { line, ..Position::file(file) };
    match error.into_kind() {
        csv::ErrorKind::Io(source) => Error::read(file, source),
        csv::ErrorKind::UnequalLengths { .. } => invalid(at, "the row has another number of fields".to_owned()),
        _ => invalid(at, "the row is not UTF-8".to_owned()),
    }
}

fn invalid(at: Position, message: String) -> Error {
    let hint = "write the baseline anew with --write-baseline".to_owned();
    ErrorKind::Invalid { at, message, hint }.into()
}
