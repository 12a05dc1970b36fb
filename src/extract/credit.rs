//! Whom the article credits for the wording: translation, report, told.

use std::{collections::BTreeSet, ops::Range};

use super::{
    speaker::{Attribution, Tie},
    tokens::{self, Kind, Paragraph, Token, stem},
};
use crate::{
    lang::{Part, Quotation, Role, Template, is_listed, is_outlet},
    model::{Credit, CreditKind, Span},
};

/// Words a `{person}` can have.
const PERSON: usize = 12;

/// Tokens that may stand beside a credit in a sentence that has no quote of its own.
const ASIDE: usize = 3;

/// Names longer than this are none.
const LONGEST: usize = 9;

/// One credit where it stands in a paragraph.
struct Found {
    credit: Credit,
    /// The outlet with the article before it.
    whole: Span,
    tokens: Range<usize>,
    /// The quote the template itself names.
    quote: Option<usize>,
    /// Whom the outlet quotes.
    person: Option<Span>,
    /// The quote that is the outlet's name: `«Интерфакс»`.
    name: Option<usize>,
}

/// Gives the quotes of a paragraph their credits (`credits` and `attributions` are indexed by quote, `first` is the
/// first quote's index) and returns the quotes that turned out to be outlets' names.
pub(super) fn assign(
    text: &str,
    paragraph: &Paragraph,
    pack: &Quotation,
    attributions: &mut [Attribution],
    credits: &mut [Vec<Credit>],
) -> BTreeSet<usize> {
    let mut names = BTreeSet::new();
    let mut last: Vec<usize> = Vec::new();
    let mut ahead: Vec<Found> = Vec::new();
    for sentence in &paragraph.sentences {
        let (start, end) = (sentence.start, sentence.end);
        let matcher = Matcher { text, tokens: &paragraph.tokens, start, end, pack };
        let found = matcher.all();
        names.extend(found.iter().filter_map(|found| found.name));
        let quotes: Vec<(usize, usize)> = paragraph.tokens[sentence.clone()]
            .iter()
            .enumerate()
            .filter_map(|(offset, token)| match token.kind {
                Kind::Quote(quote) if !names.contains(&quote) => Some((sentence.start + offset, quote)),
                _ => None,
            })
            .collect();
        for found in found {
            let translation = found.credit.kind == CreditKind::Translation;
            if quotes.is_empty() && sentence.len() > found.tokens.len() + ASIDE && !translation {
                continue;
            }
            for quote in targets(&found, &quotes, &last) {
                give(&found, quote, paragraph, attributions, credits);
            }
            // `The letter was translated by the Courier. “We leave,” it says.`
            if quotes.is_empty() && last.is_empty() && translation {
                ahead.push(found);
            }
        }
        if !quotes.is_empty() {
            for found in ahead.drain(..) {
                quotes.iter().for_each(|&(_, quote)| give(&found, quote, paragraph, attributions, credits));
            }
            last = quotes.iter().map(|&(_, quote)| quote).collect();
        }
    }
    names
}

/// The credit of a paragraph without quotes that speaks for the whole article: `Translations by the Courier.`
pub(super) fn default(text: &str, span: Span, pack: &Quotation) -> Option<Credit> {
    if !pack.may_credit_translation(span.of(text)) {
        return None;
    }
    let paragraph = tokens::paragraph(text, span, &[], 0, pack);
    let end = paragraph.tokens.len();
    let matcher = Matcher { text, tokens: &paragraph.tokens, start: 0, end, pack };
    let found = matcher.all().into_iter().find(|found| found.credit.kind == CreditKind::Translation)?;
    (paragraph.tokens.len() <= found.tokens.len() + 2 * ASIDE).then_some(found.credit)
}

/// The quotes a credit belongs to: those before it in its sentence, else those after it, else those of the sentence before.
fn targets(found: &Found, quotes: &[(usize, usize)], last: &[usize]) -> Vec<usize> {
    if let Some(quote) = found.quote {
        return vec![quote];
    }
    let before: Vec<usize> =
        quotes.iter().filter(|(at, _)| *at < found.tokens.start).map(|&(_, quote)| quote).collect();
    if !before.is_empty() {
        return before;
    }
    if quotes.is_empty() { last.to_vec() } else { quotes.iter().map(|&(_, quote)| quote).collect() }
}

/// Adds a credit to a quote, unless the outlet is the one who speaks.
fn give(
    found: &Found,
    quote: usize,
    paragraph: &Paragraph,
    attributions: &mut [Attribution],
    credits: &mut [Vec<Credit>],
) {
    let Some(own) = credits.get_mut(quote) else { return };
    let credit = &found.credit;
    let meets = |span: Span| span.start < credit.span.end && credit.span.start < span.end;
    if let Some(person) = found.person.filter(|_| attributions[quote].speaker.is_some_and(meets)) {
        // `The agency quoted the minister as saying`: the minister speaks.
        attributions[quote].speaker = Some(person);
    }
    apart(found, paragraph, &mut attributions[quote]);
    if attributions[quote].speaker.is_some_and(meets) {
        if credit.kind != CreditKind::Translation {
            return;
        }
        // An outlet that renders a line is not the one who said it.
        attributions[quote] = without(quote, attributions);
    }
    if own.iter().all(|known| known.span.end <= credit.span.start || credit.span.end <= known.span.start) {
        own.push(credit.clone());
        own.sort_by_key(|credit| credit.kind);
    }
}

/// The attribution of a quote whose speaker turned out to be its translator: that of the quote before, if it is sure.
fn without(quote: usize, attributions: &[Attribution]) -> Attribution {
    let last = quote.checked_sub(1).and_then(|last| attributions.get(last)).filter(|last| last.tie < Tie::Guess);
    match last {
        Some(last) => Attribution { tie: Tie::Inherited, ..last.clone() },
        None => Attribution { speaker: None, tie: Tie::Sentence, ..attributions[quote].clone() },
    }
}

/// Cuts the words of a credit off a speaker: `the mayor | in an interview with the Courier`, `Według Reutersa | minister`.
fn apart(found: &Found, paragraph: &Paragraph, attribution: &mut Attribution) {
    let Some(speaker) = attribution.speaker.filter(|_| attribution.from.is_none()) else { return };
    let outlet = found.whole;
    if outlet.start <= speaker.start && speaker.start < outlet.end && outlet.end < speaker.end {
        let rest = paragraph.inside(Span { start: outlet.end, end: speaker.end });
        // The words of the template itself are no speaker: `Reuters rendered the line as`.
        let end = found.tokens.end.checked_sub(1).and_then(|last| paragraph.tokens.get(last)).map(|last| last.span.end);
        if let [first, .., last] | [first @ last] = rest
            && first.wordlike()
            && end.is_none_or(|end| end <= first.span.start)
        {
            attribution.speaker = Some(first.span.to(last.span));
        }
        return;
    }
    let template = paragraph.tokens.get(found.tokens.start).map_or(outlet.start, |token| token.span.start);
    let cut = if template > speaker.start { template } else { outlet.start };
    let mut before = paragraph.inside(Span { start: speaker.start, end: cut.min(speaker.end) });
    let adjacent = paragraph.inside(Span { start: speaker.end.min(cut), end: cut }).is_empty();
    if cut <= speaker.start || !adjacent {
        return;
    }
    let loose = [Role::Preposition, Role::Determiner, Role::OutletWord, Role::Coordinator, Role::Bridge];
    while let [rest @ .., last] = before
        && !rest.is_empty()
        && (!last.wordlike() || last.roles.any(&loose) && !last.capital)
    {
        before = rest;
    }
    if let [first, .., last] | [first @ last] = before {
        attribution.speaker = Some(first.span.to(last.span));
    }
}

/// Matches templates inside one sentence.
struct Matcher<'a> {
    text: &'a str,
    tokens: &'a [Token],
    start: usize,
    end: usize,
    pack: &'a Quotation,
}

/// An outlet's name where it stands, with and without an article that is no part of it.
#[derive(Clone, Copy)]
struct Name {
    whole: Span,
    bare: Span,
}

/// What a template has captured so far.
#[derive(Clone, Copy, Default)]
struct Capture {
    name: Option<(Name, Option<usize>)>,
    quote: Option<usize>,
    person: Option<Span>,
}

impl Matcher<'_> {
    /// Every credit of the sentence, left to right; of two on the same outlet the first in the pack wins.
    fn all(&self) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        for at in self.start..self.end {
            let Some(token) = self.tokens.get(at).filter(|token| !token.possessive) else { continue };
            for Template { kind, parts } in self.pack.templates_at(token.word) {
                let Some(one) = self.try_at(at, parts, *kind) else { continue };
                match found.iter_mut().find(|known| known.whole.range().contains(&one.whole.range().start)) {
                    // `said the mayor in an interview with the Courier`: the interview is nearer than `said`.
                    Some(known)
                        if *kind < known.credit.kind
                            || *kind == known.credit.kind
                                && known.person.is_some()
                                && known.tokens.start < one.tokens.start =>
                    {
                        *known = one;
                    }
                    Some(_) => {}
                    None => found.push(one),
                }
            }
        }
        found
    }

    fn try_at(&self, at: usize, parts: &[Part], kind: CreditKind) -> Option<Found> {
        let leading = matches!(parts.first(), Some(Part::Outlet | Part::Name));
        let mut from = at;
        let mut capture = Capture::default();
        let rest = if leading {
            let known = parts[0] == Part::Outlet;
            let mut rest = parts.get(1..)?;
            while let [Part::Word(_, true), tail @ ..] = rest
                && !self.fits(&rest[0], at)
            {
                rest = tail;
            }
            if !self.fits(rest.first()?, at) {
                return None;
            }
            let (range, quote) = self.name_before(at, known)?;
            capture.name = Some((self.name(&range), quote));
            from = range.start;
            rest
        } else {
            parts
        };
        let (end, capture) = self.follow(rest, at, capture)?;
        let (Name { whole, bare: span }, name) = capture.name?;
        let credit = Credit { outlet: span.of(self.text).to_owned(), kind, span };
        Some(Found { credit, whole, tokens: from..end, quote: capture.quote, person: capture.person, name })
    }

    fn fits(&self, part: &Part, at: usize) -> bool {
        let Some(token) = self.tokens.get(at).filter(|token| at < self.end && !token.possessive) else { return false };
        matches!(part, Part::Word(choice, _) if choice.contains(&token.word))
    }

    /// Matches `parts` from `at` on; the end and what was captured.
    fn follow(&self, parts: &[Part], at: usize, capture: Capture) -> Option<(usize, Capture)> {
        let Some((part, rest)) = parts.split_first() else { return Some((at, capture)) };
        match part {
            Part::Word(_, optional) => {
                let taken = self.fits(part, at).then(|| self.follow(rest, at + 1, capture)).flatten();
                taken.or_else(|| optional.then(|| self.follow(rest, at, capture)).flatten())
            }
            Part::Outlet | Part::Name => {
                let (range, quote) = self.name_at(at, *part == Part::Outlet)?;
                let name = Some((self.name(&range), quote));
                self.follow(rest, range.end, Capture { name, ..capture })
            }
            Part::Person => (1..=self.person(at)).find_map(|count| {
                let person = Some(self.span(&(at..at + count)));
                self.follow(rest, at + count, Capture { person, ..capture })
            }),
            Part::Quote => match self.tokens.get(at).filter(|_| at < self.end)?.kind {
                Kind::Quote(quote) => self.follow(rest, at + 1, Capture { quote: Some(quote), ..capture }),
                _ => None,
            },
        }
    }

    /// The most tokens that can be a person's from `at` on: words, and commas as in `the mayor, Olga Tarn, to the agency`
    /// if nothing after them reports.
    fn person(&self, at: usize) -> usize {
        let tokens = self.tokens.get(at..self.end).unwrap_or_default();
        let reports = [Role::Cue, Role::Weak, Role::Participle];
        let mut set_off = false;
        let part = |&(at, token): &(usize, &Token)| {
            let beside = |at: usize| tokens.get(at).is_some_and(|token| token.capital);
            let apposed = token.kind == Kind::Comma && at > 0 && (beside(at + 1) || set_off && beside(at - 1));
            set_off |= apposed;
            apposed || token.wordlike() && !(set_off && token.roles.any(&reports) && !token.capital)
        };
        tokens.iter().enumerate().take(PERSON).take_while(part).count()
    }

    /// The part of a name a token can be.
    fn names(&self, token: &Token) -> bool {
        token.wordlike()
            && !token.roles.any(&[Role::Time, Role::Preposition, Role::Subordinator])
            && !token.pronoun()
            && (token.capital || token.roles.any(&[Role::Outlet, Role::OutletWord]) || self.unknown(token))
    }

    /// A word no pack knows, in a script without capitals: it may be a name.
    fn unknown(&self, token: &Token) -> bool {
        token.word == 0
            && token.span.of(self.text).chars().next().is_some_and(|c| !c.is_lowercase() && c.is_alphabetic())
    }

    fn is_outlet(&self, range: &Range<usize>) -> bool {
        self.tokens[range.clone()].iter().any(|token| token.roles.any(&[Role::Outlet, Role::OutletWord]))
            || is_outlet(self.span(range).of(self.text))
    }

    /// A short name in marks.
    fn marked_name(&self, at: usize) -> Option<usize> {
        let token = self.tokens.get(at).filter(|_| at < self.end)?;
        match token.kind {
            Kind::Quote(quote) if is_short_name(token.span.of(self.text)) => Some(quote),
            _ => None,
        }
    }

    /// The name that begins at `at`; `known` asks for an outlet's.
    fn name_at(&self, at: usize, known: bool) -> Option<(Range<usize>, Option<usize>)> {
        let get = |index: usize| self.tokens.get(index).filter(|_| index < self.end);
        let mut first = at;
        while get(first).is_some_and(|token| token.is(Role::Determiner) && !token.capital) {
            first += 1;
        }
        // `news agency «...»`: the name in marks wins over the words before it.
        let mut end = first;
        while let Some(token) = get(end).filter(|_| end - first < LONGEST) {
            if let Some(quote) = self.marked_name(end) {
                return Some((end..end + 1, Some(quote)));
            }
            let joined = token.roles.any(&[Role::Particle, Role::Coordinator, Role::Determiner])
                && end > first
                && get(end + 1).is_some_and(|next| next.capital && self.names(next));
            // `state media`, `local radio`.
            let modifier = end == first && get(end + 1).is_some_and(|next| !next.capital && next.is(Role::OutletWord));
            // `Channel 12`.
            let number = token.kind == Kind::Number && end > first && self.tokens[end - 1].is(Role::OutletWord);
            let fits = self.names(token) || joined || number || modifier && token.kind == Kind::Word;
            if !fits {
                break;
            }
            end += 1;
            if token.possessive {
                break;
            }
        }
        // `Courrier international`: the list knows names whose last words are small.
        let longer = (end + 1..=end + 2)
            .rev()
            .find(|&to| get(to - 1).is_some() && is_outlet(self.span(&(first..to)).of(self.text)));
        end = longer.filter(|_| end > first).unwrap_or(end);
        let named = self.tokens[first..end].iter().any(|token| self.names(token));
        (end > first && named && (!known || self.is_outlet(&(first..end)))).then_some((at..end, None))
    }

    /// The name that ends before `end`.
    fn name_before(&self, end: usize, known: bool) -> Option<(Range<usize>, Option<usize>)> {
        if end > self.start
            && let Some(quote) = self.marked_name(end - 1)
            && !known
        {
            return Some((end - 1..end, Some(quote)));
        }
        let mut first = end;
        while first > self.start && end - first < LONGEST {
            let token = &self.tokens[first - 1];
            let inside = first < end && token.roles.any(&[Role::Particle, Role::Coordinator]);
            let joined = inside && first - 1 > self.start && self.names(&self.tokens[first - 2]);
            if !self.names(token) && !joined {
                break;
            }
            first -= 1;
        }
        if first == end || known && !self.is_outlet(&(first..end)) {
            return None;
        }
        let article = first > self.start && self.tokens[first - 1].is(Role::Determiner);
        Some((first - usize::from(article)..end, None))
    }

    /// The name of an outlet: `a Reuters` is Reuters and `l’AFP` AFP, but the list has `la Repubblica`.
    fn name(&self, range: &Range<usize>) -> Name {
        let whole = self.span(range);
        if is_listed(whole.of(self.text)) {
            return Name { whole, bare: whole };
        }
        // A capital inside a sentence belongs to the name.
        let is_article =
            |&at: &usize| self.tokens[at].is(Role::Article) && (!self.tokens[at].capital || at == self.start);
        let start =
            (range.start..range.end.saturating_sub(1)).take_while(is_article).last().map_or(range.start, |at| at + 1);
        let bare = self.span(&(start..range.end));
        let elided = bare.of(self.text).split_inclusive(['\'', '’']).next().unwrap_or_default();
        let article = elided.to_lowercase().replace('’', "'");
        if article.ends_with('\'') && elided.len() < bare.len() && self.pack.roles(&article).has(Role::Article) {
            return Name { whole, bare: Span::new(bare.range().start + elided.len(), bare.range().end) };
        }
        Name { whole, bare }
    }

    /// The text of a name, without the possessive ending.
    fn span(&self, range: &Range<usize>) -> Span {
        let (Some(first), Some(last)) = (self.tokens.get(range.start), self.tokens.get(range.end.wrapping_sub(1)))
        else {
            return Span::default();
        };
        let whole = first.span.to(last.span);
        let mut name = whole.of(self.text);
        if self.pack.suffixes && last.possessive {
            let head = last.span.of(self.text).split(['\'', '’']).next().unwrap_or_default();
            name = &name[..name.len() - last.span.len() + head.len()];
        }
        Span::new(whole.range().start, whole.range().start + stem(name).len())
    }
}

/// Few words, and no sign that ends a sentence or a clause.
fn is_short_name(marked: &str) -> bool {
    marked.split_whitespace().count() <= 4
        && marked.chars().count() <= 40
        && !marked.contains([',', '!', '?', '…', '。', '，', '、', '！', '？', '،', '؟', '।'])
        && !marked.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.').ends_with('.')
}
