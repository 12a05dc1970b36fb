//! What two words have to do with each other.

use super::table::{Item, Part, TABLE};
use super::{Entry, frequency};

/// How the words of two entries are related. In the order in which equally strong relations are preferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Relation {
    /// Forms of one word.
    Same,
    /// They share a sense.
    Synonym {
        /// The rank of that sense, by frequency, from 0, in the word where it is rarer.
        rank: u8,
    },
    /// Opposites.
    Antonym {
        /// The lexicon opposes the words themselves, not only words of the same meaning.
        direct: bool,
    },
    /// Of one word family (`destroy`, `destruction`).
    Derivation,
    /// Verbs of nearly one sense.
    VerbGroup,
    /// Adjectives of one cluster.
    Similar,
    /// The second is the more general word.
    Hypernym {
        /// How much more general: 1 or 2 steps.
        steps: u8,
    },
    /// The second is the more specific word.
    Hyponym {
        /// How much more specific: 1 or 2 steps.
        steps: u8,
    },
    /// They have the next more general word in common.
    SharedHypernym,
}

impl Relation {
    /// The same relation seen from the other word.
    pub fn reversed(self) -> Relation {
        match self {
            Relation::Hypernym { steps } => Relation::Hyponym { steps },
            Relation::Hyponym { steps } => Relation::Hypernym { steps },
            other => other,
        }
    }
}

/// A relation, and how much it tells about the two words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Related {
    /// How the words are related.
    pub relation: Relation,
    /// 0 to 1: near 1 for a close relation between the usual senses of both forms, lower for a loose relation, for
    /// rare senses and for unlikely readings of a form.
    pub strength: f32,
}

/// The strongest relation between two forms, each given by its [`entries`](super::entries); `None` when there is none.
pub fn relation(a: &[Entry], b: &[Entry]) -> Option<Related> {
    let (&usual_a, &usual_b) = (a.first()?, b.first()?);
    let mut best = Best { related: None, usual: [usual_a, usual_b], here: [usual_a, usual_b] };
    for &entry_a in a {
        let Some(record_a) = TABLE.record(entry_a) else { continue };
        let (nodes_a, links_a) = TABLE.items(entry_a, record_a);
        for &entry_b in b {
            let Some(record_b) = TABLE.record(entry_b) else { continue };
            best.here = [entry_a, entry_b];
            if record_a.place() == record_b.place() {
                best.offer(Relation::Same, 1.0);
                continue;
            }
            links(links_a, entry_b, &mut best);
            if record_a.part() == record_b.part() {
                let (nodes_b, _) = TABLE.items(entry_b, record_b);
                meet(nodes_a, nodes_b, &mut best);
            }
        }
    }
    best.related
}

/// Whether two forms are opposites, if need be through the more general word of one of them: to reduce is to make less,
/// which is the opposite of to increase. Told of verbs and adjectives only: nouns under opposite headings are seldom
/// opposites.
pub fn contrary(a: &[Entry], b: &[Entry]) -> bool {
    let opposite = |x: &[Item], y: &[Item]| {
        x.iter().filter(|node| value(node) >> 4 & 7 == OPPOSITE && value(node) & 15 < USUAL).any(|node| {
            let at = y.partition_point(|other| value(other) >> 7 < value(node) >> 7);
            y.get(at).is_some_and(|other| {
                let (same, role) = (value(other) >> 7 == value(node) >> 7, value(other) >> 4 & 7);
                same && value(other) & 15 < USUAL && matches!(role, SENSE | HEAD | PARENT | VERB_GROUP)
            })
        })
    };
    let told = |&&entry: &&Entry| {
        TABLE.record(entry).is_some_and(|record| matches!(record.part(), Part::Verb | Part::Adjective))
    };
    if relation(a, b).is_some_and(|related| matches!(related.relation, Relation::Synonym { .. } | Relation::Similar)) {
        return false;
    }
    a.iter().filter(told).any(|&x| {
        b.iter().filter(told).any(|&y| {
            let (Some(p), Some(q)) = (TABLE.record(x), TABLE.record(y)) else { return false };
            let ((nodes_x, links), (nodes_y, _)) = (TABLE.items(x, p), TABLE.items(y, q));
            let linked = links.iter().any(|link| value(link) >> 6 == y.0 && value(link) >> 4 & 3 == 0);
            linked || (p.part() == q.part() && (opposite(nodes_x, nodes_y) || opposite(nodes_y, nodes_x)))
        })
    })
}

/// Senses that count as usual for [`contrary`].
const USUAL: u32 = 3;

/// Keys of a form's relatives, sorted, none twice: a place in the lexicon and, in the lowest three bits, what it is to
/// the form. Two forms between which there is a [`relation`] have keys that [`meets`] accepts.
pub fn kin(entries: &[Entry]) -> Vec<u32> {
    const ENTRIES: u32 = 1 << 28;
    let mut keys = Vec::new();
    for &entry in entries {
        let Some(record) = TABLE.record(entry) else { continue };
        let (nodes, links) = TABLE.items(entry, record);
        keys.extend(nodes.iter().map(|node| value(node) >> 7 << 3 | value(node) >> 4 & 7));
        keys.extend(links.iter().map(|link| ENTRIES | value(link) >> 6 << 3 | LINKED));
        keys.extend([ENTRIES | entry.0 << 3 | ITSELF, record.place().number() << 3 | LEMMA]);
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Whether two keys are of one place and what it is to either form makes them relatives.
pub fn meets(a: u32, b: u32) -> bool {
    const MET: [u8; 8] = met();
    a >> 3 == b >> 3 && MET[(a & 7) as usize] >> (b & 7) & 1 != 0
}

/// What a lemma's letters, an entry linked to and the entry itself are to a form: numbers no synset's role has, or
/// that stand in another range of keys.
const LEMMA: u32 = 7;
const LINKED: u32 = 6;
const ITSELF: u32 = 7;

/// For each role, which roles make two words relatives: those of [`judge`], and one lemma, and a link to the other.
const fn met() -> [u8; 8] {
    let pairs = [
        (SENSE, SENSE),
        (SENSE, VERB_GROUP),
        (SENSE, HEAD),
        (HEAD, HEAD),
        (OPPOSITE, SENSE),
        (OPPOSITE, HEAD),
        (PARENT, SENSE),
        (GRANDPARENT, SENSE),
        (PARENT, PARENT),
        (LINKED, ITSELF),
        (ITSELF, ITSELF),
    ];
    let (mut met, mut at) = ([0; 8], 0);
    while at < pairs.len() {
        let (a, b) = pairs[at];
        met[a as usize] |= 1 << b;
        met[b as usize] |= 1 << a;
        at += 1;
    }
    met
}

/// The strongest relation so far.
struct Best {
    related: Option<Related>,
    /// The most frequent entry of either form.
    usual: [Entry; 2],
    /// The two entries at hand.
    here: [Entry; 2],
}

impl Best {
    fn offer(&mut self, relation: Relation, strength: f32) {
        let likelihoods = self.usual.iter().zip(&self.here).map(|(&usual, &here)| likelihood(usual, here));
        let strength = strength * likelihoods.product::<f32>();
        let reversed = relation.reversed();
        // The nouns say more general, the verbs as loudly more specific: neither.
        let contrary = relation != reversed && self.related == Some(Related { relation: reversed, strength });
        let better = self
            .related
            .is_none_or(|best| strength.total_cmp(&best.strength).then_with(|| best.relation.cmp(&relation)).is_gt());
        if contrary {
            self.related = Some(Related { relation: Relation::SharedHypernym, strength });
        } else if better {
            self.related = Some(Related { relation, strength });
        }
    }
}

/// How far to believe that a form is of the entry `here` when it is most often of the entry `usual`: 1 if they are one.
fn likelihood(usual: Entry, here: Entry) -> f32 {
    let rarer = frequency(usual).saturating_sub(frequency(here));
    (1.0 - 0.1 * f32::from(rarer)).max(0.3)
}

/// How far to believe in the sense of this rank: 1 for the first.
fn weight(rank: u32) -> f32 {
    1.0 / (1.0 + 0.1 * rank as f32)
}

fn value(item: &Item) -> u32 {
    let [low, middle, high] = *item;
    u32::from_le_bytes([low, middle, high, 0])
}

/// Links of one entry to another.
fn links(links: &[Item], other: Entry, best: &mut Best) {
    for link in links {
        let link = value(link);
        if link >> 6 == other.0 {
            match link >> 4 & 3 {
                0 => best.offer(Relation::Antonym { direct: true }, 0.95 * weight(link & 15)),
                _ => best.offer(Relation::Derivation, 0.9 * weight(link & 15)),
            }
        }
    }
}

/// Synsets that both entries know: a merge of the two sorted lists.
fn meet(a: &[Item], b: &[Item], best: &mut Best) {
    let apart = |a: &[Item], b: &[Item]| a.last().zip(b.first()).is_none_or(|(a, b)| value(a) >> 7 < value(b) >> 7);
    if apart(a, b) || apart(b, a) {
        return;
    }
    let (mut i, mut j) = (0, 0);
    while let (Some(node_a), Some(node_b)) = (a.get(i), b.get(j)) {
        let (node_a, node_b) = (value(node_a), value(node_b));
        let (synset_a, synset_b) = (node_a >> 7, node_b >> 7);
        if synset_a == synset_b {
            judge(node_a, node_b, best);
        }
        // No branch: which list goes on cannot be predicted.
        i += usize::from(synset_a <= synset_b);
        j += usize::from(synset_b <= synset_a);
    }
}

// What a synset is to an entry.
const SENSE: u32 = 0;
const VERB_GROUP: u32 = 1;
const PARENT: u32 = 2;
const HEAD: u32 = 3;
const OPPOSITE: u32 = 4;
const GRANDPARENT: u32 = 5;

/// What follows from a synset that two entries know.
fn judge(a: u32, b: u32, best: &mut Best) {
    let (rank_a, rank_b) = (a & 15, b & 15);
    let (relation, strength) = match (a >> 4 & 7, b >> 4 & 7) {
        (SENSE, SENSE) => (Relation::Synonym { rank: rank_a.max(rank_b) as u8 }, 0.9),
        (SENSE, VERB_GROUP) | (VERB_GROUP, SENSE) => (Relation::VerbGroup, 0.7),
        (SENSE, HEAD) | (HEAD, SENSE) => (Relation::Similar, 0.7),
        (HEAD, HEAD) => (Relation::Similar, 0.5),
        (OPPOSITE, SENSE | HEAD) | (SENSE | HEAD, OPPOSITE) => (Relation::Antonym { direct: false }, 0.5),
        (PARENT, SENSE) => (Relation::Hypernym { steps: 1 }, 0.7),
        (SENSE, PARENT) => (Relation::Hyponym { steps: 1 }, 0.7),
        (GRANDPARENT, SENSE) => (Relation::Hypernym { steps: 2 }, 0.5),
        (SENSE, GRANDPARENT) => (Relation::Hyponym { steps: 2 }, 0.5),
        (PARENT, PARENT) => (Relation::SharedHypernym, 0.4),
        _ => return,
    };
    // In this order of multiplication the sides can change places to the last bit.
    best.offer(relation, strength * (weight(rank_a) * weight(rank_b)));
}

#[cfg(test)]
mod tests {
    use super::super::entries;
    use super::*;

    fn related(a: &str, b: &str) -> Option<Related> {
        relation(&entries(a), &entries(b))
    }

    fn kind(a: &str, b: &str) -> Option<Relation> {
        related(a, b).map(|related| related.relation)
    }

    fn strength(a: &str, b: &str) -> f32 {
        related(a, b).map_or(0.0, |related| related.strength)
    }

    #[test]
    fn words_are_related_as_a_reader_would_say() {
        for (a, b, expected) in [
            ("ran", "running", Relation::Same),
            ("better", "good", Relation::Same),
            ("shame", "disgrace", Relation::Synonym { rank: 1 }),
            ("car", "automobile", Relation::Synonym { rank: 0 }),
            ("hot", "cold", Relation::Antonym { direct: true }),
            ("rise", "fell", Relation::Antonym { direct: true }),
            ("destroy", "destruction", Relation::Derivation),
            ("islam", "islamic", Relation::Derivation),
            ("quickly", "quick", Relation::Derivation),
            ("dog", "animal", Relation::Hypernym { steps: 2 }),
            ("animals", "dogs", Relation::Hyponym { steps: 2 }),
            ("infidel", "unbeliever", Relation::SharedHypernym),
        ] {
            assert_eq!(kind(a, b), Some(expected), "{a} {b}");
        }
        assert!(matches!(kind("chilly", "hot"), Some(Relation::Antonym { direct: false })));
    }

    #[test]
    fn related_words_share_a_key() {
        let words = [
            "ran",
            "running",
            "shame",
            "disgrace",
            "hot",
            "chilly",
            "destroy",
            "destruction",
            "infidel",
            "unbeliever",
            "dog",
            "animal",
            "better",
            "well",
            "quick",
            "quickly",
        ];
        for a in words {
            for b in words {
                let (x, y) = (kin(&entries(a)), kin(&entries(b)));
                assert!(related(a, b).is_none() || x.iter().any(|&p| y.iter().any(|&q| meets(p, q))), "{a} {b}");
            }
        }
    }

    #[test]
    fn unrelated_words_are_not_related() {
        for (a, b) in [("table", "justice"), ("sheep", "parliament"), ("warplane", "mercy"), ("", "war"), ("", "")] {
            assert_eq!(related(a, b), None, "{a} {b}");
        }
    }

    #[test]
    fn usual_senses_count_for_more() {
        assert!(strength("automobile", "car") > strength("gondola", "car"));
        assert!(strength("shame", "disgrace") > strength("dog", "animal"));
        assert!(strength("hot", "cold") > strength("chilly", "hot"));
    }

    #[test]
    fn sides_can_be_changed() {
        let words =
            ["hot", "chilly", "dog", "animal", "destroy", "destruction", "drop", "better", "research", "investigation"];
        for a in words {
            for b in words {
                let (here, there) = (related(a, b), related(b, a));
                assert_eq!(here.map(|r| r.strength), there.map(|r| r.strength), "{a} {b}");
                let mirrored = there.map(|related| related.relation.reversed());
                assert_eq!(here.map(|r| r.relation), mirrored, "{a} {b}");
            }
        }
    }
}
