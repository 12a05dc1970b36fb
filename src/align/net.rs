//! The trained model: a sum of table rows, one for each feature of a pair, then two small layers.
//!
//! As in NNUE (Nasu 2018): the first layer's input is one-hot, so that its product is a sum of table rows, and what the
//! two tokens contribute on their own is summed once for each token, not once for each pair.

use super::slots::{CONTEXT, PAIR, SIDE, width};

/// Units of the first layer.
pub const UNITS: usize = 16;
/// Units of the second layer.
pub const SECOND: usize = 8;
/// Steps of a table's weight in one unit.
pub const SCALE: f32 = 48.0;

/// Sums of table rows.
pub type Sum = [i16; UNITS];

/// The model of one pass.
#[derive(Clone, Debug, Default)]
pub struct Net {
    /// For each bin of each feature, what it adds to the units; rows' bins, columns' bins, the pair's.
    pub table: Vec<Sum>,
    /// What the units start from.
    pub start: Sum,
    /// Second layer: for each unit of the first, its weight in those of the second.
    pub second: [[f32; SECOND]; UNITS],
    /// Its start.
    pub second_start: [f32; SECOND],
    /// Last layer.
    pub last: [f32; SECOND],
    /// Its start.
    pub last_start: f32,
}

/// Bins of one pass.
pub fn bins(pass: usize) -> usize {
    2 * width(&SIDE) + width(&PAIR) + if pass > 0 { width(&CONTEXT) } else { 0 }
}

impl Net {
    /// The sum of the rows of `slots`, from the model's start if `start`.
    pub fn sum(&self, slots: &[u16], start: bool) -> Sum {
        let mut sum = if start { self.start } else { [0; UNITS] };
        self.add(&mut sum, slots);
        sum
    }

    fn add(&self, sum: &mut Sum, slots: &[u16]) {
        for &slot in slots {
            if let Some(row) = self.table.get(usize::from(slot)) {
                for (unit, &weight) in sum.iter_mut().zip(row) {
                    *unit = unit.saturating_add(weight);
                }
            }
        }
    }

    /// Log odds of a link, from what the row's and the column's token add and the slots of the pair.
    pub fn logit(&self, row: &Sum, column: &Sum, slots: &[u16]) -> f32 {
        let mut sum = *row;
        for (unit, &weight) in sum.iter_mut().zip(column) {
            *unit = unit.saturating_add(weight);
        }
        self.add(&mut sum, slots);
        let mut second = self.second_start;
        // All at once before they are used one by one: whole registers are converted.
        let inputs = sum.map(|unit| f32::from(unit.max(0)));
        for (input, weights) in inputs.iter().zip(&self.second) {
            for (unit, weight) in second.iter_mut().zip(weights) {
                *unit += input * weight;
            }
        }
        let mut logit = self.last_start;
        for (unit, weight) in second.iter().zip(&self.last) {
            logit += unit.max(0.0) * weight;
        }
        logit
    }

    /// The model in bytes: one for a weight of the table, four (little-endian) for all others.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes: Vec<u8> = self
            .table
            .iter()
            .chain([&self.start])
            .flatten()
            .map(|&weight| weight.clamp(-127, 127) as i8 as u8)
            .collect();
        let second = (0..SECOND).flat_map(|unit| self.second.iter().filter_map(move |weights| weights.get(unit)));
        let floats = second.chain(&self.second_start).chain(&self.last).chain([&self.last_start]);
        bytes.extend(floats.flat_map(|weight| weight.to_le_bytes()));
        bytes
    }

    /// The inverse of [`to_bytes`](Self::to_bytes): the model of `pass` and the bytes that follow it; nothing when
    /// there are too few.
    pub fn from_bytes(bytes: &[u8], pass: usize) -> Option<(Net, &[u8])> {
        let (table, rest) = bytes.split_at_checked((bins(pass) + 1) * UNITS)?;
        let (floats, rest) = rest.split_at_checked(4 * (SECOND * UNITS + 2 * SECOND + 1))?;
        let mut table: Vec<Sum> =
            table.as_chunks::<UNITS>().0.iter().map(|row| row.map(|weight| i16::from(weight as i8))).collect();
        let floats: Vec<f32> = floats.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
        let (second, tail) = floats.split_at_checked(SECOND * UNITS)?;
        let (last_start, layers) = tail.split_last()?;
        let [second_start, last] = layers.as_chunks::<SECOND>().0 else { return None };
        let start = table.pop()?;
        let net = Net {
            table,
            start,
            second: std::array::from_fn(|input| {
                std::array::from_fn(|unit| second.get(unit * UNITS + input).copied().unwrap_or_default())
            }),
            second_start: *second_start,
            last: *last,
            last_start: *last_start,
        };
        Some((net, rest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn net(pass: usize) -> Net {
        let small = |at: usize| (at * 37 % 250) as f32 / 125.0 - 1.0;
        Net {
            table: (0..bins(pass)).map(|bin| std::array::from_fn(|unit| (small(bin + unit) * 60.0) as i16)).collect(),
            start: std::array::from_fn(|unit| unit as i16 - 8),
            second: std::array::from_fn(|unit| std::array::from_fn(|row| small(row * 5 + unit))),
            second_start: std::array::from_fn(small),
            last: std::array::from_fn(|unit| small(unit + 3)),
            last_start: 0.25,
        }
    }

    #[test]
    fn bytes_hold_the_whole_model() {
        let bytes = [net(0).to_bytes(), net(1).to_bytes()].concat();
        let (first, rest) = Net::from_bytes(&bytes, 0).unwrap();
        let (second, rest) = Net::from_bytes(rest, 1).unwrap();
        assert!(rest.is_empty());
        for (read, written) in [(first, net(0)), (second, net(1))] {
            assert_eq!(read.to_bytes(), written.to_bytes());
            let side = read.sum(&[1, 5], true);
            assert_eq!(read.logit(&side, &read.start, &[9]), written.logit(&side, &written.start, &[9]));
        }
        assert!(Net::from_bytes(&bytes[..100], 0).is_none());
    }

    #[test]
    fn a_token_summed_beforehand_counts_like_its_slots() {
        let net = net(0);
        let whole = net.logit(&net.start, &[0; UNITS], &[1, 2, 3]);
        let parts = net.logit(&net.sum(&[1], true), &net.sum(&[2], false), &[3]);
        assert_eq!(whole, parts);
    }
}
