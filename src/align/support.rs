//! The weight of a link in a collation: its own, and what the other texts say to it.

use super::collate::Tie;
use crate::model::{Alignment, Evidence, Link};

/// All links of all pairs, heaviest first.
///
/// A link `x–y` gains `min(x–z, z–y)` for each third text `z` (consistency transformation, Notredame et al. 2000);
/// when only one text is compared with the others, weights stay as they are.
pub(super) fn ties(lengths: &[usize], pairs: &[(usize, usize)], alignments: &[Alignment]) -> Vec<Tie> {
    let count = lengths.len();
    let complete = pairs.len() == count * count.saturating_sub(1) / 2 && count > 2;
    let neighbours = if complete { neighbours(lengths, pairs, alignments) } else { Vec::new() };
    let mut ties = Vec::new();
    for (&(x, y), alignment) in pairs.iter().zip(alignments) {
        for link in &alignment.links {
            let own = weight(link);
            let shared = if complete { agreement(&neighbours, x, link.a, y, link.b) } else { 0.0 };
            ties.push(Tie {
                weight: own + shared / (count - 1).max(1) as f32,
                a: (x as u32, link.a),
                b: (y as u32, link.b),
                strong: !matches!(link.evidence, Evidence::Position | Evidence::Form),
            });
        }
    }
    ties.sort_by(|p, q| q.weight.total_cmp(&p.weight).then_with(|| (p.a, p.b).cmp(&(q.a, q.b))));
    ties
}

fn weight(link: &Link) -> f32 {
    let trust = match link.evidence {
        Evidence::Same | Evidence::Value => 1.0,
        Evidence::Spelling | Evidence::Inflection | Evidence::Name | Evidence::Translation => 0.95,
        Evidence::Derivation | Evidence::Synonym => 0.8,
        Evidence::Antonym | Evidence::Hypernym | Evidence::Hyponym => 0.7,
        Evidence::Form => 0.6,
        Evidence::Position => 0.4,
    };
    trust * (0.3 + link.confidence)
}

/// For each text and token: its links as (text, token, weight), sorted.
type Neighbours = Vec<Vec<Vec<(u32, u32, f32)>>>;

fn neighbours(lengths: &[usize], pairs: &[(usize, usize)], alignments: &[Alignment]) -> Neighbours {
    let mut all: Neighbours = lengths.iter().map(|&len| vec![Vec::new(); len]).collect();
    let mut add = |text: usize, token: u32, entry: (u32, u32, f32)| {
        if let Some(list) = all.get_mut(text).and_then(|tokens| tokens.get_mut(token as usize)) {
            list.push(entry);
        }
    };
    for (&(x, y), alignment) in pairs.iter().zip(alignments) {
        for link in &alignment.links {
            add(x, link.a, (y as u32, link.b, weight(link)));
            add(y, link.b, (x as u32, link.a, weight(link)));
        }
    }
    for list in all.iter_mut().flatten() {
        list.sort_by_key(|entry| (entry.0, entry.1));
    }
    all
}

/// Sum over the other texts of the weaker of the two links that lead from one token to the other through it.
fn agreement(neighbours: &Neighbours, x: usize, i: u32, y: usize, j: u32) -> f32 {
    let of = |text: usize, token: u32| {
        neighbours.get(text).and_then(|tokens| tokens.get(token as usize)).map_or(&[][..], |list| list)
    };
    let (left, right) = (of(x, i), of(y, j));
    let (mut p, mut q, mut sum) = (0, 0, 0.0);
    while let (Some(l), Some(r)) = (left.get(p), right.get(q)) {
        match (l.0, l.1).cmp(&(r.0, r.1)) {
            std::cmp::Ordering::Less => p += 1,
            std::cmp::Ordering::Greater => q += 1,
            std::cmp::Ordering::Equal => {
                sum += l.2.min(r.2);
                p += 1;
                q += 1;
            }
        }
    }
    sum
}
