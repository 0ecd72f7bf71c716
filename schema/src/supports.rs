//! What rests on a source: how many rows of each table, and where they are.

use inovasi_entity::{Table, source};
use inovasi_index::Index;

use crate::list::listed_tables;

/// Rows of one table that rest on a source.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Support {
    /// The table.
    pub(crate) table: &'static Table,
    /// How many of its rows the source states, or a value of them.
    pub(crate) total: u64,
    /// Whether the table has a list.
    listed: bool,
}

impl Support {
    /// Address of the rows; None where they stand within others alone.
    pub(crate) fn url(&self, source: &str) -> Option<String> {
        self.listed.then(|| format!("/v1/{}?source={source}", self.table.path()))
    }
}

/// What rests on a source, table by table; those without such a row are left out.
pub(crate) fn supports(index: &Index, of: &str) -> Vec<Support> {
    let Some(rank) = index.table(source::TABLE.name).and_then(|sources| sources.ids.row(of)) else { return Vec::new() };
    let total = |table: &Table| Some(index.table(table.name)?.column("source")?.rows(rank).len());
    let listed = listed_tables().filter_map(|table| Some(Support { table, total: total(table)?, listed: true }));
    let unlisted = index
        .unlisted(rank)
        .filter_map(|(table, total)| Some(Support { table: inovasi_entity::table(table)?, total, listed: false }));
    listed.chain(unlisted).filter(|support| support.total > 0).collect()
}
