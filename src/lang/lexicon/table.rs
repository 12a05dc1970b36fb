//! The table as bytes, cut into its sections when the program is compiled. Format: `data/lexicon/README.md`.

use std::cmp::Ordering;
use std::ops::Range;

use super::Entry;

/// Part of speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Noun,
    Verb,
    Adjective,
    Adverb,
}

/// Where a word's letters stand: offset and length. Equal places are equal words.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Place(u32);

impl Place {
    /// A number of 26 bits that no other word has.
    pub(super) fn number(self) -> u32 {
        self.0
    }
}

/// One entry's 64 bits.
#[derive(Clone, Copy)]
pub(super) struct Record(u64);

impl Record {
    pub(super) fn place(self) -> Place {
        Place(self.0 as u32 & 0x3ff_ffff)
    }

    pub(super) fn part(self) -> Part {
        match self.0 >> 26 & 3 {
            0 => Part::Noun,
            1 => Part::Verb,
            2 => Part::Adjective,
            _ => Part::Adverb,
        }
    }

    pub(super) fn frequency(self) -> u8 {
        (self.0 >> 28 & 15) as u8
    }

    pub(super) fn proper(self) -> bool {
        self.0 >> 60 & 1 == 1
    }

    /// How many of the entry's items are links, at the end.
    fn links(self) -> usize {
        (self.0 >> 32 & 0xff) as usize
    }

    fn start(self) -> usize {
        (self.0 >> 40 & 0xf_ffff) as usize
    }
}

/// 24 bits: a node (a synset and what it is to the entry) or a link (another entry and how the two are linked).
pub(super) type Item = [u8; 3];

/// The sections of the table.
pub(super) struct Table {
    /// For every two first letters, the first entry.
    buckets: &'static [[u8; 4]],
    /// Sorted by letters, then part of speech.
    entries: &'static [[u8; 8]],
    /// Irregular forms, sorted; 26 bits of place, then the entry.
    irregular: &'static [[u8; 8]],
    items: &'static [Item],
    letters: &'static [u8],
}

pub(super) static TABLE: Table = Table::new(include_bytes!("../../../data/lexicon/wordnet-en.bin"));

const BUCKETS: usize = 27 * 27 + 1;

impl Table {
    const EMPTY: Table = Table { buckets: &[], entries: &[], irregular: &[], items: &[], letters: &[] };

    /// Empty when the sections do not fit the bytes.
    const fn new(bytes: &'static [u8]) -> Table {
        let (words, _) = bytes.as_chunks::<4>();
        let [_, _, entries, irregular, items, letters, ..] = words else { return Table::EMPTY };
        let entries = u32::from_le_bytes(*entries) as usize * 8;
        let irregular = u32::from_le_bytes(*irregular) as usize * 8;
        let items = u32::from_le_bytes(*items) as usize * 3;
        let Some((_, rest)) = bytes.split_at_checked(24) else { return Table::EMPTY };
        let Some((buckets, rest)) = rest.split_at_checked(BUCKETS * 4) else { return Table::EMPTY };
        let Some((entries, rest)) = rest.split_at_checked(entries) else { return Table::EMPTY };
        let Some((irregular, rest)) = rest.split_at_checked(irregular) else { return Table::EMPTY };
        let Some((items, rest)) = rest.split_at_checked(items) else { return Table::EMPTY };
        let Some((letters, _)) = rest.split_at_checked(u32::from_le_bytes(*letters) as usize) else {
            return Table::EMPTY;
        };
        Table {
            buckets: buckets.as_chunks().0,
            entries: entries.as_chunks().0,
            irregular: irregular.as_chunks().0,
            items: items.as_chunks().0,
            letters,
        }
    }

    pub(super) fn record(&self, entry: Entry) -> Option<Record> {
        self.entries.get(entry.0 as usize).map(|bytes| Record(u64::from_le_bytes(*bytes)))
    }

    pub(super) fn letters(&self, place: Place) -> &'static str {
        std::str::from_utf8(self.bytes(place.0)).unwrap_or("")
    }

    fn bytes(&self, place: u32) -> &'static [u8] {
        let (start, length) = ((place >> 6 & 0xf_ffff) as usize, (place & 63) as usize);
        self.letters.get(start..start + length).unwrap_or(&[])
    }

    /// The entry's nodes, sorted by synset, and its links, sorted by entry.
    pub(super) fn items(&self, entry: Entry, record: Record) -> (&'static [Item], &'static [Item]) {
        let next = self.record(Entry(entry.0.saturating_add(1)));
        let end = next.map_or(self.items.len(), Record::start);
        let items = self.items.get(record.start()..end).unwrap_or(&[]);
        items.split_at_checked(items.len().saturating_sub(record.links())).unwrap_or((items, &[]))
    }

    /// The entries of a dictionary form: all, or those of one part of speech.
    pub(super) fn find(&'static self, lemma: &str, part: Option<Part>) -> impl Iterator<Item = Entry> + use<> {
        let bucket = self.bucket(lemma);
        let base = bucket.start;
        let slice = self.entries.get(bucket).unwrap_or(&[]);
        let range = self.equal(slice, lemma);
        (range.start + base..range.end + base).map(|number| Entry(number as u32)).filter(move |&entry| {
            part.is_none_or(|part| self.record(entry).is_some_and(|record| record.part() == part))
        })
    }

    /// The entries an irregular form belongs to.
    pub(super) fn irregular(&'static self, form: &str) -> impl Iterator<Item = Entry> + use<> {
        let range = self.equal(self.irregular, form);
        let records = self.irregular.get(range).unwrap_or(&[]);
        records.iter().map(|bytes| Entry((u64::from_le_bytes(*bytes) >> 26) as u32))
    }

    fn bucket(&self, word: &str) -> Range<usize> {
        let class = |i: usize| word.as_bytes().get(i).map_or(0, |&b| usize::from(b.saturating_sub(b'a' - 1)).min(26));
        let number = if class(0) == 0 { 0 } else { class(0) * 27 + class(1) };
        let start = |number: usize| self.buckets.get(number).map_or(0, |bytes| u32::from_le_bytes(*bytes) as usize);
        start(number)..start(number + 1)
    }

    /// The records, of a sorted slice, whose letters are `word`.
    fn equal(&self, records: &[[u8; 8]], word: &str) -> Range<usize> {
        let compare = |bytes: &[u8; 8]| self.bytes(u64::from_le_bytes(*bytes) as u32).cmp(word.as_bytes());
        let start = records.partition_point(|bytes| compare(bytes) == Ordering::Less);
        let rest = records.get(start..).unwrap_or(&[]);
        start..start + rest.iter().take_while(|bytes| compare(bytes) == Ordering::Equal).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sections_fill_the_file() {
        let sections = [
            24,
            TABLE.buckets.len() * 4,
            TABLE.entries.len() * 8,
            TABLE.irregular.len() * 8,
            TABLE.items.len() * 3,
            TABLE.letters.len(),
        ];
        let bytes = include_bytes!("../../../data/lexicon/wordnet-en.bin");
        assert_eq!(sections.iter().sum::<usize>(), bytes.len());
        assert!(TABLE.entries.len() > 90_000);
    }

    #[test]
    fn every_entry_is_found_by_its_letters() {
        let mut last = (String::new(), 0);
        for number in 0..TABLE.entries.len() as u32 {
            let record = TABLE.record(Entry(number)).unwrap();
            let lemma = TABLE.letters(record.place());
            assert!(TABLE.find(lemma, Some(record.part())).eq([Entry(number)]), "{lemma}");
            let here = (lemma.to_owned(), record.part() as u8);
            assert!(last < here, "{last:?} {here:?}");
            last = here;
        }
    }

    #[test]
    fn items_are_sorted_and_links_lead_both_ways() {
        for number in 0..TABLE.entries.len() as u32 {
            let (nodes, links) = TABLE.items(Entry(number), TABLE.record(Entry(number)).unwrap());
            let value = |item: &Item| u32::from_le_bytes([item[0], item[1], item[2], 0]);
            assert!(nodes.windows(2).all(|pair| value(&pair[0]) >> 7 < value(&pair[1]) >> 7));
            assert!(links.is_sorted_by_key(value));
            for link in links {
                let target = Entry(value(link) >> 6);
                let (_, back) = TABLE.items(target, TABLE.record(target).unwrap());
                assert!(back.iter().any(|item| value(item) == number << 6 | value(link) & 63));
            }
        }
    }

    #[test]
    fn a_damaged_table_is_empty() {
        assert!(Table::new(b"").entries.is_empty());
        assert!(Table::new(&[0xff; 400]).entries.is_empty());
    }
}
