//! Article to quotes to renderings: marks, speakers, credits.
//!
//! A quote is a stretch between marks (`marks`) that somebody said (`speaker`, `filter`); its speaker is resolved
//! to a name (`resolve`), its wording credited to an outlet (`credit`). Pieces of one utterance become one
//! rendering ([`renderings()`]). All words of all languages come from the language packs.

mod credit;
mod filter;
mod incise;
pub mod learn;
mod marks;
mod renderings;
mod resolve;
mod seen;
mod speaker;
mod subject;
mod tokens;

use std::ops::Range;

use marks::Stretch;
use seen::Seen;
use speaker::{Attribution, Tie};
use tokens::{Kind, Paragraph};

pub use renderings::renderings;

use crate::{
    lang::{self, Packs, Quotation},
    model::{Article, Credit, CreditKind, Mention, Quote, Span},
};

/// Characters of an article from which its language is guessed.
const GUESSED: usize = 800;

/// A paragraph longer than this is no line of credit for the whole article.
const CREDIT_LINE: usize = 160;

/// The quotes of an article in the order of the text, each with its speaker and credits where the article tells.
///
/// Pure, total and linear in the length of the text. The language of an article without `lang` is guessed from its
/// beginning; what cannot be told is read as English.
pub fn extract(article: &Article, packs: &Packs) -> Vec<Quote> {
    let text = article.text.as_str();
    let marked = marks::stretches(text);
    if marked.is_empty() && !incise::may_hold_dialogue(text) {
        // Nothing to find in any language.
        return Vec::new();
    }
    let pack = &packs.get(language(article)).quotation;
    let stretches = incise::cut(text, marked, pack);
    if stretches.is_empty() {
        return Vec::new();
    }
    let mut reading = Reading::new(text, pack, &stretches);
    reading.run();
    reading.finish()
}

/// The language an article is read in: as told, else guessed.
fn language(article: &Article) -> &str {
    article.lang.as_deref().unwrap_or_else(|| {
        let begins = article.text.char_indices().nth(GUESSED).map_or(article.text.len(), |(end, _)| end);
        lang::guess(&article.text[..begins])
    })
}

/// What has been found out about the stretches so far; the vectors are indexed by stretch.
struct Reading<'a> {
    text: &'a str,
    pack: &'a Quotation,
    stretches: &'a [Stretch],
    found: Vec<Attribution>,
    credits: Vec<Vec<Credit>>,
    keep: Vec<bool>,
    /// What the verdict was based on, where the model gave it.
    seen: Vec<Option<Seen>>,
    resolved: Vec<Option<String>>,
    names: resolve::Names<'a>,
    /// The last speaker known by name, or by what the article calls them beside a reporting word.
    last: Option<resolve::Last>,
    default: Option<Credit>,
}

impl<'a> Reading<'a> {
    fn new(text: &'a str, pack: &'a Quotation, stretches: &'a [Stretch]) -> Self {
        let count = stretches.len();
        Reading {
            text,
            pack,
            stretches,
            found: Vec::with_capacity(count),
            credits: vec![Vec::new(); count],
            keep: Vec::with_capacity(count),
            seen: Vec::with_capacity(count),
            resolved: Vec::with_capacity(count),
            names: resolve::Names::default(),
            last: None,
            default: None,
        }
    }

    fn run(&mut self) {
        let mut last = Last::None;
        let mut names = Vec::new();
        let mut room = Paragraph::default();
        for (number, span) in paragraphs(self.text).enumerate() {
            let first = self.found.len();
            let count = self.stretches[first..].iter().take_while(|stretch| stretch.outer.end <= span.end).count();
            if count == 0 {
                if self.default.is_none() && span.len() < CREDIT_LINE {
                    self.default = credit::default(self.text, span, self.pack);
                }
                if first < self.stretches.len() {
                    tokens::names(self.text, span, self.pack, &mut names);
                    self.names.read(self.text, &names, number);
                }
                if let Last::Read(before) = std::mem::replace(&mut last, Last::Unread(span)) {
                    room = before;
                }
                continue;
            }
            let own = &self.stretches[first..first + count];
            let paragraph = tokens::paragraph_in(self.text, span, own, first, self.pack, room);
            self.names.read(self.text, &paragraph.tokens, number);
            let alone = paragraph.tokens.first().is_some_and(|token| matches!(token.kind, Kind::Quote(_)));
            let before = last.paragraph(self.text, self.pack, alone);
            self.quotes(&paragraph, number, before);
            room = match std::mem::replace(&mut last, Last::Read(paragraph)) {
                Last::Read(before) => before,
                _ => Paragraph::default(),
            };
        }
    }

    /// Speakers, credits and verdicts for the quotes of one paragraph.
    fn quotes(&mut self, paragraph: &Paragraph, number: usize, before: Option<&Paragraph>) {
        let first = self.found.len();
        speaker::attribute(self.text, paragraph, self.stretches, before, &mut self.found);
        let names = credit::assign(self.text, paragraph, self.pack, &mut self.found, &mut self.credits);
        for (index, token) in paragraph.tokens.iter().enumerate() {
            let Kind::Quote(quote) = token.kind else { continue };
            let (Some(stretch), Some(found)) = (self.stretches.get(quote), self.found.get(quote)) else { continue };
            let seen = filter::look(self.text, paragraph, index, stretch, found, self.pack);
            let quoted = filter::is_announced(self.text, paragraph, index, stretch, found, self.pack)
                || seen.as_ref().map_or(stretch.piece, seen::verdict);
            self.keep.push(quoted && !names.contains(&quote));
            self.seen.push(seen);
        }
        for quote in first..self.found.len() {
            let resolved = self.resolve(quote, paragraph, before, number);
            self.keep_last(quote, paragraph, resolved.as_deref());
            self.resolved.push(resolved);
        }
    }

    /// Keeps who spoke for the pronouns that follow, if the quote names them.
    fn keep_last(&mut self, quote: usize, paragraph: &Paragraph, resolved: Option<&str>) {
        let (Some(name), Some(found)) = (resolved, self.found.get(quote)) else { return };
        let mention = found.speaker.map_or(&[][..], |span| paragraph.inside(span));
        let pronoun = matches!(mention, [only] if only.pronoun());
        let named = mention.iter().any(|token| token.capital);
        if !pronoun && (named || found.cue.is_some()) {
            self.last = Some(resolve::Last { name: name.to_owned(), gender: resolve::gender(mention) });
        }
    }

    fn resolve(
        &self,
        quote: usize,
        paragraph: &Paragraph,
        before: Option<&Paragraph>,
        number: usize,
    ) -> Option<String> {
        let found = self.found.get(quote)?;
        if let Some(from) = found.from.filter(|&from| from < quote) {
            return self.resolved.get(from).cloned().flatten();
        }
        let span = found.speaker?;
        let mut named_in = paragraph;
        let mut mention = paragraph.inside(span);
        if mention.is_empty() {
            named_in = before?;
            mention = named_in.inside(span);
        }
        if let [pronoun] = mention
            && pronoun.pronoun()
        {
            return self.names.behind(pronoun, number, self.last.as_ref());
        }
        let name = |tokens| self.names.fullest(self.text, tokens);
        // `her deputy, Pavel Lind,`: the name stands beside the mention.
        let beside = || match resolve::apposition(named_in, span)? {
            [first, .., last] if named_in.order.unicase => {
                Some(Some(first.span.to(last.span).of(self.text).to_owned()))
            }
            tokens => name(tokens),
        };
        name(mention).or_else(beside).unwrap_or_else(|| Some(span.of(self.text).to_owned()))
    }

    fn finish(mut self) -> Vec<Quote> {
        let groups = self.groups();
        let mut quotes = Vec::new();
        for (index, (stretch, found)) in self.stretches.iter().zip(&self.found).enumerate() {
            if !self.keep[index] {
                continue;
            }
            let mut credits = std::mem::take(&mut self.credits[index]);
            if credits.iter().all(|credit| credit.kind == CreditKind::Told) {
                credits.splice(0..0, self.default.clone());
            }
            let resolved = self.resolved[index].take();
            quotes.push(Quote {
                span: stretch.inner,
                text: stretch.inner.of(self.text).to_owned(),
                speaker: found.speaker.map(|span| Mention { text: span.of(self.text).to_owned(), span, resolved }),
                cue: found.cue.map(|span| span.of(self.text).to_owned()),
                group: groups[index],
                nested: marks::inside(self.text, stretch.inner),
                continues: stretch.continues && self.keep.get(index + 1).copied().unwrap_or(false),
                credits,
            });
        }
        quotes
    }

    /// Stretches that share a reporting word next to their marks, and continued ones, have one number.
    fn groups(&mut self) -> Vec<Option<u32>> {
        let mut groups: Vec<Option<u32>> = vec![None; self.found.len()];
        let mut next = 0;
        for index in 1..self.found.len() {
            let (last, this) = (&self.found[index - 1], &self.found[index]);
            let gap = Span { start: self.stretches[index - 1].outer.end, end: self.stretches[index].outer.start };
            let split = last.cue.is_some()
                && last.cue == this.cue
                && matches!(last.tie, Tie::Next | Tie::According)
                && this.cue.is_some_and(|cue| gap.start <= cue.start && cue.end <= gap.end)
                && gap.of(self.text).trim_end().ends_with([',', '—', '–', ';', '-']);
            if split && (self.keep[index] || self.keep[index - 1]) {
                // `“The boat,” he said, “sinks”`: pieces of one utterance are quotes together.
                (self.keep[index - 1], self.keep[index]) = (true, true);
            }
            if (split || self.stretches[index - 1].continues) && self.keep[index] && self.keep[index - 1] {
                let group = *groups[index - 1].get_or_insert_with(|| {
                    next += 1;
                    next
                });
                groups[index] = Some(group);
                self.share(index - 1, index);
            }
        }
        groups
    }

    /// The pieces of one utterance have the same credits.
    fn share(&mut self, last: usize, this: usize) {
        for (from, to) in [(last, this), (this, last)] {
            if self.credits[to].is_empty() {
                self.credits[to] = self.credits[from].clone();
            }
        }
    }
}

/// The paragraph before the one that is read.
enum Last {
    None,
    /// It has no quotes; it is read only if a quote that stands alone asks for it.
    Unread(Span),
    Read(Paragraph),
}

impl Last {
    fn paragraph(&mut self, text: &str, pack: &Quotation, wanted: bool) -> Option<&Paragraph> {
        if let Last::Unread(span) = *self
            && wanted
        {
            *self = Last::Read(tokens::paragraph(text, span, &[], 0, pack));
        }
        match self {
            Last::Read(paragraph) => Some(paragraph),
            _ => None,
        }
    }
}

/// The lines of a text that hold more than white space.
fn paragraphs(text: &str) -> impl Iterator<Item = Span> {
    text.split_inclusive('\n')
        .scan(0, |at, line| {
            let start = *at;
            *at += line.len();
            Some(Range { start, end: start + line.trim_end().len() })
        })
        .filter(|range| !range.is_empty())
        .map(|range| Span::new(range.start, range.end))
}
