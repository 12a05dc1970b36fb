//! Spelled numbers: the parts of which a language makes them, and what they amount to.
//!
//! The parts come from the CLDR's rule-based number formats, turned round by `data/cldr/make.py`: a part is a cardinal
//! (`zwanzig`), multiplies all smaller parts before it (`hundert`, `тысяч`), or joins two others (`und`).

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

/// What one part of a spelled number is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Part {
    /// Is added.
    Cardinal(f64),
    /// Multiplies the smaller addends before it.
    Multiplier(f64),
    /// Stands between two others.
    Joint,
}

/// The parts of which a language spells its numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Numerals {
    parts: FxHashMap<Box<str>, Part>,
    ordinals: FxHashMap<Box<str>, f64>,
    stems: Vec<(String, Part)>,
    /// Bytes of the longest part.
    longest: usize,
}

impl Numerals {
    pub fn insert(&mut self, n: String, part: Part) {
        // `and twenty` in one word is two parts.
        let rest_is_part = |joint: &str| n.strip_prefix(joint).is_some_and(|rest| self.parts.get(rest) == Some(&part));
        if self.parts.iter().any(|(joint, kind)| *kind == Part::Joint && rest_is_part(joint)) {
            return;
        }
        self.longest = self.longest.max(n.len());
        self.parts.entry(n.into()).or_insert(part);
    }

    pub fn insert_ordinal(&mut self, n: String, value: f64) {
        self.ordinals.entry(n.into()).or_insert(value);
    }

    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Notes the stems of great multipliers, by which their inflected forms are known.
    pub fn stem_multipliers(&mut self, stem: impl Fn(&str) -> String) {
        let great = |part: &Part| matches!(part, Part::Multiplier(factor) if *factor >= 1000.0);
        let stems = self.parts.iter().filter(|(_, part)| great(part)).map(|(n, &part)| (stem(n), part));
        let mut stems: Vec<_> = stems.filter(|(stem, _)| stem.chars().nth(3).is_some()).collect();
        stems.sort_unstable_by(|x, y| x.0.cmp(&y.0));
        stems.dedup_by(|x, y| x.0 == y.0);
        self.stems = stems;
    }

    /// The multiplier that a word is a form of (Turkish `milyondan`).
    pub fn inflected(&self, n: &str, stem: impl Fn(&str) -> String) -> Option<SmallVec<[Part; 8]>> {
        let (_, part) = self.stems.iter().find(|(known, _)| n.starts_with(&**known) && stem(n) == *known)?;
        Some(SmallVec::from_slice(&[*part]))
    }

    /// Whether a word or letter joins two parts (`and`).
    pub fn is_joint(&self, n: &str) -> bool {
        self.parts.get(n) == Some(&Part::Joint)
    }

    /// The value of an ordinal in one word.
    pub fn ordinal(&self, n: &str) -> Option<f64> {
        self.ordinals.get(n).copied()
    }

    /// The parts of a word that is written as one, all of it: as few as possible, of equally few those with the longer
    /// parts before (Korean `fifty` and `ten thousand`, not `five` and `a hundred thousand`). `None` when it has others.
    pub fn parts(&self, n: &str) -> Option<SmallVec<[Part; 8]>> {
        if let Some(&part) = self.parts.get(n) {
            return Some(SmallVec::from_slice(&[part]));
        }
        if n.is_empty() || n.len() > 120 || self.parts.is_empty() {
            return None;
        }
        // For every place: how many parts reach it, and where the last of them begins.
        let mut best: Vec<Option<(usize, usize)>> = vec![None; n.len() + 1];
        if let Some(first) = best.first_mut() {
            *first = Some((0, 0));
        }
        for end in (1..=n.len()).filter(|&end| n.is_char_boundary(end)) {
            let mut reached: Option<(usize, usize)> = None;
            for start in end.saturating_sub(self.longest)..end {
                let Some(&Some((count, _))) = best.get(start) else { continue };
                let known = n.get(start..end).is_some_and(|piece| self.parts.contains_key(piece));
                if known && reached.is_none_or(|(fewest, _)| count < fewest) {
                    reached = Some((count + 1, start));
                }
            }
            if let Some(slot) = best.get_mut(end) {
                *slot = reached;
            }
        }
        let mut found = SmallVec::new();
        let mut end = n.len();
        while end > 0 {
            let (_, start) = (*best.get(end)?)?;
            found.push(*self.parts.get(n.get(start..end)?)?);
            end = start;
        }
        found.reverse();
        Some(found)
    }
}

/// A number while its parts are read.
#[derive(Clone, Debug, Default)]
pub(super) struct Sum {
    addends: SmallVec<[f64; 8]>,
    last: Option<Part>,
}

impl Sum {
    /// Takes the next part; `false`, and nothing taken, when it does not go on with the number (`twenty thirty`).
    pub fn take(&mut self, part: Part) -> bool {
        let joined = self.last == Some(Part::Joint);
        match part {
            Part::Joint if self.addends.is_empty() || joined => return false,
            Part::Joint => {}
            Part::Cardinal(value) => match self.addends.last().copied() {
                // `quatre-vingts`, where no joint stands between.
                Some(4.0) if value == 20.0 && !joined => {
                    self.addends.pop();
                    self.addends.push(80.0);
                }
                // `fünfundzwanzig`: the smaller before the greater, with a joint.
                Some(before) if joined && before < 10.0 && (20.0..100.0).contains(&value) => self.addends.push(value),
                // `three ten` is thirteen in Arabic and Hebrew.
                Some(before) if value == 10.0 && !joined && (1.0..10.0).contains(&before) => self.addends.push(value),
                Some(before) if value >= room(before) => return false,
                _ => self.addends.push(value),
            },
            Part::Multiplier(factor) => {
                let mut taken = None;
                while let Some(addend) = self.addends.last().copied().filter(|&addend| addend < factor) {
                    self.addends.pop();
                    taken = Some(taken.unwrap_or(0.0) + addend);
                }
                if taken.is_none() && self.addends.last().is_some_and(|&before| factor >= room(before)) {
                    return false;
                }
                self.addends.push(taken.unwrap_or(1.0) * factor);
            }
        }
        self.last = Some(part);
        true
    }

    /// Begins with a number in digits.
    pub fn of_digits(value: f64) -> Sum {
        Sum { addends: SmallVec::from_slice(&[value]), last: Some(Part::Cardinal(value)) }
    }

    /// What the parts amount to; `None` of none.
    pub fn value(&self) -> Option<f64> {
        (!self.addends.is_empty()).then(|| self.addends.iter().sum())
    }

    /// Whether a joint waits for what it joins.
    pub fn is_open(&self) -> bool {
        self.last == Some(Part::Joint)
    }
}

/// Below which an addend may follow: the lowest power of ten in the number (`twenty` has room for nine); sixty and eighty
/// have room for nineteen, as in French.
fn room(before: f64) -> f64 {
    if before == 60.0 || before == 80.0 {
        return 20.0;
    }
    let mut room = 1.0;
    while room < 1e15 && before % (room * 10.0) == 0.0 && before > 0.0 {
        room *= 10.0;
    }
    room
}

#[cfg(test)]
mod tests {
    use crate::lang::text;
    use crate::model::Value;

    /// The first amount of a text.
    fn amount(raw: &str, lang: &str) -> Option<f64> {
        text(raw, lang).quantities.first().and_then(|quantity| match quantity.value {
            Value::Number { amount, .. } => Some(amount),
            Value::Date { .. } => None,
        })
    }

    #[test]
    fn spelled_numbers_have_their_value_in_every_language() {
        for (lang, spelled, value) in [
            ("ar", "ثلاثمائة وخمسة وعشرون ألف جندي", 325_000.0),
            ("ar", "خمسة آلاف شخص", 5000.0),
            ("ar", "المعابر الاثني عشر", 12.0),
            ("ar", "ثلاثة عشر شخصا", 13.0),
            ("ar", "20 ألفا", 20_000.0),
            ("ar", "الخمسة والعشرون", 25.0),
            ("tr", "20 milyondan fazla", 2e7),
            ("ru", "1,7 миллионами", 1.7e6),
            ("ru", "1,7 миллиона четыре года назад", 1.7e6),
            ("en", "1.7 million four years ago", 1.7e6),
            ("hi", "2.52 मिलियन", 2.52e6),
            ("ar", "ثلاثة مليارات دولار", 3e9),
            ("he", "שלושה עשר אנשים", 13.0),
            ("he", "בעשרים ערים", 20.0),
            ("cs", "dva tisíce tři sta padesát", 2350.0),
            ("de", "dreihundertfünfzigtausend Menschen", 350_000.0),
            ("de", "einundzwanzig Tage", 21.0),
            ("de", "5,3 Millionen Menschen", 5.3e6),
            ("el", "τριακόσιες πενήντα χιλιάδες", 350_000.0),
            ("es", "trescientos cincuenta mil soldados", 350_000.0),
            ("es", "treinta y cinco", 35.0),
            ("fa", "سیصد و پنجاه هزار نفر", 350_000.0),
            ("fi", "kolmesataaviisikymmentätuhatta", 350_000.0),
            ("fr", "quatre-vingt-dix-sept mille", 97_000.0),
            ("fr", "soixante et onze", 71.0),
            ("he", "חמשת אלפים איש", 5000.0),
            ("hi", "पच्चीस लाख", 2.5e6),
            ("hi", "दो करोड़", 2e7),
            ("hu", "háromszázötvenezer", 350_000.0),
            ("it", "trecentocinquantamila", 350_000.0),
            ("ja", "三百五十万人", 3.5e6),
            ("ja", "5億人", 5e8),
            ("ko", "삼백오십만 명", 3.5e6),
            ("nl", "driehonderdvijftigduizend", 350_000.0),
            ("pl", "trzysta pięćdziesiąt tysięcy", 350_000.0),
            ("pt", "trezentos e cinquenta mil", 350_000.0),
            ("ro", "trei sute cincizeci de mii", 350_000.0),
            ("ru", "триста пятьдесят тысяч человек", 350_000.0),
            ("ru", "5,3 миллиона человек", 5.3e6),
            ("sv", "trehundrafemtiotusen", 350_000.0),
            ("tr", "üç yüz elli bin", 350_000.0),
            ("uk", "триста п'ятдесят тисяч", 350_000.0),
            ("vi", "ba trăm năm mươi nghìn", 350_000.0),
            ("zh", "5000万人", 5e7),
            ("zh", "三十五名士兵", 35.0),
        ] {
            assert_eq!(amount(spelled, lang), Some(value), "{lang}: {spelled}");
        }
    }

    #[test]
    fn two_numbers_in_a_row_are_two() {
        assert_eq!(amount("двадцать, тридцать человек", "ru"), Some(20.0));
        assert_eq!(amount("zwanzig dreißig", "de"), Some(20.0));
    }
}
