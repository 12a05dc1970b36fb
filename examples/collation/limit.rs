//! What an aligner reaches that knows the base and how the renderings were made from it: a method that
//! sees the renderings alone can hardly be expected to do better.
//!
//! Posterior decoding (Durbin, Eddy, Krogh and Mitchison 1998, chapter 4; Holmes and Durbin 1998): the chance of every
//! link of a word to a place by the forward and backward sums, then the links in order with the greatest sum of chances
//! above [`FLOOR`].

use std::collections::HashMap;

use super::sets::{Placed, WORDS, word};

/// A link less likely than this is not made.
const FLOOR: f64 = 0.4;

/// Chance of a word that is not on the list.
const RARE: f64 = 1e-9;

/// Chances of a base word to be left out, and of an added word behind it.
const LEFT_OUT: f64 = 0.08;
const ADDED: f64 = 0.08;

/// How often each word is drawn, in 0..1.
pub fn chances() -> HashMap<String, f64> {
    let mut chances = HashMap::new();
    for rank in 1..WORDS {
        *chances.entry(word(rank)).or_default() += (1.0 / rank as f64).ln_1p() / (WORDS as f64).ln();
    }
    chances
}

/// The place in the base of every word of the rendering, as far as it can be told.
pub fn places(base: &[String], words: &[Placed], chances: &HashMap<String, f64>) -> Vec<Option<usize>> {
    let drawn: Vec<f64> = words.iter().map(|(word, _)| chances.get(word).copied().unwrap_or(RARE)).collect();
    let kept: Vec<Vec<f64>> = base.iter().map(|base| kept(base, words, &drawn)).collect();
    decode(&posterior(&kept, &drawn), words.len())
}

/// For each word, the chance that the base word became it.
fn kept(base: &str, words: &[Placed], drawn: &[f64]) -> Vec<f64> {
    let become_it = |(word, _): &Placed| {
        let mut other = base.bytes().zip(word.bytes()).filter(|(one, two)| one != two).map(|(one, _)| one);
        match (base.len() == word.len(), other.next(), other.next()) {
            (true, None, _) => 0.65,
            (true, Some(letter), None) => {
                0.05 / base.len() as f64 / if b"aeiou".contains(&letter) { 4.0 } else { 16.0 }
            }
            _ => 0.0,
        }
    };
    words.iter().zip(drawn).map(|(word, drawn)| 0.22 * drawn + become_it(word)).collect()
}

/// The chance of each link, by places and words. A state is a place and how many words are used up to it; rows are
/// scaled to a greatest value of 1.
fn posterior(kept: &[Vec<f64>], drawn: &[f64]) -> Vec<Vec<f64>> {
    let (places, words) = (kept.len(), drawn.len());
    // Before a place: what leads there, and behind it: what follows once its own word is written.
    let mut before = vec![vec![0.0; words + 1]; places + 1];
    before[0][0] = 1.0;
    for at in 0..places {
        let mut own = vec![0.0; words + 1];
        for used in 0..=words {
            own[used] = before[at][used] * LEFT_OUT;
            if used > 0 {
                own[used] += before[at][used - 1] * kept[at][used - 1];
            }
        }
        for used in 0..=words {
            let added = if used > 0 { own[used - 1] * ADDED * drawn[used - 1] } else { 0.0 };
            before[at + 1][used] = own[used] * (1.0 - ADDED) + added;
        }
        scale(&mut before[at + 1]);
    }
    let mut links = vec![Vec::new(); places];
    let mut after = vec![0.0; words + 1];
    after[words] = 1.0;
    for at in (0..places).rev() {
        let behind: Vec<f64> = (0..=words)
            .map(|used| {
                let added = if used < words { after[used + 1] * ADDED * drawn[used] } else { 0.0 };
                after[used] * (1.0 - ADDED) + added
            })
            .collect();
        let row: Vec<f64> = (0..words).map(|word| before[at][word] * kept[at][word] * behind[word + 1]).collect();
        let none: f64 = (0..=words).map(|used| before[at][used] * LEFT_OUT * behind[used]).sum();
        let all = (row.iter().sum::<f64>() + none).max(f64::MIN_POSITIVE);
        links[at] = row.into_iter().map(|chance| chance / all).collect();
        for used in 0..=words {
            let own = if used < words { kept[at][used] * behind[used + 1] } else { 0.0 };
            after[used] = behind[used] * LEFT_OUT + own;
        }
        scale(&mut after);
    }
    links
}

fn scale(row: &mut [f64]) {
    let most = row.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    row.iter_mut().for_each(|value| *value /= most);
}

/// The links in order with the greatest sum of chances above the floor.
fn decode(links: &[Vec<f64>], words: usize) -> Vec<Option<usize>> {
    let mut best = vec![vec![0.0f64; words + 1]; links.len() + 1];
    for (at, row) in links.iter().enumerate() {
        for (word, chance) in row.iter().enumerate() {
            best[at + 1][word + 1] = (best[at][word] + chance - FLOOR).max(best[at][word + 1]).max(best[at + 1][word]);
        }
    }
    let mut found = vec![None; words];
    let (mut at, mut word) = (links.len(), words);
    while at > 0 && word > 0 {
        if best[at][word] == best[at - 1][word] {
            at -= 1;
        } else if best[at][word] == best[at][word - 1] {
            word -= 1;
        } else {
            (at, word) = (at - 1, word - 1);
            found[word] = Some(at);
        }
    }
    found
}
