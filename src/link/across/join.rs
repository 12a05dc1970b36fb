//! Groups of single languages to statements.
//!
//! What one language has grouped stays as it is: groups are joined whole, at most one of each language to a statement.

use std::collections::BTreeMap;

use super::Crossing;
use crate::link::cluster::{Edge, cluster_apart};

/// How much a nearer group in the other's language counts against a pair.
const RIVAL: f32 = 1.0;
/// Share of the cut below which pairs are of no use.
const LOW: f32 = 0.5;
/// Score of a clear pair, and the share of true pairs that reach it.
const CLEAR: f32 = 0.6;
const SEEN: f32 = 0.55;
/// Groups imagined to have a partner, and as many to have none, so that a few groups tell little.
const IMAGINED: f32 = 10.0;
/// The cut at even odds, what an e-fold of odds changes against a pair and for it, and where the cut may lie.
const EVEN: f32 = 0.36;
const AGAINST: f32 = 0.14;
const FOR: f32 = 0.06;
const LOWEST: f32 = 0.2;
const HIGHEST: f32 = 0.9;

/// Pairs of texts in different languages, ready to join groups.
pub struct Across {
    /// The pairs, over all texts.
    crossings: Vec<Crossing>,
    /// The language of each text, by number; none where it is not known.
    langs: Vec<Option<u16>>,
    /// From which score a pair counts as linked.
    cut: f32,
}

/// Two groups, the languages of the texts by which they meet, and how alike they are.
struct Meeting {
    groups: [u32; 2],
    langs: [u16; 2],
    score: f32,
}

impl Across {
    /// The pairs with the cut that suits them, where texts are grouped as in `group`.
    pub fn new(crossings: Vec<Crossing>, langs: Vec<Option<u16>>, group: &[u32]) -> Across {
        let mut across = Across { crossings, langs, cut: 0.0 };
        let mut known: Vec<u16> = across.langs.iter().flatten().copied().collect();
        known.sort_unstable();
        known.dedup();
        let mut groups: Vec<u32> = group.to_vec();
        groups.sort_unstable();
        groups.dedup();
        across.cut = cut(&across.meetings(group), groups.len() as f32 * known.len().saturating_sub(1) as f32);
        across
    }

    /// The score of a pair where pairs of one language count as linked from `threshold`.
    pub fn score(&self, a: u32, b: u32, threshold: f32) -> Option<f32> {
        let at = self.crossings.binary_search_by_key(&(a, b), |pair| (pair.a, pair.b)).ok()?;
        Some((self.crossings[at].score / self.cut * threshold).min(1.0))
    }

    /// Number of pairs.
    pub fn pairs(&self) -> usize {
        self.crossings.len()
    }

    /// Joins groups, each named by one of its texts, whose mean score on the scale of `unit` (what the cut amounts to)
    /// reaches `threshold`.
    pub fn join(&self, group: &mut [u32], unit: f32, threshold: f32) {
        let mut meetings = self.meetings(group);
        let best = best(&meetings);
        for meeting in &mut meetings {
            let [a, b] = meeting.groups;
            let [lang_a, lang_b] = meeting.langs;
            let rival = |key| best.get(&key).map_or(0.0, |best| best - meeting.score);
            meeting.score -= RIVAL * (rival((a, lang_b)) + rival((b, lang_a)));
        }
        let mut names: Vec<u32> = group.to_vec();
        names.sort_unstable();
        names.dedup();
        let number = |name: u32| names.binary_search(&name).unwrap_or(0) as u32;
        let mut held = vec![0u128; names.len()];
        for (&name, lang) in group.iter().zip(&self.langs) {
            held[number(name) as usize] |= lang.map_or(0, |lang| 1 << (lang % 128));
        }
        let edges: Vec<Edge> = meetings
            .iter()
            .filter(|meeting| meeting.score > LOW * self.cut)
            .map(|meeting| {
                let [a, b] = meeting.groups.map(number);
                Edge { a, b, score: (meeting.score / self.cut * unit).min(1.0) }
            })
            .collect();
        let joined = cluster_apart(&edges, threshold, held);
        for name in group.iter_mut() {
            *name = names[joined[number(*name) as usize] as usize];
        }
    }

    /// The groups that meet, each pair once by its best pair of texts, in order.
    fn meetings(&self, group: &[u32]) -> Vec<Meeting> {
        let mut meetings: Vec<Meeting> = self
            .crossings
            .iter()
            .filter_map(|pair| {
                let mut ends = [pair.a, pair.b];
                ends.sort_unstable_by_key(|&node| group[node as usize]);
                let groups = ends.map(|node| group[node as usize]);
                let [Some(lang_a), Some(lang_b)] = ends.map(|node| self.langs[node as usize]) else { return None };
                let meeting = Meeting { groups, langs: [lang_a, lang_b], score: pair.score };
                (groups[0] != groups[1]).then_some(meeting)
            })
            .collect();
        meetings.sort_unstable_by(|x, y| {
            x.groups.cmp(&y.groups).then(y.score.total_cmp(&x.score)).then(x.langs.cmp(&y.langs))
        });
        meetings.dedup_by_key(|meeting| meeting.groups);
        meetings
    }
}

/// For each group and each other language the best score.
fn best(meetings: &[Meeting]) -> BTreeMap<(u32, u16), f32> {
    let mut best: BTreeMap<(u32, u16), f32> = BTreeMap::new();
    for meeting in meetings {
        let [a, b] = meeting.groups;
        let [lang_a, lang_b] = meeting.langs;
        for key in [(a, lang_b), (b, lang_a)] {
            let slot = best.entry(key).or_default();
            *slot = meeting.score.max(*slot);
        }
    }
    best
}

/// The score from which a pair counts as linked, by how many texts have a rendering in another language at all: where
/// few have, what is nearest is mostly another statement of the same topic.
///
/// The share of groups with a clear partner tells the odds beforehand; the further they are against a pair, the more it
/// must show.
fn cut(meetings: &[Meeting], places: f32) -> f32 {
    let clear = best(meetings).values().filter(|score| **score >= CLEAR).count() as f32;
    let share = ((clear / SEEN + IMAGINED) / (places + 2.0 * IMAGINED)).clamp(0.001, 0.999);
    let odds = (share / (1.0 - share)).ln();
    (EVEN - odds * if odds < 0.0 { AGAINST } else { FOR }).clamp(LOWEST, HIGHEST)
}
