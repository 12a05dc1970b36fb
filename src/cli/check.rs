//! `check`: the statements that break a policy.

use super::args::{CheckArgs, Cli};
use super::compare::{each, lines, statements};
use super::exit::Outcome;
use super::{input, say};
use crate::check::{Breach, Policy, check};
use crate::error::Error;
use crate::report::summary::printable;

pub(super) fn run(args: &CheckArgs, cli: &Cli) -> Result<Outcome, Error> {
    let (renderings, outcome) = input::renderings(&args.input, cli)?;
    let options = args.compare.options();
    let policy = Policy {
        min_similarity: args.min_similarity,
        forbidden: args.forbid.clone(),
        min_confidence: args.compare.min_confidence,
    };
    let statements = statements(&renderings, &options, cli);
    let mut out = anstream::stdout().lock();
    let mut broken = 0usize;
    each(&statements, &renderings, &options, cli, |comparison| {
        let breaches = check(comparison, &policy);
        broken += usize::from(!breaches.is_empty());
        lines(&mut out, &breaches.iter().flat_map(report).collect::<Vec<_>>())
    })?;
    if !cli.quiet {
        say(&format!("{broken} of {} statements break the policy", statements.len()));
    }
    Ok(if broken > 0 { Outcome::Found } else { outcome })
}

fn report(breach: &Breach) -> Vec<String> {
    let head = format!("{}: {} / {} ({:.2})", breach.statement_id, breach.outlet_a, breach.outlet_b, breach.similarity);
    let reasons = breach.reasons.iter().map(|reason| format!("  {}", printable(reason)));
    std::iter::once(printable(&head)).chain(reasons).collect()
}
