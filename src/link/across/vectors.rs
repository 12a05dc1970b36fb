//! What a text is about, by the word vectors of a model: the mean of its words' vectors, each with the weight of its word.
//!
//! From it the mean of its language is taken, which tells the language and nothing else. Its keys are its signs, cut into
//! bands: two texts whose vectors have the same signs in one band may be near each other (Charikar 2002, "Similarity
//! estimation techniques from rounding algorithms", with the model's own axes for the hyperplanes).

use rayon::prelude::*;

use super::Node;
use super::bag::Term;

/// Texts of each language that are imagined to have no mean.
const IMAGINED: f32 = 20.0;
/// Bands, and texts that have the signs of one by chance.
const BANDS: usize = 24;
const CROWD: usize = 32;
/// Bits of a key below the number of its band.
const SIGNS: usize = 24;

/// The vectors of all texts.
pub(super) struct TextVectors {
    dimensions: usize,
    /// One vector after the other, each to a scale of its own.
    cells: Vec<i8>,
    /// The length of each on its scale; 0 where no word of the text has a vector.
    lengths: Vec<f32>,
    /// Dimensions of a band.
    width: usize,
}

impl TextVectors {
    /// Of the words of each text, their weights, and the number of its language; `None` where no word has a vector.
    pub(super) fn new(bags: &[Vec<Term>], nodes: &[Node], langs: &[u16]) -> Option<TextVectors> {
        let dimensions = bags.iter().flatten().find_map(|term| term.vector.as_ref())?.len();
        let means = means(bags, nodes, langs, dimensions);
        let mut cells = vec![0; bags.len() * dimensions];
        let rows = cells.par_chunks_exact_mut(dimensions).zip(bags).zip(nodes).zip(langs);
        let lengths = rows.map(|(((row, bag), node), &lang)| {
            let Some(mut vector) = about(bag, node, dimensions) else { return 0.0 };
            vector.iter_mut().zip(&means[lang as usize]).for_each(|(x, mean)| *x -= mean);
            round(&vector, row);
            (dot(row, row) as f32).sqrt()
        });
        let lengths = lengths.collect();
        let width = (bags.len() / CROWD).max(2).ilog2() as usize;
        Some(TextVectors { dimensions, cells, lengths, width: width.min(dimensions).min(SIGNS) })
    }

    fn row(&self, text: usize) -> &[i8] {
        &self.cells[text * self.dimensions..(text + 1) * self.dimensions]
    }

    /// The cosine of two texts, -1 to 1; 0 where one has no vector.
    pub(super) fn cosine(&self, a: u32, b: u32) -> f32 {
        let (a, b) = (a as usize, b as usize);
        let lengths = self.lengths[a] * self.lengths[b];
        if lengths > 0.0 { dot(self.row(a), self.row(b)) as f32 / lengths } else { 0.0 }
    }

    /// The keys of a text; none where it has no vector.
    pub(super) fn keys(&self, text: usize) -> impl Iterator<Item = u32> {
        let bands = if self.lengths[text] > 0.0 { BANDS } else { 0 };
        let signs = |cells: &[i8]| cells.iter().fold(0, |signs, &x| signs << 1 | u32::from(x > 0));
        let rows = self.row(text).chunks_exact(self.width).take(bands);
        rows.zip(0u32..).map(move |(cells, band)| band << SIGNS | signs(cells))
    }
}

/// The mean vector of each language.
fn means(bags: &[Vec<Term>], nodes: &[Node], langs: &[u16], dimensions: usize) -> Vec<Vec<f32>> {
    let languages = langs.iter().max().map_or(0, |&last| last as usize + 1);
    let mut sums = vec![(IMAGINED, vec![0.0; dimensions]); languages];
    for ((bag, node), &lang) in bags.iter().zip(nodes).zip(langs) {
        if let Some(vector) = about(bag, node, dimensions) {
            let (count, sum) = &mut sums[lang as usize];
            *count += 1.0;
            sum.iter_mut().zip(vector).for_each(|(x, y)| *x += y);
        }
    }
    sums.into_iter().map(|(count, sum)| sum.into_iter().map(|x| x / count).collect()).collect()
}

/// The weighted mean of a text's words, with length 1; `None` where there is none.
fn about(bag: &[Term], node: &Node, dimensions: usize) -> Option<Vec<f32>> {
    let mut sum = vec![0.0; dimensions];
    for (term, weight) in bag.iter().zip(&node.weights) {
        if let Some(vector) = &term.vector {
            sum.iter_mut().zip(vector.iter()).for_each(|(x, y)| *x += weight * y);
        }
    }
    let length = sum.iter().map(|x| x * x).sum::<f32>().sqrt();
    sum.iter_mut().for_each(|x| *x /= length);
    length.is_normal().then_some(sum)
}

/// Rounds to whole numbers of which the largest is 127.
fn round(vector: &[f32], row: &mut [i8]) {
    let most = vector.iter().fold(f32::MIN_POSITIVE, |most, x| most.max(x.abs()));
    row.iter_mut().zip(vector).for_each(|(cell, x)| *cell = (x / most * 127.0).round() as i8);
}

fn dot(a: &[i8], b: &[i8]) -> i32 {
    a.iter().zip(b).map(|(&x, &y)| i32::from(x) * i32::from(y)).sum()
}
