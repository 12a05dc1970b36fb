//! Where in a longer text, such as the transcript of a speech, the words of a rendering were said.
//!
//! The text is cut into sentences (UAX #29, but not after `Mr.`). The sentence that holds most of what the rendering's words weigh is taken,
//! and those beside it that hold what it lacks.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_segmentation::UnicodeSegmentation;

use super::bag::{self, Kind, Term};
use crate::lang::concepts::{Concepts, primary};
use crate::lang::{is_dotted, pack_for};

/// Share of a rendering's weight that a passage in its language holds at least, and one in another language.
const HELD: f32 = 0.6;
const ACROSS: f32 = 0.35;
/// Words that are found at least; of two both have to be found, and one is not enough.
const FOUND: usize = 3;
/// Share of the weight that a further sentence adds at least.
const GAIN: f32 = 0.12;
/// Sentences that are imagined beside the text's own, and the share of them that holds any one word: in a short text
/// too, words weigh something.
const PRIOR: f32 = 50.0;
const COMMON: f32 = 0.01;
/// How much a function word weighs, and one of which nothing is known, against others.
const FUNCTION: f32 = 0.3;
const UNKNOWN: f32 = 0.5;

/// A text in which passages are looked for.
pub struct Passages<'a> {
    lang: String,
    concepts: &'a Concepts,
    sentences: Vec<Sentence>,
    /// How many sentences hold each unit.
    counts: FxHashMap<u32, u32>,
}

struct Sentence {
    bytes: Range<usize>,
    units: FxHashSet<u32>,
}

impl<'a> Passages<'a> {
    /// Cuts `text`, which is in the language `lang` (BCP 47).
    pub fn new(text: &str, lang: &str, concepts: &'a Concepts) -> Self {
        let unwrapped = unwrapped(text);
        let sentences: Vec<Sentence> = sentences(&unwrapped, lang)
            .into_iter()
            .filter_map(|bytes| Some((bytes.start, unwrapped.get(bytes)?)))
            .filter(|(_, sentence)| !sentence.trim().is_empty())
            .map(|(at, sentence)| {
                let start = at + sentence.len() - sentence.trim_start().len();
                let units = terms(sentence, lang, concepts).into_iter().flat_map(|term| term.units).collect();
                Sentence { bytes: start..start + sentence.trim().len(), units }
            })
            .collect();
        let mut counts = FxHashMap::default();
        for unit in sentences.iter().flat_map(|sentence| &sentence.units) {
            *counts.entry(*unit).or_default() += 1;
        }
        Passages { lang: primary(lang), concepts, sentences, counts }
    }

    /// The passage, in bytes, that says what `text` in the language `lang` says; `None` where none does.
    pub fn find(&self, text: &str, lang: &str) -> Option<Range<usize>> {
        let terms = terms(text, lang, self.concepts);
        let weights: Vec<f32> = terms.iter().map(|term| self.weight(term)).collect();
        let total: f32 = weights.iter().sum();
        let mut found = vec![false; terms.len()];
        let gain = |sentence: &Sentence, found: &[bool]| -> f32 {
            let open = terms.iter().zip(&weights).zip(found).filter(|(_, found)| !**found);
            open.filter(|((term, _), _)| sentence.holds(term)).map(|((_, weight), _)| weight).sum::<f32>() / total
        };
        let take = |sentence: &Sentence, found: &mut [bool]| {
            terms.iter().zip(found).for_each(|(term, found)| *found |= sentence.holds(term));
        };
        let gains = self.sentences.iter().map(|sentence| gain(sentence, &found)).enumerate();
        // Of equals the first.
        let (first, mut held) = gains.reduce(|best, one| if one.1 > best.1 { one } else { best })?;
        take(self.sentences.get(first)?, &mut found);
        let (mut start, mut end) = (first, first + 1);
        loop {
            let more = |at: Option<usize>| {
                let at = at?;
                Some((at, gain(self.sentences.get(at)?, &found))).filter(|(_, gain)| *gain >= GAIN)
            };
            let (before, after) = (more(start.checked_sub(1)), more(Some(end)));
            let Some((at, gain)) = before.into_iter().chain(after).reduce(|a, b| if b.1 > a.1 { b } else { a }) else {
                break;
            };
            held += gain;
            take(self.sentences.get(at)?, &mut found);
            (start, end) = (start.min(at), end.max(at + 1));
        }
        let least = if primary(lang) == self.lang { HELD } else { ACROSS };
        let count = found.iter().filter(|&&found| found).count();
        let passage = self.sentences.get(start)?.bytes.start..self.sentences.get(end - 1)?.bytes.end;
        (held >= least && count >= FOUND.min(terms.len().max(2))).then_some(passage)
    }

    /// What a word tells: the rarer, the more.
    fn weight(&self, term: &Term) -> f32 {
        let holders = term.units.iter().map(|unit| self.counts.get(unit).copied().unwrap_or(0)).max().unwrap_or(0);
        let told = ((self.sentences.len() as f32 + PRIOR) / (holders as f32 + PRIOR * COMMON)).ln();
        match term.kind {
            Kind::Function => told * FUNCTION,
            Kind::Unknown => told * UNKNOWN,
            Kind::Known | Kind::Name | Kind::Number => told,
        }
    }
}

impl Sentence {
    fn holds(&self, term: &Term) -> bool {
        term.units.iter().any(|unit| self.units.contains(unit))
    }
}

/// The same bytes, but a space for a line break that ends no paragraph: a line is not a sentence.
fn unwrapped(text: &str) -> String {
    let text = text.replace("\r\n", " \n");
    let bytes = text.as_bytes();
    let blank = |at: usize| matches!(bytes.get(at), None | Some(b'\n'));
    let alone =
        |at: usize| !(blank(at + 1) || at > 0 && blank(at - 1) || bytes.get(at + 1) == Some(&b' ') && blank(at + 2));
    text.char_indices().map(|(at, c)| if c == '\n' && alone(at) { ' ' } else { c }).collect()
}

/// The sentences of `text`, in bytes. One whose last word keeps its full stop goes on in the same paragraph, where that word
/// has a capital: after `p.m.` or `etc.` a capital begins a sentence.
fn sentences(text: &str, lang: &str) -> Vec<Range<usize>> {
    let pack = pack_for(lang);
    let abbreviated =
        |word: &str| is_dotted(word, &pack.words) || pack.quotation.known(&format!("{}.", word.to_lowercase())).id != 0;
    let goes_on = |sentence: &str| {
        let Some(sentence) = sentence.trim_end_matches(' ').strip_suffix('.') else { return false };
        let last = sentence.rsplit(|c: char| c.is_whitespace() || "([\"“‘«„".contains(c)).next().unwrap_or("");
        last.starts_with(char::is_uppercase) && abbreviated(last)
    };
    let mut sentences: Vec<Range<usize>> = Vec::new();
    for (at, sentence) in text.split_sentence_bound_indices() {
        let end = at + sentence.len();
        match sentences.last_mut() {
            Some(last) if text.get(last.clone()).is_some_and(goes_on) => last.end = end,
            _ => sentences.push(at..end),
        }
    }
    sentences
}

/// The words of `text`, each once.
fn terms(text: &str, lang: &str, concepts: &Concepts) -> Vec<Term> {
    let mut seen = FxHashSet::default();
    let mut terms = bag::terms(text, &concepts.words(&primary(lang)), concepts, &mut bag::Known::default());
    terms.retain(|term| !term.units.is_empty() && seen.insert(term.key));
    terms
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPEECH: &str = "Friends, I will be brief. The harvest was poor this year. We will send twelve ships with grain \
        to the northern islands before winter. Nobody there will go hungry. The ministers of both countries have agreed \
        on the price. I thank the fishermen who brought the first sacks across the strait. Good night.";

    fn found(text: &str, lang: &str) -> Option<&'static str> {
        let passages = Passages::new(SPEECH, "en", Concepts::own());
        passages.find(text, lang).and_then(|bytes| SPEECH.get(bytes))
    }

    #[test]
    fn the_sentence_of_a_quote_is_found_in_any_language() {
        let ships = Some("We will send twelve ships with grain to the northern islands before winter.");
        assert_eq!(found("twelve ships with grain to the northern islands", "en"), ships);
        assert_eq!(
            found("Wir schicken noch vor dem Winter zwölf Schiffe mit Getreide auf die nördlichen Inseln", "de"),
            ships
        );
        assert_eq!(found("Мы отправим двенадцать кораблей с зерном на северные острова до зимы.", "ru"), ships);
    }

    #[test]
    fn a_quote_of_two_sentences_has_a_passage_of_two() {
        let passage =
            found("We'll ship grain to the islands in the north before winter, nobody will go hungry there", "en");
        assert!(
            passage.is_some_and(|text| text.starts_with("We will send") && text.ends_with("go hungry.")),
            "{passage:?}"
        );
    }

    #[test]
    fn lines_may_be_wrapped() {
        let wrapped = SPEECH.replace("ships with", "ships\nwith");
        let passages = Passages::new(&wrapped, "en", Concepts::own());
        let passage = passages.find("twelve ships with grain to the northern islands", "en");
        let text = passage.and_then(|bytes| wrapped.get(bytes));
        assert!(text.is_some_and(|text| text.starts_with("We will") && text.ends_with("winter.")), "{text:?}");
    }

    #[test]
    fn a_title_does_not_end_a_sentence() {
        let cut = |text: &'static str| -> Vec<&str> {
            sentences(text, "en").into_iter().filter_map(|bytes| text.get(bytes)).map(str::trim).collect()
        };
        assert_eq!(
            cut("Mr. Dunn saw it. Gen. J. Roe of the U.S. Navy did not."),
            ["Mr. Dunn saw it.", "Gen. J. Roe of the U.S. Navy did not."]
        );
        assert_eq!(sentences("Dr. Roth kam.", "de").len(), 1);
        assert_eq!(cut("We met at 5 p.m. Nobody else came."), ["We met at 5 p.m.", "Nobody else came."]);
        assert_eq!(cut("It is made in the U.S.\n\nNobody knew."), ["It is made in the U.S.", "", "Nobody knew."]);
        let said = "We waited all day. Mr. Dunn brought twelve sacks of grain across the strait. It rained.";
        let passages = Passages::new(said, "en", Concepts::own());
        let found = passages.find("twelve sacks of grain across the strait", "en").and_then(|bytes| said.get(bytes));
        assert_eq!(found, Some("Mr. Dunn brought twelve sacks of grain across the strait."));
    }

    #[test]
    fn what_was_not_said_is_not_found() {
        assert_eq!(found("The prime minister denied that any prisoners had been exchanged in Geneva", "en"), None);
        assert_eq!(found("", "en"), None);
        assert_eq!(found("Hungry!", "en"), None, "one word is said everywhere");
        assert_eq!(Passages::new("", "en", Concepts::own()).find("twelve ships with grain", "en"), None);
    }
}
