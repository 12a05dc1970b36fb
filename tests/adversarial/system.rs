//! What the system does to a program: folders, pipes, links, full disks, signals, bare environments.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::symlink;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::{code, names, run};

const ROWS: &str = "statement_id,outlet,text\ns,A,We will stay.\ns,B,We shall stay.\n";

/// A folder with `in.csv`.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("in.csv"), ROWS).unwrap();
    folder
}

fn program() -> Command {
    Command::new(assert_cmd::cargo::cargo_bin("quotediff"))
}

#[test]
fn outputs_that_cannot_be_written_are_named_and_leave_nothing() {
    let folder = folder();
    fs::write(folder.path().join("file"), "x").unwrap();
    fs::create_dir(folder.path().join("tables")).unwrap();
    fs::write(folder.path().join("tables/statements.csv"), "mine").unwrap();
    let cases: [(&[&str], &str); 7] = [
        (&["compare", "in.csv", "--table", "pairs", "-o", "/dev/full"], "cannot write /dev/full"),
        (&["compare", "in.csv", "-o", "/proc/tables"], "cannot write /proc/tables"),
        (&["compare", "in.csv", "-o", "file"], "cannot write file"),
        (&["compare", "in.csv", "-o", "tables"], "statements.csv exists already"),
        (&["compare", "in.csv", "--table", "pairs", "--force", "-o", "in.csv"], "in.csv is one of the inputs"),
        (&["compare", "in.csv", "--table", "pairs", "-o", "no/such/out.csv"], "cannot write no/such/out.csv"),
        (&["extract", "in.csv", "-o", "/proc/out.csv"], "cannot write /proc/out.csv"),
    ];
    for (args, says) in cases {
        let output = run(folder.path(), args, None);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(code(&output) == 4 && said.contains(says), "{args:?}: {}\n{said}", code(&output));
    }
    assert_eq!(names(&folder.path().join("tables")), ["statements.csv"]);
    assert_eq!(fs::read_to_string(folder.path().join("in.csv")).unwrap(), ROWS);
}

#[test]
fn a_full_standard_output_is_named() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let folder = folder();
    let mut command = program();
    command.current_dir(folder.path()).args(["compare", "in.csv", "--format", "csv"]).stdout(full);
    let output = command.stderr(Stdio::piped()).output().unwrap();
    assert_eq!(output.status.code(), Some(4));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cannot write standard output: "), "{output:?}");
}

#[test]
fn inputs_that_are_no_files() {
    let folder = folder();
    fs::create_dir_all(folder.path().join("empty")).unwrap();
    symlink("loop", folder.path().join("loop")).unwrap();
    fs::create_dir(folder.path().join("round")).unwrap();
    symlink("..", folder.path().join("round/again")).unwrap();
    fs::copy(folder.path().join("in.csv"), folder.path().join("round/in.csv")).unwrap();
    let cases = [
        ("empty", 0, "0 rows read = 0 used + 0 rejected"),
        ("loop", 4, "cannot read loop"),
        ("missing.csv", 4, "check the path"),
        ("round", 0, "4 rows read = 4 used + 0 rejected"),
    ];
    for (input, expected, says) in cases {
        let output = run(folder.path(), &["compare", input], None);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(code(&output) == expected && said.contains(says), "{input}: {}\n{said}", code(&output));
    }
}

#[test]
fn a_named_pipe_is_read_like_a_file_and_closed_input_like_an_empty_one() {
    let folder = folder();
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let writer = std::thread::spawn(move || fs::write(pipe, ROWS).unwrap());
    let piped = run(folder.path(), &["compare", "pipe", "--format", "csv"], None);
    writer.join().unwrap();
    let plain = run(folder.path(), &["compare", "in.csv", "--format", "csv"], None);
    assert_eq!((code(&piped), &piped.stdout), (0, &plain.stdout));
    let closed = Command::new("sh")
        .args(["-c", "exec \"$0\" compare --input-format csv - <&-"])
        .arg(assert_cmd::cargo::cargo_bin("quotediff"))
        .output()
        .unwrap();
    assert!(!String::from_utf8_lossy(&closed.stderr).contains("panicked"), "{closed:?}");
    assert!(matches!(closed.status.code(), Some(0 | 4)), "{closed:?}");
}

#[test]
fn a_reader_who_has_seen_enough_is_no_error() {
    let folder = folder();
    let rows: String = (0..300).map(|at| format!("s{at},A,We will stay.\ns{at},B,We shall stay.\n")).collect();
    fs::write(folder.path().join("in.csv"), format!("statement_id,outlet,text\n{rows}")).unwrap();
    for args in [
        &["compare", "in.csv", "--format", "csv"][..],
        &["compare", "in.csv", "--summary"],
        &["check", "in.csv", "--min-similarity", "1"],
    ] {
        let mut child = program()
            .current_dir(folder.path())
            .args(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::with_capacity(16, child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(matches!(output.status.code(), Some(0 | 1)), "{args:?}: {output:?}");
        assert!(!String::from_utf8_lossy(&output.stderr).contains("rror"), "{args:?}: {output:?}");
    }
}

#[test]
fn signals_midway_leave_no_partial_file() {
    for (signal, expected) in [("-INT", 130), ("-TERM", 143)] {
        let folder = tempfile::tempdir().unwrap();
        let mut child = program()
            .current_dir(folder.path())
            .args(["score", "-", "-o", "out.jsonl"])
            .stdin(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(b"{\"a\":\"We will stay.\",\"b\":\"We shall stay.\"}\n").unwrap();
        wait_for(|| names(folder.path()).iter().any(|name| name.ends_with(".part")));
        assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
        let status = child.wait().unwrap();
        drop(stdin);
        assert_eq!(status.code(), Some(expected));
        assert!(names(folder.path()).is_empty(), "{:?}", names(folder.path()));
    }
}

#[test]
fn a_linking_that_was_killed_goes_on_and_ends_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let scatter = |number: usize| (number as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40;
    let letter = |number: u64, at: u32| char::from(b'a' + (number / 26u64.pow(at) % 26) as u8);
    let word = |number: usize| (0..5).map(|at| letter(scatter(number) % 3001, at)).collect::<String>();
    // Two renderings of each statement, which differ in the last two of nine words.
    let row = |at: usize| (0..9).map(|by| word(at / 2 * 9 + by + at % 2 * (by / 7))).collect::<Vec<_>>().join(" ");
    let rows: String = (0..4_000).map(|at| format!("en,{}\n", row(at))).collect();
    fs::write(folder.path().join("in.csv"), format!("lang,text\n{rows}")).unwrap();
    let whole = run(folder.path(), &["link", "in.csv", "-o", "whole.csv"], None);
    assert_eq!(code(&whole), 0, "{whole:?}");
    let kept = || {
        let found = fs::read_dir(folder.path().join("state")).into_iter().flatten().map(|entry| entry.unwrap().path());
        let mut kept: Vec<_> = found.filter(|path| path.extension().is_some_and(|end| end == "pairs")).collect();
        kept.sort();
        kept
    };
    let times = |paths: &[PathBuf]| -> Vec<_> {
        paths.iter().map(|path| fs::metadata(path).unwrap().modified().unwrap()).collect()
    };
    let args = ["link", "in.csv", "-o", "out.csv", "--state", "state"];
    let mut child = program().current_dir(folder.path()).args(args).stderr(Stdio::null()).spawn().unwrap();
    wait_for(|| kept().len() > 1);
    child.kill().unwrap();
    child.wait().unwrap();
    let _ = fs::remove_file(folder.path().join("out.csv"));
    // Something is left to do, however far it came.
    let mut early = kept();
    fs::remove_file(early.pop().unwrap()).unwrap();
    let before = times(&early);
    let again = run(folder.path(), &args, None);
    assert_eq!(code(&again), 0, "{again:?}");
    assert!(kept().len() > early.len());
    assert_eq!(times(&early), before, "what was kept is not searched again");
    let bytes = |name: &str| fs::read(folder.path().join(name)).unwrap();
    assert!(bytes("out.csv") == bytes("whole.csv"));
    let refused = run(folder.path(), &["link", "in.csv", "-o", "other.csv", "--state", "in.csv"], None);
    assert_eq!(code(&refused), 4, "{refused:?}");
}

fn wait_for(done: impl Fn() -> bool) {
    let start = Instant::now();
    while !done() {
        assert!(start.elapsed() < Duration::from_secs(60), "it never came");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_bare_environment_changes_nothing() {
    let folder = folder();
    let text = ROWS.replace("stay", "stay in Orl\u{e9}ans");
    fs::write(folder.path().join("in.csv"), text).unwrap();
    let args = ["compare", "in.csv", "--format", "csv"];
    let usual = run(folder.path(), &args, None);
    let bare = |set: &[(&str, &str)]| {
        let output = program().env_clear().envs(set.iter().copied()).current_dir(folder.path()).args(args).output();
        output.unwrap()
    };
    for set in [&[][..], &[("LC_ALL", "C")], &[("HOME", "/no/such"), ("TERM", "dumb")]] {
        assert_eq!((code(&bare(set)), bare(set).stdout), (0, usual.stdout.clone()), "{set:?}");
    }
}
