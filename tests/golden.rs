//! What a reader must be told about the sample: all of it, and nothing false beside it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;

use assert_cmd::Command;
use serde_json::Value;

/// The rows of one table of `compare`.
fn table(input: &str, name: &str) -> Vec<Value> {
    let arguments = ["compare", "-q", input, "--table", name, "--format", "jsonl"];
    let output = Command::cargo_bin("quotediff").unwrap().args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn text<'a>(row: &'a Value, key: &str) -> &'a str {
    row[key].as_str().unwrap_or("")
}

const INPUTS: [&str; 2] = ["data/samples/mosul-2016.csv", "data/samples/mosul-2016"];

/// kind, words of the first outlet, words of the second; outlets in alphabetical order.
type Told = (&'static str, &'static str, &'static str, &'static str, &'static str);

const TOLD: &[Told] = &[
    ("Agence France-Presse", "CNN", "spelling", "honour", "honor"),
    ("Agence France-Presse", "CNN", "substitution", "easier", "better"),
    ("Agence France-Presse", "CNN", "substitution", "shame", "disgrace"),
    ("Agence France-Presse", "The New York Times", "addition", "", "Know that the value of"),
    ("Agence France-Presse", "The New York Times", "substitution", "Holding your ground", "staying on your land"),
    ("Agence France-Presse", "The New York Times", "spelling", "honour", "honor"),
    ("Agence France-Presse", "The New York Times", "substitution", "easier", "better"),
    ("Agence France-Presse", "The New York Times", "addition", "", "the price of"),
    ("CNN", "The New York Times", "addition", "", "Know that the value of"),
    ("CNN", "The New York Times", "substitution", "holding your ground", "staying on your land"),
    ("CNN", "The New York Times", "addition", "", "the price of"),
    ("CNN", "The New York Times", "substitution", "disgrace", "shame"),
    ("Agence France-Presse", "Reuters", "truncation", "…", "raging battle and"),
    ("Agence France-Presse", "Reuters", "order", "Islamic State", "state of Islam"),
    ("Reuters", "The New York Times", "addition", "", "dark"),
    ("Reuters", "The New York Times", "substitution", "unbelievers", "infidels"),
    ("Reuters", "The New York Times", "substitution", "to wreak havoc in their land", "destroy their homes"),
    ("Reuters", "The New York Times", "order", "blood flow as rivers", "rivers of their blood"),
];

#[test]
fn the_sample_says_all_that_must_be_told_and_nothing_else() {
    for input in INPUTS {
        let rows = table(input, "divergences");
        let found: BTreeSet<_> = rows
            .iter()
            .filter(|row| !matches!(text(row, "kind"), "punctuation" | "case"))
            .map(|row| {
                (
                    text(row, "outlet_a"),
                    text(row, "outlet_b"),
                    text(row, "kind"),
                    text(row, "text_a"),
                    text(row, "text_b"),
                )
            })
            .collect();
        assert_eq!(found, TOLD.iter().copied().collect::<BTreeSet<_>>(), "{input}");
        assert!(rows.iter().all(|row| row["alarm"] == false), "{input}: there is nothing to be alarmed about");
    }
}

#[test]
fn the_sample_has_its_statements_and_the_odd_one_out() {
    for input in INPUTS {
        let rows = table(input, "statements");
        let sizes: Vec<u64> =
            rows.iter().filter_map(|row| row["renderings"].as_u64()).filter(|&count| count > 1).collect();
        assert_eq!(sizes, [3, 2, 2], "{input}");
        let outliers: Vec<&str> =
            rows.iter().map(|row| text(row, "outlier")).filter(|outlier| !outlier.is_empty()).collect();
        assert_eq!(outliers, ["The New York Times"], "{input}");
        assert!(rows.iter().all(|row| text(row, "speaker") == "Abu Bakr al-Baghdadi"), "{input}");
    }
}

#[test]
fn readings_rejoin_to_every_text() {
    for input in INPUTS {
        let readings = table(input, "alignment");
        for rendering in table(input, "renderings") {
            let id = text(&rendering, "rendering_id");
            let own = readings.iter().filter(|row| text(row, "rendering_id") == id);
            let joined: String = own.map(|row| text(row, "reading")).collect();
            assert_eq!(joined, text(&rendering, "text"));
        }
    }
}

#[test]
fn alternatives_share_a_column() {
    let rows = table(INPUTS[0], "alignment");
    let column_of = |outlet: &str, reading: &str| {
        let row = rows.iter().find(|row| text(row, "outlet") == outlet && text(row, "reading").trim() == reading);
        row.map(|row| (row["statement_id"].clone(), row["column"].clone())).unwrap()
    };
    for (reading, other) in
        [("better", "easier"), ("honor", "honour"), ("shame", "shame"), ("retreating", "retreating")]
    {
        assert_eq!(column_of("The New York Times", reading), column_of("Agence France-Presse", other));
    }
}

#[test]
fn renderings_are_held_against_a_transcript() {
    let folder = tempfile::tempdir().unwrap();
    let quotes = folder.path().join("quotes.csv");
    let rows = "outlet,text\n\
        A,We desire conquest and dominion\n\
        B,He has never asked for the bananas of Peru\n\
        C,Wir haben keinen Streit mit dem deutschen Volk\n\
        D,\"at least 50,000 men, chosen upon the principle of universal liability to service\"\n";
    std::fs::write(&quotes, rows).unwrap();
    let said = "data/samples/wilson-1917.txt";
    let output = Command::cargo_bin("quotediff")
        .unwrap()
        .args(["compare", quotes.to_str().unwrap(), "--reference", said, "--format", "jsonl"])
        .output()
        .unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(stderr.contains("wilson-1917.txt: no passage for 1 statement,"), "{stderr}");
    assert!(stderr.contains(": B: “He has never asked for the bananas of Peru”\n"), "{stderr}");
    let mut told: Vec<(String, String, String)> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .map(|row| ["outlet_a", "outlet_b", "divergences"].map(|key| text(&row, key).to_owned()).into())
        .collect();
    told.sort();
    let [a, c, d] = told.as_slice() else { panic!("{told:?}") };
    assert!(told.iter().all(|row| row.0 == "wilson-1917.txt"), "{told:?}");
    assert!(a.1 == "A" && a.2.contains("negation: no conquest → conquest"), "{a:?}");
    assert!(c.1 == "C" && !c.2.contains(": "), "{c:?}");
    assert!(d.1 == "D" && d.2.contains("number: 500,000 → 50,000"), "{d:?}");
}

#[test]
fn a_reference_that_is_no_outlet_and_no_text_is_an_error() {
    for (reference, why) in
        [("nobody.txt", "no rendering is from `nobody.txt`"), (INPUTS[0], "no single text to compare with")]
    {
        let output = Command::cargo_bin("quotediff")
            .unwrap()
            .args(["compare", INPUTS[0], "--reference", reference])
            .output()
            .unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && output.stdout.is_empty() && stderr.contains(why), "{stderr}");
    }
}
