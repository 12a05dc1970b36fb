//! What words of different languages have to do with each other: each stands for concepts, and words that share one
//! translate each other.
//!
//! The table of the project's own lexicon (`data/lexicon/core.tsv`, `names.tsv`, `function.tsv`) is compiled in and
//! used in place; dictionaries that a user has are compiled into further tables ([`Compiler`]). Concepts of the own
//! table are its rows; those of dictionaries are English stems, so that two languages with a dictionary each meet in
//! English.

mod compile;
mod forms;
mod kin;
mod names;
mod opposites;
mod table;
#[cfg_attr(not(feature = "embeddings"), path = "no_vectors.rs")]
mod vectors;

use std::borrow::Cow;
use std::sync::{Arc, LazyLock, OnceLock};

use smallvec::SmallVec;

pub use compile::{Compiler, Rows};
pub use kin::{Kinship, kin, kinship, senses};
pub use names::{skeleton, sounds_alike};
pub use opposites::{Pole, Poles, poles};
pub use table::Table;
pub use vectors::Vectors;

use super::{Pack, lexicon, pack_for};
use crate::model::{Case, Token};
use table::Records;

/// The concepts of a word, sorted, none twice.
pub type Senses = SmallVec<[u32; 8]>;

/// Concepts from here on come from dictionaries; below, they are rows of the own lexicon.
pub const FROM_DICTIONARIES: u32 = 1 << 31;

static OWN: LazyLock<Concepts> = LazyLock::new(|| {
    let bytes = Cow::Borrowed(include_bytes!("../../../data/lexicon/concepts.bin").as_slice());
    Concepts { tables: Table::new(bytes).into_iter().collect::<Vec<_>>().into(), vectors: None }
});

/// Tables of words and concepts, the own one first, and the word vectors of a model, if there is one. Cheap to copy.
#[derive(Clone, Debug)]
pub struct Concepts {
    tables: Arc<[Table]>,
    vectors: Option<Arc<Vectors>>,
}

impl Default for Concepts {
    fn default() -> Self {
        Concepts::own().clone()
    }
}

impl Concepts {
    /// The lexicon that is compiled in.
    pub fn own() -> &'static Concepts {
        &OWN
    }

    /// These tables and further ones.
    pub fn with(&self, tables: impl IntoIterator<Item = Table>) -> Concepts {
        let tables = self.tables.iter().cloned().chain(tables).collect::<Vec<_>>().into();
        Concepts { tables, vectors: self.vectors.clone() }
    }

    /// The same with the word vectors of a model.
    pub fn with_vectors(self, vectors: Vectors) -> Concepts {
        Concepts { vectors: Some(Arc::new(vectors)), ..self }
    }

    /// Whether there is a model.
    pub fn has_vectors(&self) -> bool {
        self.vectors.is_some()
    }

    /// The vector of a word, in its normal form; `None` where there is no model or the model does not have it.
    pub fn vector(&self, n: &str) -> Option<Vec<f32>> {
        self.vectors.as_ref()?.word(n)
    }

    /// The tables, the own one first.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// The words of a language (a BCP 47 tag); without any when nothing is known of it.
    pub fn words(&self, lang: &str) -> Words<'_> {
        let lang = primary(lang);
        let records: SmallVec<[Records<'_>; 2]> = self.tables.iter().filter_map(|table| table.records(&lang)).collect();
        let longest = records.iter().map(|records| records.longest).max().unwrap_or(0);
        Words { pack: pack_for(&lang), own: self.tables.first(), lang, records, longest }
    }

    /// Whether the rows of the own lexicon among the concepts are those of function words only.
    pub fn is_function(&self, concepts: &[u32]) -> bool {
        let Some(own) = self.tables.first() else { return false };
        let mut rows = concepts.iter().filter(|&&concept| concept < FROM_DICTIONARIES).peekable();
        rows.peek().is_some() && rows.all(|&row| own.is_function(row))
    }

    /// Whether one of the concepts is a name of the own lexicon.
    pub fn is_name(&self, concepts: &[u32]) -> bool {
        let own = self.tables.first();
        own.is_some_and(|own| concepts.iter().any(|&concept| own.is_name(concept)))
    }

    /// The rows of the own lexicon.
    pub fn rows(&self) -> std::ops::Range<u32> {
        0..self.tables.first().map_or(0, Table::rows)
    }

    /// What a row of the own lexicon means in English; `None` for a name and for a concept that is no row.
    pub fn meaning(&self, concept: u32) -> Option<&'static Meaning> {
        static MEANINGS: LazyLock<Vec<OnceLock<Meaning>>> =
            LazyLock::new(|| OWN.rows().map(|_| OnceLock::new()).collect());
        let slot = MEANINGS.get(concept as usize).filter(|_| !OWN.is_name(&[concept]))?;
        Some(slot.get_or_init(|| Meaning::of(OWN.english(concept))))
    }

    /// Where a word stands among the opposites: at least one in three rows of the own lexicon that it may mean does.
    pub fn poles(&self, concepts: &[u32]) -> Poles {
        let of = |&concept: &u32| self.meaning(concept).map_or(&[][..], |meaning| &meaning.poles);
        let own = concepts.iter().filter(|&&concept| self.meaning(concept).is_some()).count();
        let mut found = Poles::new();
        for pole in concepts.iter().flat_map(of) {
            let share = concepts.iter().filter(|&row| of(row).contains(pole)).count();
            if share * 3 >= own && !found.contains(pole) {
                found.push(*pole);
            }
        }
        found
    }

    /// The English words of a row of the own lexicon, the usual one first.
    pub fn english(&self, concept: u32) -> impl Iterator<Item = &str> {
        self.tables.first().into_iter().flat_map(move |own| own.gloss(concept))
    }
}

/// What a concept means, as the English lexicon knows it.
#[derive(Debug)]
pub struct Meaning {
    /// The entries of its usual English words.
    pub entries: Box<[lexicon::Entry]>,
    /// The keys of their relatives ([`lexicon::kin`]).
    pub kin: Box<[u32]>,
    /// Where its usual English words stand among the opposites.
    pub poles: Poles,
}

impl Meaning {
    /// Of English words, the usual one first; two of them are looked at.
    fn of<'w>(words: impl Iterator<Item = &'w str>) -> Meaning {
        let words: SmallVec<[&str; 2]> = words.take(2).collect();
        let mut poles: Poles = words.iter().flat_map(|word| poles(word)).copied().collect();
        poles.dedup();
        let mut entries: Vec<lexicon::Entry> = words.into_iter().flat_map(lexicon::entries).collect();
        entries.sort_unstable();
        entries.dedup();
        Meaning { kin: lexicon::kin(&entries).into(), entries: entries.into(), poles }
    }
}

/// The primary subtag of a BCP 47 tag, in lower case.
pub fn primary(lang: &str) -> String {
    lang.split(['-', '_']).next().unwrap_or_default().to_lowercase()
}

/// The words of one language.
#[derive(Clone, Debug)]
pub struct Words<'a> {
    lang: String,
    pack: &'static Pack,
    own: Option<&'a Table>,
    records: SmallVec<[Records<'a>; 2]>,
    longest: usize,
}

impl Words<'_> {
    /// The language, a primary subtag.
    pub fn lang(&self) -> &str {
        &self.lang
    }

    /// What the language's pack says.
    pub fn pack(&self) -> &'static Pack {
        self.pack
    }

    /// Whether nothing is known of the language.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The concepts of a word, given in its normal form; none when it is unknown.
    ///
    /// Its stem is looked up; an unknown word is tried without what may be glued to it, by its dictionary form (English),
    /// and in two parts (languages that write compounds in one word).
    pub fn senses(&self, n: &str) -> Senses {
        let mut found = Senses::new();
        self.find(n, &mut found);
        if self.lang == "en" {
            for entry in lexicon::entries(n).into_iter().take(2) {
                let lemma = lexicon::lemma(entry);
                if lemma != n {
                    self.find(lemma, &mut found);
                }
            }
        }
        if found.is_empty() {
            forms::variants(n, &self.lang, self.pack, |rest| self.find(rest, &mut found));
        }
        if found.is_empty() {
            let mut parts = Senses::new();
            forms::compounds(n, &self.lang, |head, tail| {
                parts.clear();
                self.find(head, &mut parts) && self.find(tail, &mut parts)
            });
            found = parts;
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The concepts of a token: with a capital inside a sentence, those of a name before those of the word that is written
    /// alike (`Turkey`, `US`); at the beginning of a sentence both.
    pub fn senses_of(&self, token: &Token) -> Senses {
        let n = &*token.word.n;
        if token.case == Case::Lower {
            return self.senses(n);
        }
        let capital = forms::capital(n);
        let mut found: Senses = self.records.iter().flat_map(|records| records.find(&capital)).collect();
        if found.is_empty() || (token.opens_sentence && token.case == Case::Title) {
            found.extend(self.senses(n));
            found.sort_unstable();
            found.dedup();
        }
        found
    }

    /// The names of two words that stand side by side (`United Kingdom`).
    pub fn pair(&self, first: &str, second: &str) -> Senses {
        let form = forms::pair(first, second, &self.lang, self.pack);
        self.records.iter().flat_map(|records| records.find(&form)).collect()
    }

    /// The concepts of a word alone: where it is printed with a capital, those of a name that is written alike too.
    pub fn senses_as_printed(&self, n: &str, capital: bool) -> Senses {
        let mut found = Senses::new();
        self.find(n, &mut found);
        if capital {
            let capital = forms::capital(n);
            found.extend(self.records.iter().flat_map(|records| records.find(&capital)));
        }
        if found.is_empty() {
            forms::variants(n, &self.lang, self.pack, |rest| self.find(rest, &mut found));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn find(&self, n: &str, found: &mut Senses) -> bool {
        let before = found.len();
        let exact = forms::exact(n);
        found.extend(self.records.iter().flat_map(|records| records.find(&exact)));
        // A name printed as the lexicon has it is that name, or a part of a longer one, and no word of the same stem.
        let named = found.len() > before;
        let may_be = |&row: &u32| !named || self.own.is_some_and(|own| own.is_name(row));
        let form = forms::form(n, &self.lang, self.pack);
        for records in &self.records {
            found.extend(records.find(&form).filter(may_be));
        }
        found.len() > before
    }

    /// Cuts a run of a script without spaces into the longest words that are known, from the left, and hands each on
    /// with its concepts; what is unknown is handed on character by character, without any.
    pub fn cut<'t>(&self, run: &'t str, mut each: impl FnMut(&'t str, Senses)) {
        let mut rest = run;
        while !rest.is_empty() {
            let ends: SmallVec<[usize; 16]> =
                rest.char_indices().skip(1).map(|(at, _)| at).chain([rest.len()]).take(self.longest.max(1)).collect();
            let mut taken = ends.first().copied().unwrap_or(rest.len());
            let mut found = Senses::new();
            for &end in ends.iter().rev() {
                if self.find(&rest[..end], &mut found) {
                    taken = end;
                    break;
                }
            }
            found.sort_unstable();
            found.dedup();
            let (word, after) = rest.split_at(taken);
            each(word, found);
            rest = after;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meet(a: (&str, &str), b: (&str, &str)) -> bool {
        let of = |(lang, n): (&str, &str)| Concepts::own().words(lang).senses(n);
        let (x, y) = (of(a), of(b));
        x.iter().any(|concept| y.contains(concept))
    }

    #[test]
    fn words_that_translate_each_other_share_a_concept() {
        for (a, b) in [
            (("en", "governments"), ("de", "regierung")),
            (("en", "said"), ("ru", "заявил")),
            (("ar", "الحكومة"), ("fr", "gouvernement")),
            (("he", "הממשלה"), ("es", "gobierno")),
            (("en", "war"), ("zh", "战争")),
            (("de", "regierungschef"), ("en", "government")),
        ] {
            assert!(meet(a, b), "{a:?} {b:?}");
        }
        assert!(!meet(("en", "war"), ("de", "frieden")));
    }

    #[test]
    fn runs_without_spaces_are_cut_into_words() {
        let mut words = Vec::new();
        Concepts::own().words("zh").cut("战争政府", |word, senses| words.push((word, senses.is_empty())));
        assert_eq!(words, [("战争", false), ("政府", false)]);
    }
}
