//! `metrics`: what the metrics are, and how a score is signed and cited.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::args::{Cli, MetricsArgs};
use super::compare::lines;
use super::exit::Outcome;
use super::say;
use crate::error::Error;
use crate::score::metrics::{DEFAULT, METRICS, Metric};

pub(super) fn run(args: &MetricsArgs) -> Result<Outcome, Error> {
    let named: Vec<&dyn Metric> = args.names.iter().flat_map(|list| list.0.iter().copied()).collect();
    let metrics = if named.is_empty() { METRICS.to_vec() } else { named };
    let pages: Vec<String> = metrics.into_iter().map(if args.cite { citation } else { page }).collect();
    lines(&mut anstream::stdout().lock(), &pages)?;
    Ok(Outcome::Fine)
}

fn citation(metric: &dyn Metric) -> String {
    format!("{}: {}", metric.name(), metric.citation())
}

fn page(metric: &dyn Metric) -> String {
    let about = metric.about();
    let (low, high) = about.range;
    let high = if high.is_finite() { high.to_string() } else { "any number".to_owned() };
    let better = if about.larger_is_closer { "larger is closer" } else { "smaller is closer" };
    let order = if about.symmetric { "symmetric" } else { "not symmetric: the first text is the reference" };
    let default = DEFAULT.iter().any(|one| one.name() == about.name);
    let asked = if default { "by default" } else { "with --metrics" };
    format!(
        "{}\n  value      {}\n  range      {low} to {high}, {better}; {order}\n  printed    {asked}\n  signature  {}\n  \
         source     {}\n",
        about.name,
        about.formula,
        metric.signature(None),
        metric.citation()
    )
}

/// The signatures of some metrics for texts in one language, by name.
pub(super) fn signatures(metrics: &[&dyn Metric], lang: &str) -> Value {
    let entries = metrics.iter().map(|metric| (metric.name().to_owned(), metric.signature(Some(lang)).into()));
    Value::Object(entries.collect::<Map<_, _>>())
}

/// The languages in which texts were scored, each of which may change a signature.
#[derive(Default)]
pub(super) struct Seen(BTreeSet<String>);

impl Seen {
    pub fn lang(&mut self, lang: &str) {
        if !self.0.contains(lang) {
            self.0.insert(lang.to_owned());
        }
    }

    /// Says the signatures of everything that was scored, metric by metric.
    pub fn say(&self, metrics: &[&dyn Metric], cli: &Cli) {
        if cli.quiet {
            return;
        }
        for metric in metrics {
            let signatures: BTreeSet<String> = self.0.iter().map(|lang| metric.signature(Some(lang))).collect();
            signatures.iter().for_each(|signature| say(signature));
        }
    }
}
