//! Numbers, amounts and dates in a run of tokens, by value: `5,000` = `five thousand`, `Jan. 15` = `15 January`.

use super::Vocabulary;
use super::number::digits;
use crate::model::{Case, Quantity, Token, TokenKind, Value};

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
        match scan.date(at).or_else(|| scan.amount(at)) {
            Some(quantity) => {
                at = quantity.end.max(at + 1);
                found.push(quantity);
            }
            None => at += 1,
        }
    }
    found
}

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
        let month = self.words.month(n)?;
        let sure = beside_number
            || (n.len() > 4 && n != "march")
            || (token.case == Case::Title && !token.opens_sentence && n.len() > 3);
        sure.then_some(month)
    }

    /// A comma or `of` between the parts of a date may be passed over.
    fn skip(&self, at: usize, mark: &str) -> usize {
        if self.n(at) == mark { at + 1 } else { at }
    }

    fn date(&self, at: usize) -> Option<Quantity> {
        self.iso_date(at).or_else(|| self.day_month(at)).or_else(|| self.month_day(at))
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
        let month_at = self.skip(at + 1, "of");
        let month = self.month(month_at, true)?;
        let year_at = self.skip(month_at + 1, ",");
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

    fn amount(&self, at: usize) -> Option<Quantity> {
        let sign = self
            .words
            .unit(self.n(at))
            .filter(|_| self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Punctuation));
        let start = if sign.is_some() { at + 1 } else { at };
        let (amount, mut end, ordinal) = self.number(start)?;
        let mut unit: Option<Box<str>> = sign.map(Into::into);
        if unit.is_none() {
            let (name, next) = self.unit_after(end);
            unit = name;
            end = next;
        }
        if sign.is_none() && end == start + 1 && self.words.is_vague(self.n(start)) {
            return None;
        }
        Some(Quantity { first: at, end, value: Value::Number { amount, unit, ordinal } })
    }

    fn unit_after(&self, end: usize) -> (Option<Box<str>>, usize) {
        if self.n(end) == "per" && self.n(end + 1) == "cent" {
            return (Some("%".into()), end + 2);
        }
        match self.words.unit(self.n(end)) {
            Some(unit) => (Some(unit.into()), end + 1),
            None => (None, end),
        }
    }

    /// A number in digits or words: its value, the token after it, and whether it is an ordinal.
    fn number(&self, start: usize) -> Option<(f64, usize, bool)> {
        let (mut total, mut current, mut at) = (0.0f64, None::<f64>, start);
        let mut last = f64::INFINITY;
        loop {
            let n = self.n(at);
            if let Some(value) = self.digits(at).filter(|_| current.is_none() && total == 0.0) {
                current = Some(value);
                last = 0.0;
                at += 1;
                if n.ends_with(|c: char| c.is_alphabetic()) && !n.ends_with('s') {
                    return Some((value, at, true));
                }
            } else if let Some(value) = self.words.cardinal(n).filter(|&value| value < last) {
                current = Some(current.unwrap_or(0.0) + value);
                last = if value >= 20.0 { 10.0 } else { 0.0 };
                at += 1;
            } else if let Some(value) =
                self.words.ordinal(n).filter(|&value| value < last && (current.is_none() || value < 10.0))
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
