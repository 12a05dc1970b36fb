//! The table of very many texts, each of which was aligned with one only: linear in the number of tokens.

use std::collections::BTreeMap;

use super::collate::Tie;
use crate::model::Move;

/// A column of cells, one for each text; and the links that no column could hold.
pub(super) type Table = (Vec<Vec<Option<u32>>>, Vec<Move>);

/// The table around the text `hub`. Of links that cross, the heavier one makes a column, the other a move. What a text
/// has between two linked words shares columns with what others have there, from the left.
///
/// `ties` are sorted, heaviest first. `None` when the table would have more than `columns` columns.
pub(super) fn table(lengths: &[usize], hub: usize, ties: &[Tie], columns: usize) -> Option<Table> {
    let mut rows: Vec<Row> = lengths.iter().map(|_| Row::default()).collect();
    for tie in ties {
        let (of_hub, other) = if tie.a.0 as usize == hub { (tie.a, tie.b) } else { (tie.b, tie.a) };
        if let Some(row) = rows.get_mut(other.0 as usize) {
            row.add(of_hub.1, other.1, tie.strong);
        }
    }
    let places: Vec<Vec<Place>> =
        lengths.iter().enumerate().zip(&rows).map(|((text, &len), row)| row.places(len, text == hub)).collect();
    let layout = Layout::new(lengths.get(hub).copied().unwrap_or(0), &places);
    if layout.columns > columns {
        return None;
    }
    let mut cells = vec![vec![None; lengths.len()]; layout.columns];
    for (text, places) in places.iter().enumerate() {
        for (token, place) in places.iter().enumerate() {
            if let Some(cell) = cells.get_mut(layout.column(place)).and_then(|column| column.get_mut(text)) {
                *cell = Some(token as u32);
            }
        }
    }
    let column_of = |text: usize, token: u32| Some(layout.column(places.get(text)?.get(token as usize)?));
    let mut moves: Vec<Move> = rows
        .iter()
        .enumerate()
        .flat_map(|(text, row)| row.crossing.iter().map(move |link| (text, link)))
        .filter_map(|(text, &(of_hub, token))| Some((column_of(hub, of_hub)?, column_of(text, token)?)))
        .filter(|(x, y)| x != y)
        .map(|(x, y)| Move { from: x.min(y) as u32, to: x.max(y) as u32 })
        .collect();
    moves.sort_unstable();
    moves.dedup();
    Some((cells, moves))
}

/// The links of one text with the hub.
#[derive(Default)]
struct Row {
    /// From the hub's tokens to this text's, rising.
    kept: BTreeMap<u32, u32>,
    /// Links that cross a kept one.
    crossing: Vec<(u32, u32)>,
    /// This text's tokens that are linked.
    taken: BTreeMap<u32, u32>,
}

impl Row {
    fn add(&mut self, of_hub: u32, token: u32, strong: bool) {
        if self.kept.contains_key(&of_hub) || self.taken.contains_key(&token) {
            return;
        }
        let before = self.kept.range(..of_hub).next_back().is_none_or(|(_, &other)| other < token);
        let after = self.kept.range(of_hub..).next().is_none_or(|(_, &other)| other > token);
        if before && after {
            self.kept.insert(of_hub, token);
            self.taken.insert(token, of_hub);
        } else if strong {
            self.crossing.push((of_hub, token));
        }
    }

    /// Where each token of the text belongs.
    fn places(&self, len: usize, is_hub: bool) -> Vec<Place> {
        let mut next = Place { gap: 0, step: Some(0) };
        (0..len as u32)
            .map(|token| match self.taken.get(&token).copied().or(is_hub.then_some(token)) {
                Some(of_hub) => {
                    next = Place { gap: of_hub + 1, step: Some(0) };
                    Place { gap: of_hub, step: None }
                }
                None => {
                    let here = next;
                    next.step = next.step.map(|step| step + 1);
                    here
                }
            })
            .collect()
    }
}

/// A place relative to the hub: its token `gap`, or a step in the gap before that token.
#[derive(Clone, Copy)]
struct Place {
    gap: u32,
    step: Option<u32>,
}

/// Where the gaps and the hub's tokens stand in the table.
struct Layout {
    /// For each gap its first column and its number of columns.
    gaps: Vec<(usize, usize)>,
    columns: usize,
}

impl Layout {
    fn new(hub: usize, places: &[Vec<Place>]) -> Layout {
        let mut gaps = vec![(0, 0); hub + 1];
        for place in places.iter().flatten() {
            if let (Some(step), Some(gap)) = (place.step, gaps.get_mut(place.gap as usize)) {
                gap.1 = gap.1.max(step as usize + 1);
            }
        }
        let mut columns = 0;
        for gap in &mut gaps {
            gap.0 = columns;
            columns += gap.1 + 1;
        }
        // No token of the hub stands behind the last gap.
        Layout { gaps, columns: columns - 1 }
    }

    fn column(&self, place: &Place) -> usize {
        let (first, wide) = self.gaps.get(place.gap as usize).copied().unwrap_or_default();
        first + place.step.map_or(wide, |step| step as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tie(text: u32, of_hub: u32, token: u32) -> Tie {
        Tie { weight: 1.0, a: (0, of_hub), b: (text, token), strong: true }
    }

    #[test]
    fn every_token_has_one_cell_in_its_order_and_crossings_are_moves() {
        // The second text has a word before and one inside, the third a crossing.
        let ties = [tie(1, 0, 1), tie(1, 2, 3), tie(2, 1, 0), tie(2, 0, 1)];
        let (columns, moves) = table(&[3, 4, 2], 0, &ties, 100).unwrap();
        let row = |text: usize| columns.iter().map(|cells| cells[text]).collect::<Vec<_>>();
        assert_eq!(row(0), [None, Some(0), None, Some(1), None, Some(2)]);
        assert_eq!(row(1), [Some(0), Some(1), Some(2), None, None, Some(3)]);
        assert_eq!(row(2), [None, None, None, Some(0), Some(1), None]);
        assert_eq!(moves, [Move { from: 1, to: 4 }]);
        assert!(table(&[3, 4, 2], 0, &ties, 5).is_none());
    }
}
