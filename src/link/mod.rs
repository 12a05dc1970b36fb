//! Step 3, link: temporary.
#![allow(missing_docs)]
use crate::model::{Rendering, Statement, content_id};
#[derive(Default)]
pub struct LinkOptions {}
pub fn link(renderings: &[Rendering], _: &LinkOptions) -> Vec<Statement> {
    let words = |t: &str| -> std::collections::BTreeSet<String> {
        t.split_whitespace()
            .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
            .filter(|w| w.len() > 3)
            .collect()
    };
    let mut out: Vec<Statement> = Vec::new();
    let mut given: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    for (i, r) in renderings.iter().enumerate() {
        if let Some(id) = &r.statement_id {
            match given.entry(id.clone()) {
                std::collections::btree_map::Entry::Occupied(at) => out[*at.get()].renderings.push(i),
                std::collections::btree_map::Entry::Vacant(at) => {
                    at.insert(out.len());
                    out.push(Statement { id: id.clone(), renderings: vec![i], parts: vec![] });
                }
            }
            continue;
        }
        let w = words(&r.text);
        let hit = out.iter_mut().find(|s| {
            s.renderings.iter().any(|&j| {
                let v = words(&renderings[j].text);
                w.intersection(&v).count() * 4 >= w.len().min(v.len()).max(1)
            })
        });
        match hit {
            Some(s) => s.renderings.push(i),
            None => out.push(Statement { id: content_id("s", &[&r.text]), renderings: vec![i], parts: vec![] }),
        }
    }
    out
}
