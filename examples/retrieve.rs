//! Measures how often the rendering of a statement in another language is found among those of others.
//!
//! `cargo run --release --example retrieve -- RENDERINGS.csv [DICTIONARY|MODEL...]`
#![allow(clippy::print_stdout, reason = "a tool")]

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use quotediff::lang::concepts::{Compiler, Concepts, Table};
use quotediff::link::across::scored;
use quotediff::read::dictionary::{Dictionary, vectors};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("usage: retrieve RENDERINGS.csv [DICTIONARY|MODEL...]")?;
    let mut compiler = Compiler::default();
    let mut tables = Vec::new();
    let mut model = None;
    for argument in arguments {
        let path = Path::new(&argument);
        if path.is_dir() {
            model = Some(vectors(path)?);
        } else {
            tables.extend(Dictionary::read(path)?.compile(&mut compiler));
        }
    }
    if !compiler.is_empty() {
        tables.extend(Table::new(compiler.finish().into()));
    }
    let mut concepts = Concepts::own().with(tables);
    if let Some(model) = model {
        concepts = concepts.with_vectors(model);
    }
    let mut by_lang: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for row in csv::Reader::from_path(file)?.deserialize::<BTreeMap<String, String>>() {
        let row = row?;
        by_lang.entry(row["lang"].clone()).or_default().push((row["group"].clone(), row["text"].clone()));
    }
    for list in by_lang.values_mut() {
        list.sort();
        list.truncate(1000);
    }
    let english = by_lang.remove("en").ok_or("no English")?;
    let mut sum = 0.0;
    for (lang, list) in &by_lang {
        let items: Vec<(&str, &str)> = english
            .iter()
            .map(|(_, text)| (text.as_str(), "en"))
            .chain(list.iter().map(|(_, text)| (text.as_str(), lang.as_str())))
            .collect();
        let mut best: BTreeMap<u32, (f32, u32)> = BTreeMap::new();
        for (a, b, score) in scored(&items, &concepts) {
            let slot = best.entry(a).or_insert((f32::MIN, 0));
            if score > slot.0 {
                *slot = (score, b);
            }
        }
        let mut hits = [[0u32; 2]; 4];
        for (at, (group, text)) in english.iter().enumerate() {
            let found = best.get(&(at as u32)).is_some_and(|&(_, b)| list[b as usize - english.len()].0 == *group);
            let band = match text.split_whitespace().count() {
                0..=8 => 0,
                9..=14 => 1,
                15..=24 => 2,
                _ => 3,
            };
            hits[band][0] += u32::from(found);
            hits[band][1] += 1;
        }
        let all = hits.iter().map(|hit| hit[0]).sum::<u32>() as f32 / english.len() as f32;
        sum += all;
        let bands: Vec<String> =
            hits.iter().map(|hit| format!("{:.2}", hit[0] as f32 / hit[1].max(1) as f32)).collect();
        println!("{lang} {:.3}  {}", all, bands.join(" "));
    }
    println!("mean {:.3}", sum / by_lang.len() as f32);
    Ok(())
}
