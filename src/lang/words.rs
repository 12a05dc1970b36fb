//! Sets of words as language packs write them: one string, words apart by white space.

use std::{
    collections::HashSet,
    hash::{BuildHasherDefault, Hasher},
};

use serde::{Deserialize, Deserializer};

/// The hash of word tables: FNV-1a, which is fastest on words. The tables hold the packs' words, not the input's.
pub type Fnv = BuildHasherDefault<FnvHasher>;

/// FNV-1a, 64 bit, as a [`Hasher`].
#[derive(Clone, Copy, Debug)]
pub struct FnvHasher(u64);

impl Default for FnvHasher {
    fn default() -> Self {
        FnvHasher(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for FnvHasher {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        // The table uses the lowest and the highest bits; FNV mixes the lowest badly.
        self.0 ^ (self.0 >> 29)
    }
}

/// A set of word forms. In a pack file it is one (multi-line) string with the words apart by white space;
/// an underscore stands for a space inside an entry.
#[derive(Clone, Debug, Default)]
pub struct WordSet(HashSet<Box<str>, Fnv>);

impl WordSet {
    /// Whether `word` is in the set, exactly as written (packs hold lower case unless they say otherwise).
    pub fn has(&self, word: &str) -> bool {
        self.0.contains(word)
    }

    /// Whether the set is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words, sorted.
    pub fn sorted(&self) -> Vec<&str> {
        let mut words: Vec<&str> = self.0.iter().map(AsRef::as_ref).collect();
        words.sort_unstable();
        words
    }
}

impl From<&str> for WordSet {
    fn from(words: &str) -> Self {
        WordSet(words.split_whitespace().map(|word| word.replace('_', " ").into()).collect())
    }
}

impl<'de> Deserialize<'de> for WordSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|words| WordSet::from(words.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_apart_by_white_space_and_underscores_are_spaces() {
        let set = WordSet::from("said\n  told_off  wrote");
        assert_eq!(set.sorted(), ["said", "told off", "wrote"]);
        assert!(set.has("told off") && !set.has("told"));
    }
}
