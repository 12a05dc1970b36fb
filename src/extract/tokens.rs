//! A paragraph as a row of words, punctuation and opaque quotes, cut into sentences.

use std::ops::Range;

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use super::marks::Stretch;
use crate::{
    lang::{Known, Quotation, Role, Roles, WordId, is_outlet},
    model::Span,
};

/// What a token is to the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word.
    Word,
    /// Begins with a digit.
    Number,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
    /// `.`, `!`, `?`, `…` outside marks.
    Stop,
    /// A dash between spaces.
    Dash,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// The quote of this index, marks included.
    Quote(usize),
    /// Anything else.
    Other,
}

/// One token of the text around quotes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: Kind,
    /// Begins with a capital.
    pub capital: bool,
    /// Ends in `'s`.
    pub possessive: bool,
    /// What the pack knows about the word.
    pub roles: Roles,
    /// Its number in the pack.
    pub word: WordId,
}

impl Token {
    /// Whether the word has `role`.
    pub fn is(&self, role: Role) -> bool {
        self.roles.has(role)
    }

    /// Whether it is a pronoun that can speak.
    pub fn pronoun(&self) -> bool {
        self.roles.any(&[Role::Pronoun, Role::PronounMale, Role::PronounFemale, Role::PronounPlural])
    }

    /// Whether it is a word or a number.
    pub fn wordlike(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Number)
    }
}

/// One paragraph that holds quotes, or stands before one.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    /// In order.
    pub tokens: Vec<Token>,
    /// Token ranges; they tile the tokens.
    pub sentences: Vec<Range<usize>>,
    /// How the language orders its words.
    pub order: Order,
}

/// How a language orders and writes its words.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Order {
    /// The verb comes second, whatever stands first.
    pub inverts: bool,
    /// The verb comes last.
    pub verb_final: bool,
    /// No capitals tell names from other words.
    pub unicase: bool,
    /// Prepositions stand after their nouns.
    pub postpositions: bool,
}

impl Paragraph {
    /// The sentence that holds the token at `index`.
    pub fn sentence(&self, index: usize) -> &[Token] {
        let number = self.sentences.partition_point(|range| range.end <= index);
        self.sentences.get(number).map_or(&[], |range| &self.tokens[range.clone()])
    }

    /// The tokens inside `span`.
    pub fn inside(&self, span: Span) -> &[Token] {
        let from = self.tokens.partition_point(|token| token.span.start < span.start);
        let to = self.tokens.partition_point(|token| token.span.end <= span.end);
        self.tokens.get(from..to).unwrap_or(&[])
    }
}

/// No prose has fewer bytes to a token than this, by which room is set aside.
const BYTES_A_TOKEN: usize = 4;

/// Cuts `span` of `text` into tokens and sentences; `quotes` are the stretches inside it, `first` the index of the first.
pub(super) fn paragraph(text: &str, span: Span, quotes: &[Stretch], first: usize, pack: &Quotation) -> Paragraph {
    paragraph_in(text, span, quotes, first, pack, Paragraph::default())
}

/// The same in the room of a paragraph that is read no more.
pub(super) fn paragraph_in(
    text: &str,
    span: Span,
    quotes: &[Stretch],
    first: usize,
    pack: &Quotation,
    room: Paragraph,
) -> Paragraph {
    let Paragraph { mut tokens, mut sentences, .. } = room;
    tokens.clear();
    sentences.clear();
    tokens.reserve(span.len() / BYTES_A_TOKEN);
    let mut at = span.range().start;
    let mut lower = String::new();
    for (offset, quote) in quotes.iter().enumerate() {
        words(text, at, quote.outer.range().start, pack, &mut lower, &mut tokens);
        tokens.push(Token {
            span: quote.outer,
            kind: Kind::Quote(first + offset),
            capital: false,
            possessive: false,
            roles: Roles::default(),
            word: 0,
        });
        at = quote.outer.range().end;
    }
    words(text, at, span.range().end, pack, &mut lower, &mut tokens);
    cut(text, &tokens, quotes, first, &mut sentences);
    let order = Order {
        inverts: pack.inverts,
        verb_final: pack.verb_final,
        unicase: pack.unicase || pack.unspaced,
        postpositions: pack.postpositions,
    };
    Paragraph { tokens, sentences, order }
}

fn words(text: &str, from: usize, to: usize, pack: &Quotation, lower: &mut String, out: &mut Vec<Token>) {
    let Some(area) = text.get(from..to) else { return };
    let plain = is_plain(pack);
    let mut start = 0;
    while let Some(&byte) = area.as_bytes().get(start) {
        if byte == b' ' {
            start += 1;
            continue;
        }
        if let Some(end) = small_word(area.as_bytes(), start).filter(|_| plain) {
            out.push(small(&area[start..end], from + start, pack));
            start = end;
            continue;
        }
        if byte.is_ascii_alphanumeric() {
            start = run(area, start, from, pack, lower, out);
            continue;
        }
        let Some(c) = area[start..].chars().next() else { break };
        let width = c.len_utf8();
        if c.is_whitespace() {
            start += width;
        } else if let Some(length) = titled(&area[start..]).filter(|_| c == '《') {
            let name = word(&area[start..start + length], from + start, pack, lower);
            out.push(Token { kind: Kind::Word, capital: true, ..name });
            start += length;
        } else if c.is_alphanumeric() {
            start = run(area, start, from, pack, lower, out);
        } else if c == '@' && area[start + width..].starts_with(char::is_alphanumeric) {
            // The name of an account.
            let end = run_end(area, start + width);
            let name = word(&area[start..end], from + start, pack, lower);
            out.push(Token { capital: true, ..name });
            start = end;
        } else {
            let next = area[start + width..].chars().next();
            out.push(Token { word: pack.sign(c), ..mark(c, from + start, from + start + width, next) });
            start += width;
        }
    }
}

/// The tokens of `span` that [`super::resolve::Names::read`] needs: words with a capital, what stands right before
/// them, and the words after them up to the first that can be no part of a name. `out` is emptied first.
pub(super) fn names(text: &str, span: Span, pack: &Quotation, out: &mut Vec<Token>) {
    out.clear();
    let (area, from) = (span.of(text), span.range().start);
    if pack.unspaced {
        return;
    }
    let mut lower = String::new();
    let plain = is_plain(pack);
    // What stands before the next word and is no token yet; whether the last token may be inside a name.
    let (mut pending, mut inside) = (None, false);
    let mut start = 0;
    while let Some(&byte) = area.as_bytes().get(start) {
        if byte == b' ' {
            start += 1;
            continue;
        }
        if let Some(end) = small_word(area.as_bytes(), start).filter(|_| plain || !inside) {
            if inside {
                let token = small(&area[start..end], from + start, pack);
                inside = token.is(Role::Particle);
                out.push(token);
            } else {
                pending = Some(start..end);
            }
            start = end;
            continue;
        }
        let Some(c) = area[start..].chars().next() else { break };
        let mut end = if c.is_alphanumeric() { run_end(area, start) } else { start + c.len_utf8() };
        let name = c.is_uppercase() || c.is_lowercase() && has_inner_capital(&area[start..end]);
        if name || inside {
            match pending.take() {
                Some(range) if plain && is_small(&area[range.clone()]) => {
                    out.push(small(&area[range.clone()], from + range.start, pack));
                }
                Some(range) => drop(push_one(area, range, from, pack, &mut lower, out)),
                None => {}
            }
            let known = out.len();
            end = push_one(area, start..end, from, pack, &mut lower, out);
            inside = out[known..].last().is_some_and(|token| token.capital || token.is(Role::Particle));
        } else if !c.is_whitespace() {
            pending = Some(start..end);
        }
        start = end;
    }
}

/// Where a word of small ASCII letters ends, if a space ends it.
fn small_word(bytes: &[u8], start: usize) -> Option<usize> {
    let length = bytes[start..].iter().position(|byte| !byte.is_ascii_lowercase())?;
    (length > 0 && bytes[start + length] == b' ').then_some(start + length)
}

/// Whether no word of small ASCII letters is cut further.
fn is_plain(pack: &Quotation) -> bool {
    pack.prefixes.is_empty() && pack.incise.iter().all(|tail| tail.starts_with('-'))
}

/// What [`word`] makes of small ASCII letters.
fn small(word: &str, start: usize, pack: &Quotation) -> Token {
    let Known { id, roles } = pack.known(word);
    let roles = by_ending(word, roles, false, pack);
    let span = Span::new(start, start + word.len());
    Token { span, kind: Kind::Word, capital: false, possessive: false, roles, word: id }
}

fn has_inner_capital(word: &str) -> bool {
    word.bytes().any(|byte| matches!(byte, b'\'' | b'-' | 0xE2)) && word.contains(char::is_uppercase)
}

/// Adds the token or tokens at `range` of `area`, and returns where they end: the stop of `Mr.` belongs to it.
fn push_one(
    area: &str,
    range: Range<usize>,
    from: usize,
    pack: &Quotation,
    lower: &mut String,
    out: &mut Vec<Token>,
) -> usize {
    match area[range.start..].chars().next() {
        Some(c) if c.is_alphanumeric() => return run(area, range.start, from, pack, lower, out),
        Some(c) if !c.is_whitespace() => out.push(mark(c, from + range.start, from + range.end, None)),
        _ => {}
    }
    range.end
}

/// Adds the word or words of the run of letters and digits at `start`, and returns where it ends.
fn run(area: &str, start: usize, from: usize, pack: &Quotation, lower: &mut String, out: &mut Vec<Token>) -> usize {
    let mut end = run_end(area, start);
    let whole = &area[start..end];
    if pack.unspaced && is_unicase(whole) {
        segment(whole, from + start, pack, out);
        return end;
    }
    if area.as_bytes().get(end) == Some(&b'.') && is_abbreviated(whole, pack, lower) {
        end += 1;
    }
    let mut start = start;
    if let Some(rest) = prefixed(whole, pack, lower) {
        out.push(word(&area[start..start + rest], from + start, pack, lower));
        start += rest;
    }
    // French `ajoute-t-il`: verb and pronoun.
    let tail = pack.incise.iter().filter(|tail| whole.len() > tail.len()).find(|tail| whole.ends_with(tail.as_str()));
    let cut = tail.map_or(end, |tail| end - tail.len());
    out.push(word(&area[start..cut], from + start, pack, lower));
    if let Some(tail) = tail {
        let pronoun = tail.trim_start_matches("-t").trim_start_matches('-');
        let at = end - pronoun.len();
        out.push(word(&area[at..end], from + at, pack, lower));
    }
    end
}

/// The length of the small word that is written together with a reporting word or an outlet; with its hyphen.
fn prefixed(whole: &str, pack: &Quotation, lower: &mut String) -> Option<usize> {
    if pack.prefixes.is_empty() {
        return None;
    }
    let lower = fold(whole, lower);
    if pack.known(lower).id != 0 {
        return None;
    }
    let sure = [Role::Cue, Role::Participle, Role::Outlet, Role::OutletWord];
    for prefix in pack.prefixes.iter().filter(|prefix| lower.starts_with(prefix.as_str())) {
        let hyphen = usize::from(lower[prefix.len()..].starts_with('-'));
        // The folded word has other bytes, but as many characters.
        let cut: usize = whole.chars().take(prefix.chars().count() + hyphen).map(char::len_utf8).sum();
        let (rest, folded) = (whole.get(cut..)?, &lower[prefix.len() + hyphen..]);
        if !rest.is_empty() && (pack.roles(folded).any(&sure) || is_outlet(rest)) {
            return Some(cut);
        }
    }
    None
}

/// Where the run of letters and digits that begins at `start` ends; `'`, `-`, `.` and `,` join what stands close.
fn run_end(area: &str, start: usize) -> usize {
    let bytes = area.as_bytes();
    let mut end = start;
    loop {
        while bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
            end += 1;
        }
        match bytes.get(end) {
            None => return end,
            // One byte tells, but for the mark in Hebrew abbreviations.
            Some(&byte) if byte.is_ascii() && byte != b'"' && !is_joiner(char::from(byte)) => return end,
            _ => {}
        }
        let mut rest = area[end..].chars();
        let Some(c) = rest.next() else { return end };
        let inside = c.is_alphanumeric() || is_combining(c);
        let next = rest.next();
        let hebrew = |c: Option<char>| c.is_some_and(|c| ('\u{5d0}'..='\u{5ea}').contains(&c));
        let joins = is_joiner(c) && next.is_some_and(char::is_alphanumeric)
            || matches!(c, '"' | '”' | '\u{5f4}') && hebrew(next) && hebrew(area[..end].chars().next_back());
        let goes_on = inside || joins;
        if !goes_on {
            return end;
        }
        end += c.len_utf8();
    }
}

/// The length of a name in Chinese title marks.
fn titled(area: &str) -> Option<usize> {
    let body = area.strip_prefix('《')?;
    let (close, sign) = body.char_indices().take(20).find(|(_, c)| *c == '》')?;
    Some('《'.len_utf8() + close + sign.len_utf8())
}

/// Characters of the longest word looked for in a text without spaces.
const LONGEST_WORD: usize = 8;

/// Cuts a run without spaces at the words the pack knows, longest first; what lies between is one word.
fn segment(run: &str, start: usize, pack: &Quotation, out: &mut Vec<Token>) {
    let mut push = |from: usize, to: usize, Known { id: word, roles }: Known| {
        if from < to {
            let span = Span::new(start + from, start + to);
            out.push(Token { span, kind: Kind::Word, capital: false, possessive: false, roles, word });
        }
    };
    let ends: Vec<usize> = run.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
    let (mut pending, mut at, mut index) = (0, 0, 0);
    while index < ends.len() {
        let longest = (index..ends.len().min(index + LONGEST_WORD)).rev();
        let known = longest.map(|last| (last, pack.known(&run[at..ends[last]]))).find(|(_, known)| known.id != 0);
        match known {
            Some((last, known)) => {
                push(pending, at, Known::default());
                push(at, ends[last], known);
                (pending, at, index) = (ends[last], ends[last], last + 1);
            }
            None => (at, index) = (ends[index], index + 1),
        }
    }
    push(pending, run.len(), Known::default());
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\'' | '’' | '-' | '.' | ',' | '@' | '\u{2011}' | '·' | '・')
}

fn is_combining(c: char) -> bool {
    // Below are Latin letters and signs, and between 2010 and 20A0 the marks of punctuation, which are most of all.
    let common = c < '\u{300}' && c != '\u{ad}' || ('\u{2010}'..'\u{20a0}').contains(&c);
    !common && is_joined(c)
}

/// The joiners, the soft hyphen, and what is set over or under a letter.
fn is_joined(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{ad}') || c.general_category_group() == GeneralCategoryGroup::Mark
}

/// Whether a full stop after `word` belongs to it: `Mr.`, `U.S.`, `J.`
fn is_abbreviated(word: &str, pack: &Quotation, lower: &mut String) -> bool {
    let mut chars = word.chars();
    let initial = chars.next().is_some_and(char::is_uppercase) && chars.next().is_none();
    if initial || word.contains('.') && !word.starts_with(|c: char| c.is_ascii_digit()) && word.len() < 7 {
        return true;
    }
    if is_small(word) {
        lower.clear();
        lower.push_str(word);
    } else {
        fold(word, lower);
    }
    lower.push('.');
    pack.known(lower).id != 0
}

/// A word without the possessive ending.
pub(super) fn stem(word: &str) -> &str {
    // Most words end otherwise, and one byte tells.
    if word.as_bytes().last() != Some(&b's') {
        return word;
    }
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

/// Nothing but small ASCII letters.
fn is_small(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Lower case, without the possessive ending, curly apostrophes straightened; `lower` has room for it.
fn fold<'a>(word: &'a str, lower: &'a mut String) -> &'a str {
    if is_small(word) {
        return word;
    }
    lower.clear();
    let stem = stem(word);
    if stem.is_ascii() {
        lower.push_str(stem);
        lower.make_ascii_lowercase();
        return lower;
    }
    for c in stem.chars() {
        match c {
            '’' => lower.push('\''),
            // Small, it would be two characters.
            'İ' => lower.push('i'),
            _ => lower.extend(c.to_lowercase()),
        }
    }
    lower
}

fn word(word: &str, start: usize, pack: &Quotation, lower: &mut String) -> Token {
    let lower = fold(word, lower);
    let mut known = pack.known(lower);
    let first = word.chars().next().unwrap_or(' ');
    let upper = first.is_uppercase();
    // Most words are nothing but letters.
    let joined = (known.id == 0 || !upper) && !word.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if joined && known.id == 0 {
        // `o'clock`-like elisions of Romance languages: l'AFP, dell'Ansa.
        if let Some((_, tail)) = lower.split_once('\'').filter(|(head, _)| head.len() < 6) {
            known = pack.known(tail);
        }
    }
    let suffix = pack.suffixes && upper && word.contains(['\'', '’']);
    if suffix && known.id == 0 {
        known = pack.known(lower.split('\'').next().unwrap_or_default());
    }
    let roles = by_ending(lower, known.roles, upper, pack);
    let kind = if first.is_numeric() { Kind::Number } else { Kind::Word };
    // `l'AFP`, `al-Rashid`: the capital comes after a short prefix.
    let inner = || {
        word.split_once(['\'', '’', '-'])
            .is_some_and(|(head, tail)| head.len() < 6 && tail.starts_with(char::is_uppercase))
    };
    let capital = upper || joined && inner();
    let possessive = suffix || stem(word).len() < word.len();
    Token { span: Span::new(start, start + word.len()), kind, capital, possessive, roles, word: known.id }
}

/// The roles of a word in lower case, with those that its ending gives; `upper` tells whether it has a capital.
fn by_ending(lower: &str, mut roles: Roles, upper: bool, pack: &Quotation) -> Roles {
    if !upper && pack.adverb_endings.iter().any(|ending| ends_in(lower, ending)) {
        roles = roles.with(Role::Adverb);
    }
    if pack.gerund_endings.iter().any(|ending| ends_in(lower, ending)) {
        roles = roles.with(Role::Gerund);
    }
    // German `Bürgermeisterin` before a name.
    if upper && pack.title_endings.iter().any(|ending| ends_in(lower, ending)) {
        roles = roles.with(Role::Title);
    }
    roles
}

/// `ends_with`, quick where the last letter tells.
fn ends_in(word: &str, ending: &str) -> bool {
    word.as_bytes().last() == ending.as_bytes().last() && word.ends_with(ending)
}

fn mark(c: char, start: usize, end: usize, next: Option<char>) -> Token {
    let kind = match c {
        ',' | '،' | '、' | '，' => Kind::Comma,
        ':' | '：' => Kind::Colon,
        ';' | '؛' | '；' => Kind::Semicolon,
        '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।' => Kind::Stop,
        '—' | '–' | '―' => Kind::Dash,
        '-' if next.is_none_or(|c| c.is_whitespace() || c == '-') => Kind::Dash,
        '(' | '[' | '{' | '（' => Kind::Open,
        ')' | ']' | '}' | '）' => Kind::Close,
        _ => Kind::Other,
    };
    Token { span: Span::new(start, end), kind, capital: false, possessive: false, roles: Roles::default(), word: 0 }
}

/// Where the words of a quote end its sentence: a final stop before (or right after) the closing mark.
pub(super) fn final_sign(text: &str, quote: &Stretch) -> Option<char> {
    quote.inner.of(text).chars().next_back()
}

/// Tokens after which a sentence is cut: the rules look through the whole sentence for every quote in it.
const LONGEST_SENTENCE: usize = 300;

/// Cuts the tokens of a paragraph into sentences.
fn cut(text: &str, tokens: &[Token], quotes: &[Stretch], first: usize, sentences: &mut Vec<Range<usize>>) {
    let mut start = 0;
    for (index, token) in tokens.iter().enumerate() {
        let next = tokens.get(index + 1);
        let fresh = |next: &Token| {
            next.capital
                || !matches!(next.kind, Kind::Word | Kind::Comma | Kind::Close | Kind::Stop)
                || is_unicase(next.span.of(text))
        };
        let ends = match token.kind {
            Kind::Stop => next.is_none_or(fresh),
            Kind::Quote(quote) => quotes.get(quote - first).is_some_and(|quote| ends_sentence(text, quote, next)),
            _ => false,
        };
        if ends || index + 1 - start >= LONGEST_SENTENCE {
            sentences.push(start..index + 1);
            start = index + 1;
        }
    }
    if start < tokens.len() {
        sentences.push(start..tokens.len());
    }
}

/// A word of a script without capitals.
fn is_unicase(word: &str) -> bool {
    word.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase())
}

fn ends_sentence(text: &str, quote: &Stretch, next: Option<&Token>) -> bool {
    let Some(next) = next else { return true };
    match final_sign(text, quote) {
        Some('.' | '。') => next.capital || matches!(next.kind, Kind::Quote(_) | Kind::Number),
        // A question may be followed by its speaker's name: the rules decide, the sentence stays open.
        Some('!' | '?' | '…') => matches!(next.kind, Kind::Quote(_)),
        _ => false,
    }
}
