//! `lexicon`: what is known across languages, and the dictionaries a user has.

use std::io::Write;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::args::{LexiconArgs, LexiconBuildArgs, LexiconCommand, LexiconFlags};
use super::compare::lines;
use super::exit::Outcome;
use crate::error::{Error, ErrorKind, Position};
use crate::lang::concepts::{Compiler, Concepts, Table};
use crate::read::dictionary::{Dictionary, USUAL, installed, vectors};
use crate::report::output::Output;

/// What stands for all dictionaries that are installed.
const INSTALLED: &str = "installed";

pub(super) fn run(args: &LexiconArgs) -> Result<Outcome, Error> {
    match &args.command {
        LexiconCommand::List => list()?,
        LexiconCommand::Build(args) => build(args)?,
    }
    Ok(Outcome::Fine)
}

impl LexiconFlags {
    /// The built-in lexicon, the dictionaries and the model named.
    pub fn concepts(&self) -> Result<Concepts, Error> {
        let (folders, dictionaries): (Vec<PathBuf>, Vec<PathBuf>) =
            self.lexicon.iter().cloned().partition(|path| path.is_dir());
        let (compiler, mut tables) = gather(&dictionaries)?;
        if !compiler.is_empty() {
            tables.extend(Table::new(compiler.finish().into()));
        }
        let concepts = Concepts::own().with(tables);
        match folders.as_slice() {
            [] => Ok(concepts),
            [folder] => Ok(concepts.with_vectors(vectors(folder)?)),
            _ => {
                let message = format!("{} folders with word vectors are named", folders.len());
                let hint = "name one: vectors of different models cannot be compared";
                Err(ErrorKind::Invalid { at: Position::file("--lexicon"), message, hint: hint.to_owned() }.into())
            }
        }
    }
}

/// The dictionaries named: those still to be compiled, and the compiled ones.
fn gather(named: &[PathBuf]) -> Result<(Compiler, Vec<Table>), Error> {
    let mut files: Vec<PathBuf> = named.iter().flat_map(|path| found(path)).collect();
    files.sort();
    files.dedup();
    let read: Vec<Dictionary> = files.par_iter().map(|file| Dictionary::read(file)).collect::<Result<_, Error>>()?;
    let mut compiler = Compiler::default();
    let tables = read.into_iter().filter_map(|dictionary| dictionary.compile(&mut compiler)).collect();
    Ok((compiler, tables))
}

/// The files that a path or name stands for: itself, the installed dictionary of that name, or all that are installed.
fn found(path: &Path) -> Vec<PathBuf> {
    if path == Path::new(INSTALLED) {
        return installed();
    }
    let there = Path::new(USUAL).join(path).with_extension("index");
    vec![if !path.exists() && path.components().count() == 1 && there.exists() { there } else { path.to_owned() }]
}

fn list() -> Result<(), Error> {
    let own = Concepts::own().tables();
    let languages = own.iter().flat_map(Table::languages).map(|(code, words)| format!("{code} {words}"));
    let mut all = vec!["built-in (language, word stems and concepts):\n".to_owned()];
    all.push(format!("  {}\n", languages.collect::<Vec<_>>().join(", ")));
    all.push(format!("installed in {USUAL}:\n"));
    let installed = installed();
    if installed.is_empty() {
        all.push("  none (Debian has dict-freedict-deu-eng and some 200 others)\n".to_owned());
    }
    all.extend(installed.iter().map(|path| format!("  {}\n", path.file_stem().unwrap_or_default().to_string_lossy())));
    lines(&mut anstream::stdout().lock(), &all)
}

fn build(args: &LexiconBuildArgs) -> Result<(), Error> {
    let (compiler, _) = gather(&args.dictionaries)?;
    let mut out = Output::create(&args.output, &args.dictionaries, args.force)?;
    out.write_all(&compiler.finish()).map_err(|error| Error::write(args.output.display(), error))?;
    out.finish()
}
