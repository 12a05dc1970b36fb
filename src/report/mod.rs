//! Results to bytes.

pub mod guard;
