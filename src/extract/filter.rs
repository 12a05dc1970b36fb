//! What stands in marks without being anybody's words: titles of works, names, words held at a distance.

use super::{
    marks::Stretch,
    speaker::{Attribution, Tie},
    tokens::{Kind, Paragraph, Token},
};
use crate::lang::{Quotation, Role};

/// Words up to which a stretch without a reporting word is no quote.
const FRAGMENT: usize = 4;

/// Whether the stretch at token `index` is a quote.
pub(super) fn is_quote(
    text: &str,
    paragraph: &Paragraph,
    index: usize,
    stretch: &Stretch,
    found: &Attribution,
    pack: &Quotation,
) -> bool {
    let words: Vec<&str> = stretch.inner.of(text).split_whitespace().collect();
    if words.is_empty() || stretch.piece {
        return stretch.piece;
    }
    let left = index.checked_sub(1).and_then(|left| paragraph.tokens.get(left));
    let right = paragraph.tokens.get(index + 1);
    // A word that does not report leads into a title: on NBC’s “Night Talk,”.
    let led = left.is_some_and(|token| {
        token.kind == Kind::Word
            && !token.roles.any(&[Role::Cue, Role::Participle, Role::Weak, Role::Subordinator, Role::Bridge])
    });
    let spoken = (sounds_spoken(&words) || comes_with_cue(paragraph, index)) && !led;
    let reported = paragraph.sentence(index).iter().any(|token| token.is(Role::Reported));
    let length = if pack.unspaced { stretch.inner.of(text).chars().count() / 2 } else { words.len() };
    let bridged = left.is_some_and(|token| token.is(Role::Bridge));
    let title = is_title(&words, pack);
    if left.is_some_and(|token| token.roles.any(&[Role::SoCalled, Role::Work])) && (title || length <= FRAGMENT) {
        return false;
    }
    if is_nickname(left, right, &words) || title && is_work(right, left) {
        return false;
    }
    match found.tie {
        Tie::Next => !title || spoken || length <= 1,
        Tie::Sentence | Tie::According => !title || spoken,
        Tie::Inherited | Tie::Guess | Tie::None if reported || bridged => !title,
        Tie::Inherited => spoken || length > FRAGMENT && !title,
        Tie::Guess | Tie::None => length > FRAGMENT && !title || spoken && length > FRAGMENT / 2,
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

/// `“The Long Road,” a novel`; `the “Big Talk” show`.
fn is_work(right: Option<&Token>, left: Option<&Token>) -> bool {
    right.is_some_and(|token| token.is(Role::Work)) || left.is_some_and(|token| token.is(Role::Outlet))
}
