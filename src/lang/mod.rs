//! What the program knows about languages. All of it is data: one file a language in `data/lang/`.

mod pack;
mod quotation;
mod words;

pub use pack::{Pack, Packs};
pub use quotation::{Credit, Part, Quotation, Role, Roles, Template};
pub use words::WordSet;
