//! Makes the table of the lexicon across languages from its rows.
//!
//! `cargo run --release --example concept_table -- data/lexicon`
//!
//! Reads `core.tsv`, `names.tsv` and `function.tsv` of the folder and writes `concepts.bin`. Each file has a header of
//! language codes; a cell holds the words of one language, apart by commas. The same files give the same bytes.

use std::error::Error;
use std::fs;
use std::path::Path;

use quotediff::lang::concepts::{Compiler, Rows};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: concept_table FOLDER")?;
    let folder = Path::new(&folder);
    let mut compiler = Compiler::default();
    for (name, kind) in [("core.tsv", Rows::Words), ("names.tsv", Rows::Names), ("function.tsv", Rows::Functions)] {
        let text = fs::read_to_string(folder.join(name))?;
        let mut lines = text.lines();
        let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
        for line in lines {
            let cells = header.iter().zip(line.split('\t')).map(|(&lang, cell)| (lang.to_owned(), cell.to_owned()));
            compiler.row(kind, cells);
        }
    }
    fs::write(folder.join("concepts.bin"), compiler.finish())?;
    Ok(())
}
