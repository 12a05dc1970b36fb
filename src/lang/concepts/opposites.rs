//! Which English words, and so which concepts, are opposites: `data/lexicon/opposites.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use rustc_hash::FxBuildHasher;
use smallvec::SmallVec;

/// Two groups of words of which each of one is the opposite of each of the other, and on which side a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pole {
    axis: u16,
    other: bool,
}

impl Pole {
    /// The number of this end; the other end's differs in the lowest bit.
    pub fn end(self) -> u32 {
        u32::from(self.axis) << 1 | u32::from(self.other)
    }

    /// Whether the two are the ends of one axis.
    pub fn faces(self, pole: Pole) -> bool {
        self.axis == pole.axis && self.other != pole.other
    }
}

/// The poles of a word; few words have more than two.
pub type Poles = SmallVec<[Pole; 2]>;

static POLES: LazyLock<HashMap<&'static str, Poles, FxBuildHasher>> = LazyLock::new(|| {
    let mut poles: HashMap<&'static str, Poles, FxBuildHasher> = HashMap::default();
    let lines = include_str!("../../../data/lexicon/opposites.tsv").lines().skip(1);
    for (axis, line) in lines.enumerate() {
        for (other, cell) in [false, true].into_iter().zip(line.split('\t')) {
            for word in cell.split(", ") {
                poles.entry(word).or_default().push(Pole { axis: axis as u16, other });
            }
        }
    }
    poles
});

/// Where an English word (its dictionary form) stands among the opposites; empty for most words.
pub fn poles(word: &str) -> &'static [Pole] {
    POLES.get(word).map_or(&[], |poles| poles)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opposed(x: &str, y: &str) -> bool {
        poles(x).iter().any(|x| poles(y).iter().any(|y| x.faces(*y)))
    }

    #[test]
    fn opposites_face_each_other_and_words_of_one_side_do_not() {
        assert!(opposed("rise", "fall") && opposed("reject", "accept") && opposed("win", "lose"));
        assert!(!opposed("rise", "increase") && !opposed("rise", "reject") && !opposed("table", "chair"));
    }

    #[test]
    fn every_line_has_two_sides_that_share_no_word() {
        for line in include_str!("../../../data/lexicon/opposites.tsv").lines() {
            let sides: Vec<Vec<&str>> = line.split('\t').map(|cell| cell.split(", ").collect()).collect();
            assert!(
                sides.len() == 2 && sides[0].iter().all(|word| !word.is_empty() && !sides[1].contains(word)),
                "{line}"
            );
        }
    }
}
