//! The order of the renderings never changes the table.

use quotediff::align::{CollateOptions, collate};
use quotediff::lang;
use quotediff::model::Text;
use rayon::prelude::*;

use super::sets::{Random, joined, set};

type Table = (Vec<Vec<Option<u32>>>, Vec<(u32, u32)>);

/// The columns left to right, each as the tokens of the renderings `order`, and the moves.
fn table(texts: &[Text], order: &[usize]) -> Table {
    let given = order.iter().filter_map(|&at| texts.get(at).cloned()).collect();
    let collation = collate(given, &CollateOptions::default());
    let back = |cells: &[Option<u32>]| {
        let mut row = vec![None; texts.len()];
        for (&at, &cell) in order.iter().zip(cells) {
            row[at] = cell;
        }
        row
    };
    let columns = collation.columns.iter().map(|column| back(&column.cells)).collect();
    (columns, collation.moves.iter().map(|found| (found.from, found.to)).collect())
}

/// Collates `sets` invented sets of three to five renderings, five to eight words long, in `orders` random orders each.
pub fn check(sets: usize, orders: usize, seed: u64) {
    (0..sets).into_par_iter().for_each(|at| {
        let mut random = Random(Random(seed.wrapping_add(at as u64)).next());
        let gold = set(3 + at % 3, 5 + at % 4, &mut random);
        let texts: Vec<Text> = gold.iter().map(|words| lang::text(&joined(words), "")).collect();
        let mut order: Vec<usize> = (0..texts.len()).collect();
        let first = table(&texts, &order);
        for _ in 0..orders {
            // Fisher and Yates.
            for at in (1..order.len()).rev() {
                order.swap(at, random.below(at + 1));
            }
            assert_eq!(first, table(&texts, &order), "{order:?} of {gold:?}");
        }
    });
}
