//! `kinds`: the manual pages of the kinds of divergence.

use super::args::KindsArgs;
use super::compare::lines;
use super::exit::Outcome;
use crate::diverge::KINDS;
use crate::error::Error;

pub(super) fn run(args: &KindsArgs) -> Result<Outcome, Error> {
    let wanted = KINDS.iter().filter(|detector| args.kind.is_none_or(|kind| detector.kinds.contains(&kind)));
    let pages: Vec<String> = wanted.map(|detector| detector.manual()).collect();
    lines(&mut anstream::stdout().lock(), &pages)?;
    Ok(Outcome::Fine)
}
