//! The English lexicon: dictionary forms and what they have to do with each other.
//!
//! Derived from WordNet 3.0 (Fellbaum, ed., *WordNet: An Electronic Lexical Database*, MIT Press 1998); source, licence
//! and format in `data/lexicon/README.md`. The table is compiled in and read in place: nothing is parsed or
//! allocated at start, and every function is total.

mod relation;
mod spelling;
mod table;

pub use relation::{Related, Relation, contrary, kin, meets, relation};
pub use spelling::spelling;
use table::{Part, TABLE};

/// A dictionary form as one part of speech: `run` the verb and `run` the noun are two entries.
///
/// The number is a position in the table of this version of the library; it orders by lemma.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Entry(pub u32);

/// The entries a word form can belong to, most frequent first, none twice; none for a word that is not in the lexicon.
///
/// `form` is in lower case, of one word (`running`, `old-fashioned`) or two (`gave up`, `prime ministers`). Found are the
/// form itself, what the lists of irregular forms give, and what is left when a regular ending is taken off
/// (WordNet's `morphy` algorithm, morphy(7WN)).
pub fn entries(form: &str) -> Vec<Entry> {
    let mut found: Vec<Entry> = Vec::new();
    collect(form, &mut found);
    if let Some((first, last)) = form.split_once(' ') {
        // A verb and its particle inflect in front, other pairs at the end.
        let mut parts = Vec::new();
        collect(first, &mut parts);
        found.extend(parts.iter().flat_map(|&verb| TABLE.find(&format!("{} {last}", lemma(verb)), Some(Part::Verb))));
        parts.clear();
        collect(last, &mut parts);
        found.extend(parts.iter().flat_map(|&noun| TABLE.find(&format!("{first} {}", lemma(noun)), Some(Part::Noun))));
    }
    if found.len() > 1 {
        found.sort_unstable_by_key(|&entry| (u8::MAX - frequency(entry), entry));
        found.dedup();
    }
    found
}

/// The entry's dictionary form, in lower case; empty for a number that is no entry.
pub fn lemma(entry: Entry) -> &'static str {
    TABLE.record(entry).map_or("", |record| TABLE.letters(record.place()))
}

/// How often the entry occurs in WordNet's sense-tagged texts: 0 never, else 1 + log2 of the count, at most 15.
pub fn frequency(entry: Entry) -> u8 {
    TABLE.record(entry).map_or(0, |record| record.frequency())
}

/// Whether the dictionary prints the entry with a capital in every sense: a name, or made from one.
pub fn proper(entry: Entry) -> bool {
    TABLE.record(entry).is_some_and(|record| record.proper())
}

/// Whether the entry is a noun, a verb and so on: `n`, `v`, `a` (adjective) or `r` (adverb), as WordNet writes them.
pub fn part_of_speech(entry: Entry) -> char {
    match TABLE.record(entry).map(|record| record.part()) {
        Some(Part::Verb) => 'v',
        Some(Part::Adjective) => 'a',
        Some(Part::Adverb) => 'r',
        Some(Part::Noun) | None => 'n',
    }
}

/// Regular endings, what replaces them, and the part of speech they belong to.
const ENDINGS: [(&str, &str, Part); 20] = [
    ("men", "man", Part::Noun),
    ("s", "", Part::Noun),
    ("ses", "s", Part::Noun),
    ("xes", "x", Part::Noun),
    ("zes", "z", Part::Noun),
    ("ches", "ch", Part::Noun),
    ("shes", "sh", Part::Noun),
    ("ies", "y", Part::Noun),
    ("s", "", Part::Verb),
    ("ies", "y", Part::Verb),
    ("es", "e", Part::Verb),
    ("es", "", Part::Verb),
    ("ed", "e", Part::Verb),
    ("ed", "", Part::Verb),
    ("ing", "e", Part::Verb),
    ("ing", "", Part::Verb),
    ("er", "", Part::Adjective),
    ("er", "e", Part::Adjective),
    ("est", "", Part::Adjective),
    ("est", "e", Part::Adjective),
];

/// Adds the entries of a form; some may come twice.
fn collect(form: &str, found: &mut Vec<Entry>) {
    found.extend(TABLE.find(form, None));
    found.extend(TABLE.irregular(form));
    if form.len() < 3 || form.ends_with("ss") || !form.ends_with(['s', 'd', 'g', 'r', 't', 'n']) {
        return;
    }
    let mut lemma = String::with_capacity(form.len());
    for (ending, replacement, part) in ENDINGS {
        if let Some(stem) = form.strip_suffix(ending).filter(|stem| stem.len() > 1) {
            lemma.clear();
            lemma.push_str(stem);
            lemma.push_str(replacement);
            found.extend(TABLE.find(&lemma, Some(part)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lemmas(form: &str) -> Vec<(&'static str, char)> {
        entries(form).into_iter().map(|entry| (lemma(entry), part_of_speech(entry))).collect()
    }

    #[test]
    fn men_are_no_exception() {
        assert_eq!(lemma(entries("women")[0]), "woman");
        assert_eq!(lemma(entries("policewomen")[0]), "policewoman");
    }

    #[test]
    fn irregular_forms_lead_to_their_lemma() {
        for (form, expected) in [
            ("men", ("man", 'n')),
            ("children", ("child", 'n')),
            ("went", ("go", 'v')),
            ("running", ("run", 'v')),
            ("better", ("good", 'a')),
            ("better", ("well", 'r')),
            ("happier", ("happy", 'a')),
        ] {
            assert!(lemmas(form).contains(&expected), "{form}: {:?}", lemmas(form));
        }
    }

    #[test]
    fn regular_endings_are_taken_off() {
        for (form, expected) in [
            ("translations", ("translation", 'n')),
            ("churches", ("church", 'n')),
            ("cities", ("city", 'n')),
            ("denied", ("deny", 'v')),
            ("making", ("make", 'v')),
            ("larger", ("large", 'a')),
            ("strongest", ("strong", 'a')),
        ] {
            assert_eq!(lemmas(form).first(), Some(&expected), "{form}");
        }
        assert!(!lemmas("pass").iter().any(|&(lemma, _)| lemma == "pas"));
    }

    #[test]
    fn pairs_of_words_inflect_where_they_should() {
        assert!(lemmas("gave up").contains(&("give up", 'v')));
        assert!(lemmas("prime ministers").contains(&("prime minister", 'n')));
        assert_eq!(lemmas("up gave"), []);
    }

    #[test]
    fn the_most_frequent_entry_comes_first_and_none_twice() {
        let found = entries("does");
        assert_eq!(found.first().map(|&entry| lemma(entry)), Some("do"));
        assert!(found.is_sorted_by_key(|&entry| u8::MAX - frequency(entry)));
        for form in ["left", "saw", "better", "data", "lies", "said"] {
            let found = entries(form);
            assert!(found.iter().enumerate().all(|(i, entry)| !found[..i].contains(entry)), "{form}");
        }
        assert!(frequency(entries("say")[0]) > frequency(entries("stammer")[0]));
    }

    #[test]
    fn every_text_and_number_has_an_answer() {
        for form in ["", " ", "s", "ing", "ß", "été", "\u{0}", "zzzz", "z\u{10ffff}", "東京", "a a a", "-", "es s"]
        {
            for entry in entries(form) {
                assert!(!lemma(entry).is_empty());
            }
        }
        assert_eq!((lemma(Entry(u32::MAX)), frequency(Entry(u32::MAX))), ("", 0));
    }
}
