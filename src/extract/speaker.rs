//! Who said it: the reporting word that governs a quote, and its subject.

use std::ops::Range;

use super::{
    marks::Stretch,
    subject::{Sentence, Subject},
    tokens::{Kind, Paragraph, final_sign},
};
use crate::{
    lang::{Role, Roles},
    model::Span,
};

/// How a quote was tied to its speaker, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tie {
    /// A reporting word next to the marks.
    Next,
    /// A reporting word in the same sentence.
    Sentence,
    /// `according to`.
    According,
    /// The speaker of the quote before.
    Inherited,
    /// The subject of the sentence or of the one before; nothing reports.
    Guess,
    /// Nobody.
    None,
}

/// What was found out about one quote.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Attribution {
    /// Where the speaker is named.
    pub speaker: Option<Span>,
    /// The reporting word.
    pub cue: Option<Span>,
    /// How sure.
    pub tie: Tie,
    /// Whose speaker it is, when it is another quote's.
    pub from: Option<usize>,
}

const NOBODY: Attribution = Attribution { speaker: None, cue: None, tie: Tie::None, from: None };

/// The attributions of the quotes of one paragraph. `earlier` are those of all quotes before it.
pub(super) fn attribute(
    text: &str,
    paragraph: &Paragraph,
    quotes: &[Stretch],
    before: Option<&Paragraph>,
    earlier: &mut Vec<Attribution>,
) {
    for (number, range) in paragraph.sentences.iter().enumerate() {
        let sentence =
            Sentence { tokens: &paragraph.tokens, start: range.start, end: range.end, order: paragraph.order };
        for index in range.clone() {
            let Kind::Quote(quote) = paragraph.tokens[index].kind else { continue };
            let mut found = match quotes.get(quote.wrapping_sub(1)) {
                Some(last) if last.continues => inherit(earlier, quote - 1),
                _ => within(text, &sentence, index, &quotes[quote], earlier),
            };
            if found.speaker.is_none() && found.tie > Tie::Inherited {
                found = outside(paragraph, number, &sentence, index, before, earlier);
            }
            earlier.push(found);
        }
    }
}

fn inherit(earlier: &[Attribution], from: usize) -> Attribution {
    match earlier.get(from) {
        Some(last) if last.speaker.is_some() => {
            Attribution { tie: Tie::Inherited, from: Some(last.from.unwrap_or(from)), ..last.clone() }
        }
        _ => NOBODY,
    }
}

/// The rules that look at the quote's own sentence.
fn within(text: &str, sentence: &Sentence, index: usize, quote: &Stretch, earlier: &[Attribution]) -> Attribution {
    if let Some(range) = signed(sentence, index) {
        return Attribution { speaker: Some(span(sentence, &range)), cue: None, tie: Tie::Next, from: None };
    }
    let before = cue_before(sentence, index);
    let after = cue_after(sentence, index);
    let ended = ends_for_attribution(text, sentence, index, quote);
    let colon = sentence.at(index.wrapping_sub(1)).is_some_and(|token| token.kind == Kind::Colon);
    let near = before.filter(|&cue| colon || adjacent(sentence, cue, index));
    let order = [
        near.map(|cue| (cue, Tie::Next)),
        after.filter(|&cue| ended && direct(sentence, index, cue)).map(|cue| (cue, Tie::Next)),
        before.map(|cue| (cue, Tie::Sentence)),
        after.map(|cue| (cue, Tie::Sentence)),
    ];
    for (cue, tie) in order.into_iter().flatten() {
        let found = resolve(sentence, cue, tie, earlier);
        // `He called it “A,” the agency reported`: who reports is not who spoke, when somebody spoke.
        let reporter = cue > index && before.is_some() && names_outlet(sentence, found.speaker);
        if found.speaker.is_some() && !reporter {
            return found;
        }
    }
    let according = according(sentence, index);
    if according.speaker.is_some() {
        return according;
    }
    if colon && let Some(range) = sentence.head(sentence.start, index) {
        return Attribution { speaker: Some(span(sentence, &range)), cue: None, tie: Tie::Next, from: None };
    }
    if ended && let Some(range) = after_comma(sentence, index) {
        return Attribution { speaker: Some(span(sentence, &range)), cue: None, tie: Tie::Sentence, from: None };
    }
    if let Some((verb, range)) = unknown_verb(sentence, index, ended) {
        let cue = Some(sentence.tokens[verb].span);
        return Attribution { speaker: Some(span(sentence, &range)), cue, tie: Tie::Next, from: None };
    }
    NOBODY
}

/// `“A”, whistled the guard`: between the quote that opens the sentence and what can only be a subject, a word no
/// pack knows.
fn unknown_verb(sentence: &Sentence, index: usize, ended: bool) -> Option<(usize, Range<usize>)> {
    if index != sentence.start || !ended || sentence.order.unicase {
        return None;
    }
    let set_off = matches!(sentence.at(index + 1)?.kind, Kind::Comma | Kind::Dash);
    let verb = index + 1 + usize::from(set_off);
    let word = sentence.at(verb)?;
    let unknown = word.kind == Kind::Word && !word.capital && word.roles == Roles::default();
    let subject = sentence.at(verb + 1)?;
    let opens = subject.capital && !subject.is(Role::Time)
        || subject.is(Role::Determiner) && !subject.is(Role::Preposition)
        || subject.pronoun()
        || subject.is(Role::Title);
    (unknown && opens).then(|| sentence.right_phrase(verb + 1)).flatten().map(|range| (verb, range))
}

/// `“A” — Jane Rao, mayor`: a name after a dash signs the quote that stands before it alone.
fn signed(sentence: &Sentence, index: usize) -> Option<Range<usize>> {
    if index != sentence.start || sentence.at(index + 1)?.kind != Kind::Dash {
        return None;
    }
    let name = sentence.right_phrase(index + 2)?;
    let reports = (index + 2..sentence.end).any(|at| sentence.reports(at));
    let ends = sentence.at(name.end).is_none_or(|token| matches!(token.kind, Kind::Comma | Kind::Stop | Kind::Open));
    (!reports && ends && sentence.tokens[name.clone()].iter().all(|token| token.capital)).then_some(name)
}

/// The mark leaves the sentence open for a reporting clause: a comma inside or after it, a question, a dash.
fn ends_for_attribution(text: &str, sentence: &Sentence, index: usize, quote: &Stretch) -> bool {
    let inside = final_sign(text, quote).is_some_and(|sign| matches!(sign, ',' | '!' | '?' | '…' | '—' | '，' | '،'));
    let after = sentence.at(index + 1).map(|token| token.kind);
    inside || matches!(after, Some(Kind::Comma | Kind::Dash)) || sentence.reports(index + 1)
}

/// The last reporting word before the quote, a weak one only if there is no other.
fn cue_before(sentence: &Sentence, index: usize) -> Option<usize> {
    let reports = |at: &usize| sentence.reports(*at);
    let strong = |at: &usize| sentence.tokens[*at].roles.any(&[Role::Cue, Role::Participle]);
    let all = || (sentence.start..index).rev().filter(reports);
    all().find(strong).or_else(|| all().next())
}

/// The first reporting word after the quote; another quote may lie between.
fn cue_after(sentence: &Sentence, index: usize) -> Option<usize> {
    (index + 1..sentence.end).find(|&at| sentence.reports(at) && (sentence.tokens[at].is(Role::Cue) || at == index + 1))
}

/// Nothing but commas, `that`, `it`, `as` and the like between cue and quote.
fn adjacent(sentence: &Sentence, cue: usize, index: usize) -> bool {
    index - cue <= 4
        && sentence.tokens[cue + 1..index].iter().all(|token| {
            let small = [Role::Subordinator, Role::Bridge, Role::Determiner, Role::Preposition, Role::Auxiliary];
            matches!(token.kind, Kind::Comma | Kind::Colon | Kind::Dash) || token.roles.any(&small) && !token.capital
        })
}

/// No other quote and not too much between quote and cue.
fn direct(sentence: &Sentence, index: usize, cue: usize) -> bool {
    cue - index < 45 && !sentence.tokens[index + 1..cue].iter().any(|token| matches!(token.kind, Kind::Quote(_)))
}

fn names_outlet(sentence: &Sentence, speaker: Option<Span>) -> bool {
    let Some(span) = speaker else { return false };
    let inside = sentence.tokens[sentence.start..sentence.end]
        .iter()
        .filter(|token| span.range().contains(&token.span.range().start));
    inside.into_iter().any(|token| token.roles.any(&[Role::Outlet, Role::OutletWord]))
}

fn span(sentence: &Sentence, range: &Range<usize>) -> Span {
    match sentence.tokens.get(range.clone()) {
        Some([first, .., last]) => first.span.to(last.span),
        Some([only]) => only.span,
        _ => Span::default(),
    }
}

fn resolve(sentence: &Sentence, cue: usize, tie: Tie, earlier: &[Attribution]) -> Attribution {
    let word = Some(sentence.tokens[cue].span);
    match sentence.subject(cue) {
        Subject::Phrase(range) => Attribution { speaker: Some(span(sentence, &range)), cue: word, tie, from: None },
        Subject::OfQuote(quote) => Attribution { cue: word, tie, from: None, ..inherit(earlier, quote) },
        Subject::Missing => NOBODY,
    }
}

/// `according to X`, before or after.
fn according(sentence: &Sentence, index: usize) -> Attribution {
    let after = index + 1..sentence.end;
    let before = sentence.start..index;
    for at in after.chain(before.rev()) {
        let token = &sentence.tokens[at];
        let range = if token.is(Role::According) || names_source(sentence, at) {
            let to = sentence.at(at + 1).is_some_and(|next| next.is(Role::Preposition) && !next.is(Role::Determiner));
            sentence.right_phrase(at + 1 + usize::from(to))
        } else if token.is(Role::Postposed) {
            match sentence.left_phrase(at) {
                Subject::Phrase(range) => Some(range),
                _ => None,
            }
        } else {
            None
        };
        if let Some(range) = range {
            let speaker = Some(span(sentence, &range));
            return Attribution { speaker, cue: Some(token.span), tie: Tie::According, from: None };
        }
    }
    NOBODY
}

/// `in the words of`, `nach Angaben der`: a noun between small words.
fn names_source(sentence: &Sentence, at: usize) -> bool {
    let is = |at: usize, role: Role| sentence.at(at).is_some_and(|token| token.is(role));
    let before = |back: usize, role: Role| at.checked_sub(back).is_some_and(|at| is(at, role));
    is(at, Role::AccordingNoun)
        && (before(1, Role::Preposition) || before(1, Role::Determiner) && before(2, Role::Preposition))
        && (is(at + 1, Role::Preposition) || is(at + 1, Role::Determiner))
}

/// `“A,” Rao thundered`: an unknown verb after a quote that ends in a comma.
fn after_comma(sentence: &Sentence, index: usize) -> Option<Range<usize>> {
    let start = if sentence.at(index + 1)?.kind == Kind::Comma { index + 2 } else { index + 1 };
    let first = sentence.at(start)?;
    // `“A,” the minister, Jan Holm, shot back`
    let described = first.is(Role::Determiner) && !first.is(Role::Preposition);
    (first.capital || first.pronoun() || described).then(|| sentence.right_phrase(start)).flatten()
}

/// The rules that look beyond the quote's sentence.
fn outside(
    paragraph: &Paragraph,
    number: usize,
    sentence: &Sentence,
    index: usize,
    before: Option<&Paragraph>,
    earlier: &[Attribution],
) -> Attribution {
    let here = paragraph.tokens[..index].iter().rev().find_map(|token| match token.kind {
        Kind::Quote(quote) => Some(quote),
        _ => None,
    });
    if let Some(quote) = here {
        let found = inherit(earlier, quote);
        if found.speaker.is_some() {
            return found;
        }
    }
    let alone = index == sentence.start;
    let reported = sentence.tokens[sentence.start..sentence.end].iter().any(|token| token.is(Role::Reported));
    if reported && number > 0 {
        let range = paragraph.sentences[number - 1].clone();
        let last = Sentence { tokens: &paragraph.tokens, start: range.start, end: range.end, order: paragraph.order };
        if let Some(range) = speaker_of(&last) {
            return guess(&last, &range);
        }
    }
    if !alone
        && let Some(range) =
            sentence.head(sentence.start, index).or_else(|| sentence.last_name(index + 1, sentence.end))
    {
        return guess(sentence, &range);
    }
    if alone && number > 0 {
        let range = paragraph.sentences[number - 1].clone();
        let last = Sentence { tokens: &paragraph.tokens, start: range.start, end: range.end, order: paragraph.order };
        if let Some(range) = speaker_of(&last) {
            return guess(&last, &range);
        }
    }
    if let Some(before) = before.filter(|_| alone && number == 0) {
        let last = before.sentences.last().cloned().unwrap_or(0..0);
        let last = Sentence { tokens: &before.tokens, start: last.start, end: last.end, order: before.order };
        let colon = before.tokens.last().is_some_and(|token| token.kind == Kind::Colon);
        let quoted = before.tokens.iter().rev().find_map(|token| match token.kind {
            Kind::Quote(quote) => Some(quote),
            _ => None,
        });
        if let Some(quote) = quoted.filter(|_| !colon) {
            let found = inherit(earlier, quote);
            if found.speaker.is_some() {
                return found;
            }
        }
        if let Some(range) = speaker_of(&last) {
            return guess(&last, &range);
        }
    }
    if !alone && let Some(range) = sentence.head(index + 1, sentence.end) {
        return guess(sentence, &range);
    }
    NOBODY
}

fn guess(sentence: &Sentence, range: &Range<usize>) -> Attribution {
    Attribution { speaker: Some(span(sentence, range)), cue: None, tie: Tie::Guess, from: None }
}

/// Who speaks in a sentence without quotes: the subject of its last reporting word, else its head.
fn speaker_of(sentence: &Sentence) -> Option<Range<usize>> {
    let cue = (sentence.start..sentence.end).rev().find(|&at| sentence.reports(at));
    match cue.map(|cue| sentence.subject(cue)) {
        Some(Subject::Phrase(range)) => Some(range),
        _ => sentence.head(sentence.start, sentence.end),
    }
}
