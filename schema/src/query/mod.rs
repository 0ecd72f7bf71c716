//! The queries: a page of a list, pages of the lists within rows, rows by key. For tables with a public list the index
//! says which rows, in what order, how many, and the database gives the rows of the page; rows that only nest are read
//! and ordered by the database (`sql`).

mod paged;
mod rows;
mod sql;
mod worked;

use std::collections::HashMap;

use inovasi_entity::{Column, Table, with_table};

use crate::condition::Condition;
use crate::cursor::Place;
use crate::error::Error;
use crate::list::Checked;
use crate::row::Object;
use crate::snapshot::Snapshot;

pub(crate) use paged::{ordered, page};
pub(crate) use rows::{Wanted, Which, by_id, cells};
pub(crate) use worked::{row as worked_row, value as worked_value};

/// Rows of one page, in the list's order.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    pub(crate) rows: Vec<Object>,
    /// The place of each row.
    pub(crate) places: Vec<Place>,
    /// Rows of the whole list, where they were counted.
    pub(crate) total: Option<u64>,
    /// Whether the list goes on after this page.
    pub(crate) after: bool,
    /// Whether the list has rows before this page.
    pub(crate) before: bool,
    /// The row that the list is within, as a condition.
    pub(crate) of: Option<Condition>,
}

/// The lists within rows: those rows of a table whose `column` names the row.
pub(crate) struct Within {
    pub(crate) column: &'static Column,
    /// What else a row must be, where the column alone does not say the table.
    pub(crate) only: Option<Condition>,
    pub(crate) parents: Vec<String>,
}

/// Pages of the lists within rows, by parent: one statement whatever their number; of rows that only nest, one more for
/// their count.
pub(crate) async fn pages_within(
    snapshot: &Snapshot,
    table: &'static Table,
    checked: &Checked,
    within: Within,
    wanted: bool,
) -> Result<HashMap<String, Rows>, Error> {
    if snapshot.index.table(table.name).is_some() {
        return paged::pages_within(snapshot, table, checked, within, wanted).await;
    }
    let pages = with_table!(table.name, entity => {
        sql::pages_within::<entity::Entity>(snapshot, table, checked, within, wanted).await?
    });
    pages.ok_or_else(Error::internal)
}
