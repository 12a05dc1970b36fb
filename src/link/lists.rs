//! Many short lists in one.

/// A list for each of some keys, 0 and up.
#[derive(Default)]
pub struct Lists<T> {
    /// Where each list starts; after the last, where it ends.
    starts: Vec<u32>,
    values: Vec<T>,
}

impl<T: Copy + Default> Lists<T> {
    /// Of keys below `n`, each list in the order of `entries`, which is gone through twice.
    pub fn new<I: Iterator<Item = (u32, T)>>(n: usize, entries: impl Fn() -> I) -> Lists<T> {
        let mut starts = vec![0; n + 2];
        entries().for_each(|(key, _)| starts[key as usize + 2] += 1);
        for at in 2..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut values = vec![T::default(); starts[n + 1] as usize];
        for (key, value) in entries() {
            // Where the list of a key is filled up to, and in the end where the next one starts.
            let end = &mut starts[key as usize + 1];
            values[*end as usize] = value;
            *end += 1;
        }
        Lists { starts, values }
    }

    /// The list of a key; nothing where there is no such key.
    pub fn of(&self, key: u32) -> &[T] {
        let key = key as usize;
        match self.starts.get(key..key + 2) {
            Some(&[start, end]) => &self.values[start as usize..end as usize],
            _ => &[],
        }
    }

    /// Whether all lists are empty.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_has_its_values_in_order() {
        let lists = Lists::new(4, || [(2, 'b'), (0, 'x'), (2, 'a')].into_iter());
        assert_eq!((0..5).map(|key| lists.of(key)).collect::<Vec<_>>(), [&['x'][..], &[], &['b', 'a'], &[], &[]]);
        assert!(Lists::<u32>::default().of(0).is_empty() && Lists::<u32>::default().is_empty());
    }
}
