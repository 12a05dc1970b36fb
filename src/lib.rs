//! quotediff: sets rival renderings of one statement side by side.

pub mod align;
pub mod check;
#[doc(hidden)]
pub mod cli;
mod compare;
pub mod diverge;
pub mod error;
pub mod extract;
pub mod lang;
pub mod link;
pub mod model;
pub mod read;
pub mod report;
pub mod score;

pub use compare::{CompareOptions, Comparison, MIN_CONFIDENCE, Pair, compare, compare_texts};
