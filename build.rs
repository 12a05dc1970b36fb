//! Compiles every `data/lang/*.toml` in, each with its table of `data/cldr`: adding a language is adding one file.
//! Says by which sources links are searched, so that what another build has kept (`--state`) is not used.

use std::{env, error::Error, fmt::Write, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=data/lang");
    println!("cargo::rerun-if-changed=data/cldr");
    println!("cargo::rerun-if-changed=src/link");
    println!("cargo::rustc-env=LINK_SOURCES={:016x}", fingerprint_of(Path::new("src/link"))?);
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

/// FNV-1a (Fowler, Noll, Vo) over all files of a folder, in the order of their names.
fn fingerprint_of(folder: &Path) -> std::io::Result<u64> {
    let mut files: Vec<_> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    files.sort();
    files.iter().try_fold(0xcbf2_9ce4_8422_2325, |hash, file| {
        let bytes = if file.is_dir() { fingerprint_of(file)?.to_le_bytes().to_vec() } else { fs::read(file)? };
        Ok(bytes.iter().fold(hash, |hash: u64, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)))
    })
}
