//! A small number for every pair of tokens, with a rim, so that a window around a pair never leaves it.

/// Cells of rim on each side.
const RIM: usize = 3;

/// Numbers by row and column.
pub(super) struct Field {
    stride: usize,
    values: Vec<u8>,
}

impl Field {
    /// All 0, the rim `outside`.
    pub fn new(rows: usize, columns: usize, outside: u8) -> Field {
        let stride = columns + 2 * RIM;
        let mut values = vec![outside; (rows + 2 * RIM) * stride];
        for row in values.chunks_mut(stride).skip(RIM).take(rows) {
            if let Some(inner) = row.get_mut(RIM..RIM + columns) {
                inner.fill(0);
            }
        }
        Field { stride, values }
    }

    pub fn set(&mut self, row: usize, column: usize, value: u8) {
        if let Some(slot) = self.values.get_mut((row + RIM) * self.stride + column + RIM) {
            *slot = value;
        }
    }

    /// Makes the number `down` rows and `right` columns away at least `value`.
    pub fn raise(&mut self, row: usize, column: usize, down: isize, right: isize, value: u8) {
        let at = (row + RIM).wrapping_add_signed(down) * self.stride + (column + RIM).wrapping_add_signed(right);
        if let Some(slot) = self.values.get_mut(at) {
            *slot = value.max(*slot);
        }
    }

    /// The number `down` rows and `right` columns away, at most three of each.
    pub fn get(&self, row: usize, column: usize, down: isize, right: isize) -> u8 {
        let at = (row + RIM).wrapping_add_signed(down) * self.stride + (column + RIM).wrapping_add_signed(right);
        self.values.get(at).copied().unwrap_or(0)
    }
}
