//! Lists of rows that only nest, read and ordered by the database.

use std::collections::HashMap;

use inovasi_entity::{Column, Table, json_value, named};
use sea_orm::sea_query::{
    Condition as SqlCondition, Expr, ExprTrait, Func, NullOrdering, Order, Query, WindowStatement,
};
use sea_orm::{EntityTrait, ModelTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select, Value};

use super::{Rows, Within};
use crate::cursor::{Direction, Place, key_value};
use crate::error::{Code, Error};
use crate::list::{Checked, SortKey};
use crate::row::object;
use crate::snapshot::Snapshot;

/// Pages of the lists within rows, by parent.
pub(super) async fn pages_within<E: EntityTrait>(
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
            keys.push(json_value(column_of(key)?, &model.get(sort_column::<E>(table, key)?)));
        }
        page.places.push(Place(keys));
        page.rows.push(object::<E>(table, model)?);
    }
    Ok(page)
}

/// The column that a key orders by: the folded twin where there is one.
fn sort_column<E: EntityTrait>(table: &Table, key: &SortKey) -> Result<E::Column, Error> {
    let name = column_of(key)?.name;
    if table.folded == Some(name) {
        return Ok(named::<E>(&format!("{name}_folded"))?);
    }
    Ok(named::<E>(name)?)
}

/// The column of a key; these lists are not searched, so that every key has one.
fn column_of(key: &SortKey) -> Result<&'static Column, Error> {
    key.column.ok_or_else(Error::internal)
}

/// The rows beyond the place of a question: equal in the first keys and beyond in the next, for each key. Nulls are
/// last in both directions of a sort, so a null key has nothing after it and every value before it.
fn beyond<E: EntityTrait>(select: Select<E>, table: &Table, checked: &Checked) -> Result<Select<E>, Error> {
    let Some(Place(keys)) = &checked.place else { return Ok(select) };
    let mut any = SqlCondition::any();
    let mut equal = SqlCondition::all();
    for (key, said) in checked.sort.iter().zip(keys) {
        let column = sort_column::<E>(table, key)?;
        let value = key_value(said, &key.kind())
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
