//! The queries: one list, one detail, for every table.

use inovasi_entity::{ChangeOperation, Table, change, json_value, with_table};
use sea_orm::sea_query::{Condition, Expr, ExprTrait, NullOrdering, Order};
use sea_orm::{ColumnTrait, EntityTrait, ModelTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Value};

use serde_json::{Value as Json, json};

use crate::cursor::{Cursor, Direction, key_value};
use crate::error::{Code, Error};
use crate::include::{self, Cut};
use crate::list::{Checked, SortKey, check};
use crate::row::{Object, named, object};
use crate::snapshot::Snapshot;

/// A page of a list.
#[derive(Debug)]
pub struct Page {
    /// The rows.
    pub rows: Vec<Object>,
    /// Rows of the whole filtered list.
    pub total: u64,
    /// Rows a page.
    pub limit: u64,
    /// Query of the first page.
    pub said: Vec<(String, String)>,
    /// Cursor of the page after.
    pub next: Option<String>,
    /// Cursor of the page before.
    pub previous: Option<String>,
}

/// Answers a list from a query string's pairs.
///
/// # Errors
/// Every fault of the request at once; `unavailable`.
pub async fn list(snapshot: &Snapshot, table: &'static Table, pairs: &[(String, String)]) -> Result<Page, Error> {
    let checked = check(snapshot, table, pairs).await?;
    let page = with_table!(table.name, entity => page::<entity::Entity>(snapshot, table, checked).await?);
    page.ok_or_else(|| Error::new(Code::Internal, "a fault of ours, it was logged"))
}

/// Answers a detail: the row with everything that is related to it, and its sources; and which relations were cut.
///
/// # Errors
/// `not_found`, `gone` with the row as it was, `unavailable`.
pub async fn detail(snapshot: &Snapshot, table: &'static Table, id: &str) -> Result<(Object, Vec<Cut>), Error> {
    if id.contains('\0') {
        return Err(Error::new(Code::NotFound, format!("no {} has a NUL in its id", table.name)));
    }
    let found = with_table!(table.name, entity => {
        match entity::Entity::find_by_id(id).one(&snapshot.transaction).await? {
            Some(model) => Some(object::<entity::Entity>(table, &model)?),
            None => None,
        }
    });
    let Some(row) = found.flatten() else { return Err(absent(snapshot, table, id).await?) };
    let mut rows = [row];
    let cut = include::add(snapshot, table, &mut rows, &include::of_details(table)).await?;
    let [row] = rows;
    Ok((row, cut))
}

async fn absent(snapshot: &Snapshot, table: &Table, id: &str) -> Result<Error, Error> {
    let last = change::Entity::find()
        .filter(change::Column::Table.eq(table.name))
        .filter(change::Column::RowId.eq(id))
        .order_by_desc(change::Column::Revision)
        .one(&snapshot.transaction)
        .await?;
    Ok(match last {
        Some(change) if change.operation == ChangeOperation::Deleted => {
            let detail = format!("{id:?} was deleted in revision {}", change.revision);
            let row: Json = serde_json::from_str(&change.row).unwrap_or_default();
            let tombstone = json!({"table": change.table, "revision": change.revision, "row": row});
            Error { tombstone: Some(Box::new(tombstone)), ..Error::new(Code::Gone, detail) }
        }
        _ => Error::new(Code::NotFound, format!("no {} {id:?}; /v1/{} lists them", table.name, table.path())),
    })
}

async fn page<E: EntityTrait>(snapshot: &Snapshot, table: &'static Table, checked: Checked) -> Result<Page, Error>
where
    E::Model: Sync,
{
    let mut select = E::find();
    for condition in &checked.conditions {
        select = select.filter(condition.sql::<E>()?);
    }
    let total = select.clone().count(&snapshot.transaction).await?;
    let direction = checked.cursor.as_ref().map_or(Direction::Forward, |cursor| cursor.direction);
    if let Some(cursor) = &checked.cursor {
        select = select.filter(beyond::<E>(table, &checked.sort, cursor)?);
    }
    for key in &checked.sort {
        let column = sort_column::<E>(table, key)?;
        let backward = direction == Direction::Backward;
        let order = if key.descending == backward { Order::Asc } else { Order::Desc };
        let nulls = if backward { NullOrdering::First } else { NullOrdering::Last };
        select = select.order_by_with_nulls(column, order, nulls);
    }
    let mut models = select.limit(checked.limit + 1).all(&snapshot.transaction).await?;
    let limit = usize::try_from(checked.limit).unwrap_or(usize::MAX);
    let more = models.len() > limit;
    models.truncate(limit);
    if direction == Direction::Backward {
        models.reverse();
    }
    let place = |model: Option<&E::Model>, direction| -> Result<Option<String>, Error> {
        let Some(model) = model else { return Ok(None) };
        let mut keys = Vec::new();
        for key in &checked.sort {
            keys.push(json_value(key.column, &model.get(sort_column::<E>(table, key)?)));
        }
        Ok(Some(Cursor { direction, keys }.encode(&checked.binding)))
    };
    let (after, before) = match direction {
        Direction::Forward => (more, checked.cursor.is_some()),
        Direction::Backward => (true, more),
    };
    let next = if after { place(models.last(), Direction::Forward)? } else { None };
    let previous = if before { place(models.first(), Direction::Backward)? } else { None };
    let mut rows = models.iter().map(|model| object::<E>(table, model)).collect::<Result<Vec<_>, _>>()?;
    include::add(snapshot, table, &mut rows, &checked.include).await?;
    if let Some(fields) = &checked.fields {
        for row in &mut rows {
            row.retain(|name, _| {
                table.column(name).is_none() && name != "updated_at" || fields.contains(&name.as_str())
            });
        }
    }
    Ok(Page { rows, total, limit: checked.limit, said: checked.said, next, previous })
}

/// The column that a key orders by: the folded twin where there is one.
fn sort_column<E: EntityTrait>(table: &Table, key: &SortKey) -> Result<E::Column, Error> {
    if table.folded == Some(key.column.name) {
        return named::<E>(&format!("{}_folded", key.column.name));
    }
    named::<E>(key.column.name)
}

/// The rows beyond a cursor: equal in the first keys and beyond in the next, for each key. Nulls are last in both
/// directions of a sort, so a null key has nothing after it and every value before it.
fn beyond<E: EntityTrait>(table: &Table, sort: &[SortKey], cursor: &Cursor) -> Result<Condition, Error> {
    let mut any = Condition::any();
    let mut equal = Condition::all();
    for (key, said) in sort.iter().zip(&cursor.keys) {
        let column = sort_column::<E>(table, key)?;
        let value = key_value(said, &key.column.kind)
            .ok_or_else(|| Error::new(Code::InvalidCursor, "cursor: is not one of ours, take it from links"))?;
        if let Some(step) = step::<E>(column, value.clone(), key.descending, cursor.direction) {
            any = any.add(equal.clone().add(step));
        }
        equal = match value {
            Some(value) => equal.add(Expr::col(column).eq(value)),
            None => equal.add(Expr::col(column).is_null()),
        };
    }
    Ok(any)
}

fn step<E: EntityTrait>(
    column: E::Column,
    value: Option<Value>,
    descending: bool,
    direction: Direction,
) -> Option<Condition> {
    let column = || Expr::col(column);
    match (direction, value) {
        (Direction::Forward, None) => None,
        (Direction::Forward, Some(value)) => {
            let beyond = if descending { column().lt(value) } else { column().gt(value) };
            Some(Condition::any().add(beyond).add(column().is_null()))
        }
        (Direction::Backward, None) => Some(Condition::all().add(column().is_not_null())),
        (Direction::Backward, Some(value)) => {
            Some(Condition::all().add(if descending { column().gt(value) } else { column().lt(value) }))
        }
    }
}
