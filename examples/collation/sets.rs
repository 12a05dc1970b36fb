//! Invented sets of renderings of which is known what belongs together.

/// SplitMix64 (Steele, Lea and Flood 2014).
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// In 0..1.
    pub fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// In 0..`end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.share() * end as f64) as usize
    }

    /// A made-up word; the one of rank `r` of [`WORDS`] comes about as often as 1/r (Zipf).
    fn word(&mut self) -> String {
        word(((WORDS as f64).ln() * self.share()).exp() as u64)
    }
}

/// Ranks of words.
pub const WORDS: u64 = 5_000;

/// Two to nine letters without meaning, consonants and vowels in turn.
pub fn word(rank: u64) -> String {
    let mut random = Random(rank.wrapping_mul(7919));
    let (letters, first) = (2 + random.below(8), random.below(2));
    (0..letters).map(|at| letter(&mut random, at + first)).collect()
}

fn letter(random: &mut Random, turn: usize) -> char {
    let letters: &[u8] = if turn.is_multiple_of(2) { b"bdfghjklmnprstvwz" } else { b"aeiou" };
    char::from(letters[random.below(letters.len())])
}

/// A word of a rendering and the place in the base it stems from, unless it was added.
pub type Placed = (String, Option<usize>);

/// Renderings of one invented base of `length` words, each edited on its own: of a hundred words 22 are replaced, 8 left
/// out, 5 get another letter, and 8 are followed by one that is added. From 500 words on, four words in a row also stand
/// elsewhere, once in every rendering.
pub fn set(renderings: usize, length: usize, random: &mut Random) -> Vec<Vec<Placed>> {
    let base = base(length, random);
    (0..renderings).map(|_| rendering(&base, random)).collect()
}

/// The words that the renderings of one set stem from.
pub fn base(length: usize, random: &mut Random) -> Vec<String> {
    (0..length).map(|_| random.word()).collect()
}

/// One rendering of that base.
pub fn rendering(base: &[String], random: &mut Random) -> Vec<Placed> {
    let mut words = Vec::new();
    for (at, word) in base.iter().enumerate() {
        let share = random.share();
        if share < 0.22 {
            words.push((random.word(), Some(at)));
        } else if share < 0.27 {
            words.push((misspelt(word, random), Some(at)));
        } else if share >= 0.35 {
            words.push((word.clone(), Some(at)));
        }
        if random.share() < 0.08 {
            words.push((random.word(), None));
        }
    }
    if base.len() >= 500 {
        let moved: Vec<Placed> = words.splice(random.below(words.len() - 4).., []).collect();
        let (moved, rest) = moved.split_at(4);
        words.extend_from_slice(rest);
        let to = random.below(words.len());
        words.splice(to..to, moved.iter().cloned());
    }
    words
}

fn misspelt(word: &str, random: &mut Random) -> String {
    let at = random.below(word.len());
    let (before, rest) = word.split_at(at);
    let old = rest.chars().next();
    let new = loop {
        let new = letter(random, usize::from(old.is_some_and(|old| "aeiou".contains(old))));
        if Some(new) != old {
            break new;
        }
    };
    format!("{before}{new}{}", rest.get(1..).unwrap_or_default())
}

/// The text of a rendering.
pub fn joined(words: &[Placed]) -> String {
    words.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>().join(" ")
}
