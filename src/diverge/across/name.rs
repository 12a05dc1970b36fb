//! Names that the lexicon knows in both languages.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::{Rows, is_answered, together};
use crate::diverge::view::{Finding, Findings, Side, View};
use crate::lang::concepts::{Concepts, sounds_alike};
use crate::lang::{country_names, has_capitals};
use crate::model::{Case, Class, Kind, Severity};

/// Tokens between a name and the words that hold it in its place.
const REACH: usize = 5;

/// A name that the other text has not, for one in the same place that the first has not. A name that is merely gone may
/// be a pronoun.
pub(in crate::diverge) fn find(view: &View<'_>, rows: &Rows, out: &mut Findings) {
    let (left, mut right) = (lost(view, rows, Side::A), lost(view, rows, Side::B));
    let countries = |side: Side, names: &[usize]| names.iter().filter(|&&at| is_country(rows.at(side, at))).count();
    let lone = countries(Side::A, &left) == 1 && countries(Side::B, &right) == 1;
    for a in left {
        let country = is_country(rows.at(Side::A, a));
        let fits = |&b: &usize| {
            is_country(rows.at(Side::B, b)) == country && (together(view, a, b, REACH) || (country && lone))
        };
        let Some(at) = right.iter().position(fits) else { continue };
        let b = right.remove(at);
        let finding = Finding::new(Kind::Name, Severity::Critical, 0.7).note("another name");
        out.add(view, finding, a..a + 1, b..b + 1);
    }
}

/// Whether a name is that of a country or its people: a capital, a president or an office may stand for one.
fn is_country(names: &[u32]) -> bool {
    static COUNTRIES: LazyLock<BTreeSet<String>> =
        LazyLock::new(|| country_names("en").map(|(_, name)| name.to_lowercase()).collect());
    names.iter().flat_map(|&name| Concepts::own().english(name)).any(|name| COUNTRIES.contains(name))
}

/// Names of one text that no word of the other stands for, the first of several with the same meaning.
fn lost(view: &View<'_>, rows: &Rows, side: Side) -> Vec<usize> {
    let own = Concepts::own();
    let other = side.other();
    let mut found: Vec<usize> = Vec::new();
    for (at, names) in rows.on(side).iter().enumerate() {
        // A word that is also no name is left alone, and so is a short one that is not printed as a name is.
        let plain = view.n(side, at).chars().any(char::is_lowercase)
            && view.token(side, at).is_some_and(|token| token.case == Case::Lower);
        let letters = view.n(side, at).chars().count();
        let short = letters < if plain { 5 } else { 2 };
        let caseless = !has_capitals(view.n(side, at));
        let named = names.iter().all(|&name| own.is_name(&[name])) || (caseless && is_country(names));
        let small = view.token(side, at).is_some_and(|token| token.word.class.has(Class::FUNCTION));
        if names.is_empty() || short || small || !named {
            continue;
        }
        let shares = |there: &[u32]| names.iter().any(|name| there.contains(name));
        let alike = |there: usize| {
            let capital = view.token(other, there).is_some_and(|token| token.case != Case::Lower);
            capital && sounds_alike(view.n(side, at), view.n(other, there))
        };
        let answered = rows.on(other).iter().any(|there| shares(there))
            || is_answered(view, side, at)
            || (0..view.text(other).len()).any(alike);
        if !answered && !found.iter().any(|&before| shares(rows.at(side, before))) {
            found.push(at);
        }
    }
    found
}
