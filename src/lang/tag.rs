//! Language tags as people write them.

use super::{Packs, language_names};

/// The BCP 47 tag that is meant: one given as such, its three-letter code replaced by the shorter one (`eng`, `ger-AT`),
/// `_` by `-`; or the code of a language called by its name, in whatever language (`English`, `anglais`). `None` for
/// what is neither.
pub fn tag(given: &str) -> Option<String> {
    let given = given.trim();
    let mut parts = given.split(['-', '_']);
    let first = parts.next().unwrap_or_default().to_ascii_lowercase();
    let subtag = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    let letters = first.bytes().all(|b| b.is_ascii_lowercase());
    if letters && (2..=3).contains(&first.len()) && parts.clone().all(subtag) {
        let code = if first.len() == 3 { shorter(&first).unwrap_or(&first) } else { &first };
        return Some(parts.fold(code.to_owned(), |tag, part| tag + "-" + part));
    }
    named(&given.to_lowercase()).map(str::to_owned)
}

/// The code of a language by its name.
fn named(name: &str) -> Option<&'static str> {
    let packs = Packs::builtin();
    let mut names = packs.codes().flat_map(language_names);
    names.find(|(_, known)| *known == name).map(|(code, _)| code)
}

/// The two-letter code (ISO 639-1) of a three-letter one (ISO 639-2).
fn shorter(code: &str) -> Option<&'static str> {
    CODES.iter().find(|(_, long)| long.split(' ').any(|long| long == code)).map(|(short, _)| *short)
}

/// ISO 639-1 and 639-2 codes; where a language has two of three letters, both.
const CODES: [(&str, &str); 55] = [
    ("ar", "ara"),
    ("be", "bel"),
    ("bg", "bul"),
    ("bn", "ben"),
    ("ca", "cat"),
    ("cs", "ces cze"),
    ("da", "dan"),
    ("de", "deu ger"),
    ("el", "ell gre"),
    ("en", "eng"),
    ("es", "spa"),
    ("et", "est"),
    ("eu", "eus baq"),
    ("fa", "fas per pes"),
    ("fi", "fin"),
    ("fr", "fra fre"),
    ("ga", "gle"),
    ("he", "heb"),
    ("hi", "hin"),
    ("hr", "hrv"),
    ("hu", "hun"),
    ("hy", "hye arm"),
    ("id", "ind"),
    ("is", "isl ice"),
    ("it", "ita"),
    ("ja", "jpn"),
    ("ka", "kat geo"),
    ("km", "khm"),
    ("ko", "kor"),
    ("lo", "lao"),
    ("lt", "lit"),
    ("lv", "lav"),
    ("mk", "mkd mac"),
    ("ms", "msa may"),
    ("my", "mya bur"),
    ("nb", "nob"),
    ("nl", "nld dut"),
    ("no", "nor"),
    ("pl", "pol"),
    ("pt", "por"),
    ("ro", "ron rum"),
    ("ru", "rus"),
    ("sk", "slk slo"),
    ("sl", "slv"),
    ("sq", "sqi alb"),
    ("sr", "srp"),
    ("sv", "swe"),
    ("sw", "swa"),
    ("th", "tha"),
    ("tr", "tur"),
    ("uk", "ukr"),
    ("ur", "urd"),
    ("uz", "uzb"),
    ("vi", "vie"),
    ("zh", "zho chi cmn"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_code_and_by_name() {
        for (given, meant) in [
            ("en", "en"),
            ("EN-us", "en-us"),
            ("zh_Hant", "zh-Hant"),
            ("eng", "en"),
            ("ger-AT", "de-AT"),
            ("tlh", "tlh"),
            ("English", "en"),
            (" Deutsch ", "de"),
            ("anglais", "en"),
            ("арабский", "ar"),
        ] {
            assert_eq!(tag(given).as_deref(), Some(meant), "{given}");
        }
        assert_eq!(tag("Anglish"), None);
        assert_eq!(tag("e"), None);
        assert_eq!(tag(""), None);
    }
}
