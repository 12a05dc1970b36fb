//! Pairs of renderings in different languages.
//!
//! Every word stands for concepts (`bag`); an inverted index over them opens pairs, rarest concepts first; a pair is
//! scored by the weight of the words that answer each other, each used once. Then hubs are tempered: a text that is like
//! everything counts less (cross-domain similarity local scaling, Conneau et al. 2018, "Word translation without
//! parallel data").

mod bag;

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::cluster::Edge;
use crate::lang::concepts::{Concepts, primary};
use crate::lang::guess;
use bag::{Kind, Term};

/// Holders of concepts looked at for one node.
const BUDGET: usize = 20_000;
/// Nodes of each other language that are scored for a node.
const NEAR: usize = 10;
/// Neighbours whose mean score tempers a node's.
const LOCAL: usize = 5;
/// Imagined texts that temper counts of few.
const PRIOR: f32 = 200.0;
/// What a tempered score amounts to where a pair counts as linked.
const CUT: f32 = 0.12;
/// Exponent on the rarity in nats.
const POWER: f32 = 1.0;

/// The primary language of each text, `""` where unknown: the one given, else guessed; `None` where there is one language
/// only, so that there is nothing to join.
pub fn languages(texts: &[&str], given: &[Option<&str>]) -> Option<Vec<String>> {
    let lang = |(text, lang): (&&str, &Option<&str>)| lang.map_or_else(|| guess(text).to_owned(), primary);
    let langs: Vec<String> = texts.par_iter().zip(given).map(lang).collect();
    let mut known = langs.iter().filter(|lang| !lang.is_empty());
    let first = known.next()?;
    known.any(|lang| lang != first).then_some(langs)
}

/// All that is held of the texts.
struct Field {
    /// Number of each node's language.
    langs: Vec<u16>,
    languages: usize,
    nodes: Vec<Node>,
    /// Nodes that hold each unit, and how much the unit tells.
    starts: Vec<u32>,
    holders: Vec<u32>,
    told: Vec<f32>,
}

#[derive(Default)]
struct Node {
    /// Weight of each word.
    weights: Vec<f32>,
    /// Number of a unit and the word it belongs to, sorted.
    units: Vec<(u32, u16)>,
    /// How much a unit of each word tells of the word.
    shares: Vec<f32>,
    total: f32,
}

fn env(name: &str, default: f32) -> f32 {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

/// Scored pairs of texts in different languages, `a` before `b`, on the scale of pairs in one language, where
/// `threshold` is the score from which a pair counts as linked.
pub fn edges(texts: &[&str], langs: &[String], concepts: &Concepts, threshold: f32) -> Vec<Edge> {
    let field = Field::new(texts, langs, concepts);
    let near: Vec<Vec<(u32, f32)>> = (0..field.nodes.len() as u32)
        .into_par_iter()
        .map_init(|| vec![0.0f32; field.nodes.len()], |sums, node| field.near(node, sums))
        .collect();
    let local = field.local(&near);
    let mut found: Vec<Edge> = Vec::new();
    for (node, list) in near.iter().enumerate() {
        for &(other, score) in list {
            let (a, b) = ((node as u32).min(other), (node as u32).max(other));
            let hubs = field.hub(&local, a, b) + field.hub(&local, b, a);
            // A pair of which one has a nearer one in the other's language is likely one of mere topic.
            let rivals = (field.best(&near, a, b) - score).max(0.0) + (field.best(&near, b, a) - score).max(0.0);
            let score = (2.0 * score - hubs - env("RIVAL", 1.0) * rivals) / env("CUT", CUT) * threshold;
            if score > env("LOW", 0.3) * threshold {
                found.push(Edge { a, b, score: score.min(1.0) });
            }
        }
    }
    found.sort_unstable_by(|x, y| (x.a, x.b).cmp(&(y.a, y.b)).then(y.score.total_cmp(&x.score)));
    found.dedup_by_key(|edge| (edge.a, edge.b));
    found
}

impl Field {
    fn new(texts: &[&str], langs: &[String], concepts: &Concepts) -> Field {
        let mut codes: Vec<&str> = langs.iter().map(String::as_str).collect();
        codes.sort_unstable();
        codes.dedup();
        let words: Vec<_> = codes.iter().map(|lang| concepts.words(lang)).collect();
        let langs: Vec<u16> =
            langs.iter().map(|lang| codes.binary_search(&lang.as_str()).unwrap_or(0) as u16).collect();
        let terms = |(text, &lang): (&&str, &u16)| match codes[lang as usize] {
            "" => Vec::new(),
            _ => bag::terms(text, &words[lang as usize], concepts),
        };
        let bags: Vec<Vec<Term>> = texts.par_iter().zip(&langs).map(terms).collect();
        let mut field = Field {
            languages: codes.len(),
            langs,
            nodes: Vec::new(),
            starts: Vec::new(),
            holders: Vec::new(),
            told: Vec::new(),
        };
        field.weigh(&bags);
        field.number(&bags);
        field
    }

    /// Weights of words, by how many texts of their language have them.
    fn weigh(&mut self, bags: &[Vec<Term>]) {
        let mut texts = vec![0f32; self.languages];
        let mut counts: FxHashMap<(u16, u64), f32> = FxHashMap::default();
        for (bag, &lang) in bags.iter().zip(&self.langs) {
            texts[lang as usize] += 1.0;
            let mut keys: Vec<u64> = bag.iter().map(|term| term.key).collect();
            keys.sort_unstable();
            keys.dedup();
            for key in keys {
                *counts.entry((lang, key)).or_default() += 1.0;
            }
        }
        let (power, unknown, name) = (env("POWER", POWER), env("UNKNOWN", 0.5), env("NAME", 1.0));
        self.nodes = bags
            .par_iter()
            .zip(&self.langs)
            .map(|(bag, &lang)| {
                let weight = |term: &Term| {
                    let df = counts.get(&(lang, term.key)).copied().unwrap_or(1.0);
                    let prior = if term.kind == Kind::Known { 0.005 } else { 0.001 };
                    let told = ((texts[lang as usize] + PRIOR) / (df + PRIOR * prior)).ln().max(0.01).powf(power);
                    match term.kind {
                        Kind::Unknown => told * unknown,
                        Kind::Name | Kind::Number => told * name,
                        Kind::Known => told,
                        Kind::Function => told * env("FUNCTION", 0.3),
                    }
                };
                let weights: Vec<f32> = bag.iter().map(weight).collect();
                Node { total: weights.iter().sum(), weights, units: Vec::new(), shares: Vec::new() }
            })
            .collect();
    }

    /// Numbers the units, and inverts the texts.
    fn number(&mut self, bags: &[Vec<Term>]) {
        let mut units: Vec<u32> = bags.iter().flatten().flat_map(|term| term.units.iter().copied()).collect();
        units.par_sort_unstable();
        units.dedup();
        let number: FxHashMap<u32, u32> = units.iter().zip(0..).map(|(&unit, number)| (unit, number)).collect();
        let fan = env("FAN", 0.5);
        for (bag, node) in bags.iter().zip(&mut self.nodes) {
            for (term, at) in bag.iter().zip(0u16..) {
                node.units.extend(term.units.iter().filter_map(|unit| Some((*number.get(unit)?, at))));
                node.shares.push((term.units.len().max(1) as f32).powf(-fan));
            }
            node.units.sort_unstable();
        }
        self.starts = vec![0u32; units.len() + 1];
        let distinct = |node: &Node| {
            let mut list: Vec<u32> = node.units.iter().map(|unit| unit.0).collect();
            list.dedup();
            list
        };
        for unit in self.nodes.iter().flat_map(distinct) {
            self.starts[unit as usize + 1] += 1;
        }
        self.told =
            self.starts[1..].iter().map(|&df| (self.nodes.len() as f32 / df.max(1) as f32).ln().max(0.01)).collect();
        for at in 1..self.starts.len() {
            self.starts[at] += self.starts[at - 1];
        }
        let mut next = self.starts.clone();
        self.holders = vec![0; self.starts.last().copied().unwrap_or(0) as usize];
        for (node, at) in self.nodes.iter().zip(0u32..) {
            for unit in distinct(node) {
                let slot = &mut next[unit as usize];
                self.holders[*slot as usize] = at;
                *slot += 1;
            }
        }
    }

    /// The nodes of each other language that score highest with `node`.
    fn near(&self, node: u32, sums: &mut [f32]) -> Vec<(u32, f32)> {
        let (here, lang) = (&self.nodes[node as usize], self.langs[node as usize]);
        let held =
            |unit: u32| &self.holders[self.starts[unit as usize] as usize..self.starts[unit as usize + 1] as usize];
        let mut units: Vec<(u32, u16)> = here.units.clone();
        units.sort_unstable_by_key(|unit| (held(unit.0).len(), unit.0));
        units.dedup_by_key(|unit| unit.0);
        let mut touched = Vec::new();
        let mut looked = 0;
        for (unit, term) in units {
            let holders = held(unit);
            looked += holders.len();
            if looked > BUDGET {
                break;
            }
            let told = self.told[unit as usize] * here.shares[term as usize];
            for &other in holders {
                let slot = &mut sums[other as usize];
                if *slot == 0.0 {
                    touched.push(other);
                }
                *slot += told;
            }
        }
        let mut by_lang: Vec<Vec<(f32, u32)>> = vec![Vec::new(); self.languages];
        for other in touched {
            let sum = std::mem::take(&mut sums[other as usize]);
            let there = self.langs[other as usize];
            if there != lang {
                by_lang[there as usize].push((sum / (self.nodes[other as usize].total + 10.0), other));
            }
        }
        let mut found = Vec::new();
        for mut list in by_lang {
            let order = |x: &(f32, u32), y: &(f32, u32)| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1));
            let wide = NEAR * 3;
            if list.len() > wide {
                list.select_nth_unstable_by(wide, order);
                list.truncate(wide);
            }
            let mut scored: Vec<(f32, u32)> = list.iter().map(|&(_, other)| (self.score(node, other), other)).collect();
            scored.sort_unstable_by(order);
            scored.truncate(NEAR);
            found.extend(scored.into_iter().map(|(score, other)| (other, score)));
        }
        found
    }

    /// The weight of the words that answer each other, each used once, against the weight of all: 0 to 1.
    fn score(&self, a: u32, b: u32) -> f32 {
        let (x, y) = (&self.nodes[a.min(b) as usize], &self.nodes[a.max(b) as usize]);
        let mut pairs: Vec<(f32, u16, u16)> = Vec::new();
        let (mut i, mut j) = (0, 0);
        while let (Some(&(p, s)), Some(&(q, _))) = (x.units.get(i), y.units.get(j)) {
            if p == q {
                let run = y.units[j..].iter().take_while(|unit| unit.0 == q);
                pairs.extend(run.map(|&(_, t)| {
                    let strength = (x.shares[s as usize] * y.shares[t as usize]).sqrt();
                    (strength * (x.weights[s as usize] * y.weights[t as usize]).sqrt(), s, t)
                }));
            }
            i += usize::from(p <= q);
            j += usize::from(q < p);
        }
        pairs.sort_unstable_by(|x, y| (x.1, x.2).cmp(&(y.1, y.2)).then(y.0.total_cmp(&x.0)));
        let more = env("MORE", 1.0);
        // Several concepts in common make a pair of words surer.
        pairs.dedup_by(|later, kept| {
            let same = (later.1, later.2) == (kept.1, kept.2);
            if same {
                kept.0 += more * later.0;
            }
            same
        });
        for pair in &mut pairs {
            pair.0 = pair.0.min((x.weights[pair.1 as usize] * y.weights[pair.2 as usize]).sqrt());
        }
        pairs.sort_unstable_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
        let (mut used_x, mut used_y) = (vec![false; x.weights.len()], vec![false; y.weights.len()]);
        let mut overlap = 0.0;
        for (weight, s, t) in pairs {
            if !used_x[s as usize] && !used_y[t as usize] {
                used_x[s as usize] = true;
                used_y[t as usize] = true;
                overlap += weight;
            }
        }
        let smooth = env("SMOOTH", 5.0);
        overlap / ((x.total + smooth) * (y.total + smooth)).sqrt()
    }

    /// For each node and language the mean score of its nearest.
    fn local(&self, near: &[Vec<(u32, f32)>]) -> Vec<BTreeMap<u16, f32>> {
        near.iter()
            .map(|list| {
                let mut sums: BTreeMap<u16, (f32, u32)> = BTreeMap::new();
                for &(other, score) in list {
                    let slot = sums.entry(self.langs[other as usize]).or_default();
                    if slot.1 < LOCAL as u32 {
                        slot.0 += score;
                        slot.1 += 1;
                    }
                }
                sums.into_iter().map(|(lang, (sum, _))| (lang, sum / LOCAL as f32)).collect()
            })
            .collect()
    }

    /// The score of the node in the language of `other` that is nearest to `node`.
    fn best(&self, near: &[Vec<(u32, f32)>], node: u32, other: u32) -> f32 {
        let lang = self.langs[other as usize];
        near[node as usize].iter().find(|entry| self.langs[entry.0 as usize] == lang).map_or(0.0, |entry| entry.1)
    }

    fn hub(&self, local: &[BTreeMap<u16, f32>], node: u32, other: u32) -> f32 {
        local[node as usize].get(&self.langs[other as usize]).copied().unwrap_or(0.0)
    }
}

#[doc(hidden)]
pub fn debug_pairs(items: &[(&str, &str)], concepts: &Concepts) -> Vec<(u32, u32, f32)> {
    let (texts, langs): (Vec<&str>, Vec<String>) = items.iter().map(|&(text, lang)| (text, lang.to_owned())).unzip();
    edges(&texts, &langs, concepts, 0.25).into_iter().map(|edge| (edge.a, edge.b, edge.score)).collect()
}
