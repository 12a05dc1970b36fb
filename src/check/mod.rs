//! Step 7, check: findings against a policy.

mod policy;

pub use policy::{Breach, Policy, check};
