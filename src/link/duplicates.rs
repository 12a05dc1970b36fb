//! Reprints of the same words become one node.

use rayon::prelude::*;

use super::LinkOptions;
use super::entry::Entry;
use super::{keys, near};
use crate::model::fingerprint;

/// One distinct set of words and what is known about those who printed it.
pub struct Node {
    /// Sorted distinct keys.
    pub keys: Vec<u64>,
    /// The article's fingerprint, where there is exactly one and it is known.
    pub source: Option<u64>,
    /// The entry that stands for the node: the longest, ties by content.
    pub entry: u32,
    /// Day of all entries, where days matter.
    pub day: Option<i32>,
    /// Fingerprint of all that must be equal in the entries of a node.
    pub(super) identity: u64,
}

/// The nodes of `entries`, in an order of content, and each entry's node.
///
/// Entries are one node when their keys are the same set, or nearly (see [`near`]), and speaker and, where it
/// matters, day are equal.
pub fn collapse(entries: &[Entry<'_>], options: &LinkOptions) -> (Vec<Node>, Vec<u32>) {
    let (nodes, of) = reprints(entries, options);
    let speaker = |node: &Node| entries.get(node.entry as usize).and_then(|entry| entry.speaker);
    let stands = near::stand_ins(&nodes, |a, b| a.day == b.day && speaker(a) == speaker(b));
    let mut place = vec![0; nodes.len()];
    let mut sources: Vec<Option<u64>> = Vec::new();
    for (at, (&head, node)) in stands.iter().zip(&nodes).enumerate() {
        if head as usize == at {
            place[at] = sources.len() as u32;
            sources.push(node.source);
        }
    }
    for (&head, node) in stands.iter().zip(&nodes) {
        let source = &mut sources[place[head as usize] as usize];
        *source = common(*source, node.source);
    }
    let of = of.into_iter().map(|node| place[stands[node as usize] as usize]).collect();
    let heads = nodes.into_iter().zip(&stands).zip(0..).filter(|((_, head), at)| **head == *at);
    (heads.zip(sources).map(|(((node, _), _), source)| Node { source, ..node }).collect(), of)
}

/// The value that both have.
fn common(a: Option<u64>, b: Option<u64>) -> Option<u64> {
    a.filter(|&value| b == Some(value))
}

/// The nodes whose keys are exactly the same.
fn reprints(entries: &[Entry<'_>], options: &LinkOptions) -> (Vec<Node>, Vec<u32>) {
    let mut all: Vec<Node> =
        entries.par_iter().enumerate().map(|(at, entry)| node(entry, at as u32, options)).collect();
    all.par_sort_by(|a, b| {
        let rank = |node: &Node| entries.get(node.entry as usize).map(Entry::rank);
        (a.identity, &a.keys, a.day).cmp(&(b.identity, &b.keys, b.day)).then_with(|| rank(b).cmp(&rank(a)))
    });
    let mut of = vec![0; entries.len()];
    let mut nodes: Vec<Node> = Vec::new();
    for node in all {
        // A text without any key is like no other.
        let same = nodes
            .last()
            .is_some_and(|last| (last.identity, last.day) == (node.identity, node.day) && last.keys == node.keys);
        let at = if same { nodes.len() - 1 } else { nodes.len() };
        if let Some(slot) = of.get_mut(node.entry as usize) {
            *slot = at as u32;
        }
        match nodes.last_mut() {
            Some(last) if same => {
                last.source = common(last.source, node.source);
            }
            _ => nodes.push(node),
        }
    }
    (nodes, of)
}

fn node(entry: &Entry<'_>, at: u32, options: &LinkOptions) -> Node {
    let mut keys = keys::keys_of(entry.text);
    keys.sort_unstable();
    keys.dedup();
    keys.shrink_to_fit();
    let mut bytes: Vec<u8> = keys.iter().flat_map(|key| key.to_le_bytes()).collect();
    bytes.extend_from_slice(entry.speaker.unwrap_or("").as_bytes());
    if keys.is_empty() {
        bytes.extend_from_slice(entry.text.as_bytes());
    }
    let source = Some(entry.source).filter(|name| !name.is_empty()).map(|name| fingerprint(name.as_bytes()));
    let day = options.within_days.and_then(|_| entry.day());
    Node { identity: fingerprint(&bytes), keys, source, entry: at, day }
}
