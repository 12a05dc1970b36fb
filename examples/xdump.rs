#![allow(clippy::print_stdout)]
use quotediff::lang::concepts::{Compiler, Concepts, Table};
use quotediff::link::across::debug_pairs;
use quotediff::read::dictionary::Dictionary;
use std::collections::BTreeMap;
use std::path::Path;
fn main() {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().unwrap();
    let mut compiler = Compiler::default();
    let mut tables = Vec::new();
    for dictionary in arguments {
        tables.extend(Dictionary::read(Path::new(&dictionary)).unwrap().compile(&mut compiler));
    }
    if !compiler.is_empty() {
        tables.extend(Table::new(compiler.finish().into()));
    }
    let concepts = Concepts::own().with(tables);
    let rows: Vec<BTreeMap<String, String>> =
        csv::Reader::from_path(file).unwrap().deserialize().map(|r| r.unwrap()).collect();
    let items: Vec<(&str, &str)> = rows.iter().map(|r| (r["text"].as_str(), r["lang"].as_str())).collect();
    for (a, b, s) in debug_pairs(&items, &concepts) {
        let (x, y) = (&rows[a as usize], &rows[b as usize]);
        println!(
            "{}\t{}\t{s:.4}\t{}\t{}\t{}",
            x["id"],
            y["id"],
            u8::from(x["group"] == y["group"]),
            x["lang"],
            y["lang"]
        );
    }
}
