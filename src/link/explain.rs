//! Why two renderings are linked, or are not.

use super::keys;

/// What two texts share, and what only one has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// Words of the first whose keys the second has too, folded, in order, without repeats.
    pub shared: Vec<String>,
    /// The keys of `shared`.
    pub keys: Vec<u64>,
    /// Words only the first has.
    pub only_a: Vec<String>,
    /// Words only the second has.
    pub only_b: Vec<String>,
}

/// Compares the keys of two texts.
pub fn explain(a: &str, b: &str) -> Explanation {
    let (first, second) = (named(a), named(b));
    let has = |side: &[(u64, String)], key: u64| side.iter().any(|entry| entry.0 == key);
    let words = |side: &[(u64, String)], other: &[(u64, String)], both: bool| {
        side.iter().filter(|entry| has(other, entry.0) == both).map(|entry| entry.1.clone()).collect()
    };
    Explanation {
        keys: first.iter().map(|entry| entry.0).filter(|&key| has(&second, key)).collect(),
        shared: words(&first, &second, true),
        only_a: words(&first, &second, false),
        only_b: words(&second, &first, false),
    }
}

/// Each key once, with the first word it came from.
fn named(text: &str) -> Vec<(u64, String)> {
    let mut seen = std::collections::BTreeSet::new();
    let mut words = Vec::new();
    keys::words(text, |word| {
        let key = word.key();
        if seen.insert(key) {
            words.push((key, word.letters.to_owned()));
        }
    });
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_matched_by_stem() {
        let found = explain("He promised 1,200 houses", "the promise of 1200 boats");
        assert_eq!(found.shared, ["promised", "1200"]);
        assert_eq!(found.only_a, ["he", "houses"]);
        assert_eq!(found.only_b, ["the", "of", "boats"]);
    }
}
