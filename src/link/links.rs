//! The engine: entries to scored pairs, and pairs to groups at any threshold.

use std::ops::Range;

use rayon::prelude::*;

use super::across::{self, Across};
use super::adopt::{Known, adopt};
use super::calibrate;
use super::candidates::{FLOOR, candidates};
use super::cluster::{Edge, cluster};
use super::compare::{self, REPRINT, Residue};
use super::contrast;
use super::duplicates::{Node, collapse};
use super::entry::{Entry, different_speakers, same_speaker};
use super::equivalents::Equivalents;
use super::index::{Corpus, Postings};
use super::keys::keys_of;
use super::outlets::Outlets;
use super::{LinkOptions, parts};
use crate::lang::concepts::Concepts;

/// Pairs from which equivalents are learned score at least this.
const SURE: f32 = 0.35;
/// At most so many of them.
const LESSONS: usize = 400_000;
/// What remains of the score of two texts that are two statements by who has printed both.
const SAME_OUTLET: f32 = 0.2;

/// A run of so many different words of another text is not there by chance.
const RUN: usize = 3;

/// Texts of one group by which it may meet groups of other languages.
const TELLING: usize = 2;

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
    /// Fingerprint of all texts as the search sees them.
    pub content: u64,
}

/// All pairs of entries that may render one statement, scored. Groups at any threshold follow without
/// looking at the texts again.
pub struct Links {
    /// The node of each entry.
    of: Vec<u32>,
    corpus: Corpus,
    edges: Vec<Edge>,
    equivalents: Equivalents,
    /// Who has printed each node, where outlets print a statement once; else nobody.
    outlets: Outlets,
    across: Option<Across>,
    /// The threshold found from the scores, and the one that holds.
    found: f32,
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
    /// block's pairs: it can tell how far the work is, and answer with the pairs that an equal block gave in an
    /// earlier run.
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
        let of: Vec<u32> = of.iter().filter_map(|&old| place.get(old as usize).copied()).collect();
        let outlets = Outlets::new(entries, &of, corpus.len());
        let postings = Postings::new(&corpus);
        let mut edges = Vec::new();
        let (all, content) = (corpus.len() as u32, corpus.fingerprint());
        let size = corpus.len().div_ceil(BLOCKS).clamp(1, BLOCK);
        for start in (0..all).step_by(size) {
            let nodes = start..all.min(start + size as u32);
            let mut search = || candidates(&corpus, &postings, nodes.clone());
            edges.append(&mut each(Block { nodes: nodes.clone(), of: all, content }, &mut search));
        }
        drop(postings);
        edges.retain(|edge| !facts.forbid(edge.a, edge.b));
        let outlets = outlets.if_once(&edges);
        let mut lessons: Vec<Edge> =
            edges.iter().filter(|e| e.score >= SURE && !outlets.tell_apart(e)).copied().collect();
        if lessons.len() > LESSONS {
            let step = lessons.len().div_ceil(LESSONS);
            lessons = lessons.into_iter().step_by(step).collect();
        }
        let equivalents = Equivalents::learn(&corpus, &lessons);
        edges.par_iter_mut().for_each_init(Residue::default, |residue, edge| {
            let overlap = compare::overlap(&corpus, &equivalents, edge.a, edge.b, residue);
            edge.score = compare::score(overlap, corpus.total(edge.a), corpus.total(edge.b));
            if edge.score < REPRINT && outlets.tell_apart(edge) {
                edge.score *= SAME_OUTLET;
            }
        });
        edges.retain(|edge| edge.score >= FLOOR);
        let found = calibrate::threshold(edges.iter().map(|edge| edge.score));
        drop_weak(&mut edges, &corpus, &facts);
        let threshold = options.threshold.unwrap_or(found);
        let mut links = Links { of, corpus, edges, equivalents, outlets, across: None, found, threshold };
        if let Some(concepts) = &options.concepts {
            links.join_languages(&facts, concepts);
        }
        links
    }

    /// Finds the pairs of different languages, for the heaviest texts of what each language has grouped.
    fn join_languages(&mut self, facts: &Facts<'_>, concepts: &Concepts) {
        let Some(langs) = across::languages(&facts.texts, &facts.langs) else { return };
        let one_language = |edge: &Edge| {
            let (a, b) = (&langs[edge.a as usize], &langs[edge.b as usize]);
            a == b || a.is_empty() || b.is_empty()
        };
        self.edges.retain(|edge| one_language(edge) || edge.score >= REPRINT);
        let group = self.groups_of_languages(self.threshold);
        let telling = self.telling(&group);
        let texts: Vec<&str> = telling.iter().map(|&node| facts.texts[node as usize]).collect();
        let of_texts: Vec<&str> = telling.iter().map(|&node| langs[node as usize].as_str()).collect();
        let mut found = across::crossings(&texts, &of_texts, concepts);
        for pair in &mut found {
            (pair.a, pair.b) = (telling[pair.a as usize], telling[pair.b as usize]);
        }
        found.retain(|pair| !facts.forbid(pair.a, pair.b) && (pair.firm || facts.vouch(pair.a, pair.b)));
        let mut codes: Vec<&String> = langs.iter().filter(|lang| !lang.is_empty()).collect();
        codes.sort_unstable();
        codes.dedup();
        let numbers = langs.iter().map(|lang| codes.binary_search(&lang).ok().map(|at| at as u16)).collect();
        self.across = Some(Across::new(found, numbers, &group));
    }

    /// The heaviest nodes of each group, at most [`TELLING`], in order.
    fn telling(&self, group: &[u32]) -> Vec<u32> {
        let mut nodes: Vec<u32> = (0..group.len() as u32).collect();
        let weight = |node: u32| self.corpus.total(node);
        nodes.sort_unstable_by(|&x, &y| {
            group[x as usize].cmp(&group[y as usize]).then(weight(y).total_cmp(&weight(x))).then(x.cmp(&y))
        });
        let groups = nodes.chunk_by(|&x, &y| group[x as usize] == group[y as usize]);
        let mut telling: Vec<u32> = groups.flat_map(|nodes| nodes.iter().copied().take(TELLING)).collect();
        telling.sort_unstable();
        telling
    }

    /// The threshold given, else the one found from the scores.
    pub fn threshold(&self) -> f32 {
        self.threshold
    }

    /// Number of distinct texts, and of pairs between them.
    pub fn size(&self) -> (usize, usize) {
        (self.corpus.len(), self.edges.len() + self.across.as_ref().map_or(0, Across::pairs))
    }

    /// How much the word of `key` tells; `None` when no text has it.
    pub fn weight(&self, key: u64) -> Option<f32> {
        self.corpus.weight_of(key)
    }

    /// The score of the pair of two entries; `None` when they share too little to be a pair.
    pub fn score(&self, a: usize, b: usize) -> Option<f32> {
        let (a, b) = (*self.of.get(a)?, *self.of.get(b)?);
        let pair = (a.min(b), a.max(b));
        let edge = || self.edges.iter().find(|edge| (edge.a, edge.b) == pair).map(|edge| edge.score);
        let crossing = || self.across.as_ref()?.score(pair.0, pair.1, self.found);
        if a == b { Some(1.0) } else { edge().or_else(crossing) }
    }

    /// The group of each node, named by one of its nodes, before languages are joined.
    fn groups_of_languages(&self, threshold: f32) -> Vec<u32> {
        let differ = |a: &[u32], b: &[u32]| contrast::differ(&self.corpus, &self.equivalents, a, b);
        let apart = |a: &[u32], b: &[u32]| self.outlets.tell_groups_apart(a, b) || differ(a, b);
        let mut group = cluster(self.corpus.len(), &self.edges, threshold, apart);
        let known = Known { corpus: &self.corpus, equivalents: &self.equivalents, outlets: &self.outlets };
        adopt(&known, &self.edges, threshold, &mut group, differ);
        group
    }

    /// The entries' groups at `threshold`, numbered in an order of their content.
    pub fn groups(&self, threshold: f32) -> Groups {
        let mut group = self.groups_of_languages(threshold);
        if let Some(across) = &self.across {
            across.join(&mut group, self.found, threshold);
        }
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

/// Takes out the pairs whose few words in common have another reason than one statement. Two texts of one article
/// are one statement only where one is a run of words of the other, and a single telling word in common is enough only in
/// such a run that is not short, or for which a speaker or a date vouches.
fn drop_weak(edges: &mut Vec<Edge>, corpus: &Corpus, facts: &Facts<'_>) {
    let keep = |edge: &Edge| {
        let told = corpus.share_enough(edge.a, edge.b);
        let whole = told && !facts.same_source(edge);
        let long = || corpus.terms(edge.a).len() >= RUN;
        edge.score >= REPRINT
            || whole
            || (told || long() || facts.vouch(edge.a, edge.b)) && facts.is_run(edge.a, edge.b)
    };
    let kept: Vec<bool> = edges.par_iter().map(keep).collect();
    let mut kept = kept.into_iter();
    edges.retain(|_| kept.next() == Some(true));
}

/// What is known of each node beside its words.
struct Facts<'a> {
    texts: Vec<&'a str>,
    sources: Vec<Option<u64>>,
    langs: Vec<Option<&'a str>>,
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
            sources: ordered().map(|node| node.source).collect(),
            speakers: ordered().map(speaker).collect(),
            days: ordered().map(|node| node.day).collect(),
            within: options.within_days.map_or(i32::MAX, |days| i32::try_from(days).unwrap_or(i32::MAX)),
        }
    }

    /// Whether speaker or date speak for a pair.
    fn vouch(&self, a: u32, b: u32) -> bool {
        let (a, b) = (a as usize, b as usize);
        let day = self.days[a].is_some() && self.days[a] == self.days[b];
        day || same_speaker(self.speakers[a], self.speakers[b])
    }

    /// Whether the words of `a` stand one after the other in `b`.
    fn is_run(&self, a: u32, b: u32) -> bool {
        let (part, whole) = (keys_of(self.texts[a as usize]), keys_of(self.texts[b as usize]));
        !part.is_empty() && whole.windows(part.len()).any(|run| run == part)
    }

    fn same_source(&self, edge: &Edge) -> bool {
        let source = self.sources[edge.a as usize];
        source.is_some() && source == self.sources[edge.b as usize]
    }

    fn forbid(&self, a: u32, b: u32) -> bool {
        let (a, b) = (a as usize, b as usize);
        let apart = self.days[a].zip(self.days[b]).is_some_and(|(x, y)| (x - y).abs() > self.within);
        apart || (self.speakers[a] != self.speakers[b] && different_speakers(self.speakers[a], self.speakers[b]))
    }
}
