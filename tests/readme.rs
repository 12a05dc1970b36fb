//! Every command of the README is run, and prints what the README says.
//!
//! In a `console` block a line `$ quotediff …` is a command, run in the project's folder; the lines up to the next one
//! are what it prints, if any are shown. `$ cargo run --release -- …` runs the program with those arguments,
//! `$ echo '…' | quotediff …` gives it that line. `UPDATE_DOCS=1 cargo test --test readme` writes what they print.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/update.rs"]
mod update;

use std::fs;

use assert_cmd::Command;

#[test]
fn readme_commands_print_what_the_readme_says() {
    let readme = fs::read_to_string("README.md").unwrap();
    let update = update::asked("UPDATE_DOCS");
    let mut written = readme.clone();
    let mut commands = 0;
    for block in readme.split("```console\n").skip(1) {
        let block = block.split("```").next().unwrap();
        for part in block.split("$ ").skip(1) {
            let (line, shown) = part.split_once('\n').unwrap();
            let line = line.replace("cargo run --release --", "quotediff");
            let (input, line) = match line.split_once(" | ") {
                Some((echo, line)) => (echo.strip_prefix("echo '").unwrap().strip_suffix('\'').unwrap(), line),
                None => ("", line.as_str()),
            };
            let Some(arguments) = line.strip_prefix("quotediff ") else { continue };
            commands += 1;
            let folder = tempfile::tempdir().unwrap();
            let words = words(arguments, &folder.path().to_string_lossy());
            let output = Command::cargo_bin("quotediff")
                .unwrap()
                .args(&words)
                .write_stdin(format!("{input}\n"))
                .output()
                .unwrap();
            let printed = String::from_utf8(output.stdout).unwrap();
            assert!(matches!(output.status.code(), Some(0 | 1)), "{line}: {}", String::from_utf8_lossy(&output.stderr));
            if shown.trim().is_empty() {
                continue;
            }
            if update {
                written = written.replace(shown.trim_end(), printed.trim_end());
            } else {
                assert_eq!(printed.trim_end(), shown.trim_end(), "{line}; UPDATE_DOCS=1 writes it");
            }
        }
    }
    assert!(commands >= 5, "the README shows {commands} commands");
    if update {
        fs::write("README.md", written).unwrap();
    }
}

/// Words as a shell would split them, single quotes only; the folder `report` becomes a temporary one.
fn words(line: &str, folder: &str) -> Vec<String> {
    let parts = line.split('\'').enumerate();
    let split = parts.flat_map(|(at, part)| {
        if at % 2 == 1 { vec![part.to_owned()] } else { part.split_whitespace().map(str::to_owned).collect() }
    });
    split.map(|word| if word == "report" { format!("{folder}/report") } else { word }).collect()
}
