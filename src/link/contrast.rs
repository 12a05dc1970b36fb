//! Two groups of one mould: alike, but two statements.
//!
//! A translator may choose another word anywhere. That nearly all of several renderings have words that none of several
//! others has, and the other way round, though nothing says that these words stand for each other, is no choice: the
//! statements are two ("all the days of Seth were ...", "all the days of Enos were ...").

use super::equivalents::Equivalents;
use super::index::Corpus;

/// Groups of fewer nodes may part by chance.
const LEAST: usize = 3;
/// What this share of a group has is its own, if the other has it nowhere.
const MOST: f32 = 0.75;
/// So much must the words tell that are each group's own: about as a name that is in one of a thousand renderings.
const TOLD: f32 = 4.0;

/// Whether two groups of nodes, at least [`LEAST`] each, are different statements by what each has for its own.
pub fn differ(corpus: &Corpus, equivalents: &Equivalents, a: &[u32], b: &[u32]) -> bool {
    if a.len().min(b.len()) < LEAST {
        return false;
    }
    let (held_a, held_b) = (held(corpus, a), held(corpus, b));
    let (own_a, own_b) = (own(&held_a, a.len(), &held_b), own(&held_b, b.len(), &held_a));
    let told = |own: &[u32], other: &[u32]| -> f32 {
        let answered = |term: u32| equivalents.of(term).iter().any(|&(answer, _)| other.contains(&answer));
        own.iter().filter(|&&term| !answered(term)).map(|&term| corpus.weights[term as usize]).sum()
    };
    told(&own_a, &own_b) >= TOLD && told(&own_b, &own_a) >= TOLD
}

/// The terms of a group, ascending, and how many of its nodes hold each.
fn held(corpus: &Corpus, group: &[u32]) -> Vec<(u32, usize)> {
    let mut terms: Vec<u32> = group.iter().flat_map(|&node| corpus.terms(node)).copied().collect();
    terms.sort_unstable();
    terms.chunk_by(|x, y| x == y).map(|run| (run[0], run.len())).collect()
}

/// Those terms that most of `size` nodes hold and the `other` group does not.
fn own(held: &[(u32, usize)], size: usize, other: &[(u32, usize)]) -> Vec<u32> {
    let most = MOST * size as f32;
    let missing = |term| other.binary_search_by_key(&term, |entry| entry.0).is_err();
    held.iter().filter(|&&(term, nodes)| nodes as f32 >= most && missing(term)).map(|entry| entry.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_part_two_groups_of_one_mould() {
        let word = |number: u64| number * 16 + 4;
        // Ten words of a mould; a node leaves one out and has a name and a number of its group's.
        let node = |at: u64, own: [u64; 2]| -> Vec<u64> {
            let mut keys: Vec<u64> = (1..11).filter(|word| word % 5 != at).chain(own).map(word).collect();
            keys.sort_unstable();
            keys
        };
        let mut lists: Vec<Vec<u64>> = (0..3).flat_map(|at| [node(at, [20, 21]), node(at, [30, 31])]).collect();
        // Others, so that the words are rare.
        lists.extend((0..900).map(|at| vec![word(100 + at)]));
        let lists: Vec<&[u64]> = lists.iter().map(Vec::as_slice).collect();
        let (corpus, order) = Corpus::new(&lists);
        let equivalents = Equivalents::learn(&corpus, &[]);
        let group = |wanted: [u32; 3]| -> Vec<u32> {
            (0u32..).zip(&order).filter(|(_, old)| wanted.contains(old)).map(|(node, _)| node).collect()
        };
        assert!(differ(&corpus, &equivalents, &group([0, 2, 4]), &group([1, 3, 5])));
        assert!(!differ(&corpus, &equivalents, &group([0, 1, 4]), &group([2, 3, 5])), "each name on both sides");
    }
}
