//! British and American spellings of one word.

use super::Entry;
/// stub
pub fn spelling(form: &str) -> Option<String> {
    let _: Option<Entry> = None;
    let _ = form;
    None
}
