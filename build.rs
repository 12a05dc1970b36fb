//! Compiles every `data/lang/*.toml` in, each with its table of `data/cldr`: adding a language is adding one file.

use std::{env, error::Error, fmt::Write, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=data/lang");
    println!("cargo::rerun-if-changed=data/cldr");
    let data = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("data");
    let mut files: Vec<_> =
        fs::read_dir(data.join("lang"))?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    let mut table = String::from("&[\n");
    for file in files {
        let code = file.file_stem().unwrap_or_default().to_string_lossy();
        let names = data.join("cldr").join(format!("{code}.tsv"));
        let names = if names.exists() { format!("include_str!({names:?})") } else { "\"\"".to_owned() };
        writeln!(table, "    ({code:?}, include_str!({file:?}), {names}),")?;
    }
    table.push_str("]\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("packs.rs"), table)?;
    Ok(())
}
