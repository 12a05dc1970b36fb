//! quotediff: sets rival renderings of one statement side by side.
//!
//! The steps, each a folder of that name: [`read`] bytes to articles or renderings, [`extract`] articles to renderings,
//! [`link`] renderings to statements, [`align`] texts to a collation, [`diverge`] to typed differences, [`score`] to a
//! similarity, [`check`] against a policy, [`report`] to bytes. [`compare`] runs align, diverge and score for one statement.
//!
//! ```
//! use quotediff::link::{LinkOptions, link};
//! use quotediff::model::Rendering;
//! use quotediff::{CompareOptions, compare};
//!
//! let rendering = |outlet: &str, text: &str| Rendering { outlet: outlet.into(), text: text.into(), ..Rendering::default() };
//! let renderings = [
//!     rendering("The Herald", "At least 15 villagers fled the burning valley"),
//!     rendering("The Courier", "At least 50 villagers fled the burning valley"),
//! ];
//! let statements = link(&renderings, &LinkOptions::default());
//! let comparison = compare(&statements[0], &renderings, &CompareOptions::default());
//! assert_eq!(comparison.pairs[0].divergences[0].kind.as_str(), "number");
//! ```

pub mod align;
pub mod check;
#[doc(hidden)]
pub mod cli;
mod compare;
pub mod diverge;
pub mod error;
pub mod extract;
pub mod lang;
pub mod link;
pub mod model;
pub mod read;
pub mod report;
pub mod score;

pub use compare::{CompareOptions, Comparison, Pair, compare, compare_texts, compare_texts_with};
pub use diverge::MIN_CONFIDENCE;
