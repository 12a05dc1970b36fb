//! The formula guard: no cell that a spreadsheet opens can run.
//!
//! A cell beginning with `=`, `+`, `-`, `@`, a tab, a carriage return or NUL (or the full-width forms that some
//! spreadsheets fold) may be run as a formula (OWASP, "CSV Injection"; CWE-1236). Such cells get a leading `'`.
//! Cells that already begin with `'`s before such a character get one more, so that no two texts look the same
//! and [`unguard`] restores every text exactly.

use std::borrow::Cow;

/// Whether `cell` is any number of `'` before a character that can start a formula.
fn risky(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'])
}

/// The cell as it may be written to a CSV.
pub fn guard(cell: &str) -> Cow<'_, str> {
    if risky(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// The cell that [`guard`] was given: takes away one guard, if there is one.
pub fn unguard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if risky(rest) => rest,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_are_guarded_and_words_are_not() {
        for cell in ["=cmd|' /C calc'!A0", "@SUM(1)", "+1", "-1", "\t=1", "\r", "＝1", "'=1"] {
            assert_eq!(guard(cell), format!("'{cell}"), "{cell:?}");
        }
        for cell in ["", "1", "word", "'tis", "a=b", " =1", "“=”"] {
            assert_eq!(guard(cell), cell);
            assert_eq!(unguard(cell), cell);
        }
    }

    proptest! {
        #[test]
        fn guarding_loses_nothing(cell in "['=+@\t\r\0＝a-]{0,5}\\PC{0,8}") {
            let guarded = guard(&cell);
            prop_assert_eq!(unguard(&guarded), cell.as_str());
            prop_assert!(!guarded.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']));
        }
    }
}
