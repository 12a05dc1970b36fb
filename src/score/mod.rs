//! Step 6, score: how far two renderings say the same.
//!
//! [`similarity`] is explained by the alignment and the divergences; the [`metrics`] beside it are the ones that
//! others know and cite.

mod likeness;
pub mod metrics;
mod similarity;
mod verdict;

pub use similarity::{penalty, similarity};
pub use verdict::{Verdict, verdict};
