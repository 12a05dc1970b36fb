//! The steps from linked renderings to findings: align, diverge, score, statement by statement.

use crate::align::{CollateOptions, collate};
use crate::diverge::{MIN_CONFIDENCE, Parts, diverge_pair};
use crate::lang;
use crate::lang::concepts::Concepts;
use crate::model::{Collation, Divergence, Rendering, Statement, Text};
use crate::score::metrics::{DEFAULT, Metric, Sample};
use crate::score::{Verdict, similarity, verdict};

/// How renderings are compared.
#[derive(Clone)]
pub struct CompareOptions {
    /// Language of renderings that name none; `None`: guessed.
    pub lang: Option<String>,
    /// The outlet that all others are compared with, instead of all with all.
    pub reference: Option<String>,
    /// Alarms below this confidence are dropped. 0 to 1.
    pub min_confidence: f32,
    /// Metrics beside the similarity.
    pub metrics: Vec<&'static dyn Metric>,
    /// Limits of the collation.
    pub all_pairs: usize,
    /// What words of different languages have to do with each other.
    pub concepts: Concepts,
}

impl Default for CompareOptions {
    fn default() -> Self {
        CompareOptions {
            lang: None,
            reference: None,
            min_confidence: MIN_CONFIDENCE,
            metrics: DEFAULT.to_vec(),
            all_pairs: CollateOptions::default().all_pairs,
            concepts: Concepts::default(),
        }
    }
}

/// Two renderings of a statement, compared.
#[derive(Clone, Debug)]
pub struct Pair {
    /// Index of the first into [`Comparison::renderings`].
    pub a: usize,
    /// Index of the second.
    pub b: usize,
    /// 0 to 1; see [`similarity`].
    pub similarity: f64,
    /// One word for the pair.
    pub verdict: Verdict,
    /// What differs, in the order of the first text.
    pub divergences: Vec<Divergence>,
    /// Values of [`CompareOptions::metrics`]; `None` where a text is too long for the metric.
    pub metrics: Vec<Option<f64>>,
}

/// The renderings of one statement, compared.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The statement's id.
    pub statement_id: String,
    /// The renderings, ordered by outlet, then text.
    pub renderings: Vec<Rendering>,
    /// Their alignment table.
    pub collation: Collation,
    /// The pairs compared.
    pub pairs: Vec<Pair>,
    /// How many pairs quote different parts of the statement, and so are not compared.
    pub apart: usize,
    /// The rendering that is nearest to the others, an index into `renderings`. Here and below those that are a part of
    /// another one do not count.
    pub medoid: usize,
    /// The odd one out, where there are three or more and one is clearly farthest from the others.
    pub outlier: Option<usize>,
    /// Whether only pairs with one rendering were compared because there are too many.
    pub cut: bool,
}

impl Comparison {
    /// Language of a rendering: the one given, else the guessed one; `""` when unknown.
    pub fn lang(&self, at: usize) -> &str {
        let given = self.renderings.get(at).and_then(|rendering| rendering.lang.as_deref());
        given.unwrap_or_else(|| self.collation.texts.get(at).map_or("", |text| &text.lang))
    }

    /// The pairs, those that differ most first.
    pub fn worst_first(&self) -> Vec<&Pair> {
        let mut pairs: Vec<&Pair> = self.pairs.iter().collect();
        pairs.sort_by(|x, y| x.similarity.total_cmp(&y.similarity).then((x.a, x.b).cmp(&(y.a, y.b))));
        pairs
    }

    /// The speaker named most often, ties by name.
    pub fn speaker(&self) -> Option<&str> {
        let mut counts: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
        for speaker in self.renderings.iter().filter_map(|rendering| rendering.speaker.as_deref()) {
            *counts.entry(speaker).or_default() += 1;
        }
        counts.into_iter().max_by(|x, y| x.1.cmp(&y.1).then(y.0.cmp(x.0))).map(|(speaker, _)| speaker)
    }
}

/// How much less similar to the others the odd one out must be than the next.
const OUTLIER_MARGIN: f64 = 0.01;

/// Two texts: their alignment, similarity, divergences. Everything `score` says about a pair.
pub fn compare_texts(a: &Text, b: &Text, min_confidence: f32) -> (f64, Vec<Divergence>) {
    compare_texts_with(a, b, min_confidence, Concepts::own())
}

/// The same with further dictionaries, for texts in different languages.
pub fn compare_texts_with(a: &Text, b: &Text, min_confidence: f32, concepts: &Concepts) -> (f64, Vec<Divergence>) {
    let alignment = crate::align::align_with(a, b, concepts);
    judge(a, b, &alignment, min_confidence)
}

fn judge(a: &Text, b: &Text, alignment: &crate::model::Alignment, min_confidence: f32) -> (f64, Vec<Divergence>) {
    let divergences = diverge_pair(a, b, alignment, min_confidence);
    (similarity(a, b, alignment, &divergences), divergences)
}

/// Compares the renderings of one statement, each pair or each with the reference or the medoid; not two that quote
/// different parts of what a third one has ([`Parts`]).
///
/// `renderings` is the slice that [`Statement::renderings`] points into. The result depends on the content of the
/// renderings, not on their order.
pub fn compare(statement: &Statement, renderings: &[Rendering], options: &CompareOptions) -> Comparison {
    let mut members: Vec<Rendering> =
        statement.renderings.iter().filter_map(|&at| renderings.get(at)).cloned().collect();
    members.sort_by(|x, y| (&x.outlet, &x.text, &x.id).cmp(&(&y.outlet, &y.text, &y.id)));
    let langs = languages(members.iter(), options);
    let texts: Vec<Text> = members.iter().zip(langs).map(|(one, lang)| lang::text(&one.text, lang)).collect();
    let reference = options
        .reference
        .as_ref()
        .and_then(|name| members.iter().position(|rendering| rendering.outlet.eq_ignore_ascii_case(name)));
    let collate_options =
        CollateOptions { all_pairs: options.all_pairs, reference, concepts: options.concepts.clone() };
    let collation = collate(texts, &collate_options);
    let cut = reference.is_none() && collation.pairs.len() < members.len() * members.len().saturating_sub(1) / 2;
    let samples: Vec<Sample> = collation.texts.iter().map(|text| Sample::new(&text.raw)).collect();
    let parts = Parts::of(&collation);
    let compared = collation.pairs.iter().zip(&parts.differ).filter(|(_, differ)| !**differ).map(|(pair, _)| pair);
    let pairs: Vec<Pair> =
        compared.filter_map(|pair| judge_pair(pair, &collation, &samples, reference, options)).collect();
    // Where not all pairs are known, neither is what a rendering is a part of.
    let whole: Vec<bool> = parts.is_part.iter().map(|part| cut || !part).collect();
    let means = means(&whole, &pairs);
    Comparison {
        statement_id: statement.id.clone(),
        medoid: reference.unwrap_or_else(|| nearest(&means, &members)),
        outlier: if reference.is_none() && !cut { outlier(&means) } else { None },
        renderings: members,
        apart: parts.differ.iter().filter(|differ| **differ).count(),
        collation,
        pairs,
        cut,
    }
}

/// The languages in which the renderings of one statement are compared: as told, else guessed; `""` where nothing tells.
pub(crate) fn languages<'a>(
    renderings: impl Iterator<Item = &'a Rendering>,
    options: &'a CompareOptions,
) -> Vec<&'a str> {
    let told = |one: &'a Rendering| (one.text.as_str(), one.lang.as_deref().or(options.lang.as_deref()));
    lang::languages(&renderings.map(told).collect::<Vec<_>>())
}

/// A pair as it is reported: with a reference, the reference comes first.
fn judge_pair(
    pair: &crate::model::PairAlignment,
    collation: &Collation,
    samples: &[Sample],
    reference: Option<usize>,
    options: &CompareOptions,
) -> Option<Pair> {
    let (a, b, alignment) = match reference {
        Some(first) if pair.a != first && pair.b != first => return None,
        Some(first) if pair.b == first => (pair.b, pair.a, pair.alignment.reversed()),
        _ => (pair.a, pair.b, pair.alignment.clone()),
    };
    let (x, y) = (collation.texts.get(a)?, collation.texts.get(b)?);
    let (similarity, divergences) = judge(x, y, &alignment, options.min_confidence);
    let (first, second) = (samples.get(a)?, samples.get(b)?);
    let metrics = options.metrics.iter().map(|metric| metric.compare(first, second, Some(&x.lang))).collect();
    Some(Pair { a, b, similarity, verdict: verdict(x, y, &divergences), divergences, metrics })
}

/// Mean similarity of each whole rendering to the other whole ones it was compared with; `None` of a part.
fn means(whole: &[bool], pairs: &[Pair]) -> Vec<Option<f64>> {
    let is_whole = |at: usize| whole.get(at) == Some(&true);
    let mut similarities = vec![Vec::new(); whole.len()];
    for pair in pairs.iter().filter(|pair| is_whole(pair.a) && is_whole(pair.b)) {
        for at in [pair.a, pair.b] {
            if let Some(list) = similarities.get_mut(at) {
                list.push(pair.similarity);
            }
        }
    }
    similarities.into_iter().zip(whole).map(|(list, &whole)| whole.then(|| mean(list).unwrap_or(0.0))).collect()
}

/// The mean, the same to the last digit in whatever order the values come; `None` of nothing.
pub(crate) fn mean(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// The rendering with the highest mean; of equal ones that whose text comes first.
fn nearest(means: &[Option<f64>], members: &[Rendering]) -> usize {
    let means = means.iter().zip(members).enumerate().filter_map(|(at, (mean, one))| Some((at, (*mean)?, one)));
    let best = means.max_by(|x, y| x.1.total_cmp(&y.1).then_with(|| y.2.text.cmp(&x.2.text)).then(y.0.cmp(&x.0)));
    best.map_or(0, |(at, ..)| at)
}

/// The rendering with the lowest mean, when the next is higher by a margin.
fn outlier(means: &[Option<f64>]) -> Option<usize> {
    let mut order: Vec<(usize, f64)> = means.iter().enumerate().filter_map(|(at, mean)| Some((at, (*mean)?))).collect();
    order.sort_by(|x, y| x.1.total_cmp(&y.1));
    match order.as_slice() {
        [first, second, _, ..] => (second.1 - first.1 >= OUTLIER_MARGIN).then_some(first.0),
        _ => None,
    }
}
