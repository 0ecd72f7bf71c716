//! A column: its distinct values in order, the rank of each row's value, and the rows of each value.

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::{Rows, packed};

/// Rank of a row without a value.
pub const NULL: u32 = u32::MAX;

/// Most distinct values whose rows are kept as sets ready to be joined; beyond it a value has few rows, which are
/// listed.
const MOST_SETS: usize = 4096;

/// The distinct values of a column, in order.
#[derive(Debug, Serialize, Deserialize)]
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
    /// One a row, or [`NULL`].
    One(#[serde(with = "packed")] Vec<u32>),
    /// Any number a row: those of row `r` stand at `starts[r]..starts[r + 1]`.
    Many {
        #[serde(with = "packed")]
        starts: Vec<u32>,
        #[serde(with = "packed")]
        ranks: Vec<u32>,
    },
}

/// The rows of each rank.
#[derive(Debug, Serialize, Deserialize)]
enum Groups {
    Sets(Vec<Rows>),
    /// Those of rank `k` stand at `starts[k]..starts[k + 1]`, in order.
    Lists {
        #[serde(with = "packed")]
        starts: Vec<u32>,
        #[serde(with = "packed")]
        rows: Vec<u32>,
    },
}

/// One column of a table.
#[derive(Debug, Serialize, Deserialize)]
pub struct Column {
    /// Its values.
    pub values: Values,
    cells: Cells,
    groups: Groups,
    null: Rows,
}

impl Column {
    /// A column with one rank a row.
    pub(crate) fn one(values: Values, distinct: usize, ranks: Vec<u32>) -> Self {
        let null = Rows::from_sorted_iter((0..).zip(&ranks).filter(|(_, rank)| **rank == NULL).map(|(row, _)| row));
        let mut null = null.unwrap_or_default();
        null.optimize();
        let pairs = || (0_u32..).zip(ranks.iter().copied()).filter(|(_, rank)| *rank != NULL);
        let groups = groups(distinct, pairs);
        // A column without any value needs no ranks to say so.
        let ranks = if distinct == 0 { Vec::new() } else { ranks };
        Self { values, groups, null, cells: Cells::One(ranks) }
    }

    /// A column with any number of ranks a row.
    pub(crate) fn many(values: Values, distinct: usize, cells: &[Vec<u32>]) -> Self {
        let empty = (0..).zip(cells).filter(|(_, ranks)| ranks.is_empty()).map(|(row, _)| row);
        let mut null = Rows::from_sorted_iter(empty).unwrap_or_default();
        null.optimize();
        let pairs = || (0_u32..).zip(cells).flat_map(|(row, ranks)| ranks.iter().map(move |rank| (row, *rank)));
        let groups = groups(distinct, pairs);
        let mut starts = vec![0];
        let mut ranks = Vec::new();
        let some = if distinct == 0 { &[] } else { cells };
        for cell in some {
            ranks.extend_from_slice(cell);
            starts.push(u32::try_from(ranks.len()).unwrap_or(u32::MAX));
        }
        Self { values, groups, null, cells: Cells::Many { starts, ranks } }
    }

    /// How many distinct ranks there are.
    #[must_use]
    pub fn distinct(&self) -> u32 {
        let count = match &self.groups {
            Groups::Sets(sets) => sets.len(),
            Groups::Lists { starts, .. } => starts.len() - 1,
        };
        u32::try_from(count).unwrap_or(u32::MAX)
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

    /// The ranks of a row; none for null.
    #[must_use]
    pub fn ranks(&self, row: u32) -> &[u32] {
        let row = row as usize;
        match &self.cells {
            Cells::One(ranks) => match ranks.get(row..=row) {
                Some([NULL]) | None => &[],
                Some(rank) => rank,
            },
            Cells::Many { starts, ranks } => match starts.get(row..row + 2) {
                Some([from, to]) => ranks.get(*from as usize..*to as usize).unwrap_or_default(),
                _ => &[],
            },
        }
    }

    /// The rank of a row, the first of several, or [`NULL`].
    #[must_use]
    pub fn rank(&self, row: u32) -> u32 {
        self.ranks(row).first().copied().unwrap_or(NULL)
    }

    /// The rows of a rank.
    #[must_use]
    pub fn rows(&self, rank: u32) -> Cow<'_, Rows> {
        match &self.groups {
            Groups::Sets(sets) => sets.get(rank as usize).map_or_else(Cow::default, Cow::Borrowed),
            Groups::Lists { .. } => {
                Cow::Owned(Rows::from_sorted_iter(self.listed(rank..rank + 1).iter().copied()).unwrap_or_default())
            }
        }
    }

    /// The rows of any of some ranks.
    pub fn rows_of(&self, ranks: impl IntoIterator<Item = u32>) -> Rows {
        let mut all = Rows::new();
        for rank in ranks {
            match &self.groups {
                Groups::Sets(sets) => {
                    if let Some(set) = sets.get(rank as usize) {
                        all |= set;
                    }
                }
                Groups::Lists { .. } => all.extend(self.listed(rank..rank + 1).iter().copied()),
            }
        }
        all
    }

    /// The rows of a rank as a list, where they are listed.
    pub(crate) fn list(&self, rank: u32) -> Option<&[u32]> {
        matches!(self.groups, Groups::Lists { .. }).then(|| self.listed(rank..rank + 1))
    }

    fn listed(&self, ranks: Range<u32>) -> &[u32] {
        let Groups::Lists { starts, rows } = &self.groups else { return &[] };
        match (starts.get(ranks.start as usize), starts.get(ranks.end as usize)) {
            (Some(from), Some(to)) => rows.get(*from as usize..*to as usize).unwrap_or_default(),
            _ => &[],
        }
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
        let equal = hashes.iter().zip(rows).skip(from).take_while(|(other, _)| **other == hash);
        equal.map(|(_, row)| *row).collect()
    }
}

fn place(found: Result<usize, usize>) -> Result<u32, u32> {
    let number = |place| u32::try_from(place).unwrap_or(u32::MAX);
    found.map(number).map_err(number)
}

/// The rows of each rank, from pairs of row and rank in the order of rows.
fn groups<I: Iterator<Item = (u32, u32)>>(distinct: usize, pairs: impl Fn() -> I) -> Groups {
    if distinct <= MOST_SETS {
        let mut sets = vec![Rows::new(); distinct];
        for (row, rank) in pairs() {
            if let Some(set) = sets.get_mut(rank as usize) {
                // In order, so that no row is looked for.
                let _ = set.try_push(row);
            }
        }
        sets.iter_mut().for_each(|set| {
            set.optimize();
        });
        return Groups::Sets(sets);
    }
    let mut starts = vec![0_u32; distinct + 1];
    for (_, rank) in pairs() {
        if let Some(count) = starts.get_mut(rank as usize + 1) {
            *count += 1;
        }
    }
    for k in 0..distinct {
        starts[k + 1] += starts[k];
    }
    let mut next = starts.clone();
    let mut rows = vec![0; starts[distinct] as usize];
    for (row, rank) in pairs() {
        if let Some(place) = next.get_mut(rank as usize) {
            rows[*place as usize] = row;
            *place += 1;
        }
    }
    Groups::Lists { starts, rows }
}
