//! Language packs: one TOML file a language, compiled in, parsed when first asked for.

use std::sync::{LazyLock, OnceLock};

use serde::Deserialize;

use super::vocabulary::WordLists;
use super::{Quotation, Vocabulary};

/// What the program knows about one language; one struct per concern, each of which a pack may leave out.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// BCP 47 primary subtag, the name of the file.
    pub code: String,
    /// The language's English name.
    pub name: String,
    /// Whether every noun is written with a capital, so that a capital makes no name.
    #[serde(default)]
    pub nouns_have_capitals: bool,
    /// How news prose of the language quotes and credits.
    #[serde(default)]
    pub quotation: Quotation,
    /// What the language's words do: articles, negators, numbers, scales of strength.
    #[serde(skip)]
    pub words: Vocabulary,
    #[serde(default, rename = "words")]
    lists: WordLists,
}

impl Pack {
    /// Reads a pack and its table of names (`data/cldr/README.md` has the format; `""` for none). Unknown keys and wrong
    /// types in the pack are errors that name the line.
    pub fn parse(source: &str, names: &'static str) -> Result<Pack, toml::de::Error> {
        let mut pack: Pack = toml::from_str(source)?;
        pack.quotation.index(pack.lists.articles());
        pack.words = Vocabulary::new(std::mem::take(&mut pack.lists), &pack.code, names);
        Ok(pack)
    }

    /// Whether the language has a large lexicon ([`lexicon`](super::lexicon)) that knows most of its words, with their
    /// synonyms and opposites.
    pub fn has_lexicon(&self) -> bool {
        self.code == "en"
    }
}

/// The source of every pack, `(code, TOML, names)`, sorted by code.
static SOURCES: &[(&str, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/packs.rs"));

static BUILTIN: LazyLock<Packs> = LazyLock::new(|| Packs {
    shelves: SOURCES
        .iter()
        .map(|&(code, source, names)| Shelf { code, source, names, pack: OnceLock::new() })
        .collect(),
});

/// All language packs. Each is parsed once, when it is first asked for.
#[derive(Debug)]
pub struct Packs {
    shelves: Vec<Shelf>,
}

#[derive(Debug)]
struct Shelf {
    code: &'static str,
    source: &'static str,
    names: &'static str,
    pack: OnceLock<Pack>,
}

impl Shelf {
    /// A pack that does not parse is empty; a test keeps such a file out.
    fn pack(&self) -> &Pack {
        self.pack.get_or_init(|| Pack::parse(self.source, self.names).unwrap_or_default())
    }
}

impl Packs {
    /// The packs compiled into the program.
    pub fn builtin() -> &'static Packs {
        &BUILTIN
    }

    /// The codes of the languages there are, sorted.
    pub fn codes(&self) -> impl Iterator<Item = &'static str> {
        self.shelves.iter().map(|shelf| shelf.code)
    }

    /// The pack for a BCP 47 tag (any case, `-` or `_`), by its primary subtag; English when there is none.
    pub fn get(&self, lang: &str) -> &Pack {
        static EMPTY: LazyLock<Pack> = LazyLock::new(Pack::default);
        self.find(lang).or_else(|| self.find("en")).unwrap_or(&EMPTY)
    }

    /// The pack for a BCP 47 tag, by its primary subtag, when there is one.
    pub fn find(&self, lang: &str) -> Option<&Pack> {
        self.shelf(lang).map(Shelf::pack)
    }

    /// The table of names for a BCP 47 tag, in the format of `data/cldr/README.md`; empty when there is none.
    pub fn names(&self, lang: &str) -> &'static str {
        self.shelf(lang).map_or("", |shelf| shelf.names)
    }

    fn shelf(&self, lang: &str) -> Option<&Shelf> {
        let primary = lang.split(['-', '_']).next().unwrap_or_default();
        self.shelves.iter().find(|shelf| shelf.code.eq_ignore_ascii_case(primary))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pack_parses_and_is_named_after_its_language() {
        assert!(SOURCES.iter().any(|(code, ..)| *code == "en"));
        for (code, source, names) in SOURCES {
            let pack = Pack::parse(source, names).unwrap_or_else(|error| panic!("data/lang/{code}.toml: {error}"));
            assert_eq!(pack.code, *code);
            assert!(!pack.name.is_empty(), "{code} has no name");
        }
    }

    #[test]
    fn a_tag_finds_its_primary_language_and_english_is_the_fallback() {
        let packs = Packs::builtin();
        assert_eq!(packs.get("EN-gb").code, "en");
        assert_eq!(packs.get("en_US").code, "en");
        assert_eq!(packs.get("tlh").code, "en");
        assert!(packs.find("tlh").is_none());
    }

    #[test]
    fn an_unknown_key_is_an_error() {
        assert!(Pack::parse("code = 'xx'\nname = 'X'\nqoutation = 1", "").is_err());
    }
}
