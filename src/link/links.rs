//! The engine: entries to scored pairs, and pairs to groups at any threshold.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use super::across;
use super::calibrate;
use super::candidates::{FLOOR, candidates};
use super::cluster::{Edge, cluster};
use super::compare::{self, Residue};
use super::duplicates::{Node, collapse};
use super::entry::{Entry, different_speakers};
use super::equivalents::Equivalents;
use super::index::{Corpus, Postings};
use super::{LinkOptions, parts};
use crate::lang::concepts::Concepts;

/// Pairs from which equivalents are learned score at least this.
const SURE: f32 = 0.35;
/// At most so many of them.
const LESSONS: usize = 400_000;
/// What remains of the score of two texts of one outlet: it prints a statement once.
const SAME_OUTLET: f32 = 0.2;
/// Unless they are nearly the same text.
const REPRINT: f32 = 0.8;

/// The search is cut into so many blocks or more, of at most so many texts.
const BLOCKS: usize = 8;
const BLOCK: usize = 1 << 14;

/// A part of the search for pairs.
#[derive(Clone, Debug)]
pub struct Block {
    /// The distinct texts, by number, whose pairs with those of higher numbers are searched.
    pub nodes: Range<u32>,
    /// Number of all distinct texts.
    pub of: u32,
}

/// All pairs of entries that may render one statement, scored. Groups at any threshold follow without
/// looking at the texts again.
pub struct Links {
    /// The node of each entry.
    of: Vec<u32>,
    corpus: Corpus,
    edges: Vec<Edge>,
    threshold: f32,
}

/// Entries grouped into statements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups {
    /// The group of each entry, 0 to `count`.
    pub of: Vec<u32>,
    /// Whether an entry gives only a part of what another of its group gives.
    pub parts: Vec<bool>,
    /// Number of groups.
    pub count: usize,
}

impl Links {
    /// Finds and scores the pairs.
    pub fn new(entries: &[Entry<'_>], options: &LinkOptions) -> Links {
        Links::in_blocks(entries, options, |_, search| search())
    }

    /// As [`new`](Self::new), but every block of the search goes through `each`, which is given what to call for the
    /// block's pairs: it can tell how far the work is, and answer with the pairs that the same block gave in an
    /// earlier run over the same entries with the same options.
    pub fn in_blocks(
        entries: &[Entry<'_>],
        options: &LinkOptions,
        mut each: impl FnMut(Block, &mut dyn FnMut() -> Vec<Edge>) -> Vec<Edge>,
    ) -> Links {
        let (nodes, of) = collapse(entries, options);
        let lists: Vec<&[u64]> = nodes.iter().map(|node| node.keys.as_slice()).collect();
        let (corpus, order) = Corpus::new(&lists);
        drop(lists);
        let facts = Facts::new(&nodes, &order, entries, options);
        drop(nodes);
        let mut place = vec![0u32; order.len()];
        for (&old, new) in order.iter().zip(0..) {
            if let Some(slot) = place.get_mut(old as usize) {
                *slot = new;
            }
        }
        let of = of.iter().filter_map(|&old| place.get(old as usize).copied()).collect();
        let postings = Postings::new(&corpus);
        let mut edges = Vec::new();
        let all = corpus.len() as u32;
        let size = corpus.len().div_ceil(BLOCKS).clamp(1, BLOCK);
        for start in (0..all).step_by(size) {
            let nodes = start..all.min(start + size as u32);
            let mut search = || candidates(&corpus, &postings, nodes.clone());
            edges.append(&mut each(Block { nodes: nodes.clone(), of: all }, &mut search));
        }
        drop(postings);
        edges.retain(|edge| !facts.forbid(edge));
        let same_outlet = facts.same_outlet_factor(&edges);
        let mut lessons: Vec<Edge> =
            edges.iter().filter(|e| e.score >= SURE && !facts.same_outlet(e)).copied().collect();
        if lessons.len() > LESSONS {
            let step = lessons.len().div_ceil(LESSONS);
            lessons = lessons.into_iter().step_by(step).collect();
        }
        let equivalents = Equivalents::learn(&corpus, &lessons);
        edges.par_iter_mut().for_each_init(Residue::default, |residue, edge| {
            let overlap = compare::overlap(&corpus, &equivalents, edge.a, edge.b, residue);
            edge.score = compare::score(overlap, corpus.total(edge.a), corpus.total(edge.b));
            if edge.score < REPRINT && facts.same_outlet(edge) {
                edge.score *= same_outlet;
            }
        });
        edges.retain(|edge| edge.score >= FLOOR);
        let found = calibrate::threshold(edges.iter().map(|edge| edge.score));
        if let Some(concepts) = &options.concepts {
            facts.join_languages(&mut edges, found, concepts);
        }
        Links { of, corpus, edges, threshold: options.threshold.unwrap_or(found) }
    }

    /// The threshold given, else the one found from the scores.
    pub fn threshold(&self) -> f32 {
        self.threshold
    }

    /// Number of distinct texts, and of pairs between them.
    pub fn size(&self) -> (usize, usize) {
        (self.corpus.len(), self.edges.len())
    }

    /// How much the word of `key` tells; `None` when no text has it.
    pub fn weight(&self, key: u64) -> Option<f32> {
        self.corpus.weight_of(key)
    }

    /// The score of the pair of two entries; `None` when they share too little to be a pair.
    pub fn score(&self, a: usize, b: usize) -> Option<f32> {
        let (a, b) = (*self.of.get(a)?, *self.of.get(b)?);
        let pair = (a.min(b), a.max(b));
        let edge = || self.edges.iter().find(|edge| (edge.a, edge.b) == pair);
        if a == b { Some(1.0) } else { edge().map(|edge| edge.score) }
    }

    /// The entries' groups at `threshold`, numbered in an order of their content.
    pub fn groups(&self, threshold: f32) -> Groups {
        let mut group = cluster(self.corpus.len(), &self.edges, threshold);
        parts::join_closest(&self.edges, threshold, &mut group);
        parts::attach(&self.corpus, &self.edges, &mut group);
        let part = parts::mark(&self.corpus, &self.edges, &group);
        // Numbers in the order of the nodes that name the groups.
        let mut number = vec![0u32; group.len()];
        group.iter().for_each(|&name| number[name as usize] = 1);
        let mut count = 0;
        for slot in number.iter_mut().filter(|slot| **slot > 0) {
            *slot = count;
            count += 1;
        }
        Groups {
            of: self.of.iter().map(|&node| number[group[node as usize] as usize]).collect(),
            parts: self.of.iter().map(|&node| part[node as usize]).collect(),
            count: count as usize,
        }
    }
}

/// What is known of each node beside its words.
struct Facts<'a> {
    texts: Vec<&'a str>,
    langs: Vec<Option<&'a str>>,
    outlets: Vec<Option<u64>>,
    speakers: Vec<&'a str>,
    days: Vec<Option<i32>>,
    within: i32,
}

impl<'a> Facts<'a> {
    fn new(nodes: &[Node], order: &[u32], entries: &[Entry<'a>], options: &LinkOptions) -> Facts<'a> {
        let ordered = || order.iter().filter_map(|&at| nodes.get(at as usize));
        let entry = |node: &Node| entries.get(node.entry as usize);
        let speaker = |node: &Node| entries.get(node.entry as usize).and_then(|entry| entry.speaker).unwrap_or("");
        Facts {
            texts: ordered().map(|node| entry(node).map_or("", |entry| entry.text)).collect(),
            langs: ordered().map(|node| entry(node).and_then(|entry| entry.lang)).collect(),
            outlets: ordered().map(|node| node.outlet).collect(),
            speakers: ordered().map(speaker).collect(),
            days: ordered().map(|node| node.day).collect(),
            within: options.within_days.map_or(i32::MAX, |days| i32::try_from(days).unwrap_or(i32::MAX)),
        }
    }

    /// Adds the pairs of different languages; `threshold` is where a pair counts as linked.
    fn join_languages(&self, edges: &mut Vec<Edge>, threshold: f32, concepts: &Concepts) {
        let Some(langs) = across::languages(&self.texts, &self.langs) else { return };
        let mut found = across::edges(&self.texts, &langs, concepts, threshold);
        found.retain(|edge| !self.forbid(edge));
        let one_language = |edge: &Edge| {
            let (a, b) = (&langs[edge.a as usize], &langs[edge.b as usize]);
            a == b || a.is_empty() || b.is_empty()
        };
        edges.retain(|edge| one_language(edge) || edge.score >= REPRINT);
        edges.append(&mut found);
        edges.sort_unstable_by(|x, y| (x.a, x.b).cmp(&(y.a, y.b)).then(y.score.total_cmp(&x.score)));
        edges.dedup_by_key(|edge| (edge.a, edge.b));
    }

    fn same_outlet(&self, edge: &Edge) -> bool {
        let outlet = self.outlets[edge.a as usize];
        outlet.is_some() && outlet == self.outlets[edge.b as usize]
    }

    fn forbid(&self, edge: &Edge) -> bool {
        let (a, b) = (edge.a as usize, edge.b as usize);
        let apart = self.days[a].zip(self.days[b]).is_some_and(|(x, y)| (x - y).abs() > self.within);
        apart || (self.speakers[a] != self.speakers[b] && different_speakers(self.speakers[a], self.speakers[b]))
    }

    /// What to multiply the score of a pair of one outlet with: [`SAME_OUTLET`] where sure pairs are of one outlet
    /// clearly more seldom than chance would have it, else 1 (outlets say nothing, as when all rows name one).
    fn same_outlet_factor(&self, edges: &[Edge]) -> f32 {
        let mut counts: BTreeMap<u64, f64> = BTreeMap::new();
        for &outlet in self.outlets.iter().flatten() {
            *counts.entry(outlet).or_default() += 1.0;
        }
        let n: f64 = counts.values().sum();
        let by_chance = counts.values().map(|count| (count / n.max(1.0)).powi(2)).sum::<f64>();
        let sure: Vec<&Edge> = edges.iter().filter(|edge| (0.5..REPRINT).contains(&edge.score)).collect();
        let seen = sure.iter().filter(|edge| self.same_outlet(edge)).count() as f64;
        let expected = by_chance * sure.len() as f64;
        if sure.len() >= 50 && expected >= 3.0 && seen < expected * 0.7 { SAME_OUTLET } else { 1.0 }
    }
}
