//! Stems by Snowball (Porter 2001) where the language has an algorithm, else by the affixes its pack lists.

use rust_stemmers::{Algorithm, Stemmer};
use serde::Deserialize;

use super::normal::normal_form;
use super::vocabulary::Words;

/// The affixes that a language's words lose, as its pack writes them in `[words.stem]`: a light stemmer as data, after
/// Larkey, Ballesteros and Connell (2002) for Arabic, Ramanathan and Rao (2003) for Hindi, Dolamic and Savoy (2009)
/// for Czech.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Affixes {
    /// Taken off the beginning as long as one fits, longest first.
    prefixes: Words,
    /// One is taken off the end, the longest that fits.
    suffixes: Words,
    /// Letters that must be left.
    least: usize,
    /// Whether suffixes are taken off as long as one fits, as where particles are stacked.
    stacked: bool,
}

impl Affixes {
    /// Whether words are written together with what other languages put before them.
    pub(super) fn has_prefixes(&self) -> bool {
        !self.prefixes.0.is_empty()
    }

    /// With every affix in its normal form and the longest first.
    pub(super) fn in_normal_form(mut self, lang: &str) -> Affixes {
        for Words(list) in [&mut self.prefixes, &mut self.suffixes] {
            for affix in list.iter_mut() {
                *affix = normal_form(affix, lang);
            }
            list.sort_by(|x, y| y.len().cmp(&x.len()).then_with(|| x.cmp(y)));
            list.dedup();
        }
        self
    }

    /// `n` without one prefix; `None` where none fits.
    fn without_prefix<'n>(&self, n: &'n str) -> Option<&'n str> {
        let rests = self.prefixes.0.iter().filter_map(|prefix| n.strip_prefix(&**prefix));
        rests.into_iter().find(|rest| self.leaves_enough(rest))
    }

    fn without_suffix<'n>(&self, n: &'n str) -> Option<&'n str> {
        let rests = self.suffixes.0.iter().filter_map(|suffix| n.strip_suffix(&**suffix));
        rests.into_iter().find(|rest| self.leaves_enough(rest))
    }

    fn leaves_enough(&self, rest: &str) -> bool {
        rest.chars().count() >= self.least.max(1)
    }

    /// `n`, then what is left when one prefix after the other is taken off: the forms in which a dictionary may list it.
    pub fn stripped<'n>(&self, n: &'n str) -> impl Iterator<Item = &'n str> {
        std::iter::successors(Some(n), |n| self.without_prefix(n))
    }

    /// A prefix and what it stands before, if that is surely no part of the word: the prefix has two letters or more, or
    /// four are left.
    pub fn behind_prefix<'n>(&self, n: &'n str) -> Option<(&str, &'n str)> {
        self.prefixes.0.iter().find_map(|prefix| {
            let rest = n.strip_prefix(&**prefix).filter(|rest| self.leaves_enough(rest))?;
            (prefix.chars().nth(1).is_some() || rest.chars().nth(3).is_some()).then_some((&**prefix, rest))
        })
    }

    fn stem<'n>(&self, n: &'n str) -> &'n str {
        let mut stem = self.stripped(n).last().unwrap_or(n);
        while let Some(rest) = self.without_suffix(stem) {
            stem = rest;
            if !self.stacked {
                break;
            }
        }
        stem
    }

    fn is_empty(&self) -> bool {
        self.prefixes.0.is_empty() && self.suffixes.0.is_empty()
    }
}

/// The Snowball algorithm of a language, by its primary BCP 47 subtag.
fn algorithm(lang: &str) -> Option<Algorithm> {
    Some(match lang {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "nl" => Algorithm::Dutch,
        "no" | "nb" | "nn" => Algorithm::Norwegian,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}

/// The stem of a normal form: by the affixes where there are some, else by Snowball, else the form itself.
pub fn stem(n: &str, lang: &str, affixes: &Affixes) -> String {
    if !affixes.is_empty() {
        return affixes.stem(n).to_owned();
    }
    match algorithm(lang) {
        Some(algorithm) => Stemmer::create(algorithm).stem(n).into_owned(),
        None => n.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::pack_for;

    #[test]
    fn forms_of_one_word_have_one_stem() {
        for (lang, forms) in [
            ("ar", "كتاب الكتاب والكتاب بالكتاب للكتاب"),
            ("cs", "město města městem městu"),
            ("fa", "کتاب کتاب‌ها کتاب‌های"),
            ("he", "ממשלה הממשלה לממשלה שהממשלה"),
            ("hi", "लड़का लड़के लड़कों"),
            ("ko", "정부 정부는 정부가 정부에서는"),
            ("pl", "rząd rządu rządem rządowi"),
            ("uk", "уряд уряду урядом"),
            ("vi", "chính"),
            ("de", "Häuser Häusern"),
        ] {
            let affixes = &pack_for(lang).words.affixes;
            let stems: Vec<String> =
                forms.split_whitespace().map(|form| stem(&normal_form(form, lang), lang, affixes)).collect();
            assert!(stems.windows(2).all(|pair| pair[0] == pair[1]), "{lang}: {stems:?}");
        }
    }

    #[test]
    fn the_forms_before_stems_are_offered_one_by_one() {
        let affixes = &pack_for("he").words.affixes;
        let forms: Vec<&str> = affixes.stripped("והממשלה").collect();
        assert_eq!(forms[..2], ["והממשלה", "הממשלה"]);
        assert!(forms.contains(&"ממשלה"));
    }
}
