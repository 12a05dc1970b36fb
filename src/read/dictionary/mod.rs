//! Dictionaries that a user has: their formats, and the languages they are between.
//!
//! | format | known by |
//! |---|---|
//! | dictd, as FreeDict comes (dictd(8)) | `NAME.index` beside `NAME.dict.dz` or `NAME.dict` |
//! | MyThes thesaurus, as LibreOffice has it | the ending `.dat` |
//! | CC-CEDICT | lines of `traditional simplified [pinyin] /meaning/` |
//! | word list of Wiktionary's entries | lines of `word {pos} (sense) :: translation {gender} /romanisation/, ...` |
//! | Lingvo DSL | the ending `.dsl` |
//! | tab-separated | lines of two words; a header of two language codes names the languages |
//! | compiled by `quotediff lexicon build` | its first bytes |
//! | word vectors, as model2vec saves them | a folder with `model.safetensors` and `tokenizer.json` |

mod dictd;
mod lines;

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use encoding_rs::Encoding;

use super::decode;
use super::inflate::{Packing, inflate};
use crate::error::{Error, ErrorKind, Position};
use crate::lang::concepts::{Compiler, Table, Vectors, primary};

/// Where Debian and its kin install dictionaries of the dictd format.
pub const USUAL: &str = "/usr/share/dictd";

/// A dictionary, read.
pub enum Dictionary {
    /// Compiled before.
    Compiled(Table),
    /// Words and their translations.
    Pairs {
        /// Language of the words, and of the translations; the same for a thesaurus.
        langs: [String; 2],
        /// Word and translation.
        pairs: Vec<(String, String)>,
    },
}

impl Dictionary {
    /// Reads a dictionary; the format is found by name and content.
    ///
    /// # Errors
    /// What cannot be read; a file of no known format, without an entry or whose languages are not known.
    pub fn read(path: &Path) -> Result<Dictionary, Error> {
        let bytes = unpacked(path)?;
        if bytes.starts_with(b"QDCON") {
            let table = Table::new(Cow::Owned(bytes));
            return table.map(Dictionary::Compiled).ok_or_else(|| {
                invalid(
                    path,
                    "it is damaged or was built by another version",
                    "build it again with `quotediff lexicon build`",
                )
            });
        }
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let mut langs = languages(path);
        let pairs = match &*ending {
            "index" => dictd::pairs(path, &bytes)?,
            "dat" => {
                langs = thesaurus(path).or(langs);
                lines::thesaurus(&text(&bytes, first_line(&bytes)))
            }
            "dsl" => lines::dsl(&text(&bytes, None)),
            _ => {
                let text = text(&bytes, None);
                let head = lines::header(&text);
                langs = head.or_else(|| lines::is_cedict(&text).then(|| ["zh".to_owned(), "en".to_owned()])).or(langs);
                lines::pairs(&text)
            }
        };
        if pairs.is_empty() {
            let hint = "it takes dictd, MyThes, CC-CEDICT, Wiktionary lists, DSL, tab-separated pairs and what `lexicon build` wrote";
            return Err(invalid(path, "no entry of a dictionary is found in it", hint));
        }
        let langs = langs.ok_or_else(|| {
            let hint = "name both in the file's name, such as de-en.tsv, or in a header line of two codes";
            invalid(path, "the languages it is between are not known", hint)
        })?;
        Ok(Dictionary::Pairs { langs, pairs })
    }

    /// Adds the pairs to a compiler; a compiled one is given back.
    pub fn compile(self, compiler: &mut Compiler) -> Option<Table> {
        match self {
            Dictionary::Compiled(table) => Some(table),
            Dictionary::Pairs { langs: [from, to], pairs } => {
                for (word, translation) in &pairs {
                    compiler.pair((&from, word), (&to, translation));
                }
                None
            }
        }
    }
}

/// The dictionaries of the usual folder, sorted; none where there is no such folder.
pub fn installed() -> Vec<PathBuf> {
    let Ok(folder) = fs::read_dir(USUAL) else { return Vec::new() };
    let paths = folder.filter_map(|entry| Some(entry.ok()?.path()));
    let mut found: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "index") && languages(path).is_some())
        .collect();
    found.sort();
    found
}

/// Reads the word vectors of a model, all of it into memory.
///
/// # Errors
/// A file that is not there or cannot be used; any, in a build without the feature `embeddings`.
pub fn vectors(folder: &Path) -> Result<Vectors, Error> {
    let [model, tokenizer] = ["model.safetensors", "tokenizer.json"].map(|name| {
        let path = folder.join(name);
        fs::read(&path).map_err(|error| Error::read(path.to_string_lossy(), error))
    });
    Vectors::new(model?, &tokenizer?).map_err(|(message, hint)| invalid(folder, &message, &hint))
}

fn invalid(path: &Path, message: &str, hint: &str) -> Error {
    let at = Position::file(path.to_string_lossy());
    ErrorKind::Invalid { at, message: message.to_owned(), hint: hint.to_owned() }.into()
}

/// All bytes of a file, unpacked where it is gzip or Zstandard.
fn unpacked(path: &Path) -> Result<Vec<u8>, Error> {
    let name = path.to_string_lossy().into_owned();
    let failed = |error: io::Error| Error::read(&name, error);
    let mut head = Vec::new();
    File::open(path).map_err(failed)?.take(4).read_to_end(&mut head).map_err(failed)?;
    let Some(packing) = Packing::of(&head) else { return fs::read(path).map_err(failed) };
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(failed)?;
    inflate(&name, Box::new(file), packing).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

/// The bytes as text: in the encoding named, else as found.
fn text(bytes: &[u8], label: Option<&str>) -> String {
    let named = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    let found = || decode::decide(bytes, None, true).map_or(encoding_rs::UTF_8, |decision| decision.encoding);
    named.unwrap_or_else(found).decode(bytes).0.into_owned()
}

/// The first line, where it is ASCII: a thesaurus names its encoding there.
fn first_line(bytes: &[u8]) -> Option<&str> {
    let end = bytes.iter().position(|&byte| byte == b'\n')?;
    std::str::from_utf8(bytes.get(..end)?).ok().map(str::trim)
}

/// Codes of three letters and the ones of two letters that mean the same (ISO 639).
#[rustfmt::skip]
const CODES: [(&str, &str); 60] = [
    ("afr", "af"), ("ara", "ar"), ("arb", "ar"), ("bre", "br"), ("bul", "bg"), ("cat", "ca"), ("ces", "cs"), ("cze", "cs"), ("cmn", "zh"),
    ("zho", "zh"), ("chi", "zh"), ("cym", "cy"), ("dan", "da"), ("deu", "de"), ("ger", "de"), ("ell", "el"), ("gre", "el"), ("eng", "en"),
    ("epo", "eo"), ("est", "et"), ("eus", "eu"), ("fas", "fa"), ("per", "fa"), ("fin", "fi"), ("fra", "fr"), ("fre", "fr"), ("gle", "ga"),
    ("glg", "gl"), ("heb", "he"), ("hin", "hi"), ("hrv", "hr"), ("hun", "hu"), ("hye", "hy"), ("ind", "id"), ("isl", "is"), ("ita", "it"),
    ("jpn", "ja"), ("kat", "ka"), ("kor", "ko"), ("kur", "ku"), ("lat", "la"), ("lav", "lv"), ("lit", "lt"), ("mkd", "mk"), ("nld", "nl"),
    ("dut", "nl"), ("nor", "no"), ("pol", "pl"), ("por", "pt"), ("ron", "ro"), ("rum", "ro"), ("rus", "ru"), ("slk", "sk"), ("slv", "sl"),
    ("spa", "es"), ("srp", "sr"), ("swe", "sv"), ("swh", "sw"), ("tur", "tr"), ("ukr", "uk"),
];

/// A language code of two letters, or of three that have one of two.
fn code(part: &str) -> Option<String> {
    let lower = primary(part);
    let short = CODES.iter().find(|(long, _)| *long == lower).map(|(_, short)| (*short).to_owned());
    let plausible = lower.len() == 2 && lower.bytes().all(|byte| byte.is_ascii_lowercase());
    short.or(plausible.then_some(lower))
}

/// The first two neighbouring parts of a file's name that are language codes: `freedict-deu-eng.index`.
fn languages(path: &Path) -> Option<[String; 2]> {
    let name = path.file_name()?.to_string_lossy().into_owned();
    let parts: Vec<Option<String>> = name.split(['-', '_', '.', '+']).map(code).collect();
    parts.windows(2).find_map(|pair| match pair {
        [Some(a), Some(b)] if a != b => Some([a.clone(), b.clone()]),
        _ => None,
    })
}

/// The language of a thesaurus: `th_en_US_v2.dat`.
fn thesaurus(path: &Path) -> Option<[String; 2]> {
    let name = path.file_name()?.to_string_lossy().into_owned();
    let lang = code(name.strip_prefix("th_")?.split(['_', '.']).next()?)?;
    Some([lang.clone(), lang])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_found_in_the_name() {
        let of = |name: &str| languages(Path::new(name)).map(|langs| langs.join(" "));
        assert_eq!(of("/usr/share/dictd/freedict-deu-eng.index").as_deref(), Some("de en"));
        assert_eq!(of("en-arb.txt").as_deref(), Some("en ar"));
        assert_eq!(of("words.tsv"), None);
        assert_eq!(thesaurus(Path::new("th_es_ANY_v2.dat")), Some(["es".to_owned(), "es".to_owned()]));
    }
}
