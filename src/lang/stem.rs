//! Stems by Snowball (Porter 2001), where the language has an algorithm.

use rust_stemmers::{Algorithm, Stemmer};

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

/// The stem of a normal form; the form itself for a language without a stemmer.
pub fn stem(n: &str, lang: &str) -> String {
    match algorithm(lang) {
        Some(algorithm) => Stemmer::create(algorithm).stem(n).into_owned(),
        None => n.to_owned(),
    }
}
