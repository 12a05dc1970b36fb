//! Nodes that are left alone, and fragments: a node that another contains.

use super::cluster::Edge;
use super::compare;
use super::index::Corpus;

/// A lone node joins the group of the node closest to it when it is so much closer than to any other group.
const CLEAR: f32 = 1.3;
/// A lone node joins a group when one of its members has this share of it ...
const ATTACH: f32 = 0.6;
/// ... and no other group comes near.
const MARGIN: f32 = 1.25;
/// A part weighs at most this share of the node that contains it ...
const LIGHTER: f32 = 0.7;
/// ... which has this share of it.
const CONTAINED: f32 = 0.7;
/// Fewer terms than this are nobody's fragment.
const TERMS: usize = 2;

/// Lets each node that is alone join the group of the node closest to it, where no other group comes near.
pub fn join_closest(edges: &[Edge], threshold: f32, group: &mut [u32]) {
    let mut size = vec![0u32; group.len()];
    group.iter().for_each(|&name| size[name as usize] += 1);
    // For each lone node its best score with the group it is closest to, that group, and the best with any other.
    let mut best = vec![(0.0f32, 0u32, 0.0f32); group.len()];
    for (node, other, score) in edges.iter().flat_map(|e| [(e.a, e.b, e.score), (e.b, e.a, e.score)]) {
        let host = group[other as usize];
        let (held, name, rival) = &mut best[node as usize];
        if host == *name && *held > 0.0 {
            *held = held.max(score);
        } else if score > *held || (score == *held && host < *name) {
            (*rival, *held, *name) = (*held, score, host);
        } else {
            *rival = rival.max(score);
        }
    }
    let lone: Vec<bool> = group.iter().map(|&name| size[name as usize] == 1).collect();
    for (node, &(score, host, rival)) in best.iter().enumerate() {
        // Two that are alone and no pair at the threshold stay alone.
        if lone[node] && size[host as usize] > 1 && score >= threshold && score >= rival * CLEAR {
            group[node] = host;
        }
    }
}

/// Lets each node that is alone join the group of the one heavier node or nodes that contain it.
pub fn attach(corpus: &Corpus, edges: &[Edge], group: &mut [u32]) {
    let mut size = vec![0u32; group.len()];
    for &g in group.iter() {
        size[g as usize] += 1;
    }
    let mut joins = Vec::new();
    for from in edges.chunk_by(|x, y| x.a == y.a) {
        let node = from.first().map_or(0, |edge| edge.a);
        if size[group[node as usize] as usize] > 1 || corpus.terms(node).len() < TERMS {
            continue;
        }
        let mut hosts: Vec<(f32, u32)> = from
            .iter()
            .map(|edge| (contained(corpus, edge), group[edge.b as usize]))
            .filter(|host| host.0 >= ATTACH / MARGIN)
            .collect();
        hosts.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
        if let Some(&(best, host)) = hosts.first() {
            let rival = hosts.iter().find(|other| other.1 != host).map_or(0.0, |other| other.0);
            if best >= ATTACH && best >= rival * MARGIN {
                joins.push((node, host));
            }
        }
    }
    // A host that joins another group itself carries its fragments along.
    for &(node, host) in joins.iter().rev() {
        group[node as usize] = group[host as usize];
    }
}

/// Which nodes are parts of a heavier node of their group.
pub fn mark(corpus: &Corpus, edges: &[Edge], group: &[u32]) -> Vec<bool> {
    let mut part = vec![false; group.len()];
    for edge in edges.iter().filter(|edge| group[edge.a as usize] == group[edge.b as usize]) {
        let (light, heavy) = (corpus.total(edge.a), corpus.total(edge.b));
        if light <= heavy * LIGHTER && contained(corpus, edge) >= CONTAINED {
            part[edge.a as usize] = true;
        }
    }
    part
}

/// The share of the lighter node that the heavier one has.
fn contained(corpus: &Corpus, edge: &Edge) -> f32 {
    let shared = compare::shared(&corpus.weights, corpus.terms(edge.a), corpus.terms(edge.b));
    shared / corpus.total(edge.a).max(f32::MIN_POSITIVE)
}
