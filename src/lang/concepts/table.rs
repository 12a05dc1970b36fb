//! The table as bytes, used in place: for each language the hashes of its words and the concepts they stand for.
//!
//! Format (little-endian, no gaps): `QDCON`, 0, 0, version; u32 number of languages, of records, of glosses' bytes; u32
//! first name, first function word, concepts; then for each language 16 bytes (code padded with 0 to 8, u32 first record,
//! u32 longest word in characters); the records, each a u32 hash and a u32 concept, sorted within their language; for
//! each concept the u32 end of its English gloss; the glosses.

use std::borrow::Cow;

use crate::model::fingerprint;

/// Version of the format and of the forms words are looked up under.
const MAGIC: [u8; 8] = *b"QDCON\0\0\x01";
const HEAD: usize = 8 + 6 * 4;
const LANGUAGE: usize = 16;

/// Words of several languages and their concepts.
#[derive(Clone, Debug)]
pub struct Table {
    bytes: Cow<'static, [u8]>,
    languages: Vec<Language>,
    /// Number of the first concept that is a name, of the first that is a function word, and of all.
    limits: [u32; 3],
    ends: usize,
}

#[derive(Clone, Debug)]
struct Language {
    code: String,
    first: usize,
    end: usize,
    longest: usize,
}

/// What a word stands for in one table.
#[derive(Clone, Copy, Debug)]
pub struct Records<'a> {
    records: &'a [[u8; 8]],
    /// Characters of the longest word.
    pub longest: usize,
}

impl Table {
    /// Reads a table; `None` when the bytes are none, or of another version.
    pub fn new(bytes: Cow<'static, [u8]>) -> Option<Table> {
        let number = |at: usize| {
            let four = bytes.get(at..at + 4)?;
            Some(u32::from_le_bytes(four.try_into().ok()?))
        };
        if bytes.get(..8)? != MAGIC {
            return None;
        }
        let (languages, records, glosses) = (number(8)? as usize, number(12)? as usize, number(16)? as usize);
        let limits = [number(20)?, number(24)?, number(28)?];
        let start = HEAD + languages.checked_mul(LANGUAGE)?;
        let ends = start.checked_add(records.checked_mul(8)?)?;
        if bytes.len() != ends.checked_add(limits[2] as usize * 4)?.checked_add(glosses)? {
            return None;
        }
        let mut list: Vec<Language> = Vec::new();
        for at in (0..languages).map(|index| HEAD + index * LANGUAGE) {
            let code = std::str::from_utf8(bytes.get(at..at + 8)?).ok()?.trim_end_matches('\0').to_owned();
            let first = number(at + 8)? as usize;
            if first > records || list.last().is_some_and(|last| last.first > first) {
                return None;
            }
            if let Some(last) = list.last_mut() {
                last.end = start + first * 8;
            }
            list.push(Language { code, first, end: ends, longest: number(at + 12)? as usize });
        }
        for language in &mut list {
            language.first = start + language.first * 8;
        }
        Some(Table { bytes, languages: list, limits, ends })
    }

    /// The words of a language, where there are any.
    pub fn records(&self, lang: &str) -> Option<Records<'_>> {
        let language = self.languages.iter().find(|language| language.code == lang)?;
        let records = self.bytes.get(language.first..language.end)?.as_chunks().0;
        Some(Records { records, longest: language.longest })
    }

    /// The codes of the languages, and how many records each has.
    pub fn languages(&self) -> impl Iterator<Item = (&str, usize)> {
        self.languages.iter().map(|language| (language.code.as_str(), (language.end - language.first) / 8))
    }

    /// Whether a concept is a name.
    pub fn is_name(&self, concept: u32) -> bool {
        (self.limits[0]..self.limits[1]).contains(&concept)
    }

    /// Whether a concept is what a function word does.
    pub fn is_function(&self, concept: u32) -> bool {
        (self.limits[1]..self.limits[2]).contains(&concept)
    }

    /// How many concepts are rows of the table.
    pub fn rows(&self) -> u32 {
        self.limits[2]
    }

    /// The English words of a concept, the usual one first; nothing for a number that is no row of the table.
    pub fn gloss(&self, concept: u32) -> impl Iterator<Item = &str> {
        let end = |index: usize| -> Option<usize> {
            let at = self.ends + index * 4;
            Some(u32::from_le_bytes(self.bytes.get(at..at + 4)?.try_into().ok()?) as usize)
        };
        let words = || {
            if concept >= self.limits[2] {
                return None;
            }
            let text = self.ends + self.limits[2] as usize * 4;
            let start = if concept == 0 { 0 } else { end(concept as usize - 1)? };
            std::str::from_utf8(self.bytes.get(text + start..text + end(concept as usize)?)?).ok()
        };
        words().unwrap_or("").split(", ").filter(|word| !word.is_empty())
    }
}

impl Records<'_> {
    /// The concepts of a form.
    pub fn find(&self, form: &str) -> impl Iterator<Item = u32> {
        let wanted = hash(form);
        let value = |record: &[u8; 8], at: usize| {
            let &[a, b, c, d, e, f, g, h] = record;
            u32::from_le_bytes(if at == 0 { [a, b, c, d] } else { [e, f, g, h] })
        };
        let start = self.records.partition_point(|record| value(record, 0) < wanted);
        let rest = self.records.get(start..).unwrap_or_default();
        rest.iter().take_while(move |record| value(record, 0) == wanted).map(move |record| value(record, 4))
    }
}

/// The hash of a form.
pub fn hash(form: &str) -> u32 {
    let wide = fingerprint(form.as_bytes());
    // FNV's low bits are mixed less well than its high ones.
    (wide ^ (wide >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9).wrapping_shr(32) as u32
}

/// Writes a table.
///
/// `words` are language, form and concept; `longest` says how many characters the longest word of a language has;
/// `glosses` are the English words of each concept that is a row; `limits` as in [`Table`].
pub fn write(
    words: &mut Vec<(String, u32, u32)>,
    longest: &dyn Fn(&str) -> usize,
    glosses: &[String],
    names: [u32; 2],
) -> Vec<u8> {
    words.sort_unstable();
    words.dedup();
    let mut codes: Vec<(&str, usize)> = Vec::new();
    for (at, (code, ..)) in words.iter().enumerate() {
        if codes.last().is_none_or(|last| last.0 != code) {
            codes.push((code, at));
        }
    }
    let text: usize = glosses.iter().map(String::len).sum();
    let mut bytes = MAGIC.to_vec();
    let mut push = |number: usize| bytes.extend((number as u32).to_le_bytes());
    for number in [codes.len(), words.len(), text, names[0] as usize, names[1] as usize, glosses.len()] {
        push(number);
    }
    for (code, first) in codes {
        let mut padded = [0; 8];
        padded.iter_mut().zip(code.bytes()).for_each(|(slot, byte)| *slot = byte);
        bytes.extend(padded);
        bytes.extend((first as u32).to_le_bytes());
        bytes.extend((longest(code) as u32).to_le_bytes());
    }
    for &(_, hash, concept) in words.iter() {
        bytes.extend(hash.to_le_bytes());
        bytes.extend(concept.to_le_bytes());
    }
    let mut end = 0;
    for gloss in glosses {
        end += gloss.len();
        bytes.extend((end as u32).to_le_bytes());
    }
    for gloss in glosses {
        bytes.extend(gloss.as_bytes());
    }
    bytes
}
