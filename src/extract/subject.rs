//! Noun phrases without a parser: the subject of a reporting word, found by walking from the word.

use std::ops::Range;

use super::tokens::{Kind, Order, Token};
use crate::lang::Role;

/// Words longer noun phrases are cut at.
const LONGEST: usize = 14;

/// The tokens of one sentence (indices are those of the paragraph).
#[derive(Clone, Copy)]
pub(super) struct Sentence<'a> {
    /// The paragraph's tokens.
    pub tokens: &'a [Token],
    /// First token of the sentence.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// How the language orders its words.
    pub order: Order,
}

/// A subject, or the reason there is none here.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Subject {
    /// These tokens.
    Phrase(Range<usize>),
    /// The speaker of the quote before, in the same sentence: `“A,” Rao said, adding “B”`.
    OfQuote(usize),
    /// Nothing found.
    Missing,
}

impl<'a> Sentence<'a> {
    pub(super) fn at(&self, index: usize) -> Option<&'a Token> {
        self.tokens.get(index).filter(|_| index >= self.start && index < self.end)
    }

    fn before(&self, index: usize) -> Option<&'a Token> {
        index.checked_sub(1).and_then(|left| self.at(left))
    }

    /// The subject of the reporting word at `verb`.
    pub(super) fn subject(&self, verb: usize) -> Subject {
        match self.topic(verb) {
            Some(range) => Subject::Phrase(range),
            None if self.order.verb_final => self.first_phrase(verb),
            None => self.beside(verb),
        }
    }

    /// The phrase before the first word that marks a topic, between the reporting word before and `verb`.
    fn topic(&self, verb: usize) -> Option<Range<usize>> {
        let last = (self.start..verb).rev().find(|&at| self.tokens[at].is(Role::Cue)).map_or(self.start, |at| at + 1);
        let marked = (last..verb).filter(|&at| self.tokens[at].is(Role::Topic));
        marked.into_iter().find_map(|at| match self.left_phrase(at) {
            Subject::Phrase(range) => Some(range),
            _ => None,
        })
    }

    /// The subject in a language that puts it first: before the first quote, else between quote and verb, else (the
    /// order is turned round) after the verb.
    fn first_phrase(&self, verb: usize) -> Subject {
        let quoted = |at: &usize| matches!(self.tokens[*at].kind, Kind::Quote(_));
        let first = (self.start..verb).find(quoted).unwrap_or(verb);
        let last = (self.start..verb).rev().find(quoted).map_or(self.start, |at| at + 1);
        let words = |from: usize, to: usize| self.tokens[from..to].iter().any(Token::wordlike);
        // `Reuters'ın haberine göre`: who is followed by such a word is the source.
        let source = (self.start..first).rev().find(|&at| self.tokens[at].is(Role::Postposed));
        let from = source.map_or(self.start, |at| at + 1);
        let found = if words(from, first) {
            self.head(from, first)
        } else if words(self.start, first) {
            self.head(self.start, first)
        } else if words(last, verb) {
            self.head(last, verb)
        } else {
            None
        };
        // Turkish `“A” diye anlatıyor Kaya`: two words report together.
        let next = |at: usize| self.at(at + 1).is_some_and(|next| next.is(Role::Cue) && !next.capital);
        let verb = if found.is_none() && next(verb) { verb + 1 } else { verb };
        match found.map_or_else(|| self.right_subject(verb), Subject::Phrase) {
            Subject::Missing => self.beside(verb),
            found => found,
        }
    }

    /// The subject found by walking from the verb.
    fn beside(&self, verb: usize) -> Subject {
        let mut left = verb;
        let participle = self.tokens[verb].is(Role::Participle) && !self.tokens[verb].is(Role::Cue);
        let mut bridged = false;
        while let Some(token) = self.before(left) {
            // `was quoted as saying`: the words between subject and verb.
            bridged |= token.is(Role::Bridge);
            let chained = token.is(Role::Bridge) || bridged && token.is(Role::Cue) && !token.capital;
            if !chained && !token.roles.any(&[Role::Auxiliary, Role::Adverb, Role::Time]) {
                break;
            }
            left -= 1;
        }
        let Some(token) = self.before(left) else {
            return if left < verb { self.left_or_right(verb, left) } else { self.right_subject(verb) };
        };
        match token.kind {
            _ if participle && !bridged && !self.ends_phrase(left) => self.borrowed(left),
            Kind::Quote(_) => self.around_quote(verb, left - 1),
            Kind::Colon | Kind::Semicolon | Kind::Stop | Kind::Other => self.right_subject(verb),
            Kind::Comma if self.order.inverts && self.right_subject(verb) != Subject::Missing => {
                self.right_subject(verb)
            }
            Kind::Comma | Kind::Dash if self.inverted(left - 1) => self.right_subject(verb),
            Kind::Comma | Kind::Dash => {
                self.over_apposition(left - 1).unwrap_or_else(|| self.beyond_comma(verb, left - 1))
            }
            Kind::Close => self.over_brackets(left - 1).map_or(Subject::Missing, |end| self.left_phrase(end)),
            _ if token.is(Role::Relative) => self.antecedent(left - 1),
            _ if token.roles.any(&[Role::Coordinator, Role::Preposition, Role::Subordinator, Role::Participle]) => {
                self.borrowed(left - 1)
            }
            _ => self.left_or_right(verb, left),
        }
    }

    /// `said Rao` after a quote; `Raoは「A」と述べた`.
    fn around_quote(&self, verb: usize, quote: usize) -> Subject {
        match self.right_subject(verb) {
            Subject::Missing if self.before(quote).is_some_and(|token| token.is(Role::Topic)) => {
                self.left_phrase(quote - 1)
            }
            found => found,
        }
    }

    /// The phrase before the verb, unless that is an introduction: `In Bonn sagte Rao`.
    fn left_or_right(&self, verb: usize, end: usize) -> Subject {
        let left = self.left_phrase(end);
        let introduction = match &left {
            Subject::Phrase(range) => {
                self.order.inverts
                    && (self.before(range.start).is_some_and(|token| token.is(Role::Preposition))
                        || self.opens_aside(range.start))
            }
            _ => true,
        };
        match self.right_subject(verb) {
            Subject::Phrase(range) if self.order.inverts && self.tokens[range.start].pronoun() && range.len() == 1 => {
                Subject::Phrase(range)
            }
            found @ Subject::Phrase(_) if introduction => found,
            _ => left,
        }
    }

    /// `Laut einer Übersetzung der Agentur | sagte`: what stands from the beginning up to the verb is no subject.
    fn opens_aside(&self, to: usize) -> bool {
        let before = self.tokens.get(self.start..to).unwrap_or_default();
        before.first().is_some_and(|token| token.roles.any(&[Role::Preposition, Role::According]))
            && before.iter().all(Token::wordlike)
    }

    /// A comma (or dash) right after a quote, or the verb opens its clause.
    fn inverted(&self, comma: usize) -> bool {
        let mut left = comma;
        while let Some(token) = self.before(left) {
            match token.kind {
                Kind::Quote(_) => return true,
                Kind::Comma | Kind::Dash => left -= 1,
                _ => return false,
            }
        }
        true
    }

    /// `... in the race, said Evan Rao` or `he took the floor, said “A”`.
    fn beyond_comma(&self, verb: usize, comma: usize) -> Subject {
        match self.right_phrase(verb + 1) {
            Some(range) if self.tokens[range.start].capital || self.tokens[range.start].is(Role::Determiner) => {
                Subject::Phrase(range)
            }
            _ => self.borrowed(comma),
        }
    }

    /// Whether a noun phrase ends before `end`, so that a word in -ing there has a subject of its own.
    fn ends_phrase(&self, end: usize) -> bool {
        self.before(end).is_some_and(|token| token.pronoun())
    }

    /// `Rao, 45, a lawyer, said`: the phrase before the apposition that ends at `comma`.
    fn over_apposition(&self, comma: usize) -> Option<Subject> {
        let mut best = None;
        for index in (self.start..comma).rev() {
            let token = self.tokens[index];
            match token.kind {
                Kind::Quote(_) | Kind::Semicolon | Kind::Colon => break,
                Kind::Comma | Kind::Dash => {
                    let name = self.before(index)?;
                    let next = self.at(index + 1)?;
                    let city = name.capital && next.capital && !next.is(Role::Determiner) && comma - index < 4;
                    if name.wordlike() && !city && !name.roles.any(&[Role::Adverb, Role::Cue, Role::Time]) {
                        let phrase = self.left_phrase(index);
                        if matches!(&phrase, Subject::Phrase(range) if self.is_person(range)) {
                            best = Some(phrase);
                            if name.capital {
                                break;
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        best
    }

    /// Has a name, or opens with a determiner.
    fn is_person(&self, range: &Range<usize>) -> bool {
        self.tokens[range.clone()].iter().any(|token| token.capital || token.pronoun() || token.is(Role::Determiner))
    }

    /// The index of the token before the bracket that closes at `close`.
    fn over_brackets(&self, close: usize) -> Option<usize> {
        (self.start..close).rev().find(|&index| self.tokens[index].kind == Kind::Open)
    }

    /// `Rao, who said`: the phrase before the relative word.
    fn antecedent(&self, relative: usize) -> Subject {
        let end = match self.before(relative).map(|token| token.kind) {
            Some(Kind::Comma | Kind::Dash) => relative - 1,
            Some(Kind::Close) => self.over_brackets(relative - 1).unwrap_or(relative),
            _ => relative,
        };
        match self.left_phrase(end) {
            Subject::Missing => self.borrowed(relative),
            found => found,
        }
    }

    /// The subject a coordinated or participial verb shares: the quote before it, else the head of the sentence.
    pub(super) fn borrowed(&self, before: usize) -> Subject {
        for index in (self.start..before.min(self.end)).rev() {
            let token = self.tokens[index];
            if let Kind::Quote(quote) = token.kind {
                return Subject::OfQuote(quote);
            }
            let verb = self.reports(index) && token.is(Role::Cue);
            if verb && let Subject::Phrase(range) = self.subject_once(index) {
                return Subject::Phrase(range);
            }
        }
        self.head(self.start, before).map_or(Subject::Missing, Subject::Phrase)
    }

    /// The phrase right before a verb, without any borrowing.
    fn subject_once(&self, verb: usize) -> Subject {
        let mut left = verb;
        while self.before(left).is_some_and(|token| token.roles.any(&[Role::Auxiliary, Role::Adverb])) {
            left -= 1;
        }
        if self.order.inverts { self.left_or_right(verb, left) } else { self.left_phrase(left) }
    }

    /// A reporting word, and not the noun (`the claim`) or the name (`the Post`) of the same form.
    pub(super) fn reports(&self, index: usize) -> bool {
        let Some(token) = self.at(index) else { return false };
        let noun = self.before(index).is_some_and(|left| left.is(Role::Determiner) && !left.pronoun());
        let name = token.capital && self.before(index).is_some_and(Token::wordlike);
        token.kind == Kind::Word && token.roles.any(&[Role::Cue, Role::Participle, Role::Weak]) && !noun && !name
    }

    /// The noun phrase that ends before `end`.
    pub(super) fn left_phrase(&self, end: usize) -> Subject {
        let mut end = end;
        let lowest = end.saturating_sub(LONGEST).max(self.start);
        let mut start = end;
        let mut index = end;
        while index > lowest {
            index -= 1;
            let token = &self.tokens[index];
            if !token.wordlike() {
                break;
            }
            if token.pronoun() && !token.is(Role::Determiner) {
                // `she wanted to speak`: small words after a pronoun are its verb.
                let verb = !self.order.unicase && self.tokens[start..end].iter().all(|passed| !passed.capital);
                if start == end || verb {
                    return Subject::Phrase(index..index + 1);
                }
                break;
            }
            if token.is(Role::Determiner) {
                start = index;
                let of = self.before(index).is_some_and(|left| left.is(Role::Preposition));
                if !of || self.before(index - 1).is_none_or(|noun| !noun.wordlike() || noun.is(Role::Adverb)) {
                    break;
                }
                continue;
            }
            if token.is(Role::Coordinator) {
                let names = self.at(index + 1).is_some_and(|right| right.capital && start == index + 1);
                if !names || self.before(index).is_none_or(|left| !left.capital) {
                    break;
                }
                continue;
            }
            if token.is(Role::Preposition) && self.order.unicase {
                if self.order.postpositions {
                    break;
                }
                // What was passed is the preposition's.
                (start, end) = (index, index);
                continue;
            }
            if token.is(Role::Preposition) {
                if start > index + 1 || self.before(index).is_none_or(|left| !left.wordlike()) {
                    break;
                }
                continue;
            }
            if self.stops(token) {
                break;
            }
            start = index;
        }
        while start < end
            && self.tokens[start].roles.any(&[Role::Preposition, Role::Coordinator])
            && !self.tokens[start].capital
        {
            start += 1;
        }
        if start < end { Subject::Phrase(start..end) } else { Subject::Missing }
    }

    /// Words no noun phrase runs through.
    fn stops(&self, token: &Token) -> bool {
        let grammar = [
            Role::Topic,
            Role::Subordinator,
            Role::Relative,
            Role::Auxiliary,
            Role::Adverb,
            Role::Time,
            Role::According,
            Role::Postposed,
        ];
        token.roles.any(&grammar)
            || self.order.unicase && token.is(Role::Bridge)
            || !token.capital && token.roles.any(&[Role::Cue, Role::Participle])
    }

    /// The noun phrase to the right of an inverted verb.
    pub(super) fn right_subject(&self, verb: usize) -> Subject {
        self.right_phrase(verb + 1).map_or(Subject::Missing, Subject::Phrase)
    }

    /// The noun phrase that starts at `from` (adverbs and auxiliaries skipped).
    pub(super) fn right_phrase(&self, from: usize) -> Option<Range<usize>> {
        let mut start = from;
        while self.at(start).is_some_and(|token| {
            !token.capital && !token.is(Role::Determiner) && token.roles.any(&[Role::Adverb, Role::Auxiliary])
        }) {
            start += 1;
        }
        start = self.after_time(start);
        let first = self.at(start)?;
        if first.pronoun() && !first.is(Role::Determiner) {
            return Some(start..start + 1);
        }
        let mut end = start;
        let mut named = false;
        while let Some(token) = self.at(end).filter(|token| token.wordlike() && end - start < LONGEST) {
            let joins = self.at(end + 1).is_some_and(|next| next.capital);
            let loose = !named && !self.order.unicase;
            let linked = token.is(Role::Preposition) && (loose || token.is(Role::Particle) && joins)
                || token.is(Role::Coordinator) && named && joins;
            let small = [Role::Preposition, Role::Coordinator, Role::Determiner];
            let breaks = token.roles.any(&small) || self.stops(token) || token.pronoun();
            // `de minister de aanval`: a second article opens the next phrase.
            let article = token.is(Role::Determiner) && (end == start || self.tokens[end - 1].roles.any(&small));
            let goes_on = linked || article || token.is(Role::Particle) && joins;
            if breaks && !goes_on {
                break;
            }
            if end == start && token.is(Role::Preposition) && !token.roles.any(&[Role::Particle, Role::Determiner]) {
                break;
            }
            named |= token.capital;
            end += 1;
        }
        while end > start
            && self.tokens[end - 1].roles.any(&[Role::Preposition, Role::Coordinator, Role::Determiner])
            && !self.tokens[end - 1].capital
        {
            end -= 1;
        }
        (end > start).then(|| start..self.with_name(end, named))
    }

    /// Where what comes after a time at `from` begins: `on Monday`, `el lunes`, `am Montag`.
    fn after_time(&self, from: usize) -> usize {
        let mut at = from;
        while self.at(at).is_some_and(|token| token.roles.any(&[Role::Preposition, Role::Determiner])) && at < from + 2
        {
            at += 1;
        }
        let time = |at: usize| self.at(at).is_some_and(|token| token.is(Role::Time) || token.kind == Kind::Number);
        if !self.at(at).is_some_and(|token| token.is(Role::Time)) {
            return from;
        }
        while time(at) {
            at += 1;
        }
        at
    }

    /// `a resident, Omar Said`: the name that follows a description belongs to the phrase.
    fn with_name(&self, end: usize, named: bool) -> usize {
        if named || self.at(end).is_none_or(|token| token.kind != Kind::Comma) {
            return end;
        }
        let mut last = end + 1;
        while self
            .at(last)
            .is_some_and(|token| token.wordlike() && token.capital && token.roles.any(&[Role::Time]).eq(&false))
        {
            last += 1;
        }
        let closed = self.at(last).is_none_or(|token| matches!(token.kind, Kind::Comma | Kind::Stop | Kind::Quote(_)));
        if last > end + 1 && closed { last } else { end }
    }

    /// The noun phrase a sentence opens with, introductions skipped.
    pub(super) fn head(&self, from: usize, to: usize) -> Option<Range<usize>> {
        let mut start = from;
        for _ in 0..6 {
            let token = self.at(start).filter(|_| start < to)?;
            let opener = [Role::Preposition, Role::Subordinator, Role::Participle, Role::Gerund, Role::According];
            let verb = token.is(Role::Cue) && !token.capital;
            if verb || !token.wordlike() || token.roles.any(&[Role::Coordinator, Role::Adverb, Role::Time]) {
                start += 1;
            } else if token.roles.any(&opener) && !token.is(Role::Determiner) {
                match (start..to).find(|&index| self.tokens[index].kind == Kind::Comma) {
                    Some(comma) => start = comma + 1,
                    None => return self.last_name(from, to),
                }
            } else {
                break;
            }
        }
        let first = self.at(start).filter(|token| start < to && token.wordlike())?;
        // `A: “No.”` in a printed interview: a letter is nobody.
        if first.span.len() == 1 && self.at(start + 1).is_some_and(|next| next.kind == Kind::Colon) {
            return None;
        }
        if first.pronoun() && !first.is(Role::Determiner) {
            return Some(start..start + 1);
        }
        let mut end = start + 1;
        while let Some(token) = self.at(end).filter(|token| end < to && token.wordlike() && end - start < LONGEST) {
            let previous = &self.tokens[end - 1];
            // Turkish `Kaya Ankara'da`: a name with an ending is no subject.
            let name = token.capital && token.possessive;
            let object = token.is(Role::Determiner) && !previous.is(Role::Determiner);
            if self.order.verb_final && (name || object) {
                break;
            }
            let verb = !token.capital && previous.capital && end - start > 1 && !previous.is(Role::Title);
            let inside = previous.is(Role::Determiner) && token.is(Role::Adverb);
            if self.stops(token) && !inside
                || token.pronoun()
                || verb
                || token.is(Role::Preposition) && !token.is(Role::Particle)
            {
                break;
            }
            if token.is(Role::Coordinator) && self.at(end + 1).is_none_or(|next| !next.capital) {
                break;
            }
            end += 1;
        }
        let small = |token: &Token| token.is(Role::Determiner) && !token.pronoun();
        (!self.tokens[start..end].iter().all(small)).then_some(start..end)
    }

    /// The last run of capitals or pronoun in `from..to`.
    pub(super) fn last_name(&self, from: usize, to: usize) -> Option<Range<usize>> {
        let speaks = |index: &usize| {
            let token = &self.tokens[*index];
            token.wordlike()
                && !token.is(Role::Time)
                && (token.capital
                    && !token.roles.any(&[Role::Preposition, Role::Coordinator, Role::Subordinator, Role::According])
                    || token.pronoun())
        };
        let last = (from..to.min(self.end)).rev().find(speaks)?;
        if self.tokens[last].pronoun() {
            return Some(last..last + 1);
        }
        let mut first = last;
        while first > from && speaks(&(first - 1)) && !self.tokens[first - 1].pronoun() {
            first -= 1;
        }
        Some(first..last + 1)
    }
}
