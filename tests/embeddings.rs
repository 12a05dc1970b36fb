//! Word vectors of a model that the user has: `--lexicon FOLDER`.
#![cfg(feature = "embeddings")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use quotediff::align::align_with;
use quotediff::lang::concepts::Concepts;
use quotediff::lang::text_from_tokens;
use quotediff::link::{LinkOptions, link};
use quotediff::model::{Evidence, Rendering};
use quotediff::read::dictionary::vectors;
use safetensors::tensor::{Dtype, TensorView, serialize_to_file};
use serde_json::{Value, json};

/// Words that no lexicon knows, each with its vector; the first stands for what is unknown.
const WORDS: [(&str, [f32; 4]); 5] = [
    ("[UNK]", [1.0, 1.0, 1.0, 1.0]),
    ("zorvik", [1.0, 0.0, 0.0, 0.0]),
    ("plumtak", [0.0, 1.0, 0.0, 0.0]),
    ("quasqueb", [0.9, 0.1, 0.0, 0.0]),
    ("hendrolu", [0.1, 0.9, 0.1, 0.0]),
];

/// Writes a model whose table has so many rows.
fn model(folder: &Path, rows: usize, dtype: Dtype) {
    let numbers = WORDS.iter().take(rows).flat_map(|(_, vector)| vector);
    let bytes: Vec<u8> = match dtype {
        Dtype::F16 => numbers.flat_map(|&x| half::f16::from_f32(x).to_le_bytes()).collect(),
        _ => numbers.flat_map(|x| x.to_le_bytes()).collect(),
    };
    let table = TensorView::new(dtype, vec![rows, 4], &bytes).unwrap();
    serialize_to_file([("embeddings", table)], None, &folder.join("model.safetensors")).unwrap();
    let vocab: serde_json::Map<String, Value> =
        WORDS.iter().enumerate().map(|(id, (word, _))| ((*word).to_owned(), json!(id))).collect();
    let tokenizer = json!({
        "version": "1.0", "truncation": null, "padding": null, "added_tokens": [], "normalizer": null,
        "pre_tokenizer": {"type": "Whitespace"}, "post_processor": null, "decoder": null,
        "model": {"type": "WordLevel", "vocab": vocab, "unk_token": "[UNK]"}
    });
    fs::write(folder.join("tokenizer.json"), tokenizer.to_string()).unwrap();
}

fn links(concepts: &Concepts) -> Vec<(u32, u32)> {
    let cut =
        |words: &[&str], lang| text_from_tokens(&words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>(), lang);
    let a = cut(&["the", "zorvik", "sees", "the", "plumtak", "here"], "en");
    let b = cut(&["hier", "sieht", "hendrolu", "das", "quasqueb"], "de");
    let links = align_with(&a, &b, concepts).links;
    links.iter().filter(|link| link.evidence == Evidence::Synonym).map(|link| (link.a, link.b)).collect()
}

#[test]
fn words_that_no_lexicon_knows_are_aligned_by_their_vectors() {
    assert_eq!(links(Concepts::own()), []);
    for dtype in [Dtype::F32, Dtype::F16] {
        let folder = tempfile::tempdir().unwrap();
        model(folder.path(), WORDS.len(), dtype);
        let concepts = Concepts::default().with_vectors(vectors(folder.path()).unwrap());
        assert_eq!(links(&concepts), [(1, 4), (4, 2)], "{dtype:?}");
    }
}

#[test]
fn texts_of_words_that_no_lexicon_knows_are_linked_by_their_vectors() {
    let folder = tempfile::tempdir().unwrap();
    model(folder.path(), WORDS.len(), Dtype::F32);
    let rows = [("en", "zorvik"), ("de", "quasqueb"), ("en", "plumtak"), ("de", "hendrolu")];
    let rendering = |(lang, word): (&str, &str)| Rendering {
        lang: Some(lang.into()),
        text: [word; 6].join(" "),
        ..Rendering::default()
    };
    let renderings: Vec<Rendering> = rows.into_iter().map(rendering).collect();
    let statements = |concepts: Concepts| {
        let linked = link(&renderings, &LinkOptions { concepts: Some(concepts), ..LinkOptions::default() });
        let mut groups: Vec<Vec<usize>> = linked.into_iter().map(|statement| statement.renderings).collect();
        groups.sort();
        groups
    };
    assert_eq!(statements(Concepts::default()).len(), 4);
    let concepts = Concepts::default().with_vectors(vectors(folder.path()).unwrap());
    assert_eq!(statements(concepts), [[0, 1], [2, 3]]);
}

#[test]
fn a_word_is_the_mean_of_its_pieces_and_an_unknown_one_has_no_vector() {
    let folder = tempfile::tempdir().unwrap();
    model(folder.path(), WORDS.len(), Dtype::F32);
    let vectors = vectors(folder.path()).unwrap();
    let half = 0.5_f32.sqrt();
    let both = vectors.word("zorvik plumtak").unwrap();
    assert!(both.iter().zip([half, half, 0.0, 0.0]).all(|(x, y)| (x - y).abs() < 1e-6), "{both:?}");
    assert_eq!(vectors.word("other"), None);
    assert_eq!(vectors.word(""), None);
}

#[test]
fn pieces_may_share_rows_and_have_weights() {
    let folder = tempfile::tempdir().unwrap();
    model(folder.path(), WORDS.len(), Dtype::F32);
    // Rows: of the unknown, of the first two, of the last two.
    let rows = [[0.0f32, 0.0], [1.0, 0.0], [0.0, 1.0]].as_flattened().iter().flat_map(|x| x.to_le_bytes());
    let rows: Vec<u8> = rows.collect();
    let write = |mapping: [i64; 5]| {
        let mapping: Vec<u8> = mapping.iter().flat_map(|x| x.to_le_bytes()).collect();
        let weights: Vec<u8> = [1.0f64, 3.0, 1.0, 4.0, 1.0].iter().flat_map(|x| x.to_le_bytes()).collect();
        let table = TensorView::new(Dtype::F32, vec![3, 2], &rows).unwrap();
        let mapping = TensorView::new(Dtype::I64, vec![5], &mapping).unwrap();
        let weights = TensorView::new(Dtype::F64, vec![5], &weights).unwrap();
        let tensors = [("embeddings", table), ("mapping", mapping), ("weights", weights)];
        serialize_to_file(tensors, None, &folder.path().join("model.safetensors")).unwrap();
        vectors(folder.path())
    };
    let vectors = write([0, 1, 1, 2, 2]).unwrap();
    assert_eq!(vectors.word("plumtak").unwrap(), [1.0, 0.0]);
    let both = vectors.word("zorvik quasqueb").unwrap();
    assert!((both[0] - 0.6).abs() < 1e-6 && (both[1] - 0.8).abs() < 1e-6, "{both:?}");
    let error = write([0, 1, 1, 2, 3]).unwrap_err().to_string();
    assert!(error.contains("row 3"), "{error}");
}

#[test]
fn what_is_no_model_is_an_error_that_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let said = |folder: &Path| vectors(folder).unwrap_err().to_string();
    assert!(said(folder.path()).contains("model.safetensors"));
    model(folder.path(), 3, Dtype::F32);
    assert!(said(folder.path()).contains("5 pieces"), "{}", said(folder.path()));
    fs::write(folder.path().join("tokenizer.json"), "{}").unwrap();
    assert!(said(folder.path()).contains("tokenizer.json"), "{}", said(folder.path()));
    fs::write(folder.path().join("model.safetensors"), "no table").unwrap();
    assert!(said(folder.path()).contains("model.safetensors"), "{}", said(folder.path()));
}

#[test]
fn the_flag_takes_one_folder() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    model(folder.path(), WORDS.len(), Dtype::F32);
    let table = folder.path().join("pair.csv");
    fs::write(&table, "id,lang_a,a,lang_b,b\n1,en,the zorvik is here,de,hier ist quasqueb\n").unwrap();
    let run = |more: &[&str]| {
        let mut command = Command::cargo_bin("quotediff").unwrap();
        command.args(["align", table.to_str().unwrap(), "--lexicon", path]).args(more).output().unwrap()
    };
    assert!(run(&[]).status.success(), "{:?}", run(&[]));
    let two = run(&["--lexicon", path]);
    assert!(!two.status.success() && String::from_utf8_lossy(&two.stderr).contains("2 folders"), "{two:?}");
}
