//! Cutting at white space and numbering words.

use std::collections::HashMap;

/// Whether Python's `str.split` cuts here: Unicode white space and the four ASCII separators.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\x1c'..='\x1f').contains(&c)
}

/// The words of `line` as Python's `str.split` finds them.
pub(super) fn split(line: &str) -> impl Iterator<Item = &str> {
    line.split(is_space).filter(|word| !word.is_empty())
}

/// Numbers words in the order in which they are first met. Only ever looked up, so the map's order stays inside.
#[derive(Default)]
pub(super) struct Vocabulary<'a> {
    numbers: HashMap<&'a str, u32>,
}

impl<'a> Vocabulary<'a> {
    /// The numbers of `words`, equal words having equal numbers.
    pub(super) fn numbers(&mut self, words: impl Iterator<Item = &'a str>) -> Vec<u32> {
        words
            .map(|word| {
                // A text of 4 GiB has fewer words than that.
                let next = self.numbers.len() as u32;
                *self.numbers.entry(word).or_insert(next)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_where_python_does() {
        assert_eq!(split(" a\u{a0}b\x1cc\u{3000}\u{200b}d\n").collect::<Vec<_>>(), ["a", "b", "c", "\u{200b}d"]);
    }

    #[test]
    fn equal_words_have_equal_numbers() {
        let mut vocabulary = Vocabulary::default();
        assert_eq!(vocabulary.numbers(split("a b a")), [0, 1, 0]);
        assert_eq!(vocabulary.numbers(split("c b")), [2, 1]);
    }
}
