//! What a revision holds, as counted.

use std::collections::BTreeMap;

use inovasi_entity::{Kind, Table, all_tables, region};
use inovasi_schema::{Error, Filled, Snapshot, filled, is_listed, list};
use serde_json::{Map, Value};

use super::about::{Holdings, Place};

type Row = Map<String, Value>;

/// What a revision holds: for descriptions, and how much of every column is filled.
#[derive(Debug)]
pub struct Counts {
    /// For descriptions.
    pub holdings: Holdings,
    /// How much of every column is filled, table by table.
    pub filled: Vec<Filled>,
}

/// Counts what a revision holds.
///
/// # Errors
/// If the database does not answer.
pub async fn counted(snapshot: &Snapshot) -> Result<Counts, Error> {
    let (mut rows, mut years, mut all) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
    for table in all_tables() {
        let filled = filled(snapshot, table).await?;
        rows.insert(table.name, filled.rows);
        all.push(filled);
        if is_listed(table)
            && let Some(span) = span(snapshot, table).await?
        {
            years.insert(table.name, span);
        }
    }
    Ok(Counts { holdings: Holdings { rows, years, place: place(snapshot).await? }, filled: all })
}

/// First and last year of a table whose rows have one.
async fn span(snapshot: &Snapshot, table: &'static Table) -> Result<Option<(i64, i64)>, Error> {
    if !table.column("year").is_some_and(|column| matches!(column.kind, Kind::Integer { .. })) {
        return Ok(None);
    }
    let first = first(snapshot, table, &[("sort", "year"), ("fields", "year")]).await?;
    let last = self::first(snapshot, table, &[("sort", "-year"), ("fields", "year"), ("year", "!null")]).await?;
    let year = |row: Option<Row>| row?.get("year")?.as_i64();
    Ok(year(first).zip(year(last)))
}

/// The country, where one region stands above all.
async fn place(snapshot: &Snapshot) -> Result<Option<Place>, Error> {
    let top = [("level", "0"), ("limit", "2")];
    let page = list(snapshot, &region::TABLE, &pairs(&top)).await?;
    let [row] = &page.rows[..] else { return Ok(None) };
    let text = |key: &str| row.get(key).and_then(|value| value.as_str()).map(str::to_owned);
    Ok(text("name").map(|name| Place { name, name_en: text("name_en"), iso_code: text("iso_code") }))
}

async fn first(snapshot: &Snapshot, table: &'static Table, said: &[(&str, &str)]) -> Result<Option<Row>, Error> {
    let mut said = pairs(said);
    said.push(("limit".to_owned(), "1".to_owned()));
    Ok(list(snapshot, table, &said).await?.rows.into_iter().next())
}

fn pairs(said: &[(&str, &str)]) -> Vec<(String, String)> {
    said.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}
