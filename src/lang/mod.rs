//! Across the steps: what the program knows about languages. Packs, normal forms, tokens, numbers, the lexicon.

mod guess;
pub mod lexicon;
mod normal;
mod number;
mod outlets;
mod pack;
mod quantity;
mod quotation;
mod stem;
mod text;
mod tokenize;
mod vocabulary;
mod word;
mod words;

pub use guess::guess;
pub use normal::{is_hidden, normal_form};
pub use outlets::is_outlet;
pub use pack::{Pack, Packs};
pub use quotation::{Credit, Part, Quotation, Role, Roles, Template};
pub use stem::stem;
pub use text::{text, text_from_tokens};
pub use vocabulary::{Level, Mark, Vocabulary};
pub use word::pack_for;
pub use words::{Fnv, FnvHasher, WordSet};
