//! # number
//!
//! Another number, date, unit or currency.
//!
//! Example: `15 people` / `50 people`; `on 3 May` / `on 5 May`; `$5 million` / `€5 million`. No divergence:
//! `5,000` / `five thousand`, `Jan. 15` / `15 January`, `a dozen` / `12`.
//!
//! Why it matters: figures are what readers remember and what others copy.

use super::ratio::ratios;
use super::view::{Finding, Findings, Side, View};
use crate::align::same_value;
use crate::lang::is_time;
use crate::model::{Class, Evidence, Kind, Quantity, Severity, Token, TokenKind, Value};

pub(super) fn find(view: &View<'_>, out: &mut Findings) {
    let (left, right) = (&view.a.quantities, &view.b.quantities);
    let mut left_open: Vec<&Quantity> = left.iter().collect();
    let mut right_open: Vec<&Quantity> = right.iter().collect();
    for p in left {
        if let Some(q) = right.iter().find(|q| same_value(&p.value, &q.value)) {
            // What has one value in two spellings is explained.
            out.claim(Side::A, p.first..p.end);
            out.claim(Side::B, q.first..q.end);
        }
        if let Some(at) = right_open.iter().position(|q| same_value(&p.value, &q.value)) {
            right_open.remove(at);
            left_open.retain(|open| *open != p || open.first != p.first);
        }
    }
    // A value printed twice on one side and once on the other is no other value.
    left_open.retain(|p| !right.iter().any(|q| same_value(&p.value, &q.value)));
    right_open.retain(|q| !left.iter().any(|p| same_value(&p.value, &q.value)));
    weekdays(view, out);
    codes(view, out);
    if !shares_as_ratios(view, out) {
        shares(view, out);
    }
    for (side, open) in [(Side::A, &left_open), (Side::B, &right_open)] {
        for q in open {
            ones(view, out, side, q);
            no_dates(view, out, side, q);
        }
    }
    left_open.retain(|p| !out.is_claimed(Side::A, p.first));
    right_open.retain(|q| !out.is_claimed(Side::B, q.first));
    let alone = left_open.len() == 1 && right_open.len() == 1;
    for p in &left_open {
        let counterpart = right_open.iter().position(|q| linked(view, p, q) || (alone && same_gap(view, p, q)));
        let Some(at) = counterpart else { continue };
        let q = right_open.remove(at);
        if are_one_year(view, p, q) {
            out.claim(Side::A, p.first..p.end);
            out.claim(Side::B, q.first..q.end);
        } else if comparable(&p.value, &q.value) {
            let finding = Finding::new(Kind::Number, Severity::Critical, 0.9).note(note(&p.value, &q.value));
            out.add(view, finding, p.first..p.end, q.first..q.end);
        }
    }
}

/// The same letters with other figures: `G7` / `G20`, `5G` / `4G`. The letters may be another script's.
fn codes(view: &View<'_>, out: &mut Findings) {
    let digits = |n: &str| n.chars().filter(char::is_ascii_digit).collect::<String>();
    let letters = |n: &str| n.chars().filter(|c| c.is_alphabetic()).collect::<String>();
    for unit in &view.units {
        let ([a], [b]) = (unit.a.as_slice(), unit.b.as_slice()) else { continue };
        let (x, y) = (view.n(Side::A, *a), view.n(Side::B, *b));
        let both = [x, y].iter().all(|n| n.contains(|c: char| c.is_ascii_digit()) && n.contains(char::is_alphabetic));
        if unit.evidence <= Evidence::Value || !both || out.is_claimed(Side::A, *a) || out.is_claimed(Side::B, *b) {
            continue;
        }
        let printed = |side: Side, n: &str| view.any(side, |token| *token.word.n == *n);
        if letters(x) == letters(y) && digits(x) != digits(y) && !printed(Side::B, x) && !printed(Side::A, y) {
            let finding = Finding::new(Kind::Number, Severity::Critical, 0.8).note("the same letters, other figures");
            out.add(view, finding, *a..a + 1, *b..b + 1);
        }
    }
}

/// A number beside a month that is no part of its date: `25 May` / `35 May`, `May 1990` / `May 9990`.
fn no_dates(view: &View<'_>, out: &mut Findings, side: Side, q: &Quantity) {
    let Value::Number { amount, unit: None, .. } = q.value else { return };
    let bare = |value: &Value| matches!(value, Value::Date { year: None, day: None, month: Some(_) });
    let beside = |month: &&Quantity| bare(&month.value) && (month.first == q.end || month.end == q.first);
    let Some(month) = view.text(side).quantities.iter().find(beside) else { return };
    let other = side.other();
    let part = |date: &Quantity| match date.value {
        Value::Date { year, day, .. } if month.first == q.end && year.is_none() => day.map(f64::from),
        Value::Date { year, .. } if month.end == q.first => year.map(f64::from),
        Value::Date { day, .. } => day.map(f64::from),
        Value::Number { .. } => None,
    };
    let date = view.text(other).quantities.iter().find(|date| {
        matches!(date.value, Value::Date { .. })
            && same_value(&date.value, &month.value)
            && part(date).is_some_and(|part| part != amount)
    });
    if let Some(date) = date {
        let finding = Finding::new(Kind::Number, Severity::Critical, 0.8).note("no such date");
        let here = q.first.min(month.first)..q.end.max(month.end);
        out.add_from(view, side, finding, here, date.first..date.end);
    }
}

/// Whether a quantity is one of per cent.
fn is_share(quantity: &Quantity) -> bool {
    matches!(&quantity.value, Value::Number { unit: Some(unit), .. } if &**unit == "%")
}

/// One share said in two ways explains the numbers of both (`one in five`, `20 percent`). Whether there is one.
fn shares_as_ratios(view: &View<'_>, out: &mut Findings) -> bool {
    let mut found = false;
    for side in [Side::A, Side::B] {
        for share in view.text(side).quantities.iter().filter(|quantity| is_share(quantity)) {
            let Value::Number { amount, .. } = share.value else { continue };
            for ratio in ratios(view, side.other()).filter(|ratio| ratio.is(amount / 100.0)) {
                out.claim(side, share.first..share.end);
                out.claim(side.other(), ratio.range);
                found = true;
            }
        }
    }
    found
}

/// The same figure as a share (`30 percent`) and as a count (`30`), where the other text has no share at all:
/// `20 or 30 percent` leaves the first sign out.
fn shares(view: &View<'_>, out: &mut Findings) {
    let share = |side: Side| view.text(side).quantities.iter().find(|quantity| is_share(quantity));
    let (x, y) = (share(Side::A), share(Side::B));
    let (side, share) = match (x, y) {
        (Some(x), None) => (Side::A, x),
        (None, Some(y)) => (Side::B, y),
        _ => return,
    };
    let bare = |q: &&Quantity| match (&q.value, &share.value) {
        (Value::Number { amount: x, unit: None, ordinal: false }, Value::Number { amount: y, .. }) => {
            x == y
                && (share.first..share.end)
                    .any(|at| view.partners(side, at).iter().any(|b| (q.first..q.end).contains(b)))
        }
        _ => false,
    };
    let Some(count) = view.text(side.other()).quantities.iter().find(bare) else { return };
    // `percentage points`, `proportion`: the share is said in another way.
    let said = view.any(side.other(), |token| token.word.n.contains("percent") || &*token.word.n == "%");
    if !said {
        let finding = Finding::new(Kind::Number, Severity::Critical, 0.7).note("a share and a count");
        out.add_from(view, side, finding, share.first..share.end, count.first..count.end);
    }
}

/// Another day of the week in the same place.
fn weekdays(view: &View<'_>, out: &mut Findings) {
    let day = |side: Side, at: usize| view.pack.words.weekday(view.n(side, at).trim_end_matches('.'));
    let named = |side: Side, wanted: u8| (0..view.text(side).len()).any(|at| day(side, at) == Some(wanted));
    for at in 0..view.a.len() {
        let Some(here) = day(Side::A, at).filter(|&here| !named(Side::B, here)) else { continue };
        let rival = view
            .partners(Side::A, at)
            .iter()
            .copied()
            .find(|&b| day(Side::B, b).is_some_and(|there| there != here && !named(Side::A, there)));
        if let Some(b) = rival {
            out.add(
                view,
                Finding::new(Kind::Number, Severity::Critical, 0.8).note("another day"),
                at..at + 1,
                b..b + 1,
            );
        }
    }
}

/// `one soldier` where the other text has three: a word too common to count as a number where it stands alone.
fn ones(view: &View<'_>, out: &mut Findings, side: Side, q: &Quantity) {
    let Value::Number { amount, unit: None, ordinal: false } = q.value else { return };
    if amount == 1.0 {
        return;
    }
    let other = side.other();
    let spells_one = |token: &Token| {
        let article = token.word.class.has(Class::ARTICLE);
        token.kind == TokenKind::Word && token.word.value == Some(1.0) && !article
    };
    let is_one = |&at: &usize| view.token(other, at).is_some_and(spells_one);
    let counted = |at: usize| view.is_content(other, at + 1) && view.partners(side, q.end).contains(&(at + 1));
    let stands = |at: usize| {
        let partners = view.partners(side, q.first);
        partners.contains(&at) || partners.is_empty() && view.unit(other, at).is_none()
    };
    let count = view.text(other).len();
    if let Some(at) = (0..count).filter(is_one).find(|&at| counted(at) && stands(at)) {
        let note = if side == Side::A { format!("{amount} / 1") } else { format!("1 / {amount}") };
        let finding = Finding::new(Kind::Number, Severity::Critical, 0.8).note(note);
        out.add_from(view, side, finding, q.first..q.end, at..at + 1);
    }
}

fn linked(view: &View<'_>, p: &Quantity, q: &Quantity) -> bool {
    (p.first..p.end).any(|index| view.partners(Side::A, index).iter().any(|partner| (q.first..q.end).contains(partner)))
}

/// Whether the neighbours of the two are linked on one side at least.
fn same_gap(view: &View<'_>, p: &Quantity, q: &Quantity) -> bool {
    let before = |index: usize, end: usize| index.checked_sub(1).zip(end.checked_sub(1));
    let left = before(p.first, q.first).is_some_and(|(a, b)| view.partners(Side::A, a).contains(&b));
    left || view.partners(Side::A, p.end).contains(&q.end)
}

/// An ordinal against a cardinal, or a date against a bare number, is a matter of wording more often than of fact.
pub(super) fn comparable(p: &Value, q: &Value) -> bool {
    match (p, q) {
        (Value::Number { amount: p, ordinal: x, unit: u }, Value::Number { amount: q, ordinal: y, unit: v }) => {
            // A bare number may be the hour of a time, on either clock; `87:30` is none.
            let another_hour = |minutes: f64, hour: f64| (minutes / 60.0).floor() % 12.0 != hour.floor() % 12.0;
            let times = match (is_time(u.as_deref()), is_time(v.as_deref())) {
                (true, false) => v.is_none() && another_hour(*p, *q),
                (false, true) => u.is_none() && another_hour(*q, *p),
                _ => true,
            };
            x == y && times
        }
        (Value::Date { .. }, Value::Date { .. }) => true,
        (Value::Number { amount, .. }, Value::Date { year: Some(_), .. })
        | (Value::Date { year: Some(_), .. }, Value::Number { amount, .. }) => {
            (1000.0..2200.0).contains(amount) && year(p) != year(q)
        }
        _ => false,
    }
}

/// Whether one of two numbers is a year and the other its last two figures, printed as such: `1986–88`, `’88`, `the 80s`,
/// `80-е`.
fn are_one_year(view: &View<'_>, p: &Quantity, q: &Quantity) -> bool {
    let figures = |quantity: &Quantity| match quantity.value {
        Value::Number { amount, unit: None, .. } => amount,
        _ => 0.0,
    };
    let cut = |side: Side, short: &Quantity| {
        let mark = |at: usize| matches!(view.n(side, at), "-" | "–" | "'" | "’" | "/");
        let figures = view.n(side, short.first);
        mark(short.first.wrapping_sub(1)) || mark(short.end) || !figures.chars().all(char::is_numeric)
    };
    let one = |short: f64, long: f64| {
        (10.0..100.0).contains(&short) && (1900.0..2100.0).contains(&long) && long % 100.0 == short
    };
    let (x, y) = (figures(p), figures(q));
    one(x, y) && cut(Side::A, p) || one(y, x) && cut(Side::B, q)
}

/// The year of a date, or a bare number that may be one.
fn year(value: &Value) -> Option<i32> {
    match value {
        Value::Date { year, .. } => *year,
        Value::Number { amount, .. } => Some(*amount as i32),
    }
}

pub(super) fn note(p: &Value, q: &Value) -> String {
    match (p, q) {
        (Value::Number { amount: x, unit: Some(u), .. }, Value::Number { amount: y, unit: Some(v), .. })
            if x == y && u != v =>
        {
            format!("another unit: {u} / {v}")
        }
        (Value::Date { .. }, Value::Date { .. }) => "another date".to_owned(),
        (Value::Number { unit: Some(unit), .. }, _) if is_time(Some(unit)) => "another time".to_owned(),
        (Value::Number { amount: x, .. }, Value::Number { amount: y, .. }) => format!("{x} / {y}"),
        _ => String::new(),
    }
}
