//! Numbers, dates and amounts by value.

use std::ops::Range;

use super::{Rows, pack};
use crate::align::same_value;
use crate::diverge::number::{comparable, note};
use crate::diverge::ratio::{Ratio, nearly, ratios};
use crate::diverge::view::{Finding, Findings, Side, View};
use crate::lang::concepts::Concepts;
use crate::lang::{digits, han_numerals, is_time, pack_for};
use crate::model::{Kind, Quantity, Severity, Value};

/// Values that only one text has and that can only stand for each other: linked, or each the other's only rival.
pub(in crate::diverge) fn find(view: &View<'_>, rows: &Rows, out: &mut Findings) {
    let (left, right) = (&view.a.quantities, &view.b.quantities);
    for (side, list) in [(Side::A, left), (Side::B, right)] {
        list.iter().for_each(|quantity| out.claim(side, quantity.first..quantity.end));
    }
    let (here, there) = (readings(view, rows, Side::A), readings(view, rows, Side::B));
    let (left, mut right) = (unread(open(left, right), &here, &there), unread(open(right, left), &there, &here));
    let comparable = |p: &Value, q: &Value| comparable(&cardinal(p), &cardinal(q)) && !may_be_same(p, q);
    let rivals = |p: &Quantity, there: &[&Quantity]| there.iter().filter(|q| comparable(&p.value, &q.value)).count();
    let lone: Vec<bool> = left.iter().map(|p| rivals(p, &right) == 1).collect();
    let all = left.clone();
    for (p, lone) in left.into_iter().zip(lone) {
        let linked = |q: &Quantity| {
            (p.first..p.end)
                .any(|at| view.partners(Side::A, at).iter().any(|partner| (q.first..q.end).contains(partner)))
        };
        let Some(at) =
            right.iter().position(|q| comparable(&p.value, &q.value) && (linked(q) || (lone && rivals(q, &all) == 1)))
        else {
            continue;
        };
        let q = right.remove(at);
        let finding = Finding::new(Kind::Number, Severity::Critical, 0.8).note(note(&p.value, &q.value));
        out.add(view, finding, p.first..p.end, q.first..q.end);
    }
    unlike(view, &here, &there, out);
}

/// One share or multiple that each text alone has.
fn unlike(view: &View<'_>, here: &[Reading], there: &[Reading], out: &mut Findings) {
    let lone = |list: &[Reading], other: &[Reading], meant: fn(&Meant) -> bool| {
        let mut of = list.iter().filter(|reading| meant(&reading.meant) && !reading.is_in(other));
        of.next().cloned().filter(|first| of.all(|reading| reading.meant.is(first.meant)))
    };
    for meant in [Meant::is_share, Meant::is_multiple] {
        let (Some(x), Some(y)) = (lone(here, there, meant), lone(there, here, meant)) else { continue };
        // Two figures of per cent have been compared already.
        let percent = matches!((x.meant, y.meant), (Meant::Percent(_), Meant::Percent(_)));
        if x.sure && y.sure && !percent {
            let finding = Finding::new(Kind::Number, Severity::Critical, 0.7).note("another share or multiple");
            out.add(view, finding, x.range, y.range);
        }
    }
}

/// The values of one text that the other has not, nor another value that could stand for one.
pub(super) fn missing<'v>(view: &'v View<'_>, side: Side) -> Vec<&'v Quantity> {
    let (here, there) = (&view.text(side).quantities, &view.text(side.other()).quantities);
    let rivals = open(there, here);
    let alone = |p: &&Quantity| !rivals.iter().any(|q| comparable(&p.value, &q.value));
    open(here, there).into_iter().filter(alone).collect()
}

/// The values of one text that the other has not, not even as a part of a date.
fn open<'q>(here: &'q [Quantity], there: &[Quantity]) -> Vec<&'q Quantity> {
    here.iter().filter(|p| !there.iter().any(|q| same_value(&p.value, &q.value) || dated(&p.value, &q.value))).collect()
}

/// The values that are no part of what the other text says in another way, nor of a share or multiple.
fn unread<'q>(values: Vec<&'q Quantity>, here: &[Reading], there: &[Reading]) -> Vec<&'q Quantity> {
    let within = |reading: &Reading, p: &Quantity| reading.range.start <= p.first && p.end <= reading.range.end;
    let read = |p: &Quantity| {
        let percent = matches!(&p.value, Value::Number { unit: Some(_), .. });
        here.iter()
            .any(|reading| within(reading, p) && (reading.is_in(there) || (!percent && reading.is_no_count(there))))
    };
    values.into_iter().filter(|p| !read(p)).collect()
}

/// Which number it is in a row counts as a number: languages differ in when they say so.
fn cardinal(value: &Value) -> Value {
    match value {
        Value::Number { amount, unit, .. } => Value::Number { amount: *amount, unit: unit.clone(), ordinal: false },
        date => date.clone(),
    }
}

/// What a number and the words beside it mean where languages have several ways to say one thing.
#[derive(Clone, Debug)]
struct Reading {
    range: Range<usize>,
    meant: Meant,
    /// Whether it is that and nothing else (`nine in ten` may be nine things in ten places).
    sure: bool,
}

#[derive(Clone, Copy, Debug)]
enum Meant {
    /// A part of a whole: `two thirds`, `nine in ten`.
    Share(f64),
    /// The same in per cent.
    Percent(f64),
    /// How many times as much: `double`, `three times`.
    Multiple(f64),
    /// A length of time in days: `three weeks`, `21 days`.
    Days(f64),
}

impl Meant {
    fn is_share(&self) -> bool {
        matches!(self, Meant::Share(_) | Meant::Percent(_))
    }

    fn is_multiple(&self) -> bool {
        matches!(self, Meant::Multiple(_))
    }

    /// By how much of it a figure is rounded at most.
    fn is(self, other: Meant) -> bool {
        match (self, other) {
            // Nobody rounds one figure of per cent to another.
            (Meant::Percent(x), Meant::Percent(y)) => x == y,
            (Meant::Share(x), Meant::Percent(y)) | (Meant::Percent(y), Meant::Share(x)) => nearly(x * 100.0, y),
            (Meant::Share(x), Meant::Share(y))
            | (Meant::Multiple(x), Meant::Multiple(y))
            | (Meant::Days(x), Meant::Days(y)) => nearly(x, y),
            _ => false,
        }
    }
}

impl Reading {
    fn is_in(&self, there: &[Reading]) -> bool {
        there.iter().any(|other| self.meant.is(other.meant))
    }

    /// Whether its number counts nothing, and the other text says such a thing too.
    fn is_no_count(&self, there: &[Reading]) -> bool {
        let like = |other: &Reading| {
            other.sure
                && (self.meant.is_share() && other.meant.is_share()
                    || self.meant.is_multiple() && other.meant.is_multiple())
        };
        self.sure && there.iter().any(like)
    }
}

/// Days in a unit of time, by its usual English words.
const UNITS: [(&str, f64); 8] = [
    ("minute", 1.0 / 1440.0),
    ("hour", 1.0 / 24.0),
    ("day", 1.0),
    ("week", 7.0),
    ("month", 30.44),
    ("year", 365.25),
    ("decade", 3652.5),
    ("century", 36525.0),
];

/// How many words of a row are looked at for what it means.
const USUAL: usize = 3;

fn means<'r>(rows: &'r Rows, side: Side, at: usize) -> impl Iterator<Item = &'static str> + 'r {
    rows.at(side, at).iter().flat_map(|&row| Concepts::own().english(row).take(USUAL))
}

fn readings(view: &View<'_>, rows: &Rows, side: Side) -> Vec<Reading> {
    let text = view.text(side);
    let mut found = Vec::new();
    for quantity in &text.quantities {
        let range = quantity.first..quantity.end;
        let Value::Number { amount, unit, .. } = &quantity.value else { continue };
        match unit.as_deref() {
            Some("%") => found.push(Reading { range, meant: Meant::Percent(*amount), sure: true }),
            None => {
                let mut read = |meant: Meant, sure: bool| found.push(Reading { range: range.clone(), meant, sure });
                let units = means(rows, side, quantity.end).flat_map(|word| UNITS.iter().filter(move |x| x.0 == word));
                units.for_each(|unit| read(Meant::Days(amount * unit.1), true));
                let mut beside = std::iter::once(quantity.end).chain(quantity.first.checked_sub(1));
                if *amount >= 2.0 && beside.any(|at| is_times(view, side, at)) {
                    read(Meant::Multiple(*amount), true);
                }
            }
            _ => {}
        }
    }
    found.extend(ratios(view, side).map(|Ratio { range, share }| Reading {
        range,
        meant: Meant::Share(share),
        sure: false,
    }));
    for at in 0..text.len() {
        found.extend(fraction(view, rows, side, at));
        found.extend(multiple(view, rows, side, at));
    }
    found
}

/// A denominator (`thirds`, `четверть`, `三分之一`) and the number that stands before or behind it.
fn fraction(view: &View<'_>, rows: &Rows, side: Side, at: usize) -> Option<Reading> {
    let n = view.n(side, at);
    let value = |n: &str| digits(n).or_else(|| han_numerals(n));
    for mark in ["分之", "分の", "분의"] {
        if let Some((whole, part)) = n.split_once(mark) {
            let first = if whole.is_empty() { at.checked_sub(1)? } else { at };
            let end = at + 1 + usize::from(part.is_empty());
            let whole = value(if whole.is_empty() { view.n(side, first) } else { whole })?;
            let part = value(if part.is_empty() { view.n(side, end - 1) } else { part })?;
            return Some(Reading { range: first..end, meant: Meant::Share(part / whole), sure: true });
        }
    }
    // `in the first quarter`, `two and a half`.
    let words = &pack(view, side).words;
    let before = at.checked_sub(1).map_or("", |at| view.n(side, at));
    let inside = |quantity: &Quantity| quantity.first < at && at < quantity.end;
    if words.ordinal(before).is_some() || view.text(side).quantities.iter().any(inside) {
        return None;
    }
    let half = means(rows, side, at).next() == Some("half");
    let whole = if half { 2.0 } else { means(rows, side, at).find_map(one_of)? };
    let numerator = view.text(side).quantities.iter().find_map(|quantity| match quantity.value {
        Value::Number { amount, unit: None, .. }
            if quantity.end == at || quantity.first == at + 1 || (before == "-" && quantity.end + 1 == at) =>
        {
            Some((amount, quantity.first.min(at)..quantity.end.max(at + 1)))
        }
        _ => None,
    });
    let numerator = numerator.filter(|(amount, _)| *amount < whole && amount.fract() == 0.0);
    // `the third time` is none, nor `half past`, nor `half` a dozen things.
    let ordinal = half || words.ordinal(n).is_some();
    let alone = !view.is_content(side, at + 1) && before != "the";
    let sure = numerator.is_some() || !ordinal || (alone && !half);
    let sure = sure || (half && view.n(side, at) != "half") || (half && matches!(view.n(side, at + 1), "of" | "the"));
    let quantity = view.text(side).quantities.iter().find(|quantity| quantity.first == at);
    // Arabic `خمس` is five too.
    let sure = sure && (quantity.is_none() || numerator.is_some());
    let (part, range) = match (numerator, quantity) {
        (Some(found), _) => found,
        (None, Some(quantity)) => (1.0, at..quantity.end),
        (None, None) => (1.0, at..at + 1),
    };
    // `half a percent`.
    let percent = (at + 1..at + 4).any(|at| words.unit(view.n(side, at)) == Some("%"));
    let whole = if percent { whole * 100.0 } else { whole };
    Some(Reading { range, meant: Meant::Share(part / whole), sure })
}

/// The denominator of `one third`.
fn one_of(word: &str) -> Option<f64> {
    word.strip_prefix("one ").and_then(|whole| pack_for("en").words.ordinal(whole))
}

/// `double`, `tripled`, `dreimal`.
fn multiple(view: &View<'_>, rows: &Rows, side: Side, at: usize) -> Option<Reading> {
    const MULTIPLES: [(&str, f64); 5] =
        [("double", 2.0), ("twice", 2.0), ("twofold", 2.0), ("triple", 3.0), ("quadruple", 4.0)];
    let reading = |amount: f64, sure: bool| Reading { range: at..at + 1, meant: Meant::Multiple(amount), sure };
    let by_meaning = means(rows, side, at).find_map(|word| MULTIPLES.iter().find(|multiple| multiple.0 == word));
    if let Some(&(_, amount)) = by_meaning {
        return Some(reading(amount, true));
    }
    let words = &pack(view, side).words;
    let n = view.n(side, at);
    let amount = words.times_endings.iter().find_map(|ending| words.spelled(n.strip_suffix(&**ending)?))?;
    (amount >= 2.0).then(|| reading(amount, true))
}

/// Whether a word says that the number beside it multiplies (`times`, `fois`).
fn is_times(view: &View<'_>, side: Side, at: usize) -> bool {
    pack(view, side).words.is_times(view.n(side, at))
}

/// Whether a bare number is the day or the year of a date, or the hour of a time.
fn dated(p: &Value, q: &Value) -> bool {
    match (p, q) {
        (Value::Number { amount, unit: None, .. }, Value::Date { year, day, .. }) => {
            year.is_some_and(|year| f64::from(year) == *amount) || day.is_some_and(|day| f64::from(day) == *amount)
        }
        (Value::Number { amount: x, unit: None, .. }, Value::Number { amount: y, unit, .. }) => {
            // `8` beside a word for the hour is `8 p.m.`
            is_time(unit.as_deref()) && x * 60.0 % 720.0 == y % 720.0
        }
        _ => false,
    }
}

/// Whether two numbers may be one hour (`3 p.m.`, `15 h`; `half past six`, `18.30`), one decade (`the 1980s`, `les années
/// 80`, the 80s of the 20th century), one speed (metres a second, kilometres an hour) or a number that one text prints in
/// groups (`116 123`).
fn may_be_same(p: &Value, q: &Value) -> bool {
    let (Value::Number { amount: x, unit: u, .. }, Value::Number { amount: y, unit: v, .. }) = (p, q) else {
        return false;
    };
    let (u, v) = (u.as_deref(), v.as_deref());
    let dotted = |time: f64, hour: f64| {
        let minutes = hour.floor() * 60.0 + (hour.fract() * 100.0).round();
        (time - minutes) % 720.0 == 0.0
    };
    let time = (is_time(u) && v.is_none() && dotted(*x, *y)) || (is_time(v) && u.is_none() && dotted(*y, *x));
    let per_hour = |metres: f64, km: f64| (metres * 3.6 - km).abs() <= 0.03 * km;
    let speed = (u == Some("m") && v == Some("km") && per_hour(*x, *y))
        || (u == Some("km") && v == Some("m") && per_hour(*y, *x));
    let (less, more) = (x.min(*y), x.max(*y));
    let hour = more <= 24.0 && more - less == 12.0;
    let year = (1000.0..2200.0).contains(&more) && more % 10.0 == 0.0;
    let decade = year && (less == more % 100.0 || less == (more / 100.0).floor() + 1.0);
    let grouped = more % 1000.0 > 0.0 && (more / 1000.0).floor() == less && less >= 10.0;
    time || speed || hour || decade || grouped
}
