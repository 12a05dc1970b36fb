//! Across the steps: what the program knows about languages. Packs, normal forms, tokens, numbers, the lexicon.

pub mod concepts;
mod guess;
pub mod lexicon;
mod normal;
mod number;
mod outlets;
mod pack;
mod quantity;
mod quotation;
mod segment;
mod stem;
mod text;
mod tokenize;
mod vocabulary;
mod word;
mod words;

pub use guess::{guess, guess_together};
pub use number::digits;
pub use normal::{is_hidden, normal_form};
pub use outlets::is_outlet;
pub use pack::{Pack, Packs};
pub use quotation::{Known, Part, Quotation, Role, Roles, Template, WordId};
pub use stem::{Affixes, stem};
pub use text::{text, text_from_tokens};
pub use vocabulary::{Level, Vocabulary};
pub use word::pack_for;
pub use words::{Fnv, FnvHasher, WordSet};
