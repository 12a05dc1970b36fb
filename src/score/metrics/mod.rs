//! String metrics that can be cited, one per file, and their registry.
//!
//! BLEU, chrF, chrF++ and TER reproduce sacrebleu 2.6 on its own scale (0 to 100); the others run from 0 to 1.
//! A metric takes the reference first and the rendering under test second; a symmetric one does not care.
//! Every score comes with a [`signature`](Metric::signature) that tells how to make it again.

pub(super) mod ngrams;
mod sample;
mod shifts;
mod words;

pub mod bleu;
pub mod chrf;
pub mod containment;
pub mod corpus;
pub mod damerau_levenshtein;
pub mod jaro_winkler;
pub mod levenshtein;
pub mod sorensen_dice;
pub mod ter;
pub mod token_f1;
pub mod tokenize;

pub use sample::Sample;

/// What there is to say about a metric, whatever it is applied to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct About {
    /// Name of the metric's column, in snake case.
    pub name: &'static str,
    /// Name in print, which also opens the signature.
    pub title: &'static str,
    /// What it measures and how, in one line.
    pub formula: &'static str,
    /// Smallest and largest value; the largest may be infinite.
    pub range: (f64, f64),
    /// Whether a larger value means that the texts are closer.
    pub larger_is_closer: bool,
    /// Whether the two texts may change places.
    pub symmetric: bool,
    /// The publication to cite.
    pub citation: &'static str,
}

/// A metric over two texts. Pure, total and deterministic.
pub trait Metric: Send + Sync {
    /// Name, formula, range and source.
    fn about(&self) -> &'static About;

    /// The score of `b`, the rendering under test, against `a`, the reference, within [`About::range`].
    /// `lang` is their BCP 47 tag, where known: it selects the tokenizer of the metrics that have one.
    /// `None` when the texts are longer than the metric's documented limit.
    fn compare(&self, a: &Sample, b: &Sample, lang: Option<&str>) -> Option<f64>;

    /// [`compare`](Self::compare) for two texts that are needed once.
    fn score(&self, a: &str, b: &str, lang: Option<&str>) -> Option<f64> {
        self.compare(&Sample::new(a), &Sample::new(b), lang)
    }

    /// Options that the score depends on, as `key:value` joined by `|`.
    fn options(&self, lang: Option<&str>) -> String;

    /// Name of the metric's column.
    fn name(&self) -> &'static str {
        self.about().name
    }

    /// Whether the two texts may change places.
    fn symmetric(&self) -> bool {
        self.about().symmetric
    }

    /// The publication to cite.
    fn citation(&self) -> &'static str {
        self.about().citation
    }

    /// Metric, options and version in sacrebleu's manner:
    /// `BLEU|nrefs:1|case:mixed|eff:yes|tok:13a|smooth:exp|version:quotediff-0.1.0`.
    fn signature(&self, lang: Option<&str>) -> String {
        signature(self.about().title, &self.options(lang))
    }
}

/// All metrics, in the order of their columns.
pub const METRICS: &[&dyn Metric] = &[
    &levenshtein::Levenshtein,
    &damerau_levenshtein::DamerauLevenshtein,
    &jaro_winkler::JaroWinkler,
    &sorensen_dice::SorensenDice,
    &token_f1::TokenF1,
    &containment::Containment,
    &bleu::Bleu,
    &chrf::CHRF,
    &chrf::CHRF_PP,
    &ter::Ter,
];

/// The metrics that are columns of `pairs` unless others are asked for: the cheap symmetric ones.
pub const DEFAULT: &[&dyn Metric] = &[
    &levenshtein::Levenshtein,
    &damerau_levenshtein::DamerauLevenshtein,
    &jaro_winkler::JaroWinkler,
    &sorensen_dice::SorensenDice,
    &token_f1::TokenF1,
    &containment::Containment,
];

/// The metric whose column is called `name`.
pub fn find(name: &str) -> Option<&'static dyn Metric> {
    METRICS.iter().copied().find(|metric| metric.name() == name)
}

fn signature(title: &str, options: &str) -> String {
    format!("{title}|{options}|version:quotediff-{}", env!("CARGO_PKG_VERSION"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_unique_and_signatures_complete() {
        for (i, metric) in METRICS.iter().enumerate() {
            assert!(METRICS[..i].iter().all(|other| other.name() != metric.name()));
            assert_eq!(find(metric.name()).map(|found| found.about()), Some(metric.about()));
            let signature = metric.signature(Some("en"));
            assert!(signature.starts_with(metric.about().title) && signature.contains("|version:quotediff-"));
            assert!(metric.citation().contains(|c: char| c.is_ascii_digit()), "{signature}: no year");
        }
        assert!(DEFAULT.iter().all(|metric| metric.symmetric()));
    }

    /// Words from a short list, so that texts overlap, between anything that Unicode has.
    fn text() -> impl Strategy<Value = String> {
        let word = prop_oneof![
            6 => prop::sample::select(vec!["one", "two", "Two,", "3.5", "drei", "д", "四", "ご", "—", "'s", "."]),
            1 => Just("\u{1c}"),
        ];
        let mixed = prop::collection::vec(word, 0..12).prop_map(|words| words.join(" "));
        prop_oneof![3 => mixed, 1 => any::<String>()]
    }

    proptest! {
        #[test]
        fn scores_stay_in_range_and_symmetric_ones_are(a in text(), b in text(), lang in 0usize..4) {
            let lang = [None, Some("en"), Some("zh-CN"), Some("ja")][lang];
            for metric in METRICS {
                let score = metric.score(&a, &b, lang).unwrap();
                let (low, high) = metric.about().range;
                prop_assert!(low <= score && score <= high, "{} gave {score}", metric.name());
                if metric.symmetric() {
                    prop_assert_eq!(Some(score), metric.score(&b, &a, lang), "{}", metric.name());
                }
            }
        }

        #[test]
        fn a_text_is_closest_to_itself(a in "[a-zд四]{4,9}( [a-zд四]{1,9}){3,9}") {
            for metric in METRICS {
                let (low, high) = metric.about().range;
                let best = if metric.about().larger_is_closer { high } else { low };
                let score = metric.score(&a, &a, None).unwrap();
                prop_assert!((score - best).abs() < 1e-9, "{} gave {score}", metric.name());
            }
        }
    }
}
