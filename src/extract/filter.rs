//! What stands in marks without being anybody's words: titles of works, names, words held at a distance.
//!
//! A logistic model over what is seen of a stretch: how it was tied to a speaker, how long it is, how it begins and
//! ends, what stands beside it. The weights are learnt from annotated news (`training/README.md`) and know no words of
//! their own: words come from the language packs.

use smallvec::SmallVec;

use super::{
    marks::Stretch,
    seen::{Seen, Sight},
    speaker::{Attribution, Tie},
    tokens::{Kind, Paragraph, Token},
};
use crate::lang::{Quotation, Role};

/// Words up to which a stretch is short.
const SHORT: usize = 4;

/// What is seen of the stretch at token `index`; nothing where there is nothing to weigh: it has no words, is a piece of
/// a quote, or a few words after `so-called` or `film` that nobody
/// reports.
pub(super) fn look(
    text: &str,
    paragraph: &Paragraph,
    index: usize,
    stretch: &Stretch,
    found: &Attribution,
    pack: &Quotation,
) -> Option<Seen> {
    let words: SmallVec<[&str; 32]> = stretch.inner.of(text).split_whitespace().collect();
    if words.is_empty() || stretch.piece {
        return None;
    }
    let mut seen = Seen::default();
    let left = index.checked_sub(1).and_then(|left| paragraph.tokens.get(left));
    let right = paragraph.tokens.get(index + 1);
    let sentence = paragraph.sentence(index);
    // A word that does not report leads into a title: on NBC’s “Night Talk,”.
    let led = left.is_some_and(|token| {
        token.kind == Kind::Word
            && !token.roles.any(&[Role::Cue, Role::Participle, Role::Weak, Role::Subordinator, Role::Bridge])
    });
    let spoken = (sounds_spoken(&words) || comes_with_cue(paragraph, index)) && !led;
    let length = if pack.unspaced { stretch.inner.of(text).chars().count() / 2 } else { words.len() };
    let (short, title) = (length <= SHORT, is_title(&words, pack));
    let held = left.is_some_and(|token| token.roles.any(&[Role::SoCalled, Role::Work]));
    if held && (title || short) && found.cue.is_none() {
        return None;
    }
    // `known as “the Engineer”`; not `called it “a mistake”`.
    let named = left.is_some_and(|token| token.is(Role::Bridge))
        && index
            .checked_sub(2)
            .and_then(|at| paragraph.tokens.get(at))
            .is_some_and(|token| token.is(Role::SoCalled) && found.cue != Some(token.span));
    if named && short {
        return None;
    }
    let tie = found.tie as usize;
    seen.one_of(Sight::TieNext, tie);
    seen.one_of(Sight::LengthOne, [1, 2, 4, 7, 12].iter().take_while(|&&most| length > most).count());
    seen.mark(Sight::Title, title);
    seen.mark(Sight::Spoken, spoken);
    seen.mark(Sight::Led, led);
    seen.mark(Sight::Reported, sentence.iter().any(|token| token.is(Role::Reported)));
    seen.one_of(Sight::LeftWord, kind(left));
    seen.one_of(Sight::RightWord, kind(right));
    seen.mark(Sight::LeftCapital, left.is_some_and(|token| token.capital));
    seen.mark(Sight::RightCapital, right.is_some_and(|token| token.capital));
    let last = words.last().and_then(|word| word.chars().next_back());
    seen.mark(Sight::EndsInComma, matches!(last, Some(',' | '，' | '،')));
    seen.mark(Sight::EndsInStop, matches!(last, Some('.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟')));
    let small = words.first().is_some_and(|word| word.starts_with(char::is_lowercase));
    seen.mark(Sight::BeginsSmall, small);
    let capitals = words.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
    seen.one_of(Sight::CapitalsFew, (3 * capitals / words.len().max(1)).min(2));
    let quotes = sentence.iter().filter(|token| matches!(token.kind, Kind::Quote(_))).count();
    seen.one_of(Sight::QuotesOne, quotes.clamp(1, 3) - 1);
    let cues = sentence.iter().filter(|token| token.is(Role::Cue)).count();
    seen.one_of(Sight::CuesNone, cues.min(2));
    seen.mark(Sight::Cue, found.cue.is_some());
    seen.mark(Sight::Unclosed, stretch.open);
    seen.mark(Sight::SingleMarks, stretch.single);
    for (sight, role) in BESIDE_LEFT {
        seen.mark(sight, left.is_some_and(|token| token.is(role)));
    }
    for (sight, role) in BESIDE_RIGHT {
        seen.mark(sight, right.is_some_and(|token| token.is(role)));
    }
    seen.mark(Sight::Nickname, is_nickname(left, right, &words));
    seen.mark(Sight::SpeakerBefore, found.speaker.is_some_and(|span| span.start < stretch.outer.start));
    seen.mark(Sight::SmallAndShort, small && short);
    seen.mark(Sight::TitleAndShort, title && short);
    let pairs = [(short, Sight::ShortNext), (title, Sight::TitleNext), (spoken, Sight::SpokenNext)];
    for (_, first) in pairs.into_iter().filter(|(holds, _)| *holds) {
        seen.one_of(first, tie);
    }
    Some(seen)
}

/// Whether what stands before the stretch leaves no doubt: a name and a colon before what ends like a sentence. Of a
/// language without reporting words, whatever is longer than a title.
pub(super) fn is_announced(
    text: &str,
    paragraph: &Paragraph,
    index: usize,
    stretch: &Stretch,
    found: &Attribution,
    pack: &Quotation,
) -> bool {
    let words = stretch.inner.of(text);
    let stops = words.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।', ',']);
    let before = index.checked_sub(1).and_then(|left| paragraph.tokens.get(left));
    let colon = before.is_some_and(|token| token.kind == Kind::Colon);
    let strange = pack.is_empty() && (stops || words.split_whitespace().count() > SHORT);
    strange || colon && stops && found.tie == Tie::Next && found.speaker.is_some()
}

const BESIDE_LEFT: [(Sight, Role); 12] = [
    (Sight::LeftSoCalled, Role::SoCalled),
    (Sight::LeftWork, Role::Work),
    (Sight::LeftPreposition, Role::Preposition),
    (Sight::LeftDeterminer, Role::Determiner),
    (Sight::LeftCue, Role::Cue),
    (Sight::LeftCoordinator, Role::Coordinator),
    (Sight::LeftOutletWord, Role::OutletWord),
    (Sight::LeftOutlet, Role::Outlet),
    (Sight::LeftTitle, Role::Title),
    (Sight::LeftAuxiliary, Role::Auxiliary),
    (Sight::LeftBridge, Role::Bridge),
    (Sight::LeftSubordinator, Role::Subordinator),
];

const BESIDE_RIGHT: [(Sight, Role); 6] = [
    (Sight::RightWork, Role::Work),
    (Sight::RightCue, Role::Cue),
    (Sight::RightAuxiliary, Role::Auxiliary),
    (Sight::RightPreposition, Role::Preposition),
    (Sight::RightOutletWord, Role::OutletWord),
    (Sight::RightCoordinator, Role::Coordinator),
];

/// What kind of token stands beside the stretch, in the order of `Sight::LeftWord` and those after it.
fn kind(token: Option<&Token>) -> usize {
    match token.map(|token| token.kind) {
        Some(Kind::Word) => 0,
        Some(Kind::Number | Kind::Other) => 1,
        Some(Kind::Comma | Kind::Semicolon) => 2,
        Some(Kind::Colon) => 3,
        Some(Kind::Stop) => 4,
        Some(Kind::Dash) => 5,
        Some(Kind::Open) => 6,
        Some(Kind::Close) => 7,
        Some(Kind::Quote(_)) => 8,
        None => 9,
    }
}

/// `“A”, said`: the comma outside the marks is followed by a reporting word.
fn comes_with_cue(paragraph: &Paragraph, index: usize) -> bool {
    let comma = paragraph.tokens.get(index + 1).is_some_and(|token| token.kind == Kind::Comma);
    let mut after = paragraph.tokens.iter().skip(index + 2).take(4);
    let word = after.find(|token| token.kind != Kind::Dash && !token.is(Role::Auxiliary));
    comma && word.is_some_and(|token| token.is(Role::Cue))
}

/// Ends like a clause: with a comma, a full stop, a question mark.
fn sounds_spoken(words: &[&str]) -> bool {
    let last = words.last().and_then(|word| word.chars().next_back());
    last.is_some_and(|sign| matches!(sign, '.' | ',' | '!' | '?' | '…' | '。' | '，'))
        && words.first().is_some_and(|word| word.starts_with(|c: char| !c.is_lowercase()))
}

/// Every word has a capital, but for the small ones of the language's grammar.
fn is_title(words: &[&str], pack: &Quotation) -> bool {
    let small = [Role::Preposition, Role::Determiner, Role::Coordinator, Role::Particle, Role::Subordinator];
    let capital = |word: &str| word.chars().find(|c| c.is_alphanumeric()).is_none_or(|c| !c.is_lowercase());
    let fits = |word: &&str| capital(word) || pack.roles(&word.to_lowercase()).any(&small);
    let cased = words.iter().any(|word| word.chars().any(char::is_lowercase));
    !pack.unspaced && cased && words.first().is_some_and(|first| capital(first)) && words.iter().all(fits)
}

/// `Ed “Buddy” Rao`.
fn is_nickname(left: Option<&Token>, right: Option<&Token>, words: &[&str]) -> bool {
    let name = |token: Option<&Token>| token.is_some_and(|token| token.kind == Kind::Word && token.capital);
    words.len() <= 2 && name(left) && name(right)
}
