//! Gradient descent on the model of one pass.

#![allow(clippy::needless_range_loop)]

use quotediff::align::learn::{Net, SCALE, SECOND, UNITS};

/// SplitMix64 (Steele, Lea and Flood 2014).
pub struct Random(pub u64);

impl Random {
    /// The next 64 bits.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// 0 to 1.
    fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 24) as f32
    }
}

/// All weights in one list: the table, its start, the second layer, its start, the last layer, its start.
pub struct Learner {
    w: Vec<f32>,
    g: Vec<f32>,
    m: Vec<f32>,
    v: Vec<f32>,
    step: i32,
    rows: usize,
}

impl Learner {
    /// Small random weights for a table of so many rows.
    pub fn new(rows: usize, random: &mut Random) -> Learner {
        let table = (rows + 1) * UNITS;
        let size = table + SECOND * UNITS + 2 * SECOND + 1;
        let mut w = vec![0.0; size];
        for x in &mut w[..rows * UNITS] {
            *x = (random.unit() - 0.5) * 0.2;
        }
        for x in &mut w[table..table + SECOND * UNITS] {
            *x = (random.unit() - 0.5) * 0.6;
        }
        for x in &mut w[table + SECOND * UNITS + SECOND..table + SECOND * UNITS + 2 * SECOND] {
            *x = (random.unit() - 0.5) * 1.0;
        }
        for x in &mut w[table + SECOND * UNITS..table + SECOND * UNITS + SECOND] {
            *x = 0.1;
        }
        Learner { g: vec![0.0; size], m: vec![0.0; size], v: vec![0.0; size], w, step: 0, rows }
    }

    /// Where the start, the second layer, its start and the last layer begin.
    fn places(&self) -> [usize; 4] {
        let start = self.rows * UNITS;
        let second = start + UNITS;
        let second_start = second + SECOND * UNITS;
        [start, second, second_start, second_start + SECOND]
    }

    /// Adds the gradient of one example: the slots it falls into, whether it is a link, and how much it counts.
    pub fn example(&mut self, slots: &[u16], linked: bool, weight: f32) {
        let [t, s, sb, l] = self.places();
        let mut h = [0.0f32; UNITS];
        h.copy_from_slice(&self.w[t..t + UNITS]);
        for &slot in slots {
            let row = &self.w[usize::from(slot) * UNITS..][..UNITS];
            for (x, y) in h.iter_mut().zip(row) {
                *x += y;
            }
        }
        let r = h.map(|x| x.max(0.0));
        let mut h2 = [0.0f32; SECOND];
        let mut z = self.w[l + SECOND];
        for k in 0..SECOND {
            let row = &self.w[s + k * UNITS..][..UNITS];
            h2[k] = self.w[sb + k] + row.iter().zip(&r).map(|(a, b)| a * b).sum::<f32>();
            z += h2[k].max(0.0) * self.w[l + k];
        }
        let p = 1.0 / (1.0 + (-z).exp());
        let y = f32::from(u8::from(linked));
        let d = (p - y) * weight;
        let mut dr = [0.0f32; UNITS];
        self.g[l + SECOND] += d;
        for k in 0..SECOND {
            if h2[k] > 0.0 {
                self.g[l + k] += d * h2[k];
                let dk = d * self.w[l + k];
                self.g[sb + k] += dk;
                for u in 0..UNITS {
                    self.g[s + k * UNITS + u] += dk * r[u];
                    dr[u] += dk * self.w[s + k * UNITS + u];
                }
            }
        }
        for u in 0..UNITS {
            if h[u] <= 0.0 {
                dr[u] = 0.0;
            }
            self.g[t + u] += dr[u];
        }
        for &slot in slots {
            for (x, y) in self.g[usize::from(slot) * UNITS..][..UNITS].iter_mut().zip(&dr) {
                *x += y;
            }
        }
    }

    /// One step of Adam with decoupled decay (Loshchilov and Hutter 2019) over a batch of so many examples.
    pub fn update(&mut self, batch: usize, rate: f32, decay: f32) {
        self.step += 1;
        let (b1, b2) = (0.9f32, 0.999f32);
        let (c1, c2) = (1.0 - b1.powi(self.step), 1.0 - b2.powi(self.step));
        let limit = 127.0 / SCALE;
        let table = (self.rows + 1) * UNITS;
        for i in 0..self.w.len() {
            let g = self.g[i] / batch as f32;
            self.g[i] = 0.0;
            self.m[i] = b1 * self.m[i] + (1.0 - b1) * g;
            self.v[i] = b2 * self.v[i] + (1.0 - b2) * g * g;
            self.w[i] -= rate * ((self.m[i] / c1) / ((self.v[i] / c2).sqrt() + 1e-7) + decay * self.w[i]);
            if i < table {
                self.w[i] = self.w[i].clamp(-limit, limit);
            }
        }
    }

    /// The model with its table in steps of [`SCALE`].
    pub fn net(&self) -> Net {
        let [t, s, sb, l] = self.places();
        let quantised = |at: usize| std::array::from_fn(|u| (self.w[at + u] * SCALE).round() as i16);
        Net {
            table: (0..self.rows).map(|row| quantised(row * UNITS)).collect(),
            start: quantised(t),
            second: std::array::from_fn(|u| std::array::from_fn(|k| self.w[s + k * UNITS + u] / SCALE)),
            second_start: std::array::from_fn(|k| self.w[sb + k]),
            last: std::array::from_fn(|k| self.w[l + k]),
            last_start: self.w[l + SECOND],
        }
    }
}
