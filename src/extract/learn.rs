//! For training: what the model that tells quotes from titles and names sees of an article.

use super::{Reading, incise, marks, seen::SIGHTS};
use crate::{
    lang::Packs,
    model::{Article, Span},
};

/// The names of what can be seen of a stretch between marks.
pub fn sights() -> &'static [&'static str] {
    SIGHTS
}

/// Every stretch between marks that is judged by the model, with the places in [`sights`] of what is seen of it.
pub fn stretches(article: &Article, packs: &Packs) -> Vec<(Span, Vec<usize>)> {
    let pack = &packs.get(super::language(article)).quotation;
    let stretches = incise::cut(&article.text, marks::stretches(&article.text), pack);
    let mut reading = Reading::new(&article.text, pack, &stretches);
    reading.run();
    let seen = stretches.iter().zip(&reading.seen);
    seen.filter_map(|(stretch, seen)| Some((stretch.inner, (*seen)?.places().collect()))).collect()
}
