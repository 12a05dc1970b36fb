//! Across the steps: what the program knows about languages. Packs, normal forms, tokens, numbers, the lexicon.

mod composed;
pub mod concepts;
mod guess;
pub mod lexicon;
mod measure;
mod names;
mod normal;
mod number;
mod numerals;
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

pub use guess::guess;
pub use measure::same_measure;
pub use names::{country_names, language_names};
pub use normal::{is_hidden, normal_form};
pub use number::digits;
pub use outlets::{is_listed, is_outlet};
pub use pack::{Pack, Packs};
pub use quotation::{Known, Part, Quotation, Role, Roles, Template, WordId};
pub use stem::{Affixes, stem};
pub use text::{text, text_from_tokens};
pub use vocabulary::{Level, Mark, Vocabulary};
pub use word::{pack_for, unlisted_rarity};
pub use words::{Fnv, FnvHasher, WordSet};
