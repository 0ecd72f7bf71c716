//! Rows by their ids, with those of their columns that are wanted.

use std::collections::HashMap;

use inovasi_entity::{Column, Kind, Table, json_value};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Order, Query};
use sea_orm::{ConnectionTrait, DbErr, QueryResult, Value};
use serde_json::Value as Json;

use super::worked;
use crate::error::Error;
use crate::row::Object;
use crate::snapshot::Snapshot;

/// The columns of a table that are read; all where nothing is said.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wanted(Option<Vec<&'static str>>);

impl Wanted {
    /// All columns.
    pub(crate) const ALL: Self = Self(None);

    /// These and the id.
    pub(crate) fn only(names: impl IntoIterator<Item = &'static str>) -> Self {
        Self(Some(names.into_iter().collect()))
    }

    /// Also these.
    pub(crate) fn and(mut self, names: impl IntoIterator<Item = &'static str>) -> Self {
        if let Some(wanted) = &mut self.0 {
            wanted.extend(names);
        }
        self
    }

    fn has(&self, name: &str) -> bool {
        self.0.as_ref().is_none_or(|wanted| name == "id" || wanted.contains(&name))
    }
}

/// The rows of some ids, by id; one statement, none for rows that are worked out.
pub(crate) async fn by_id(
    snapshot: &Snapshot,
    table: &'static Table,
    ids: Vec<String>,
    wanted: &Wanted,
) -> Result<HashMap<String, Object>, Error> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let mut rows = if table.is_derived() {
        ids.into_iter().map(|id| (id, Object::new())).collect()
    } else {
        stored(snapshot, table, ids, wanted).await?
    };
    let worked: Vec<&'static Column> = if table.is_derived() { table.columns } else { table.derived }
        .iter()
        .filter(|column| wanted.has(column.name))
        .collect();
    if worked.is_empty() {
        return Ok(rows);
    }
    // Rows that are worked out are there if and only if the index has them.
    let Some(own) = snapshot.index.table(table.name) else { return Ok(HashMap::new()) };
    rows.retain(|id, object| {
        let Some(row) = own.ids.row(id) else { return false };
        // In the order of the declaration, before the instant that ends a row.
        let updated = object.shift_remove("updated_at");
        for column in &worked {
            object.insert(column.name.to_owned(), worked::value(&snapshot.index, table, column, row));
        }
        object.extend(updated.map(|instant| ("updated_at".to_owned(), instant)));
        true
    });
    Ok(rows)
}

/// What the database has of rows, as objects.
async fn stored(
    snapshot: &Snapshot,
    table: &'static Table,
    ids: Vec<String>,
    wanted: &Wanted,
) -> Result<HashMap<String, Object>, Error> {
    let columns: Vec<&'static Column> = table.columns.iter().filter(|column| wanted.has(column.name)).collect();
    let updated = wanted.has("updated_at");
    let found = cells(snapshot, table, Which::Ids(ids), &columns, updated).await?;
    let names = || columns.iter().map(|column| column.name).chain(updated.then_some("updated_at"));
    let mut rows = HashMap::with_capacity(found.len());
    for row in found {
        let object: Object = names().map(str::to_owned).zip(row).collect();
        rows.insert(crate::relation::id(&object).to_owned(), object);
    }
    Ok(rows)
}

/// Which rows are read.
pub(crate) enum Which {
    /// Those of some ids, in no order.
    Ids(Vec<String>),
    /// The next ones after an id, so many at most, in the order of ids.
    After(Option<String>, u64),
}

/// The cells of rows that the database has, each row in the order of the columns, then the instant of its update if that
/// is wanted; one statement.
pub(crate) async fn cells(
    snapshot: &Snapshot,
    table: &Table,
    which: Which,
    columns: &[&'static Column],
    updated: bool,
) -> Result<Vec<Vec<Json>>, Error> {
    let names = columns.iter().map(|column| column.name).chain(updated.then_some("updated_at"));
    let mut select = Query::select();
    select.columns(names.map(Alias::new)).from(Alias::new(table.name));
    match which {
        Which::Ids(ids) => {
            select.and_where(Expr::col("id").is_in(ids));
        }
        Which::After(after, most) => {
            if let Some(after) = after {
                select.and_where(Expr::col("id").gt(after));
            }
            select.order_by("id", Order::Asc).limit(most);
        }
    }
    let found = snapshot.transaction.query_all(&select).await?;
    let mut rows = Vec::with_capacity(found.len());
    for row in &found {
        let mut cells = Vec::with_capacity(columns.len() + 1);
        for (place, column) in columns.iter().enumerate() {
            cells.push(json_value(column, &value(row, place, column.kind)?));
        }
        if updated {
            cells.push(row.try_get_by_index::<Option<String>>(columns.len())?.into());
        }
        rows.push(cells);
    }
    Ok(rows)
}

/// A value of a row, by its place.
fn value(row: &QueryResult, place: usize, kind: Kind) -> Result<Value, DbErr> {
    Ok(match kind {
        Kind::Integer { .. } => Value::Int(row.try_get_by_index(place)?),
        Kind::Number { .. } => Value::Double(row.try_get_by_index(place)?),
        Kind::Boolean => Value::Bool(row.try_get_by_index(place)?),
        _ => Value::String(row.try_get_by_index(place)?),
    })
}
