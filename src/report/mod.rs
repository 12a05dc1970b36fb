//! Results to bytes.

pub mod guard;
pub mod output;
