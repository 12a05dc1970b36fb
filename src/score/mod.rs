//! Step 6, score: how far two renderings say the same.

mod similarity;

pub use similarity::{penalty, similarity};
