//! Sums over rows of compliance.

use std::collections::HashMap;

use inovasi_entity::compliance_row;
use inovasi_index::{Column, Index, NULL, Rows, TableIndex};
use serde_json::Value as Json;

use super::ask::Asked;
use crate::error::Error;
use crate::row::Object;
use crate::selection::Selection;

/// What is summed.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Sums {
    /// Of kinds whose register is complete.
    enumerated: Kept,
    obligated: u64,
    /// Of the others: they have no denominator.
    others: Kept,
}

/// Rows that are met, and by what.
#[derive(Debug, Default, Clone, Copy)]
struct Kept {
    met: u64,
    stated: u64,
    by_edition: u64,
}

/// The sums, cell by cell and of all.
pub(super) struct Counted {
    pub(super) cells: Vec<(Vec<Json>, Sums)>,
    pub(super) totals: Sums,
}

impl Sums {
    /// As a row tells them: where anybody of a complete register is obliged, only such agencies are told.
    pub(super) fn told(&self) -> Object {
        let complete = self.obligated > 0 || self.others.met == 0;
        let kept = if complete { self.enumerated } else { self.others };
        let obligated = complete.then_some(self.obligated);
        let counts = [
            ("obligated", obligated.into()),
            ("met", kept.met.into()),
            ("met_stated", kept.stated.into()),
            ("met_by_edition", kept.by_edition.into()),
            ("recorded_rate", obligated.and_then(|obligated| rate(kept.met, obligated)).into()),
        ];
        counts.into_iter().map(|(name, value): (&str, Json)| (name.to_owned(), value)).collect()
    }
}

fn rate(met: u64, obligated: u64) -> Option<f64> {
    // Counts are far below 2^53.
    #[allow(clippy::cast_precision_loss, reason = "counts are small")]
    let rate = met as f64 / obligated as f64;
    (obligated > 0).then(|| (rate * 10_000.0).round() / 10_000.0)
}

/// Ranks along both dimensions; the second is the same for all where there is one.
type Place = [u32; 2];

/// The rows that are summed, set by set.
struct Sets {
    enumerated: Rows,
    met: Rows,
    stated: Rows,
    by_edition: Rows,
}

impl Sets {
    fn of(table: &TableIndex) -> Option<Self> {
        let rows = |column: &str, words: &[&str]| {
            let column = table.column(column)?;
            Some(column.rows_of(words.iter().filter_map(|word| column.word(word).ok())))
        };
        Some(Self {
            enumerated: rows("enumerated", &["true"])?,
            met: rows("status", &["met"])?,
            stated: rows("basis", &["implemented", "initiated"])?,
            by_edition: rows("basis", &["competition_edition"])?,
        })
    }
}

pub(super) fn count(index: &Index, asked: &Asked) -> Result<Counted, Error> {
    let table = index.table(compliance_row::TABLE.name).ok_or_else(Error::internal)?;
    let selection =
        Selection::of(index, &compliance_row::TABLE, &asked.conditions, None).ok_or_else(Error::internal)?;
    let sets = Sets::of(table).ok_or_else(Error::internal)?;
    let columns: Option<Vec<&Column>> = asked.by.iter().map(|dimension| table.column(dimension.indexed())).collect();
    let columns = columns.ok_or_else(Error::internal)?;
    let status = table.column("status").ok_or_else(Error::internal)?;
    let idle = status.rows_of(status.word("not_obligated").ok());
    let rows = selection.rows() - idle;
    let complete = &rows & &sets.enumerated;
    let mut cells: HashMap<Place, Sums> = HashMap::new();
    let rank = |axis: usize, row: u32| columns.get(axis).map_or(NULL, |column| column.rank(row));
    let cell = |row: u32| [rank(0, row), rank(1, row)];
    let mut totals = Sums::default();
    for row in &complete {
        let kept = Kept::of(&sets, row);
        for sums in [cells.entry(cell(row)).or_default(), &mut totals] {
            sums.obligated += 1;
            sums.enumerated.add(kept);
        }
    }
    if asked.by.iter().any(|dimension| dimension.name == "agency_kind") {
        for row in (rows - &sets.enumerated) & &sets.met {
            cells.entry(cell(row)).or_default().others.add(Kept::of(&sets, row));
        }
    }
    let values = |ranks: Place| {
        let places = asked.by.iter().zip(&columns).zip(ranks);
        let value = |((dimension, column), rank): ((&crate::dimension::Dimension, &&Column), u32)| match rank {
            NULL => Json::Null,
            rank => dimension.value(index, &column.values, rank),
        };
        places.map(value).collect()
    };
    let cells = cells.into_iter().map(|(ranks, sums)| (values(ranks), sums)).collect();
    Ok(Counted { cells, totals })
}

impl Kept {
    fn of(sets: &Sets, row: u32) -> Self {
        let met = sets.met.contains(row);
        let is_in = |set: &Rows| u64::from(met && set.contains(row));
        Self { met: u64::from(met), stated: is_in(&sets.stated), by_edition: is_in(&sets.by_edition) }
    }

    fn add(&mut self, other: Self) {
        self.met += other.met;
        self.stated += other.stated;
        self.by_edition += other.by_edition;
    }
}
