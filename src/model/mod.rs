//! The words of the field as plain values: no files, no terminal, no serialisation.
//!
//! A *statement* is made once; every *rendering* of it is one outlet's wording. A [`Text`] is a rendering's
//! text cut into [`Token`]s; an [`Alignment`] links the tokens of two texts, a [`Collation`] those of any number;
//! a [`Divergence`] is a typed difference with both spans as evidence.

mod alignment;
mod article;
mod collation;
mod divergence;
mod hash;
mod offsets;
mod rendering;
mod span;
mod text;

pub use alignment::{Alignment, Evidence, Link};
pub use article::{Article, Credit, CreditKind, Mention, Quote};
pub use collation::{Collation, Column, Move, PairAlignment};
pub use divergence::{Divergence, Group, Kind, Severity};
pub use hash::{content_id, fingerprint};
pub use offsets::CodePoints;
pub use rendering::{Rendering, Statement};
pub use span::Span;
pub use text::{Case, Class, Quantity, Text, Token, TokenKind, Value, Word};
