//! Comparisons against a policy.

use super::policy::{Exception, Policy, same};
use crate::compare::{Comparison, Pair};
use crate::model::{Divergence, Kind, Rendering, content_id};
use crate::report::readable;
use crate::score::Verdict;

/// The rule of a policy that was broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Two renderings are less similar than allowed.
    MinSimilarity,
    /// A kind of divergence that may not occur.
    Forbid(Kind),
    /// An outlet without a rendering of the statement.
    RequiredOutlets,
    /// Too many pairs diverge.
    MaxDiverging,
}

impl Rule {
    /// The rule's key in a policy file, also used in columns.
    pub fn as_str(self) -> &'static str {
        match self {
            Rule::MinSimilarity => "min-similarity",
            Rule::Forbid(_) => "forbid",
            Rule::RequiredOutlets => "required-outlets",
            Rule::MaxDiverging => "max-diverging",
        }
    }

    /// The kind that is forbidden.
    pub fn kind(self) -> Option<Kind> {
        match self {
            Rule::Forbid(kind) => Some(kind),
            _ => None,
        }
    }
}

/// One way in which a policy is broken.
#[derive(Clone, Debug, PartialEq)]
pub struct Breach {
    /// Derived from what is said of the renderings, not from where they stand: the same in the next run.
    pub id: String,
    /// What is broken.
    pub rule: Rule,
    /// The statement; empty when the whole run is meant.
    pub statement_id: String,
    /// The two renderings' outlets; the first alone is the one that is missing.
    pub outlets: [String; 2],
    /// Where the two renderings come from.
    pub sources: [String; 2],
    /// The words concerned.
    pub words: [String; 2],
    /// Similarity of the pair.
    pub similarity: Option<f64>,
    /// What the rule measures, 0 to 1: the similarity, the confidence of the finding, the share of pairs.
    pub measured: Option<f64>,
    /// What is wrong, in one sentence.
    pub message: String,
}

/// One statement, checked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checked {
    /// The statement.
    pub statement_id: String,
    /// Who made it.
    pub speaker: Option<String>,
    /// Pairs that were judged.
    pub pairs: usize,
    /// Those of them that diverge.
    pub diverging: usize,
    /// What is wrong, pair by pair.
    pub breaches: Vec<Breach>,
}

/// A whole run, checked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Audit {
    /// All statements, in the order given.
    pub statements: Vec<Checked>,
    /// What is wrong with the run as a whole.
    pub overall: Vec<Breach>,
}

impl Audit {
    /// Judges the run as a whole.
    pub fn new(statements: Vec<Checked>, policy: &Policy) -> Audit {
        let pairs: usize = statements.iter().map(|checked| checked.pairs).sum();
        let diverging: usize = statements.iter().map(|checked| checked.diverging).sum();
        let share = if pairs == 0 { 0.0 } else { diverging as f64 / pairs as f64 };
        let overall = policy.max_diverging.filter(|most| share > *most).map(|most| {
            let message = format!("{diverging} of {pairs} pairs diverge: {share:.4} is above {most}");
            Breach {
                measured: Some(share),
                message,
                ..Breach::of(Rule::MaxDiverging, "", content_id("b", &["max-diverging"]))
            }
        });
        Audit { statements, overall: overall.into_iter().collect() }
    }

    /// Everything that is wrong: statement by statement, then the run as a whole.
    pub fn breaches(&self) -> impl Iterator<Item = &Breach> {
        self.statements.iter().flat_map(|checked| &checked.breaches).chain(&self.overall)
    }

    /// Number of statements that break the policy.
    pub fn broken(&self) -> usize {
        self.statements.iter().filter(|checked| !checked.breaches.is_empty()).count()
    }
}

impl Breach {
    fn of(rule: Rule, statement_id: &str, id: String) -> Breach {
        let nothing = || [String::new(), String::new()];
        Breach {
            id,
            rule,
            statement_id: statement_id.to_owned(),
            outlets: nothing(),
            sources: nothing(),
            words: nothing(),
            similarity: None,
            measured: None,
            message: String::new(),
        }
    }
}

/// Judges one statement. Pairs keep their order; a missing outlet comes last.
pub fn check(comparison: &Comparison, policy: &Policy) -> Checked {
    let mut checked = Checked {
        statement_id: comparison.statement_id.clone(),
        speaker: comparison.speaker().map(str::to_owned),
        ..Checked::default()
    };
    for pair in &comparison.pairs {
        let Some(judged) = Judged::new(comparison, pair, policy) else { continue };
        checked.pairs += 1;
        checked.diverging += usize::from(pair.verdict == Verdict::Diverges);
        checked.breaches.extend(judged.too_far());
        checked.breaches.extend(pair.divergences.iter().filter_map(|divergence| judged.forbidden(divergence)));
    }
    checked.breaches.extend(policy.required_outlets.iter().filter_map(|outlet| missing(comparison, outlet)));
    checked
}

fn missing(comparison: &Comparison, outlet: &str) -> Option<Breach> {
    if comparison.renderings.iter().any(|rendering| same(&rendering.outlet, outlet)) {
        return None;
    }
    let id = content_id("b", &["required-outlets", &comparison.statement_id, outlet]);
    Some(Breach {
        outlets: [outlet.to_owned(), String::new()],
        sources: [comparison.renderings.first().map_or_else(String::new, |first| first.source.clone()), String::new()],
        message: format!("there is no rendering by {outlet}"),
        ..Breach::of(Rule::RequiredOutlets, &comparison.statement_id, id)
    })
}

/// A pair and the rules that hold for it.
struct Judged<'a> {
    statement_id: &'a str,
    pair: &'a Pair,
    renderings: [&'a Rendering; 2],
    policy: &'a Policy,
    exceptions: Vec<&'a Exception>,
}

impl<'a> Judged<'a> {
    /// `None` when an exception says that the pair is not to be judged.
    fn new(comparison: &'a Comparison, pair: &'a Pair, policy: &'a Policy) -> Option<Self> {
        let renderings = [comparison.renderings.get(pair.a)?, comparison.renderings.get(pair.b)?];
        let side = |at: usize, rendering: &'a Rendering| (rendering.outlet.as_str(), comparison.lang(at));
        let sides = [side(pair.a, renderings[0]), side(pair.b, renderings[1])];
        let exceptions: Vec<_> = policy.exceptions.iter().filter(|exception| exception.covers(sides)).collect();
        let judged = !exceptions.iter().any(|exception| exception.skip);
        judged.then_some(Judged { statement_id: &comparison.statement_id, pair, renderings, policy, exceptions })
    }

    fn too_far(&self) -> Option<Breach> {
        let special = self.exceptions.iter().rev().find_map(|exception| exception.min_similarity);
        let least = special.or(self.policy.min_similarity).filter(|least| self.pair.similarity < *least)?;
        let message = format!("similarity {:.4} is below {least}", self.pair.similarity);
        let words = self.renderings.map(|rendering| rendering.text.clone());
        Some(self.breach(Rule::MinSimilarity, "", words, self.pair.similarity, message))
    }

    fn forbidden(&self, divergence: &Divergence) -> Option<Breach> {
        let kind = divergence.kind;
        let confidence = f64::from(divergence.confidence);
        self.policy.forbidden.get(&kind).filter(|least| confidence >= **least)?;
        if self.exceptions.iter().any(|exception| exception.allow.contains(&kind)) {
            return None;
        }
        let [a, b] = self.renderings.map(|rendering| rendering.text.as_str());
        let phrase = readable::phrase(divergence, a, b);
        let message = if kind.alarm() { phrase } else { format!("{}: {phrase}", kind.as_str()) };
        let words = [divergence.a.of(a).to_owned(), divergence.b.of(b).to_owned()];
        let place = format!("{} {} {}", kind.as_str(), divergence.a.start, divergence.b.start);
        Some(self.breach(Rule::Forbid(kind), &place, words, confidence, message))
    }

    /// `place` tells breaches of one rule by one pair apart.
    fn breach(&self, rule: Rule, place: &str, words: [String; 2], measured: f64, message: String) -> Breach {
        let [a, b] = self.renderings;
        let id = content_id("b", &[rule.as_str(), place, &a.outlet, &a.text, &b.outlet, &b.text]);
        Breach {
            outlets: [a.outlet.clone(), b.outlet.clone()],
            sources: [a.source.clone(), b.source.clone()],
            words,
            similarity: Some(self.pair.similarity),
            measured: Some(measured),
            message,
            ..Breach::of(rule, self.statement_id, id)
        }
    }
}
