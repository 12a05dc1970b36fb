//! The similarity of two renderings, from their alignment and their divergences.

use super::likeness::{form, in_characters, one_stem, order, topic};
use crate::align::{are_foreign, same_value};
use crate::model::{Alignment, Divergence, Evidence, Group, Kind, Severity, Span, Text, TokenKind};

/// How much of a token's meaning a link of each kind carries over, 0 to 1.
fn carried(evidence: Evidence) -> f32 {
    match evidence {
        Evidence::Same | Evidence::Value | Evidence::Spelling => 1.0,
        Evidence::Inflection | Evidence::Translation => 0.97,
        Evidence::Derivation | Evidence::Name => 0.92,
        Evidence::Synonym => 0.88,
        Evidence::Hypernym | Evidence::Hyponym => 0.72,
        Evidence::Form => 0.65,
        Evidence::Antonym => 0.3,
        Evidence::Position => 0.15,
    }
}

/// The factor by which one divergence lowers the similarity, 0 (all) to 1 (nothing).
///
/// `1 − f·s·confidence`: `f` says what the kind costs, `s` how grave it is. What is worded differently, omitted or added
/// costs through the words that are not carried over, and part of a number, a name or an opposite does too; a negation
/// hangs on few words and costs by itself. Each omission and addition costs a little more for being one. A graver
/// divergence never costs less.
pub fn penalty(divergence: &Divergence) -> f64 {
    let full = match divergence.kind {
        Kind::Unrelated | Kind::Empty => 0.8,
        Kind::Negation | Kind::Roles => 0.6,
        Kind::Antonym => 0.45,
        Kind::Name | Kind::Number | Kind::Strength => 0.3,
        Kind::Untranslated => 0.2,
        Kind::Mood => 0.05,
        Kind::Tense => 0.2,
        Kind::Reference => 0.1,
        Kind::Omission | Kind::Addition => 0.024,
        Kind::Truncation => 0.02,
        Kind::Editorial | Kind::Order => 0.01,
        Kind::Repetition => 0.006,
        Kind::Punctuation => 0.004,
        Kind::Case | Kind::Spelling | Kind::HiddenCharacter => 0.002,
        Kind::Substitution | Kind::Generalisation | Kind::Specification => 0.0,
    };
    let grave = match divergence.severity {
        // Form is never more than minor; what is left out is weighed word by word elsewhere, and counted here.
        _ if divergence.kind.group() == Group::Form => 1.0,
        _ if matches!(divergence.kind, Kind::Omission | Kind::Addition) => 1.0,
        Severity::Critical => 1.0,
        Severity::Major => 0.9,
        Severity::Minor => 0.15,
    };
    1.0 - full * grave * f64::from(divergence.confidence)
}

/// How many tokens of the other text are the same word as a token and linked with it.
struct Copies(Vec<u32>, Vec<u32>);

impl Copies {
    /// For the two ends of a link, at least 1.
    fn of(&self, link: &crate::model::Link) -> (f32, f32) {
        let count = |slots: &[u32], at: u32| slots.get(at as usize).map_or(1.0, |&count| count.max(1) as f32);
        (count(&self.0, link.a), count(&self.1, link.b))
    }
}

fn copies(alignment: &Alignment, rows: usize, columns: usize) -> Copies {
    let mut copies = Copies(vec![0; rows], vec![0; columns]);
    for link in alignment.links.iter().filter(|link| link.evidence == Evidence::Same) {
        for (slots, at) in [(&mut copies.0, link.a), (&mut copies.1, link.b)] {
            if let Some(slot) = slots.get_mut(at as usize) {
                *slot += 1;
            }
        }
    }
    copies
}

/// Similarity in 0..=1; 1 means that the renderings say the same, to the letter or in another spelling.
///
/// `similarity = (8·coverage + 5·topic + 4·coverage·order + 6·form) / 23 × Π penalty(d)` over the divergences `d`:
///
/// - `coverage = Σ w(t)·c(t) / Σ w(t)` over the tokens `t` of both texts: `w` is the token's rarity and `c` how much of
///   it the best of its links carries over (see the source: 1 for the same word, 0.88 for a synonym, 0.15 for another
///   word in the same place, 0 for no link). What a marked ellipsis stands for counts as half carried over, a word
///   misspelt or printed twice as nearly all.
/// - `topic`: cosine of the stems, weighted by rarity, wherever they stand. It lets one rare word lost weigh more than
///   many small ones. Two spellings of one word are one stem, and linked words of one meaning count as far as the link
///   carries over. In texts that are mostly in Chinese characters or kana it compares characters, and coverage and topic
///   change their weights: where a word begins and ends is a guess there.
/// - `order`: whether neighbours remain neighbours, mean of `1 / (1 + jump)` over the links.
/// - `form`: F1 of character 1- to 6-grams with capitals, marks and spaces, so that any change is seen.
/// - `penalty`: see [`penalty`].
///
/// A part quoted to the letter is less similar to the whole the less it is of it, as with the brevity penalty of BLEU: its
/// readers are told less. That it contradicts nothing is said by the verdict, and by the metric `containment`, 1 there.
///
/// Between texts in different languages topic and form are not compared: coverage stands for them.
///
/// Two empty texts have similarity 1, an empty and another one 0. Symmetric; never NaN.
pub fn similarity(a: &Text, b: &Text, alignment: &Alignment, divergences: &[Divergence]) -> f64 {
    if a.raw == b.raw || (a.is_empty() && b.is_empty()) {
        return 1.0;
    }
    let mut carried_a = vec![0.0f32; a.len()];
    let mut carried_b = vec![0.0f32; b.len()];
    let copies = copies(alignment, a.len(), b.len());
    for link in &alignment.links {
        // A word said twice here and once there is carried over once.
        let shared = if link.evidence == Evidence::Same { copies.of(link) } else { (1.0, 1.0) };
        let value = carried(link.evidence);
        for (slots, at, value) in
            [(&mut carried_a, link.a, value / shared.1), (&mut carried_b, link.b, value / shared.0)]
        {
            if let Some(slot) = slots.get_mut(at as usize) {
                *slot = slot.max(value);
            }
        }
    }
    for p in &a.quantities {
        for q in b.quantities.iter().filter(|q| same_value(&p.value, &q.value)) {
            for (slots, quantity) in [(&mut carried_a, p), (&mut carried_b, q)] {
                slots.iter_mut().take(quantity.end).skip(quantity.first).for_each(|slot| *slot = 1.0);
            }
        }
    }
    let mut merged: Vec<[u64; 2]> = Vec::new();
    let known = a.tokens.iter().chain(&b.tokens).any(|token| !token.word.entries.is_empty());
    for divergence in divergences {
        let least = match divergence.kind {
            // A part that is quoted says less; a cut is marked, and stands for what was cut.
            Kind::Truncation if !divergence.a.is_empty() && !divergence.b.is_empty() => 0.5,
            Kind::Spelling => 0.97,
            Kind::Repetition => 0.9,
            _ => continue,
        };
        // Where nothing is known of the words, two that look alike may be two inflections, or two words.
        if divergence.kind == Kind::Spelling && known {
            let stem = |text: &Text, span: Span| text.tokens.get(within(text, span).start).map(|token| token.word.stem);
            merged.extend(stem(a, divergence.a).zip(stem(b, divergence.b)).map(|(x, y)| [x.min(y), x.max(y)]));
        }
        for (text, slots, span) in [(a, &mut carried_a, divergence.a), (b, &mut carried_b, divergence.b)] {
            slots.get_mut(within(text, span)).into_iter().flatten().for_each(|slot| *slot = slot.max(least));
        }
    }
    // Each text is summed up for itself, and penalties by size: the order of the texts must not show in the last digit.
    let ((sum_a, total_a), (sum_b, total_b)) = (weighed(a, &carried_a), weighed(b, &carried_b));
    let total = total_a + total_b;
    let coverage = if total > 0.0 { (sum_a + sum_b) / total } else { 0.0 };
    merged.sort_unstable();
    let across = are_foreign(a, b);
    let topic =
        if across { coverage } else { topic(a, b, &merged, akin(a, b, alignment, &merged)).unwrap_or(coverage) };
    let form = if across { coverage } else { form(a, b) };
    let mut penalties: Vec<f64> = divergences.iter().map(penalty).collect();
    penalties.sort_by(f64::total_cmp);
    let words = if in_characters(a) && in_characters(b) { 5.0 } else { 8.0 };
    // Whole weights, which add up to exactly 23.
    let alike = (coverage * (words + 4.0 * order(alignment)) + (13.0 - words) * topic + 6.0 * form) / 23.0;
    (alike * penalties.into_iter().product::<f64>()).clamp(0.0, 1.0)
}

/// What linked words of one meaning and different stems add to the topic: the product of their rarities, as far as the
/// best link of each carries over; the mean of both texts. Two spellings of one stem count as one stem (`merged`).
fn akin(a: &Text, b: &Text, alignment: &Alignment, merged: &[[u64; 2]]) -> f64 {
    let (mut rows, mut columns) = (vec![Some(0.0f64); a.len()], vec![Some(0.0f64); b.len()]);
    for link in alignment.links.iter().filter(|link| link.evidence <= Evidence::Synonym) {
        let (i, j) = (link.a as usize, link.b as usize);
        let (Some(x), Some(y)) = (a.tokens.get(i), b.tokens.get(j)) else { continue };
        let shared = f64::from(carried(link.evidence)) * f64::from(x.word.rarity) * f64::from(y.word.rarity);
        // What has its own stem there counts by that.
        let new = (one_stem(x.word.stem, merged) != one_stem(y.word.stem, merged)).then_some(shared);
        for slot in [rows.get_mut(i), columns.get_mut(j)].into_iter().flatten() {
            *slot = slot.zip(new).map(|(best, new)| best.max(new));
        }
    }
    let sum = |slots: &[Option<f64>]| slots.iter().flatten().sum::<f64>();
    (sum(&rows) + sum(&columns)) / 2.0
}

/// The tokens within a span; they stand in the order of their spans.
fn within(text: &Text, span: Span) -> std::ops::Range<usize> {
    let first = text.tokens.partition_point(|token| token.span.start < span.start);
    let end = text.tokens.partition_point(|token| token.span.end <= span.end);
    first..end.max(first)
}

/// The weight of a text's tokens that is carried over, and all of it.
fn weighed(text: &Text, carried: &[f32]) -> (f64, f64) {
    text.tokens.iter().zip(carried).filter(|(token, _)| token.kind != TokenKind::Hidden).fold(
        (0.0, 0.0),
        |(sum, total), (token, &carried)| {
            let weight = f64::from(token.word.rarity);
            (sum + weight * f64::from(carried), total + weight)
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare_texts;

    fn like(a: &str, b: &str) -> f64 {
        let cut = |text: &str| crate::lang::text(text, "en");
        compare_texts(&cut(a), &cut(b), 0.5).0
    }

    #[test]
    fn a_misspelt_name_never_raises_it() {
        let of =
            |a: &str, b: &str| crate::compare_texts(&crate::lang::text(a, "en"), &crate::lang::text(b, "en"), 0.5).0;
        for (right, misspelt) in [("Zarqawi", "Zarkawi"), ("Tchaikovsky", "Tschaikowsky")] {
            let a = format!("The wounded man {right} burned");
            let b = |name: &str| format!("The injured lady {name} sank");
            assert!(of(&a, &b(misspelt)) < of(&a, &b(right)), "{misspelt}");
        }
    }

    #[test]
    fn a_graver_divergence_never_costs_less() {
        let nowhere = Span { start: 0, end: 0 };
        for &kind in Kind::ALL {
            let cost = |severity, confidence| {
                1.0 - penalty(&Divergence { kind, severity, confidence, a: nowhere, b: nowhere, note: String::new() })
            };
            let severities = [Severity::Minor, Severity::Major, Severity::Critical];
            assert!(severities.windows(2).all(|pair| cost(pair[0], 1.0) <= cost(pair[1], 1.0)), "{kind:?}");
            assert!(severities.iter().all(|&severity| cost(severity, 0.5) <= cost(severity, 1.0)), "{kind:?}");
            assert!(!kind.alarm() || cost(Severity::Minor, 1.0) > 0.0, "{kind:?}");
        }
    }

    #[test]
    fn any_change_of_form_is_seen() {
        let text = "The minister said on Monday that the talks, which began in May, would not end soon.";
        for other in [
            "The minister said on Monday that the talks which began in May, would not end soon.",
            "The minister said on monday that the talks, which began in May, would not end soon.",
            "The minister said on Monday that talks the, which began in May, would not end soon.",
            "The minister said on Monday that the the talks, which began in May, would not end soon.",
        ] {
            assert!(like(text, other) < 0.9999, "{other}");
        }
    }

    #[test]
    fn japanese_is_compared_by_what_its_characters_tell() {
        let like = |a: &str, b: &str| {
            let cut = |text: &str| crate::lang::text(text, "ja");
            compare_texts(&cut(a), &cut(b), 0.5).0
        };
        let said = "首相は橋を建設する。";
        let inflected = like(said, "首相は橋を建設しました。");
        let others = like(said, "少年は馬を観察する。");
        assert!(inflected > others + 0.3, "{inflected} {others}");
        assert_eq!(like(said, "橋を建設した。"), like("橋を建設した。", said));
    }

    #[test]
    fn what_is_graver_costs_more() {
        let text = "The minister did not say that 40 people were killed in Mosul.";
        let cost = |other| 1.0 - like(text, other);
        let comma = cost("The minister did not say, that 40 people were killed in Mosul.");
        let synonym = cost("The minister did not say that 40 persons were killed in Mosul.");
        let number = cost("The minister did not say that 90 people were killed in Mosul.");
        let name = cost("The minister did not say that 40 people were killed in Tikrit.");
        let negation = cost("The minister did say that 40 people were killed in Mosul.");
        assert!(0.0 < comma && comma < synonym, "{comma} {synonym}");
        assert!(synonym < number && synonym < name && synonym < negation, "{synonym} {number} {name} {negation}");
    }
}
