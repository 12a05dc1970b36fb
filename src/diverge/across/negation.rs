//! Negated in one language, with nothing that negates in the other.

use std::ops::Range;

use super::{Rows, is_anchor, is_answered, pack};
use crate::diverge::view::{Finding, Findings, Side, View, extent};
use crate::lang::concepts::Concepts;
use crate::lang::{Vocabulary, lexicon, pack_for};
use crate::model::{Class, Evidence, Kind, Severity};

/// A negator whose words are answered in a sentence of the other text that has none at all, no negative word and no
/// word that may be negated inside.
pub(in crate::diverge) fn find(view: &View<'_>, rows: &Rows, out: &mut Findings) {
    if [Side::A, Side::B].into_iter().any(|side| pack(view, side).words.is_empty()) {
        return;
    }
    for side in [Side::A, Side::B] {
        let mut told = 0;
        for at in (0..view.text(side).len()).filter(|&at| negates(view, rows, side, at)) {
            if at < told || out.is_claimed(side, at) {
                continue;
            }
            let sentence = view.sentence(side, at);
            let Some((head, sure)) =
                head(view, side, at, &sentence).filter(|_| !is_turned(view, rows, side, at, &sentence))
            else {
                continue;
            };
            let there = extent(view.partners(side, head));
            if !is_close(view, side, at, there.start, sure) {
                continue;
            }
            let answers = sentence_of(view, side.other(), &there);
            told = sentence.end;
            let turned = is_universal(view, rows, side.other(), answers.clone())
                && !is_universal(view, rows, side, sentence.clone())
                && may_say_of_all(view, rows, side, at, &sentence);
            if !turned && !negated(view, rows, side.other(), answers) {
                report(view, side, at, head, there, out);
            }
        }
    }
}

/// The sentences that a stretch lies in.
fn sentence_of(view: &View<'_>, side: Side, stretch: &Range<usize>) -> Range<usize> {
    let last = stretch.end.saturating_sub(1);
    view.sentence(side, stretch.start).start..view.sentence(side, last).end
}

/// Tokens between a negator and the word it negates.
const REACH: usize = 3;

/// The nearest word of content with an answer on the side of a negator where the word it negates stands in its language,
/// else on the other side; and whether nothing on the first side is passed over for it.
fn head(view: &View<'_>, side: Side, at: usize, sentence: &Range<usize>) -> Option<(usize, bool)> {
    // `will not give in, he said`
    let clause = (at + 1..sentence.end).find(|&index| view.n(side, index) == ",").unwrap_or(sentence.end);
    let before = || (sentence.start.max(at.saturating_sub(REACH))..at).rev();
    let after = || at + 1..clause.min(at + 1 + REACH);
    if pack(view, side).words.negators_follow {
        first_or(view, side, before(), after())
    } else {
        first_or(view, side, after(), before())
    }
}

fn first_or(
    view: &View<'_>,
    side: Side,
    first: impl Iterator<Item = usize> + Clone,
    mut other: impl Iterator<Item = usize>,
) -> Option<(usize, bool)> {
    let anchor = |index: &usize| is_anchor(view, side, *index);
    let loose = |index: usize| view.is_content(side, index);
    let found = first.clone().find(anchor).map(|index| (index, true));
    found.or_else(|| other.find(anchor).map(|index| (index, !first.clone().any(loose))))
}

/// Tokens around a negator, and around its word's answer, that tell how freely the place is rendered.
const AROUND: usize = 5;

/// Whether at least half of the words of content around two places have answers, and two in three where the negated word
/// itself has none: in a free rendering the negation may have gone into another word.
fn is_close(view: &View<'_>, side: Side, here: usize, there: usize, sure: bool) -> bool {
    let counts = |side: Side, at: usize| {
        let sentence = view.sentence(side, at);
        let near = at.saturating_sub(AROUND).max(sentence.start)..(at + AROUND + 1).min(sentence.end);
        let answered = near.clone().filter(|&index| is_anchor(view, side, index)).count();
        (answered, near.filter(|&index| view.is_content(side, index)).count())
    };
    let ((x, m), (y, n)) = (counts(side, here), counts(side.other(), there));
    if sure { (x + y) * 2 >= m + n } else { (x + y) * 3 >= (m + n) * 2 }
}

/// Whether a token negates what it stands beside. What is said to be without something is often said in another way
/// elsewhere (`sin litoral`, landlocked), and French `pas`, `personne`, `jamais` negate with `ne` only.
fn negates(view: &View<'_>, rows: &Rows, side: Side, at: usize) -> bool {
    let words = &pack(view, side).words;
    let Some(token) = view.token(side, at).filter(|token| token.word.class.has(Class::NEGATOR)) else { return false };
    let without = token.word.class.has(Class::PREPOSITION)
        || rows.at(side, at).iter().any(|&row| Concepts::own().english(row).next() == Some("without"));
    let elided = |index: usize| is_ne(view, side, index);
    let half = &*view.text(side).lang == "fr" && !elided(at) && !view.sentence(side, at).any(elided);
    let n = &*token.word.n;
    let weak = words.is_seldom_negator(n) || meant_by(view, rows, side, at).any(|word| WEAK.contains(&word));
    // `No. 1` counts, a `no-deal` scenario is a name for one, Arabic `غير أن` is `but`.
    let other = n.ends_with('.')
        || matches!(view.n(side, at + 1), "-" | "\u{2010}")
        || words.is_no_negation(n, view.n(side, at + 1))
        || (at + 1..at + 3).any(|next| meant_by(view, rows, side, next).any(|word| LIMITS.contains(&word)));
    !without && !half && !weak && !other && !words.is_only(view.n(side, at + 1)) && !words.is_only(view.n(side, at + 2))
}

/// Whether something else in the sentence may turn the negation round, so that the other text can say the same without:
/// another negation (`nobody left without`), a negative word (`did not refuse`), an exception or a limit (`not until`).
fn is_turned(view: &View<'_>, rows: &Rows, side: Side, at: usize, sentence: &Range<usize>) -> bool {
    let words = &pack(view, side).words;
    let negator = view.n(side, at);
    let split = is_ne(view, side, at);
    sentence.clone().filter(|&other| other != at).any(|other| {
        let Some(token) = view.token(side, other) else { return false };
        let n = &*token.word.n;
        let second = token.word.class.has(Class::NEGATOR)
            && !is_ne(view, side, other)
            && !split
            && (!words.negative_concord || n == negator || token.word.class.has(Class::PREPOSITION));
        let turns = || {
            words.is_only(n)
                || is_negative(view, rows, side, other)
                || meant_by(view, rows, side, other).any(|word| TURNING.contains(&word) || is_prefixed(word))
        };
        // What the other text has too turns nothing.
        let answered = || is_answered(view, side, other);
        // `not safe` is `dangerous`.
        let opposed = view.unit(side, other).is_some_and(|unit| unit.evidence == Evidence::Antonym);
        other.abs_diff(at) <= CLAUSE && (second || opposed || (turns() && !answered()))
    })
}

/// English words, or what words of other languages mean in English, that leave a little.
const WEAK: [&str; 3] = ["barely", "hardly", "scarcely"];

/// How far what turns a negation round may stand from it.
const CLAUSE: usize = 8;

/// English words, or what words of other languages mean in English, that leave something of what is negated.
const TURNING: [&str; 16] = [
    "without", "until", "before", "except", "only", "unless", "abandon", "avoid", "stop", "prevent", "resist", "doubt",
    "ignore", "empty", "hesitate", "contain",
];

/// What is not more than so much is at most so much: negated with these nothing is denied.
const LIMITS: [&str; 5] = ["more", "less", "fewer", "later", "earlier"];

/// Whether what a negator says may be said of all without one: a negator of all (`nobody`, `never`), or any with a second
/// negative sense in its sentence (`no parent does not`). `They did not attack` says nothing of all.
fn may_say_of_all(view: &View<'_>, rows: &Rows, side: Side, at: usize, sentence: &Range<usize>) -> bool {
    let plain = is_ne(view, side, at) || meant_by(view, rows, side, at).any(|word| matches!(word, "not" | "n't"));
    !plain
        || sentence.clone().filter(|&other| other != at && !is_ne(view, side, other)).any(|other| {
            view.token(side, other).is_some_and(|token| token.word.class.has(Class::NEGATOR))
                || is_negative(view, rows, side, other)
                || meant_by(view, rows, side, other).any(|word| TURNING.contains(&word) || is_prefixed(word))
        })
}

/// What is true of all is false of none: `no parent does not`, `every parent does`.
const UNIVERSAL: [&str; 11] =
    ["all", "every", "each", "everyone", "everybody", "everything", "always", "ever", "whole", "anyone", "everywhere"];

/// Whether a stretch has a word for all.
fn is_universal(view: &View<'_>, rows: &Rows, side: Side, within: Range<usize>) -> bool {
    let english = &*view.text(side).lang == "en";
    within.into_iter().any(|at| {
        (english && UNIVERSAL.contains(&view.n(side, at)))
            || mostly(rows.at(side, at), |word| UNIVERSAL.contains(&word))
    })
}

/// French `ne` negates with or without a second word.
fn is_ne(view: &View<'_>, side: Side, at: usize) -> bool {
    let n = view.n(side, at);
    &*view.text(side).lang == "fr" && (n == "ne" || n.starts_with("n'"))
}

/// Whether anything in a text may negate: a negator, a word that does its work, by itself or by its English meaning, or a
/// word of a language that negates inside its words.
fn negated(view: &View<'_>, rows: &Rows, side: Side, within: Range<usize>) -> bool {
    let words = &pack(view, side).words;
    view.text(side).tokens.iter().enumerate().take(within.end).skip(within.start).any(|(at, token)| {
        let n = &*token.word.n;
        let begins = |prefix: &str| n.len() > prefix.len() + 4 && n.starts_with(prefix);
        let prefixed = rows.at(side, at).is_empty() && words.negative_prefixes.iter().any(|prefix| begins(prefix));
        // `dispute` that answers `quarrel` negates nothing.
        let answered = is_answered(view, side, at);
        may_negate(view, rows, side, at)
            || words.is_only(n)
            || (!answered && is_negative(view, rows, side, at))
            || (!answered && mostly(rows.at(side, at), |word| pack_for("en").words.class(word).has(Class::NEGATOR)))
            || prefixed
            || meant_by(view, rows, side, at).any(is_prefixed)
    })
}

/// Whether a word negates by grammar: as a negator, with one inside, or in a form that may be negated.
pub(super) fn may_negate(view: &View<'_>, rows: &Rows, side: Side, at: usize) -> bool {
    let words = &pack(view, side).words;
    let Some(token) = view.token(side, at) else { return false };
    let n = &*token.word.n;
    token.word.class.has(Class::NEGATOR)
        || is_ne(view, side, at)
        || is_inside(words, n)
        || words.may_be_negated_inside(n)
        || (rows.at(side, at).is_empty() && words.may_be_negated_in_front(n))
}

/// Whether a word negates by what it says (`refused`), in its language or by its English meaning.
pub(super) fn is_negative(view: &View<'_>, rows: &Rows, side: Side, at: usize) -> bool {
    let words = &pack(view, side).words;
    let Some(token) = view.token(side, at) else { return false };
    words.is_negative(&token.word.n)
        || words.is_negative_stem(token.word.stem)
        || mostly(rows.at(side, at), |word| pack_for("en").words.is_negative(word))
}

/// Whether at least half of the rows that a word may mean have a usual English word of which something is so.
fn mostly(rows: &[u32], is_so: impl Fn(&str) -> bool) -> bool {
    let of = |row: &&u32| Concepts::own().english(**row).next().is_some_and(&is_so);
    !rows.is_empty() && rows.iter().filter(of).count() * 2 >= rows.len()
}

/// Whether a word of a script without spaces has a negator inside (`再也不`).
fn is_inside(words: &Vocabulary, n: &str) -> bool {
    let mut letter = [0; 4];
    n.chars().any(|c| c >= '\u{3000}' && words.class(c.encode_utf8(&mut letter)).has(Class::NEGATOR))
}

/// What a word means in English: itself, or the usual words for it.
fn meant_by<'v>(view: &'v View<'_>, rows: &'v Rows, side: Side, at: usize) -> impl Iterator<Item = &'v str> {
    let english = &*view.text(side).lang == "en";
    let own = english.then(|| view.n(side, at));
    own.into_iter().chain(rows.at(side, at).iter().flat_map(|&row| Concepts::own().english(row).take(2)))
}

/// Whether an English word is the opposite of what is left of it without a prefix (`illegal`, `unable`).
fn is_prefixed(word: &str) -> bool {
    let rests = ["un", "in", "il", "im", "ir", "dis", "non"].into_iter().filter_map(|prefix| word.strip_prefix(prefix));
    rests.into_iter().any(|rest| {
        let rest = lexicon::entries(rest.trim_start_matches('-'));
        !rest.is_empty() && lexicon::contrary(&lexicon::entries(word), &rest)
    })
}

fn report(view: &View<'_>, side: Side, at: usize, head: usize, there: Range<usize>, out: &mut Findings) {
    let end = if head > at && head - at <= 4 { head + 1 } else { at + 1 };
    let finding = Finding::new(Kind::Negation, Severity::Critical, 0.7)
        .note(format!("`{}` in one rendering only", view.n(side, at)));
    out.add_from(view, side, finding, at..end, if there.len() <= 4 { there } else { 0..0 });
}
