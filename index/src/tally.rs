//! Counting rows by their values: a block of rows at a time, each column read straight for all rows of the block.

use std::ops::Range;

use crate::column::Column;
use crate::groups::Groups;
use crate::narrow::Narrow;
use crate::{NULL, Rows};

/// Rows of a block: few enough that their cells stay in the nearest cache.
const BLOCK: usize = 1024;

/// Rows that are read in the time in which two sets of one container are met.
const ROWS_A_CONTAINER: u64 = 2048;

/// Rows that a container of a set is for.
const CONTAINER: u32 = 1 << 16;

/// The cells of rows along some columns: each column with the step from one of its ranks to the next; rows without a
/// value are one step beyond the last rank.
#[derive(Debug)]
pub struct Cells<'a> {
    one: Vec<(&'a Narrow, u64)>,
    many: Vec<(&'a Column, u64)>,
}

impl<'a> Cells<'a> {
    /// The cells along some columns.
    pub fn along(columns: impl IntoIterator<Item = (&'a Column, u64)>) -> Self {
        let mut cells = Self { one: Vec::new(), many: Vec::new() };
        for (column, step) in columns {
            match column.single() {
                Some(ranks) => cells.one.push((ranks, step)),
                None => cells.many.push((column, step)),
            }
        }
        cells
    }

    /// Calls back for every cell that each row is in, counted from `start`.
    pub fn each(&self, rows: &Rows, start: u64, mut tell: impl FnMut(u64, u32)) {
        let (mut block, mut cells) = ([0_u32; BLOCK], [0_u64; BLOCK]);
        let mut rows = rows.iter();
        loop {
            let block = &*rows.next_many(&mut block);
            let Some(cells) = cells.get_mut(..block.len()).filter(|cells| !cells.is_empty()) else { return };
            cells.fill(start);
            for (ranks, step) in &self.one {
                ranks.add(block, *step, cells);
            }
            let cells = cells.iter().zip(block);
            if self.many.is_empty() {
                cells.for_each(|(cell, row)| tell(*cell, *row));
            } else {
                cells.for_each(|(cell, row)| spread(&self.many, *row, *cell, &mut tell));
            }
        }
    }

    /// Calls back for every cell that one row is in.
    pub fn each_of(&self, row: u32, start: u64, mut tell: impl FnMut(u64)) {
        let mut cell = [start];
        for (ranks, step) in &self.one {
            ranks.add(&[row], *step, &mut cell);
        }
        spread(&self.many, row, cell[0], &mut |cell, _| tell(cell));
    }
}

/// Calls back for every combination of a row's values.
fn spread(columns: &[(&Column, u64)], row: u32, cell: u64, tell: &mut impl FnMut(u64, u32)) {
    let Some(((column, step), rest)) = columns.split_first() else { return tell(cell, row) };
    let mut any = false;
    for rank in column.ranks(row) {
        any = true;
        spread(rest, row, cell + u64::from(rank) * step, tell);
    }
    if !any {
        spread(rest, row, cell + u64::from(column.distinct()) * step, tell);
    }
}

impl Column {
    /// How many of some rows have each rank.
    #[must_use]
    pub fn counts(&self, rows: &Rows) -> Vec<u64> {
        let containers = rows.min().zip(rows.max()).map_or(0, |(min, max)| u64::from((max - min) / CONTAINER + 1));
        if let Groups::Sets(sets) = &self.groups
            && sets.len() as u64 * containers * ROWS_A_CONTAINER < rows.len()
        {
            return sets.iter().map(|set| set.intersection_len(rows)).collect();
        }
        let mut counts = vec![0; self.distinct() as usize + 1];
        Cells::along([(self, 1)]).each(rows, 0, |cell, _| {
            if let Some(count) = usize::try_from(cell).ok().and_then(|cell| counts.get_mut(cell)) {
                *count += 1;
            }
        });
        counts.truncate(self.distinct() as usize);
        counts
    }

    /// Those of some rows that have a rank of a range, each row with one rank.
    #[must_use]
    pub fn among(&self, rows: &Rows, range: Range<u32>) -> Rows {
        let end = range.end.min(self.distinct());
        if range.start == 0 && end == self.distinct() {
            return rows - self.null();
        }
        let range = u64::from(range.start)..u64::from(end);
        let mut found = Vec::new();
        Cells::along([(self, 1)]).each(rows, 0, |rank, row| {
            if range.contains(&rank) {
                found.push(row);
            }
        });
        Rows::from_sorted_iter(found).unwrap_or_default()
    }

    /// How many different ranks some rows have, each row with one.
    #[must_use]
    pub fn distinct_of(&self, rows: &Rows) -> u64 {
        let mut seen = vec![false; self.distinct() as usize];
        for rank in rows.iter().map(|row| self.rank(row)).filter(|rank| *rank != NULL) {
            if let Some(seen) = seen.get_mut(rank as usize) {
                *seen = true;
            }
        }
        seen.into_iter().filter(|seen| *seen).count() as u64
    }
}
