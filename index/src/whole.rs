//! Counts of a whole table by some of its columns, kept once they were asked for: a filter that these columns decide
//! only picks among their cells, however many rows it leaves.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::tally::Cells;
use crate::{Column, TableIndex};

/// Most combinations of values that are looked at.
const MOST_PLACES: u64 = 1 << 21;

/// Most combinations with rows that are kept.
const MOST_CELLS: usize = 1 << 16;

/// Most lists of columns whose counts are kept; beyond it they are made anew.
const MOST_KEPT: usize = 32;

/// The rows of one combination of values.
#[derive(Debug, Clone, Copy)]
pub struct WholeCell {
    /// Its place: the first column's rank goes the slowest, and no value is one beyond the last rank.
    pub place: u64,
    /// How many rows it has.
    pub count: u64,
    /// One of them: what the columns decide of one row, they decide of all.
    pub row: u32,
}

/// The cells by some columns; none where there are too many.
type OfColumns = Option<Arc<[WholeCell]>>;

/// The counts that were asked for, by their columns.
#[derive(Debug, Default)]
pub(crate) struct Kept(Mutex<HashMap<Vec<&'static str>, OfColumns>>);

impl TableIndex {
    /// The cells with rows by some columns, in order; None for a column that is not there, or too many cells.
    #[must_use]
    pub fn whole(&self, columns: &[&'static str]) -> OfColumns {
        let lock = || self.kept.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(cells) = lock().get(columns) {
            return cells.clone();
        }
        // Not under the lock: who counts something else need not wait. Two may make the same.
        let cells = self.whole_cells(columns).map(Arc::from);
        let mut kept = lock();
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        kept.insert(columns.to_vec(), cells.clone());
        cells
    }

    fn whole_cells(&self, columns: &[&'static str]) -> Option<Vec<WholeCell>> {
        let columns: Vec<&Column> = columns.iter().map(|name| self.column(name)).collect::<Option<_>>()?;
        let mut steps = Vec::with_capacity(columns.len());
        let mut places = 1_u64;
        for column in columns.iter().rev() {
            steps.push((*column, places));
            places = places.saturating_mul(u64::from(column.distinct()) + 1);
        }
        let size = usize::try_from(places).ok().filter(|_| places <= MOST_PLACES)?;
        // The count, and the last row.
        let mut cells = vec![(0_u32, 0_u32); size];
        Cells::along(steps).each(&self.all, 0, |place, row| {
            if let Some(cell) = usize::try_from(place).ok().and_then(|place| cells.get_mut(place)) {
                *cell = (cell.0 + 1, row);
            }
        });
        let filled = (0..).zip(cells).filter(|(_, (count, _))| *count > 0);
        let cells: Vec<WholeCell> =
            filled.map(|(place, (count, row))| WholeCell { place, count: count.into(), row }).collect();
        (cells.len() <= MOST_CELLS).then_some(cells)
    }
}
