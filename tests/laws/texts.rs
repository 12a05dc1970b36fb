//! Texts to try laws on: anything, something like news, and what scripts do to each other.

use proptest::prelude::*;
use proptest::sample::select;

const WORDS: [&str; 48] = [
    "the", "minister", "said", "never", "not", "we", "will", "may", "must", "five", "5,000", "people", "river", "of",
    "stay", "stayed", "Orléans", "in", "15", "January", "war", "peace", "honour", "honor", "don't", "can't", "their",
    "US", "U.S.", "percent", "%", "naïve", "café", "to", "leave", "was", "is", "no", "and", "shame", "disgrace", "Mr.",
    "\"stay\"", "…", "[now]", "attack", "a", "3.5",
];

const ODD: [&str; 24] = [
    "e\u{301}\u{323}",
    "שלום",
    "عالم",
    "می‌خواهم",
    "नमस्ते",
    "👩‍👩‍👧‍👦",
    "🇫🇷",
    "\u{202e}",
    "ho\u{200b}nor",
    "\u{ad}",
    "\0",
    "中文",
    "ご",
    "ﬁ",
    "İ",
    "ß",
    "ᾳ",
    "한",
    "\u{1b}[2J",
    "\t",
    "=1",
    "''",
    "\u{feff}",
    "A\u{300}\u{301}\u{302}\u{303}",
];

/// A sentence from a small vocabulary, so that words come again.
pub fn news() -> impl Strategy<Value = String> {
    let word = (select(&WORDS[..]), select(&["", "", "", "", ",", "."][..]));
    prop::collection::vec(word, 0..16)
        .prop_map(|words| words.iter().map(|(word, mark)| format!("{word}{mark}")).collect::<Vec<_>>().join(" "))
}

/// Any text: news, scripts mixed, or whatever Unicode allows.
pub fn text() -> impl Strategy<Value = String> {
    let mixed = prop::collection::vec(
        (prop_oneof![select(&WORDS[..]), select(&ODD[..])], select(&["", " ", "\u{a0}", "\n"][..])),
        0..12,
    );
    let mixed = mixed.prop_map(|parts| parts.iter().map(|(part, space)| format!("{part}{space}")).collect());
    prop_oneof![3 => news(), 3 => mixed, 2 => any::<String>(), 1 => "\\PC{0,40}"]
}

/// What an outlet does to a wording.
#[derive(Clone, Debug)]
enum Edit {
    Drop(usize),
    Put(usize, String),
    Change(usize, String),
    Move(usize, usize),
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let at = 0usize..16;
    let word = || prop_oneof![5 => select(&WORDS[..]), 1 => select(&ODD[..])].prop_map(str::to_owned);
    let edit = prop_oneof![
        at.clone().prop_map(Edit::Drop),
        (at.clone(), word()).prop_map(|(at, word)| Edit::Put(at, word)),
        (at.clone(), word()).prop_map(|(at, word)| Edit::Change(at, word)),
        (at.clone(), at).prop_map(|(from, to)| Edit::Move(from, to)),
    ];
    prop::collection::vec(edit, 0..5)
}

fn edited(text: &str, edits: &[Edit]) -> String {
    let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    for edit in edits {
        let count = words.len().max(1);
        match edit {
            Edit::Drop(at) if !words.is_empty() => drop(words.remove(at % count)),
            Edit::Put(at, word) => words.insert(at % (words.len() + 1), word.clone()),
            Edit::Change(at, word) if !words.is_empty() => words[at % count] = word.clone(),
            Edit::Move(from, to) if !words.is_empty() => {
                let word = words.remove(from % count);
                words.insert(to % count, word);
            }
            _ => {}
        }
    }
    words.join(" ")
}

/// Two wordings of one statement, or two texts that have nothing to do with each other.
pub fn pair() -> impl Strategy<Value = (String, String)> {
    let wordings = (prop_oneof![3 => news(), 1 => text()], edits()).prop_map(|(base, edits)| {
        let other = edited(&base, &edits);
        (base, other)
    });
    prop_oneof![4 => wordings, 1 => (text(), text())]
}

/// One to six wordings of one statement; some may be identical.
pub fn group() -> impl Strategy<Value = Vec<String>> {
    (prop_oneof![3 => news(), 1 => text()], prop::collection::vec(edits(), 1..7))
        .prop_map(|(base, lists)| lists.iter().map(|edits| edited(&base, edits)).collect())
}
