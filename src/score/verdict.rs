//! One word for a pair of renderings.

use crate::align::{are_foreign, same_value};
use crate::model::{Class, Divergence, Group, Kind, Severity, Span, Text, TokenKind, fingerprint};

/// What a pair of renderings amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// Nothing but form differs.
    Same,
    /// Other words, the same meaning as far as can be told.
    Reworded,
    /// A reader of one is told something that a reader of the other is not.
    Diverges,
}

impl Verdict {
    /// The word used in columns and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Same => "same",
            Verdict::Reworded => "reworded",
            Verdict::Diverges => "diverges",
        }
    }
}

/// `Diverges` with any alarm or any content divergence above minor, `Same` when nothing but form differs: the same words
/// but for articles, in any spelling (another order and a cut count as rewording). Else `Reworded`. Texts in two languages are `Reworded` at
/// best: their words are others, and what no dictionary knows is not judged.
pub fn verdict(a: &Text, b: &Text, divergences: &[Divergence]) -> Verdict {
    let grave = |divergence: &Divergence| match divergence.kind.group() {
        Group::Alarm => true,
        Group::Content => divergence.severity > Severity::Minor,
        Group::Form => false,
    };
    let form = |divergence: &Divergence| {
        divergence.kind.group() == Group::Form && !matches!(divergence.kind, Kind::Order | Kind::Truncation)
    };
    if divergences.iter().any(grave) {
        Verdict::Diverges
    } else if !are_foreign(a, b) && divergences.iter().all(form) && have_the_same_words(a, b, divergences) {
        Verdict::Same
    } else {
        Verdict::Reworded
    }
}

/// Whether two texts have the same words outside of their divergences, but for articles and numbers of one value.
fn have_the_same_words(a: &Text, b: &Text, divergences: &[Divergence]) -> bool {
    words(a, b, divergences, |found| found.a) == words(b, a, divergences, |found| found.b)
}

/// What is compared of the words of `text`, sorted: spellings without British ones, clitics in full.
fn words(text: &Text, other: &Text, divergences: &[Divergence], side: impl Fn(&Divergence) -> Span) -> Vec<u64> {
    let told = |span: Span| {
        let inside = |found: Span| found.start <= span.start && span.end <= found.end;
        divergences.iter().any(|found| found.kind != Kind::Order && inside(side(found)))
    };
    let valued = |at: usize| {
        text.quantities
            .iter()
            .filter(|q| (q.first..q.end).contains(&at))
            .any(|q| other.quantities.iter().any(|answer| same_value(&q.value, &answer.value)))
    };
    let counts = |at: usize| {
        text.tokens.get(at).is_some_and(|token| {
            let word = matches!(token.kind, TokenKind::Word | TokenKind::Number);
            word && !token.word.class.has(Class::ARTICLE) && !told(token.span) && !valued(at)
        })
    };
    let tokens = text.tokens.iter().enumerate().filter(|(at, _)| counts(*at));
    let mut words: Vec<u64> = tokens
        .map(|(_, token)| {
            let full = CLITICS.iter().find(|(clitic, _)| *clitic == &*token.word.n);
            full.map_or(token.word.spelled, |(_, full)| fingerprint(full.as_bytes()))
        })
        .collect();
    words.sort_unstable();
    words
}

/// English words written together with the one before them (`he's` may also be `he has`), and what the one before is then.
const CLITICS: [(&str, &str); 10] = [
    ("'re", "are"),
    ("'m", "am"),
    ("'ve", "have"),
    ("'ll", "will"),
    ("'s", "is"),
    ("'d", "would"),
    ("n't", "not"),
    ("ca", "can"),
    ("wo", "will"),
    ("sha", "shall"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{compare_texts, lang};

    #[test]
    fn only_the_same_words_are_the_same() {
        for (a, b, expected) in [
            ("We're leaving the town", "We are leaving town.", Verdict::Same),
            ("They organised 5,000 beds", "They organized five thousand beds", Verdict::Same),
            ("They only took two towns", "They took two towns", Verdict::Reworded),
            ("We leave if they ask", "We leave when they ask", Verdict::Reworded),
            ("We want a ceasefire", "We wanted a ceasefire", Verdict::Reworded),
            ("We will leave", "We will not leave", Verdict::Diverges),
        ] {
            let (x, y) = (lang::text(a, "en"), lang::text(b, "en"));
            let (_, divergences) = compare_texts(&x, &y, 0.5);
            assert_eq!(verdict(&x, &y, &divergences), expected, "{a} / {b}");
        }
    }
}
