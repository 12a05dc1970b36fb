//! quotediff: sets rival renderings of one statement side by side.

pub mod align;
pub mod diverge;
pub mod extract;
pub mod lang;
pub mod link;
pub mod model;
pub mod read;
pub mod score;
