//! Pairs of renderings in different languages.
//!
//! Every word stands for concepts (`bag`); an inverted index over them opens pairs, rarest concepts first; a pair is
//! scored by the weight of the words that answer each other, each used once. From the score is taken what texts of other
//! statements reach with either of the two, so that a text that is like everything is not linked to everything
//! (after cross-domain similarity local scaling, Conneau et al. 2018, "Word translation without parallel data"). Where the user
//! has a model of word vectors, what the texts are about (`vectors`) opens pairs and is scored too.

mod bag;
mod join;
mod passage;
mod vectors;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::lang::concepts::{Concepts, primary};
use crate::lang::guess;
use bag::{Kind, Term};
use vectors::TextVectors;

pub use join::Across;
pub use passage::Passages;

/// Holders of concepts looked at for one node.
const BUDGET: usize = 4_000;
/// Nodes of each other language that are scored for a node.
const NEAR: usize = 3;
/// The place, in the list of those that share most, of a text that renders another statement.
const FAR: usize = 24;
/// What such a text scores where none is heard, how many of that are imagined, and how many are listened to, these
/// included.
const NOISE: f32 = 0.1;
const QUIET: f32 = 1.0;
const LISTEN: f32 = 4.0;
/// Words of one text that may be matched by one concept: a text that repeats a word a thousand times is not read a
/// million times.
const REPEATS: usize = 8;
/// Texts that are cut into words with one memory of what was looked up.
const CHUNK: usize = 4096;
/// Imagined texts that temper counts of few.
const PRIOR: f32 = 200.0;
/// Scores up to this are of no use.
const LEAST: f32 = 0.12;
/// Words of content up to which a text is short: chance is enough to make two such alike.
const SHORT: usize = 5;
/// Exponent on the rarity in nats.
const POWER: f32 = 1.4;
/// How much a word of which nothing is known weighs, and a function word: what does not answer it proves little.
const UNKNOWN: f32 = 0.5;
const FUNCTION: f32 = 0.3;
/// Exponent on the number of concepts of a word: one of many in common tells less.
const FAN: f32 = 0.15;
/// Weight that every text is imagined to have beside its words, so that short ones are not linked by a word.
const SMOOTH: f32 = 5.0;
/// How much a key of two vectors in common tells, beside a concept, and what a cosine of 1 adds to a candidate's share and to
/// a pair's score.
const KEY: f32 = 0.1;
const CANDIDATE: f32 = 0.5;
const VECTOR: f32 = 0.4;

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
    /// What each text is about, where there is a model.
    vectors: Option<TextVectors>,
}

#[derive(Default)]
struct Node {
    /// Weight of each word.
    weights: Vec<f32>,
    /// Whether each is a name or number.
    firm: Vec<bool>,
    /// Number of a unit and the word it belongs to, sorted.
    units: Vec<(u32, u32)>,
    /// How much a unit of each word tells of the word.
    shares: Vec<f32>,
    total: f32,
    /// Numbers of the keys of its vector, which are units of no word.
    keys: Vec<u32>,
}

/// A pair of texts in different languages: how much more alike they are than either is to texts of other statements.
#[derive(Clone, Copy, Debug)]
pub struct Crossing {
    /// The lower number of the two.
    pub a: u32,
    /// The higher one.
    pub b: u32,
    /// Below 1; what is false is seldom above .4.
    pub score: f32,
    /// Whether both texts are long, or a name or number is among what they share.
    pub firm: bool,
}

/// The pairs that may render one statement, in order.
pub fn crossings(texts: &[&str], langs: &[&str], concepts: &Concepts) -> Vec<Crossing> {
    let field = Field::new(texts, langs, concepts);
    let near: Vec<Near> = (0..field.nodes.len() as u32)
        .into_par_iter()
        .map_init(|| Scratch::new(&field), |scratch, node| field.near(node, scratch))
        .collect();
    let mut found: Vec<Crossing> = Vec::new();
    for (node, list) in near.iter().enumerate() {
        for &(other, Score { score, firm }) in &list.best {
            let (a, b) = ((node as u32).min(other), (node as u32).max(other));
            let score = 2.0 * score - near[a as usize].noise - near[b as usize].noise;
            if score > LEAST {
                found.push(Crossing { a, b, score, firm });
            }
        }
    }
    found.sort_unstable_by_key(|pair| (pair.a, pair.b));
    found.dedup_by_key(|pair| (pair.a, pair.b));
    found
}

/// What is near a node.
struct Near {
    /// The nearest nodes of each other language.
    best: Vec<(u32, Score)>,
    /// The score that texts of other statements reach.
    noise: f32,
}

#[derive(Clone, Copy)]
struct Score {
    score: f32,
    firm: bool,
}

/// What one thread reuses from node to node.
struct Scratch {
    sums: Vec<f32>,
    touched: Vec<u32>,
    by_lang: Vec<Vec<(f32, u32)>>,
    pairs: Vec<(f32, u32, u32)>,
    used: [Vec<bool>; 2],
}

impl Scratch {
    fn new(field: &Field) -> Scratch {
        Scratch {
            sums: vec![0.0; field.nodes.len()],
            touched: Vec::new(),
            by_lang: vec![Vec::new(); field.languages],
            pairs: Vec::new(),
            used: [Vec::new(), Vec::new()],
        }
    }
}

impl Field {
    fn new(texts: &[&str], langs: &[&str], concepts: &Concepts) -> Field {
        let mut codes: Vec<&str> = langs.to_vec();
        codes.sort_unstable();
        codes.dedup();
        let words: Vec<_> = codes.iter().map(|lang| concepts.words(lang)).collect();
        let langs: Vec<u16> = langs.iter().map(|lang| codes.binary_search(lang).unwrap_or(0) as u16).collect();
        let chunk = |(texts, langs): (&[&str], &[u16])| {
            let mut known: Vec<bag::Known> = vec![bag::Known::default(); codes.len()];
            let terms = |(text, &lang): (&&str, &u16)| match (codes.get(lang as usize), words.get(lang as usize)) {
                (Some(code), Some(words)) if !code.is_empty() => {
                    bag::terms(text, words, concepts, &mut known[lang as usize])
                }
                _ => Vec::new(),
            };
            texts.iter().zip(langs).map(terms).collect::<Vec<_>>()
        };
        let bags: Vec<Vec<Term>> = texts.par_chunks(CHUNK).zip(langs.par_chunks(CHUNK)).flat_map_iter(chunk).collect();
        let mut field = Field {
            languages: codes.len(),
            langs,
            nodes: Vec::new(),
            starts: Vec::new(),
            holders: Vec::new(),
            told: Vec::new(),
            vectors: None,
        };
        field.weigh(&bags);
        field.vectors = TextVectors::new(&bags, &field.nodes, &field.langs);
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
        self.nodes = bags
            .par_iter()
            .zip(&self.langs)
            .map(|(bag, &lang)| {
                let weight = |term: &Term| {
                    let df = counts.get(&(lang, term.key)).copied().unwrap_or(1.0);
                    let prior = if term.kind == Kind::Known { 0.005 } else { 0.001 };
                    let told = ((texts[lang as usize] + PRIOR) / (df + PRIOR * prior)).ln().max(0.01).powf(POWER);
                    match term.kind {
                        Kind::Unknown => told * UNKNOWN,
                        Kind::Known | Kind::Name | Kind::Number => told,
                        Kind::Function => told * FUNCTION,
                    }
                };
                let weights: Vec<f32> = bag.iter().map(weight).collect();
                let firm = bag.iter().map(|term| matches!(term.kind, Kind::Name | Kind::Number)).collect();
                Node { total: weights.iter().sum(), weights, firm, ..Node::default() }
            })
            .collect();
    }

    /// Numbers the units, and inverts the texts.
    fn number(&mut self, bags: &[Vec<Term>]) {
        let mut units: Vec<u32> = bags.iter().flatten().flat_map(|term| term.units.iter().copied()).collect();
        units.par_sort_unstable();
        units.dedup();
        let number: FxHashMap<u32, u32> = units.iter().zip(0..).map(|(&unit, number)| (unit, number)).collect();
        for (bag, node) in bags.iter().zip(&mut self.nodes) {
            for (term, at) in bag.iter().zip(0u32..) {
                node.units.extend(term.units.iter().filter_map(|unit| Some((*number.get(unit)?, at))));
                node.shares.push((term.units.len().max(1) as f32).powf(-FAN));
            }
            node.units.sort_unstable();
            node.units = at_most(REPEATS, &node.units);
        }
        let keys = self.number_keys(units.len());
        self.starts = vec![0u32; units.len() + keys + 1];
        let distinct = |node: &Node| {
            let mut list: Vec<u32> = node.units.iter().map(|unit| unit.0).collect();
            list.dedup();
            list.extend(&node.keys);
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

    /// Numbers the keys of the vectors from `first` on; how many there are.
    fn number_keys(&mut self, first: usize) -> usize {
        let Some(vectors) = &self.vectors else { return 0 };
        let mut keys: Vec<u32> = (0..self.nodes.len()).flat_map(|at| vectors.keys(at)).collect();
        keys.par_sort_unstable();
        keys.dedup();
        for (at, node) in self.nodes.iter_mut().enumerate() {
            let number = |key: u32| Some((first + keys.binary_search(&key).ok()?) as u32);
            node.keys = vectors.keys(at).filter_map(number).collect();
        }
        keys.len()
    }

    /// The nodes of each other language that score highest with `node`, and what others reach.
    fn near(&self, node: u32, scratch: &mut Scratch) -> Near {
        self.gather(node, scratch);
        let mut lists = std::mem::take(&mut scratch.by_lang);
        let (mut best, mut noise, mut heard) = (Vec::new(), QUIET * NOISE, QUIET);
        for list in &mut lists {
            let order = |x: &(f32, u32), y: &(f32, u32)| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1));
            if list.len() > FAR {
                list.select_nth_unstable_by(FAR, order);
                list.truncate(FAR + 1);
            }
            list.sort_unstable_by(order);
            if let Some(&(_, other)) = list.get(FAR)
                && heard < LISTEN
            {
                noise += self.score(node, other, scratch).score;
                heard += 1.0;
            }
            best.extend(list.iter().take(NEAR).map(|&(_, other)| (other, self.score(node, other, scratch))));
            list.clear();
        }
        scratch.by_lang = lists;
        let noise = noise / heard;
        // What is no better than noise on this side alone is not kept.
        best.retain(|(_, score)| 2.0 * score.score - noise > LEAST);
        Near { best, noise }
    }

    /// Adds up what the concepts that `node` shares with others tell, the rarest first, by language.
    fn gather(&self, node: u32, scratch: &mut Scratch) {
        let (here, lang) = (&self.nodes[node as usize], self.langs[node as usize]);
        let held =
            |unit: u32| &self.holders[self.starts[unit as usize] as usize..self.starts[unit as usize + 1] as usize];
        let share = |&(unit, term): &(u32, u32)| (unit, here.shares[term as usize]);
        let mut units: Vec<(u32, f32)> = here.units.iter().map(share).collect();
        units.dedup_by_key(|unit| unit.0);
        units.extend(here.keys.iter().map(|&key| (key, KEY)));
        units.sort_unstable_by_key(|unit| (held(unit.0).len(), unit.0));
        let mut looked = 0;
        for (unit, share) in units {
            let holders = held(unit);
            looked += holders.len();
            if looked > BUDGET {
                break;
            }
            let told = self.told[unit as usize] * share;
            for &other in holders {
                let slot = &mut scratch.sums[other as usize];
                if *slot == 0.0 {
                    scratch.touched.push(other);
                }
                *slot += told;
            }
        }
        for other in scratch.touched.drain(..) {
            let sum = std::mem::take(&mut scratch.sums[other as usize]);
            let there = self.langs[other as usize];
            if there != lang {
                let share = sum / (self.nodes[other as usize].total + 10.0);
                scratch.by_lang[there as usize].push((share + CANDIDATE * self.cosine(node, other), other));
            }
        }
    }

    /// The weight of the words that answer each other, each used once, against the weight of all: 0 to 1.
    fn score(&self, a: u32, b: u32, scratch: &mut Scratch) -> Score {
        let (x, y) = (&self.nodes[a.min(b) as usize], &self.nodes[a.max(b) as usize]);
        let pairs = &mut scratch.pairs;
        pairs.clear();
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
        // Several concepts in common make a pair of words surer.
        pairs.sort_unstable_by(|x, y| (x.1, x.2).cmp(&(y.1, y.2)).then(y.0.total_cmp(&x.0)));
        pairs.dedup_by(|later, kept| {
            let same = (later.1, later.2) == (kept.1, kept.2);
            kept.0 += if same { later.0 } else { 0.0 };
            same
        });
        for pair in pairs.iter_mut() {
            pair.0 = pair.0.min((x.weights[pair.1 as usize] * y.weights[pair.2 as usize]).sqrt());
        }
        pairs.sort_unstable_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
        for (used, node) in scratch.used.iter_mut().zip([x, y]) {
            used.clear();
            used.resize(node.weights.len(), false);
        }
        let [used_x, used_y] = &mut scratch.used;
        let (mut overlap, mut firm) = (0.0, x.weights.len().min(y.weights.len()) > SHORT);
        for &(weight, s, t) in pairs.iter() {
            if !used_x[s as usize] && !used_y[t as usize] {
                used_x[s as usize] = true;
                used_y[t as usize] = true;
                overlap += weight;
                firm |= x.firm[s as usize] || y.firm[t as usize];
            }
        }
        let words = overlap / ((x.total + SMOOTH) * (y.total + SMOOTH)).sqrt();
        Score { score: words + VECTOR * self.cosine(a, b), firm }
    }

    /// The cosine of what two texts are about, 0 where there is no model.
    fn cosine(&self, a: u32, b: u32) -> f32 {
        self.vectors.as_ref().map_or(0.0, |vectors| vectors.cosine(a, b))
    }
}

/// The first `most` words of each unit, of a sorted list.
fn at_most(most: usize, units: &[(u32, u32)]) -> Vec<(u32, u32)> {
    units.chunk_by(|x, y| x.0 == y.0).flat_map(|words| words.iter().copied().take(most)).collect()
}

/// For a measuring tool: the scored pairs of texts with their languages.
#[doc(hidden)]
pub fn scored(items: &[(&str, &str)], concepts: &Concepts) -> Vec<(u32, u32, f32)> {
    let (texts, langs): (Vec<&str>, Vec<&str>) = items.iter().copied().unzip();
    crossings(&texts, &langs, concepts).into_iter().map(|pair| (pair.a, pair.b, pair.score)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_repeats_a_word_is_matched_in_linear_time() {
        let (repeats, words) = (100_000, 70_000);
        let mut texts = vec!["Frieden ".repeat(repeats), "peace ".repeat(repeats)];
        texts.push(format!("{} Niederlande", (0..words).map(|at| format!("{at} ")).collect::<String>()));
        texts.push("1 Netherlands".to_owned());
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let field = Field::new(&texts, &["de", "en", "de", "en"], &Concepts::default());
        assert!(field.nodes[..2].iter().all(|node| node.weights.len() == repeats && node.units.len() <= 4 * REPEATS));
        assert!(field.nodes[2].units.iter().any(|unit| unit.1 == words), "the last word is there");
        field.score(0, 1, &mut Scratch::new(&field));
    }
}
