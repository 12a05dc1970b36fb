//! Scores of a whole corpus: counts are summed over all pairs before they are divided.

use super::bleu::{self, Bleu};
use super::chrf::{self, CHRF, CHRF_PP};
use super::ter::{self, Ter};
use super::tokenize::Tokenizer;
use super::{Metric, signature};

/// What BLEU, chrF, chrF++ and TER have counted in any number of pairs. Counting pairs one by one and adding them up
/// gives the same scores as counting them in one go, in whatever order.
pub struct Corpus {
    pairs: usize,
    bleu: bleu::Counts,
    chrf: chrf::Counts,
    chrf_pp: chrf::Counts,
    /// `None` once a pair was longer than the limit of [`Ter`].
    ter: Option<ter::Counts>,
}

/// One score of a corpus.
#[derive(Clone, Debug, PartialEq)]
pub struct CorpusScore {
    /// Name of the metric, as for single pairs.
    pub name: &'static str,
    /// On the metric's scale; `None` when a pair was too long for it.
    pub value: Option<f64>,
}

impl Default for Corpus {
    /// A corpus without pairs.
    fn default() -> Self {
        Corpus {
            pairs: 0,
            bleu: bleu::Counts::default(),
            chrf: chrf::Counts::default(),
            chrf_pp: chrf::Counts::default(),
            ter: Some(ter::Counts::default()),
        }
    }
}

impl Corpus {
    /// A corpus of one pair; `lang` as for [`Metric::compare`].
    pub fn of_pair(reference: &str, rendering: &str, lang: Option<&str>) -> Corpus {
        Corpus {
            pairs: 1,
            bleu: bleu::Counts::new(reference, rendering, Tokenizer::for_language(lang)),
            chrf: CHRF.counts(reference, rendering),
            chrf_pp: CHRF_PP.counts(reference, rendering),
            ter: ter::Counts::new(reference, rendering, lang),
        }
    }

    /// Adds the pairs of another corpus, which must have been cut up in the same way (see [`Corpus::signatures`]).
    pub fn add(&mut self, other: &Corpus) {
        self.pairs += other.pairs;
        self.bleu.add(&other.bleu);
        self.chrf.add(&other.chrf);
        self.chrf_pp.add(&other.chrf_pp);
        match (&mut self.ter, &other.ter) {
            (Some(sum), Some(counts)) => sum.add(counts),
            (sum, _) => *sum = None,
        }
    }

    /// Number of pairs.
    pub fn pairs(&self) -> usize {
        self.pairs
    }

    /// BLEU, chrF, chrF++ and TER, equal to sacrebleu's `corpus_bleu`, `corpus_chrf` and `corpus_ter`.
    pub fn scores(&self) -> [CorpusScore; 4] {
        let score = |name, value| CorpusScore { name, value };
        [
            score(Bleu.name(), Some(self.bleu.corpus())),
            score(CHRF.name(), Some(self.chrf.score())),
            score(CHRF_PP.name(), Some(self.chrf_pp.score())),
            score(Ter.name(), self.ter.as_ref().map(ter::Counts::score)),
        ]
    }

    /// Names and signatures of the scores of pairs in a language. Languages with equal signatures can be added up.
    pub fn signatures(lang: Option<&str>) -> [(&'static str, String); 4] {
        // On a corpus every order of n-grams counts, however short a sentence is.
        let bleu = Bleu.options(lang).replace("eff:yes", "eff:no");
        [
            (Bleu.name(), signature(Bleu.about().title, &bleu)),
            (CHRF.name(), CHRF.signature(lang)),
            (CHRF_PP.name(), CHRF_PP.signature(lang)),
            (Ter.name(), Ter.signature(lang)),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_add_up_to_the_corpus() {
        let pairs =
            [("the minister went home on Monday", "on Monday the minister went home"), ("a b c d e", "a b c e")];
        let mut sum = Corpus::default();
        for (a, b) in pairs {
            sum.add(&Corpus::of_pair(a, b, None));
        }
        assert_eq!(sum.pairs(), 2);
        let whole = [
            Some(bleu::corpus_bleu(pairs, Tokenizer::Mteval13a)),
            Some(CHRF.corpus(pairs)),
            Some(CHRF_PP.corpus(pairs)),
            ter::corpus_ter(pairs, None),
        ];
        assert_eq!(sum.scores().map(|score| score.value), whole);
    }

    #[test]
    fn a_pair_that_is_too_long_leaves_ter_unknown() {
        let long = "x ".repeat(1001);
        let mut sum = Corpus::of_pair("a", "a", None);
        sum.add(&Corpus::of_pair(&long, &long, None));
        sum.add(&Corpus::of_pair("a", "a", None));
        assert_eq!(sum.scores()[3].value, None);
        assert!(sum.scores()[..3].iter().all(|score| score.value == Some(100.0)), "{:?}", sum.scores());
    }

    #[test]
    fn languages_that_are_cut_up_differently_have_other_signatures() {
        assert_eq!(Corpus::signatures(Some("de")), Corpus::signatures(None));
        assert_ne!(Corpus::signatures(Some("zh")), Corpus::signatures(Some("ja")));
        assert!(Corpus::signatures(None)[0].1.contains("|eff:no|tok:13a|"));
    }
}
