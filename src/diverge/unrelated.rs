//! # unrelated, empty
//!
//! The two have next to nothing in common (unrelated), or one of them has no words at all (empty). Nothing else is said
//! of such a pair.
//!
//! Example: `The harvest was good this year` / `Two trains collided near the border`. No divergence of this kind: a
//! fragment of the other text, two languages, a text of a word or two.
//!
//! Why it matters: they are no renderings of one statement; a row has slipped, a wrong quotation was linked, or a field
//! was lost.

use super::untranslated::is_latin;
use super::view::{Finding, Findings, Side, View, is_content};
use crate::model::{Evidence, Kind, Severity, TokenKind};

/// Words of content that each text must have: a short sentence can be put in wholly other words.
const WORDS: usize = 5;

/// The same where no lexicon knows the synonyms.
const WORDS_UNKNOWN: usize = 8;

/// Largest share of a text's weight that may be in common.
const SHARE: f32 = 0.12;

pub(super) fn find(view: &View<'_>, out: &mut Findings) {
    let whole = (0..view.a.len(), 0..view.b.len());
    let words = |side: Side| view.any(side, |token| matches!(token.kind, TokenKind::Word | TokenKind::Number));
    for side in [Side::A, Side::B] {
        let cut = view.any(side, |token| token.kind == TokenKind::Ellipsis);
        if !words(side) && !cut && words(side.other()) {
            let finding = Finding::new(Kind::Empty, Severity::Critical, 1.0).note("one rendering has no words");
            return out.add(view, finding, whole.0, whole.1);
        }
    }
    let content = |side: Side| view.text(side).tokens.iter().filter(|token| is_content(token)).count();
    let known = view.any(Side::A, |token| !token.word.entries.is_empty());
    let least = if known { WORDS } else { WORDS_UNKNOWN };
    // Two scripts are two languages, whatever the tag says.
    if view.a.lang != view.b.lang
        || is_latin(view, Side::A) != is_latin(view, Side::B)
        || content(Side::A) < least
        || content(Side::B) < least
    {
        return;
    }
    let share = share(view, Side::A).max(share(view, Side::B));
    if share < SHARE {
        let finding = Finding::new(Kind::Unrelated, Severity::Critical, 1.0 - share).note("next to nothing in common");
        out.add(view, finding, whole.0, whole.1);
    }
}

/// The share of a text's content, by rarity, that is in the other text: the same word in another form, a synonym, or one
/// that looks like it.
fn share(view: &View<'_>, side: Side) -> f32 {
    let mut shared = 0.0;
    let mut all = 0.0;
    for (at, token) in view.text(side).tokens.iter().enumerate().filter(|(_, token)| is_content(token)) {
        all += token.word.rarity;
        if view.unit(side, at).is_some_and(|unit| unit.evidence < Evidence::Position) {
            shared += token.word.rarity;
        }
    }
    if all > 0.0 { shared / all } else { 1.0 }
}
