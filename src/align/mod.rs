//! Step 4, align: which tokens of two renderings say the same, and the table of any number of renderings.
//!
//! Pure and total: any two texts have an alignment, any set of texts a collation.

mod across;
mod collate;
mod context;
mod decode;
mod evidence;
mod field;
mod grid;
mod join;
#[doc(hidden)]
pub mod learn;
mod long;
mod merge;
mod model;
mod net;
mod passes;
mod phrase;
mod same;
mod slots;
mod star;
mod support;

use std::cell::Cell;

pub use collate::{CollateOptions, collate};
pub use evidence::evidence;
pub(crate) use grid::same_value;

use crate::lang::concepts::Concepts;
use crate::model::{Alignment, Text};
use grid::{Buffers, Grid};

/// Cells (tokens of one text times tokens of the other) up to which two texts are aligned whole.
/// Longer ones are cut at words that occur once in both; moves across a cut are not found.
pub const WHOLE_CELLS: usize = 1 << 18;

thread_local! {
    static BUFFERS: Cell<Option<Box<Buffers>>> = const { Cell::new(None) };
}

/// Aligns two texts in one language.
///
/// Evidence for every pair of tokens (same form, dictionary form, sense, value, look); a small trained model over it and
/// over what stands around the pair, in two passes, the second of which sees the first one's answers and the distance to
/// the nearest sure links, so that moved passages are found; then loose words beside a link that can fill one place.
/// `align(b, a)` is `align(a, b)` seen from the other side; texts of the same words are
/// linked word for word.
pub fn align(a: &Text, b: &Text) -> Alignment {
    align_with(a, b, Concepts::own())
}

/// The same with further dictionaries: `concepts` are looked at where the texts are in different languages.
pub fn align_with(a: &Text, b: &Text, concepts: &Concepts) -> Alignment {
    if a.is_empty() || b.is_empty() {
        return Alignment::default();
    }
    if same::words(a, b) {
        return same::straight(a);
    }
    if turned(a, b) { whole(b, a, concepts).reversed() } else { whole(a, b, concepts) }
}

/// Whether `b` is the text whose tokens are the rows: the longer one, so that the model knows which it is.
fn turned(a: &Text, b: &Text) -> bool {
    let starts = |text: &Text| text.tokens.iter().map(|token| token.span.start).collect::<Vec<_>>();
    let order = b.len().cmp(&a.len()).then_with(|| a.raw.cmp(&b.raw)).then_with(|| starts(a).cmp(&starts(b)));
    order.is_gt()
}

fn whole(a: &Text, b: &Text, concepts: &Concepts) -> Alignment {
    if a.len() * b.len() > WHOLE_CELLS {
        return long::align(a, b, concepts);
    }
    align_window(a, b, 0..a.len(), 0..b.len(), concepts)
}

/// Whether two texts are in different languages, both known.
pub(crate) fn are_foreign(a: &Text, b: &Text) -> bool {
    a.lang != b.lang && !a.lang.is_empty() && !b.lang.is_empty()
}

fn align_window(
    a: &Text,
    b: &Text,
    rows: std::ops::Range<usize>,
    columns: std::ops::Range<usize>,
    concepts: &Concepts,
) -> Alignment {
    if are_foreign(a, b) {
        return across::align(a, b, rows, columns, concepts);
    }
    let (first_row, first_column) = (rows.start as u32, columns.start as u32);
    let mut grid = Grid::new(a, b, rows, columns, BUFFERS.take().unwrap_or_default());
    let english = &*a.lang == "en" && &*b.lang == "en";
    let passes = if english { &model::ENGLISH } else { &model::PLAIN };
    passes.run(&mut grid, english);
    let mut links = decode::links(&grid);
    phrase::extend(&grid, &mut links);
    BUFFERS.set(Some(grid.into_buffers()));
    for link in &mut links {
        link.a += first_row;
        link.b += first_column;
    }
    links.sort_by_key(|link| (link.a, link.b));
    Alignment { links }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::text;
    use crate::model::Evidence;

    fn words(a: &str, b: &str, lang: &str) -> Vec<(String, String, Evidence)> {
        let (a, b) = (text(a, lang), text(b, lang));
        let word = |text: &Text, at: u32| text.token(at as usize).to_lowercase();
        align(&a, &b).links.iter().map(|link| (word(&a, link.a), word(&b, link.b), link.evidence)).collect()
    }

    fn has(links: &[(String, String, Evidence)], a: &str, b: &str) -> bool {
        links.iter().any(|link| link.0 == a && link.1 == b)
    }

    #[test]
    fn the_models_that_are_compiled_in_can_be_read() {
        for passes in [&*model::ENGLISH, &*model::PLAIN] {
            assert_eq!(passes.nets.len(), model::PASSES);
            assert!(passes.nets.iter().enumerate().all(|(pass, net)| net.table.len() == net::bins(pass)));
        }
    }

    #[test]
    fn words_of_one_sense_are_linked_and_say_why() {
        let links = words("The envoys concealed the illness.", "The ambassadors hid the disease.", "en");
        assert!(links.contains(&("illness".into(), "disease".into(), Evidence::Hyponym)), "{links:?}");
        assert!(has(&links, "concealed", "hid"), "{links:?}");
        assert!(has(&links, "envoys", "ambassadors"), "{links:?}");
    }

    #[test]
    fn passages_may_move() {
        let links = words(
            "After the storm had passed, the fishermen mended their nets.",
            "The fishermen mended their nets after the storm had passed.",
            "en",
        );
        for word in ["storm", "passed", "fishermen", "mended", "nets", "after"] {
            assert!(has(&links, word, word), "{word} {links:?}");
        }
    }

    #[test]
    fn what_only_one_side_says_stays_alone() {
        let links = words("The bridge, built by convicts, was closed.", "The bridge was closed.", "en");
        assert!(links.iter().all(|link| !matches!(&*link.0, "built" | "convicts")), "{links:?}");
    }

    #[test]
    fn a_language_without_a_pack_is_aligned_by_form_and_place() {
        let links = words("mipu tarelo sandubika vono keli", "mipu tarela brosk vono keli", "tlh");
        assert!(has(&links, "tarelo", "tarela") && has(&links, "vono", "vono"), "{links:?}");
        assert!(has(&links, "sandubika", "brosk"), "{links:?}");
    }

    #[test]
    fn sides_can_be_changed() {
        let texts = [
            "The minister said he would not resign.",
            "He won't step down, said the minister!",
            "\"I will never resign\", the minister said on 5 May.",
            "",
            "?",
            "the the the of of the",
            "of the of the the the",
        ];
        for a in texts {
            for b in texts {
                let (a, b) = (text(a, "en"), text(b, "en"));
                let (there, back) = (align(&a, &b), align(&b, &a).reversed());
                assert_eq!(there, back, "{} | {}", a.raw, b.raw);
            }
        }
    }

    #[test]
    fn links_are_sorted_inside_the_texts_and_none_comes_twice() {
        let (a, b) = (text(&"one two, three ".repeat(400), "en"), text(&"two one three; ".repeat(400), "en"));
        assert!(a.len() * b.len() > WHOLE_CELLS);
        let links = align(&a, &b).links;
        assert!(links.windows(2).all(|pair| (pair[0].a, pair[0].b) < (pair[1].a, pair[1].b)));
        assert!(links.iter().all(|link| (link.a as usize) < a.len() && (link.b as usize) < b.len()));
        assert!(links.iter().all(|link| (0.0..=1.0).contains(&link.confidence)));
    }
}
