//! `check`: the statements that break a policy.

use std::path::Path;

use super::args::{CheckArgs, CheckFormat, Cli};
use super::compare::{each, statements};
use super::exit::Outcome;
use super::input::Target;
use super::{input, say};
use crate::CompareOptions;
use crate::check::{Audit, Baseline, Policy, check};
use crate::error::Error;
use crate::report::breaches::{breach_columns, breach_row, text};
use crate::report::csv::CsvTable;
use crate::report::output::Output;
use crate::report::{github, jsonl, junit};

pub(super) fn run(args: &CheckArgs, cli: &Cli) -> Result<Outcome, Error> {
    // What is wrong with the policy or the baseline is said before the work is done.
    let policy = policy(args)?;
    let baseline = args.baseline.as_deref().map(Baseline::load).transpose()?;
    let output = args.write_baseline.as_deref().or(args.output.as_deref());
    let target = Target { output, force: args.force };
    let (mut renderings, outcome) = input::renderings(&args.input, target, cli)?;
    let mut options = CompareOptions { metrics: Vec::new(), ..args.compare.options()? };
    if renderings.is_empty() {
        say("nothing was checked: the input has no rendering");
    }
    let statements = statements(&mut renderings, &mut options, cli)?;
    let mut checked = Vec::new();
    each(&statements, &renderings, &options, cli, |comparison| {
        checked.push(check(comparison, &policy));
        Ok(())
    })?;
    let mut audit = Audit::new(checked, &policy);
    if let Some(path) = &args.write_baseline {
        write(path, CheckFormat::Csv, &audit, args)?;
        if !cli.quiet {
            say(&format!("{} breaches written to {}", audit.breaches().count(), path.display()));
        }
        return Ok(outcome);
    }
    if let Some(baseline) = baseline {
        let excused = baseline.excuse(&mut audit);
        if !cli.quiet {
            let (known, gone) = (excused.known, excused.gone);
            say(&format!("{known} breaches are in the baseline; {gone} of its entries no longer occur"));
        }
    }
    write(args.output.as_deref().unwrap_or(Path::new("-")), args.format, &audit, args)?;
    if !cli.quiet {
        say(&format!("{} of {} statements break the policy", audit.broken(), audit.statements.len()));
    }
    let found = audit.breaches().next().is_some();
    Ok(if found { Outcome::Found } else { outcome })
}

/// The policy file's rules; flags replace the similarity and add kinds. Without either, no alarm of any kind.
fn policy(args: &CheckArgs) -> Result<Policy, Error> {
    let mut policy = args.policy.as_deref().map(Policy::load).transpose()?.unwrap_or_default();
    policy.min_similarity = args.min_similarity.or(policy.min_similarity);
    policy.forbidden.extend(args.forbid.iter().map(|&kind| (kind, 0.0)));
    Ok(if policy.is_empty() { Policy::no_alarms() } else { policy })
}

fn write(path: &Path, format: CheckFormat, audit: &Audit, args: &CheckArgs) -> Result<(), Error> {
    let mut out = Output::create(path, &args.input.inputs, args.force)?;
    let failed = |error| Error::write(path.display(), error);
    match format {
        CheckFormat::Text => text(&mut out, audit),
        CheckFormat::Junit => junit::junit(&mut out, audit),
        CheckFormat::Github => {
            let input = match args.input.inputs.as_slice() {
                [one] => one.to_str(),
                _ => None,
            };
            github::annotations(&mut out, audit, input)
        }
        CheckFormat::Jsonl => {
            let columns = breach_columns();
            let mut rows = audit.breaches().map(|breach| jsonl::fields(&columns, &breach_row(breach)));
            rows.try_for_each(|fields| jsonl::object(&mut out, &fields))
        }
        CheckFormat::Csv => {
            let mut csv = CsvTable::new(out, &breach_columns(), true).map_err(failed)?;
            audit.breaches().try_for_each(|breach| csv.row(&breach_row(breach))).map_err(failed)?;
            return csv.finish().map_err(failed)?.finish();
        }
    }
    .map_err(failed)?;
    out.finish()
}
