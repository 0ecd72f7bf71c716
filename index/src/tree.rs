//! Rows of a table that stand above each other: regions, agencies and their units.

use crate::column::{Column, NULL};

/// The parents of a table's rows.
#[derive(Debug)]
pub struct Tree<'a> {
    parents: &'a Column,
}

impl<'a> Tree<'a> {
    /// The tree that a column of parents makes.
    #[must_use]
    pub fn of(parents: &'a Column) -> Self {
        Self { parents }
    }

    /// A row and all above it, the nearest first. Imports refuse rows above themselves; a bound ends the walk all the
    /// same.
    pub fn above(&self, row: u32) -> impl Iterator<Item = u32> + '_ {
        let parent = |row: &u32| Some(self.parents.rank(*row)).filter(|parent| *parent != NULL);
        std::iter::successors(Some(row), parent).take(100)
    }

    /// The highest above a row, or the row itself.
    #[must_use]
    pub fn root(&self, row: u32) -> u32 {
        self.above(row).last().unwrap_or(row)
    }
}
