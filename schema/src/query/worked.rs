//! What the index works out: columns that no database has, and whole rows of them.

use inovasi_entity::{Column, Kind, Table};
use inovasi_index::{Index, NULL, TableIndex, Values};
use serde_json::Value as Json;

use crate::row::Object;

/// A whole row of a table that is worked out.
pub(crate) fn row(index: &Index, table: &Table, row: u32) -> Object {
    table.columns.iter().map(|column| (column.name.to_owned(), value(index, table, column, row))).collect()
}

/// The value of a row in a column that is worked out.
pub(crate) fn value(index: &Index, table: &Table, column: &Column, row: u32) -> Json {
    let Some(own) = index.table(table.name) else { return Json::Null };
    match column.kind {
        Kind::Id => own.ids.id(row).into(),
        Kind::References(_) => meeting(index, own, row).into(),
        _ => one(index, own, column, row),
    }
}

fn one(index: &Index, own: &TableIndex, column: &Column, row: u32) -> Json {
    let Some(indexed) = own.column(column.name) else { return Json::Null };
    let rank = indexed.rank(row);
    if rank == NULL {
        return Json::Null;
    }
    let place = rank as usize;
    match &indexed.values {
        Values::Integers(numbers) => numbers.get(place).copied().into(),
        Values::Numbers(numbers) => numbers.get(place).copied().into(),
        Values::Words(words) if matches!(column.kind, Kind::Boolean) => {
            words.get(place).map(|word| word == "true").into()
        }
        Values::Words(words) => words.get(place).map(String::as_str).into(),
        Values::Rows(target) => index.table(target).map(|target| target.ids.id(rank)).into(),
        Values::Texts { .. } => Json::Null,
    }
}

/// The innovations of a row of compliance: those of its agency, with or without those of its units, in its year.
fn meeting(index: &Index, own: &TableIndex, row: u32) -> Vec<String> {
    let found = || {
        let innovations = index.table("innovation")?;
        let units = own.column("with_units")?;
        let units = units.word("true") == Ok(units.rank(row));
        let makers = innovations.column(if units { "agency" } else { "agency_id" })?;
        let Values::Integers(years) = &own.column("year")?.values else { return None };
        let year = *years.get(own.column("year")?.rank(row) as usize)?;
        let column = innovations.column("year")?;
        let rows = &*makers.rows(own.column("agency_id")?.rank(row)) & &*column.rows(column.integer(year).ok()?);
        Some(rows.iter().map(|row| innovations.ids.id(row).into_owned()).collect())
    };
    found().unwrap_or_default()
}
