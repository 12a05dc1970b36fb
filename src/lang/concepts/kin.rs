//! Relatives within one language: words that stand for one concept, or for opposite ones.
//!
//! A word's keys are its concepts and the opposites of its concepts. Which concepts are opposite is told by the English
//! pack's list of opposite words, read through the English words of each concept: one list serves all languages.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::Concepts;
use crate::lang::pack_for;

/// What two words of one language have to do with each other by their concepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kinship {
    /// Both name one person, place or organisation, or a people and its country.
    Name,
    /// Both say one thing.
    Synonym,
    /// One says the opposite of the other.
    Opposite,
}

/// Roles of a key, in its lowest three bits: the word stands for the concept, or for its opposite. As in the English
/// lexicon, so that [`meets`](crate::lang::lexicon::meets) is for both.
const SENSE: u32 = 0;
const OPPOSITE: u32 = 4;

/// English words whose translations have so many uses that they are opposites by chance.
const MANY_USES: [&str; 16] = [
    "come", "go", "give", "take", "lead", "follow", "keep", "hold", "lift", "cause", "effect", "answer", "ask",
    "found", "end", "present",
];

/// The opposites of each concept.
static OPPOSITES: LazyLock<FxHashMap<u32, SmallVec<[u32; 4]>>> = LazyLock::new(|| {
    let own = Concepts::own();
    let mut rows: FxHashMap<&str, SmallVec<[u32; 2]>> = FxHashMap::default();
    for concept in own.rows() {
        own.english(concept).for_each(|word| rows.entry(word).or_default().push(concept));
    }
    let of = |word: &str| rows.get(word).filter(|_| !MANY_USES.contains(&word)).into_iter().flatten().copied();
    let mut opposites: FxHashMap<u32, SmallVec<[u32; 4]>> = FxHashMap::default();
    for (one, other) in pack_for("en").words.opposites() {
        for x in of(one) {
            for y in of(other).filter(|&y| y != x) {
                opposites.entry(x).or_default().push(y);
            }
        }
    }
    opposites
});

/// The keys of a word's relatives, from its concepts, sorted. Function words have none: what they do is told by their
/// class.
pub fn kin(senses: &[u32]) -> Vec<u32> {
    let own = Concepts::own();
    let mut keys = Vec::with_capacity(senses.len());
    for concept in senses.iter().filter(|&&concept| !own.is_function(&[concept])) {
        keys.push(concept << 3 | SENSE);
        keys.extend(OPPOSITES.get(concept).into_iter().flatten().map(|opposite| opposite << 3 | OPPOSITE));
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// What two words are to each other, given their [`kin`]; `None` too when one concept makes them synonyms and another
/// opposites (`победа`, a victory, and `поражение`, a defeat: who defeats wins).
pub fn kinship(x: &[u32], y: &[u32]) -> Option<Kinship> {
    let (mut opposite, mut synonym) = (false, false);
    for p in x {
        for q in y.iter().filter(|&q| p >> 3 == q >> 3) {
            match (p & 7, q & 7) {
                (SENSE, SENSE) if Concepts::own().is_name(&[p >> 3]) => return Some(Kinship::Name),
                (SENSE, SENSE) => synonym = true,
                (SENSE, OPPOSITE) | (OPPOSITE, SENSE) => opposite = true,
                _ => {}
            }
        }
    }
    match (synonym, opposite) {
        (true, false) => Some(Kinship::Synonym),
        (false, true) => Some(Kinship::Opposite),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_language_are_related_through_their_concepts() {
        let related = |lang: &str, x: &str, y: &str| {
            let words = Concepts::own().words(lang);
            let keys = |n: &str| kin(&words.senses_as_printed(n, false));
            kinship(&keys(x), &keys(y))
        };
        for (lang, x, y, expected) in [
            ("de", "angriff", "überfall", Some(Kinship::Synonym)),
            ("de", "gewann", "verlor", Some(Kinship::Opposite)),
            ("ru", "большой", "маленький", Some(Kinship::Opposite)),
            ("ru", "победа", "поражение", None),
            ("fr", "accepte", "refuse", Some(Kinship::Opposite)),
            ("ja", "戦争", "平和", Some(Kinship::Opposite)),
            ("es", "guerra", "mesa", None),
        ] {
            assert_eq!(related(lang, x, y), expected, "{lang} {x} {y}");
            assert_eq!(related(lang, y, x), expected, "{lang} {y} {x}");
        }
    }
}
