//! One word for a pair of renderings.

use crate::align::{are_foreign, same_value};
use crate::diverge::{SURE, is_content};
use crate::model::{Class, Divergence, Group, Kind, Severity, Span, Text, Token, TokenKind, fingerprint};

/// What a pair of renderings amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// Nothing but form differs.
    Same,
    /// Other words, the same meaning as far as can be told.
    Reworded,
    /// A reader of one is told something that a reader of the other is not, as far as can be told.
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

/// `Diverges` with any alarm, with a content divergence above minor that is sure ([`SURE`]), or when more than seven in ten of
/// the words of content have no answer. `Same` when nothing but form differs: the same words but for articles, in any
/// spelling (another order and a cut count as rewording). Else `Reworded`. Texts in two languages are `Reworded` at best:
/// their words are others, and what no dictionary knows is not judged.
pub fn verdict(a: &Text, b: &Text, divergences: &[Divergence]) -> Verdict {
    let grave = |divergence: &Divergence| match divergence.kind.group() {
        Group::Alarm => true,
        Group::Content => divergence.severity > Severity::Minor && divergence.confidence >= SURE,
        Group::Form => false,
    };
    let form = |divergence: &Divergence| {
        divergence.kind.group() == Group::Form && !matches!(divergence.kind, Kind::Order | Kind::Truncation)
    };
    let foreign = are_foreign(a, b);
    if divergences.iter().any(grave) || (!foreign && open_share(a, b, divergences) > MOST) {
        Verdict::Diverges
    } else if !foreign && divergences.iter().all(form) && have_the_same_words(a, b, divergences) {
        Verdict::Same
    } else {
        Verdict::Reworded
    }
}

/// The share of the words of content that two renderings of one statement may have for themselves.
const MOST: f64 = 0.7;

/// The share of the words of content of both texts that are left out, added, or replaced by what is not known to mean
/// the same. 0 to 1.
fn open_share(a: &Text, b: &Text, divergences: &[Divergence]) -> f64 {
    let open = |divergence: &&Divergence| match divergence.kind {
        Kind::Omission | Kind::Addition => true,
        Kind::Substitution => divergence.severity > Severity::Minor || divergence.confidence < SURE,
        _ => false,
    };
    let count = |text: &Text, side: fn(&Divergence) -> Span| {
        let mut spans: Vec<Span> = divergences.iter().filter(open).map(side).filter(|span| !span.is_empty()).collect();
        spans.sort_unstable();
        let inside = |token: &Token| {
            let next = spans.partition_point(|span| span.start <= token.span.start);
            next.checked_sub(1).and_then(|at| spans.get(at)).is_some_and(|span| token.span.end <= span.end)
        };
        let content = || text.tokens.iter().filter(|token| is_content(token));
        (content().filter(|token| inside(token)).count(), content().count())
    };
    let ((open_a, all_a), (open_b, all_b)) = (count(a, |found| found.a), count(b, |found| found.b));
    (open_a + open_b) as f64 / (all_a + all_b).max(1) as f64
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
            assert_eq!(of(a, b, "en"), expected, "{a} / {b}");
        }
    }

    fn of(a: &str, b: &str, code: &str) -> Verdict {
        let (x, y) = (lang::text(a, code), lang::text(b, code));
        let (_, divergences) = compare_texts(&x, &y, 0.5);
        verdict(&x, &y, &divergences)
    }

    #[test]
    fn only_what_is_known_to_differ_diverges() {
        for (a, b, code, expected) in [
            ("The school was hit on Monday.", "The station was hit on Monday.", "en", Verdict::Diverges),
            ("The school was hit on Monday.", "The academy was hit on Monday.", "en", Verdict::Reworded),
            (
                "Die Schule wurde am Montag getroffen.",
                "Der Bahnhof wurde am Montag getroffen.",
                "de",
                Verdict::Diverges,
            ),
            ("Der Zaun wurde am Montag lackiert.", "Der Zaun wurde am Montag gepinselt.", "de", Verdict::Reworded),
            ("Они покрасили забор в понедельник", "Они выкрасили ограду в понедельник", "ru", Verdict::Reworded),
            // A word more may say what another word says; three more can not.
            ("The red barn burned.", "The barn burned.", "en", Verdict::Reworded),
            (
                "The barn burned with all its horses and hay on Monday.",
                "The barn burned on Monday.",
                "en",
                Verdict::Diverges,
            ),
            ("Plot trzeszczy wieczorem", "Kocur mruczy nocą", "pl", Verdict::Diverges),
        ] {
            assert_eq!(of(a, b, code), expected, "{a} / {b}");
            assert_eq!(of(b, a, code), expected, "{b} / {a}");
        }
    }
}
