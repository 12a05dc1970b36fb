//! Step 3, link: renderings to statements.
//!
//! 1. `keys`: a text becomes a set of integers, one for each word stem (or pair of characters).
//! 2. `duplicates`: reprints of the same words, or nearly (`near`), become one node and cost nothing after.
//! 3. `index`: how rare each key is, and who holds it.
//! 4. `candidates`: pairs that share rare keys, scored by the weight of what they share (`compare`).
//! 5. `equivalents`: which words stand for each other, learned from the surest pairs; all pairs scored again.
//! 6. [`calibrate`]: the score from which a pair counts as linked.
//! 7. `cluster`: groups by average linkage, but not of two statements of one mould (`contrast`), or that the same outlets
//!    have both printed (`outlets`); small groups join the one that they belong to (`adopt`).
//!
//! Nothing depends on the order of the input or on the number of threads: nodes are put in an order of their content
//! first, and every later step works on that order. Texts are borrowed; what is held of them is integers.

#[doc(hidden)]
pub mod across;
mod adopt;
pub mod calibrate;
mod candidates;
mod cluster;
mod compare;
mod contrast;
mod duplicates;
mod entry;
mod equivalents;
mod explain;
mod index;
mod keys;
mod links;
mod lists;
mod near;
mod outlets;
mod parts;

pub use cluster::Edge;
pub use entry::Entry;
pub use explain::{Explanation, explain};
pub use links::{Block, Groups, Links};

use std::collections::{BTreeMap, BTreeSet};

use crate::lang::concepts::Concepts;
use crate::model::{Rendering, Statement, content_id};

/// What linking may be told.
#[derive(Clone, Debug)]
pub struct LinkOptions {
    /// Mean score, 0 to 1, from which two groups are one statement; `None`: found from the scores (see [`calibrate`]).
    pub threshold: Option<f32>,
    /// Renderings dated further apart than this many days are not linked directly; `None`: dates are not looked at.
    pub within_days: Option<u32>,
    /// What words of different languages have to do with each other; `None`: renderings in different languages are
    /// not linked.
    pub concepts: Option<Concepts>,
}

impl Default for LinkOptions {
    fn default() -> Self {
        LinkOptions { threshold: None, within_days: None, concepts: Some(Concepts::default()) }
    }
}

/// Groups `renderings` into statements, ordered by id. Every rendering is in exactly one.
///
/// Renderings with a `statement_id` keep it and are set apart; the others are linked among themselves. The id of a
/// new statement comes from its longest text, so that it stays when shorter ones are added.
pub fn link(renderings: &[Rendering], options: &LinkOptions) -> Vec<Statement> {
    let mut given: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut open = Vec::new();
    for (at, rendering) in renderings.iter().enumerate() {
        match rendering.statement_id.as_deref() {
            Some(id) => given.entry(id).or_default().push(at),
            None => open.push(at),
        }
    }
    let entries: Vec<Entry<'_>> = open.iter().filter_map(|&at| renderings.get(at)).map(Entry::from).collect();
    let links = Links::new(&entries, options);
    let groups = links.groups(links.threshold());
    let mut taken: BTreeSet<String> = given.keys().map(|&id| id.to_owned()).collect();
    let ids = statement_ids(&entries, &groups, &mut taken);
    let mut statements: Vec<Statement> = given
        .into_iter()
        .map(|(id, renderings)| Statement { id: id.to_owned(), renderings, parts: Vec::new() })
        .collect();
    let mut fresh: Vec<Statement> =
        ids.into_iter().map(|id| Statement { id, renderings: Vec::new(), parts: Vec::new() }).collect();
    for ((&at, &group), &part) in open.iter().zip(&groups.of).zip(&groups.parts) {
        if let Some(statement) = fresh.get_mut(group as usize) {
            statement.renderings.push(at);
            if part {
                statement.parts.push(at);
            }
        }
    }
    statements.append(&mut fresh);
    statements.sort_by(|a, b| a.id.cmp(&b.id));
    statements
}

/// An id for each group, from the content of its longest entry. `taken` holds ids that may not be used and gains the
/// new ones.
pub fn statement_ids(entries: &[Entry<'_>], groups: &Groups, taken: &mut BTreeSet<String>) -> Vec<String> {
    let mut longest: Vec<Option<&Entry<'_>>> = vec![None; groups.count];
    for (entry, &group) in entries.iter().zip(&groups.of) {
        if let Some(slot) = longest.get_mut(group as usize)
            && slot.is_none_or(|held| entry.rank() > held.rank())
        {
            *slot = Some(entry);
        }
    }
    longest
        .into_iter()
        .map(|entry| {
            let parts = entry.map_or([""; 4], Entry::content);
            let mut id = content_id("s", &parts);
            let mut again = 1;
            while !taken.insert(id.clone()) {
                again += 1;
                id = format!("{}-{again}", content_id("s", &parts));
            }
            id
        })
        .collect()
}

#[cfg(test)]
mod tests;
