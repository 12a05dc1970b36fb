//! Numbers, amounts and dates in a run of tokens, by value: `5,000` = `five thousand`, `Jan. 15` = `15 January`.

use super::Vocabulary;
use super::number::{digits, han_numerals};
use super::numerals::{Part, Sum};
use crate::model::{Case, Class, Quantity, Token, TokenKind, Value};

/// Finds quantities, left to right, longest first, without overlap.
pub(super) fn find(tokens: &[Token], words: &Vocabulary) -> Vec<Quantity> {
    let scan = Scan { tokens, words };
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if !token.word.counts {
            at += 1;
            continue;
        }
        match scan
            .date(at)
            .or_else(|| scan.hour(at))
            .or_else(|| scan.half_hour(at))
            .or_else(|| scan.roman(at))
            .or_else(|| scan.amount(at))
        {
            Some(quantity) => {
                at = quantity.end.max(at + 1);
                found.push(quantity);
            }
            None => at += 1,
        }
    }
    found
}

/// The units of a time of the day.
const TIME: &str = "o'clock";
const TIME_OF_EITHER_HALF: &str = "o'clock, a.m. or p.m.";

/// Whether an amount is one of minutes from midnight.
pub fn is_time(unit: Option<&str>) -> bool {
    matches!(unit, Some(TIME | TIME_OF_EITHER_HALF))
}

/// Whether two amounts are one time of the day.
pub fn same_time(x: f64, unit: &str, y: f64, other: &str) -> bool {
    let sure = unit == TIME && other == TIME;
    is_time(Some(unit)) && is_time(Some(other)) && (x - y) % (if sure { 1440.0 } else { 720.0 }) == 0.0
}

/// Roman numerals from two on.
pub(super) const ROMAN: [&str; 19] = [
    "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii",
    "xix", "xx",
];

struct Scan<'a> {
    tokens: &'a [Token],

    words: &'a Vocabulary,
}

impl Scan<'_> {
    fn n(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &token.word.n)
    }

    fn touches_next(&self, at: usize) -> bool {
        matches!((self.tokens.get(at), self.tokens.get(at + 1)), (Some(a), Some(b)) if a.span.end == b.span.start)
    }

    fn digits(&self, at: usize) -> Option<f64> {
        digits(self.n(at))
    }

    fn day(&self, at: usize) -> Option<u8> {
        let n = self.n(at);
        if n.len() > 4 || n.contains(['.', ',']) {
            return None;
        }
        self.digits(at).filter(|day| (1.0..=31.0).contains(day) && day.fract() == 0.0).map(|day| day as u8)
    }

    fn year(&self, at: usize) -> Option<i32> {
        let n = self.n(at);
        let four = n.chars().count() == 4 && n.chars().all(char::is_numeric);
        self.digits(at).filter(|year| four && (1000.0..2200.0).contains(year)).map(|year| year as i32)
    }

    /// A month's name. `May` and `March` are also ordinary words: they need a capital inside a sentence, or a number beside them.
    fn month(&self, at: usize, beside_number: bool) -> Option<u8> {
        let token = self.tokens.get(at)?;
        let n = token.word.n.trim_end_matches('.');
        // `Сент-Джонстон` is no September.
        if !beside_number && self.touches_next(at) && self.n(at + 1) == "-" {
            return None;
        }
        let month =
            self.words.month(n).or_else(|| beside_number.then(|| self.words.month_behind_prefix(n)).flatten())?;
        let before = at.checked_sub(1).map_or("", |before| self.n(before));
        let told =
            matches!(before, "in" | "by" | "since" | "until" | "till" | "last" | "next" | "early" | "mid" | "late");
        let sure = beside_number
            || (n.len() > 4 && n != "march")
            || (token.case == Case::Title && !token.opens_sentence && (n.len() > 3 || told));
        sure.then_some(month)
    }

    /// A comma between the parts of a date may be passed over.
    fn skip(&self, at: usize, mark: &str) -> usize {
        if self.n(at) == mark { at + 1 } else { at }
    }

    /// What stands between the parts of a date in any language: `3rd of May`, `15 de enero de 2020`, `15. Januar`.
    fn skip_link(&self, at: usize) -> usize {
        if matches!(self.n(at), "of" | "de" | "del" | "di" | "do" | ".") { at + 1 } else { at }
    }

    fn date(&self, at: usize) -> Option<Quantity> {
        self.iso_date(at).or_else(|| self.marked_date(at)).or_else(|| self.day_month(at)).or_else(|| self.month_day(at))
    }

    /// `2016年3月15日`, `2016년 3월 15일`: a number and the word for year, month or day, each part once, in this order.
    fn marked_date(&self, at: usize) -> Option<Quantity> {
        let mut parts = [None; 3];
        let mut end = at;
        for (slot, marks) in parts.iter_mut().zip([['年', '년'], ['月', '월'], ['日', '일']]) {
            let n = self.n(end);
            let digits = n.trim_end_matches(marks);
            let glued = digits.len() < n.len();
            let marked = glued || (self.touches_next(end) && self.n(end + 1).starts_with(marks));
            let value = digits_of(digits).filter(|_| marked);
            if value.is_some() {
                *slot = value;
                end += if glued { 1 } else { 2 };
            }
        }
        let [year, month, day] = parts;
        let month = month.filter(|month| (1.0..=12.0).contains(month)).map(|month| month as u8);
        let day = day.filter(|day| (1.0..=31.0).contains(day)).map(|day| day as u8);
        let year = year.filter(|year| (1000.0..2200.0).contains(year)).map(|year| year as i32);
        // A day alone may as well be a number of days.
        let known = year.is_some() || month.is_some();
        known.then_some(Quantity { first: at, end, value: Value::Date { year, month, day } })
    }

    fn iso_date(&self, at: usize) -> Option<Quantity> {
        let parts = [at, at + 2, at + 4];
        let dashes = self.n(at + 1) == "-" && self.n(at + 3) == "-";
        if !dashes || (at..at + 4).any(|i| !self.touches_next(i)) {
            return None;
        }
        let month = self.day(parts[1]).filter(|&month| month <= 12);
        let value = Value::Date { year: Some(self.year(at)?), month: Some(month?), day: Some(self.day(parts[2])?) };
        Some(Quantity { first: at, end: at + 5, value })
    }

    fn day_month(&self, at: usize) -> Option<Quantity> {
        let day = self.day(at)?;
        let month_at = self.skip_link(at + 1);
        let month = self.month(month_at, true)?;
        let year_at = self.skip_link(self.skip(month_at + 1, ","));
        let year = self.year(year_at);
        let end = if year.is_some() { year_at + 1 } else { month_at + 1 };
        Some(Quantity { first: at, end, value: Value::Date { year, month: Some(month), day: Some(day) } })
    }

    fn month_day(&self, at: usize) -> Option<Quantity> {
        let year_alone = self.year(at + 1);
        let day = if year_alone.is_none() { self.day(at + 1) } else { None };
        let month = self.month(at, year_alone.is_some() || day.is_some())?;
        let (year, end) = match (year_alone, day) {
            (Some(year), _) => (Some(year), at + 2),
            (None, Some(_)) => {
                let year_at = self.skip(at + 2, ",");
                let year = self.year(year_at);
                (year, if year.is_some() { year_at + 1 } else { at + 2 })
            }
            (None, None) => (None, at + 1),
        };
        Some(Quantity { first: at, end, value: Value::Date { year, month: Some(month), day } })
    }

    /// `17:00`, `5 p.m.`, `3.30pm`, `19.30 Uhr`, `half past six`: minutes from midnight. Without a half of the day the hours to twelve may be of either.
    fn hour(&self, at: usize) -> Option<Quantity> {
        let whole = |at: usize, most: f64| {
            digits_of(self.n(at))
                .filter(|value| self.n(at).chars().count() <= 2 && value.fract() == 0.0 && (0.0..=most).contains(value))
        };
        let dotted = || {
            let (hour, minute) = self.n(at).split_once('.').filter(|(_, minute)| minute.len() == 2)?;
            Some((digits(hour)?, digits(minute)?, at + 1))
        };
        let marked = || {
            let touches = self.n(at + 1) == ":" && self.touches_next(at) && self.touches_next(at + 1);
            let minute = whole(at + 2, 59.0).filter(|_| touches && self.n(at + 2).chars().count() == 2)?;
            Some((whole(at, 23.0)?, minute, at + 3))
        };
        // `11 h 15`
        let spelled = || {
            let minute = whole(at + 2, 59.0)
                .filter(|_| self.words.is_hour(self.n(at + 1)) && self.n(at + 2).chars().count() == 2)?;
            // A word for hours may tell how long: `2 hours 30 minutes`, `in 3 hours 20 men`.
            let mark = self.n(at + 1).chars().count() <= 3;
            let free = self.tokens.get(at + 3).is_none_or(|token| token.kind != TokenKind::Word);
            (mark || free).then_some(())?;
            Some((whole(at, 23.0)?, minute, at + 3))
        };
        let half = |at: usize| match self.n(at) {
            "am" | "a.m." | "a.m" => Some(0.0),
            "pm" | "p.m." | "p.m" => Some(12.0),
            _ => None,
        };
        let (hour, minute, end) =
            marked().or_else(spelled).or_else(dotted).or_else(|| Some((whole(at, 12.0)?, 0.0, at + 1)))?;
        // `kl. 19.30`: the word may end with a full stop of its own.
        let before = at.checked_sub(if at > 1 && self.n(at - 1) == "." { 2 } else { 1 });
        let told = minute < 60.0
            && hour < 24.0
            && end == at + 1
            && self.n(at).contains('.')
            && (self.words.is_hour(self.n(end)) || before.is_some_and(|before| self.words.is_hour(self.n(before))));
        let (hours, end, unit) = match half(end) {
            Some(half) if (1.0..=12.0).contains(&hour) && minute < 60.0 => (hour % 12.0 + half, end + 1, TIME),
            _ if told && (1.0..=12.0).contains(&hour) => (hour, end, TIME_OF_EITHER_HALF),
            _ if told => (hour, end, TIME),
            _ if end != at + 3 => return None,
            _ if (1.0..=12.0).contains(&hour) => (hour, end, TIME_OF_EITHER_HALF),
            _ => (hour, end, TIME),
        };
        let value = Value::Number { amount: hours * 60.0 + minute, unit: Some(unit.into()), ordinal: false };
        Some(Quantity { first: at, end, value })
    }

    /// `half past six`, `halb sieben`.
    fn half_hour(&self, at: usize) -> Option<Quantity> {
        let more = self.words.half_hour(self.n(at))?;
        let past = usize::from(self.words.half_hour(self.n(at + 1)) == Some(more) || self.n(at + 1) == "past");
        let (hour, end, _) = self.number(at + 1 + past)?;
        // `half the six`, `half 600`.
        let told = (more < 0.0 || past == 1) && (1.0..=12.0).contains(&hour) && end == at + 2 + past;
        let amount = (hour + more) * 60.0;
        let value = Value::Number { amount, unit: Some(TIME_OF_EITHER_HALF.into()), ordinal: false };
        told.then_some(Quantity { first: at, end, value })
    }

    /// The number behind a name (`World War II`), which others write as an ordinal.
    fn roman(&self, at: usize) -> Option<Quantity> {
        let (before, token) = (self.tokens.get(at.checked_sub(1)?)?, self.tokens.get(at)?);
        let named = before.case == Case::Title && token.case == Case::Upper;
        let place = ROMAN.iter().position(|roman| *roman == self.n(at)).filter(|_| named)?;
        let value = Value::Number { amount: place as f64 + 2.0, unit: None, ordinal: true };
        Some(Quantity { first: at, end: at + 1, value })
    }

    fn amount(&self, at: usize) -> Option<Quantity> {
        let is_mark = |token: &Token| token.kind == TokenKind::Punctuation;
        let sign = self
            .words
            .unit(self.n(at))
            .filter(|_| self.tokens.get(at).is_some_and(is_mark) || self.words.is_unit_in_front(self.n(at)));
        let start = if sign.is_some() { at + 1 } else { at };
        let (amount, end, ordinal) = self.number(self.repeated(start))?;
        let (amount, mut end) = if ordinal { (amount, end) } else { self.and_a_half(amount, end) };
        let ordinal = ordinal || self.is_ordinal_by_mark(end);
        let mut unit: Option<Box<str>> = sign.map(Into::into);
        if unit.is_none() {
            let (name, next) = self.unit_after(end);
            unit = name;
            end = next;
        }
        // `the Second World War` is one of a row.
        let capital = |at: usize| self.tokens.get(at).is_some_and(|token| token.case == Case::Title);
        let named = ordinal
            && capital(start)
            && capital(start + 1)
            && !self.tokens.get(start).is_some_and(|token| token.opens_sentence);
        // What often means no number: listed words, and in other languages than English whatever may be an article or
        // say in which order.
        let alone = sign.is_none() && end == start + 1 && !named;
        let spelled = self.words.numeral_parts(self.n(start)).is_some();
        if alone
            && (self.words.is_vague(self.n(start))
                || self.words.weekday(self.n(start)).is_some()
                || (spelled && amount <= 1.0)
                || (ordinal && self.has_numerals() && amount <= 3.0))
        {
            return None;
        }
        Some(Quantity { first: at, end, value: Value::Number { amount, unit, ordinal } })
    }

    /// Where a number that is said twice (`दस-दस`, ten each) begins to count.
    fn repeated(&self, start: usize) -> usize {
        let twice = self.n(start + 1) == "-" && self.n(start) == self.n(start + 2) && self.digits(start).is_none();
        if twice { start + 2 } else { start }
    }

    /// `two and a half`, `a million and a half`, `two and a half million`.
    fn and_a_half(&self, amount: f64, end: usize) -> (f64, usize) {
        let after = match self.words.and_a_half(|step| self.n(end + step)) {
            // `due ore e mezza`
            0 if self.words.unit_in_any_form(self.n(end)).is_some()
                && self.words.and_a_half(|step| self.n(end + 1 + step)) > 0
                && amount < 100.0 =>
            {
                return (amount + 0.5, end);
            }
            0 => return (amount, end),
            words => end + words,
        };
        let factor = |at: usize| match self.words.numeral_parts(self.n(at)).as_deref() {
            Some(&[Part::Multiplier(factor)]) if factor >= 1000.0 => Some(factor),
            _ => self.words.multiplier(self.n(at)).filter(|&factor| factor >= 1000.0),
        };
        match (end.checked_sub(1).and_then(factor), factor(after)) {
            (Some(factor), _) => (amount + factor / 2.0, after),
            (None, Some(factor)) => ((amount + 0.5) * factor, after + 1),
            (None, None) => (amount + 0.5, after),
        }
    }

    /// `68. minute`: digits and a full stop before a word in small letters.
    fn is_ordinal_by_mark(&self, end: usize) -> bool {
        let digits = end.checked_sub(1).is_some_and(|at| self.digits(at).is_some() && self.touches_next(at));
        self.words.ordinals_have_a_stop
            && digits
            && self.n(end) == "."
            && self.tokens.get(end + 1).is_some_and(|token| token.kind == TokenKind::Word && token.case == Case::Lower)
            && self.n(end + 1).chars().all(char::is_lowercase)
    }

    fn unit_after(&self, end: usize) -> (Option<Box<str>>, usize) {
        if let Some((unit, words)) = self.words.unit_of_words(|step| self.n(end + step)) {
            return (Some(unit.into()), end + words);
        }
        // `100 °F`, `38 degrees Celsius`.
        if matches!(self.n(end), "°" | "degree" | "degrees") {
            let scale = match self.n(end + 1) {
                "f" => Some("°F"),
                "c" => Some("°C"),
                word => self.words.unit(word).filter(|unit| unit.starts_with('°')),
            };
            if let Some(scale) = scale {
                return (Some(scale.into()), end + 2);
            }
        }
        // Arabic `في المئة`.
        let joins = self.words.class(self.n(end)).has(Class::PREPOSITION);
        if let Some("%") = self.words.unit(self.n(end + 1)).filter(|_| joins) {
            return (Some("%".into()), end + 2);
        }
        match self.words.unit_in_any_form(self.n(end)) {
            Some(unit) => (Some(unit.into()), end + 1),
            None => (None, end),
        }
    }

    fn has_numerals(&self) -> bool {
        !self.words.numerals.is_empty()
    }

    /// `600 000`, `1 500 000`: groups of three digits with a space between, and where they end.
    fn spaced(&self, start: usize) -> Option<(f64, usize)> {
        let ascii = |at: usize| self.n(at).bytes().all(|byte| byte.is_ascii_digit()).then(|| self.n(at).len());
        let near = |at: usize| match (self.tokens.get(at - 1), self.tokens.get(at)) {
            // A space, or one that does not break.
            (Some(a), Some(b)) => (1..=3).contains(&(b.span.start - a.span.end)),
            _ => false,
        };
        ascii(start).filter(|length| (1..=3).contains(length))?;
        let mut end = start + 1;
        let mut value = self.digits(start)?;
        while ascii(end) == Some(3) && near(end) {
            value = value * 1000.0 + self.digits(end)?;
            end += 1;
        }
        (end > start + 1).then_some((value, end))
    }

    /// A number made of the parts that the CLDR knows, or of digits and such parts (`5 тысяч`).
    fn spelled(&self, start: usize) -> Option<(f64, usize, bool)> {
        let digits = self.digits(start).map(|value| (value, "")).or_else(|| leading_digits(self.n(start)));
        let (digits, after) = match self.spaced(start) {
            Some((value, end)) => (Some((value, "")), end),
            None => (digits, start + usize::from(digits.is_some())),
        };
        let mut sum = digits.map_or_else(Sum::default, |(value, _)| Sum::of_digits(value));
        let mut at = after;
        let (mut end, mut value) = (at, sum.value());
        if let Some((_, rest)) = digits.filter(|(_, rest)| !rest.is_empty()) {
            // `50만명`: what multiplies, then what is counted.
            let first = rest.char_indices().nth(1).map_or(rest, |(at, _)| &rest[..at]);
            if let Some([part @ Part::Multiplier(_)]) = self.words.numerals.parts(first).as_deref() {
                sum.take(*part);
            }
            return sum.value().map(|value| (value, start + 1, false));
        }
        loop {
            let n = self.n(at);
            // Turkish `2 bin 100`.
            if let Some(rest) = self.digits(at).filter(|_| digits.is_some() && at > after) {
                let mut next = sum.clone();
                if rest.fract() != 0.0 || rest < 100.0 || n.len() > 3 || !next.take(Part::Cardinal(rest)) {
                    break;
                }
                sum = next;
                at += 1;
                (end, value) = (at, sum.value());
                continue;
            }
            if n == "-" && at > start && self.touches_next(at) && self.touches_next(at - 1) {
                at += 1;
                continue;
            }
            if let Some(mut parts) = self.words.numeral_parts(n) {
                // `and five`, in one word.
                if at == start && parts.len() > 1 && parts.first() == Some(&Part::Joint) {
                    parts.remove(0);
                }
                let mut next = sum.clone();
                // `350 de mii`: what joins digits to what multiplies them.
                let is_factor = |part: Option<&Part>| matches!(part, Some(Part::Multiplier(_)));
                let joins = || {
                    parts[..] == [Part::Joint]
                        && is_factor(self.words.numerals.parts(self.n(at + 1)).as_deref().and_then(<[Part]>::first))
                };
                let multiplies = is_factor(parts.first()) || joins();
                let fits = (digits.is_none() || multiplies) && parts.iter().all(|&part| next.take(part));
                if !fits {
                    break;
                }
                sum = next;
                at += 1;
                // A hundred, a million, with nothing before them, are often many.
                let bare = digits.is_none() && at == start + 1 && matches!(parts[..], [Part::Multiplier(_)]);
                if !sum.is_open() && !bare {
                    (end, value) = (at, sum.value());
                }
                continue;
            }
            // `vingt et unième` goes on, `un cinquième` begins anew.
            let goes_on = |last: f64| last < 10.0 && sum.clone().take(Part::Cardinal(last));
            if let Some(last) = self.words.ordinal(n).filter(|&last| digits.is_none() && (at == start || goes_on(last)))
            {
                // Arabic `the sixth and the thirtieth`.
                let more = match self.words.numeral_parts(self.n(at + 1)).as_deref() {
                    Some(&[Part::Joint, Part::Cardinal(tens)]) if at == start && last < 10.0 && tens >= 20.0 => {
                        Some(tens)
                    }
                    _ => None,
                };
                let before = if at == start { 0.0 } else { sum.value()? };
                let end = at + 1 + usize::from(more.is_some());
                return Some((before + last + more.unwrap_or(0.0), end, true));
            }
            break;
        }
        value.filter(|value| value.is_finite()).map(|value| (value, end, false))
    }

    /// A number in digits or words: its value, the token after it, and whether it is an ordinal.
    fn number(&self, start: usize) -> Option<(f64, usize, bool)> {
        if self.has_numerals() {
            return self.spelled(start);
        }
        let (mut total, mut current, mut at) = (0.0f64, None::<f64>, start);
        let mut last = f64::INFINITY;
        // `1.7 million four years ago`: digits go on with what multiplies them only.
        let digital = self.digits(start).is_some();
        loop {
            let n = self.n(at);
            if let Some(value) = self.digits(at).filter(|_| current.is_none() && total == 0.0) {
                current = Some(value);
                last = 0.0;
                at += 1;
                if n.ends_with(|c: char| c.is_alphabetic()) && !n.ends_with('s') {
                    return Some((value, at, true));
                }
            } else if let Some(value) =
                self.words.cardinal(n).or_else(|| han_numerals(n)).filter(|&value| !digital && value < last)
            {
                current = Some(current.unwrap_or(0.0) + value);
                last = if value >= 20.0 { 10.0 } else { 0.0 };
                at += 1;
            } else if let Some(value) =
                self.words.ordinal(n).filter(|&value| !digital && value < last && (current.is_none() || value < 10.0))
            {
                return Some((total + current.unwrap_or(0.0) + value, at + 1, true));
            } else if let Some(factor) = self.words.multiplier(n).filter(|_| self.may_multiply(at, start)) {
                let value = current.unwrap_or(1.0) * factor;
                if factor >= 1000.0 {
                    total += value;
                    current = None;
                } else {
                    current = Some(value);
                }
                last = factor.min(100.0);
                at += 1;
            } else if at > start && self.bridges(at, last) {
                at += 1;
            } else {
                break;
            }
        }
        (at > start).then(|| (total + current.unwrap_or(0.0), at, false)).filter(|(value, ..)| value.is_finite())
    }

    /// A multiplier counts after a number, or alone after `a`; `m` and `k` only when printed against the number.
    fn may_multiply(&self, at: usize, start: usize) -> bool {
        let short = self.n(at).len() <= 2;
        if at > start {
            !short || self.touches_next(at - 1)
        } else {
            !short && at > 0 && matches!(self.n(at - 1), "a" | "an" | "one" | "per")
        }
    }

    /// `twenty-five`, `two hundred and fifty`: the mark or word between two parts of one number.
    fn bridges(&self, at: usize, last: f64) -> bool {
        let next = self.words.cardinal(self.n(at + 1)).or_else(|| self.words.ordinal(self.n(at + 1)));
        let fits = next.is_some_and(|value| value < last);
        let hyphen = self.n(at) == "-" && self.touches_next(at) && self.touches_next(at - 1);
        fits && ((hyphen && last == 10.0) || (self.n(at) == "and" && last == 100.0))
    }
}

fn digits_of(n: &str) -> Option<f64> {
    digits(n).or_else(|| han_numerals(n))
}

/// The number that a word of another script than Latin begins with, and the rest (`50만명`).
fn leading_digits(n: &str) -> Option<(f64, &str)> {
    let at = n.find(|c: char| !(c.is_numeric() || matches!(c, '.' | ',')))?;
    let (number, rest) = n.split_at_checked(at)?;
    Some((digits(number)?, rest)).filter(|_| !rest.is_ascii())
}
