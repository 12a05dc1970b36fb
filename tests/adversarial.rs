//! Nothing that comes in may break the program: each input ends with the documented exit code and message, from a file
//! and from standard input, without a panic, a partial file, or more time and memory than a newsroom's machine has.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "adversarial/cases.rs"]
mod cases;

use std::fs;
use std::path::Path;
use std::process::Output;
use std::time::Duration;

use assert_cmd::Command;
use cases::Case;

/// Far above the ten seconds that a release build may take: tests run unoptimised, beside each other.
const TIME: Duration = Duration::from_secs(120);
/// Peak memory in KiB.
const MEMORY: u64 = 512 * 1024;

/// Runs the program, checks what holds for every run, and returns what it wrote.
fn run(folder: &Path, args: &[&str], stdin: Option<&[u8]>) -> Output {
    let program = assert_cmd::cargo::cargo_bin("quotediff");
    let time = Path::new("/usr/bin/time");
    let peak = folder.join(".peak");
    let mut command = if time.exists() {
        let mut command = Command::new(time);
        command.args(["-q", "-f", "%M", "-o"]).arg(&peak).arg(program);
        command
    } else {
        Command::new(program)
    };
    let before = names(folder);
    command.current_dir(folder).args(args).timeout(TIME);
    let output = command.write_stdin(stdin.unwrap_or_default()).output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code().is_some_and(|code| code <= 4), "{args:?}: {:?}\n{stderr}", output.status);
    assert!(!stderr.contains("panicked"), "{args:?}: {stderr}");
    if let Ok(peak) = fs::read_to_string(&peak) {
        let peak: u64 = peak.trim().parse().unwrap();
        assert!(peak <= MEMORY, "{args:?}: {peak} KiB");
        fs::remove_file(folder.join(".peak")).unwrap();
    }
    let left: Vec<String> = names(folder).into_iter().filter(|name| !before.contains(name)).collect();
    assert!(left.iter().all(|name| !name.ends_with(".part")), "{args:?}: left {left:?}");
    output
}

fn names(folder: &Path) -> Vec<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or(-1)
}

/// The format that the ending names, for standard input.
fn format(file: &str) -> &str {
    let ending = file.trim_end_matches(".gz").trim_end_matches(".zst").rsplit('.').next().unwrap_or_default();
    if matches!(ending, "txt" | "pdf") { "text" } else { ending }
}

/// Compares the input from a file and from standard input; `Err` says what was not as expected.
fn check(case: &Case) -> Result<(), String> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(case.file), &case.bytes).unwrap();
    let from_file = run(folder.path(), &[&["compare", case.file], case.args].concat(), None);
    let piped = [&["compare", "-", "--input-format", format(case.file)], case.args].concat();
    let from_stdin = run(folder.path(), &piped, Some(&case.bytes));
    for (source, output) in [("file", &from_file), ("stdin", &from_stdin)] {
        let (said, printed) = (String::from_utf8_lossy(&output.stderr), String::from_utf8_lossy(&output.stdout));
        if code(output) != case.code || !said.contains(case.says) || !printed.contains(case.prints) {
            let printed: String = printed.chars().take(600).collect();
            let said: String = said.chars().take(600).collect();
            return Err(format!(
                "{} from {source}: exit {}\n--- said\n{said}\n--- printed\n{printed}",
                case.file,
                code(output)
            ));
        }
    }
    if from_file.stdout != from_stdin.stdout {
        return Err(format!("{}: a file and standard input differ", case.file));
    }
    Ok(())
}

fn all(cases: &[Case]) {
    let wrong: Vec<String> = cases.iter().filter_map(|case| check(case).err()).collect();
    assert!(wrong.is_empty(), "{} of {} are wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n\n"));
}

#[test]
fn whatever_comes_in_ends_as_documented() {
    all(&cases::small());
}

#[test]
fn large_inputs_stay_within_time_and_memory() {
    all(&cases::large());
}

#[test]
fn no_command_breaks_on_anything() {
    let folder = tempfile::tempdir().unwrap();
    for case in cases::small() {
        fs::write(folder.path().join(case.file), &case.bytes).unwrap();
        for command in ["extract", "check", "score", "align"] {
            run(folder.path(), &[command, case.file], None);
        }
        run(folder.path(), &["compare", case.file, "-o", "tables", "--force"], None);
    }
}

#[cfg(unix)]
#[path = "adversarial/system.rs"]
mod system;
