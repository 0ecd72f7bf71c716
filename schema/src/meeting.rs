//! The rows that meet a condition: as a set, or as a range of values that a row's own is looked up in, which need not
//! become a set where few rows are left to look at.

use std::ops::Range;
use std::sync::OnceLock;

use inovasi_index::{Column, Index, Rows, TableIndex};

use crate::condition::Condition;

/// What part of a table is few rows to look at one by one.
const PART_OF_TABLE: u64 = 8;

/// The rows that meet a condition.
pub(crate) enum Meeting<'a> {
    Set(Rows),
    /// Those whose rank is in a range; as a set where that was asked for.
    Between(&'a Column, Range<u32>, OnceLock<Rows>),
}

impl<'a> Meeting<'a> {
    pub(crate) fn of(condition: &Condition, index: &Index, table: &'a TableIndex) -> Self {
        match condition.range(index, table) {
            Some((column, range)) => Self::Between(column, range, OnceLock::new()),
            None => Self::Set(condition.rows(index, table)),
        }
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> u64 {
        match self {
            Self::Set(rows) => rows.len(),
            Self::Between(column, range, _) => column.count_between(range.clone()),
        }
    }

    /// Whether a row is one of them.
    pub(crate) fn has(&self, row: u32) -> bool {
        match self {
            Self::Set(rows) => rows.contains(row),
            Self::Between(column, range, _) => range.contains(&column.rank(row)),
        }
    }

    /// All of them.
    pub(crate) fn rows(&self, all: &Rows) -> &Rows {
        match self {
            Self::Set(rows) => rows,
            Self::Between(column, range, rows) => rows.get_or_init(|| column.rows_between(range.clone(), all)),
        }
    }

    /// Those that are among some rows.
    pub(crate) fn among(&self, rows: Rows, all: &Rows) -> Rows {
        match self {
            Self::Between(column, range, set) if set.get().is_none() && rows.len() < all.len() / PART_OF_TABLE => {
                column.among(&rows, range.clone())
            }
            _ => rows & self.rows(all),
        }
    }

    /// Whether these are known without work.
    pub(crate) fn is_set(&self) -> bool {
        matches!(self, Self::Set(_))
    }
}
