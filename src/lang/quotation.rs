//! What a language pack says about quoting: reporting words, people, credits.

use std::collections::HashMap;

use serde::{Deserialize, Deserializer};

use super::words::Fnv;
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
    /// A template of a credit can begin here; set from the templates, not written in packs.
    #[serde(skip)]
    Credit,
    /// Opens the description of a fragment somebody used: `as`, `it`.
    Bridge,
}

/// The roles a word can have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roles(u64);

impl Roles {
    /// Whether `role` is among them.
    pub fn has(self, role: Role) -> bool {
        self.0 & (1 << role as u32) != 0
    }

    /// Whether any of `roles` is among them.
    pub fn any(self, roles: &[Role]) -> bool {
        roles.iter().any(|&role| self.has(role))
    }

    /// With one more.
    pub fn with(self, role: Role) -> Roles {
        Roles(self.0 | 1 << role as u32)
    }
}

/// How news prose of one language quotes, names speakers and credits outlets.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Quotation {
    /// Roles of word forms (lower case, final stop of abbreviations kept). In the file: one string per role,
    /// words apart by white space.
    #[serde(deserialize_with = "roles")]
    pub words: HashMap<Box<str>, Roles, Fnv>,
    /// Endings of words that act as adverbs between subject and verb: `ly`.
    pub adverb_endings: Vec<String>,
    /// Endings of words that open an introduction: `ing`.
    pub gerund_endings: Vec<String>,
    /// Ways of crediting an outlet, by kind.
    pub credits: Vec<Credit>,
    /// A paragraph may open with a dash instead of a mark, and a dash may set off the reporting clause inside marks.
    pub dashes: bool,
    /// The verb comes second: what stands before it need not be its subject.
    pub inverts: bool,
    /// The language is written without spaces; words are found inside runs of characters.
    pub unspaced: bool,
    /// The reporting clause may stand inside the marks after a comma: endings of the word that opens it (`-t-il`).
    pub incise: Vec<String>,
}

impl Quotation {
    /// Marks the words at which a template can begin (its first word, or the first after a leading name).
    pub(super) fn index(&mut self) {
        for template in self.credits.iter().flat_map(|credit| &credit.templates) {
            let words = template.0.iter().filter_map(|part| match part {
                Part::Word(words, optional) => Some((words, *optional)),
                _ => None,
            });
            let required = words.clone().position(|(_, optional)| !optional).unwrap_or(0);
            for word in words.take(required + 1).flat_map(|(words, _)| words) {
                let roles = self.words.entry(word.clone()).or_default();
                *roles = roles.with(Role::Credit);
            }
        }
    }

    /// The roles of a word in lower case; none when the pack does not know it.
    pub fn roles(&self, lower: &str) -> Roles {
        self.words.get(lower).copied().unwrap_or_default()
    }
}

fn roles<'de, D: Deserializer<'de>>(deserializer: D) -> Result<HashMap<Box<str>, Roles, Fnv>, D::Error> {
    let lists = HashMap::<Role, String>::deserialize(deserializer)?;
    let mut words: HashMap<Box<str>, Roles, Fnv> = HashMap::default();
    #[allow(clippy::iter_over_hash_type, reason = "bits are set in any order")]
    for (role, list) in lists {
        for word in list.split_whitespace() {
            let roles = words.entry(word.into()).or_default();
            *roles = roles.with(role);
        }
    }
    Ok(words)
}

/// Ways of crediting an outlet with one thing.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credit {
    /// What the outlet is credited with: `translation`, `report`, `told`.
    #[serde(deserialize_with = "kind")]
    pub kind: CreditKind,
    /// In the file: one template a line.
    #[serde(deserialize_with = "templates")]
    pub templates: Vec<Template>,
}

/// A way of crediting: what must stand side by side in the article.
#[derive(Clone, Debug, PartialEq)]
pub struct Template(pub Vec<Part>);

/// One place in a template.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// One of these words or marks. Written `a|b`, and `a|b?` when it may be missing.
    Word(Vec<Box<str>>, bool),
    /// `{outlet}`: a name known to be an outlet's.
    Outlet,
    /// `{name}`: any name.
    Name,
    /// `{person}`: one to eight words.
    Person,
    /// `{quote}`: the quote.
    Quote,
}

impl Template {
    fn parse(line: &str) -> Template {
        let part = |word: &str| match word {
            "{outlet}" => Part::Outlet,
            "{name}" => Part::Name,
            "{person}" => Part::Person,
            "{quote}" => Part::Quote,
            _ => {
                let choice = word.strip_suffix('?').unwrap_or(word);
                Part::Word(choice.split('|').map(Into::into).collect(), word.ends_with('?'))
            }
        };
        Template(line.split_whitespace().map(part).collect())
    }
}

fn templates<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Template>, D::Error> {
    let lines = String::deserialize(deserializer)?;
    let all: Vec<Template> = lines.lines().filter(|line| !line.trim().is_empty()).map(Template::parse).collect();
    let named = |template: &Template| template.0.iter().any(|part| matches!(part, Part::Outlet | Part::Name));
    match all.iter().find(|template| !named(template)) {
        Some(template) => {
            Err(serde::de::Error::custom(format!("a template without {{outlet}} or {{name}}: {template:?}")))
        }
        None => Ok(all),
    }
}

fn kind<'de, D: Deserializer<'de>>(deserializer: D) -> Result<CreditKind, D::Error> {
    let word = String::deserialize(deserializer)?;
    CreditKind::parse(&word).ok_or_else(|| serde::de::Error::custom(format!("unknown kind of credit `{word}`")))
}
