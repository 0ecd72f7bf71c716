//! A table in the index, and the index of all.

use std::collections::HashMap;

use crate::column::{NULL, Values};
use crate::whole::Kept;
use crate::{Awards, Column, Ids, Names, Places, Rows, Search};

/// An odd number whose multiples are far from each other (the golden ratio of 64 bits).
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// One table.
#[derive(Debug)]
pub struct TableIndex {
    /// The ids of its rows.
    pub ids: Ids,
    /// All rows.
    pub all: Rows,
    /// A hash of each id, for samples; of rows that are made for each of another table's, the hash of that one's.
    pub(crate) hashes: Vec<u64>,
    /// Its columns by name, and those that are derived for filters and statistics (`derive`).
    pub columns: HashMap<String, Column>,
    /// The words of its texts.
    pub search: Search,
    /// Counts of all its rows that were asked for.
    pub(crate) kept: Kept,
}

/// The index of one revision.
#[derive(Debug)]
pub struct Index {
    /// Tiers of editions and what they lie within.
    pub(crate) tiers: Tiers,
    pub(crate) tables: HashMap<String, TableIndex>,
    /// Outcomes of each innovation, and replications that count.
    pub(crate) hanging: [Vec<u32>; 2],
    /// The awards of innovations.
    pub awards: Awards,
    /// Names of rows and codes.
    pub names: Names,
    /// Codes of regions.
    pub places: Places,
    /// Rows of tables without a list that rest on each source, by table and row of the source.
    pub(crate) unlisted: Vec<(String, Vec<u32>)>,
}

impl Index {
    /// A table that is indexed.
    #[must_use]
    pub fn table(&self, name: &str) -> Option<&TableIndex> {
        self.tables.get(name)
    }

    /// How many rows of each table without a list rest on a source.
    pub fn unlisted(&self, source: u32) -> impl Iterator<Item = (&str, u64)> {
        let count = move |counts: &Vec<u32>| counts.get(source as usize).copied().unwrap_or(0).into();
        self.unlisted.iter().map(move |(table, counts)| (table.as_str(), count(counts)))
    }

    /// How many outcomes an innovation has.
    #[must_use]
    pub fn outcomes(&self, innovation: u32) -> u64 {
        self.hanging[0].get(innovation as usize).copied().unwrap_or(0).into()
    }

    /// How many replications that count an innovation has.
    #[must_use]
    pub fn replications(&self, innovation: u32) -> u64 {
        self.hanging[1].get(innovation as usize).copied().unwrap_or(0).into()
    }
}

impl Index {
    /// Adds a column to a table that is indexed.
    pub(crate) fn add(&mut self, table: &str, name: &str, column: Column) {
        if let Some(table) = self.tables.get_mut(table) {
            table.columns.insert(name.to_owned(), column);
        }
    }
}

impl TableIndex {
    /// A table of rows that are worked out, its columns still to come: nothing in it is searched.
    pub(crate) fn new(ids: Ids) -> Self {
        let all = (0..).take(ids.len()).collect::<Rows>();
        let (rows, times) = (ids.len(), ids.made_of().map_or(1, |(_, times)| times.max(1)));
        let hash = |row: u32| crate::collect::hash(&ids.id(row));
        let hashes = (0..).step_by(times as usize).take(rows / times as usize).map(hash).collect();
        Self { ids, all, hashes, columns: HashMap::new(), search: Search::default(), kept: Kept::default() }
    }

    /// A number of a row that says nothing of its place, for samples.
    #[must_use]
    pub fn hash(&self, row: u32) -> u64 {
        let times = self.ids.made_of().map_or(1, |(_, times)| times.max(1));
        let own = self.hashes.get((row / times) as usize).copied().unwrap_or_default();
        own.wrapping_add(u64::from(row % times).wrapping_mul(SPREAD))
    }

    /// The table for each of whose rows there are several here.
    #[must_use]
    pub fn made_of(&self) -> Option<&str> {
        self.ids.made_of().map(|(table, _)| table)
    }

    /// The rows that are made for some rows of that table.
    #[must_use]
    pub fn made_for(&self, rows: &Rows) -> Rows {
        let times = self.ids.made_of().map_or(1, |(_, times)| times.max(1));
        let mut made = Rows::new();
        for row in rows {
            made.insert_range(row * times..(row + 1) * times);
        }
        made
    }

    /// The word of a row.
    #[must_use]
    pub fn word(&self, column: &str, row: u32) -> Option<&str> {
        let column = self.column(column)?;
        let Values::Words(words) = &column.values else { return None };
        words.get(column.rank(row) as usize).map(String::as_str)
    }

    /// The whole number of a row.
    #[must_use]
    pub fn integer(&self, column: &str, row: u32) -> Option<i32> {
        let column = self.column(column)?;
        let Values::Integers(numbers) = &column.values else { return None };
        numbers.get(column.rank(row) as usize).copied()
    }

    /// The number of a row.
    #[must_use]
    pub fn number(&self, column: &str, row: u32) -> Option<f64> {
        let column = self.column(column)?;
        let Values::Numbers(numbers) = &column.values else { return None };
        numbers.get(column.rank(row) as usize).copied()
    }

    /// The row that a row names.
    #[must_use]
    pub fn reference(&self, column: &str, row: u32) -> Option<u32> {
        Some(self.column(column)?.rank(row)).filter(|named| *named != NULL)
    }

    /// A column.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.get(name)
    }
}

/// The tiers of all editions.
#[derive(Debug, Default, serde::Serialize, serde::Deserialize)]
pub(crate) struct Tiers {
    /// Id of each tier, with its edition, its code and the id of the one that it lies within.
    pub(crate) rows: HashMap<String, (String, String, Option<String>)>,
}

impl Tiers {
    /// A tier and those it lies within, by code, the nearest first; of a tier of no stated edition only itself.
    pub(crate) fn nested(&self, edition: Option<&str>, tier: Option<&str>) -> Vec<String> {
        let Some(tier) = tier else { return Vec::new() };
        let mut codes = vec![tier.to_owned()];
        let same = |(own, code, _): &&(String, String, Option<String>)| Some(own.as_str()) == edition && code == tier;
        let mut at = self.rows.values().find(same);
        // Imports refuse tiers within themselves.
        while let Some(wider) = at.and_then(|(.., within)| self.rows.get(within.as_deref()?)) {
            if codes.contains(&wider.1) {
                break;
            }
            codes.push(wider.1.clone());
            at = Some(wider);
        }
        codes
    }
}
