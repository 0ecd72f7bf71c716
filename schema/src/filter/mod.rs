//! The filters of a list: every column of its table, and those that reach beyond it.

mod reach;

use inovasi_entity::{Column, Kind, Table};

use crate::list::is_listed;
pub(crate) use reach::{AWARD, is_within};

/// The filters of a table's lists: its columns, then those that reach beyond it.
pub fn filters(table: &'static Table) -> impl Iterator<Item = &'static Column> {
    // What a list of ids holds is told by the rows that they name.
    let own = table.shown().filter(|column| !matches!(column.kind, Kind::References(_)));
    own.chain(reaching(table))
}

/// The filters that are no columns of the table.
pub fn reaching(table: &'static Table) -> impl Iterator<Item = &'static Column> {
    let filters = if is_listed(table) { reach::REACHING } else { &[] };
    let fits = move |filter: &&reach::Reaching| (filter.on)(table) && table.column(filter.column.name).is_none();
    filters.iter().filter(fits).map(|filter| &filter.column)
}

/// The filter of a name.
pub(crate) fn filter(table: &'static Table, name: &str) -> Option<&'static Column> {
    filters(table).find(|column| column.name == name)
}

/// The column of the index that a filter, facet or dimension looks at.
pub(crate) fn indexed(name: &'static str) -> &'static str {
    match name {
        "affair" => "affairs",
        "sdg" => "sdgs",
        "service_shift" => "service_shifts",
        "updated_since" => "updated_at",
        other => other,
    }
}
