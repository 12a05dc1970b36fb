//! What is allowed, and who breaks it.

use crate::compare::{Comparison, Pair};
use crate::model::Kind;
use crate::report::readable;

/// What renderings of one statement must satisfy.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Policy {
    /// Smallest similarity a pair may have, 0 to 1.
    pub min_similarity: Option<f64>,
    /// Kinds that may not occur. Empty together with no `min_similarity`: all alarm kinds.
    pub forbidden: Vec<Kind>,
    /// Findings less sure than this are passed over, 0 to 1.
    pub min_confidence: f32,
}

/// A pair of renderings that breaks the policy.
#[derive(Clone, Debug, PartialEq)]
pub struct Breach {
    /// The statement.
    pub statement_id: String,
    /// First outlet.
    pub outlet_a: String,
    /// Second outlet.
    pub outlet_b: String,
    /// Similarity of the two.
    pub similarity: f64,
    /// What is wrong, one sentence each.
    pub reasons: Vec<String>,
}

/// The pairs of one statement that break the policy, in their order.
pub fn check(comparison: &Comparison, policy: &Policy) -> Vec<Breach> {
    comparison.pairs.iter().filter_map(|pair| breach(comparison, pair, policy)).collect()
}

fn breach(comparison: &Comparison, pair: &Pair, policy: &Policy) -> Option<Breach> {
    let rendering = |at: usize| comparison.renderings.get(at);
    let (a, b) = (rendering(pair.a)?, rendering(pair.b)?);
    let mut reasons = Vec::new();
    if let Some(least) = policy.min_similarity.filter(|least| pair.similarity < *least) {
        reasons.push(format!("similarity {:.2} is below {least}", pair.similarity));
    }
    let default = policy.forbidden.is_empty() && policy.min_similarity.is_none();
    for divergence in &pair.divergences {
        let forbidden = policy.forbidden.contains(&divergence.kind) || (default && divergence.kind.alarm());
        if forbidden && divergence.confidence >= policy.min_confidence {
            let phrase = readable::phrase(divergence, &a.text, &b.text);
            let named = phrase.starts_with(divergence.kind.as_str());
            reasons.push(if named { phrase } else { format!("{}: {phrase}", divergence.kind.as_str()) });
        }
    }
    (!reasons.is_empty()).then(|| Breach {
        statement_id: comparison.statement_id.clone(),
        outlet_a: a.outlet.clone(),
        outlet_b: b.outlet.clone(),
        similarity: pair.similarity,
        reasons,
    })
}
