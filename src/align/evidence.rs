//! What is known about a pair of words on their own: the best of form, value, dictionary form, sense and look.

use crate::lang::lexicon::{self, Entry, Relation};
use crate::model::{Case, Class, Evidence, Token, TokenKind, Word};

/// Strength of a shared sense from which two words count as synonyms.
const SYNONYM: f32 = 0.5;

/// The best evidence that two tokens say the same, with its strength in 0..=1; `None` when nothing speaks for it.
pub fn evidence(a: &Token, b: &Token) -> Option<(Evidence, f32)> {
    let (x, y) = (&*a.word, &*b.word);
    if x.key == y.key && x.n == y.n {
        return Some((Evidence::Same, 1.0));
    }
    match (a.kind, b.kind) {
        (TokenKind::Word | TokenKind::Number, TokenKind::Word | TokenKind::Number) => words(a, b),
        _ => None,
    }
}

fn words(a: &Token, b: &Token) -> Option<(Evidence, f32)> {
    let (x, y) = (&*a.word, &*b.word);
    if let (Some(v), Some(w)) = (x.value, y.value) {
        return if v == w { Some((Evidence::Value, 1.0)) } else { Some((Evidence::Position, 0.3)) };
    }
    let functions = (x.class.has(Class::FUNCTION), y.class.has(Class::FUNCTION));
    if functions.0 && functions.1 {
        return function_words(x, y);
    }
    if x.spelled == y.spelled {
        return Some((Evidence::Spelling, 0.98));
    }
    if x.lemma == y.lemma {
        return Some((Evidence::Inflection, 0.95));
    }
    if functions.0 || functions.1 {
        return None;
    }
    if x.stem == y.stem {
        return Some((Evidence::Inflection, 0.9));
    }
    best([sense(x, y), look(a, b)])
}

/// Whether two content words can fill one place in a sentence: a part of speech in common, or both unknown.
pub(super) fn interchangeable(a: &Token, b: &Token) -> bool {
    let (x, y) = (a.word.parts, b.word.parts);
    x & y != 0 || (x == 0 && y == 0)
}

fn best<const N: usize>(candidates: [Option<(Evidence, f32)>; N]) -> Option<(Evidence, f32)> {
    candidates.into_iter().flatten().max_by(|p, q| p.1.total_cmp(&q.1))
}

/// Function words of one class often stand for each other (`with` / `in`, `has` / `was`); on their own they prove little.
fn function_words(x: &Word, y: &Word) -> Option<(Evidence, f32)> {
    if x.lemma == y.lemma || (x.stem == y.stem && x.n.len() > 2) {
        return Some((Evidence::Inflection, 0.8));
    }
    // `up` and `down`, `most` and `least`.
    if let Some((Evidence::Antonym, strength)) = sense(x, y) {
        return Some((Evidence::Antonym, strength));
    }
    let same = |class: Class| x.class.has(class) && y.class.has(class);
    let strength = if same(Class::NEGATOR) {
        0.7
    } else if same(Class::ARTICLE) {
        0.5
    } else if same(Class::PRONOUN) || same(Class::MODAL) || same(Class::AUXILIARY) {
        0.45
    } else if same(Class::PREPOSITION) || same(Class::CONJUNCTION) || same(Class::QUESTION) {
        0.4
    } else {
        return None;
    };
    Some((Evidence::Position, strength))
}

fn sense(x: &Word, y: &Word) -> Option<(Evidence, f32)> {
    if x.entries.is_empty() || y.entries.is_empty() {
        return None;
    }
    let entries =
        |word: &Word| -> smallvec::SmallVec<[Entry; 6]> { word.entries.iter().map(|&id| Entry(id)).collect() };
    let related = lexicon::relation(&entries(x), &entries(y))?;
    let strength = related.strength;
    Some(match related.relation {
        Relation::Same => (Evidence::Inflection, 0.9),
        Relation::Derivation => (Evidence::Derivation, 0.8),
        // Rare senses make synonyms of words that a reader takes for different ones (`better`, `easier`).
        Relation::Synonym { .. } | Relation::VerbGroup | Relation::Similar if strength >= SYNONYM => {
            (Evidence::Synonym, 0.55 + 0.35 * strength)
        }
        Relation::Synonym { .. } | Relation::VerbGroup | Relation::Similar => {
            (Evidence::Position, 0.4 + 0.3 * strength)
        }
        Relation::Antonym { direct: true } => (Evidence::Antonym, 0.45 + 0.2 * strength),
        Relation::Hypernym { .. } => (Evidence::Hypernym, 0.45 + 0.2 * strength),
        Relation::Hyponym { .. } => (Evidence::Hyponym, 0.45 + 0.2 * strength),
        Relation::Antonym { direct: false } => (Evidence::Antonym, 0.35 + 0.1 * strength),
        Relation::SharedHypernym => (Evidence::Position, 0.3 + 0.1 * strength),
    })
}

/// Likeness of the letters: trigram overlap (Dice), and Jaro-Winkler for names.
fn look(a: &Token, b: &Token) -> Option<(Evidence, f32)> {
    let (x, y) = (&*a.word, &*b.word);
    if x.trigrams.len() < 3 || y.trigrams.len() < 3 {
        return None;
    }
    let dice = dice(&x.trigrams, &y.trigrams);
    if dice > 0.15 && is_variant(a, b) {
        return Some((Evidence::Name, 0.85));
    }
    (dice >= 0.5).then_some((Evidence::Form, 0.3 + 0.5 * dice))
}

/// Whether two words are one name or foreign word in two spellings (`Mosul`, `Mossul`): close by Jaro-Winkler, with
/// the same consonants or all but one letter in five the same. Two words that the lexicon both knows are two words
/// (`Iran`, `Iraq`).
fn is_variant(a: &Token, b: &Token) -> bool {
    let (x, y) = (&*a.word, &*b.word);
    let capital = |token: &Token| token.case != Case::Lower;
    let known = (!x.entries.is_empty(), !y.entries.is_empty());
    let candidates = match known {
        (true, true) => false,
        (false, false) => true,
        _ => capital(a) && capital(b),
    };
    let letters = x.n.chars().count().max(y.n.chars().count());
    candidates
        && letters >= 4
        && strsim::jaro_winkler(&x.n, &y.n) >= 0.85
        && (skeleton(&x.n) == skeleton(&y.n) || strsim::osa_distance(&x.n, &y.n) <= (letters / 5).max(1))
}

/// The consonants, doubled ones once.
fn skeleton(n: &str) -> Vec<char> {
    let mut kept: Vec<char> =
        n.chars().filter(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | '\'')).collect();
    kept.dedup();
    kept
}

/// Dice coefficient of two sorted lists without repeats.
fn dice(x: &[u32], y: &[u32]) -> f32 {
    let (mut i, mut j, mut shared) = (0, 0, 0usize);
    while let (Some(p), Some(q)) = (x.get(i), y.get(j)) {
        shared += usize::from(p == q);
        i += usize::from(p <= q);
        j += usize::from(q <= p);
    }
    2.0 * shared as f32 / (x.len() + y.len()).max(1) as f32
}
