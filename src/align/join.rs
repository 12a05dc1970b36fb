//! Which tokens of two texts have a key in common, without looking at every pair.

/// Slots of the table: some ten times the keys of a usual sentence.
const SLOTS: usize = 8192;

/// An end of a chain.
const END: u32 = u32::MAX;

/// A hash join: the keys of one text's tokens are put in, those of the other's asked for. Kept between uses, so that
/// nothing is allocated for the second pair of texts.
pub(super) struct Join {
    /// For each slot, the last entry of its chain.
    heads: Box<[u32]>,
    entries: Vec<Entry>,
}

struct Entry {
    key: u32,
    token: u32,
    next: u32,
}

impl Default for Join {
    fn default() -> Self {
        Join { heads: vec![END; SLOTS].into(), entries: Vec::new() }
    }
}

impl Join {
    /// Empties the table.
    pub fn clear(&mut self) {
        for entry in self.entries.drain(..) {
            self.heads[slot(entry.key)] = END;
        }
    }

    /// Puts in the keys of one token.
    pub fn insert(&mut self, token: usize, keys: &[u32]) {
        for &key in keys {
            let head = &mut self.heads[slot(key)];
            let next = std::mem::replace(head, self.entries.len() as u32);
            self.entries.push(Entry { key, token: token as u32, next });
        }
    }

    /// Calls `found` with every token that has a key that `meets` one of `keys`, once for each such pair of keys. Keys that
    /// meet differ in their lowest three bits at most.
    pub fn probe(&self, keys: &[u32], meets: impl Fn(u32, u32) -> bool, mut found: impl FnMut(usize)) {
        for &key in keys {
            let mut at = self.heads[slot(key)];
            while let Some(entry) = self.entries.get(at as usize) {
                if meets(entry.key, key) {
                    found(entry.token as usize);
                }
                at = entry.next;
            }
        }
    }
}

fn slot(key: u32) -> usize {
    ((key >> 3).wrapping_mul(0x9e37_79b1) >> 19) as usize % SLOTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_found_once_for_each_shared_key() {
        let mut join = Join::default();
        join.insert(3, &[1, 2, 9]);
        join.insert(5, &[2]);
        let mut found = Vec::new();
        join.probe(&[2, 9, 4], |p, q| p == q, |token| found.push(token));
        found.sort_unstable();
        assert_eq!(found, [3, 3, 5]);
        join.clear();
        join.probe(&[2], |p, q| p == q, |token| panic!("{token} is still there"));
    }
}
