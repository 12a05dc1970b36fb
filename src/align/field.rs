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

    /// The numbers of a row.
    pub fn row(&self, row: usize) -> &[u8] {
        let start = (row + RIM) * self.stride + RIM;
        self.values.get(start..start + self.stride - 2 * RIM).unwrap_or(&[])
    }

    /// The numbers around a pair.
    pub fn around(&self, row: usize, column: usize) -> Around<'_> {
        Around(std::array::from_fn(|down| {
            let rest = self.values.get((row + down) * self.stride + column..);
            rest.and_then(|rest| rest.first_chunk()).unwrap_or(&[0; SPAN])
        }))
    }
}

/// Rows and columns of a window: a pair's own and the rim's width on either side.
const SPAN: usize = 2 * RIM + 1;

/// The numbers around a pair.
pub(super) struct Around<'f>([&'f [u8; SPAN]; SPAN]);

impl Around<'_> {
    /// The number `down` rows and `right` columns away, at most three of each.
    #[inline(always)]
    pub fn get(&self, down: isize, right: isize) -> u8 {
        let at = |step: isize| RIM.wrapping_add_signed(step).min(SPAN - 1);
        self.0[at(down)][at(right)]
    }
}
