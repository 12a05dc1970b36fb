//! What is seen of a stretch between marks, and the model that weighs it.

use std::sync::LazyLock;

macro_rules! sights {
    ($($name:ident: $doc:literal,)*) => {
        /// One thing that is or is not seen of a stretch.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(dead_code, reason = "most are reached by counting from the first of their question")]
        pub(super) enum Sight { $(#[doc = $doc] $name,)* }

        /// The names of all sights, in their order, as the file of weights writes them.
        pub(super) const SIGHTS: &[&str] = &[$(stringify!($name),)*];
    };
}

// Sights of one question stand side by side: `Seen::one_of` counts from the first.
sights! {
    TieNext: "How it is tied to its speaker: next.",
    TieSentence: "How it is tied to its speaker: sentence.",
    TieAccording: "How it is tied to its speaker: according.",
    TieInherited: "How it is tied to its speaker: inherited.",
    TieGuess: "How it is tied to its speaker: guess.",
    TieNone: "How it is tied to its speaker: none.",
    LengthOne: "How many words it has: one.",
    LengthTwo: "How many words it has: two.",
    LengthFew: "How many words it has: few.",
    LengthClause: "How many words it has: clause.",
    LengthSentence: "How many words it has: sentence.",
    LengthLong: "How many words it has: long.",
    Title: "Every word has a capital.",
    Spoken: "Ends like a clause or comes with a reporting word.",
    Led: "A word that does not report leads into it.",
    Reported: "A verb form of its sentence shows reported speech.",
    LeftWord: "Before it: word.",
    LeftNumber: "Before it: number.",
    LeftComma: "Before it: comma.",
    LeftColon: "Before it: colon.",
    LeftStop: "Before it: stop.",
    LeftDash: "Before it: dash.",
    LeftOpen: "Before it: open.",
    LeftClose: "Before it: close.",
    LeftQuote: "Before it: quote.",
    LeftNothing: "Before it: nothing.",
    RightWord: "After it: word.",
    RightNumber: "After it: number.",
    RightComma: "After it: comma.",
    RightColon: "After it: colon.",
    RightStop: "After it: stop.",
    RightDash: "After it: dash.",
    RightOpen: "After it: open.",
    RightClose: "After it: close.",
    RightQuote: "After it: quote.",
    RightNothing: "After it: nothing.",
    LeftCapital: "Before it, a capital.",
    RightCapital: "After it, a capital.",
    EndsInComma: "Its last sign.",
    EndsInStop: "Its last sign.",
    BeginsSmall: "Its first letter is small.",
    CapitalsFew: "Less than a third of its words have capitals.",
    CapitalsSome: "Less than two thirds.",
    CapitalsMost: "More.",
    QuotesOne: "Stretches in its sentence.",
    QuotesTwo: "Stretches in its sentence.",
    QuotesMore: "Stretches in its sentence.",
    CuesNone: "Reporting words in its sentence.",
    CuesOne: "Reporting words in its sentence.",
    CuesMore: "Reporting words in its sentence.",
    Cue: "A reporting word governs it.",
    Unclosed: "Its closing mark is missing.",
    SingleMarks: "Its marks are single.",
    LeftSoCalled: "The role of the word before it.",
    LeftWork: "The role of the word before it.",
    LeftPreposition: "The role of the word before it.",
    LeftDeterminer: "The role of the word before it.",
    LeftCue: "The role of the word before it.",
    LeftCoordinator: "The role of the word before it.",
    LeftOutletWord: "The role of the word before it.",
    LeftOutlet: "The role of the word before it.",
    LeftTitle: "The role of the word before it.",
    LeftAuxiliary: "The role of the word before it.",
    LeftBridge: "The role of the word before it.",
    LeftSubordinator: "The role of the word before it.",
    RightWork: "The role of the word after it.",
    RightCue: "The role of the word after it.",
    RightAuxiliary: "The role of the word after it.",
    RightPreposition: "The role of the word after it.",
    RightOutletWord: "The role of the word after it.",
    RightCoordinator: "The role of the word after it.",
    Nickname: "One or two words inside a name.",
    SpeakerBefore: "Its speaker is named before it.",
    SmallAndShort: "Short, and its first letter is small.",
    TitleAndShort: "Short, and every word has a capital.",
    ShortNext: "Short, and tied so: next.",
    ShortSentence: "Short, and tied so: sentence.",
    ShortAccording: "Short, and tied so: according.",
    ShortInherited: "Short, and tied so: inherited.",
    ShortGuess: "Short, and tied so: guess.",
    ShortNone: "Short, and tied so: none.",
    TitleNext: "Every word has a capital, and tied so: next.",
    TitleSentence: "Every word has a capital, and tied so: sentence.",
    TitleAccording: "Every word has a capital, and tied so: according.",
    TitleInherited: "Every word has a capital, and tied so: inherited.",
    TitleGuess: "Every word has a capital, and tied so: guess.",
    TitleNone: "Every word has a capital, and tied so: none.",
    SpokenNext: "Spoken, and tied so: next.",
    SpokenSentence: "Spoken, and tied so: sentence.",
    SpokenAccording: "Spoken, and tied so: according.",
    SpokenInherited: "Spoken, and tied so: inherited.",
    SpokenGuess: "Spoken, and tied so: guess.",
    SpokenNone: "Spoken, and tied so: none.",
}

/// A set of sights.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Seen(u128);

impl Seen {
    /// Adds `sight` where it holds.
    pub fn mark(&mut self, sight: Sight, holds: bool) {
        self.0 |= u128::from(holds) << sight as u32;
    }

    /// Adds the sight that stands `step` after `first`.
    pub fn one_of(&mut self, first: Sight, step: usize) {
        self.0 |= 1 << (first as usize + step).min(127);
    }

    /// The places of what is seen in [`SIGHTS`].
    pub fn places(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let at = rest.trailing_zeros();
            rest &= rest.wrapping_sub(1);
            (at < u128::BITS).then_some(at as usize)
        })
    }
}

/// The weights, by place in [`SIGHTS`]; the last is what is added always.
static WEIGHTS: LazyLock<Vec<f32>> =
    LazyLock::new(|| read(include_str!("../../data/extract/quoted.tsv")).unwrap_or_default());

/// `sight, weight` a line; every sight once, and `Always`.
fn read(source: &str) -> Option<Vec<f32>> {
    let mut weights = vec![None; SIGHTS.len() + 1];
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        let (name, weight) = line.split_once('\t')?;
        let place = if name == "Always" { SIGHTS.len() } else { SIGHTS.iter().position(|sight| *sight == name)? };
        *weights.get_mut(place)? = Some(weight.parse().ok()?);
    }
    weights.into_iter().collect()
}

/// Whether what is seen makes a quote: the weights of the sights add up to more than nothing.
pub(super) fn verdict(seen: &Seen) -> bool {
    let weight = |at: usize| WEIGHTS.get(at).copied().unwrap_or_default();
    weight(SIGHTS.len()) + seen.places().map(weight).sum::<f32>() > 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_weights_reads_and_names_every_sight() {
        assert_eq!(WEIGHTS.len(), SIGHTS.len() + 1);
        assert!(SIGHTS.len() <= 128);
        assert!(read("Title\tx").is_none() && read("Titel\t1").is_none());
    }

    #[test]
    fn sights_are_a_set() {
        let mut seen = Seen::default();
        seen.mark(Sight::Title, true);
        seen.mark(Sight::Led, false);
        seen.one_of(Sight::TieNext, Sight::TieGuess as usize);
        assert_eq!(seen.places().map(|at| SIGHTS[at]).collect::<Vec<_>>(), ["TieGuess", "Title"]);
    }
}
