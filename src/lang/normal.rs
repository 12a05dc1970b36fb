//! Normal forms: what is folded before two words are compared. The printed text is never changed.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Whether a character is not seen in print: zero-width, bidirectional control, soft hyphen, variation selector.
///
/// The joiners U+200C and U+200D are left out: Persian, Indic scripts and emoji need them.
pub fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
        || (c.is_control() && !c.is_whitespace())
}

/// The normal form of a token: NFC, lower case, apostrophes as `'`, hidden characters gone.
pub fn normal_form(token: &str) -> String {
    if token.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return token.to_owned();
    }
    let fold = |c: char| match c {
        '\u{2019}' | '\u{2018}' | '\u{02BC}' | '\u{FF07}' | '`' | '\u{00B4}' => '\'',
        other => other,
    };
    let lowered: String = token.chars().filter(|&c| !is_hidden(c)).map(fold).flat_map(char::to_lowercase).collect();
    // Lower-casing first and composing last gives the same form for NFC and NFD input.
    match is_nfc_quick(lowered.chars()) {
        IsNormalized::Yes => lowered,
        _ => lowered.nfc().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn composed_and_decomposed_letters_are_one() {
        assert_eq!(normal_form("Caf\u{e9}"), normal_form("cafe\u{301}"));
        assert_eq!(normal_form("İzmir"), normal_form("I\u{307}zmir"));
    }

    #[test]
    fn apostrophes_are_one_and_hidden_characters_go() {
        assert_eq!(normal_form("don\u{2019}t"), "don't");
        assert_eq!(normal_form("ho\u{200b}nor"), "honor");
        assert_eq!(normal_form("می\u{200c}خواهم"), "می\u{200c}خواهم");
    }
}
