//! Pages: the next rows of a set in an order, from a place on, without looking at the rows before it.

use std::cmp::Ordering;

use crate::Rows;
use crate::column::{Column, NULL};

/// A set so small that its rows are sorted rather than looked for along a column.
const SMALL: u64 = 2048;

/// One key of an order. The order of ids, which is that of the rows, ends every order.
#[derive(Debug, Clone, Copy)]
pub struct Key<'a> {
    /// The column; None for the id.
    pub column: Option<&'a Column>,
    /// Whether it goes down. Rows without a value are last both ways.
    pub descending: bool,
}

/// A place in the order of one key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// At the rank of a value that is there.
    At(u32),
    /// Just before the rank: at a value that is not there.
    Before(u32),
    /// Among the rows without a value.
    Null,
}

impl Key<'_> {
    fn of_row(&self, row: u32) -> Bound {
        match self.column.map(|column| column.rank(row)) {
            None => Bound::At(row),
            Some(NULL) => Bound::Null,
            Some(rank) => Bound::At(rank),
        }
    }

    /// A bound as a number that goes the way of the order.
    fn place(&self, bound: Bound) -> u64 {
        let up = match bound {
            Bound::At(rank) => 2 * u64::from(rank) + 1,
            Bound::Before(rank) => 2 * u64::from(rank),
            Bound::Null => return u64::MAX,
        };
        if self.descending { u64::MAX - 1 - up } else { up }
    }
}

/// The next `limit` rows of a set beyond a place, in the way of the walk: backward, the nearest first.
#[must_use]
pub fn walk(set: &Rows, keys: &[Key<'_>], from: Option<&[Bound]>, backward: bool, limit: usize) -> Vec<u32> {
    let mut walk = Walk { backward, limit, out: Vec::new() };
    walk.go(set, keys, from);
    walk.out
}

struct Walk {
    backward: bool,
    limit: usize,
    out: Vec<u32>,
}

impl Walk {
    fn go(&mut self, set: &Rows, keys: &[Key<'_>], from: Option<&[Bound]>) {
        if set.is_empty() || self.out.len() >= self.limit {
            return;
        }
        let Some((key, rest)) = keys.split_first() else { return };
        let Some(column) = key.column else { return self.by_row(set, key.descending, from) };
        if set.len() <= SMALL {
            return self.small(set.iter(), keys, from);
        }
        let first = from.and_then(|from| from.first().copied());
        let beyond = from.and_then(|from| from.get(1..));
        let null = |walk: &mut Self, from| walk.go(&(set & column.null()), rest, from);
        if self.backward && first.is_none_or(|first| first == Bound::Null) {
            null(self, beyond.filter(|_| first.is_some()));
        }
        let ranks = column.distinct();
        let upward = key.descending == self.backward;
        // The first rank that is walked, and whether the place is at it.
        let (start, at) = match (first, self.backward) {
            (Some(Bound::Null), false) => (None, false),
            (None, _) | (Some(Bound::Null), true) => (if upward { Some(0) } else { ranks.checked_sub(1) }, false),
            (Some(Bound::At(rank)), _) => (Some(rank), true),
            (Some(Bound::Before(rank)), _) => (if upward { Some(rank) } else { rank.checked_sub(1) }, false),
        };
        if let Some(start) = start {
            let mut rank = start;
            while rank < ranks && self.out.len() < self.limit {
                let from = beyond.filter(|_| at && rank == start);
                match column.list(rank) {
                    Some(rows) => {
                        let rows = rows.iter().copied().filter(|row| set.contains(*row));
                        self.small(rows, rest, from);
                    }
                    None => self.go(&(set & &*column.rows(rank)), rest, from),
                }
                rank = match if upward { rank.checked_add(1) } else { rank.checked_sub(1) } {
                    Some(next) => next,
                    None => break,
                };
            }
        }
        if !self.backward {
            let from = beyond.filter(|_| first == Some(Bound::Null));
            null(self, from);
        }
    }

    fn by_row(&mut self, set: &Rows, descending: bool, from: Option<&[Bound]>) {
        let left = self.limit.saturating_sub(self.out.len());
        let first = from.and_then(|from| from.first().copied());
        if descending == self.backward {
            let from = match first {
                Some(Bound::At(row)) => row.checked_add(1),
                Some(Bound::Before(row)) => Some(row),
                Some(Bound::Null) => None,
                None => Some(0),
            };
            if let Some(from) = from {
                self.out.extend(set.range(from..).take(left));
            }
        } else {
            match first {
                Some(Bound::At(row) | Bound::Before(row)) => self.out.extend(set.range(..row).rev().take(left)),
                Some(Bound::Null) => {}
                None => self.out.extend(set.iter().rev().take(left)),
            }
        }
    }

    /// Few rows: those beyond the place, sorted.
    fn small(&mut self, rows: impl Iterator<Item = u32>, keys: &[Key<'_>], from: Option<&[Bound]>) {
        let place = |row: u32, key: &Key<'_>| key.place(key.of_row(row));
        let wanted = if self.backward { Ordering::Less } else { Ordering::Greater };
        let is_beyond = |row: &u32| {
            from.is_none_or(|from| {
                let places = keys.iter().zip(from).map(|(key, bound)| place(*row, key).cmp(&key.place(*bound)));
                places.fold(Ordering::Equal, Ordering::then) == wanted
            })
        };
        let mut rows: Vec<u32> = rows.filter(is_beyond).collect();
        let compare = |a: &u32, b: &u32| {
            let order =
                keys.iter().map(|key| place(*a, key).cmp(&place(*b, key))).fold(Ordering::Equal, Ordering::then);
            if self.backward { order.reverse() } else { order }
        };
        let left = self.limit.saturating_sub(self.out.len());
        if left > 0 && rows.len() > left {
            rows.select_nth_unstable_by(left - 1, compare);
            rows.truncate(left);
        }
        rows.sort_unstable_by(compare);
        self.out.extend(rows.into_iter().take(left));
    }
}
