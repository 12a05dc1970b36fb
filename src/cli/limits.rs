//! What was too long for the whole work, so that it can be said.

use std::collections::BTreeMap;

use super::args::Cli;
use super::say;
use crate::align::WHOLE_CELLS;
use crate::score::metrics::Metric;

/// Pairs of texts on which less work was done than on others.
#[derive(Default)]
pub(super) struct Limits {
    in_pieces: usize,
    /// By the metric's name.
    unmeasured: BTreeMap<&'static str, usize>,
}

impl Limits {
    /// Notes a pair that was aligned, by the tokens of its texts.
    pub fn aligned(&mut self, tokens: [usize; 2]) {
        self.in_pieces += usize::from(tokens[0].saturating_mul(tokens[1]) > WHOLE_CELLS);
    }

    /// Notes the values of a pair: none where the texts are too long for a metric.
    pub fn measured(&mut self, metrics: &[&dyn Metric], values: &[Option<f64>]) {
        for (metric, _) in metrics.iter().zip(values).filter(|(_, value)| value.is_none()) {
            *self.unmeasured.entry(metric.name()).or_default() += 1;
        }
    }

    /// Says what was noted.
    pub fn say(&self, cli: &Cli) {
        if cli.quiet {
            return;
        }
        let pairs = |count: usize| if count == 1 { "1 pair is".to_owned() } else { format!("{count} pairs are") };
        if self.in_pieces > 0 {
            say(&format!(
                "{} too long to be aligned whole: aligned in pieces, moves from one piece to another are not found",
                pairs(self.in_pieces)
            ));
        }
        for (name, &count) in &self.unmeasured {
            say(&format!("{} too long for {name}: left empty", pairs(count)));
        }
    }
}
