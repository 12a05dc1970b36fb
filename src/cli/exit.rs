//! Errors and outcomes to exit codes, in one place.

use std::process::ExitCode;

use crate::error::{Error, ErrorKind};

/// How a run ended when it did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All fine.
    Fine,
    /// `check` found something.
    Found,
    /// Finished, but some input rows were rejected.
    Rejected,
}

impl Outcome {
    /// 0, 1 or 3.
    pub fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Outcome::Fine => 0,
            Outcome::Found => 1,
            Outcome::Rejected => 3,
        })
    }
}

/// 2 for usage or a policy file, 3 for a row rejected in strict mode, 4 for input and output.
pub fn code(error: &Error) -> ExitCode {
    ExitCode::from(match error.kind() {
        ErrorKind::UnknownEncoding { .. } | ErrorKind::MissingColumn { .. } | ErrorKind::Invalid { .. } => 2,
        ErrorKind::Rejected { .. } => 3,
        _ => 4,
    })
}
