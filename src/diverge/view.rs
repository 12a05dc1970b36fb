//! What the detectors see: two texts, their units of aligned tokens, and what is still unexplained.

use super::near::Near;
use crate::lang::{Pack, pack_for};
use crate::model::{Alignment, Class, Divergence, Evidence, Kind, Link, Severity, Span, Text, Token, TokenKind};

/// One of the two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The first.
    A,
    /// The second.
    B,
}

impl Side {
    /// The other one.
    pub fn other(self) -> Side {
        match self {
            Side::A => Side::B,
            Side::B => Side::A,
        }
    }
}

/// Tokens that are linked with each other, directly or through others.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Token indices in the first text, ascending.
    pub a: Vec<usize>,
    /// Token indices in the second text, ascending.
    pub b: Vec<usize>,
    /// The best evidence among its links.
    pub evidence: Evidence,
}

impl Unit {
    /// Token indices on one side.
    pub fn on(&self, side: Side) -> &[usize] {
        match side {
            Side::A => &self.a,
            Side::B => &self.b,
        }
    }
}

/// Two texts and their links, indexed.
pub struct View<'a> {
    /// The first text.
    pub a: &'a Text,
    /// The second text.
    pub b: &'a Text,
    /// The language's words (the first text's; within one language both are the same).
    pub pack: &'static Pack,
    /// Sorted by their first token in the first text.
    pub units: Vec<Unit>,
    unit_a: Vec<Option<usize>>,
    unit_b: Vec<Option<usize>>,
    near: [Near; 2],
    links: &'a Alignment,
}

impl<'a> View<'a> {
    /// Indexes an alignment.
    pub fn new(a: &'a Text, b: &'a Text, alignment: &'a Alignment) -> View<'a> {
        let units = units(&explaining(a, b, alignment), a.len(), b.len());
        let mut unit_a = vec![None; a.len()];
        let mut unit_b = vec![None; b.len()];
        for (at, unit) in units.iter().enumerate() {
            for (indices, slots) in [(&unit.a, &mut unit_a), (&unit.b, &mut unit_b)] {
                for &index in indices {
                    if let Some(slot) = slots.get_mut(index) {
                        *slot = Some(at);
                    }
                }
            }
        }
        let near = [Near::new(&units, &unit_a, Side::B), Near::new(&units, &unit_b, Side::A)];
        View { a, b, pack: pack_for(&a.lang), units, unit_a, unit_b, near, links: alignment }
    }

    /// One of the texts.
    pub fn text(&self, side: Side) -> &'a Text {
        match side {
            Side::A => self.a,
            Side::B => self.b,
        }
    }

    /// The links.
    pub fn links(&self) -> &'a [Link] {
        &self.links.links
    }

    /// A token.
    pub fn token(&self, side: Side, index: usize) -> Option<&'a Token> {
        self.text(side).tokens.get(index)
    }

    /// A token's normal form; empty past the end.
    pub fn n(&self, side: Side, index: usize) -> &'a str {
        self.token(side, index).map_or("", |token| &token.word.n)
    }

    /// The unit a token belongs to.
    pub fn unit(&self, side: Side, index: usize) -> Option<&Unit> {
        let of = match side {
            Side::A => &self.unit_a,
            Side::B => &self.unit_b,
        };
        self.units.get(of.get(index).copied().flatten()?)
    }

    /// The tokens of the other text that a token is linked with.
    pub fn partners(&self, side: Side, index: usize) -> &[usize] {
        self.unit(side, index).map_or(&[], |unit| unit.on(side.other()))
    }

    /// Whether a token is a word or number that carries content.
    pub fn is_content(&self, side: Side, index: usize) -> bool {
        self.token(side, index).is_some_and(is_content)
    }

    /// The tokens of the sentence that a token stands in.
    pub fn sentence(&self, side: Side, at: usize) -> std::ops::Range<usize> {
        let count = self.text(side).len();
        let ends = |index: &usize| {
            matches!(self.n(side, *index), "." | "!" | "?" | "。" | "！" | "？" | "؟" | "।" | ";" | "；")
        };
        let start = (0..at).rev().find(ends).map_or(0, |index| index + 1);
        start..(at..count).find(ends).unwrap_or(count)
    }

    /// How many words of content a stretch has.
    pub fn content(&self, side: Side, range: &std::ops::Range<usize>) -> usize {
        range.clone().filter(|&at| self.is_content(side, at)).count()
    }

    /// Whether the other text has a word of the same meaning for a token, as far as is known, or a more general or more
    /// specific one.
    pub fn is_answered(&self, side: Side, index: usize) -> bool {
        self.unit(side, index).is_some_and(|unit| unit.evidence <= Evidence::Hyponym)
    }

    /// Whether any token of the text satisfies a condition.
    pub fn any(&self, side: Side, condition: impl Fn(&Token) -> bool) -> bool {
        self.text(side).tokens.iter().any(condition)
    }

    /// The last partner of the nearest linked token before `index`.
    pub fn partner_before(&self, side: Side, index: usize) -> Option<usize> {
        self.near(side).before.get(index).copied().flatten()
    }

    /// The first partner of the nearest linked token after `index`.
    pub fn partner_after(&self, side: Side, index: usize) -> Option<usize> {
        self.near(side).after.get(index).copied().flatten()
    }

    fn near(&self, side: Side) -> &Near {
        let [a, b] = &self.near;
        match side {
            Side::A => a,
            Side::B => b,
        }
    }

    /// Where a stretch of one text would stand in the other: after the partner of the nearest linked token before it.
    pub fn place(&self, side: Side, first: usize) -> Span {
        let other = side.other();
        let at = match self.partner_before(side, first).and_then(|index| self.token(other, index)) {
            Some(token) => token.span.end,
            None => 0,
        };
        Span { start: at, end: at }
    }
}

/// Whether a token carries content.
pub fn is_content(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Word | TokenKind::Number) && !token.word.class.has(Class::FUNCTION)
}

/// The links that explain a token. In `dark night` / `nights` the second word answers `night`; that the aligner ties
/// `dark` to it too does not mean that `dark` is there.
fn explaining(a: &Text, b: &Text, alignment: &Alignment) -> Vec<Link> {
    let mut best = (vec![Evidence::Position; a.len()], vec![Evidence::Position; b.len()]);
    for link in &alignment.links {
        for (slots, at) in [(&mut best.0, link.a), (&mut best.1, link.b)] {
            if let Some(slot) = slots.get_mut(at as usize) {
                *slot = link.evidence.min(*slot);
            }
        }
    }
    let content = |text: &Text, at: u32| text.tokens.get(at as usize).is_some_and(is_content);
    let answered = |slots: &[Evidence], link: &Link, at: u32| {
        let best = slots.get(at as usize).copied().unwrap_or(Evidence::Position);
        best <= Evidence::Derivation && best < link.evidence
    };
    let spare = |link: &&Link| {
        (answered(&best.1, link, link.b) && content(a, link.a))
            || (answered(&best.0, link, link.a) && content(b, link.b))
    };
    alignment.links.iter().filter(|link| !spare(link)).copied().collect()
}

/// Connected components of the links.
fn units(links: &[Link], rows: usize, columns: usize) -> Vec<Unit> {
    let mut parent: Vec<usize> = (0..rows + columns).collect();
    fn root(parent: &mut [usize], mut at: usize) -> usize {
        while let Some(&up) = parent.get(at).filter(|&&up| up != at) {
            let above = parent.get(up).copied().unwrap_or(up);
            if let Some(slot) = parent.get_mut(at) {
                *slot = above;
            }
            at = up;
        }
        at
    }
    for link in links {
        let (x, y) = (root(&mut parent, link.a as usize), root(&mut parent, rows + link.b as usize));
        if let Some(slot) = parent.get_mut(x.max(y)) {
            *slot = x.min(y);
        }
    }
    // Links are sorted by their first token, so units come out in that order.
    let mut unit_of = vec![usize::MAX; rows + columns];
    let mut units: Vec<Unit> = Vec::new();
    for link in links {
        let top = root(&mut parent, link.a as usize);
        let Some(slot) = unit_of.get_mut(top) else { continue };
        if *slot == usize::MAX {
            *slot = units.len();
            units.push(Unit { a: Vec::new(), b: Vec::new(), evidence: link.evidence });
        }
        if let Some(unit) = units.get_mut(*slot) {
            unit.a.push(link.a as usize);
            unit.b.push(link.b as usize);
            unit.evidence = unit.evidence.min(link.evidence);
        }
    }
    for unit in &mut units {
        for side in [&mut unit.a, &mut unit.b] {
            side.sort_unstable();
            side.dedup();
        }
    }
    units
}

/// What has been found, and which tokens it explains.
pub struct Findings {
    list: Vec<Divergence>,
    claimed_a: Vec<bool>,
    claimed_b: Vec<bool>,
    least: f32,
}

impl Findings {
    /// Nothing found yet. Alarms less sure than `least` are not taken.
    pub fn new(view: &View<'_>, least: f32) -> Findings {
        Findings { list: Vec::new(), claimed_a: vec![false; view.a.len()], claimed_b: vec![false; view.b.len()], least }
    }

    /// Whether a token is explained by a finding.
    pub fn is_claimed(&self, side: Side, index: usize) -> bool {
        match side {
            Side::A => self.claimed_a.get(index),
            Side::B => self.claimed_b.get(index),
        }
        .copied()
        .unwrap_or(false)
    }

    /// Marks tokens as explained.
    pub fn claim(&mut self, side: Side, indices: impl IntoIterator<Item = usize>) {
        for index in indices {
            let slot = match side {
                Side::A => self.claimed_a.get_mut(index),
                Side::B => self.claimed_b.get_mut(index),
            };
            if let Some(slot) = slot {
                *slot = true;
            }
        }
    }

    /// Adds a finding between a stretch of each text (token ranges; an empty one takes its place from the other side)
    /// and claims its tokens. A doubtful alarm is not taken: its words are left for what else can be said of them.
    pub fn add(&mut self, view: &View<'_>, finding: Finding, a: std::ops::Range<usize>, b: std::ops::Range<usize>) {
        if finding.kind.alarm() && finding.confidence < self.least {
            return;
        }
        let span = |side: Side, range: &std::ops::Range<usize>, other: &std::ops::Range<usize>| {
            if range.is_empty() {
                view.place(side.other(), other.start)
            } else {
                view.text(side).stretch(range.start, range.end)
            }
        };
        self.list.push(Divergence {
            kind: finding.kind,
            severity: finding.severity,
            confidence: finding.confidence,
            a: span(Side::A, &a, &b),
            b: span(Side::B, &b, &a),
            note: finding.note,
        });
        self.claim(Side::A, a);
        self.claim(Side::B, b);
    }

    /// Adds a finding seen from `side`: `here` are its tokens, `there` the other text's.
    pub fn add_from(
        &mut self,
        view: &View<'_>,
        side: Side,
        finding: Finding,
        here: std::ops::Range<usize>,
        there: std::ops::Range<usize>,
    ) {
        match side {
            Side::A => self.add(view, finding, here, there),
            Side::B => self.add(view, Finding { kind: finding.kind, ..finding }, there, here),
        }
    }

    /// Sets a claim back to what it was.
    pub fn restore(&mut self, side: Side, index: usize, was: bool) {
        let slot = match side {
            Side::A => self.claimed_a.get_mut(index),
            Side::B => self.claimed_b.get_mut(index),
        };
        if let Some(slot) = slot {
            *slot = was;
        }
    }

    /// Adds a finding that is not made of tokens.
    pub fn push(&mut self, divergence: Divergence) {
        if !divergence.kind.alarm() || divergence.confidence >= self.least {
            self.list.push(divergence);
        }
    }

    /// Whether a kind was found.
    pub fn has(&self, kind: Kind) -> bool {
        self.list.iter().any(|divergence| divergence.kind == kind)
    }

    /// Everything found.
    pub fn into_list(self) -> Vec<Divergence> {
        self.list
    }
}

/// What is said of a stretch.
pub struct Finding {
    /// The kind.
    pub kind: Kind,
    /// How much it matters.
    pub severity: Severity,
    /// 0 to 1.
    pub confidence: f32,
    /// For a reader; may be empty.
    pub note: String,
}

impl Finding {
    /// A finding without a note.
    pub fn new(kind: Kind, severity: Severity, confidence: f32) -> Finding {
        Finding { kind, severity, confidence, note: String::new() }
    }

    /// The same with a note.
    pub fn note(self, note: impl Into<String>) -> Finding {
        Finding { note: note.into(), ..self }
    }
}

/// The smallest range that holds all indices; empty for none.
pub fn extent(indices: &[usize]) -> std::ops::Range<usize> {
    match (indices.iter().min(), indices.iter().max()) {
        (Some(&first), Some(&last)) => first..last + 1,
        _ => 0..0,
    }
}
