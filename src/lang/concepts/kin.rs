//! Relatives within one language: words that stand for one concept, or for opposite ones.
//!
//! A word's keys are its concepts, and the side on which each stands among the opposites ([`Poles`](super::Poles)): one list
//! of English words serves all languages.

use super::Concepts;

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

/// Roles of a key, in its lowest three bits: the word stands for the concept, or at that end of an axis of opposites, or
/// at the other end. As in the English lexicon, so that [`meets`](crate::lang::lexicon::meets) is for both.
const SENSE: u32 = 0;
const END: u32 = 3;
const OPPOSITE: u32 = 4;
/// The ends of axes are numbered from here, above all concepts.
const ENDS: u32 = 1 << 28;

/// The keys of a word's relatives, from its concepts, sorted. Function words have none: what they do is told by their
/// class.
pub fn kin(senses: &[u32]) -> Vec<u32> {
    let own = Concepts::own();
    let senses: Vec<u32> = senses.iter().copied().filter(|&concept| !own.is_function(&[concept])).collect();
    let mut keys: Vec<u32> = senses.iter().map(|concept| concept << 3 | SENSE).collect();
    // Any sense counts: a text in one language has the frame that tells (`ganar`, to win or to earn).
    for pole in senses.iter().filter_map(|&concept| own.meaning(concept)).flat_map(|meaning| &meaning.poles) {
        keys.push((ENDS + pole.end()) << 3 | END);
        keys.push((ENDS + (pole.end() ^ 1)) << 3 | OPPOSITE);
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The concepts among a word's keys.
pub fn senses(kin: &[u32]) -> impl Iterator<Item = u32> {
    kin.iter().filter(|&key| key & 7 == SENSE && key >> 3 < ENDS).map(|key| key >> 3)
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
                (END, OPPOSITE) | (OPPOSITE, END) => opposite = true,
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
