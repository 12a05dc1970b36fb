//! Words that are negated by a prefix (`nepřišel`) or inside (`gelmedi`).

use super::normal::plain_form;
use super::stem::stem;
use super::vocabulary::Vocabulary;
use crate::model::{Word, fingerprint};

impl Vocabulary {
    /// Whether `x` is `y` negated by a prefix (`nepřišel`, `přišel`) or inside (`gelmedi`, `geldi`), in any form of `y`.
    pub fn negates(&self, x: &Word, y: &Word) -> bool {
        let by_prefix = self.negated.iter().any(|[with, without]| {
            let rest = x.n.strip_prefix(&**with).filter(|rest| !rest.is_empty());
            rest.is_some_and(|rest| self.is_form_of(&format!("{without}{rest}"), y))
        });
        by_prefix
            || self.negated_infixes.iter().any(|infix| {
                let places = x.n.match_indices(&**infix).filter(|(at, _)| *at >= 2);
                places.into_iter().any(|(at, _)| {
                    x.n.get(..at).zip(x.n.get(at + infix.len()..)).is_some_and(|(a, b)| y.n.strip_prefix(a) == Some(b))
                })
            })
    }

    /// Whether a word begins as the language negates words, with enough left for a word.
    pub fn may_be_negated(&self, n: &str) -> bool {
        let rests = self.negated.iter().filter_map(|[with, _]| n.strip_prefix(&**with));
        rests.into_iter().any(|rest| rest.len() >= 3)
    }

    fn is_form_of(&self, n: &str, word: &Word) -> bool {
        let same = || fingerprint(stem(&plain_form(n, &self.lang), &self.lang, &self.affixes).as_bytes()) == word.stem;
        *word.n == *n || (n.chars().count() > 3 && same())
    }

    /// Whether a word may be negated inside (`gelmedi`), as far as its letters tell.
    pub fn may_be_negated_inside(&self, n: &str) -> bool {
        self.negated_infixes.iter().any(|infix| n.match_indices(&**infix).any(|(at, _)| at >= 2))
    }

    /// Whether a word begins as one that is negated by a prefix does (`nepřišel`).
    pub fn may_be_negated_in_front(&self, n: &str) -> bool {
        let begins = |with: &str| !with.is_empty() && n.len() > with.len() && n.starts_with(with);
        self.negated.iter().any(|[with, _]| begins(with))
    }
}
