//! Loads what a request selects, edge by edge: one or two statements an edge, for all the rows it leaves from. Loaders
//! that wait a moment for more keys (as the executor's own do) were rejected: how many statements they make depends on
//! time, here it is what the text says.

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::Arc;

use async_graphql::Value;
use inovasi_entity::{Table, source};
use serde_json::Value as Json;

use super::input::question;
use super::names::{camel, pascal};
use super::plan::Selection;
use crate::cursor::Direction;
use crate::error::Error;
use crate::list::{Checked, check};
use crate::query::{self, Rows, by_column, pages_within};
use crate::question::{DEFAULT_ROWS, Shape};
use crate::relation::{RelationKind, distinct, id, relations, sources, within};
use crate::row::Object;
use crate::snapshot::Snapshot;

/// A row with everything that was selected beneath it.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) table: &'static Table,
    pub(crate) row: Object,
    /// By name in the answer.
    pub(crate) related: HashMap<String, Related>,
}

/// What stands beneath a row.
#[derive(Debug)]
pub(crate) enum Related {
    One(Option<Arc<Node>>),
    Many(Vec<Arc<Node>>),
    Connection(Arc<Connection>),
}

/// A page of a list.
#[derive(Debug, Default)]
pub(crate) struct Connection {
    pub(crate) total: Option<u64>,
    pub(crate) cursors: Vec<String>,
    pub(crate) after: bool,
    pub(crate) before: bool,
    /// The rows as each selection within shows them: by name of `nodes`, or of `edges` and `node`.
    sets: HashMap<(String, Option<String>), Vec<Arc<Node>>>,
}

impl Connection {
    /// The rows of a selection of `nodes`.
    pub(crate) fn nodes(&self, key: &str) -> &[Arc<Node>] {
        self.sets.get(&(key.to_owned(), None)).map_or(&[], Vec::as_slice)
    }

    /// The row of one edge, by the name of `node` in the answer.
    pub(crate) fn node_of_edge(&self, edges: &str, place: usize, node: &str) -> Option<&Arc<Node>> {
        self.sets.get(&(edges.to_owned(), Some(node.to_owned())))?.get(place)
    }
}

type Loading<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'a>>;

/// Rows of a table with what is selected beneath them.
pub(crate) fn nodes<'a>(
    snapshot: &'a Snapshot,
    table: &'static Table,
    rows: Vec<Object>,
    selected: Vec<Selection>,
) -> Loading<'a, Vec<Arc<Node>>> {
    Box::pin(async move {
        let related = |_: &Object| HashMap::new();
        let mut nodes: Vec<Node> = rows.into_iter().map(|row| Node { table, related: related(&row), row }).collect();
        if !nodes.is_empty() {
            let relations = relations(table);
            for selection in &selected {
                let found = relations.iter().find(|relation| camel(&relation.name) == selection.name);
                if let Some(relation) = found {
                    relate(snapshot, table, relation.kind, selection, &mut nodes).await?;
                }
            }
        }
        Ok(nodes.into_iter().map(Arc::new).collect())
    })
}

/// The page of a whole list.
pub(crate) async fn connection(
    snapshot: &Snapshot,
    table: &'static Table,
    selection: &Selection,
) -> Result<Connection, Error> {
    let (checked, wanted) = asked(snapshot, table, selection).await?;
    let page = query::page(snapshot, table, &checked, wanted).await?;
    let pages = connections(snapshot, table, selection, &checked, vec![page]).await?;
    Ok(pages.into_iter().next().unwrap_or_default())
}

async fn relate(
    snapshot: &Snapshot,
    of: &'static Table,
    kind: RelationKind,
    selection: &Selection,
    nodes_of: &mut [Node],
) -> Result<(), Error> {
    let rows = || nodes_of.iter().map(|node| &node.row);
    match kind {
        RelationKind::One { column, target } => {
            let ids = distinct(rows(), column.name);
            let selected = Selection::merged(&[selection], &pascal(target.name));
            // The id alone is in the row already.
            let named = selected.iter().all(|child| ["id", "slug", "__typename"].contains(&child.name.as_str()));
            let found: Vec<Object> = if named {
                ids.into_iter().map(|id| Object::from_iter([("id".to_owned(), Json::from(id))])).collect()
            } else {
                by_column(snapshot, target, "id", ids).await?.into_values().flatten().collect()
            };
            let found = nodes(snapshot, target, found, selected).await?;
            let found: HashMap<&str, &Arc<Node>> = found.iter().map(|node| (id(&node.row), node)).collect();
            for node in nodes_of.iter_mut() {
                let named = node.row.get(column.name).and_then(Json::as_str);
                let one = named.and_then(|id| found.get(id)).copied().cloned();
                node.related.insert(selection.key.clone(), Related::One(one));
            }
        }
        RelationKind::Many { table, column } => {
            let (checked, wanted) = asked(snapshot, table, selection).await?;
            let parents: Vec<String> = rows().map(|row| id(row).to_owned()).collect();
            let all = within(of, table, column, distinct(rows(), "id"));
            let mut pages = pages_within(snapshot, table, &checked, all, wanted).await?;
            // Two nodes may be the same row; the first takes the page, the others get a copy.
            let pages = parents.iter().map(|parent| pages.get_mut(parent).map(copy).unwrap_or_default()).collect();
            let pages = connections(snapshot, table, selection, &checked, pages).await?;
            for (node, page) in nodes_of.iter_mut().zip(pages) {
                node.related.insert(selection.key.clone(), Related::Connection(Arc::new(page)));
            }
        }
        RelationKind::Sources => {
            let mut found = sources(snapshot, of, distinct(rows(), "id")).await?;
            let first = match selection.arguments.get("first") {
                Some(Value::Number(number)) => number.as_u64().unwrap_or(DEFAULT_ROWS),
                _ => DEFAULT_ROWS,
            };
            let first = usize::try_from(first).unwrap_or(usize::MAX);
            let per_node: Vec<Vec<Object>> = rows()
                .map(|row| {
                    let mut many = found.get_mut(id(row)).cloned().unwrap_or_default();
                    many.truncate(first);
                    many
                })
                .collect();
            let selected = Selection::merged(&[selection], "Source");
            let split = flattened(snapshot, &source::TABLE, per_node, selected).await?;
            for (node, many) in nodes_of.iter_mut().zip(split) {
                node.related.insert(selection.key.clone(), Related::Many(many));
            }
        }
    }
    Ok(())
}

fn copy(page: &mut Rows) -> Rows {
    let Rows { rows, places, total, after, before } = page;
    Rows { rows: rows.clone(), places: places.clone(), total: *total, after: *after, before: *before }
}

/// What a selection asks of a list: the checked question, and whether any of its rows are wanted.
async fn asked(snapshot: &Snapshot, table: &'static Table, selection: &Selection) -> Result<(Checked, bool), Error> {
    let selects = |name: &[&str]| selection.children.iter().any(|child| name.contains(&child.name.as_str()));
    let mut question = question(table, &selection.arguments);
    question.counted = selects(&["totalCount"]);
    let (checked, _) = check(snapshot, table, question, &Shape::default()).await?;
    Ok((checked, selects(&["nodes", "edges", "pageInfo"])))
}

/// Pages as they are answered: for every selection of their rows these rows once more, with what is beneath them.
async fn connections(
    snapshot: &Snapshot,
    table: &'static Table,
    selection: &Selection,
    checked: &Checked,
    pages: Vec<Rows>,
) -> Result<Vec<Connection>, Error> {
    let mut connections: Vec<Connection> = pages
        .iter()
        .map(|page| Connection {
            total: page.total,
            cursors: page.places.iter().map(|place| place.encode(&checked.binding, Direction::Forward)).collect(),
            after: page.after,
            before: page.before,
            sets: HashMap::new(),
        })
        .collect();
    let name = pascal(table.name);
    for child in Selection::merged(&[selection], &format!("{name}Connection")) {
        let sets: Vec<(Option<String>, Vec<Selection>)> = match child.name.as_str() {
            "nodes" => vec![(None, Selection::merged(&[&child], &name))],
            "edges" => Selection::merged(&[&child], &format!("{name}Edge"))
                .into_iter()
                .filter(|field| field.name == "node")
                .map(|field| (Some(field.key.clone()), Selection::merged(&[&field], &name)))
                .collect(),
            _ => Vec::new(),
        };
        for (node, selected) in sets {
            let rows = pages.iter().map(|page| page.rows.clone()).collect();
            let split = flattened(snapshot, table, rows, selected).await?;
            for (connection, set) in connections.iter_mut().zip(split) {
                connection.sets.insert((child.key.clone(), node.clone()), set);
            }
        }
    }
    Ok(connections)
}

/// Loads the rows of many lists as one, and gives each list its own back.
async fn flattened(
    snapshot: &Snapshot,
    table: &'static Table,
    lists: Vec<Vec<Object>>,
    selected: Vec<Selection>,
) -> Result<Vec<Vec<Arc<Node>>>, Error> {
    let lengths: Vec<usize> = lists.iter().map(Vec::len).collect();
    let mut all = nodes(snapshot, table, lists.into_iter().flatten().collect(), selected).await?.into_iter();
    Ok(lengths.into_iter().map(|length| all.by_ref().take(length).collect()).collect())
}
