//! Step 4, align: which tokens of two renderings say the same, and the table of any number of renderings.
//!
//! Pure and total: any two texts have an alignment, any set of texts a collation.

mod collate;
mod context;
mod decode;
mod evidence;
mod grid;
mod long;
mod merge;
mod phrase;
mod same;
mod star;
mod support;

pub use collate::{CollateOptions, collate};
pub use evidence::evidence;
pub(crate) use grid::same_value;

use crate::model::{Alignment, Text};
use grid::Grid;

/// Cells (tokens of one text times tokens of the other) up to which two texts are aligned whole.
/// Longer ones are cut at words that occur once in both; moves across a cut are not found.
pub const WHOLE_CELLS: usize = 1 << 18;

/// Aligns two texts in one language.
///
/// Evidence for every pair of tokens (same form, dictionary form, sense, value, look), weighted by rarity; two sweeps
/// that re-read each pair in the light of its neighbours and of the distance to the nearest sure links, not to the
/// diagonal, so that moved passages are found; best pairs first; then phrases and gaps between links are filled.
/// `align(b, a)` is `align(a, b)` seen from the other side; texts of the same words are linked word for word.
pub fn align(a: &Text, b: &Text) -> Alignment {
    if a.is_empty() || b.is_empty() {
        return Alignment::default();
    }
    if same::words(a, b) {
        return same::straight(a);
    }
    if turned(a, b) { whole(b, a).reversed() } else { whole(a, b) }
}

/// Whether `b` is the text whose tokens are the rows: the longer one.
fn turned(a: &Text, b: &Text) -> bool {
    let starts = |text: &Text| text.tokens.iter().map(|token| token.span.start).collect::<Vec<_>>();
    let order = b.len().cmp(&a.len()).then_with(|| a.raw.cmp(&b.raw)).then_with(|| starts(a).cmp(&starts(b)));
    order.is_gt()
}

fn whole(a: &Text, b: &Text) -> Alignment {
    if a.len() * b.len() > WHOLE_CELLS {
        return long::align(a, b);
    }
    align_window(a, b, 0..a.len(), 0..b.len())
}

fn align_window(a: &Text, b: &Text, rows: std::ops::Range<usize>, columns: std::ops::Range<usize>) -> Alignment {
    let (first_row, first_column) = (rows.start as u32, columns.start as u32);
    let mut grid = Grid::new(a, b, rows, columns);
    context::sweep(&mut grid);
    let mut links = decode::best_first(&grid);
    phrase::fill(&grid, &mut links);
    phrase::extend(&grid, &mut links);
    for link in &mut links {
        link.a += first_row;
        link.b += first_column;
    }
    links.sort_by_key(|link| (link.a, link.b));
    Alignment { links }
}
