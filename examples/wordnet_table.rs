//! Makes the English lexicon's table from WordNet's database files.
//!
//! `cargo run --release --example wordnet_table -- DICT_DIR data/lexicon/wordnet-en.bin`
//!
//! `DICT_DIR` holds `data.*`, `index.*`, `*.exc` and `cntlist.rev` of WordNet 3.0 (formats: wndb(5WN), cntlist(5WN)).
//! The same files always give the same bytes. The format is described in `data/lexicon/README.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::Path;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Parts of speech in the order of their codes in the table, with the suffix of their files.
const PARTS: [(char, &str); 4] = [('n', "noun"), ('v', "verb"), ('a', "adj"), ('r', "adv")];
/// Senses beyond this many are too rare to tell anything.
const MAX_SENSES: usize = 16;

/// Part of speech and byte offset: WordNet's name of a synset.
type SynsetName = (u8, u32);
/// A dictionary form and its part of speech.
type Form = (String, u8);

/// What a synset is to an entry. The codes are the table's; a lower one wins where several hold.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    Sense = 0,
    VerbGroup = 1,
    Parent = 2,
    Head = 3,
    Opposite = 4,
    Grandparent = 5,
}

/// How an entry is linked to another entry.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum LinkKind {
    Antonym = 0,
    Derivation = 1,
}

struct Pointer {
    symbol: String,
    target: SynsetName,
    /// Word numbers from 1 within source and target synset; 0 stands for the whole synset.
    words: (usize, usize),
}

struct Synset {
    words: Vec<String>,
    /// Those of `words` that are printed without a capital.
    common: Vec<String>,
    satellite: bool,
    pointers: Vec<Pointer>,
}

impl Synset {
    fn targets<'a>(&'a self, symbols: &'a [&str]) -> impl Iterator<Item = SynsetName> + 'a {
        self.pointers.iter().filter(|pointer| symbols.contains(&pointer.symbol.as_str())).map(|pointer| pointer.target)
    }
}

/// WordNet as read.
#[derive(Default)]
struct Dictionary {
    synsets: BTreeMap<SynsetName, Synset>,
    /// Senses by frequency.
    senses: BTreeMap<Form, Vec<SynsetName>>,
    counts: BTreeMap<Form, u32>,
    /// Forms that some sense prints without a capital.
    common: BTreeSet<Form>,
    /// Irregular form, and what it is a form of.
    irregular: BTreeSet<(String, Form)>,
}

/// One record of the table before packing.
#[derive(Default)]
struct Entry {
    nodes: BTreeMap<SynsetName, (Role, u8)>,
    links: BTreeMap<(u32, LinkKind), u8>,
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [directory, output] = arguments.as_slice() else {
        return Err("usage: wordnet_table DICT_DIR OUTPUT".into());
    };
    let dictionary = read_dictionary(Path::new(directory))?;
    fs::write(output, write_table(&dictionary)?)?;
    Ok(())
}

fn part_code(letter: &str) -> Result<u8> {
    let letter = if letter == "s" { "a" } else { letter };
    let code = PARTS.iter().position(|(name, _)| letter.starts_with(*name)).ok_or("unknown part of speech")?;
    Ok(u8::try_from(code)?)
}

fn read_dictionary(directory: &Path) -> Result<Dictionary> {
    let mut dictionary = Dictionary::default();
    for (code, (_, name)) in (0u8..).zip(PARTS) {
        for line in fs::read_to_string(directory.join(format!("data.{name}")))?.lines().filter(|l| !l.starts_with(' '))
        {
            let (offset, synset) = parse_synset(line).map_err(|error| format!("data.{name}: {error}: {line}"))?;
            dictionary.common.extend(synset.common.iter().map(|word| (word.clone(), code)));
            dictionary.synsets.insert((code, offset), synset);
        }
        for line in fs::read_to_string(directory.join(format!("index.{name}")))?.lines().filter(|l| !l.starts_with(' '))
        {
            let fields: Vec<&str> = line.split_whitespace().collect();
            let lemma = fields.first().ok_or("empty line")?;
            let count: usize = fields.get(2).ok_or("no synset count")?.parse()?;
            let offsets = fields.get(fields.len().saturating_sub(count)..).unwrap_or_default();
            let senses = offsets.iter().map(|o| Ok((code, o.parse()?))).collect::<Result<Vec<_>>>()?;
            dictionary.senses.insert((plain(lemma), code), senses);
        }
        for line in fs::read_to_string(directory.join(format!("{name}.exc")))?.lines() {
            let mut words = line.split_whitespace().map(plain);
            let form = words.next().ok_or("empty line")?;
            dictionary.irregular.extend(words.map(|lemma| (form.clone(), (lemma, code))));
        }
    }
    for line in fs::read_to_string(directory.join("cntlist.rev"))?.lines() {
        let (key, rest) = line.split_once(' ').ok_or("no count")?;
        let (lemma, sense) = key.split_once('%').ok_or("no sense key")?;
        // The first digit of a sense key: 1 noun, 2 verb, 3 adjective, 4 adverb, 5 satellite adjective.
        let part = match sense.as_bytes().first() {
            Some(b'1') => 0,
            Some(b'2') => 1,
            Some(b'3' | b'5') => 2,
            _ => 3,
        };
        let count: u32 = rest.split_whitespace().last().ok_or("no count")?.parse()?;
        *dictionary.counts.entry((plain(lemma), part)).or_default() += count;
    }
    Ok(dictionary)
}

/// Lower case, spaces for underscores, without an adjective's position mark: `Outside(a)` is `outside`.
fn plain(word: &str) -> String {
    word.split('(').next().unwrap_or(word).replace('_', " ").to_ascii_lowercase()
}

fn parse_synset(line: &str) -> Result<(u32, Synset)> {
    let mut fields = line.split(' ');
    let mut next = || fields.next().ok_or("line too short");
    let offset = next()?.parse()?;
    next()?;
    let satellite = next()? == "s";
    let (mut words, mut common) = (Vec::new(), Vec::new());
    for _ in 0..usize::from_str_radix(next()?, 16)? {
        let word = next()?;
        words.push(plain(word));
        if !word.starts_with(|c: char| c.is_uppercase()) {
            common.push(plain(word));
        }
        next()?;
    }
    let mut pointers = Vec::new();
    for _ in 0..next()?.parse::<usize>()? {
        let symbol = next()?.to_owned();
        let target = next()?.parse()?;
        let part = part_code(next()?)?;
        let (source, aim) = next()?.split_at(2);
        let words = (usize::from_str_radix(source, 16)?, usize::from_str_radix(aim, 16)?);
        pointers.push(Pointer { symbol, target: (part, target), words });
    }
    Ok((offset, Synset { words, common, satellite, pointers }))
}

impl Dictionary {
    /// Single words, and of pairs of words the verbs and whatever is attested.
    fn keeps(&self, form: &Form) -> bool {
        match form.0.matches(' ').count() {
            0 => form.0.len() < 64,
            1 => form.1 == 1 || self.counts.contains_key(form),
            _ => false,
        }
    }

    /// 0 for what the tagged texts do not have, else 1 + log2 of the count, at most 15.
    fn frequency(&self, form: &Form) -> u64 {
        self.counts.get(form).map_or(0, |&count| u64::from(count.max(1).ilog2() + 1).min(15))
    }

    /// The head of an adjective cluster, or the synset itself.
    fn head(&self, name: SynsetName) -> SynsetName {
        let synset = self.synsets.get(&name).filter(|synset| synset.satellite);
        synset.and_then(|synset| synset.targets(&["&"]).next()).unwrap_or(name)
    }

    fn targets(&self, name: SynsetName, symbols: &[&str]) -> Vec<SynsetName> {
        self.synsets.get(&name).map_or_else(Vec::new, |synset| synset.targets(symbols).collect())
    }

    fn nodes(&self, senses: &[SynsetName]) -> BTreeMap<SynsetName, (Role, u8)> {
        let mut nodes = BTreeMap::new();
        for (rank, &sense) in (0u8..).zip(senses.iter().take(MAX_SENSES)) {
            let mut add = |name: SynsetName, role: Role| {
                let best: &mut (Role, u8) = nodes.entry(name).or_insert((role, rank));
                *best = (*best).min((role, rank));
            };
            add(sense, Role::Sense);
            self.targets(sense, &["$"]).into_iter().for_each(|name| add(name, Role::VerbGroup));
            for parent in self.targets(sense, &["@", "@i"]) {
                add(parent, Role::Parent);
                self.targets(parent, &["@", "@i"]).into_iter().for_each(|name| add(name, Role::Grandparent));
            }
            let head = self.head(sense);
            add(head, Role::Head);
            self.targets(head, &["!"]).into_iter().for_each(|name| add(name, Role::Opposite));
        }
        nodes
    }

    /// Sets the links of all entries, each in both directions with the rarer of the two senses.
    fn link(&self, index: &BTreeMap<&Form, u32>, entries: &mut [Entry]) {
        for (name, synset) in &self.synsets {
            for pointer in &synset.pointers {
                let kind = match pointer.symbol.as_str() {
                    "!" => LinkKind::Antonym,
                    "+" | "\\" | "<" => LinkKind::Derivation,
                    _ => continue,
                };
                let source = self.sense(index, *name, pointer.words.0);
                let target = self.sense(index, pointer.target, pointer.words.1);
                let (Some((a, rank_a)), Some((b, rank_b))) = (source, target) else { continue };
                for (from, to) in [(a, b), (b, a)] {
                    if let Some(entry) = entries.get_mut(from as usize) {
                        let rank = entry.links.entry((to, kind)).or_insert(u8::MAX);
                        *rank = (*rank).min(rank_a.max(rank_b));
                    }
                }
            }
        }
    }

    /// The entry of a synset's word and the rank of the synset among its senses.
    fn sense(&self, index: &BTreeMap<&Form, u32>, name: SynsetName, word: usize) -> Option<(u32, u8)> {
        let lemma = self.synsets.get(&name)?.words.get(word.checked_sub(1)?)?;
        let form = (lemma.clone(), name.0);
        let rank = self.senses.get(&form)?.iter().position(|&sense| sense == name)?;
        Some((*index.get(&form)?, u8::try_from(rank).ok()?.min(15)))
    }
}

/// The words' letters; a word that begins the next one shares its letters.
#[derive(Default)]
struct Letters {
    text: String,
    places: BTreeMap<String, u64>,
}

impl Letters {
    fn new<'a>(words: impl Iterator<Item = &'a String>) -> Letters {
        let mut letters = Letters::default();
        let sorted: BTreeSet<&String> = words.collect();
        let mut last = (String::new(), 0);
        for word in sorted.into_iter().rev() {
            if !last.0.starts_with(word.as_str()) {
                last = (word.clone(), letters.text.len() as u64);
                letters.text.push_str(word);
            }
            letters.places.insert(word.clone(), last.1 << 6 | word.len() as u64);
        }
        letters
    }

    /// Offset (20 bits) and length (6 bits).
    fn place(&self, word: &str) -> u64 {
        self.places.get(word).copied().unwrap_or_default()
    }
}

/// Number of the bucket of words that begin with the same two letters, 0 to 728.
fn bucket(word: &str) -> usize {
    let class = |i: usize| word.as_bytes().get(i).map_or(0, |&b| usize::from(b.saturating_sub(b'a' - 1)).min(26));
    // Bytes before `a` are one class, within which the second letter says nothing about the order.
    if class(0) == 0 { 0 } else { class(0) * 27 + class(1) }
}

fn write_table(dictionary: &Dictionary) -> Result<Vec<u8>> {
    let forms: Vec<&Form> = dictionary.senses.keys().filter(|form| dictionary.keeps(form)).collect();
    let index: BTreeMap<&Form, u32> = forms.iter().copied().zip(0u32..).collect();
    let mut entries: Vec<Entry> = (forms.iter())
        .map(|form| Entry { nodes: dictionary.nodes(&dictionary.senses[*form]), links: BTreeMap::new() })
        .collect();
    dictionary.link(&index, &mut entries);
    let ids = shared_synsets(&entries);
    let irregular: Vec<(&String, u32)> =
        dictionary.irregular.iter().filter_map(|(form, of)| Some((form, *index.get(of)?))).collect();
    let letters = Letters::new(forms.iter().map(|form| &form.0).chain(irregular.iter().map(|(form, _)| *form)));

    let (mut records, mut items) = (Vec::new(), Vec::new());
    for (form, entry) in forms.iter().zip(&entries) {
        let start = (items.len() / 3) as u64;
        for (name, (role, rank)) in &entry.nodes {
            if let Some(id) = ids.get(name) {
                items.extend_from_slice(&(id << 7 | (*role as u32) << 4 | u32::from(*rank)).to_le_bytes()[..3]);
            }
        }
        for ((target, kind), rank) in &entry.links {
            items.extend_from_slice(&(target << 6 | (*kind as u32) << 4 | u32::from(*rank)).to_le_bytes()[..3]);
        }
        let proper = u64::from(!dictionary.common.contains(form));
        let links = entry.links.len() as u64;
        let parts = [proper, start, links, dictionary.frequency(form), form.1.into(), letters.place(&form.0)];
        let record = parts.iter().zip([1, 20, 8, 4, 2, 26]).fold(0, |record: u64, (part, bits)| record << bits | part);
        records.extend_from_slice(&record.to_le_bytes());
    }
    if ids.len() > 1 << 17 || forms.len() > 1 << 17 || items.len() / 3 > 1 << 20 || letters.text.len() > 1 << 20 {
        return Err("the dictionary is too large for the table's bit fields".into());
    }

    let mut table = b"QDLEX\0\0\x01".to_vec();
    for length in [forms.len(), irregular.len(), items.len() / 3, letters.text.len()] {
        table.extend_from_slice(&u32::try_from(length)?.to_le_bytes());
    }
    for number in 0..=27 * 27 {
        let start = forms.partition_point(|form| bucket(&form.0) < number);
        table.extend_from_slice(&u32::try_from(start)?.to_le_bytes());
    }
    table.extend(records);
    for (form, of) in irregular {
        table.extend_from_slice(&(letters.place(form) | u64::from(of) << 26).to_le_bytes());
    }
    table.extend(items);
    table.extend_from_slice(letters.text.as_bytes());
    Ok(table)
}

/// Numbers for the synsets in which two entries can meet; the others can decide nothing and are left out.
fn shared_synsets(entries: &[Entry]) -> BTreeMap<SynsetName, u32> {
    let mut uses: BTreeMap<SynsetName, u32> = BTreeMap::new();
    for name in entries.iter().flat_map(|entry| entry.nodes.keys()) {
        *uses.entry(*name).or_default() += 1;
    }
    uses.into_iter().filter(|&(_, count)| count > 1).map(|(name, _)| name).zip(0..).collect()
}
