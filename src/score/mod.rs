//! Renderings -> similarity: the metrics that can be cited.

pub mod metrics;
