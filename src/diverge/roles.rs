//! # roles
//!
//! Who does what to whom is exchanged.
//!
//! Example: `Israel attacked Iran` / `Iran attacked Israel`; `the rebels killed the soldiers` / `the rebels were killed by
//! the soldiers`. No divergence: `the rebels killed the soldiers` / `the soldiers were killed by the rebels`, `they met
//! us` / `we met them`.
//!
//! Told only where the order of words says who acts (`by` in `data/lang`), and where nothing but articles and auxiliaries
//! stands between the verb and the two.
//!
//! Why it matters: the culprit becomes the victim.

use super::view::{Finding, Findings, Side, View};
use crate::lang::lexicon::{self, Entry};
use crate::model::{Class, Evidence, Kind, Severity, Token, TokenKind};

pub(super) fn find(view: &View<'_>, out: &mut Findings) {
    if !view.pack.words.has_roles_by_order() {
        return;
    }
    for unit in view.units.iter().filter(|unit| unit.evidence <= Evidence::Inflection) {
        let verb = |side: Side| unit.on(side).iter().copied().find(|&at| is_verb(view, side, at));
        let (Some(a), Some(b)) = (verb(Side::A), verb(Side::B)) else { continue };
        let (Some(x), Some(y)) = (Clause::around(view, Side::A, a), Clause::around(view, Side::B, b)) else { continue };
        if same(view, x.agent, y.patient) && same(view, x.patient, y.agent) {
            let (here, there) = (x.extent(), y.extent());
            let free = here.clone().all(|at| !out.is_claimed(Side::A, at))
                && there.clone().all(|at| !out.is_claimed(Side::B, at));
            if free {
                let finding = Finding::new(Kind::Roles, Severity::Critical, 0.75).note("who acts is exchanged");
                out.add(view, finding, here, there);
            }
        }
    }
}

/// Who acts and on whom, as token indices.
struct Clause {
    agent: usize,
    patient: usize,
}

impl Clause {
    fn around(view: &View<'_>, side: Side, verb: usize) -> Option<Clause> {
        let n = |at: usize| view.n(side, at);
        let class = |at: usize| view.token(side, at).map_or(Class::default(), |token| token.word.class);
        let helps = |at: usize| class(at).has(Class::AUXILIARY) || class(at).has(Class::MODAL);
        let helped = verb.checked_sub(1).is_some_and(helps);
        let mut left = verb.checked_sub(1)?;
        while helps(left) || class(left).has(Class::NEGATOR) {
            left = left.checked_sub(1)?;
        }
        let passive = helped && view.pack.words.is_by(n(verb + 1));
        let mut right = if passive { verb + 2 } else { verb + 1 };
        while class(right).has(Class::ARTICLE) || view.pack.words.is_possessive(n(right)) {
            right += 1;
        }
        let (agent, patient) = if passive { (right, left) } else { (left, right) };
        (is_actor(view, side, left) && is_actor(view, side, right)).then_some(Clause { agent, patient })
    }

    fn extent(&self) -> std::ops::Range<usize> {
        self.agent.min(self.patient)..self.agent.max(self.patient) + 1
    }
}

fn same(view: &View<'_>, a: usize, b: usize) -> bool {
    view.unit(Side::A, a).is_some_and(|unit| unit.b.contains(&b) && unit.evidence <= Evidence::Name)
}

/// A verb that does not mean the same from both sides.
fn is_verb(view: &View<'_>, side: Side, at: usize) -> bool {
    let mutual =
        |token: &Token| token.word.entries.iter().any(|&entry| view.pack.words.is_mutual(lexicon::lemma(Entry(entry))));
    view.token(side, at).is_some_and(|token| is_content(token) && token.word.parts & 2 != 0 && !mutual(token))
}

fn is_content(token: &Token) -> bool {
    token.kind == TokenKind::Word && !token.word.class.has(Class::FUNCTION)
}

/// A noun or a name.
fn is_actor(view: &View<'_>, side: Side, at: usize) -> bool {
    view.token(side, at).is_some_and(|token| is_content(token) && (token.word.parts == 0 || token.word.parts & 1 != 0))
}
