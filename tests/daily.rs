//! What makes daily use easy: metrics explained, signatures, completions, manual pages, configuration.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;

use assert_cmd::Command;
use serde_json::Value;

/// Exit code, standard output, standard error. The configuration of whoever runs the tests is left out.
fn run(arguments: &[&str], input: &str) -> (Option<i32>, String, String) {
    let home = tempfile::tempdir().unwrap();
    run_at_home(home.path(), arguments, input)
}

fn run_at_home(home: &std::path::Path, arguments: &[&str], input: &str) -> (Option<i32>, String, String) {
    let mut command = Command::cargo_bin("quotediff").unwrap();
    command.env("XDG_CONFIG_HOME", home).args(arguments).write_stdin(input);
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

const PAIR: &str = "{\"id\":1,\"a\":\"they may attack\",\"b\":\"they must attack\",\"lang\":\"en\"}\n";

#[test]
fn metrics_are_explained_and_cited() {
    let (code, all, _) = run(&["metrics"], "");
    assert_eq!(code, Some(0));
    for name in ["levenshtein", "damerau_levenshtein", "containment", "bleu", "chrf_pp", "ter"] {
        assert!(all.contains(&format!("{name}\n  value ")), "{name}");
    }
    let (_, cited, _) = run(&["metrics", "--cite", "bleu", "ter"], "");
    assert_eq!(cited.lines().count(), 2);
    assert!(cited.starts_with("bleu: Papineni") && cited.contains("\nter: Snover"));
    let (code, _, said) = run(&["metrics", "blue"], "");
    assert_eq!(code, Some(2));
    assert!(said.contains("did you mean `bleu`?"), "{said}");
}

#[test]
fn what_is_nearly_right_is_suggested() {
    let sample = "data/samples/mosul-2016.csv";
    for (arguments, suggested) in [
        (&["kinds", "negatoin"][..], "negation"),
        (&["check", sample, "--forbid", "nubmer"], "number"),
        (&["compare", sample, "--table", "pair"], "pairs"),
        (&["compare", sample, "--metrics", "levenstein"], "levenshtein"),
        (&["compare", sample, "--column", "txt=x"], "text"),
        (&["compare", sample, "--reference", "New York Times"], "The New York Times"),
    ] {
        let (_, _, said) = run(arguments, "");
        assert!(said.contains(&format!("did you mean `{suggested}`?")), "{arguments:?}: {said}");
    }
}

#[test]
fn rows_that_cannot_be_used_are_kept_beside_the_output() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let input = at("in.csv");
    let rows = "statement_id,outlet,text\ns,A,We will stay.\ns,B,We shall stay.\n";
    fs::write(&input, format!("{rows}s,C\n")).unwrap();
    let pairs = "a,b\nx,y\nx\n";
    fs::write(at("pairs.csv"), pairs).unwrap();
    let path = |name: &str| at(name).to_string_lossy().into_owned();
    let (table, both) = (path("in.csv"), path("pairs.csv"));
    for (command, input, more, output) in [
        ("compare", &table, &[][..], "report"),
        ("compare", &table, &["--table", "pairs"], "pairs out.csv"),
        ("check", &table, &[], "checked.txt"),
        ("link", &table, &[], "linked.csv"),
        ("extract", &table, &[], "extracted.csv"),
        ("score", &both, &[], "scored.jsonl"),
        ("score", &both, &["--corpus"], "corpus.jsonl"),
        ("align", &both, &[], "aligned.jsonl"),
    ] {
        let output = path(output);
        let (code, _, said) = run(&[&[command, input, "-o", &output], more].concat(), "");
        assert_eq!(code, Some(3), "{command}: {said}");
        assert!(said.contains(" used + 1 rejected\n"), "{command}: {said}");
        let kept = fs::read_to_string(format!("{output}.rejects.csv")).unwrap();
        assert!(kept.starts_with("file,line,byte,reason,raw\n") && kept.lines().count() == 2, "{command}: {kept}");
    }
    let (output, kept) = (path("linked.csv"), at("linked.csv.rejects.csv"));
    fs::write(&input, rows).unwrap();
    assert_eq!(run(&["link", &table, "-o", &output, "--force"], "").0, Some(0));
    assert!(!kept.exists(), "what was rejected before is no longer");
    fs::write(&input, format!("{rows}s,C\n")).unwrap();
    let (code, _, said) = run(&["link", &table, "--rejects", &both], "");
    assert_eq!((code, fs::read_to_string(&both).unwrap().as_str()), (Some(4), pairs), "{said}");
    let (_, _, said) = run(&["link", &table], "");
    assert!(said.contains("3 rows read = 2 used + 1 rejected") && !said.contains("rejected rows are in"), "{said}");
}

#[test]
fn linking_leaves_a_column_of_the_users_own_alone() {
    let linked = |input: &str| run(&["link", "-", "--format", "csv"], input).1;
    let own = linked("part,part_2,text\nviola,x,We sold the ferry to Tarnfeld\n,y,nobody has counted the queens\n");
    let rows: Vec<&str> = own.lines().collect();
    assert!(rows[0] == "part,part_2,text,statement_id,part_3" && rows[1].starts_with("viola,x,We"), "{own}");
    assert!(rows[1].ends_with(",false") && rows[2].starts_with(",y,nobody"), "{own}");
    // What an earlier run found is its own, and stays where its statement does.
    let again = linked("text,statement_id,part\nthe ferry,s1,true\nWe sold the ferry,s1,false\nthe queens,,true\n");
    let ends: Vec<&str> = again.lines().map(|row| row.rsplit(',').next().unwrap()).collect();
    assert_eq!(ends, ["part", "true", "false", "false"], "{again}");
    let object = run(&["link", "-"], "{\"part\": 7, \"text\": \"We sold the ferry\"}\n").1;
    let object: Value = serde_json::from_str(&object).unwrap();
    assert_eq!((&object["part"], &object["part_2"]), (&Value::from(7), &Value::from(false)));
}

#[test]
fn a_threshold_out_of_range_is_wrong_usage() {
    for threshold in ["1.5", "-0.1", "NaN", "many"] {
        let (code, _, said) = run(&["link", "-", &format!("--threshold={threshold}")], PAIR);
        assert_eq!(code, Some(2), "{threshold}: {said}");
        assert!(said.contains("a number from 0 to 1 is wanted"), "{threshold}: {said}");
    }
}

#[test]
fn scores_are_signed_where_asked() {
    let arguments = ["score", "-", "--metrics", "bleu,levenshtein", "--signature"];
    let (code, out, said) = run(&arguments, PAIR);
    assert_eq!(code, Some(0));
    let object: Value = serde_json::from_str(&out).unwrap();
    let signature = object["signatures"]["bleu"].as_str().unwrap();
    assert!(signature.starts_with("BLEU|nrefs:1|case:mixed|eff:yes|tok:13a|smooth:exp|version:quotediff-"));
    assert!(said.lines().any(|line| line == signature), "{said}");
    let (_, plain, said) = run(&arguments[..4], PAIR);
    assert!(!plain.contains("signatures") && !said.contains("BLEU"));
    let (_, csv, said) = run(&["score", "-", "--format", "csv", "--signature"], PAIR);
    assert!(csv.starts_with("id,similarity,") && said.contains("Levenshtein|"));
}

#[test]
fn pairs_are_signed_where_asked() {
    let sample = "data/samples/mosul-2016.csv";
    let (_, out, said) = run(&["compare", sample, "--signature", "--format", "jsonl"], "");
    for line in out.lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        assert!(row["signatures"]["token_f1"].as_str().is_some_and(|text| text.starts_with("Token-F1|")), "{row}");
    }
    assert!(!out.is_empty() && said.contains("Token-F1|"));
    let (_, table, _) = run(&["compare", sample, "--signature", "--format", "jsonl", "--table", "statements"], "");
    assert!(!table.is_empty() && !table.contains("signatures"));
}

#[test]
fn a_corpus_has_one_score_for_each_way_of_cutting_words() {
    let pairs = "id,a,b,lang\n1,the minister went home on Monday,the minister went home on Monday,en\n\
                 2,das ist ein kleines Haus,das ist ein kleines Haus,de\n3,他来了,他走了,zh\n";
    let (code, out, _) = run(&["score", "--corpus", "-"], pairs);
    assert_eq!(code, Some(0));
    let objects: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(objects.len(), 2, "{out}");
    assert_eq!((&objects[0]["pairs"], objects[0]["langs"].to_string()), (&2.into(), "[\"de\",\"en\"]".to_owned()));
    assert_eq!(objects[0]["metrics"].to_string(), r#"{"bleu":100.0,"chrf":100.0,"chrf_pp":100.0,"ter":0.0}"#);
    assert!(objects[1]["signatures"]["bleu"].as_str().unwrap().contains("|eff:no|tok:zh|"));
    assert_eq!(run(&["score", "--corpus", "-", "--format", "csv"], pairs).0, Some(2));
}

#[test]
fn shells_and_readers_of_manuals_get_every_command() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let (code, script, _) = run(&["completions", shell], "");
        assert_eq!(code, Some(0));
        assert!(script.contains("min-similarity") && script.contains("compare"), "{shell}");
    }
    let (_, page, _) = run(&["man"], "");
    assert!(page.starts_with(".ie") || page.contains(".TH"), "{page}");
    assert!(run(&["man", "check"], "").1.contains("\\-\\-baseline"));
    let (code, _, said) = run(&["man", "chekc"], "");
    assert_eq!(code, Some(2));
    assert!(said.contains("did you mean `check`?"), "{said}");
}

#[test]
fn a_configuration_gives_defaults_and_errors_name_its_line() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("quotediff").join("config.toml");
    fs::create_dir(file.parent().unwrap()).unwrap();
    fs::write(&file, "[score]\nmetrics = ['ter']\n").unwrap();
    let metrics = |arguments: &[&str]| {
        let (_, out, said) = run_at_home(home.path(), arguments, PAIR);
        let object: Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{out}{said}"));
        object["metrics"].as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(metrics(&["score", "-"]), "ter");
    assert_eq!(metrics(&["score", "-", "--metrics", "bleu"]), "bleu");
    assert!(metrics(&["score", "-", "--config", "none"]).contains("levenshtein"));
    let (_, _, said) = run_at_home(home.path(), &["score", "-", "-v"], PAIR);
    assert!(said.contains(&format!("configuration: {}; ", file.display())), "{said}");
    fs::write(&file, "[score]\nmetrics = ['tre']\n").unwrap();
    let (code, out, said) = run_at_home(home.path(), &["score", "-"], PAIR);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(said.contains("config.toml:2:11: invalid value 'tre' for '--metrics <NAMES>'"), "{said}");
    assert_eq!(run(&["score", "-", "--config", "no-such.toml"], PAIR).0, Some(4));
}

#[test]
fn the_documented_configuration_is_one() {
    let document = fs::read_to_string("docs/configuration.md").unwrap();
    let example = document.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("c.toml");
    fs::write(&file, example).unwrap();
    let (code, _, said) = run(&["kinds", "-v", "--config", &file.to_string_lossy()], "");
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("; 2 threads; "), "{said}");
}

#[test]
fn csv_begins_with_a_byte_order_mark_where_asked_for() {
    let sample = "data/samples/mosul-2016.csv";
    let (_, plain, _) = run(&["compare", sample, "--format", "csv"], "");
    let (_, marked, _) = run(&["compare", sample, "--format", "csv", "--bom"], "");
    assert_eq!(marked.strip_prefix('\u{feff}'), Some(&*plain));
    let (code, _, _) = run(&["compare", "-", "--input-format", "csv"], &marked);
    assert_eq!(code, Some(2), "a table of pairs is no input of compare, and says so");
}
