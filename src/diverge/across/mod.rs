//! Divergences between renderings in different languages.
//!
//! What hangs on letters or grammar (spelling, case, marks, order, tense, persons) says nothing there, and a word that
//! is not linked may be one that no dictionary has. So these look only for what can be known: numbers by value, names
//! and strength by the lexicon across languages, negation by each language's negators, and passages of well-known words
//! that face nothing.

mod antonym;
mod name;
mod negation;
mod number;
mod omission;
mod strength;

use super::view::{Findings, Side, View};
use super::{editorial, hidden_character, mood, truncation};
use crate::lang::concepts::{Concepts, FROM_DICTIONARIES, Senses};
use crate::lang::{Pack, pack_for};
use crate::model::{Evidence, TokenKind};

/// Finds what differs, in this order.
pub(super) fn find(view: &View<'_>, out: &mut Findings) {
    for find in [hidden_character::find, truncation::marked, editorial::find, mood::find] {
        find(view, out);
    }
    let rows = Rows::of(view);
    for find in [number::find, name::find, negation::find, strength::find, antonym::find, omission::find] {
        find(view, &rows, out);
    }
}

/// The words of one side's language.
fn pack(view: &View<'_>, side: Side) -> &'static Pack {
    pack_for(&view.text(side).lang)
}

/// The tokens of the other text that the content words around a token are surely linked with, itself included: within
/// its sentence and so many tokens.
fn around(view: &View<'_>, side: Side, at: usize, reach: usize) -> impl Iterator<Item = usize> {
    let sentence = view.sentence(side, at);
    let near = at.saturating_sub(reach).max(sentence.start)..(at + reach + 1).min(sentence.end);
    near.filter(move |&index| is_anchor(view, side, index))
        .flat_map(move |index| view.partners(side, index).iter().copied())
}

/// Whether a word has an answer that says the same, and not one that merely stands in its place.
fn is_answered(view: &View<'_>, side: Side, at: usize) -> bool {
    view.unit(side, at).is_some_and(|unit| unit.evidence < Evidence::Antonym)
}

/// A word of content that has an answer.
fn is_anchor(view: &View<'_>, side: Side, at: usize) -> bool {
    view.is_content(side, at) && is_answered(view, side, at)
}

/// Whether a token of each text stand in one place: beside words that answer each other.
fn together(view: &View<'_>, a: usize, b: usize, reach: usize) -> bool {
    around(view, Side::A, a, reach).any(|place| place.abs_diff(b) <= reach)
}

/// The rows of the lexicon that each token of both texts stands for.
struct Rows([Vec<Senses>; 2]);

impl Rows {
    fn of(view: &View<'_>) -> Rows {
        let rows = |side: Side| {
            let text = view.text(side);
            let words = Concepts::own().words(&text.lang);
            let of = |token: &crate::model::Token| match token.kind {
                TokenKind::Word => words.senses_of(token).into_iter().filter(|&row| row < FROM_DICTIONARIES).collect(),
                _ => Senses::new(),
            };
            let mut rows: Vec<Senses> = text.tokens.iter().map(of).collect();
            for (at, pair) in text.tokens.windows(2).enumerate() {
                let [first, second] = pair else { continue };
                let name = words.pair(&first.word.n, &second.word.n);
                if !name.is_empty() && first.kind == TokenKind::Word {
                    rows.splice(at..at + 2, [name.clone(), name]);
                }
            }
            rows
        };
        Rows([rows(Side::A), rows(Side::B)])
    }

    fn on(&self, side: Side) -> &[Senses] {
        let [a, b] = &self.0;
        match side {
            Side::A => a,
            Side::B => b,
        }
    }

    fn at(&self, side: Side, index: usize) -> &[u32] {
        self.on(side).get(index).map_or(&[], |rows| rows)
    }
}
