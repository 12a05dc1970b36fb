//! What the CLDR says a language calls numbers, months, weekdays, units, countries and languages: `data/cldr/<code>.tsv`,
//! whose format `data/cldr/README.md` describes.

use rustc_hash::FxHashMap;

use super::Packs;
use super::normal::normal_form;
use super::numerals::{Numerals, Part};

/// The countries as a language names them, `(ISO 3166 code, name)`, as the CLDR prints them: names of several words, short
/// and long names of one country. In the order of the codes; nothing for a language without a table.
pub fn country_names(lang: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    forms(Packs::builtin().names(lang)).filter(|(kind, ..)| *kind == "c").map(|(_, code, name)| (code, name))
}

/// The languages as a language names them, `(ISO 639 code, name)`, in lower case.
pub fn language_names(lang: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    forms(Packs::builtin().names(lang)).filter(|(kind, ..)| *kind == "l").map(|(_, code, name)| (code, name))
}

/// The lines of a table, a form at a time: kind, value, form.
fn forms(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    table.lines().flat_map(|line| {
        let mut cells = line.split('\t');
        let (kind, value) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
        cells.next().unwrap_or_default().split('|').map(move |form| (kind, value, form))
    })
}

/// A table in the form the vocabulary keeps it in.
#[derive(Default)]
pub(super) struct Names {
    pub numerals: Numerals,
    pub months: FxHashMap<Box<str>, u8>,
    pub weekdays: FxHashMap<Box<str>, u8>,
    pub units: FxHashMap<Box<str>, Box<str>>,
    pub countries: FxHashMap<u64, ([u8; 2], Box<str>)>,
}

impl Names {
    /// Takes all lines of a table in; of two meanings of a form the first counts.
    pub fn read(&mut self, table: &'static str, lang: &str, stem: impl Fn(&str) -> u64) {
        // Languages, and countries of several words, are asked for by other ways.
        let passed_over = |kind: &str, form: &str| kind == "l" || kind == "c" && form.contains(' ');
        for (kind, value, form) in forms(table).filter(|(kind, _, form)| !passed_over(kind, form)) {
            let n = normal_form(form, lang);
            match (kind, value.parse::<f64>()) {
                ("n", Ok(value)) => self.numerals.insert(n, Part::Cardinal(value)),
                ("x", Ok(factor)) => self.numerals.insert(n, Part::Multiplier(factor)),
                ("&", _) => self.numerals.insert(n, Part::Joint),
                ("o", Ok(value)) => self.numerals.insert_ordinal(n, value),
                ("m", Ok(month)) => drop(self.months.entry(n.into()).or_insert(month as u8)),
                ("d", Ok(day)) => drop(self.weekdays.entry(n.into()).or_insert(day as u8)),
                ("u", _) => drop(self.units.entry(n.into()).or_insert_with(|| value.into())),
                ("c", _) if n.len() > 2 && !n.contains(' ') => {
                    if let Ok(code) = value.as_bytes().try_into() {
                        self.countries.entry(stem(&n)).or_insert((code, n.into()));
                    }
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_known_in_every_language() {
        let name = |lang, code| country_names(lang).find(|(at, _)| *at == code).map(|(_, name)| name);
        assert_eq!(name("de", "FR"), Some("Frankreich"));
        assert_eq!(name("zh", "RU"), Some("俄罗斯"));
        assert_eq!(name("he", "EG"), Some("מצרים"));
        assert_eq!(name("tlh", "EG"), None);
        assert!(language_names("fr").any(|(code, name)| code == "ar" && name == "arabe"));
    }
}
