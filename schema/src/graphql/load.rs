//! Loads and answers what a request selects, edge by edge: one or two statements an edge, for all the rows it leaves
//! from. Loaders that wait a moment for more keys (as the executor's own do) were rejected: how many statements they
//! make depends on time, here it is what the text says.

use std::collections::HashMap;
use std::pin::Pin;

use inovasi_entity::{Column, Kind, Table, source};
use serde_json::{Map, Value as Json, json};

use super::connection::{self, asked};
use super::counted::{COMPLETENESS, completeness_of_each, object};
use super::failure::Failure;
use super::input::first_of_sources;
use super::names::{camel, global_id, pascal};
use super::plan::Selection;
use crate::completeness::{of_row, told_by};
use crate::error::Error;
use crate::query::{Wanted, by_id, pages_within};
use crate::relation::{Relation, RelationKind, distinct, id, relations, sources, within};
use crate::row::Object;
use crate::snapshot::Snapshot;
use crate::supports::{Support, supports};

pub(crate) type Loading<'a, T> = Pin<Box<dyn Future<Output = Result<T, Failure>> + Send + 'a>>;

/// Rows of a table as they are answered, each with what is selected of it and beneath it, in the order of the text.
pub(crate) fn objects<'a>(
    snapshot: &'a Snapshot,
    table: &'static Table,
    rows: &'a [&'a Object],
    selection: &'a Selection,
) -> Loading<'a, Vec<Json>> {
    Box::pin(async move {
        let mut objects: Vec<Map<String, Json>> = vec![Map::new(); rows.len()];
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let relations = relations(table);
        for field in selection.merged(&pascal(table.name))? {
            let relation = relations.iter().find(|relation| camel(&relation.name) == field.name);
            let values = match relation {
                Some(relation) => related(snapshot, table, relation, rows, &field).await?,
                None if field.name == COMPLETENESS => {
                    let answers: Vec<_> = rows.iter().map(|row| of_row(table, row)).collect();
                    let told = completeness_of_each(snapshot, table, &answers, &field, false).await;
                    told.map_err(|failure| failure.under(&field))?
                }
                None if field.name == SUPPORTS => {
                    rows.iter().map(|row| supported(snapshot, row, &field)).collect::<Result<_, _>>()?
                }
                None => rows.iter().map(|row| plain(table, row, &field.name)).collect(),
            };
            for (object, value) in objects.iter_mut().zip(values) {
                object.insert(field.key.clone(), value);
            }
        }
        Ok(objects.into_iter().map(Json::Object).collect())
    })
}

/// The field of a source that tells what rests on it.
pub(super) const SUPPORTS: &str = "supports";

fn supported(snapshot: &Snapshot, row: &Object, field: &Selection) -> Result<Json, Failure> {
    let told = |support: &Support| {
        let json = json!({"table": support.table.plural, "total_count": support.total, "url": support.url(id(row))});
        object("SourceSupport", &json, field)
    };
    let all = supports(&snapshot.index, id(row)).iter().map(told).collect::<Result<Vec<Json>, _>>();
    Ok(all.map_err(|failure| failure.in_list().under(field))?.into())
}

/// The rows of many lists answered as one, and given back to each list.
pub(crate) async fn split(
    snapshot: &Snapshot,
    table: &'static Table,
    lists: &[&[Object]],
    selection: &Selection,
) -> Result<Vec<Vec<Json>>, Failure> {
    let rows: Vec<&Object> = lists.iter().copied().flatten().collect();
    let mut all = objects(snapshot, table, &rows, selection).await?.into_iter();
    Ok(lists.iter().map(|list| all.by_ref().take(list.len()).collect()).collect())
}

/// The columns that selections of a row need: those selected, and those that lead to other rows.
pub(crate) fn wanted(table: &'static Table, selections: &[Selection]) -> Wanted {
    let relations = relations(table);
    let needed = |name: &str| {
        let column = table.shown().find(|column| camel(column.name) == name).map(|column| column.name);
        let led = || match relations.iter().find(|relation| camel(&relation.name) == name)?.kind {
            RelationKind::One { column, .. } => Some(column.name),
            _ => None,
        };
        column.or_else(led).or((name == "updatedAt").then_some("updated_at"))
    };
    let children = || selections.iter().flat_map(|selection| &selection.children);
    let complete = children().any(|child| child.name == COMPLETENESS);
    Wanted::only(children().filter_map(|child| needed(&child.name)).chain(told_by(table).filter(|_| complete)))
}

/// A value of the row itself.
fn plain(table: &Table, row: &Object, name: &str) -> Json {
    match name {
        "__typename" => pascal(table.name).into(),
        "id" => global_id(table, id(row)).into(),
        "slug" => id(row).into(),
        _ => {
            let value = |column: &str| row.get(column).cloned().unwrap_or(Json::Null);
            match table.shown().find(|column| camel(column.name) == name) {
                Some(Column { kind: Kind::Closed(_), name, .. }) => match value(name) {
                    Json::String(code) => code.to_uppercase().into(),
                    other => other,
                },
                Some(column) => value(column.name),
                None => value("updated_at"),
            }
        }
    }
}

async fn related(
    snapshot: &Snapshot,
    of: &'static Table,
    relation: &Relation,
    rows: &[&Object],
    field: &Selection,
) -> Result<Vec<Json>, Failure> {
    let fails = |error: Error| Failure::at(field, error);
    match relation.kind {
        RelationKind::One { column, target } => {
            let ids = distinct(rows.iter().copied(), column.name);
            // The id alone is in the row already.
            let named = field.children.iter().all(|child| ["id", "slug", "__typename"].contains(&child.name.as_str()));
            let found: Vec<Object> = if named {
                ids.into_iter().map(|id| Object::from_iter([("id".to_owned(), Json::from(id))])).collect()
            } else {
                let wanted = wanted(target, std::slice::from_ref(field));
                by_id(snapshot, target, ids, &wanted).await.map_err(fails)?.into_values().collect()
            };
            let found: Vec<&Object> = found.iter().collect();
            let answers = objects(snapshot, target, &found, field).await.map_err(|failure| failure.under(field))?;
            let by_id: HashMap<&str, &Json> = found.iter().map(|row| id(row)).zip(&answers).collect();
            let one = |row: &&Object| Some((*by_id.get(row.get(column.name)?.as_str()?)?).clone());
            Ok(rows.iter().map(|row| one(row).unwrap_or(Json::Null)).collect())
        }
        RelationKind::Many { table, column } => {
            let (checked, wanted) = asked(snapshot, table, field).await?;
            let all = within(of, table, column, distinct(rows.iter().copied(), "id"));
            let pages = pages_within(snapshot, table, &checked, all, wanted).await.map_err(fails)?;
            let pages: HashMap<&str, _> = pages.iter().map(|(parent, page)| (parent.as_str(), page)).collect();
            // Two of the rows may be the same one: each gets its page.
            let pages: Vec<_> = rows.iter().filter_map(|row| pages.get(id(row)).copied()).collect();
            connection::answers(snapshot, table, field, &checked, &pages).await
        }
        RelationKind::Sources => {
            let first = first_of_sources(&field.arguments).map_err(fails)?;
            let found = sources(snapshot, of, distinct(rows.iter().copied(), "id")).await.map_err(fails)?;
            let some = |row: &&Object| found.get(id(row)).map_or(&[][..], |all| &all[..first.min(all.len())]);
            let lists: Vec<&[Object]> = rows.iter().map(some).collect();
            let split = split(snapshot, &source::TABLE, &lists, field).await;
            let split = split.map_err(|failure| failure.in_list().under(field))?;
            Ok(split.into_iter().map(|list| json!(list)).collect())
        }
    }
}
