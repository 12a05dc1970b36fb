//! Which files the user's paths stand for.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::{Format, Log};
use crate::error::{Error, ErrorKind, Position};

/// The files that `paths` stand for, in their order: folders are entered, in the order of their names, each once,
/// hidden entries and files of no known kind left out. Files and `-` named by the user are kept whatever they are.
///
/// # Errors
/// A path that cannot be looked at; standard input named twice.
pub(super) fn files(paths: &[PathBuf], log: &mut Log) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    let mut entered = BTreeSet::new();
    for path in paths {
        if path == Path::new("-") {
            if files.contains(path) {
                let message = "standard input can be read only once".to_owned();
                return Err(ErrorKind::Invalid { at: Position::file("-"), message, hint: String::new() }.into());
            }
            files.push(path.clone());
            continue;
        }
        let failed = |error| Error::read(path.display(), error);
        if fs::metadata(path).map_err(failed)?.is_dir() {
            enter(path, &mut entered, &mut files, log)?;
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

/// Adds the files of a folder and its folders. A folder reached a second time, by a link, is not entered again.
fn enter(folder: &Path, entered: &mut BTreeSet<PathBuf>, files: &mut Vec<PathBuf>, log: &mut Log) -> Result<(), Error> {
    let failed = |error| Error::read(folder.display(), error);
    if !entered.insert(folder.canonicalize().map_err(failed)?) {
        return Ok(());
    }
    let entries: Result<Vec<PathBuf>, _> =
        fs::read_dir(folder).map_err(failed)?.map(|entry| entry.map(|e| e.path())).collect();
    let mut entries = entries.map_err(failed)?;
    entries.sort();
    let mut passed = Vec::new();
    for path in entries {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name.starts_with('.') {
            continue;
        }
        match fs::metadata(&path) {
            Ok(data) if data.is_dir() => enter(&path, entered, files, log)?,
            Ok(data) if data.is_file() && Format::of_path(&path).is_some() => files.push(path),
            _ => passed.push(name),
        }
    }
    if let Some(first) = passed.first() {
        let more = if passed.len() > 1 { format!(" and {} more", passed.len() - 1) } else { String::new() };
        log.note(&folder.to_string_lossy(), format!("passed over {first}{more}: no kind of file that is read here"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_entered_in_order_and_hidden_files_left_out() {
        let root = tempfile::tempdir().unwrap();
        let at = |name: &str| root.path().join(name);
        fs::create_dir(at("b")).unwrap();
        for name in ["c.txt", "a.csv", ".hidden.txt", "b/x.html", "z.pdf"] {
            fs::write(at(name), "x").unwrap();
        }
        let mut log = Log::default();
        let found = files(&[root.path().to_owned()], &mut log).unwrap();
        assert_eq!(found, [at("a.csv"), at("b/x.html"), at("c.txt")]);
        assert!(log.notes[0].message.starts_with("passed over z.pdf:"), "{log:?}");
    }

    #[cfg(unix)]
    #[test]
    fn a_loop_of_links_ends() {
        let root = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(root.path(), root.path().join("again")).unwrap();
        std::os::unix::fs::symlink("self", root.path().join("self")).unwrap();
        fs::write(root.path().join("a.txt"), "x").unwrap();
        let found = files(&[root.path().to_owned()], &mut Log::default()).unwrap();
        assert_eq!(found, [root.path().join("a.txt")]);
        assert!(files(&[root.path().join("self")], &mut Log::default()).is_err());
    }

    #[test]
    fn standard_input_can_be_named_once() {
        assert!(files(&["-".into(), "-".into()], &mut Log::default()).is_err());
    }
}
