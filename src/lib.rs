//! quotediff: sets rival renderings of one statement side by side.

pub mod align;
mod compare;
pub mod diverge;
pub mod extract;
pub mod lang;
pub mod link;
pub mod model;
pub mod read;
pub mod report;
pub mod score;

pub use compare::{Comparison, CompareOptions, MIN_CONFIDENCE, Pair, compare, compare_texts};
