//! The alignment table of any number of renderings.

use super::{Alignment, Text};

/// One column: what each rendering has in one place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Token index for each rendering, in the order of [`Collation::texts`]; `None` is a gap.
    pub cells: Vec<Option<u32>>,
}

/// Two columns that hold the same words in different places: a link, the rows are not broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Move {
    /// The earlier column.
    pub from: u32,
    /// The later column.
    pub to: u32,
}

/// The alignment of two of the collated renderings.
#[derive(Clone, Debug, PartialEq)]
pub struct PairAlignment {
    /// Index of the first rendering.
    pub a: usize,
    /// Index of the second rendering.
    pub b: usize,
    /// Their links.
    pub alignment: Alignment,
}

/// Renderings of one statement set side by side.
#[derive(Clone, Debug, Default)]
pub struct Collation {
    /// The renderings' texts, in the order given.
    pub texts: Vec<Text>,
    /// Left to right. Every token of every text is in exactly one column, in its own order. None at all when there
    /// would be too many; see [`is_tabled`](Self::is_tabled).
    pub columns: Vec<Column>,
    /// Links between columns that could not share a place.
    pub moves: Vec<Move>,
    /// The pairs that were aligned.
    pub pairs: Vec<PairAlignment>,
}

impl Collation {
    /// Whether there is an alignment table: not for a statement with so many renderings, so different from each
    /// other, that the table would be all gaps. The pairs are there all the same.
    pub fn is_tabled(&self) -> bool {
        !self.columns.is_empty() || self.texts.iter().all(Text::is_empty)
    }
}
