//! Nearly the same words: wire copy with a word changed, typing errors, light edits.
//!
//! Where thousands print one text with small edits, the words they share look frequent and would tell nothing, and
//! there are more pairs than can be kept. So texts that are nearly the same become one node before rarity is
//! counted, where they are many. They are found by min-wise hashing
//! (Broder 1997, "On the resemblance and containment of documents") in bands, each band's bucket compared with its
//! most central text only: the work is linear whatever the input.

use std::cmp::Reverse;

use rayon::prelude::*;

use super::candidates::KEEP;
use super::duplicates::Node;
use super::keys;

/// Two texts meet when all hashes of one band agree.
const BANDS: usize = 8;
/// Hashes in a band.
const ROWS: u64 = 3;
/// Texts with fewer telling words are too short for this.
const LEAST: usize = 8;
/// Words that a larger share of all texts is likely to hold are not telling.
const TELLING: f32 = 0.05;
/// From this share of their words in common, weighed by likely rarity, two texts are nearly the same.
const ALIKE: f32 = 0.75;
/// Fewer near copies than the graph of pairs can hold are left to it: it weighs words and outlets, and knows parts.
const MANY: u32 = KEEP as u32;

/// For each node the node that stands for it: itself, or a more central one that it and at least [`MANY`] others are
/// nearly the same as. A node that stands for others stands for itself. Nodes that are not `compatible` stay apart.
pub fn stand_ins(nodes: &[Node], compatible: impl Fn(&Node, &Node) -> bool + Sync) -> Vec<u32> {
    let bands: Vec<Option<[u32; BANDS]>> = nodes.par_iter().map(|node| signature(&node.keys)).collect();
    let mut popularity = vec![0u32; nodes.len()];
    for band in 0..BANDS {
        for bucket in sorted(&bands, band).chunk_by(|x, y| x.0 == y.0) {
            for &(_, node) in bucket {
                popularity[node as usize] += bucket.len() as u32 - 1;
            }
        }
    }
    let rank = |node: u32| (Reverse(popularity[node as usize]), node);
    let mut leaders: Vec<(u32, u32)> = Vec::new();
    for band in 0..BANDS {
        for bucket in sorted(&bands, band).chunk_by(|x, y| x.0 == y.0) {
            let leader = bucket.iter().map(|&(_, node)| node).min_by_key(|&node| rank(node)).unwrap_or_default();
            leaders.extend(bucket.iter().filter(|entry| entry.1 != leader).map(|&(_, node)| (node, leader)));
        }
    }
    drop(bands);
    leaders.par_sort_unstable_by_key(|&(node, leader)| (rank(node), rank(leader)));
    leaders.dedup();
    let alike = |a: u32, b: u32| {
        let (a, b) = (&nodes[a as usize], &nodes[b as usize]);
        compatible(a, b) && resemblance(&a.keys, &b.keys) >= ALIKE
    };
    let leaders: Vec<(u32, u32)> = leaders.into_par_iter().filter(|&(node, leader)| alike(node, leader)).collect();
    let mut stands: Vec<u32> = (0..nodes.len() as u32).collect();
    // Most central first, so that it is settled who stands for a leader before anyone joins it.
    for (node, leader) in leaders {
        let head = stands[leader as usize];
        if stands[node as usize] == node && (head == leader || alike(node, head)) {
            stands[node as usize] = head;
        }
    }
    let mut copies = vec![0u32; nodes.len()];
    for &head in &stands {
        copies[head as usize] += 1;
    }
    let own = |(&head, node): (&u32, u32)| if copies[head as usize] > MANY { head } else { node };
    stands.iter().zip(0..).map(own).collect()
}

/// The nodes that have bands, by their hash in one of them.
fn sorted(bands: &[Option<[u32; BANDS]>], band: usize) -> Vec<(u32, u32)> {
    let mut list: Vec<(u32, u32)> =
        bands.iter().zip(0..).filter_map(|(bands, node)| Some(((*bands)?[band], node))).collect();
    list.par_sort_unstable();
    list
}

/// A hash for each band, `None` for short texts.
fn signature(keys: &[u64]) -> Option<[u32; BANDS]> {
    let telling: Vec<u64> = keys.iter().copied().filter(|&key| keys::prior(key) < TELLING).collect();
    let least = |seed: u64| {
        let odd = mix(seed) | 1;
        telling.iter().map(|key| (key ^ (key >> 31)).wrapping_mul(odd)).min().unwrap_or(0)
    };
    let band = |band: usize| {
        let first = band as u64 * ROWS;
        (mix((first..first + ROWS).fold(0, |hash, row| mix(hash ^ least(row + 1)))) >> 32) as u32
    };
    (telling.len() >= LEAST).then(|| std::array::from_fn(band))
}

/// The finaliser of splitmix64 (Steele, Lea, Flood 2014).
fn mix(x: u64) -> u64 {
    let x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// The share, 0 to 1, of the words of two sorted lists that both have, weighed by likely rarity.
fn resemblance(a: &[u64], b: &[u64]) -> f32 {
    let weight = |key: u64| -keys::prior(key).ln();
    let (mut x, mut y, mut both, mut all) = (0, 0, 0.0, 0.0);
    while let (Some(&s), Some(&t)) = (a.get(x), b.get(y)) {
        let weight = weight(s.min(t));
        all += weight;
        both += if s == t { weight } else { 0.0 };
        x += usize::from(s <= t);
        y += usize::from(t <= s);
    }
    all += a.iter().skip(x).chain(b.iter().skip(y)).map(|&key| weight(key)).sum::<f32>();
    both / all.max(f32::MIN_POSITIVE)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "the ferry to Sandholm was full of beekeepers, each with a quiet box upon the knees, \
                         when Captain Wrede asked whether anybody had counted the queens before boarding";

    fn node(text: &str) -> Node {
        let mut keys = keys::keys_of(text);
        keys.sort_unstable();
        keys.dedup();
        Node { keys, source: None, entry: 0, day: None, identity: 0 }
    }

    /// `WORDS` with one word or another replaced.
    fn edited() -> impl Iterator<Item = Node> {
        (0..3).flat_map(|round| {
            let edit = move |(at, word)| node(&WORDS.replacen(word, &format!("edit{round}{at}"), 1));
            WORDS.split_whitespace().enumerate().map(edit)
        })
    }

    #[test]
    fn light_edits_stand_behind_the_central_text() {
        let mut nodes: Vec<Node> = edited().collect();
        nodes.push(node("we sold eleven violins, two harps and a broken organ to the monastery above Tarnfeld in May"));
        let last = nodes.len() - 1;
        let stands = stand_ins(&nodes, |_, _| true);
        assert!(stands[..last].iter().all(|&head| head == stands[0]), "{stands:?}");
        assert_eq!(stands[last] as usize, last);
    }

    #[test]
    fn few_or_incompatible_copies_stay_apart() {
        let apart = |nodes: &[Node]| (0..nodes.len() as u32).collect::<Vec<_>>();
        let nodes: Vec<Node> = edited().collect();
        assert_eq!(stand_ins(&nodes, |_, _| false), apart(&nodes));
        assert_eq!(stand_ins(&nodes[..20], |_, _| true), apart(&nodes[..20]));
    }

    #[test]
    fn half_the_words_are_not_nearly_the_same() {
        let (half, _) = WORDS.split_at(WORDS.len() / 2);
        assert!(resemblance(&node(WORDS).keys, &node(half).keys) < ALIKE);
        assert!((resemblance(&node(WORDS).keys, &node(WORDS).keys) - 1.0).abs() < 1e-6);
    }
}
