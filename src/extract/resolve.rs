//! Which person a mention stands for: the fullest form of a name, the person behind a pronoun.

use super::tokens::{Paragraph, Token, stem};
use crate::lang::Role;

/// A name as it stands somewhere in the article.
#[derive(Clone, Debug)]
struct Name<'t> {
    /// Its words, possessive endings stripped.
    words: Vec<&'t str>,
    /// Where it begins.
    at: u32,
    /// Which paragraph.
    paragraph: usize,
    gender: Option<Role>,
    /// Stands where a subject can: not after a preposition or an article.
    free: bool,
}

/// The names of an article so far.
#[derive(Debug, Default)]
pub(super) struct Names<'t> {
    seen: Vec<Name<'t>>,
    /// Fullest forms, in order of first appearance.
    people: Vec<Name<'t>>,
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

/// Names before a pronoun that are looked at.
const NEAR: usize = 30;

impl<'t> Names<'t> {
    /// Takes in the names of the next paragraph.
    pub fn read(&mut self, text: &'t str, paragraph: &Paragraph, number: usize) {
        let mut run: Vec<&Token> = Vec::new();
        let mut free = true;
        for token in &paragraph.tokens {
            let inside = !run.is_empty() && token.is(Role::Particle) && !token.is(Role::Preposition);
            let part = token.wordlike() && (names(token) || inside);
            if part {
                run.push(token);
            }
            if !part || token.possessive {
                self.take(&run, text, number, free);
                run.clear();
                free = !token.roles.any(&[Role::Preposition, Role::Determiner]) && !token.possessive;
            }
        }
        self.take(&run, text, number, free);
    }

    fn take(&mut self, run: &[&Token], text: &'t str, paragraph: usize, free: bool) {
        if let Some(name) = name(run, text, paragraph) {
            self.add(Name { free, ..name });
        }
    }

    fn add(&mut self, name: Name<'t>) {
        if name.words.len() > 1 && self.people.len() < MOST {
            match self.people.iter_mut().find(|known| covers(known, &name) || covers(&name, known)) {
                Some(known) => {
                    known.gender = known.gender.or(name.gender);
                    if known.words.len() < name.words.len() {
                        known.words.clone_from(&name.words);
                    }
                }
                None => self.people.push(name.clone()),
            }
        }
        self.seen.push(name);
    }

    /// The fullest form of the name in a mention, when only one person fits.
    pub fn fullest(&self, text: &str, tokens: &[Token]) -> Option<String> {
        let mut last: Vec<&Token> = Vec::new();
        for token in tokens {
            let joins = !last.is_empty() && token.is(Role::Particle);
            if token.wordlike() && (names(token) || joins) {
                last.push(token);
                if token.possessive && token.span.end != tokens.last()?.span.end {
                    last.clear();
                }
            } else if !last.is_empty() && !token.wordlike() {
                break;
            } else {
                last.clear();
            }
        }
        let mention = name(&last, text, 0)?;
        let fits: Vec<&Name> =
            self.people.iter().filter(|known| covers(known, &mention) && agree(known.gender, mention.gender)).collect();
        match fits.as_slice() {
            [] => Some(mention.words.join(" ")),
            [only] => Some(only.words.join(" ")),
            _ => None,
        }
    }

    /// The person a pronoun stands for: the speaker just before if they agree, else the only person who does in the
    /// paragraph so far, else in the paragraph before.
    pub fn behind(&self, pronoun: &Token, paragraph: usize, last: Option<&str>) -> Option<String> {
        let gender = [Role::PronounMale, Role::PronounFemale].into_iter().find(|&role| pronoun.is(role))?;
        for back in 0..=2usize {
            let Some(number) = paragraph.checked_sub(back) else { break };
            let mut people: Vec<String> = Vec::new();
            let mut subjects: Vec<String> = Vec::new();
            let from = self.seen.partition_point(|name| name.paragraph < number);
            let to = self.seen.partition_point(|name| name.paragraph <= number && name.at < pronoun.span.start);
            for name in &self.seen[from.max(to.saturating_sub(NEAR)).min(to)..to] {
                let fits: Vec<&Name> = self.people.iter().filter(|known| covers(known, name)).collect();
                let (full, known) = match fits.as_slice() {
                    [only] => (only.words.join(" "), only.gender.or(name.gender)),
                    _ => (name.words.join(" "), name.gender),
                };
                let person = !fits.is_empty() || name.gender.is_some() || last == Some(full.as_str());
                if person && agree(known, Some(gender)) {
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

fn agree(a: Option<Role>, b: Option<Role>) -> bool {
    a.is_none() || b.is_none() || a == b
}

/// Whether `short` can be a short form of `full`: same last word, the others among its words in order.
fn covers(full: &Name, short: &Name) -> bool {
    let mut words = full.words.iter();
    let same_end = full.words.last() == short.words.last()
        || full
            .words
            .last()
            .is_some_and(|last| short.words.len() == 1 && last.rsplit('-').next() == short.words.last().copied());
    same_end && (short.words.len() == 1 || short.words.iter().all(|word| words.any(|known| known == word)))
}

/// A word of a person's name.
fn names(token: &Token) -> bool {
    let common =
        [Role::Time, Role::Pronoun, Role::Preposition, Role::Subordinator, Role::Coordinator, Role::Determiner];
    let outlet =
        [Role::Outlet, Role::OutletWord, Role::Auxiliary, Role::PronounMale, Role::PronounFemale, Role::PronounPlural];
    token.capital && !token.roles.any(&common) && !token.roles.any(&outlet)
}

fn name<'t>(tokens: &[&Token], text: &'t str, paragraph: usize) -> Option<Name<'t>> {
    let title = [Role::Title, Role::TitleMale, Role::TitleFemale];
    let mut gender = None;
    for token in tokens {
        gender = gender.or_else(|| GENDERED.iter().find(|(role, _)| token.is(*role)).map(|&(_, pronoun)| pronoun));
    }
    let start = tokens.iter().position(|token| !token.roles.any(&title))?;
    let end = tokens.iter().rposition(|token| token.capital)? + 1;
    let words: Vec<&str> = tokens.get(start..end)?.iter().map(|token| stem(token.span.of(text))).collect();
    let at = tokens.first()?.span.start;
    (!words.is_empty() && words.len() < 7).then_some(Name { words, at, paragraph, gender, free: true })
}
