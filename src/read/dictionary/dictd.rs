//! The dictd format: an index of headword, offset and length (base 64 numbers, dictd(8)) beside the entries, which may
//! be packed in gzip's format (dictzip(1)).

use std::path::Path;

use super::lines::listed;
use super::{invalid, unpacked};
use crate::error::Error;

/// The entries: headword and translation.
pub(super) fn pairs(path: &Path, index: &[u8]) -> Result<Vec<(String, String)>, Error> {
    let packed = path.with_extension("dict.dz");
    let entries = if packed.exists() { packed } else { path.with_extension("dict") };
    let text = unpacked(&entries)?;
    let mut found = Vec::new();
    for line in String::from_utf8_lossy(index).lines() {
        let mut fields = line.split('\t');
        let (Some(word), Some(offset), Some(length)) = (fields.next(), fields.next(), fields.next()) else { continue };
        if word.starts_with("00-database") || word.starts_with("00database") {
            continue;
        }
        let place = number(offset).zip(number(length));
        let entry = place.and_then(|(offset, length)| text.get(offset..offset.checked_add(length)?));
        let entry = entry.ok_or_else(|| {
            invalid(
                path,
                &format!("its entry `{word}` lies outside of {}", entries.display()),
                "install the dictionary again",
            )
        })?;
        let entry = String::from_utf8_lossy(entry);
        found.extend(translations(&entry).map(|translation| (word.to_owned(), translation)));
    }
    Ok(found)
}

/// A number in the digits of base 64.
fn number(digits: &str) -> Option<usize> {
    const DIGITS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    digits.chars().try_fold(0usize, |sum, digit| sum.checked_mul(64)?.checked_add(DIGITS.find(digit)?))
}

/// The translations of an entry: the lines behind the headword's, numbered or not, without examples, notes and
/// references (which are indented deeper or say what they are).
fn translations(entry: &str) -> impl Iterator<Item = String> {
    let body =
        entry.lines().skip(1).take_while(|line| !line.trim().is_empty() && !line.trim_start().starts_with("see:"));
    let lines = body.filter(|line| !line.starts_with("  ") && !line.contains('"'));
    lines.flat_map(|line| {
        let line = line.trim();
        let numbered = line.split_once(". ").filter(|(number, _)| number.bytes().all(|byte| byte.is_ascii_digit()));
        listed(numbered.map_or(line, |(_, rest)| rest))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_base_64() {
        assert_eq!((number("A"), number("BO"), number("BPZgS")), (Some(0), Some(78), Some(20_813_842)));
        assert_eq!(number("?"), None);
    }

    #[test]
    fn examples_notes_and_references_are_no_translations() {
        let entry = "Boot /boːt/ <neut>\n [naut.] boat <n>, barge\n      \"ein Boot\"  - a boat\n   Synonym: {Kahn}\n see: {Schiff}\n";
        assert_eq!(translations(entry).collect::<Vec<_>>(), ["boat", "barge"]);
        assert_eq!(translations("x\n1. Fox\n2. Vixen").collect::<Vec<_>>(), ["Fox", "Vixen"]);
    }
}
