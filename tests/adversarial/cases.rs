//! The table: what comes in, and what must be said of it.

use std::io::Write;

/// One input and what the program must make of it.
pub struct Case {
    /// Also the name of the file; its ending tells the format.
    pub file: &'static str,
    pub bytes: Vec<u8>,
    /// Arguments after `compare INPUT`.
    pub args: &'static [&'static str],
    pub code: i32,
    /// What standard error must contain.
    pub says: &'static str,
    /// What standard output must contain.
    pub prints: &'static str,
}

fn case(file: &'static str, bytes: impl Into<Vec<u8>>, code: i32, says: &'static str, prints: &'static str) -> Case {
    Case { file, bytes: bytes.into(), args: &["--format", "csv"], code, says, prints }
}

/// The same, with other arguments.
fn with(args: &'static [&'static str], case: Case) -> Case {
    Case { args, ..case }
}

const TWO: &str = "2 rows read = 2 used + 0 rejected";
const THREE: &str = "3 rows read = 2 used + 1 rejected";

/// A table of two renderings of one statement.
fn pair(a: &str, b: &str) -> String {
    format!("statement_id,outlet,text\ns,A,{a}\ns,B,{b}\n")
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

pub fn small() -> Vec<Case> {
    let good = pair("We will stay.", "We shall stay.");
    let marked = format!("\u{feff}{good}");
    let [first, second] = ["s,A,We will stay.", "s,B,We shall stay."];
    vec![
        case("empty.csv", "", 0, "is empty", ""),
        case("header only.csv", "statement_id,outlet,text\n", 0, "0 rows read = 0 used + 0 rejected", "similarity"),
        case("mark only.csv", "\u{feff}", 0, "0 rows read", ""),
        case(
            "marked.csv",
            format!("\u{feff}\"outlet\",{}", &good[13..]).replace("outlet,text\ns,", "text\n").replace("\ns,B", "\nB"),
            0,
            TWO,
            "",
        ),
        case("breaks.csv", format!("statement_id,outlet,text\r\n{first}\r{second}\n\r\n"), 0, TWO, "We shall stay."),
        case("nul.csv", pair("We will\0 stay.", "We will stay."), 0, TWO, "hidden: U+0000"),
        case(
            "unclosed at start.csv",
            format!("statement_id,outlet,text\n\"s,A,We go.\n{first}\n{second}\n"),
            3,
            "quote opened on line 2",
            "We shall stay.",
        ),
        case(
            "unclosed in the middle.csv",
            format!("statement_id,outlet,text\n{first}\ns,C,\"We go.\n{second}\n"),
            3,
            "quote opened on line 3",
            "We shall stay.",
        ),
        case("unclosed at end.csv", format!("{good}s,C,\"We go.\n"), 3, "quote opened on line 4", "We shall stay."),
        case("ragged.csv", format!("{good}s,C\n"), 3, "2 fields where the header has 3", "We shall stay."),
        case("ragged and counted.csv", format!("{good}s,C,We go.,now\n"), 3, THREE, "We shall stay."),
        with(
            &["--strict"],
            case("strict.csv", format!("statement_id,outlet,text\ns,C\n{first}\n"), 3, ":2: 2 fields", ""),
        ),
        case(
            "duplicate column.csv",
            format!("statement_id,outlet,text,text\n{first},x\n{second},y\n"),
            0,
            "has two columns `text`",
            "We shall stay.",
        ),
        case("missing column.csv", "statement_id,outlet,txet\ns,A,x\n", 2, "did you mean column `txet`?", ""),
        case(
            "reordered.csv",
            "text,statement_id,outlet\nWe will stay.,s,A\nWe shall stay.,s,B\n",
            0,
            TWO,
            "We shall stay.",
        ),
        case("utf-16le.csv", utf16(&marked, u16::to_le_bytes), 0, "UTF-16LE, by its byte order", "We shall stay."),
        case("utf-16be.csv", utf16(&marked, u16::to_be_bytes), 0, "UTF-16BE, by its byte order", "We shall stay."),
        case("unmarked le.csv", utf16(&good, u16::to_le_bytes), 0, "UTF-16LE, by its NUL bytes", "We shall stay."),
        case("unmarked be.csv", utf16(&good, u16::to_be_bytes), 0, "UTF-16BE, by its NUL bytes", "We shall stay."),
        case("semicolons.csv", good.replace(',', ";"), 0, "fields are delimited by `;`", "We shall stay."),
        case("tabs.csv", good.replace(',', "\t"), 0, "fields are delimited by `\\t`", "We shall stay."),
        case("bars.csv", good.replace(',', "|"), 0, "fields are delimited by `|`", "We shall stay."),
        case(
            "members.csv.gz",
            [gzip(&good.as_bytes()[..40]), gzip(&good.as_bytes()[40..])].concat(),
            0,
            TWO,
            "We shall",
        ),
        case("frames.csv.zst", frames(&good), 0, TWO, "We shall stay."),
        case("cut.csv.gz", gzip(good.as_bytes())[..30].to_vec(), 4, "cannot read", ""),
        case("paper.pdf", "%PDF-1.7\n1 0 obj\n", 4, "a PDF document is not read here", ""),
        case(
            "latin-1 first.csv",
            latin1(&pair("We will stay in Orl\u{e9}ans.", "We shall stay.")),
            3,
            ":2: not used: field 3 is not UTF-8 at its byte 19",
            "",
        ),
        case(
            "latin-1 throughout.csv",
            latin1(&pair(
                &"D\u{e9}j\u{e0} vu \u{e0} Orl\u{e9}ans. ".repeat(20),
                "Le d\u{e9}part \u{e9}tait pr\u{e9}vu \u{e0} midi.",
            )),
            0,
            "windows-1252",
            "pr\u{e9}vu",
        ),
        case(
            "latin-1 last.csv",
            latin1(&pair(&"We will stay. ".repeat(20_000), "We stay in Orl\u{e9}ans.")),
            3,
            "not UTF-8 at its byte",
            "",
        ),
        case("cut utf-8.csv", [good.as_bytes(), b"s,C,We stay \xe2\x80"].concat(), 3, "not UTF-8", "We shall stay."),
        case("surrogate.jsonl", "{\"statement_id\":\"s\",\"outlet\":\"A\",\"text\":\"\\ud800\"}\n", 3, "not JSON", ""),
        case("deep.jsonl", "{\"text\":".repeat(100_000), 3, "recursion limit", ""),
        case("deep.html", format!("{}“We will stay,” she said.", "<div>".repeat(100_000)), 3, "nested too deep", ""),
        case("no object.jsonl", "[1]\n\"x\"\n7\n", 3, "3 rows read = 0 used + 3 rejected", ""),
        case("marks only.csv", pair("?!…", "—"), 0, TWO, "?!…"),
        case("blank.csv", pair("\" \t \"", "\u{a0}\u{2003}"), 0, TWO, ""),
        case("zalgo.csv", pair(&zalgo(), "We will stay."), 0, TWO, "We will stay."),
        case(
            "directions.csv",
            pair("He said שלום to عالم 5 times.", "He said שלום to عالم 6 times."),
            0,
            TWO,
            "number: 5 → 6",
        ),
        case("emoji.csv", pair("We are 👩‍👩‍👧‍👦 here.", "We are 👩‍👩‍👧 here."), 0, TWO, "👩‍👩‍👧‍👦"),
        with(&["--summary"], case("override.csv", pair("We will \u{202e}stay.", "We will stay."), 0, TWO, "<U+202E>")),
        with(
            &["--table", "divergences"],
            case("override told.csv", pair("We will \u{202e}stay.", "We will stay."), 0, TWO, "hidden-character"),
        ),
        case("script.csv", pair("</script><script>alert(1)</script> ]]>", "We stay."), 0, TWO, "</script>"),
        case("formula.csv", pair("=cmd|' /C calc'!A0", "@SUM(1)"), 0, TWO, "'=cmd|"),
        case("at.csv", pair("We stay.", "@SUM(1)"), 0, TWO, ",'@SUM(1)"),
        case("tab.csv", pair("\t=1+1", "We stay."), 0, TWO, "'\t=1+1"),
        case("escape.txt", "“We will \u{1b}[2Jstay here,” she said.\n", 0, "1 rows read = 1 used", ""),
        case("binary.csv", (0..=255u8).cycle().take(5000).collect::<Vec<u8>>(), 2, "", ""),
        case("bomb.csv.gz", bomb(), 4, "unpacks to more than", ""),
    ]
}

/// Those that must not take too long or too much memory.
pub fn large() -> Vec<Case> {
    let rows = |count: usize, text: &dyn Fn(usize) -> String| {
        let rows: String = (0..count).map(|at| format!("s,O{at},{}\n", text(at))).collect();
        format!("statement_id,outlet,text\n{rows}")
    };
    let head = "outlet,statement_id,text\nA,s,We will stay.\nB,s,";
    let long_line = format!("{head}{}\nC,s,We shall stay.\n", "x ".repeat(50_000_000));
    let wide: String = (0..100_000).map(|at| format!(",c{at}")).collect();
    let commas = ",".repeat(100_000);
    vec![
        case("long line.csv", long_line, 3, THREE, "We shall stay."),
        case("wide.csv", format!("text,outlet{wide}\nWe will stay.,A{commas}\nWe shall stay.,B{commas}\n"), 0, TWO, ""),
        case(
            "identical.csv",
            rows(100_000, &|_| "We will stay.".into()),
            0,
            "100000 renderings are too many",
            "O99999",
        ),
        with(
            &["--table", "alignment"],
            case("many.csv", rows(10_000, &|at| varied(at, 20)), 0, "10000 renderings are too many", ""),
        ),
        with(
            &["--table", "statements"],
            case("many and different.csv", rows(5_000, &|at| different(at)), 0, "it is left out", ""),
        ),
        with(
            &["--table", "divergences"],
            case("long.csv", pair(&varied(1, 100_000), &varied(2, 100_000)), 0, "aligned in pieces", "substitution"),
        ),
    ]
}

/// Words of which one in seven depends on `seed`.
fn varied(seed: usize, count: usize) -> String {
    let word = |at: usize| {
        let pick = if (at * 31 + seed * 17).is_multiple_of(7) { seed * 13 + at } else { at };
        WORDS[(pick * pick + pick / 5) % WORDS.len()]
    };
    (0..count).map(word).collect::<Vec<_>>().join(" ")
}

/// Words that no other seed has: twenty, the first time a thousand.
fn different(seed: usize) -> String {
    (0..if seed == 0 { 1000 } else { 20 }).map(|at| format!("w{seed}x{at}")).collect::<Vec<_>>().join(" ")
}

const WORDS: [&str; 20] = [
    "river", "the", "minister", "never", "said", "water", "of", "bridge", "people", "will", "five", "market", "in",
    "winter", "and", "promised", "road", "they", "open", "school",
];

fn zalgo() -> String {
    "We".chars()
        .flat_map(|c| std::iter::once(c).chain((0..10_000).map(|at| char::from_u32(0x300 + at % 0x6f).unwrap())))
        .collect()
}

fn latin1(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// Two Zstandard frames with an index after each.
fn frames(text: &str) -> Vec<u8> {
    let index = [&[0x5e, 0x2a, 0x4d, 0x18, 3, 0, 0, 0][..], b"abc"].concat();
    let frame = |bytes: &[u8]| ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest);
    let (start, end) = text.as_bytes().split_at(40);
    [frame(start), index.clone(), frame(end), index].concat()
}

fn bomb() -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(b"outlet,text\nA,").unwrap();
    for _ in 0..200 {
        packed.write_all(&vec![b'x'; 1 << 20]).unwrap();
    }
    packed.finish().unwrap()
}
