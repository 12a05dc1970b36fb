//! Dictionaries that a user has: read, built into one file, and used.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::fs;
use std::io::Write;
use std::path::Path;

use assert_cmd::Command;
use quotediff::lang::concepts::Compiler;
use quotediff::read::dictionary::{Dictionary, installed};

fn quotediff() -> Command {
    let mut command = Command::cargo_bin("quotediff").unwrap();
    command.args(["--config", "none"]);
    command
}

/// Links between the words of `a` and `b` in two invented languages.
fn links(lexicon: &Path) -> String {
    let task = r#"{"id": 1, "lang_a": "xx", "lang_b": "yy", "a": ["brillig", "tove"], "b": ["snark", "boojum"]}"#;
    let output = quotediff().args(["align", "-", "--lexicon"]).arg(lexicon).write_stdin(task).assert().success();
    String::from_utf8(output.get_output().stdout.clone()).unwrap()
}

#[test]
fn a_dictionary_is_used_as_it_is_or_built() {
    let folder = tempfile::tempdir().unwrap();
    let (plain, built) = (folder.path().join("xx-yy.tsv"), folder.path().join("mine.lexicon"));
    fs::write(&plain, "brillig\tboojum\ntove\tsnark\n").unwrap();
    assert!(links(&plain).contains("[[0,1],[1,0]]"), "{}", links(&plain));
    quotediff().args(["lexicon", "build"]).arg(&plain).arg("-o").arg(&built).assert().success();
    assert_eq!(links(&plain), links(&built));
    quotediff().args(["lexicon", "build"]).arg(&plain).arg("-o").arg(&built).assert().code(4);
}

#[test]
fn what_is_no_dictionary_is_said_so() {
    let folder = tempfile::tempdir().unwrap();
    for (name, content, said) in [
        ("words.tsv", "brillig\tboojum\n", "the languages it is between are not known"),
        ("xx-yy.tsv", "no pairs in here\n", "no entry of a dictionary is found"),
        ("old.lexicon", "QDCON\0\0\u{1}damaged", "damaged or was built by another version"),
    ] {
        let path = folder.path().join(name);
        fs::write(&path, content).unwrap();
        let failed = quotediff().args(["align", "-", "--lexicon"]).arg(&path).write_stdin("").assert().code(2);
        let stderr = String::from_utf8(failed.get_output().stderr.clone()).unwrap();
        assert!(stderr.contains(said) && stderr.contains(name), "{stderr}");
    }
}

/// A dictd dictionary is an index and the entries, here packed.
#[test]
fn dictd_is_read_packed_and_plain() {
    let folder = tempfile::tempdir().unwrap();
    let entry = "tove /toːv/ <n>\n1. snark\n2. boojum\n   Note: of the sea\n";
    let index = folder.path().join("freedict-xx-yy.index");
    assert_eq!(entry.len(), 56, "`4` in base 64");
    fs::write(&index, "00-database-info\tA\tA\ntove\tA\t4\n").unwrap();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(entry.as_bytes()).unwrap();
    fs::write(folder.path().join("freedict-xx-yy.dict.dz"), packed.finish().unwrap()).unwrap();
    let Dictionary::Pairs { langs, pairs } = Dictionary::read(&index).unwrap() else { panic!("not compiled") };
    assert_eq!(langs, ["xx", "yy"]);
    assert_eq!(pairs, [("tove".to_owned(), "snark".to_owned()), ("tove".to_owned(), "boojum".to_owned())]);
}

#[test]
fn a_thesaurus_may_be_in_a_legacy_encoding() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("th_es_ANY_v2.dat");
    fs::write(&path, b"ISO8859-1\nni\xf1o|1\n(n)|chico\n").unwrap();
    let Dictionary::Pairs { langs, pairs } = Dictionary::read(&path).unwrap() else { panic!("not compiled") };
    assert_eq!((langs, pairs), (["es".into(), "es".into()], vec![("ni\u{f1}o".into(), "chico".into())]));
}

#[test]
fn installed_dictionaries_can_be_read() {
    let found = installed();
    if found.is_empty() {
        println!("skipped: no dictionary is installed");
    }
    for path in found {
        let mut compiler = Compiler::default();
        Dictionary::read(&path).unwrap().compile(&mut compiler);
        assert!(compiler.len() > 100, "{}", path.display());
    }
}

#[test]
fn the_list_names_the_languages() {
    let output = quotediff().args(["lexicon", "list"]).assert().success();
    let listed = String::from_utf8(output.get_output().stdout.clone()).unwrap();
    assert!(listed.contains("ar ") && listed.contains("zh ") && listed.contains("installed in"), "{listed}");
}

#[cfg(not(feature = "embeddings"))]
#[test]
fn a_model_needs_a_build_that_reads_it() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["model.safetensors", "tokenizer.json"] {
        fs::write(folder.path().join(name), "{}").unwrap();
    }
    let run = quotediff().args(["align", "-", "--lexicon"]).arg(folder.path()).write_stdin("").assert().failure();
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(said.contains("this build reads no word vectors") && said.contains("--features embeddings"), "{said}");
}
