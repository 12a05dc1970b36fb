//! # name
//!
//! Another name, or a name that is gone.
//!
//! Example: `talks with Moscow` / `talks with Kyiv`. No divergence: `Putin` / `Vladimir Putin`, `Mosul` / `Mossul`,
//! `America` / `American`, `the U.S.` / `the United States`, a name for a pronoun.
//!
//! Why it matters: who and where are the facts that a quotation is looked up for.

use std::ops::Range;

use super::view::{Finding, Findings, Side, View};
use crate::lang::concepts::{Concepts, sounds_alike};
use crate::lang::has_capitals;
use crate::model::{Case, Class, Evidence, Kind, Severity, Token, TokenKind};

pub(super) fn find(view: &View<'_>, out: &mut Findings) {
    let left = unmatched(view, out, Side::A);
    let mut right = unmatched(view, out, Side::B);
    let strong = |side: Side, run: &Range<usize>| run.clone().any(|at| view.token(side, at).is_some_and(is_strong));
    // Where the grammar is unknown, what is missing may stand there in another form: only what is linked counts.
    let told = !view.pack.words.is_empty();
    let alone = left.len() == 1 && right.len() == 1;
    let mut lost = Vec::new();
    for here in left {
        let fits = |there: &Range<usize>| strong(Side::A, &here) || strong(Side::B, there);
        let near = |there: &Range<usize>| told && (alone || one_place(view, &here, there));
        let rival = right.iter().position(|there| fits(there) && linked(view, &here, there));
        match rival.or_else(|| right.iter().position(|there| fits(there) && near(there))) {
            Some(at) => {
                let there = right.remove(at);
                let short = is_short_form(view, Side::A, &here, &there) || is_short_form(view, Side::B, &there, &here);
                if are_one_name(view, &here, &there) {
                    let finding = Finding::new(Kind::Spelling, Severity::Minor, 0.9).note("two forms of one name");
                    out.add(view, finding, here, there);
                } else if !short && !are_variants(view, &here, &there) {
                    let confidence = if in_two_scripts(view, &here, &there) { UNSURE } else { 0.8 };
                    let finding = Finding::new(Kind::Name, Severity::Critical, confidence).note("another name");
                    out.add(view, finding, here, there);
                }
            }
            None => lost.push((Side::A, here)),
        }
    }
    lost.extend(right.into_iter().map(|there| (Side::B, there)));
    for (side, run) in lost.into_iter().filter(|(side, run)| told && strong(*side, run)) {
        if leaves_a_hole(view, side, &run) && !completes_a_name(view, side, &run) {
            // Without a lexicon it may stand there as another word.
            let confidence = if view.pack.has_lexicon() { 0.55 } else { UNSURE };
            let finding = Finding::new(Kind::Name, Severity::Major, confidence).note("a name in one rendering only");
            out.add_from(view, side, finding, run, 0..0);
        }
    }
}

/// The confidence of what is reported only when asked for.
const UNSURE: f32 = 0.45;

/// Whether two runs are one name taken over in two ways, in a language without a lexicon of names.
fn are_variants(view: &View<'_>, here: &Range<usize>, there: &Range<usize>) -> bool {
    !view.pack.has_lexicon()
        && here.clone().filter_map(|at| view.token(Side::A, at)).any(|x| {
            there.clone().filter_map(|at| view.token(Side::B, at)).any(|y| {
                let countries = country(view, x).zip(country(view, y));
                countries.is_none_or(|(x, y)| x == y) && sounds_alike(&x.word.n, &y.word.n)
            })
        })
}

/// Whether the lexicon has two runs as names of one thing (`Kiev`, `Kyiv`).
fn are_one_name(view: &View<'_>, here: &Range<usize>, there: &Range<usize>) -> bool {
    let words = Concepts::own().words(&view.pack.code);
    let names = |side: Side, run: &Range<usize>| -> Vec<u32> {
        let named = |&at: &usize| view.token(side, at).is_some_and(|token| token.case != Case::Lower);
        // A title word beside it may be a part of the name (`Islamic State`).
        let start = run.start - usize::from(run.start.checked_sub(1).as_ref().is_some_and(named));
        let tokens = (start..run.end + usize::from(named(&run.end))).filter_map(|at| view.token(side, at));
        let senses = tokens.flat_map(|token| words.senses_of(token));
        senses.filter(|&concept| Concepts::own().is_name(&[concept])).collect()
    };
    let theirs = names(Side::B, there);
    !theirs.is_empty() && names(Side::A, here).iter().any(|name| theirs.contains(name))
}

/// Whether only one of two runs is in Latin letters: nothing tells how the other would be written in them.
fn in_two_scripts(view: &View<'_>, here: &Range<usize>, there: &Range<usize>) -> bool {
    let latin = |side: Side, run: &Range<usize>| view.n(side, run.start).starts_with(|c: char| c.is_ascii_alphabetic());
    let beyond = |side: Side, run: &Range<usize>| view.n(side, run.start).starts_with(|c: char| c as u32 >= 0x370);
    (latin(Side::A, here) && beyond(Side::B, there)) || (beyond(Side::A, here) && latin(Side::B, there))
}

/// Runs of name tokens that the other text does not have, not even as a variant or relative.
fn unmatched(view: &View<'_>, out: &Findings, side: Side) -> Vec<Range<usize>> {
    let count = view.text(side).len();
    let open = |at: usize| !out.is_claimed(side, at) && is_name(view, side, at) && !is_matched(view, side, at);
    let mut runs = Vec::new();
    let mut at = 0;
    while at < count {
        let length = (at..count).take_while(|&at| open(at)).count();
        if length > 0 {
            runs.push(at..at + length);
        }
        at += length.max(1);
    }
    runs
}

/// A country, or a capital that the place in the sentence does not explain, on a word that is no title, month or function
/// word.
fn is_name(view: &View<'_>, side: Side, at: usize) -> bool {
    if view.token(side, at).is_some_and(|token| country(view, token).is_some()) {
        return true;
    }
    !view.pack.nouns_have_capitals
        && view.token(side, at).is_some_and(|token| {
            let capital = matches!(token.case, Case::Title | Case::Upper | Case::Mixed);
            let opens = token.opens_sentence
                || at.checked_sub(1).is_some_and(|before| is_opening(view.n(side, before)))
                || opens_item(view, side, at);
            // At the beginning of a sentence it is one if it stands where the other text has a name: `Apple` / `Nokia`.
            let named = |other: &Token| other.case != Case::Lower && !other.opens_sentence && is_strong(other);
            let names =
                |&b: &usize| view.token(side.other(), b).is_some_and(named) && !opens_item(view, side.other(), b);
            let rival = || view.partners(side, at).iter().any(names);
            let common = (token.opens_sentence && token.word.proper == Some(false)) || (opens && unlisted(view, token));
            let explained = common && !rival();
            let class = token.word.class;
            let counted = || view.text(side).quantities.iter().any(|q| (q.first..q.end).contains(&at));
            let plain =
                class.has(Class::FUNCTION) || class.has(Class::CALENDAR) || view.pack.words.is_name_part(&token.word.n);
            token.kind == TokenKind::Word
                && capital
                && !explained
                && !plain
                && token.word.n.chars().count() > 1
                && !counted()
        })
}

/// The country that a word names, in a language without a lexicon of names.
fn country(view: &View<'_>, token: &Token) -> Option<[u8; 2]> {
    let plain = !view.pack.has_lexicon() && token.word.class == Class::default() && token.kind == TokenKind::Word;
    // Short words in small letters may share a stem with anything (`málo`, `Mali`).
    let sure = token.case != Case::Lower || !has_capitals(&token.word.n) || token.word.n.chars().nth(4).is_some();
    (plain && sure).then(|| view.pack.words.country(&token.word)).flatten()
}

/// A mark after which a sentence, a title or a list may begin.
fn is_opening(n: &str) -> bool {
    matches!(n, "\"" | "'" | "(" | "[" | "—" | "-" | "«" | "„" | "“")
}

/// Whether a token follows the number of an item in a list (`2) Return the goods`).
fn opens_item(view: &View<'_>, side: Side, at: usize) -> bool {
    let number = |at: usize| view.token(side, at).is_some_and(|token| token.kind == TokenKind::Number);
    at >= 2 && matches!(view.n(side, at - 1), ")" | ".") && number(at - 2)
}

/// Whether nothing tells a name from another word at the beginning of a sentence: no lexicon, and an ordinary capital.
fn unlisted(view: &View<'_>, token: &Token) -> bool {
    !view.pack.has_lexicon() && token.case == Case::Title
}

/// Names proper: what the dictionary prints with a capital, or does not know. `River`, `Hall` are names only beside one.
fn is_strong(token: &Token) -> bool {
    token.word.proper != Some(false)
}

fn is_matched(view: &View<'_>, side: Side, at: usize) -> bool {
    let Some(token) = view.token(side, at) else { return true };
    let linked = view.unit(side, at).is_some_and(|unit| unit.evidence < Evidence::Hypernym);
    linked
        || spare(view, side, token)
        || row(view, token).is_some_and(|name| view.any(side.other(), |other| row(view, other) == Some(name)))
        || country(view, token).is_some_and(|here| view.any(side.other(), |other| country(view, other) == Some(here)))
        || view.any(side.other(), |other| {
            is_relative(token, other)
                || (!view.pack.has_lexicon()
                    && (may_be_inflected(view, token, other) || is_transliterated(token, other)))
        })
}

/// The same name in the other text in other letters (`НАСА`, `NASA`).
fn is_transliterated(token: &Token, other: &Token) -> bool {
    let ascii = |token: &Token| token.word.n.is_ascii();
    let (names, long) = (other.case != Case::Lower, token.word.n.chars().nth(2).is_some());
    ascii(token) != ascii(other) && names && long && sounds_alike(&token.word.n, &other.word.n)
}

fn row(view: &View<'_>, token: &Token) -> Option<u8> {
    view.pack.words.same_name(&token.word.n)
}

/// Whether the other text has the word at least as often.
fn spare(view: &View<'_>, side: Side, token: &Token) -> bool {
    let times = |side: Side| view.text(side).tokens.iter().filter(|other| other.word.stem == token.word.stem).count();
    times(side) <= times(side.other())
}

/// `Ecuador` and `Ecuadorean`, `Śląsk` and `Slask`: a long common beginning that is most of the shorter word.
fn is_relative(x: &Token, y: &Token) -> bool {
    let (n, m) = (&x.word.n, &y.word.n);
    let shared = n.chars().zip(m.chars()).take_while(|(p, q)| p == q).count();
    let shorter = n.chars().count().min(m.chars().count());
    x.word.spelled == y.word.spelled || (shared >= 4 && shared * 4 >= shorter * 3 && x.word.key != y.word.key)
}

/// One name in two cases, or a name and its adjective, in a language whose endings are known only roughly: the same stem,
/// or the greater part of the shorter word in common (`Praha`, `Prahy`, `pražský`); half of it where nothing is known.
fn may_be_inflected(view: &View<'_>, x: &Token, y: &Token) -> bool {
    let shared = x.word.n.chars().zip(y.word.n.chars()).take_while(|(p, q)| p == q).count();
    let shorter = x.word.n.chars().count().min(y.word.n.chars().count());
    let (least, share) = if view.pack.words.is_empty() { (2, 50) } else { (3, 60) };
    x.word.stem == y.word.stem || (shared >= least && shared * 100 >= shorter * share)
}

/// An abbreviation may stand for a name of several words that it shares no letter with.
fn is_short_form(view: &View<'_>, side: Side, run: &Range<usize>, other: &Range<usize>) -> bool {
    let capitals = |token: &Token| token.span.of(&view.text(side).raw).chars().filter(|c| c.is_uppercase()).count();
    // Without a lexicon the words it stands for may be taken for others, and only one be left.
    run.len() == 1
        && (other.len() > 1 || !view.pack.has_lexicon())
        && view.token(side, run.start).is_some_and(|token| token.case != Case::Title && capitals(token) >= 2)
}

fn linked(view: &View<'_>, here: &Range<usize>, there: &Range<usize>) -> bool {
    here.clone().any(|at| view.partners(Side::A, at).iter().any(|partner| there.contains(partner)))
}

/// Whether a neighbour of one run, up to two tokens away, is linked with a neighbour of the other on the same side.
pub(super) fn one_place(view: &View<'_>, here: &Range<usize>, there: &Range<usize>) -> bool {
    let before =
        (1..=2).filter_map(|step| here.start.checked_sub(step)).flat_map(|at| view.partners(Side::A, at).iter());
    let after = (0..2).flat_map(|step| view.partners(Side::A, here.end + step).iter());
    before.into_iter().any(|&at| at < there.start && there.start - at <= 2)
        || after.into_iter().any(|&at| at >= there.end && at - there.end < 2)
}

/// Whether the run is the rest of a name that the other text has too: `Vladimir` before `Putin`.
fn completes_a_name(view: &View<'_>, side: Side, run: &Range<usize>) -> bool {
    let beside = [run.start.checked_sub(1), Some(run.end)];
    beside.into_iter().flatten().any(|at| is_name(view, side, at))
}

/// Whether the tokens on both sides of a run are linked with tokens that stand together, with nothing in the place
/// of the run, not even a pronoun.
fn leaves_a_hole(view: &View<'_>, side: Side, run: &Range<usize>) -> bool {
    let article = |at: usize| view.token(side, at).is_some_and(|token| token.word.class.has(Class::ARTICLE));
    let Some(mut before) = run.start.checked_sub(1) else {
        return view.partners(side, run.end).contains(&0);
    };
    if article(before) && view.unit(side, before).is_none() {
        let Some(earlier) = before.checked_sub(1) else { return false };
        before = earlier;
    }
    view.partners(side, before).iter().any(|&at| view.partners(side, run.end).contains(&(at + 1)))
}
