//! # negation
//!
//! Negated in one rendering only.
//!
//! Example: `we will not retreat` / `we will retreat`; `failed to stop` / `stopped`. No divergence: `not vaccinated` / `unvaccinated`,
//! `did not agree` / `refused`, `not dangerous` / `safe`.
//!
//! Why it matters: the reader is told the contrary.

use super::untranslated::is_written_latin;
use super::view::{Finding, Findings, Side, View};
use crate::lang::lexicon;
use crate::model::{Class, Evidence, Kind, Severity, Token};

pub(super) fn find(view: &View<'_>, out: &mut Findings) {
    let negates = |side: Side, at: usize| is_negator(view, side, at) || is_negated_form(view, side, at);
    let negators = |side: Side| -> Vec<usize> { (0..view.text(side).len()).filter(|&at| negates(side, at)).collect() };
    let (left, right) = (negators(Side::A), negators(Side::B));
    let matched = pair_up(view, &left, &right);
    for (side, list, matched) in [(Side::A, &left, &matched.0), (Side::B, &right, &matched.1)] {
        for (&at, &is_matched) in list.iter().zip(matched) {
            let agrees = || {
                view.pack.words.negative_concord
                    && list.iter().zip(matched).any(|(&other, &matched)| matched && other.abs_diff(at) <= CLAUSE)
            };
            if !is_matched && !out.is_claimed(side, at) && !agrees() && !is_made_up_for(view, side, at) {
                report(view, side, at, out);
            }
        }
    }
    for side in [Side::A, Side::B] {
        failing(view, side, out);
    }
}

/// `failed to stop` where the other text has `stopped`, with nothing before it that undoes it.
fn failing(view: &View<'_>, side: Side, out: &mut Findings) {
    let words = &view.pack.words;
    let lemma = |&entry: &u32| lexicon::lemma(lexicon::Entry(entry));
    let fails = |token: &Token| {
        words.is_failing(&token.word.n) || token.word.entries.iter().map(lemma).any(|lemma| words.is_failing(lemma))
    };
    for at in 0..view.text(side).len() {
        let verb = at + 2;
        let particle = view.token(side, at + 1).is_some_and(|token| token.word.class.has(Class::PREPOSITION));
        if !particle || !view.token(side, at).is_some_and(fails) || out.is_claimed(side, at) {
            continue;
        }
        let (Some(unit), other) = (view.unit(side, verb), side.other()) else { continue };
        let same = unit.evidence <= Evidence::Inflection && view.is_content(side, verb);
        let undone = |there: usize| {
            let negative = |at: usize| {
                is_negator(view, other, at)
                    || view.token(other, at).is_some_and(|token| {
                        words.is_negative(&token.word.n)
                            || token.word.entries.iter().map(lemma).any(|lemma| words.is_negative(lemma))
                    })
            };
            (there.saturating_sub(4)..there).any(negative)
        };
        let negated = at.checked_sub(1).is_some_and(|before| is_negator(view, side, before));
        let loose = view.unit(side, at).is_none_or(|unit| unit.evidence > Evidence::Hyponym);
        if same && loose && !negated && !unit.on(other).iter().any(|&there| undone(there)) {
            let there = super::view::extent(unit.on(other));
            let finding = Finding::new(Kind::Negation, Severity::Critical, 0.7).note(format!(
                "`{} {}` in one rendering only",
                view.n(side, at),
                view.n(side, at + 1)
            ));
            out.add_from(view, side, finding, at..verb + 1, there);
        }
    }
}

/// Negators so near each other are taken for those of one clause.
const CLAUSE: usize = 5;

/// Whether a token is its partner with a negating prefix or infix (`nepřišel` / `přišel`).
fn is_negated_form(view: &View<'_>, side: Side, at: usize) -> bool {
    let Some(token) = view.token(side, at).filter(|token| !token.word.class.has(Class::NEGATOR)) else { return false };
    let mut partners = view.partners(side, at).iter().filter_map(|&partner| view.token(side.other(), partner));
    partners.any(|partner| view.pack.words.negates(&token.word, &partner.word))
}

pub(super) fn is_negator(view: &View<'_>, side: Side, at: usize) -> bool {
    let negates = |token: &Token| token.word.class.has(Class::NEGATOR);
    if !view.token(side, at).is_some_and(negates) {
        return false;
    }
    // `not only` negates nothing, `no. 5` is a number, and `barely six days` are nearly six.
    let number = |at: usize| view.token(side, at).is_some_and(|token| token.word.value.is_some());
    let n = view.n(side, at);
    let only = view.pack.words.is_only(view.n(side, at + 1));
    let abbreviation = n == "no." && number(at + 1) || n == "no" && view.n(side, at + 1) == "." && number(at + 2);
    let nearly = number(at + 1) && matches!(n, "hardly" | "barely" | "scarcely");
    let before = at.checked_sub(1).map_or("", |before| view.n(side, before));
    let noun = view.pack.words.is_no_negation(before, n);
    // `nothing but peace` is peace only.
    let but = matches!(n, "nothing" | "nobody" | "none" | "nowhere") && view.n(side, at + 1) == "but";
    !(only || abbreviation || nearly || but || noun)
}

/// Whether a negator stands within three words before a token, in the same clause.
pub(super) fn negator_near(view: &View<'_>, side: Side, at: usize) -> bool {
    let start = at.saturating_sub(4);
    let clause = (start..at).rev().take_while(|&index| !is_break(view.n(side, index)));
    clause.into_iter().any(|index| is_negator(view, side, index))
}

/// Whether a negator stands within three words behind a token, in the same clause.
pub(super) fn negator_behind(view: &View<'_>, side: Side, at: usize) -> bool {
    let end = (at + 4).min(view.text(side).len());
    let clause = (at + 1..end).take_while(|&index| !is_break(view.n(side, index)));
    clause.into_iter().any(|index| is_negator(view, side, index))
}

/// What ends the reach of a negator.
fn is_break(n: &str) -> bool {
    matches!(n, "," | ";" | "." | "but" | "，" | "、" | "；" | "。" | "،" | "؛")
}

/// Which negators of each text, in the order of the lists, are answered by one of the other: linked, or governing words
/// that are linked, else in their order.
fn pair_up(view: &View<'_>, left: &[usize], right: &[usize]) -> (Vec<bool>, Vec<bool>) {
    let mut taken = (vec![false; left.len()], vec![false; right.len()]);
    // How far the words around a negator reach, and how far from their partners its answer may stand.
    for reach in [0, 5] {
        for (&a, done) in left.iter().zip(&mut taken.0).filter(|(_, done)| !**done) {
            let around = a.saturating_sub(reach)..(a + reach + 1).min(view.a.len());
            let partners = around.flat_map(|index| view.partners(Side::A, index));
            let answers = partners.filter_map(|&partner| {
                let first = right.partition_point(|&b| b + reach < partner);
                let within = right.iter().enumerate().skip(first).take_while(|&(_, &b)| b <= partner + reach);
                within.map(|(at, _)| at).find(|&at| taken.1.get(at) == Some(&false))
            });
            if let Some(slot) = answers.min().and_then(|at| taken.1.get_mut(at)) {
                (*slot, *done) = (true, true);
            }
        }
    }
    // What is left over pairs up by number: two renderings with as many negators seldom contradict each other.
    let mut rest = taken.1.iter_mut().filter(|taken| !**taken);
    for done in taken.0.iter_mut().filter(|done| !**done) {
        let Some(slot) = rest.next() else { break };
        (*slot, *done) = (true, true);
    }
    taken
}

/// Whether the other rendering says the same without a negator: a negative prefix or verb, or an opposite.
fn is_made_up_for(view: &View<'_>, side: Side, at: usize) -> bool {
    let other = side.other();
    let window = at + 1..(at + 6).min(view.text(side).len());
    // `not impossible` / `possible`.
    let denied = |index: usize| {
        let partners = view.partners(side, index).iter();
        let prefixed = |word: &str, rest: &str| {
            let prefixes = &view.pack.words.negative_prefixes;
            prefixes.iter().any(|prefix| word.strip_prefix(&**prefix) == Some(rest))
        };
        partners.into_iter().any(|&there| prefixed(view.n(side, index), view.n(other, there)))
    };
    let opposite = window
        .clone()
        .any(|index| view.unit(side, index).is_some_and(|unit| unit.evidence == Evidence::Antonym) || denied(index));
    if opposite {
        return true;
    }
    let negative = |token: &Token| {
        let words = &view.pack.words;
        let n = &*token.word.n;
        words.is_negative(n)
            || words.is_negative_stem(token.word.stem)
            || token.word.entries.iter().any(|&entry| words.is_negative(lexicon::lemma(lexicon::Entry(entry))))
            || negated_form(view, side, n)
    };
    // `do not forget` / `remember`: what is negated is negative itself, and not there.
    let lost = |index: usize| view.unit(side, index).is_none_or(|unit| unit.evidence > Evidence::Inflection);
    let listed = |token: &Token| {
        let words = &view.pack.words;
        words.is_negative(&token.word.n) || words.is_negative_stem(token.word.stem)
    };
    let near = at.saturating_sub(3)..window.end;
    if !view.pack.has_lexicon() && near.into_iter().any(|at| lost(at) && view.token(side, at).is_some_and(listed)) {
        return true;
    }
    // The word must stand where the negated words stand in the other text.
    let around: Vec<usize> = (at.saturating_sub(2)..(at + 6).min(view.text(side).len()))
        .flat_map(|index| view.partners(side, index).iter().copied())
        .collect();
    let reach = super::view::extent(&around);
    let count = view.text(other).len();
    (reach.start.saturating_sub(3)..(reach.end + 3).min(count)).any(|index| {
        let fresh =
            view.unit(other, index).is_none_or(|unit| !matches!(unit.evidence, Evidence::Same | Evidence::Inflection));
        fresh && view.token(other, index).is_some_and(negative)
    })
}

/// `unvaccinated` where the side with the negator has `vaccinated`, or a word that its prefix makes the opposite of what
/// is left of it (`illegal`): `inform` and `import` deny nothing.
fn negated_form(view: &View<'_>, side: Side, n: &str) -> bool {
    let negates = |prefix: &str, rest: &str| {
        let known = lexicon::entries(rest);
        let sure = matches!(prefix, "un" | "non") && !known.is_empty();
        sure || view.any(side, |token| *token.word.n == *rest) || lexicon::contrary(&lexicon::entries(n), &known)
    };
    let prefixes = view.pack.words.negative_prefixes.iter();
    let mut rests = prefixes.filter_map(|prefix| n.strip_prefix(&**prefix).map(|rest| (prefix, rest)));
    view.pack.words.may_be_negated(n)
        || rests.any(|(prefix, rest)| {
            let rest = rest.trim_start_matches('-');
            rest.chars().count() >= 4 && negates(prefix, rest)
        })
        || ((n.ends_with("less") || n.ends_with("lessly")) && n.len() > 6)
}

/// Whether the words on both sides of a negator stand side by side in the other text, or with one word between.
fn leaves_no_hole(view: &View<'_>, side: Side, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let after = view.partners(side, at + 1);
    view.partners(side, before).iter().any(|p| after.iter().any(|q| q > p && q - p <= 2))
}

/// Whether the clause is worded anew in a language without a lexicon, which alone could tell that the other words say the
/// same: what is negated is linked by no more than its place, or with a word in other letters.
fn is_reworded(view: &View<'_>, side: Side, at: usize, head: Option<usize>) -> bool {
    let Some(head) = head.filter(|_| !view.pack.has_lexicon()) else { return false };
    let loose = view.unit(side, head).is_none_or(|unit| unit.evidence > Evidence::Form);
    let ascii = |side: Side, at: usize| view.n(side, at).is_ascii();
    let foreign = view.partners(side, head).iter().any(|&there| ascii(side.other(), there) != ascii(side, head));
    loose && ((foreign && !is_written_latin(view)) || !leaves_no_hole(view, side, at))
}

fn report(view: &View<'_>, side: Side, at: usize, out: &mut Findings) {
    let count = view.text(side).len();
    // A verb that is negated itself is its own head.
    let own = is_negated_form(view, side, at).then_some(at);
    // `no longer a member`: what is negated stands behind.
    let longer = usize::from(view.n(side, at) == "no" && matches!(view.n(side, at + 1), "longer" | "more"));
    let head =
        own.or_else(|| (at + 1 + longer..(at + 4 + longer).min(count)).find(|&index| view.is_content(side, index)));
    // What it negates may stand farther on: `it was not there that they hid it`.
    let clause = (at + 1..(at + 7).min(count)).take_while(|&index| !is_break(view.n(side, index)));
    let linked = |index: usize| view.is_content(side, index) && !view.partners(side, index).is_empty();
    let anchored = match head {
        Some(index) => !view.partners(side, index).is_empty(),
        None => clause.into_iter().any(linked),
    } || leaves_no_hole(view, side, at);
    let confidence = if anchored && !is_reworded(view, side, at, head) { 0.85 } else { 0.45 };
    let end = head.map_or(at + 1, |index| index + 1);
    let there = head.map_or(&[][..], |index| view.partners(side, index));
    let finding = Finding::new(Kind::Negation, Severity::Critical, confidence)
        .note(format!("`{}` in one rendering only", view.n(side, at)));
    let there = super::view::extent(there);
    // `n't` is shown with the verb it hangs on.
    let start = if view.n(side, at).starts_with("n'") { at.saturating_sub(1) } else { at };
    out.add_from(view, side, finding, start..end, if there.len() <= 4 { there } else { 0..0 });
}
