//! Step 7, check: findings against a policy.
//!
//! A [`Policy`] has rules for pairs (`min-similarity`, `forbid`), for statements (`required-outlets`) and for the whole
//! run (`max-diverging`). [`check`] judges one statement, [`Audit::new`] the run; a [`Baseline`] takes away what was
//! wrong before.

mod audit;
mod baseline;
mod file;
mod policy;
#[cfg(test)]
mod tests;

pub use audit::{Audit, Breach, Checked, Rule, check};
pub use baseline::{Baseline, Excused};
pub use policy::{Exception, Policy};
