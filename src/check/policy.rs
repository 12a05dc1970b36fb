//! What is allowed: rules for pairs, for statements and for the whole run, and their exceptions.

use std::collections::BTreeMap;

use crate::model::Kind;

/// What renderings must satisfy.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Policy {
    /// Smallest similarity a pair may have, 0 to 1.
    pub min_similarity: Option<f64>,
    /// Kinds that may not occur, each with the least confidence, 0 to 1, from which a finding counts.
    pub forbidden: BTreeMap<Kind, f64>,
    /// Outlets that must have a rendering of every statement.
    pub required_outlets: Vec<String>,
    /// Largest share of pairs, 0 to 1, that may diverge over the whole run.
    pub max_diverging: Option<f64>,
    /// Pairs that are judged otherwise, in the order in which they apply.
    pub exceptions: Vec<Exception>,
}

/// Pairs that are judged otherwise: those with a rendering by one of `outlets` in one of `langs`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Exception {
    /// Outlets, in any case; empty: any.
    pub outlets: Vec<String>,
    /// BCP 47 tags; `de` covers `de-AT`. Empty: any.
    pub langs: Vec<String>,
    /// Kinds that may occur all the same.
    pub allow: Vec<Kind>,
    /// Takes the place of [`Policy::min_similarity`].
    pub min_similarity: Option<f64>,
    /// The pairs are not judged and not counted.
    pub skip: bool,
}

impl Policy {
    /// No alarm of any kind: the policy of those who bring none.
    pub fn no_alarms() -> Policy {
        let alarms = Kind::ALL.iter().filter(|kind| kind.alarm());
        Policy { forbidden: alarms.map(|&kind| (kind, 0.0)).collect(), ..Policy::default() }
    }

    /// Whether there is no rule.
    pub fn is_empty(&self) -> bool {
        self.min_similarity.is_none()
            && self.forbidden.is_empty()
            && self.required_outlets.is_empty()
            && self.max_diverging.is_none()
    }
}

impl Exception {
    /// Whether a pair of renderings, each given as its outlet and its language, is meant.
    pub(super) fn covers(&self, sides: [(&str, &str); 2]) -> bool {
        let outlet = |outlet: &str| self.outlets.iter().any(|known| same(known, outlet));
        let lang = |lang: &str| self.langs.iter().any(|known| speaks(lang, known));
        sides
            .into_iter()
            .any(|side| (self.outlets.is_empty() || outlet(side.0)) && (self.langs.is_empty() || lang(side.1)))
    }
}

/// Whether two outlets are one, whatever the case.
pub(super) fn same(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}

/// Whether `lang` is `tag` or one of its regions or scripts.
fn speaks(lang: &str, tag: &str) -> bool {
    let (lang, tag) = (lang.to_ascii_lowercase(), tag.to_ascii_lowercase());
    lang.strip_prefix(&tag).is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exception_needs_outlet_and_language_on_one_side() {
        let exception = Exception { outlets: vec!["le soir".into()], langs: vec!["fr".into()], ..Exception::default() };
        assert!(exception.covers([("The Post", "en"), ("Le Soir", "fr-BE")]));
        assert!(!exception.covers([("The Post", "fr"), ("Le Soir", "en")]));
        assert!(!exception.covers([("Le Soir", "fro"), ("", "")]));
        assert!(Exception { langs: vec![], ..exception }.covers([("Le Soir", ""), ("", "")]));
    }

    #[test]
    fn the_policy_of_those_who_bring_none_forbids_alarms_alone() {
        let policy = Policy::no_alarms();
        assert!(policy.forbidden.contains_key(&Kind::Number) && !policy.forbidden.contains_key(&Kind::Order));
        assert!(Policy::default().is_empty() && !policy.is_empty());
    }
}
