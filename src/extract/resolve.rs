//! Which person a mention stands for: the fullest form of a name, the person behind a pronoun.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;
use smallvec::SmallVec;

use super::tokens::{Kind, Paragraph, Token, stem};
use crate::{lang::Role, model::Span};

/// A word of a name, by its place in [`Names::words`].
type Word = u32;

/// A name as it stands somewhere in the article.
#[derive(Clone, Debug)]
struct Name {
    /// Its words, possessive endings stripped.
    words: SmallVec<[Word; 4]>,
    /// What follows the last hyphen of its last word; that word itself where it has none.
    tail: Word,
    /// Where it begins.
    at: u32,
    /// Which paragraph.
    paragraph: usize,
    gender: Option<Role>,
    /// Stands where a subject can: not after a preposition or an article.
    free: bool,
}

/// Who spoke last.
#[derive(Clone, Debug)]
pub(super) struct Last {
    pub name: String,
    pub gender: Option<Role>,
}

/// The names of an article so far.
#[derive(Debug, Default)]
pub(super) struct Names<'t> {
    /// The words of names, each once.
    words: Vec<&'t str>,
    numbers: HashMap<&'t str, Word, FxBuildHasher>,
    seen: Vec<Name>,
    /// Fullest forms, in order of first appearance.
    people: Vec<Name>,
}

/// Titles and nouns that say whether a man or a woman is meant.
const GENDERED: [(Role, Role); 4] = [
    (Role::TitleMale, Role::PronounMale),
    (Role::TitleFemale, Role::PronounFemale),
    (Role::Male, Role::PronounMale),
    (Role::Female, Role::PronounFemale),
];

/// People an article can name before the rest are ignored; keeps the work linear.
const MOST: usize = 100;

/// Words of a name that stands beside a mention.
const LONGEST: usize = 4;

/// Names before a pronoun that are looked at.
const NEAR: usize = 30;

impl<'t> Names<'t> {
    /// Takes in the names of the next paragraph, whose tokens these are: all, or those [`tokens::names`] leaves.
    ///
    /// [`tokens::names`]: super::tokens::names
    pub fn read(&mut self, text: &'t str, tokens: &[Token], number: usize) {
        // The run of tokens that may be a name: first and one past the last.
        let mut run = 0..0;
        let mut free = true;
        for (at, token) in tokens.iter().enumerate() {
            let inside = !run.is_empty() && token.is(Role::Particle) && !token.is(Role::Preposition);
            let part = token.wordlike() && (names(token) || inside);
            if part {
                run = if run.is_empty() { at..at + 1 } else { run.start..at + 1 };
            }
            if !part || token.possessive {
                if !run.is_empty() {
                    self.take(&tokens[run], text, number, free);
                }
                run = 0..0;
                free = !token.roles.any(&[Role::Preposition, Role::Determiner]) && !token.possessive;
            }
        }
        if !run.is_empty() {
            self.take(&tokens[run], text, number, free);
        }
    }

    fn take(&mut self, run: &[Token], text: &'t str, paragraph: usize, free: bool) {
        let Some((words, gender)) = parts(run) else { return };
        let at = run.first().map_or(0, |token| token.span.start);
        let words: SmallVec<[Word; 4]> = words.iter().map(|token| self.number(bare(text, token))).collect();
        let Some(&last) = words.last() else { return };
        let whole = self.words[last as usize];
        let tail = whole.rsplit_once('-').map_or(last, |(_, tail)| self.number(tail));
        self.add(Name { words, tail, at, paragraph, gender, free });
    }

    fn number(&mut self, word: &'t str) -> Word {
        let next = Word::try_from(self.words.len()).unwrap_or(Word::MAX);
        let number = *self.numbers.entry(word).or_insert(next);
        if number == next {
            self.words.push(word);
        }
        number
    }

    fn add(&mut self, name: Name) {
        if name.words.len() > 1 && self.people.len() < MOST {
            match self.people.iter_mut().find(|known| covers(known, &name) || covers(&name, known)) {
                Some(known) => {
                    known.gender = known.gender.or(name.gender);
                    if known.words.len() < name.words.len() {
                        known.words.clone_from(&name.words);
                        known.tail = name.tail;
                    }
                }
                None => self.people.push(name.clone()),
            }
        }
        self.seen.push(name);
    }

    /// The name as it is printed.
    fn spelled(&self, name: &Name) -> String {
        let words: Vec<&str> = name.words.iter().map(|&word| self.words[word as usize]).collect();
        words.join(" ")
    }

    /// The fullest form of the name in a mention, when only one person fits; `None` where the mention holds no name.
    pub fn fullest(&self, text: &str, tokens: &[Token]) -> Option<Option<String>> {
        let mut run = 0..0;
        for (at, token) in tokens.iter().enumerate() {
            let joins = !run.is_empty() && token.is(Role::Particle);
            // `the mayor of Marrow`: the town does not speak.
            let genitive = |before: &Token| before.is(Role::Preposition) || at > 1 && before.is(Role::Determiner);
            let of = run.is_empty() && at > 0 && genitive(&tokens[at - 1]);
            if token.wordlike() && (names(token) && !of || joins) {
                run = if run.is_empty() { at..at + 1 } else { run.start..at + 1 };
                if token.possessive && at + 1 < tokens.len() {
                    run = 0..0;
                }
            } else if !run.is_empty() && !token.wordlike() {
                break;
            } else {
                run = 0..0;
            }
        }
        let (mention, gender) = parts(&tokens[run])?;
        let words: Vec<&str> = mention.iter().map(|token| bare(text, token)).collect();
        // A word that no name of the article has is nobody's.
        let numbers: Option<SmallVec<[Word; 4]>> = words.iter().map(|word| self.numbers.get(word).copied()).collect();
        let Some(numbers) = numbers else { return Some(Some(words.join(" "))) };
        let tail = numbers.last().copied()?;
        let mention = Name { words: numbers, tail, at: 0, paragraph: 0, gender, free: true };
        let mut fits =
            self.people.iter().filter(|known| covers(known, &mention) && agree(known.gender, mention.gender));
        Some(match (fits.next(), fits.next()) {
            (None, _) => Some(words.join(" ")),
            (Some(only), None) => Some(self.spelled(only)),
            _ => None,
        })
    }

    /// The person a pronoun stands for: the speaker just before if they agree, else the only person who does in the
    /// paragraph so far, else in the paragraph before.
    pub fn behind(&self, pronoun: &Token, paragraph: usize, last: Option<&Last>) -> Option<String> {
        // A pronoun that can be a man's and a woman's fits both.
        let gender = match [Role::PronounMale, Role::PronounFemale].map(|role| pronoun.is(role)) {
            [true, true] => None,
            [true, false] => Some(Role::PronounMale),
            [false, true] => Some(Role::PronounFemale),
            [false, false] => return None,
        };
        let last = last.filter(|last| agree(last.gender, gender)).map(|last| last.name.as_str());
        for back in 0..=2usize {
            let Some(number) = paragraph.checked_sub(back) else { break };
            let mut people: Vec<String> = Vec::new();
            let mut subjects: Vec<String> = Vec::new();
            let from = self.seen.partition_point(|name| name.paragraph < number);
            let to = self.seen.partition_point(|name| name.paragraph <= number && name.at < pronoun.span.start);
            for name in &self.seen[from.max(to.saturating_sub(NEAR)).min(to)..to] {
                let fits: Vec<&Name> = self.people.iter().filter(|known| covers(known, name)).collect();
                let (full, known) = match fits.as_slice() {
                    [only] => (self.spelled(only), only.gender.or(name.gender)),
                    _ => (self.spelled(name), name.gender),
                };
                let person = !fits.is_empty() || name.gender.is_some() || last == Some(full.as_str());
                if person && agree(known, gender) {
                    if name.free && !subjects.contains(&full) {
                        subjects.push(full.clone());
                    }
                    if !people.contains(&full) {
                        people.push(full);
                    }
                }
            }
            if let Some(last) = last.filter(|last| people.iter().any(|person| person == last)) {
                return Some(last.to_owned());
            }
            match (subjects.len(), people.len()) {
                (1, _) => return subjects.pop(),
                (0, 0) => {}
                (0, 1) => return people.pop(),
                _ => return None,
            }
        }
        last.map(ToOwned::to_owned)
    }
}

/// The name that follows a mention without one, between commas: `the mayor, Olga Tarn,`.
pub(super) fn apposition(paragraph: &Paragraph, mention: Span) -> Option<&[Token]> {
    let from = paragraph.tokens.partition_point(|token| token.span.end <= mention.end);
    let rest = paragraph.tokens.get(from..)?.split_first().filter(|(comma, _)| comma.kind == Kind::Comma)?.1;
    let unicase = paragraph.order.unicase;
    let name = |token: &Token| token.wordlike() && if unicase { token.word == 0 } else { names(token) };
    let joins = |token: &Token| token.is(Role::Particle) && token.wordlike();
    let length = rest.iter().take_while(|token| name(token) || joins(token)).count();
    let closed = rest.get(length).is_none_or(|next| {
        matches!(next.kind, Kind::Comma | Kind::Stop | Kind::Dash | Kind::Quote(_)) || next.is(Role::Coordinator)
    });
    (closed && (2..=LONGEST).contains(&length)).then(|| rest.get(..length)).flatten()
}

/// A word without what follows its apostrophe, if that is an ending: `Rao's`, Turkish `Tarn'a`.
fn bare<'t>(text: &'t str, token: &Token) -> &'t str {
    let word = token.span.of(text);
    let cut = stem(word);
    if !token.possessive || cut.len() < word.len() {
        return cut;
    }
    word.rsplit_once(['\'', '’']).map_or(word, |(name, _)| name)
}

/// What a mention says about man or woman.
pub(super) fn gender(mention: &[Token]) -> Option<Role> {
    mention.iter().find_map(|token| GENDERED.iter().find(|(role, _)| token.is(*role)).map(|&(_, pronoun)| pronoun))
}

fn agree(a: Option<Role>, b: Option<Role>) -> bool {
    a.is_none() || b.is_none() || a == b
}

/// Whether `short` can be a short form of `full`: same last word, the others among its words in order.
fn covers(full: &Name, short: &Name) -> bool {
    let same_end =
        full.words.last() == short.words.last() || short.words.len() == 1 && short.words.first() == Some(&full.tail);
    let mut words = full.words.iter();
    same_end && (short.words.len() == 1 || short.words.iter().all(|word| words.any(|known| known == word)))
}

/// A word of a person's name.
fn names(token: &Token) -> bool {
    let common = [
        Role::Time,
        Role::Pronoun,
        Role::Preposition,
        Role::Subordinator,
        Role::Coordinator,
        Role::Determiner,
        Role::According,
    ];
    let outlet =
        [Role::Outlet, Role::OutletWord, Role::Auxiliary, Role::PronounMale, Role::PronounFemale, Role::PronounPlural];
    token.capital && !token.roles.any(&common) && !token.roles.any(&outlet)
}

/// The words of the name in a run of tokens, titles before it left out, and what it says about man or woman.
fn parts(run: &[Token]) -> Option<(&[Token], Option<Role>)> {
    let title = [Role::Title, Role::TitleMale, Role::TitleFemale];
    let gendered = |token: &Token| GENDERED.iter().find(|(role, _)| token.is(*role)).map(|&(_, pronoun)| pronoun);
    let gender = run.iter().find_map(gendered);
    let start = run.iter().position(|token| !token.roles.any(&title))?;
    let end = run.iter().rposition(|token| token.capital)? + 1;
    let words = run.get(start..end)?;
    (!words.is_empty() && words.len() < 7).then_some((words, gender))
}
