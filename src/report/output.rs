//! Writing safely: a file appears whole or not at all, never over an input, and a closed pipe is quiet.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tempfile::NamedTempFile;

use crate::error::{Error, ErrorKind};
use crate::read::Format;

/// Temporary files of the outputs that are being written.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Held while finished outputs take their names, so that an interrupt finds all of them or none.
static NAMING: Mutex<()> = Mutex::new(());

/// Removes what unfinished outputs have left in their folders: for a handler of Ctrl-C, before the process ends.
/// From now on no output takes its name.
pub fn remove_unfinished() {
    std::mem::forget(NAMING.lock().unwrap_or_else(PoisonError::into_inner));
    remove_where(|_| true);
}

fn remove_where(wanted: impl Fn(&Path) -> bool) {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner).retain(|path| {
        // Nothing can be done about a file that is gone or cannot be removed.
        !(wanted(path) && fs::remove_file(path).is_ok())
    });
}

/// An entry in the list of unfinished outputs, as long as it lives.
struct Unfinished(PathBuf);

impl Unfinished {
    fn new(path: &Path) -> Self {
        UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner).push(path.to_owned());
        Unfinished(path.to_owned())
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner).retain(|path| *path != self.0);
    }
}

/// An output that is being written: standard output, or a temporary file beside its destination that takes the
/// destination's name in [`finish`](Self::finish). Dropped before that, a file leaves nothing behind.
pub struct Output {
    name: String,
    form: Form,
}

enum Form {
    Stdout(BufWriter<io::Stdout>, bool),
    File { file: BufWriter<NamedTempFile>, path: PathBuf, force: bool, listed: Unfinished },
    Device(BufWriter<fs::File>),
}

impl Output {
    /// Opens standard output (`-`) or a file. `inputs` are the files read; `force` allows a file to be replaced.
    /// A device or a named pipe is written to directly. A missing folder is not created.
    ///
    /// # Errors
    /// [`ErrorKind::OverInput`], [`ErrorKind::Exists`]; [`ErrorKind::Write`] when the folder cannot be written to.
    pub fn create(path: &Path, inputs: &[PathBuf], force: bool) -> Result<Output, Error> {
        let name = path.to_string_lossy().into_owned();
        if path == Path::new("-") {
            let name = "standard output".to_owned();
            return Ok(Output { name, form: Form::Stdout(BufWriter::new(io::stdout()), false) });
        }
        let failed = |error| Error::write(&name, error);
        match fs::metadata(path) {
            Ok(found) if found.is_dir() => return Err(failed(io::ErrorKind::IsADirectory.into())),
            Ok(found) if !found.is_file() => {
                let device = fs::OpenOptions::new().write(true).open(path).map_err(failed)?;
                return Ok(Output { name, form: Form::Device(BufWriter::new(device)) });
            }
            Ok(_) if is_input(path, inputs) => {
                return Err(ErrorKind::OverInput { file: name }.into());
            }
            Ok(_) if !force => return Err(ErrorKind::Exists { file: name }.into()),
            _ => {}
        }
        let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let file =
            tempfile::Builder::new().prefix(".quotediff-").suffix(".part").permissions(mode()).tempfile_in(folder);
        let file = file.map_err(failed)?;
        let listed = Unfinished::new(file.path());
        let form = Form::File { file: BufWriter::new(file), path: path.to_owned(), force, listed };
        Ok(Output { name, form })
    }

    /// As the user named it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// An error of writing with the output's name.
    pub fn failure(&self, error: io::Error) -> Error {
        Error::write(&self.name, error)
    }

    /// Writes out what is buffered; a file is synced and takes its name.
    ///
    /// # Errors
    /// [`ErrorKind::Write`]; [`ErrorKind::Exists`] when a file of that name has appeared meanwhile and may not be
    /// replaced. Nothing is left behind then.
    pub fn finish(self) -> Result<(), Error> {
        finish_all(vec![self])
    }

    /// Writes out what is buffered and has the disk confirm it.
    fn settle(&mut self) -> Result<(), Error> {
        self.flush().map_err(|error| self.failure(error))?;
        match &self.form {
            Form::File { file, .. } => file.get_ref().as_file().sync_all().map_err(|error| self.failure(error)),
            _ => Ok(()),
        }
    }

    /// Gives a settled file its name; returns the path if a new file has appeared there.
    fn take_name(self) -> Result<Option<PathBuf>, Error> {
        let Output { name, form } = self;
        let Form::File { file, path, force, listed: _listed } = form else { return Ok(None) };
        let file = file.into_inner().map_err(|error| Error::write(&name, error.into_error()))?;
        let replaced = force && path.exists();
        let kept = if force { file.persist(&path) } else { file.persist_noclobber(&path) };
        match kept {
            Ok(_) => Ok((!replaced).then_some(path)),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
                Err(ErrorKind::Exists { file: name }.into())
            }
            Err(error) => Err(Error::write(&name, error.error)),
        }
    }

    /// Does something with the stream below; once the pipe is closed, nothing.
    fn with<T>(&mut self, idle: T, act: impl FnOnce(&mut dyn Write) -> io::Result<T>) -> io::Result<T> {
        match &mut self.form {
            Form::Stdout(_, true) => Ok(idle),
            Form::Stdout(out, closed) => match act(out) {
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                    *closed = true;
                    Ok(idle)
                }
                other => other,
            },
            Form::File { file, .. } => act(file),
            Form::Device(out) => act(out),
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.with(bytes.len(), |out| out.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.with((), |out| out.flush())
    }
}

/// Finishes outputs that belong together: none takes its name before all are on the disk.
///
/// # Errors
/// As for [`Output::finish`]. Nothing new is left behind then.
pub fn finish_all(mut outputs: Vec<Output>) -> Result<(), Error> {
    outputs.iter_mut().try_for_each(Output::settle)?;
    let _naming = NAMING.lock().unwrap_or_else(PoisonError::into_inner);
    let mut named = Vec::new();
    for output in outputs {
        match output.take_name() {
            Ok(path) => named.extend(path),
            Err(error) => {
                // The error that is told is the one that stopped the work.
                named.iter().for_each(|path| drop(fs::remove_file(path)));
                return Err(error);
            }
        }
    }
    Ok(())
}

/// Writes a whole file with `write`, or leaves nothing.
///
/// # Errors
/// What [`Output::create`], `write` and [`Output::finish`] return.
pub fn write_file(
    path: &Path,
    inputs: &[PathBuf],
    force: bool,
    write: impl FnOnce(&mut Output) -> io::Result<()>,
) -> Result<(), Error> {
    let mut output = Output::create(path, inputs, force)?;
    if let Err(error) = write(&mut output) {
        return Err(output.failure(error));
    }
    output.finish()
}

/// Whether a path leads to one of the files read or into a folder that is read, through links too.
pub fn is_input(path: &Path, inputs: &[PathBuf]) -> bool {
    let inside = |folder: &Path| {
        folder.is_dir()
            && Format::of_path(path).is_some()
            && matches!((path.canonicalize(), folder.canonicalize()), (Ok(path), Ok(folder)) if path.starts_with(&folder))
    };
    inputs.iter().any(|input| same_file(input, path) || inside(input))
}

/// Whether two paths lead to one file, through links too.
fn same_file(a: &Path, b: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let id = |path| fs::metadata(path).map(|data: fs::Metadata| (data.dev(), data.ino())).ok();
        id(a).is_some() && id(a) == id(b)
    }
    #[cfg(not(unix))]
    {
        let id = |path: &Path| path.canonicalize().ok();
        id(a).is_some() && id(a) == id(b)
    }
}

/// The permissions of a new file: those any program would give, less the user's mask.
fn mode() -> fs::Permissions {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::Permissions::from_mode(0o666)
    }
    #[cfg(not(unix))]
    {
        // Windows knows read-only alone, and a new file is not.
        tempfile::tempfile().and_then(|file| file.metadata()).map(|data| data.permissions()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_appears_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.csv");
        let failing = write_file(&path, &[], false, |out| {
            out.write_all(b"half")?;
            Err(io::Error::other("no more"))
        });
        assert!(failing.unwrap_err().to_string().contains("out.csv: no more"));
        assert!(names(folder.path()).is_empty());
        write_file(&path, &[], false, |out| out.write_all(b"whole")).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"whole");
        assert_eq!(names(folder.path()), ["out.csv"]);
    }

    #[test]
    fn files_that_belong_together_appear_all_or_none() {
        let folder = tempfile::tempdir().unwrap();
        let create = |name: &str| Output::create(&folder.path().join(name), &[], false).unwrap();
        let outputs = vec![create("a.csv"), create("b.csv")];
        fs::write(folder.path().join("b.csv"), "somebody else's").unwrap();
        assert!(matches!(finish_all(outputs).unwrap_err().kind(), ErrorKind::Exists { .. }));
        assert_eq!(names(folder.path()), ["b.csv"]);
        finish_all(vec![create("c.csv"), create("d.csv")]).unwrap();
        assert_eq!(names(folder.path()), ["b.csv", "c.csv", "d.csv"]);
    }

    #[test]
    fn a_file_is_replaced_only_by_force_and_an_input_never() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        fs::write(&path, "old").unwrap();
        let write = |inputs: &[PathBuf], force| write_file(&path, inputs, force, |out| out.write_all(b"new"));
        assert!(matches!(write(&[], false).unwrap_err().kind(), ErrorKind::Exists { .. }));
        let input = folder.path().join(".").join("a.csv");
        assert!(matches!(write(&[input], true).unwrap_err().kind(), ErrorKind::OverInput { .. }));
        assert!(matches!(write(&[folder.path().to_owned()], true).unwrap_err().kind(), ErrorKind::OverInput { .. }));
        assert_eq!(fs::read(&path).unwrap(), b"old");
        write(&[], true).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(names(folder.path()), ["a.csv"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_an_input_is_the_input() {
        let folder = tempfile::tempdir().unwrap();
        let (input, link) = (folder.path().join("in.csv"), folder.path().join("out.csv"));
        fs::write(&input, "old").unwrap();
        std::os::unix::fs::symlink(&input, &link).unwrap();
        assert!(
            matches!(Output::create(&link, &[input], true), Err(error) if matches!(error.kind(), ErrorKind::OverInput { .. }))
        );
    }

    #[test]
    fn an_interrupted_output_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut output = Output::create(&folder.path().join("a.csv"), &[], false).unwrap();
        output.write_all(b"half").unwrap();
        assert_eq!(names(folder.path()).len(), 1);
        // Other tests write at the same time.
        remove_where(|path| path.starts_with(folder.path()));
        assert!(names(folder.path()).is_empty());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_an_error_with_the_path() {
        let error = write_file(Path::new("/dev/full"), &[], false, |out| out.write_all(b"words")).unwrap_err();
        assert!(error.to_string().starts_with("cannot write /dev/full: "), "{error}");
    }

    #[test]
    fn a_missing_folder_is_an_error() {
        assert!(Output::create(Path::new("no/such/folder/a.csv"), &[], false).is_err());
    }
}
