//! The rows of each value of a column.

use std::borrow::Cow;
use std::ops::Range;

use roaring::MultiOps;
use serde::{Deserialize, Serialize};

use crate::{Rows, packed, stored};

/// Most distinct values whose rows are kept as sets ready to be joined; beyond it a value has few rows, which are
/// listed.
const MOST_SETS: usize = 4096;

/// The rows of each rank.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Groups {
    Sets(#[serde(deserialize_with = "stored::sets")] Vec<Rows>),
    /// Those of rank `k` stand at `starts[k]..starts[k + 1]`, in order.
    Lists {
        #[serde(with = "packed")]
        starts: Vec<u32>,
        #[serde(with = "packed")]
        rows: Vec<u32>,
    },
}

impl Groups {
    /// The rows of each rank, from pairs of row and rank in the order of rows.
    pub(crate) fn of<I: Iterator<Item = (u32, u32)>>(distinct: usize, pairs: impl Fn() -> I) -> Self {
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
            return Self::Sets(sets);
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
        Self::Lists { starts, rows }
    }

    /// How many ranks there are.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Sets(sets) => sets.len(),
            Self::Lists { starts, .. } => starts.len().saturating_sub(1),
        }
    }

    /// The rows of a rank.
    pub(crate) fn rows(&self, rank: u32) -> Cow<'_, Rows> {
        match self {
            Self::Sets(sets) => sets.get(rank as usize).map_or_else(Cow::default, Cow::Borrowed),
            Self::Lists { .. } => {
                Cow::Owned(Rows::from_sorted_iter(self.listed(rank..rank + 1).iter().copied()).unwrap_or_default())
            }
        }
    }

    /// The rows of any of some ranks.
    pub(crate) fn rows_of(&self, ranks: impl IntoIterator<Item = u32>) -> Rows {
        match self {
            Self::Sets(sets) => ranks.into_iter().filter_map(|rank| sets.get(rank as usize)).union(),
            Self::Lists { .. } => {
                let mut rows: Vec<u32> =
                    ranks.into_iter().flat_map(|rank| self.listed(rank..rank + 1)).copied().collect();
                rows.sort_unstable();
                rows.dedup();
                Rows::from_sorted_iter(rows).unwrap_or_default()
            }
        }
    }

    /// How many rows have a rank of a range, each counted once a rank.
    pub(crate) fn count(&self, ranks: Range<u32>) -> u64 {
        match self {
            Self::Sets(sets) => {
                let sets = sets.get(ranks.start as usize..ranks.end as usize);
                sets.unwrap_or_default().iter().map(Rows::len).sum()
            }
            Self::Lists { .. } => self.listed(ranks).len() as u64,
        }
    }

    /// The rows of a rank as a list, where they are listed.
    pub(crate) fn list(&self, rank: u32) -> Option<&[u32]> {
        matches!(self, Self::Lists { .. }).then(|| self.listed(rank..rank + 1))
    }

    fn listed(&self, ranks: Range<u32>) -> &[u32] {
        let Self::Lists { starts, rows } = self else { return &[] };
        match (starts.get(ranks.start as usize), starts.get(ranks.end as usize)) {
            (Some(from), Some(to)) => rows.get(*from as usize..*to as usize).unwrap_or_default(),
            _ => &[],
        }
    }
}
