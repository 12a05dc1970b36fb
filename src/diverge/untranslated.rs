//! # untranslated
//!
//! Words left in the language of the original.
//!
//! Example: `the schadenfreude was great` / `the malice was great`, `он said` / `he said`.
//!
//! Why it matters: the reader is given a sound, not a meaning; the translator gave up or forgot.

use super::view::{Finding, Findings, Side, View};
use crate::lang::lexicon;
use crate::model::{Case, Kind, Severity, Token, TokenKind};

pub(super) fn find(view: &View<'_>, out: &mut Findings) {
    // Many names in Latin letters make no Chinese text an English one.
    let latin = is_written_latin(view) && is_latin(view, Side::A) && is_latin(view, Side::B);
    for side in [Side::A, Side::B] {
        let count = view.text(side).len();
        let mut at = 0;
        while at < count {
            let run = (at..count)
                .take_while(|&index| is_foreign(view, side, index, latin) && !out.is_claimed(side, index))
                .count();
            let script =
                (at..at + run).any(|index| view.token(side, index).is_some_and(|token| other_script(token, latin)));
            if run >= 2 || script || (run == 1 && stands_for_a_word(view, side, at)) {
                let confidence = match (script, run) {
                    (true, _) => 0.9,
                    (false, 1) => 0.55,
                    (false, _) => 0.7,
                };
                let partners: Vec<usize> =
                    (at..at + run).flat_map(|index| view.partners(side, index).to_vec()).collect();
                let there = super::view::extent(&partners);
                let there = if there.len() <= run + 3 { there } else { 0..0 };
                out.add_from(
                    view,
                    side,
                    Finding::new(Kind::Untranslated, Severity::Major, confidence).note("not translated"),
                    at..at + run,
                    there,
                );
            }
            at += run.max(1);
        }
    }
}

/// A lower-case word that the language does not know and the other text does not have. Languages without a lexicon
/// are judged by script alone.
fn is_foreign(view: &View<'_>, side: Side, at: usize, latin: bool) -> bool {
    let Some(token) = view.token(side, at) else { return false };
    // One letter of an alphabet is a sign more often than a word (`°С` with a Cyrillic letter).
    let long = token.word.n.chars().nth(1).is_some() || token.word.n.chars().all(|c| c as u32 > 0x2000);
    token.kind == TokenKind::Word
        && ((other_script(token, latin) && long) || (view.pack.has_lexicon() && unknown(token)))
        && !view.any(side.other(), |other| other.word.spelled == token.word.spelled)
}

/// Whether an unknown word stands for a word that is known and looks nothing like it: no misspelling, no new word.
fn stands_for_a_word(view: &View<'_>, side: Side, at: usize) -> bool {
    let n = view.n(side, at);
    let partners = view.partners(side, at);
    let known =
        |&partner: &usize| view.token(side.other(), partner).is_some_and(|token| !token.word.entries.is_empty());
    let alike =
        view.any(side.other(), |other| other.word.n.len() <= 160 && strsim::jaro_winkler(n, &other.word.n) >= 0.85);
    // Letters that English does not have speak against a slip of the pen.
    let accents = !n.is_ascii();
    (4..=40).contains(&n.chars().count())
        && !partners.is_empty()
        && partners.iter().all(known)
        && (accents || !alike)
        && !is_made_of_words(n)
}

/// `snowplough`, `undercook`: two known words in one.
fn is_made_of_words(n: &str) -> bool {
    let known = |part: &str| !lexicon::entries(part).is_empty();
    let prefix = |part: &str| {
        matches!(part, "re" | "un" | "pre" | "non" | "mis" | "over" | "anti" | "inter" | "multi" | "under")
    };
    (2..n.len().saturating_sub(3)).any(|at| match (n.get(..at), n.get(at..)) {
        (Some(head), Some(rest)) if at < 4 => prefix(head) && rest.len() > 4 && known(rest),
        (Some(head), Some(rest)) => (known(head) || prefix(head)) && known(rest),
        _ => false,
    })
}

fn unknown(token: &Token) -> bool {
    let word = &token.word;
    let plain = word.n.chars().all(char::is_alphabetic) && word.n.chars().count() >= 3;
    plain
        && token.case == Case::Lower
        && word.entries.is_empty()
        && word.class == Default::default()
        && word.value.is_none()
}

/// Letters outside Latin in texts that are otherwise Latin.
fn other_script(token: &Token, latin: bool) -> bool {
    latin && token.word.n.chars().any(is_beyond_latin)
}

fn is_beyond_latin(c: char) -> bool {
    c.is_alphabetic() && c as u32 >= 0x370 && !('\u{1E00}'..='\u{1EFF}').contains(&c)
}

/// Whether the language writes Latin letters; an unknown one may.
pub(super) fn is_written_latin(view: &View<'_>) -> bool {
    view.pack.words.small_words().next().is_none_or(|word| !word.chars().any(is_beyond_latin))
}

/// Whether most letters of a text are Latin.
pub(super) fn is_latin(view: &View<'_>, side: Side) -> bool {
    let letters = view.text(side).raw.chars().filter(|c| c.is_alphabetic());
    let (beyond, all) =
        letters.fold((0usize, 0usize), |(beyond, all), c| (beyond + usize::from(is_beyond_latin(c)), all + 1));
    beyond * 2 < all
}
