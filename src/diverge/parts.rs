//! Renderings that quote a part of their statement.
//!
//! Outlets choose what they quote. Two that chose different sentences neither agree nor contradict each other: there is
//! nothing to compare. That is known from a third rendering that has both parts, in different places.

use std::ops::Range;

use super::truncation::{is_lighter, place};
use super::view::{Side, View};
use crate::model::{Alignment, Collation, Evidence, Text, TokenKind};

/// Two parts share less than this of what the words of either weigh.
const SHARED: f32 = 0.3;

/// What the renderings of a collation have of their statement.
pub struct Parts {
    /// Of each rendering, whether it is a part of another one.
    pub is_part: Vec<bool>,
    /// Of each pair of the collation, whether the two quote different parts of the statement.
    pub differ: Vec<bool>,
}

/// Where a rendering stands in another one.
struct Place {
    whole: usize,
    stretch: Range<usize>,
}

impl Parts {
    /// Tells parts by the alignments of a collation; where all renderings are aligned with a single one, by that one alone.
    pub fn of(collation: &Collation) -> Parts {
        let texts = &collation.texts;
        let mut is_part = vec![false; texts.len()];
        let mut places: Vec<Vec<Place>> = texts.iter().map(|_| Vec::new()).collect();
        let mut differ = vec![false; collation.pairs.len()];
        for (pair, differ) in collation.pairs.iter().zip(&mut differ) {
            let (Some(a), Some(b)) = (texts.get(pair.a), texts.get(pair.b)) else { continue };
            *differ = shared(a, b, &pair.alignment) < SHARED;
            let view = View::new(a, b, &pair.alignment);
            for (side, whole, part) in [(Side::A, pair.a, pair.b), (Side::B, pair.b, pair.a)] {
                let Some(stretch) = place(&view, side) else { continue };
                if let (Some(list), Some(is_part)) = (places.get_mut(part), is_part.get_mut(part)) {
                    list.push(Place { whole, stretch });
                    *is_part |= is_lighter(&view, side.other());
                }
            }
        }
        places.iter_mut().for_each(|list| list.sort_by_key(|place| place.whole));
        for (pair, differ) in collation.pairs.iter().zip(&mut differ).filter(|(_, differ)| **differ) {
            let [x, y] = [pair.a, pair.b].map(|at| places.get(at).map_or(&[][..], Vec::as_slice));
            *differ = stand_apart(x, y);
        }
        Parts { is_part, differ }
    }
}

/// Whether one text has both renderings, the one before the other. The places of each are sorted by the text.
fn stand_apart(x: &[Place], y: &[Place]) -> bool {
    let apart = |a: &Range<usize>, b: &Range<usize>| a.end <= b.start || b.end <= a.start;
    x.iter().any(|place| {
        let at = y.binary_search_by_key(&place.whole, |other| other.whole).ok();
        at.and_then(|at| y.get(at)).is_some_and(|other| apart(&place.stretch, &other.stretch))
    })
}

/// The share of what the words of a text weigh that is linked with words of the other which have to do with them; the
/// larger one of both texts.
fn shared(a: &Text, b: &Text, alignment: &Alignment) -> f32 {
    let mut linked = (vec![false; a.len()], vec![false; b.len()]);
    for link in alignment.links.iter().filter(|link| link.evidence < Evidence::Position) {
        for (slots, at) in [(&mut linked.0, link.a), (&mut linked.1, link.b)] {
            slots.get_mut(at as usize).into_iter().for_each(|slot| *slot = true);
        }
    }
    let share = |text: &Text, linked: &[bool]| {
        let words = text.tokens.iter().zip(linked);
        let words = words.filter(|(token, _)| matches!(token.kind, TokenKind::Word | TokenKind::Number));
        let (shared, all) = words.fold((0.0, 0.0), |(shared, all), (token, &linked)| {
            (shared + if linked { token.word.rarity } else { 0.0 }, all + token.word.rarity)
        });
        if all > 0.0 { shared / all } else { 1.0f32 }
    };
    share(a, &linked.0).max(share(b, &linked.1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::{CollateOptions, collate};
    use crate::lang;

    const SPEECH: &str = "We will repair the old bridge before the winter storms arrive, we will lower the ferry fare for \
        every fisherman, and we will never again close the northern harbour without asking the islanders first";
    const BRIDGE: &str = "repair the old bridge before the winter storms arrive";
    const FERRY: &str = "lower the ferry fare for all fishermen";
    const HARBOUR: &str = "never again close the northern harbour without asking the islanders";

    /// Which are parts, and the pairs that quote different parts.
    fn told(texts: &[&str]) -> (Vec<usize>, Vec<(usize, usize)>) {
        let texts = texts.iter().map(|text| lang::text(text, "en")).collect();
        let collation = collate(texts, &CollateOptions::default());
        let parts = Parts::of(&collation);
        let pairs = collation.pairs.iter().zip(&parts.differ).filter(|(_, differ)| **differ);
        let is_part = parts.is_part.iter().enumerate().filter(|(_, part)| **part);
        (is_part.map(|(at, _)| at).collect(), pairs.map(|(pair, _)| (pair.a, pair.b)).collect())
    }

    #[test]
    fn parts_in_different_places_of_a_third_text_differ() {
        assert_eq!(told(&[BRIDGE, SPEECH, FERRY, HARBOUR]), (vec![0, 2, 3], vec![(0, 2), (0, 3), (2, 3)]));
        // The greater part of the speech is a part too, and another part than its beginning.
        let rest = SPEECH.split_once(", ").map_or("", |(_, rest)| rest);
        assert_eq!(told(&[BRIDGE, SPEECH, rest]).1, [(0, 2)]);
    }

    #[test]
    fn without_a_text_that_has_both_nothing_is_known() {
        assert_eq!(told(&[BRIDGE, HARBOUR]), (vec![], vec![]));
        assert_eq!(told(&[BRIDGE, HARBOUR, "Nobody was hurt when two trains collided near the border"]).1, []);
    }

    #[test]
    fn the_same_part_in_other_words_is_compared() {
        let contrary = "we will never repair the old bridge before the winter storms arrive";
        assert_eq!(told(&[BRIDGE, SPEECH, contrary]).1, []);
        assert_eq!(told(&[SPEECH, "we will close the northern harbour and ask nobody", HARBOUR]).1, []);
    }
}
