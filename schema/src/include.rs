//! Related rows, nested into the rows of a REST answer; at most three statements a relation.

use inovasi_entity::Table;
use serde_json::Value as Json;

use crate::error::Error;
use crate::list::{check, is_listed};
use crate::query::{Wanted, by_id, pages_within};
use crate::question::{Question, Shape};
use crate::relation::{Relation, RelationKind, distinct, id, relations, sources, within};
use crate::row::Object;
use crate::snapshot::Snapshot;

/// Most rows of one relation that a row nests; its list has them all.
pub const NESTED: u64 = 100;

/// A relation that a row has more of than is nested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// Name of the relation.
    pub relation: String,
    /// How many rows it has.
    pub total: u64,
    /// Address of the list of all of them, if their table has a public list.
    pub url: Option<String>,
}

/// The names that `include` of a list takes.
#[must_use]
pub fn of_lists(of: &'static Table) -> Vec<String> {
    let nests = |relation: &Relation| match relation.kind {
        RelationKind::Many { table, .. } => of.name == "innovation" && is_listed(table),
        _ => true,
    };
    relations(of).into_iter().filter(nests).map(|relation| relation.name).collect()
}

/// The names that a detail shows: all.
pub(crate) fn of_details(of: &'static Table) -> Vec<String> {
    relations(of).into_iter().map(|relation| relation.name).collect()
}

/// The columns that some relations are found by.
pub(crate) fn needs(of: &'static Table, names: &[String]) -> Vec<&'static str> {
    let column = |relation: Relation| match relation.kind {
        RelationKind::One { column, .. } if names.contains(&relation.name) => Some(column.name),
        _ => None,
    };
    relations(of).into_iter().filter_map(column).collect()
}

/// Adds the relations named to the rows.
pub(crate) async fn add(
    snapshot: &Snapshot,
    of: &'static Table,
    rows: &mut [Object],
    names: &[String],
) -> Result<Vec<Cut>, Error> {
    let mut cut = Vec::new();
    for Relation { name, kind } in relations(of).into_iter().filter(|relation| names.contains(&relation.name)) {
        match kind {
            RelationKind::One { column, target } => {
                let ids = distinct(rows.iter(), column.name);
                let found = by_id(snapshot, target, ids, &Wanted::ALL).await?;
                for row in rows.iter_mut() {
                    let named = row.get(column.name).and_then(Json::as_str).unwrap_or_default();
                    let one = found.get(named).cloned();
                    row.insert(name.clone(), one.map_or(Json::Null, Json::Object));
                }
            }
            RelationKind::Many { table, column } => {
                let mut question = Question { limit: NESTED, counted: false, ..Question::default() };
                let (checked, _) = check(snapshot, table, question, &Shape::default()).await?;
                let all = within(of, table, column, distinct(rows.iter(), "id"));
                let mut pages = pages_within(snapshot, table, &checked, all, true).await?;
                let more: Vec<String> =
                    pages.iter().filter(|(_, page)| page.after).map(|(parent, _)| parent.clone()).collect();
                if !more.is_empty() {
                    question = Question { counted: true, ..Question::default() };
                    let (counting, _) = check(snapshot, table, question, &Shape::default()).await?;
                    let counts =
                        pages_within(snapshot, table, &counting, within(of, table, column, more), false).await?;
                    for (parent, page) in counts {
                        let list = format!("/v1/{}?{}={parent}", table.path(), column.name);
                        let url = is_listed(table).then_some(list);
                        cut.push(Cut { relation: name.clone(), total: page.total.unwrap_or(0), url });
                    }
                }
                for row in rows.iter_mut() {
                    let many = pages.remove(id(row)).unwrap_or_default().rows;
                    row.insert(name.clone(), many.into_iter().map(Json::Object).collect());
                }
            }
            RelationKind::Sources => {
                let mut found = sources(snapshot, of, distinct(rows.iter(), "id")).await?;
                for row in rows.iter_mut() {
                    let many = found.remove(id(row)).unwrap_or_default();
                    row.insert(name.clone(), many.into_iter().map(Json::Object).collect());
                }
            }
        }
    }
    Ok(cut)
}
