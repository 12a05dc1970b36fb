//! A text with its letters composed (NFC), and the way back to the bytes as printed: where a word ends must not depend on how
//! its letters are stored.

use unicode_normalization::char::{canonical_combining_class, decompose_canonical};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::model::Span;

/// The NFC form of a text that is not in it.
pub(super) struct Composed {
    pub text: String,
    /// Where a letter with its marks ends: in the composed text, and as printed. Rising.
    ends: Vec<(u32, u32)>,
}

impl Composed {
    /// `None` of a text that is composed already.
    pub fn of(raw: &str) -> Option<Composed> {
        if is_nfc_quick(raw.chars()) == IsNormalized::Yes {
            return None;
        }
        let mut composed = Composed { text: String::with_capacity(raw.len()), ends: vec![(0, 0)] };
        let mut from = 0;
        let ends = raw.char_indices().skip(1).filter(|&(_, c)| stands_alone(c)).map(|(at, _)| at);
        for to in ends.chain([raw.len()]) {
            composed.text.extend(raw.get(from..to).unwrap_or_default().nfc());
            composed.ends.push((composed.text.len() as u32, to as u32));
            from = to;
        }
        Some(composed)
    }

    /// The same stretch as printed; marks stay with their letter.
    pub fn printed(&self, span: Span) -> Span {
        let back = |at: u32| {
            let index = self.ends.partition_point(|&(end, _)| end < at);
            self.ends.get(index).map_or(at, |&(_, printed)| printed)
        };
        Span { start: back(span.start), end: back(span.end) }
    }
}

/// Whether a character never composes with what stands before it.
fn stands_alone(c: char) -> bool {
    let mut first = None;
    decompose_canonical(c, |part| first = first.or(Some(part)));
    let first = first.unwrap_or(c);
    canonical_combining_class(first) == 0 && is_nfc_quick(std::iter::once(first)) == IsNormalized::Yes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_of_the_composed_text_is_found_as_printed() {
        let raw = "e\u{301}t\u{e9} か\u{3099}く";
        let composed = Composed::of(raw).expect("not composed");
        assert_eq!(composed.text, "été がく");
        let place = |word: &str| {
            let at = composed.text.find(word).expect("is there");
            composed.printed(Span::new(at, at + word.len()))
        };
        assert_eq!(place("été").of(raw), "e\u{301}t\u{e9}");
        assert_eq!(place("が").of(raw), "か\u{3099}");
        assert_eq!(place("く").of(raw), "く");
        assert!(Composed::of("été").is_none());
    }
}
