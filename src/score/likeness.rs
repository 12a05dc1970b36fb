//! Three ways in which two texts are alike: what they are about, the order of their words, their form.
//!
//! Each is 0 to 1, the same from both sides, and exactly 1 for texts that read the same.

use super::metrics::ngrams::Ngrams;
use crate::model::{Alignment, Case, Evidence, Text, TokenKind};

/// Cosine of the stems (of Chinese and Japanese, the characters) of both texts, each counted with its number and its
/// rarity (TF-IDF with the rarity of the language for IDF, Salton and Buckley 1988); `None` where neither has a word.
/// `merged` are stems that are one word in two spellings, the lower first; `akin` is what words of one meaning add, as a
/// sum of products of rarities; a word printed twice running counts once.
pub(super) fn topic(a: &Text, b: &Text, merged: &[[u64; 2]], akin: f64) -> Option<f64> {
    let (x, y) = (stems(a, merged), stems(b, merged));
    let length = |stems: &[(u64, u64)]| stems.iter().map(|(_, weight)| weight * weight).sum::<u64>();
    let (length_x, length_y) = (length(&x), length(&y));
    if length_x == 0 && length_y == 0 {
        return None;
    }
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while let (Some((p, weight)), Some((q, other))) = (x.get(i), y.get(j)) {
        shared += if p == q { weight * other } else { 0 };
        i += usize::from(p <= q);
        j += usize::from(q <= p);
    }
    // Whole numbers, so that equal texts give exactly 1.
    let shared = shared as f64 + (akin * f64::from(WEIGHTS) * f64::from(WEIGHTS)).floor();
    Some(if shared == 0.0 { 0.0 } else { (shared / (length_x as f64 * length_y as f64).sqrt()).min(1.0) })
}

/// Steps of a word's weight: finer ones change nothing.
const WEIGHTS: f32 = 256.0;

/// Stems of the words and numbers, sorted, each with its weight times its number. Words in Chinese characters or kana
/// are taken apart: where they begin and end is a guess, and their inflections share characters, not stems.
fn stems(text: &Text, merged: &[[u64; 2]]) -> Vec<(u64, u64)> {
    let told = text.tokens.iter().filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number));
    let mut stems: Vec<(u64, u64)> = Vec::with_capacity(text.len());
    for token in told {
        let word = &token.word;
        let weight = |share: f32| ((word.rarity * share * WEIGHTS) as u64).max(1);
        if word.n.chars().any(|c| share_of(c).is_some()) {
            stems.extend(word.n.chars().filter_map(|c| Some((u64::from(c), weight(share_of(c)?)))));
        } else {
            stems.push((one_stem(word.stem, merged), weight(1.0)));
        }
    }
    stems.dedup();
    stems.sort_unstable();
    stems.dedup_by(|next, first| {
        let same = next.0 == first.0;
        first.1 += if same { next.1 } else { 0 };
        same
    });
    stems
}

/// The stem that stands for one that is spelt in two ways.
pub(super) fn one_stem(stem: u64, merged: &[[u64; 2]]) -> u64 {
    merged.iter().find(|pair| pair[1] == stem).map_or(stem, |pair| pair[0])
}

/// How much of its word's weight a Chinese or Japanese character carries: a loan word takes about twice as many katakana
/// as another word takes Chinese characters, and hiragana are particles and endings first of all. `None` for others.
fn share_of(c: char) -> Option<f32> {
    match c {
        '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' => Some(1.0),
        '\u{30a0}'..='\u{30ff}' => Some(0.5),
        '\u{3041}'..='\u{309f}' => Some(0.125),
        _ => None,
    }
}

/// Whether most words of a text are written in Chinese characters or kana.
pub(super) fn in_characters(text: &Text) -> bool {
    let words = || text.tokens.iter().filter(|token| token.kind == TokenKind::Word);
    words().filter(|token| token.word.n.contains(|c| share_of(c).is_some())).count() * 2 > words().count()
}

/// Mean over neighbouring links of `1 / (1 + jump)`, where `jump` is by how many tokens the step in one text is longer
/// or shorter than in the other, or goes back; the mean of both directions. Words that merely take the same place
/// say nothing about order. 1 when there are no two links.
pub(super) fn order(alignment: &Alignment) -> f64 {
    (steady(alignment) + steady(&alignment.reversed())) / 2.0
}

fn steady(alignment: &Alignment) -> f64 {
    let mut links = alignment.links.iter().filter(|link| link.evidence != Evidence::Position);
    let Some(mut last) = links.next() else { return 1.0 };
    let (mut sum, mut steps) = (0.0, 0u32);
    for link in links {
        let (down, across) = (i64::from(link.a) - i64::from(last.a), i64::from(link.b) - i64::from(last.b));
        sum += 1.0 / (1 + down.abs_diff(across)) as f64;
        steps += 1;
        last = link;
    }
    if steps == 0 { 1.0 } else { sum / f64::from(steps) }
}

/// Longest character n-gram of [`form`].
const CHARACTERS: usize = 6;

/// Mean over the orders 1 to 6 of the F1 of character n-grams, spaces, marks and capitals included (chrF with β = 1,
/// Popović 2015), over the orders both texts are long enough for. The shape of quotation marks and composed letters
/// does not count, nor does a word printed again right after itself.
pub(super) fn form(a: &Text, b: &Text) -> f64 {
    let (x, y) = (symbols(a), symbols(b));
    if x == y {
        return 1.0;
    }
    let (x, y) = (Ngrams::<CHARACTERS>::new(&x), Ngrams::<CHARACTERS>::new(&y));
    let (mut sum, mut orders) = (0.0, 0u32);
    for n in (1..=CHARACTERS).take_while(|&n| x.total(n) > 0 && y.total(n) > 0) {
        sum += 2.0 * x.shared(&y, n) as f64 / (x.total(n) + y.total(n)) as f64;
        orders += 1;
    }
    if orders == 0 { 0.0 } else { sum / f64::from(orders) }
}

/// Stands before a word with capitals inside; above all characters.
const MIXED: u32 = char::MAX as u32 + 1;

/// The normal forms of a text's tokens with their capitals, a space where there is white space between them.
fn symbols(text: &Text) -> Vec<u32> {
    let mut symbols = Vec::with_capacity(text.raw.len());
    let (mut end, mut last) = (None, None);
    for token in text.tokens.iter().filter(|token| token.kind != TokenKind::Hidden) {
        if last == Some(token.word.key) && token.kind == TokenKind::Word {
            continue;
        }
        last = Some(token.word.key);
        if end.is_some_and(|end| end < token.span.start) {
            symbols.push(u32::from(' '));
        }
        end = Some(token.span.end);
        let capital = |c: char| c.to_uppercase().next().unwrap_or(c);
        let mut letters = token.word.n.chars();
        match token.case {
            Case::Upper => symbols.extend(letters.by_ref().map(|c| u32::from(capital(c)))),
            Case::Title => symbols.extend(letters.next().map(|c| u32::from(capital(c)))),
            Case::Mixed => symbols.push(MIXED),
            Case::Lower => {}
        }
        symbols.extend(letters.map(u32::from));
    }
    symbols
}
