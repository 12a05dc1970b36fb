//! What a language pack says about quoting: reporting words, people, credits.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use aho_corasick::AhoCorasick;
use rustc_hash::FxBuildHasher;
use serde::{Deserialize, Deserializer};

use crate::model::CreditKind;

/// What a word can be in a sentence that quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Reporting verb with a subject of its own: `said`, `says`, `wrote`.
    Cue,
    /// Reporting word that borrows its subject: `saying`, `adding`.
    Participle,
    /// A verb that reports when no better one is near, or whose form is often a noun: `thinks`, `report`.
    Weak,
    /// A verb form that itself shows reported speech: German `sei`, `habe`.
    Reported,
    /// Opens an introduction that has no subject of its own: `facing`.
    Gerund,
    /// Ties a quote to the person that follows: the word of `according to`, German `laut`.
    According,
    /// The noun of such a phrase, after a preposition: Spanish `de acuerdo con`, German `nach Angaben`.
    AccordingNoun,
    /// Follows the person it names: German `zufolge`.
    Postposed,
    /// Marks the topic of a sentence, before it: Japanese `は`.
    Topic,
    /// Stands between subject and verb: `has`, `was`, `will`.
    Auxiliary,
    /// Stands between subject and verb or opens a sentence: `also`, `later`.
    Adverb,
    /// Opens a noun phrase: `the`, `a`, `his`.
    Determiner,
    /// A determiner that says nothing of its own: `the`, `a`, French `l'`. Given by the list of articles.
    Article,
    /// `of`, `for`, `in`.
    Preposition,
    /// `and`, `but`.
    Coordinator,
    /// Opens a clause: `that`, `because`, `while`.
    Subordinator,
    /// `who`, `which`.
    Relative,
    /// Weekdays, months, `today`: never part of a name.
    Time,
    /// A pronoun of unknown gender that can be a speaker.
    Pronoun,
    /// `he`, `him`.
    PronounMale,
    /// `she`, `her`.
    PronounFemale,
    /// `they`, `we`.
    PronounPlural,
    /// Stands before a name: `Dr.`, `Sen.`, `president`.
    Title,
    /// `Mr.`
    TitleMale,
    /// `Mrs.`, `Ms.`
    TitleFemale,
    /// A given name or a noun that is a man's: `father`.
    Male,
    /// A given name or a noun that is a woman's: `mother`.
    Female,
    /// Ends in a full stop that ends no sentence: `Inc.`, `Jan.`
    Abbreviation,
    /// Small word inside names: `von`, `bin`, `al`.
    Particle,
    /// Name of an outlet, or a word of its name that only outlets have: `Reuters`, `BBC`.
    Outlet,
    /// A word that makes a name an outlet's: `Times`, `agency`, `radio`.
    OutletWord,
    /// Marks after it hold a name or a word held at a distance: `so-called`, `titled`, `dubbed`.
    SoCalled,
    /// Marks after it hold the title of a work: `film`, `song`, `book`.
    Work,
    /// Opens the description of a fragment somebody used: `as`, `it`.
    Bridge,
}

/// The roles a word can have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roles(u64);

impl Roles {
    /// Whether `role` is among them.
    #[inline]
    pub fn has(self, role: Role) -> bool {
        self.0 & (1 << role as u32) != 0
    }

    /// Whether any of `roles` is among them.
    #[inline]
    pub fn any(self, roles: &[Role]) -> bool {
        roles.iter().any(|&role| self.has(role))
    }

    /// With one more.
    pub fn with(self, role: Role) -> Roles {
        Roles(self.0 | 1 << role as u32)
    }
}

/// The number of a word in its pack; 0 for words that the pack does not know.
pub type WordId = u32;

/// A word of fewer than 16 bytes as a number: found without a second look at its letters.
type Key = u128;

fn key(word: &str) -> Option<Key> {
    let (bytes, length) = (word.as_bytes(), word.len());
    // The first and the last bytes, one over the other where they are the same.
    let letters = match length {
        0..4 => bytes.iter().fold(0, |all, &byte| all << 8 | Key::from(byte)),
        4..8 => {
            let (first, last) = (u32::from_le_bytes(*bytes.first_chunk()?), u32::from_le_bytes(*bytes.last_chunk()?));
            Key::from(first) | Key::from(last) << (8 * (length - 4))
        }
        8..16 => {
            let (first, last) = (u64::from_le_bytes(*bytes.first_chunk()?), u64::from_le_bytes(*bytes.last_chunk()?));
            Key::from(first) | Key::from(last) << (8 * (length - 8))
        }
        _ => return None,
    };
    Some(letters | (length as Key) << 120)
}

/// What a pack knows about a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Its number.
    pub id: WordId,
    /// What it can be.
    pub roles: Roles,
}

/// How news prose of one language quotes, names speakers and credits outlets.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Quotation {
    /// Roles of word forms (lower case, final stop of abbreviations kept). In the file: one string per role,
    /// words apart by white space.
    #[serde(deserialize_with = "words")]
    words: HashMap<Box<str>, Known, FxBuildHasher>,
    /// The same words, those that fit a key.
    #[serde(skip)]
    short: HashMap<Key, Known, FxBuildHasher>,
    /// Endings of words that act as adverbs between subject and verb: `ly`.
    pub adverb_endings: Vec<String>,
    /// Endings of words that open an introduction: `ing`.
    pub gerund_endings: Vec<String>,
    /// Endings of words with a capital that stand before a name and are no part of it: `meisterin`.
    pub title_endings: Vec<String>,
    /// Ways of crediting an outlet, by kind.
    credits: Vec<Credit>,
    /// A paragraph may open with a dash instead of a mark, and a dash may set off the reporting clause inside marks.
    pub dashes: bool,
    /// The verb comes second: what stands before it need not be its subject.
    pub inverts: bool,
    /// The verb comes last, its subject first.
    pub verb_final: bool,
    /// What other languages say with prepositions stands after the noun.
    pub postpositions: bool,
    /// The script has no capitals: a preposition ends a name.
    pub unicase: bool,
    /// Endings follow names after an apostrophe: Turkish `Reuters'a`.
    pub suffixes: bool,
    /// Small words written together with the next one, longest first. They are cut off before reporting words and
    /// outlets: Arabic `لرويترز`.
    pub prefixes: Vec<String>,
    /// The language is written without spaces; words are found inside runs of characters.
    pub unspaced: bool,
    /// The reporting clause may stand inside the marks after a comma: endings of the word that opens it (`-t-il`).
    pub incise: Vec<String>,
    /// The templates of `credits`, in the order of the file.
    #[serde(skip)]
    templates: Vec<Template>,
    /// By word: the places in `templates` of those that can begin there.
    #[serde(skip)]
    beginnings: Vec<Vec<usize>>,
    /// Finds words without which no template of a translation credit matches.
    #[serde(skip)]
    translation: Option<AhoCorasick>,
    /// Punctuation that occurs in templates.
    #[serde(skip)]
    signs: Vec<(char, WordId)>,
}

impl Quotation {
    /// Marks the articles, turns the words of the templates into numbers, and finds the words at which a template can begin (its first
    /// word, or the first after a leading name).
    pub(super) fn index<'w>(&mut self, articles: impl Iterator<Item = &'w str>) {
        for article in articles {
            if let Some(known) = self.words.get_mut(article) {
                known.roles = known.roles.with(Role::Article);
            }
        }
        for credit in std::mem::take(&mut self.credits) {
            for line in credit.templates.lines().filter(|line| !line.trim().is_empty()) {
                let parts: Vec<Part> = line.split_whitespace().map(|word| self.part(word)).collect();
                self.templates.push(Template { kind: credit.kind, parts });
            }
        }
        self.beginnings = vec![Vec::new(); self.words.len() + 1];
        for (place, template) in self.templates.iter().enumerate() {
            for part in &template.parts {
                let Part::Word(choice, optional) = part else { continue };
                for &word in choice {
                    if let Some(list) = self.beginnings.get_mut(word as usize) {
                        list.push(place);
                    }
                }
                if !optional {
                    break;
                }
            }
        }
        self.translation = searcher(self.needles(CreditKind::Translation).into_iter());
        self.short = self.words.iter().filter_map(|(word, known)| Some((key(word)?, *known))).collect();
    }

    /// Of every template of a kind the words one of which no match lacks: of its obligatory places the one whose words
    /// are longest, hence rarest.
    fn needles(&self, kind: CreditKind) -> BTreeSet<&str> {
        let spelled: HashMap<WordId, &str> = self.words.iter().map(|(word, known)| (known.id, word.as_ref())).collect();
        let spell = |choice: &[WordId]| choice.iter().filter_map(|id| spelled.get(id).copied()).collect::<Vec<&str>>();
        let rarest = |template: &Template| {
            let obligatory = template.parts.iter().filter_map(|part| match part {
                Part::Word(choice, false) => Some(spell(choice)),
                _ => None,
            });
            obligatory.max_by_key(|words| words.iter().map(|word| word.len()).min())
        };
        self.templates.iter().filter(|template| template.kind == kind).filter_map(rarest).flatten().collect()
    }

    fn part(&mut self, word: &str) -> Part {
        match word {
            "{outlet}" => Part::Outlet,
            "{name}" => Part::Name,
            "{person}" => Part::Person,
            "{quote}" => Part::Quote,
            _ => {
                let choice = word.strip_suffix('?').unwrap_or(word);
                Part::Word(choice.split('|').map(|word| self.number(word)).collect(), word.ends_with('?'))
            }
        }
    }

    fn number(&mut self, word: &str) -> WordId {
        let next = number(self.words.len());
        let known = self.words.entry(word.into()).or_insert(Known { id: next, roles: Roles::default() });
        let mut chars = word.chars();
        if let (Some(sign), None) = (chars.next(), chars.next())
            && !sign.is_alphanumeric()
            && known.id == next
        {
            self.signs.push((sign, next));
        }
        known.id
    }

    /// Whether the pack knows no word: it does not say how the language quotes.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// What the pack knows about a word in lower case.
    pub fn known(&self, lower: &str) -> Known {
        match key(lower) {
            Some(key) => self.short.get(&key),
            None => self.words.get(lower),
        }
        .copied()
        .unwrap_or_default()
    }

    /// The number of a punctuation mark, if templates know it.
    pub fn sign(&self, sign: char) -> WordId {
        self.signs.iter().find(|(known, _)| *known == sign).map_or(0, |(_, id)| *id)
    }

    /// The roles of a word in lower case; none when the pack does not know it.
    pub fn roles(&self, lower: &str) -> Roles {
        self.known(lower).roles
    }

    /// The templates that can begin at a word, in the order of the file.
    pub fn templates_at(&self, word: WordId) -> impl Iterator<Item = &Template> {
        let places = self.beginnings.get(word as usize).map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(|&place| self.templates.get(place))
    }

    /// Whether a line may hold a template of a translation credit: a word stands in it that one needs.
    pub fn may_credit_translation(&self, line: &str) -> bool {
        self.translation.as_ref().is_some_and(|words| words.is_match(line))
    }
}

/// The search for words in lower case, or with a capital at the start.
fn searcher<'a>(words: impl Iterator<Item = &'a str>) -> Option<AhoCorasick> {
    let both = words.flat_map(|word| {
        let mut rest = word.chars();
        let capital = rest.next().map(|first| first.to_uppercase().chain(rest).collect::<String>());
        [Some(word.to_owned()), capital]
    });
    AhoCorasick::builder().ascii_case_insensitive(true).build(both.flatten()).ok()
}

fn number(count: usize) -> WordId {
    WordId::try_from(count + 1).unwrap_or_default()
}

fn words<'de, D: Deserializer<'de>>(deserializer: D) -> Result<HashMap<Box<str>, Known, FxBuildHasher>, D::Error> {
    let lists = BTreeMap::<Role, String>::deserialize(deserializer)?;
    let mut words: HashMap<Box<str>, Known, FxBuildHasher> = HashMap::default();
    for (role, list) in lists {
        for word in list.split_whitespace() {
            let id = number(words.len());
            let known = words.entry(word.into()).or_insert(Known { id, roles: Roles::default() });
            known.roles = known.roles.with(role);
        }
    }
    Ok(words)
}

/// Ways of crediting an outlet with one thing, as written in the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Credit {
    #[serde(deserialize_with = "kind")]
    kind: CreditKind,
    /// One template a line.
    #[serde(deserialize_with = "lines")]
    templates: String,
}

/// A way of crediting: what must stand side by side in the article.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    /// What the outlet is credited with: `translation`, `report`, `told`.
    pub kind: CreditKind,
    /// Left to right.
    pub parts: Vec<Part>,
}

/// One place in a template.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// One of these words or marks. Written `a|b`, and `a|b?` when it may be missing.
    Word(Vec<WordId>, bool),
    /// `{outlet}`: a name known to be an outlet's.
    Outlet,
    /// `{name}`: any name.
    Name,
    /// `{person}`: one to eight words.
    Person,
    /// `{quote}`: the quote.
    Quote,
}

fn lines<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let lines = String::deserialize(deserializer)?;
    let named = |line: &&str| line.trim().is_empty() || line.contains("{outlet}") || line.contains("{name}");
    match lines.lines().find(|line| !named(line)) {
        Some(line) => Err(serde::de::Error::custom(format!("a template without {{outlet}} or {{name}}: {line}"))),
        None => Ok(lines),
    }
}

fn kind<'de, D: Deserializer<'de>>(deserializer: D) -> Result<CreditKind, D::Error> {
    let word = String::deserialize(deserializer)?;
    CreditKind::parse(&word).ok_or_else(|| serde::de::Error::custom(format!("unknown kind of credit `{word}`")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_words_have_keys_of_their_own() {
        let whole = "abcdefghijklmnopq";
        let mut words: Vec<&str> = (0..16).map(|length| &whole[..length]).collect();
        words.extend((1..16).map(|length| &whole[1..=length]));
        let keys: std::collections::BTreeSet<Key> = words.iter().filter_map(|word| key(word)).collect();
        assert_eq!(keys.len(), words.len());
        assert_eq!(key(&whole[..16]), None);
    }
}
