//! The fuzzer's entry points on bytes made here, so that every test run tries some: noise, and noise that begins well.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../fuzz/entry.rs"]
mod entry;

use proptest::prelude::*;

/// Bytes: any, or pieces of what the formats are made of with anything between.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop::sample::select(vec![
        "outlet,text\n",
        "statement_id;outlet;text\r\n",
        "\"",
        ",",
        ";",
        "\n",
        "\r",
        "\t",
        "{\"text\":",
        "\"a\"",
        "}",
        "[",
        "\\ud83d",
        "<p>",
        "</p>",
        "<div title='x",
        "<!--",
        "&amp;",
        "&#x1F600;",
        "<script>",
        "“",
        "”",
        "'",
        "« ",
        " »",
        "he said",
        " according to ",
        "Reuters",
        "(translated by CNN)",
        "…",
        "[...]",
        "\u{feff}",
        "\u{202e}",
        "\u{301}",
        "5,000",
        " not ",
        "15 January",
        "The minister",
        " will ",
        "stay",
        ". ",
        "? ",
        "\0",
        "é",
    ]);
    let piece = prop_oneof![6 => piece.prop_map(|piece| piece.as_bytes().to_vec()), 1 => prop::collection::vec(any::<u8>(), 0..4)];
    let mixed = prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat());
    prop_oneof![4 => mixed, 1 => prop::collection::vec(any::<u8>(), 0..200)]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn csv(data in bytes()) {
        entry::csv(&data);
    }

    #[test]
    fn jsonl(data in bytes()) {
        entry::jsonl(&data);
    }

    #[test]
    fn html(data in bytes()) {
        entry::html(&data);
    }

    #[test]
    fn extract(data in bytes()) {
        entry::extract(&data);
    }

    #[test]
    fn collate(data in bytes()) {
        entry::collate(&data);
    }

    #[test]
    fn report(data in bytes()) {
        entry::report(&data);
    }
}
