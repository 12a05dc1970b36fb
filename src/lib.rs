//! quotediff: sets rival renderings of one statement side by side.

pub mod error;
pub mod extract;
pub mod lang;
pub mod link;
pub mod model;
pub mod read;
pub mod report;
