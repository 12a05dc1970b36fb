//! Merging linked tokens into columns without ever making a cycle.
//!
//! The columns are the nodes of a graph whose edges are the texts' own order. Its topological order is kept up to date
//! while columns merge (Pearce & Kelly 2007), so that a merge looks only at the columns between the two.

use super::collate::Tie;
use crate::model::Move;

/// Columns under construction.
pub(super) struct Merger {
    /// For each text, the column of each of its tokens.
    column_of: Vec<Vec<u32>>,
    /// For each column its tokens as (text, token), sorted by text; empty when merged into another.
    members: Vec<Vec<(u32, u32)>>,
    /// For each column its place in the topological order.
    place: Vec<u32>,
    /// Links that could not be merged: tokens of both ends.
    crossings: Vec<((u32, u32), (u32, u32))>,
    /// Marks for the search, by round.
    seen: Vec<u32>,
    round: u32,
}

impl Merger {
    /// One column per token, in the order of relative position.
    pub fn new(lengths: &[usize]) -> Merger {
        let mut tokens: Vec<(u32, u32)> = Vec::new();
        for (text, &len) in lengths.iter().enumerate() {
            tokens.extend((0..len as u32).map(|token| (text as u32, token)));
        }
        let relative = |&(text, token): &(u32, u32)| {
            let len = lengths.get(text as usize).copied().unwrap_or(1).max(1) as u64;
            (u64::from(token) * 2 + 1) * (1 << 20) / len
        };
        tokens.sort_by_key(|token| (relative(token), token.0, token.1));
        let mut column_of: Vec<Vec<u32>> = lengths.iter().map(|&len| vec![0; len]).collect();
        for (column, &(text, token)) in tokens.iter().enumerate() {
            if let Some(slot) = column_of.get_mut(text as usize).and_then(|row| row.get_mut(token as usize)) {
                *slot = column as u32;
            }
        }
        let count = tokens.len();
        Merger {
            column_of,
            members: tokens.into_iter().map(|token| vec![token]).collect(),
            place: (0..count as u32).collect(),
            crossings: Vec::new(),
            seen: vec![0; count],
            round: 0,
        }
    }

    /// Number of columns so far.
    pub fn columns(&self) -> usize {
        self.members.iter().filter(|members| !members.is_empty()).count()
    }

    fn column(&self, (text, token): (u32, u32)) -> Option<u32> {
        self.column_of.get(text as usize)?.get(token as usize).copied()
    }

    fn members(&self, column: u32) -> &[(u32, u32)] {
        self.members.get(column as usize).map_or(&[], |list| list)
    }

    fn place(&self, column: u32) -> u32 {
        self.place.get(column as usize).copied().unwrap_or(0)
    }

    /// Columns that follow (`step` 1) or precede (`step` -1) a column in some text.
    fn beside(&self, column: u32, step: i64) -> impl Iterator<Item = u32> + '_ {
        self.members(column).iter().filter_map(move |&(text, token)| {
            let token = u32::try_from(i64::from(token) + step).ok()?;
            self.column((text, token))
        })
    }

    /// Merges the columns of the two tokens unless they hold tokens of one text or the order forbids it.
    pub fn merge(&mut self, tie: &Tie) {
        let (Some(x), Some(y)) = (self.column(tie.a), self.column(tie.b)) else { return };
        if x == y {
            return;
        }
        if share_a_text(self.members(x), self.members(y)) {
            return;
        }
        let (first, second) = if self.place(x) < self.place(y) { (x, y) } else { (y, x) };
        let Some(after) = self.search(first, second, 1, self.place(second)) else {
            if tie.strong {
                self.crossings.push((tie.a, tie.b));
            }
            return;
        };
        // No path leads from first to second, so none of the two searches meets the other.
        let before = self.search(second, first, -1, self.place(first)).unwrap_or_default();
        self.reorder(first, second, before, after);
        self.unite(first, second);
    }

    /// Columns reachable from `from` without passing the place `limit`; `None` when `target` is among them.
    fn search(&mut self, from: u32, target: u32, step: i64, limit: u32) -> Option<Vec<u32>> {
        self.round += 1;
        let mut found = Vec::new();
        let mut open = vec![from];
        while let Some(column) = open.pop() {
            let next: smallvec::SmallVec<[u32; 8]> = self.beside(column, step).collect();
            for column in next {
                if column == target {
                    return None;
                }
                let place = self.place(column);
                let inside = if step > 0 { place < limit } else { place > limit };
                if let Some(mark) = self.seen.get_mut(column as usize).filter(|mark| inside && **mark != self.round) {
                    *mark = self.round;
                    found.push(column);
                    open.push(column);
                }
            }
        }
        Some(found)
    }

    /// Gives the places of all columns touched to: those before `second`, the merged pair, those after `first`.
    fn reorder(&mut self, first: u32, second: u32, mut before: Vec<u32>, mut after: Vec<u32>) {
        before.sort_unstable_by_key(|&column| self.place(column));
        after.sort_unstable_by_key(|&column| self.place(column));
        let order: Vec<u32> = before.into_iter().chain([first, second]).chain(after).collect();
        let mut places: Vec<u32> = order.iter().map(|&column| self.place(column)).collect();
        places.sort_unstable();
        for (column, place) in order.into_iter().zip(places) {
            if let Some(slot) = self.place.get_mut(column as usize) {
                *slot = place;
            }
        }
    }

    fn unite(&mut self, into: u32, from: u32) {
        let moved = self.members.get_mut(from as usize).map(std::mem::take).unwrap_or_default();
        for &(text, token) in &moved {
            if let Some(slot) = self.column_of.get_mut(text as usize).and_then(|row| row.get_mut(token as usize)) {
                *slot = into;
            }
        }
        if let Some(list) = self.members.get_mut(into as usize) {
            list.extend(moved);
            list.sort_unstable();
        }
    }

    /// The columns left to right, a cell for each text, and the moves between them.
    ///
    /// Among columns that may come next, the one that goes on with the text of the last column is taken, so that what
    /// one text has alone stays together.
    pub fn finish(self) -> (Vec<Vec<Option<u32>>>, Vec<Move>) {
        let order = self.reading_order();
        let mut number = vec![0u32; self.members.len()];
        let mut columns = Vec::with_capacity(order.len());
        for (at, &column) in order.iter().enumerate() {
            if let Some(slot) = number.get_mut(column as usize) {
                *slot = at as u32;
            }
            let mut cells = vec![None; self.column_of.len()];
            for &(text, token) in self.members(column) {
                if let Some(cell) = cells.get_mut(text as usize) {
                    *cell = Some(token);
                }
            }
            columns.push(cells);
        }
        let number_of = |token| self.column(token).and_then(|column| number.get(column as usize).copied());
        let mut moves: Vec<Move> = self
            .crossings
            .iter()
            .filter_map(|&(a, b)| Some((number_of(a)?, number_of(b)?)))
            .filter(|(x, y)| x != y)
            .map(|(x, y)| Move { from: x.min(y), to: x.max(y) })
            .collect();
        moves.sort_unstable();
        moves.dedup();
        (columns, moves)
    }

    fn reading_order(&self) -> Vec<u32> {
        let mut waiting: Vec<u32> = vec![0; self.members.len()];
        let mut ready = std::collections::BTreeSet::new();
        for (column, members) in self.members.iter().enumerate().filter(|(_, members)| !members.is_empty()) {
            let before = members.iter().filter(|(_, token)| *token > 0).count() as u32;
            if let Some(slot) = waiting.get_mut(column) {
                *slot = before;
            }
            if before == 0 {
                ready.insert((self.place(column as u32), column as u32));
            }
        }
        let mut order = Vec::new();
        let mut last: Option<u32> = None;
        while let Some(&first) = ready.first() {
            let going_on = last.and_then(|last| {
                let next = self.beside(last, 1).map(|column| (self.place(column), column));
                next.filter(|entry| ready.contains(entry)).min()
            });
            let entry = going_on.unwrap_or(first);
            ready.remove(&entry);
            order.push(entry.1);
            last = Some(entry.1);
            for column in self.beside(entry.1, 1) {
                if let Some(slot) = waiting.get_mut(column as usize) {
                    *slot = slot.saturating_sub(1);
                    if *slot == 0 {
                        ready.insert((self.place(column), column));
                    }
                }
            }
        }
        order
    }
}

fn share_a_text(x: &[(u32, u32)], y: &[(u32, u32)]) -> bool {
    let (mut i, mut j) = (0, 0);
    while let (Some(p), Some(q)) = (x.get(i), y.get(j)) {
        match p.0.cmp(&q.0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => return true,
        }
    }
    false
}
