//! The queries: a page of a list, pages of the lists within rows, rows by key.

use std::collections::HashMap;

use inovasi_entity::{Column, Table, json_value, with_table};
use sea_orm::sea_query::{
    Condition as SqlCondition, Expr, ExprTrait, Func, NullOrdering, Order, Query, WindowStatement,
};
use sea_orm::{
    EntityTrait, ModelTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select, Value,
};

use crate::condition::Condition;
use crate::cursor::{Direction, Place, key_value};
use crate::error::{Code, Error};
use crate::list::{Checked, SortKey};
use crate::row::{Object, named, object};
use crate::snapshot::Snapshot;

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
}

/// The lists within rows: those rows of a table whose `column` names the row.
pub(crate) struct Within {
    pub(crate) column: &'static Column,
    /// What else a row must be, where the column alone does not say the table.
    pub(crate) only: Option<Condition>,
    pub(crate) parents: Vec<String>,
}

/// A page of a list; without `wanted` only its count.
pub(crate) async fn page(
    snapshot: &Snapshot,
    table: &'static Table,
    checked: &Checked,
    wanted: bool,
) -> Result<Rows, Error> {
    let page = with_table!(table.name, entity => {
        page_of::<entity::Entity>(snapshot, table, checked, wanted).await?
    });
    page.ok_or_else(Error::internal)
}

/// Pages of the lists within rows, by parent: two statements whatever their number.
pub(crate) async fn pages_within(
    snapshot: &Snapshot,
    table: &'static Table,
    checked: &Checked,
    within: Within,
    wanted: bool,
) -> Result<HashMap<String, Rows>, Error> {
    let pages = with_table!(table.name, entity => {
        pages_within_of::<entity::Entity>(snapshot, table, checked, within, wanted).await?
    });
    pages.ok_or_else(Error::internal)
}

/// Rows of a table grouped by the value of one of its columns, each group in the order of its ids.
pub(crate) async fn by_column(
    snapshot: &Snapshot,
    table: &'static Table,
    column: &str,
    values: Vec<String>,
) -> Result<HashMap<String, Vec<Object>>, Error> {
    let mut grouped: HashMap<String, Vec<Object>> = HashMap::new();
    if values.is_empty() {
        return Ok(grouped);
    }
    let rows: Option<Vec<Object>> = with_table!(table.name, entity => {
        let key = named::<entity::Entity>(column)?;
        let select = entity::Entity::find().filter(Expr::col(key).is_in(values));
        let models = select.order_by_asc(entity::Column::Id).all(&snapshot.transaction).await?;
        models.iter().map(|model| object::<entity::Entity>(table, model)).collect::<Result<_, _>>()?
    });
    for row in rows.unwrap_or_default() {
        let key = row.get(column).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
        grouped.entry(key).or_default().push(row);
    }
    Ok(grouped)
}

async fn page_of<E: EntityTrait>(
    snapshot: &Snapshot,
    table: &'static Table,
    checked: &Checked,
    wanted: bool,
) -> Result<Rows, Error>
where
    E::Model: Sync,
{
    let select = filtered::<E>(checked)?;
    let total = if checked.counted { Some(select.clone().count(&snapshot.transaction).await?) } else { None };
    if !wanted {
        return Ok(Rows { total, ..Rows::default() });
    }
    let mut select = beyond::<E>(select, table, checked)?;
    for (column, order, nulls) in order::<E>(table, checked)? {
        select = select.order_by_with_nulls(column, order, nulls);
    }
    let models = select.limit(checked.limit + 1).all(&snapshot.transaction).await?;
    Ok(Rows { total, ..rows::<E>(table, checked, models)? })
}

async fn pages_within_of<E: EntityTrait>(
    snapshot: &Snapshot,
    table: &'static Table,
    checked: &Checked,
    within: Within,
    wanted: bool,
) -> Result<HashMap<String, Rows>, Error>
where
    E::Model: Sync,
{
    let mut pages: HashMap<String, Rows> =
        within.parents.iter().map(|parent| (parent.clone(), Rows::default())).collect();
    let key = named::<E>(within.column.name)?;
    let mut select = filtered::<E>(checked)?.filter(Expr::col(key).is_in(within.parents.clone()));
    if let Some(only) = &within.only {
        select = select.filter(only.sql::<E>()?);
    }
    if checked.counted {
        let counted: Vec<(String, i64)> = select
            .clone()
            .select_only()
            .column(key)
            .column_as(Expr::col(named::<E>("id")?).count(), "rows")
            .group_by(key)
            .into_tuple()
            .all(&snapshot.transaction)
            .await?;
        pages.values_mut().for_each(|page| page.total = Some(0));
        for (parent, rows) in counted {
            pages.entry(parent).or_default().total = u64::try_from(rows).ok();
        }
    }
    if !wanted {
        return Ok(pages);
    }
    let mut select = numbered::<E>(beyond::<E>(select, table, checked)?, table, checked, key)?;
    for (column, order, nulls) in order::<E>(table, checked)? {
        select = select.order_by_with_nulls(column, order, nulls);
    }
    let mut grouped: HashMap<String, Vec<E::Model>> = HashMap::new();
    for model in select.all(&snapshot.transaction).await? {
        if let Value::String(Some(parent)) = model.get(key) {
            grouped.entry(parent).or_default().push(model);
        }
    }
    for parent in within.parents {
        let models = grouped.remove(&parent).unwrap_or_default();
        let total = pages.remove(&parent).and_then(|page| page.total);
        pages.insert(parent, Rows { total, ..rows::<E>(table, checked, models)? });
    }
    Ok(pages)
}

/// The first rows of each group: numbered within their group, so that a large group costs no memory.
fn numbered<E: EntityTrait>(
    select: Select<E>,
    table: &'static Table,
    checked: &Checked,
    key: E::Column,
) -> Result<Select<E>, Error> {
    let mut window = WindowStatement::partition_by(key);
    for (column, order, nulls) in order::<E>(table, checked)? {
        window.order_by_with_nulls(column, order, nulls);
    }
    let id = named::<E>("id")?;
    let mut inner = select.select_only().column(id).into_query();
    inner.expr_window_as(Func::cust("ROW_NUMBER"), window, "place");
    let first = Query::select()
        .column("id")
        .from_subquery(inner, "numbered")
        .and_where(Expr::col("place").lte(checked.limit + 1))
        .to_owned();
    Ok(E::find().filter(Expr::col(id).in_subquery(first)))
}

fn filtered<E: EntityTrait>(checked: &Checked) -> Result<Select<E>, Error> {
    let mut select = E::find();
    for condition in &checked.conditions {
        select = select.filter(condition.sql::<E>()?);
    }
    Ok(select)
}

fn order<E: EntityTrait>(table: &Table, checked: &Checked) -> Result<Vec<(E::Column, Order, NullOrdering)>, Error> {
    let backward = checked.direction == Direction::Backward;
    let nulls = if backward { NullOrdering::First } else { NullOrdering::Last };
    let key = |key: &SortKey| {
        let order = if key.descending == backward { Order::Asc } else { Order::Desc };
        Ok((sort_column::<E>(table, key)?, order, nulls))
    };
    checked.sort.iter().map(key).collect()
}

/// A page from the rows that were read, one more than it holds.
fn rows<E: EntityTrait>(table: &Table, checked: &Checked, mut models: Vec<E::Model>) -> Result<Rows, Error> {
    let limit = usize::try_from(checked.limit).unwrap_or(usize::MAX);
    let more = models.len() > limit;
    models.truncate(limit);
    let (after, before) = match checked.direction {
        Direction::Forward => (more, checked.place.is_some()),
        Direction::Backward => (checked.place.is_some(), more),
    };
    if checked.direction == Direction::Backward {
        models.reverse();
    }
    let mut page = Rows { after, before, ..Rows::default() };
    for model in &models {
        let mut keys = Vec::new();
        for key in &checked.sort {
            keys.push(json_value(key.column, &model.get(sort_column::<E>(table, key)?)));
        }
        page.places.push(Place(keys));
        page.rows.push(object::<E>(table, model)?);
    }
    Ok(page)
}

/// The column that a key orders by: the folded twin where there is one.
fn sort_column<E: EntityTrait>(table: &Table, key: &SortKey) -> Result<E::Column, Error> {
    if table.folded == Some(key.column.name) {
        return named::<E>(&format!("{}_folded", key.column.name));
    }
    named::<E>(key.column.name)
}

/// The rows beyond the place of a question: equal in the first keys and beyond in the next, for each key. Nulls are
/// last in both directions of a sort, so a null key has nothing after it and every value before it.
fn beyond<E: EntityTrait>(select: Select<E>, table: &Table, checked: &Checked) -> Result<Select<E>, Error> {
    let Some(Place(keys)) = &checked.place else { return Ok(select) };
    let mut any = SqlCondition::any();
    let mut equal = SqlCondition::all();
    for (key, said) in checked.sort.iter().zip(keys) {
        let column = sort_column::<E>(table, key)?;
        let value = key_value(said, &key.column.kind)
            .ok_or_else(|| Error::new(Code::InvalidCursor, "cursor: is not one of ours, take it from a page"))?;
        if let Some(step) = step::<E>(column, value.clone(), key.descending, checked.direction) {
            any = any.add(equal.clone().add(step));
        }
        equal = match value {
            Some(value) => equal.add(Expr::col(column).eq(value)),
            None => equal.add(Expr::col(column).is_null()),
        };
    }
    Ok(select.filter(any))
}

fn step<E: EntityTrait>(
    column: E::Column,
    value: Option<Value>,
    descending: bool,
    direction: Direction,
) -> Option<SqlCondition> {
    let column = || Expr::col(column);
    match (direction, value) {
        (Direction::Forward, None) => None,
        (Direction::Forward, Some(value)) => {
            let beyond = if descending { column().lt(value) } else { column().gt(value) };
            Some(SqlCondition::any().add(beyond).add(column().is_null()))
        }
        (Direction::Backward, None) => Some(SqlCondition::all().add(column().is_not_null())),
        (Direction::Backward, Some(value)) => {
            Some(SqlCondition::all().add(if descending { column().gt(value) } else { column().lt(value) }))
        }
    }
}
