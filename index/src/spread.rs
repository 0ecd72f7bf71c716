//! Columns of rows that are made for each row of another table: the other's values over and over, or a pattern.

use crate::column::{Column, NULL, Values};

impl Column {
    /// The column of rows of which each `times` stand for one row of this column's table, which has so many, each with one
    /// value or none.
    pub(crate) fn spread(&self, count: usize, times: u32) -> Self {
        let rows = (0..NULL).take(count);
        let (values, distinct) = (self.values.clone(), self.distinct() as usize);
        let times = times as usize;
        Self::one(values, distinct, rows.flat_map(|row| std::iter::repeat_n(self.rank(row), times)).collect())
    }

    /// The column of a pattern of ranks, that many times over.
    pub(crate) fn cycle(values: Values, distinct: usize, pattern: Vec<u32>, times: usize) -> Self {
        let length = pattern.len() * times;
        Self::one(values, distinct, pattern.into_iter().cycle().take(length).collect())
    }

    /// The column in which each row of a table names itself.
    pub(crate) fn identity(table: &str, count: usize) -> Self {
        Self::one(Values::Rows(table.to_owned()), count, (0..NULL).take(count).collect())
    }
}
