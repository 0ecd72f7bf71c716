//! A column: its distinct values in order, the rank of each row's value, and the rows of each value.

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::groups::Groups;
use crate::narrow::Narrow;
use crate::{Rows, packed, stored};

/// Rank of a row without a value.
pub const NULL: u32 = u32::MAX;

/// The distinct values of a column, in order.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Values {
    /// Whole numbers.
    Integers(Vec<i32>),
    /// Numbers.
    Numbers(Vec<f64>),
    /// Codes, dates, instants, `false` and `true`.
    Words(Vec<String>),
    /// Rows of the table named: the rank is the row.
    Rows(String),
    /// Texts. They are not kept: ranks say the order of their folded forms, and a row is found
    /// by the first 64 bits of its text's SHA-256.
    Texts {
        /// Hashes in order.
        #[serde(with = "packed")]
        hashes: Vec<u64>,
        /// The row of each hash.
        #[serde(with = "packed")]
        rows: Vec<u32>,
    },
}

/// The ranks of the rows.
#[derive(Debug, Serialize, Deserialize)]
enum Cells {
    /// One a row; one beyond the last rank for none, so that counting need not ask.
    One(Narrow),
    /// Any number a row: those of row `r` stand at `starts[r]..starts[r + 1]`.
    Many {
        #[serde(with = "packed")]
        starts: Vec<u32>,
        ranks: Narrow,
    },
}

/// One column of a table.
#[derive(Debug, Serialize, Deserialize)]
pub struct Column {
    /// Its values.
    pub values: Values,
    cells: Cells,
    pub(crate) groups: Groups,
    #[serde(deserialize_with = "stored::set")]
    null: Rows,
}

impl Column {
    /// A column with one rank a row.
    pub(crate) fn one(values: Values, distinct: usize, mut ranks: Vec<u32>) -> Self {
        let null = Rows::from_sorted_iter((0..).zip(&ranks).filter(|(_, rank)| **rank == NULL).map(|(row, _)| row));
        let mut null = null.unwrap_or_default();
        null.optimize();
        let pairs = || (0_u32..).zip(ranks.iter().copied()).filter(|(_, rank)| *rank != NULL);
        let groups = Groups::of(distinct, pairs);
        // A column without any value needs no ranks to say so.
        if distinct == 0 {
            ranks.clear();
        }
        let none = u32::try_from(distinct).unwrap_or(NULL);
        ranks.iter_mut().filter(|rank| **rank == NULL).for_each(|rank| *rank = none);
        Self { values, groups, null, cells: Cells::One(Narrow::of(ranks, distinct)) }
    }

    /// A column with any number of ranks a row.
    pub(crate) fn many(values: Values, distinct: usize, cells: &[Vec<u32>]) -> Self {
        let empty = (0..).zip(cells).filter(|(_, ranks)| ranks.is_empty()).map(|(row, _)| row);
        let mut null = Rows::from_sorted_iter(empty).unwrap_or_default();
        null.optimize();
        let pairs = || (0_u32..).zip(cells).flat_map(|(row, ranks)| ranks.iter().map(move |rank| (row, *rank)));
        let groups = Groups::of(distinct, pairs);
        let some = if distinct == 0 { &[] } else { cells };
        let mut starts = Vec::with_capacity(some.len() + 1);
        starts.push(0);
        let mut ranks = Vec::new();
        for cell in some {
            ranks.extend_from_slice(cell);
            starts.push(u32::try_from(ranks.len()).unwrap_or(u32::MAX));
        }
        Self { values, groups, null, cells: Cells::Many { starts, ranks: Narrow::of(ranks, distinct) } }
    }

    /// How many distinct ranks there are.
    #[must_use]
    pub fn distinct(&self) -> u32 {
        u32::try_from(self.groups.len()).unwrap_or(u32::MAX)
    }

    /// Rows without a value.
    #[must_use]
    pub fn null(&self) -> &Rows {
        &self.null
    }

    /// Whether a row may have several values.
    #[must_use]
    pub fn is_many(&self) -> bool {
        matches!(self.cells, Cells::Many { .. })
    }

    /// The ranks of the rows, where each has one or none.
    pub(crate) fn single(&self) -> Option<&Narrow> {
        if let Cells::One(ranks) = &self.cells { Some(ranks) } else { None }
    }

    /// The ranks of a row; none for null.
    pub fn ranks(&self, row: u32) -> impl Iterator<Item = u32> + '_ {
        let row = row as usize;
        let (ranks, places) = match &self.cells {
            Cells::One(ranks) => (ranks, row..row + 1),
            Cells::Many { starts, ranks } => match starts.get(row..row + 2) {
                Some([from, to]) => (ranks, *from as usize..*to as usize),
                _ => (ranks, 0..0),
            },
        };
        let distinct = self.distinct();
        places.filter_map(|place| ranks.get(place)).filter(move |rank| *rank < distinct)
    }

    /// The rank of a row, the first of several, or [`NULL`].
    #[must_use]
    pub fn rank(&self, row: u32) -> u32 {
        self.ranks(row).next().unwrap_or(NULL)
    }

    /// The rows of a rank.
    #[must_use]
    pub fn rows(&self, rank: u32) -> Cow<'_, Rows> {
        self.groups.rows(rank)
    }

    /// The rows of any of some ranks.
    pub fn rows_of(&self, ranks: impl IntoIterator<Item = u32>) -> Rows {
        self.groups.rows_of(ranks)
    }

    /// The rows of any rank of a range, out of all rows.
    #[must_use]
    pub fn rows_between(&self, range: Range<u32>, all: &Rows) -> Rows {
        let distinct = self.distinct();
        let (start, end) = (range.start.min(distinct), range.end.min(distinct));
        if start >= end {
            return Rows::new();
        }
        // Of rows with one value each, most are told sooner by those that are not meant.
        if !self.is_many() && end - start > distinct / 2 {
            return all - &self.null - self.rows_of((0..start).chain(end..distinct));
        }
        self.rows_of(start..end)
    }

    /// How many rows have a rank of a range; of a column with one value a row.
    #[must_use]
    pub fn count_between(&self, range: Range<u32>) -> u64 {
        let distinct = self.distinct();
        let (start, end) = (range.start.min(distinct), range.end.min(distinct));
        if start < end { self.groups.count(start..end) } else { 0 }
    }

    /// The rows of a rank as a list, where they are listed.
    pub(crate) fn list(&self, rank: u32) -> Option<&[u32]> {
        self.groups.list(rank)
    }

    /// The rank of a word, or how many words come before it.
    ///
    /// # Errors
    /// The number of words before it, where it is none of them.
    pub fn word(&self, word: &str) -> Result<u32, u32> {
        let Values::Words(words) = &self.values else { return Err(0) };
        place(words.binary_search_by(|other| other.as_str().cmp(word)))
    }

    /// The rank of a whole number.
    ///
    /// # Errors
    /// How many come before it, where it is none of them.
    pub fn integer(&self, number: i32) -> Result<u32, u32> {
        let Values::Integers(numbers) = &self.values else { return Err(0) };
        place(numbers.binary_search(&number))
    }

    /// The rank of a number.
    ///
    /// # Errors
    /// How many come before it, where it is none of them.
    pub fn number(&self, number: f64) -> Result<u32, u32> {
        let Values::Numbers(numbers) = &self.values else { return Err(0) };
        // Zero has two signs and is one number.
        place(numbers.binary_search_by(|other| other.total_cmp(&(number + 0.0))))
    }

    /// The rows whose text is this one.
    #[must_use]
    pub fn text(&self, text: &str) -> Rows {
        let Values::Texts { hashes, rows } = &self.values else { return Rows::new() };
        let hash = crate::collect::hash(text);
        let from = hashes.partition_point(|other| *other < hash);
        let from = hashes.get(from..).unwrap_or_default().iter().zip(rows.get(from..).unwrap_or_default());
        from.take_while(|(other, _)| **other == hash).map(|(_, row)| *row).collect()
    }
}

fn place(found: Result<usize, usize>) -> Result<u32, u32> {
    let number = |place| u32::try_from(place).unwrap_or(u32::MAX);
    found.map(number).map_err(number)
}
