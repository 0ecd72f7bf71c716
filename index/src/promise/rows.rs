//! The promise as a table: a row for every agency, year and way of counting.

use super::kept::BASES;
use super::{Promise, Reckoned, STATUSES, Status, WAYS};
use crate::column::{Column, NULL, Values};
use crate::derive::provinces;
use crate::made::integers;
use crate::table::{Index, TableIndex};

/// What the id of a row of an agency counted alone ends in.
const OWN: &str = "--own";

/// Columns of agencies that are also those of their rows, each with its name there. What stands above an agency is asked
/// of the agencies themselves (`TableIndex::made_for`): repeated for each row it would fill much memory.
const OF_AGENCIES: [(&str, &str); 2] = [("region_id", "region_id"), ("kind", "agency_kind")];

/// The table; None where it cannot be made.
pub(crate) fn compliance(index: &Index, promise: &Promise) -> Option<TableIndex> {
    let (agencies, mandates) = (index.table("agency")?, index.table("mandate")?);
    let suffixes =
        promise.years.clone().flat_map(|year| ["", OWN].map(|way| format!("--{year}{way}"))).collect::<Vec<_>>();
    let times = u32::try_from(suffixes.len()).ok()?;
    let count = agencies.ids.len();
    let mut table = TableIndex::new(agencies.ids.made("agency", suffixes));
    let mut add = |name: &str, column: Column| table.columns.insert(name.to_owned(), column);
    for (of, name) in OF_AGENCIES {
        add(name, agencies.column(of)?.spread(count, times));
    }
    add("agency_id", Column::identity("agency", count).spread(count, times));
    add("province", provinces(index, agencies)?.spread(count, times));
    let years: Vec<i32> = promise.years.clone().collect();
    let ways = u32::try_from(WAYS).ok()?;
    let span = years.len();
    let of_year = (0..times).map(|place| place / ways);
    add("year", Column::cycle(Values::Integers(years), span, of_year.collect(), count));
    // A row that counts units comes before the one that does not; ranks are those of `false` and `true`.
    let with_units = (0..times).map(|place| u32::from(place % ways == 0));
    add("with_units", Column::cycle(booleans(), 2, with_units.collect(), count));
    let rows = &promise.rows;
    add("innovations", integers(rows.iter().map(|row| i32::try_from(row.innovations).ok())));
    let required = |row: &Reckoned| mandates.integer("required", row.mandate?);
    add("required", integers(rows.iter().map(required)));
    let status = |row: &Reckoned| match row.status {
        Status::Met => 0,
        Status::NotObligated => 1,
        Status::NotRecorded => 2,
    };
    add("status", Column::one(words(&STATUSES), STATUSES.len(), rows.iter().map(status).collect()));
    add("basis", bases(rows));
    let mandate = |row: &Reckoned| row.mandate.unwrap_or(NULL);
    let all = rows.iter().map(mandate).collect();
    add("mandate_id", Column::one(Values::Rows("mandate".into()), mandates.ids.len(), all));
    let enumerated = |row: &Reckoned| {
        u32::from(row.mandate.and_then(|mandate| mandates.word("enumerated", mandate)) == Some("true"))
    };
    add("enumerated", Column::one(booleans(), 2, rows.iter().map(enumerated).collect()));
    Some(table)
}

fn words(words: &[&str]) -> Values {
    Values::Words(words.iter().map(|word| (*word).to_owned()).collect())
}

fn booleans() -> Values {
    words(&["false", "true"])
}

/// Bases in the order of their codes.
fn bases(rows: &[Reckoned]) -> Column {
    let mut codes = BASES;
    codes.sort_unstable();
    let rank = |basis: usize| codes.iter().position(|code| *code == BASES[basis]);
    let rank = |row: &Reckoned| row.basis.and_then(rank).and_then(|rank| u32::try_from(rank).ok()).unwrap_or(NULL);
    Column::one(words(&codes), codes.len(), rows.iter().map(rank).collect())
}
