//! What is known about a pair of words on their own: the best of form, value, dictionary form, sense and look.

use crate::lang::concepts::{Kinship, kinship};
use crate::lang::lexicon::{self, Entry, Relation};
use crate::model::{Case, Class, Evidence, Token, TokenKind, Word};

/// Strength of a shared sense from which two words count as synonyms.
const SYNONYM: f32 = 0.5;

/// The best evidence that two tokens say the same, with its strength in 0..=1; `None` when nothing speaks for it.
pub fn evidence(a: &Token, b: &Token) -> Option<(Evidence, f32)> {
    match at_sight(&Face::of(a), &Face::of(b)) {
        Sight::Known(evidence, strength) => Some((evidence, strength)),
        Sight::Nothing => None,
        Sight::Functions(strength) => opposite(&a.word, &b.word)
            .map(|strength| (Evidence::Antonym, strength))
            .or((strength > 0.0).then_some((Evidence::Position, strength))),
        Sight::Open => {
            let (x, y) = (&*a.word, &*b.word);
            let best = [sense(x, y), look(a, b, shared(&x.trigrams, &y.trigrams))];
            best.into_iter().flatten().max_by(|p, q| p.1.total_cmp(&q.1))
        }
    }
}

/// What a glance at two tokens tells.
pub(super) enum Sight {
    /// All there is to know.
    Known(Evidence, f32),
    /// They have nothing to do with each other.
    Nothing,
    /// Two content words of different stems: their senses and letters decide.
    Open,
    /// Two function words and how well they go together, if they are not opposites.
    Functions(f32),
}

/// What a glance needs of a token, in one place.
#[derive(Clone, Copy)]
pub(super) struct Face {
    key: u64,
    spelled: u64,
    lemma: u64,
    stem: u64,
    value: Option<f64>,
    class: Class,
    role: Role,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Mark,
    Function,
    Content,
}

impl Face {
    pub fn of(token: &Token) -> Face {
        let word = &*token.word;
        let role = match token.kind {
            TokenKind::Word | TokenKind::Number if word.class.has(Class::FUNCTION) => Role::Function,
            TokenKind::Word | TokenKind::Number => Role::Content,
            _ => Role::Mark,
        };
        // Stems of two letters tell nothing.
        let stem = if role == Role::Function && word.n.len() <= 2 { word.key } else { word.stem };
        let &Word { key, spelled, lemma, value, class, .. } = word;
        Face { key, spelled, lemma, stem, value, class, role }
    }
}

/// Compares forms, values, dictionary forms and classes.
#[inline]
pub(super) fn at_sight(x: &Face, y: &Face) -> Sight {
    if x.key == y.key {
        return Sight::Known(Evidence::Same, 1.0);
    }
    if x.role == Role::Mark || y.role == Role::Mark {
        return Sight::Nothing;
    }
    if let (Some(v), Some(w)) = (x.value, y.value) {
        return if v == w { Sight::Known(Evidence::Value, 1.0) } else { Sight::Known(Evidence::Position, 0.3) };
    }
    match (x.role == Role::Function, y.role == Role::Function) {
        (true, true) => function_words(x, y),
        _ if x.spelled == y.spelled => Sight::Known(Evidence::Spelling, 0.98),
        _ if x.lemma == y.lemma => Sight::Known(Evidence::Inflection, 0.95),
        (false, false) if x.stem == y.stem => Sight::Known(Evidence::Inflection, 0.9),
        (false, false) => Sight::Open,
        _ => Sight::Nothing,
    }
}

/// Whether two content words can fill one place in a sentence: a part of speech in common, or both unknown.
pub(super) fn interchangeable(a: &Token, b: &Token) -> bool {
    let (x, y) = (a.word.parts, b.word.parts);
    x & y != 0 || (x == 0 && y == 0)
}

/// Function words of one class often stand for each other (`with` / `in`, `has` / `was`); on their own they prove little.
fn function_words(x: &Face, y: &Face) -> Sight {
    if x.lemma == y.lemma || x.stem == y.stem {
        return Sight::Known(Evidence::Inflection, 0.8);
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
        0.0
    };
    Sight::Functions(strength)
}

/// How much two function words are opposites: `up` and `down`, `most` and `least`.
pub(super) fn opposite(x: &Word, y: &Word) -> Option<f32> {
    sense(x, y).filter(|(evidence, _)| *evidence == Evidence::Antonym).map(|(_, strength)| strength)
}

/// Whether two words of one meaning begin alike: forms of one word, or derived from each other (`liefern`, `Lieferung`).
fn are_akin(x: &Word, y: &Word) -> bool {
    let shared = x.n.chars().zip(y.n.chars()).take_while(|(p, q)| p == q).count();
    shared >= 3 && shared * 2 >= x.n.chars().count().max(y.n.chars().count())
}

/// What the lexicon says of two words.
pub(super) fn sense(x: &Word, y: &Word) -> Option<(Evidence, f32)> {
    if x.entries.is_empty() || y.entries.is_empty() {
        return match kinship(&x.kin, &y.kin)? {
            Kinship::Name => Some((Evidence::Derivation, 0.8)),
            Kinship::Synonym if are_akin(x, y) => Some((Evidence::Inflection, 0.85)),
            Kinship::Synonym => Some((Evidence::Synonym, 0.8)),
            Kinship::Opposite => Some((Evidence::Antonym, 0.5)),
        };
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

/// Likeness of the letters: trigram overlap (Dice), and Jaro-Winkler for names. `shared` counts common trigrams.
pub(super) fn look(a: &Token, b: &Token, shared: usize) -> Option<(Evidence, f32)> {
    let (x, y) = (&*a.word, &*b.word);
    if x.trigrams.len() < 3 || y.trigrams.len() < 3 {
        return None;
    }
    let dice = 2.0 * shared as f32 / (x.trigrams.len() + y.trigrams.len()) as f32;
    if dice > 0.15 && is_variant(a, b) {
        return Some(if ends_otherwise(a, b) { (Evidence::Inflection, 0.85) } else { (Evidence::Name, 0.85) });
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
        (false, false) => x.kin.is_empty() || y.kin.is_empty(),
        _ => capital(a) && capital(b),
    };
    let letters = x.n.chars().count().max(y.n.chars().count());
    candidates
        && (4..=40).contains(&letters)
        && strsim::jaro_winkler(&x.n, &y.n) >= 0.85
        && (skeleton(&x.n) == skeleton(&y.n) || strsim::osa_distance(&x.n, &y.n) <= (letters / 5).max(1))
}

/// Whether two words differ in their endings only, three letters at most: two forms of one word, where no lexicon tells.
/// A name has more in it than an ending: one of two must begin the other (`Argyll`, `Argyllu`).
fn ends_otherwise(a: &Token, b: &Token) -> bool {
    let (x, y) = (&*a.word.n, &*b.word.n);
    let shared = x.chars().zip(y.chars()).take_while(|(p, q)| p == q).count();
    let (rest_x, rest_y) = (x.chars().count() - shared, y.chars().count() - shared);
    let lower = a.case == Case::Lower && b.case == Case::Lower;
    shared >= 4 && rest_x <= 3 && rest_y <= 3 && (lower || rest_x == 0 || rest_y == 0)
}

/// The consonants, doubled ones once.
fn skeleton(n: &str) -> Vec<char> {
    let mut kept: Vec<char> =
        n.chars().filter(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | '\'')).collect();
    kept.dedup();
    kept
}

/// How many elements two sorted lists without repeats share.
fn shared(x: &[u32], y: &[u32]) -> usize {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while let (Some(p), Some(q)) = (x.get(i), y.get(j)) {
        shared += usize::from(p == q);
        i += usize::from(p <= q);
        j += usize::from(q <= p);
    }
    shared
}
