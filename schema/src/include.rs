//! Related rows: which a table has, and how they are added to its rows with one statement each.

use std::collections::HashMap;

use inovasi_entity::{Kind, TABLES, Table, evidence, source, table, with_table};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::Value as Json;

use crate::error::Error;
use crate::list::LISTED;
use crate::row::{Object, named, object};
use crate::snapshot::Snapshot;

/// Most rows of one relation that a detail nests; its list has them all.
const NESTED: usize = 100;

/// A relation that a row has more of than is nested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// Name of the relation.
    pub relation: String,
    /// How many rows it has.
    pub total: usize,
    /// Address of the list of all of them, if their table has a public list.
    pub url: Option<String>,
}

/// One relation: to the row that a column names, or from the rows whose column names this one.
enum Relation {
    One { column: &'static str, target: &'static str },
    Many { table: &'static Table, column: &'static str },
    Sources,
}

fn relations(of: &'static Table) -> Vec<(String, Relation)> {
    let mut found = Vec::new();
    for column in of.columns {
        if let Kind::Reference(target) = column.kind {
            let name = column.name.trim_end_matches("_id").to_owned();
            found.push((name, Relation::One { column: column.name, target }));
        }
    }
    for other in TABLES.iter().copied().filter(|other| other.name != "evidence") {
        for column in other.columns {
            if matches!(column.kind, Kind::Reference(target) if target == of.name) {
                let taken = found.iter().any(|(name, _): &(String, Relation)| name == other.plural);
                let name = if other.name == of.name { "children".into() } else { other.plural.to_owned() };
                let name = if taken { format!("{name}_by_{}", column.name.trim_end_matches("_id")) } else { name };
                found.push((name, Relation::Many { table: other, column: column.name }));
            }
        }
    }
    if of.evidenced {
        found.push(("sources".into(), Relation::Sources));
    }
    found
}

/// The names that `include` of a list takes.
pub(crate) fn of_lists(of: &'static Table) -> Vec<String> {
    let nests = |relation: &Relation| match relation {
        Relation::Many { table, .. } => of.name == "innovation" && LISTED.contains(&table.name),
        _ => true,
    };
    relations(of).into_iter().filter(|(_, relation)| nests(relation)).map(|(name, _)| name).collect()
}

/// The names that a detail shows: all.
pub(crate) fn of_details(of: &'static Table) -> Vec<String> {
    relations(of).into_iter().map(|(name, _)| name).collect()
}

/// Adds the relations named to the rows; one or two statements each, whatever the number of rows.
pub(crate) async fn add(
    snapshot: &Snapshot,
    of: &'static Table,
    rows: &mut [Object],
    names: &[String],
) -> Result<Vec<Cut>, Error> {
    let mut cut = Vec::new();
    for (name, relation) in relations(of).into_iter().filter(|(name, _)| names.contains(name)) {
        match relation {
            Relation::One { column, target } => {
                let ids = distinct(rows, column);
                let found = by_column(snapshot, target, "id", ids).await?;
                for row in rows.iter_mut() {
                    let id = row.get(column).and_then(Json::as_str).unwrap_or_default();
                    let one = found.get(id).and_then(|found| found.first()).cloned();
                    row.insert(name.clone(), one.map_or(Json::Null, Json::Object));
                }
            }
            Relation::Many { table, column } => {
                let found = by_column(snapshot, table.name, column, distinct(rows, "id")).await?;
                let listed = LISTED.contains(&table.name).then(|| format!("/v1/{}?{column}=", table.path()));
                nest(rows, &name, found, listed.as_deref(), &mut cut);
            }
            Relation::Sources => {
                let found = sources(snapshot, of, distinct(rows, "id")).await?;
                nest(rows, &name, found, None, &mut cut);
            }
        }
    }
    Ok(cut)
}

fn nest(
    rows: &mut [Object],
    name: &str,
    mut found: HashMap<String, Vec<Object>>,
    list: Option<&str>,
    cut: &mut Vec<Cut>,
) {
    for row in rows {
        let id = row.get("id").and_then(Json::as_str).unwrap_or_default();
        let mut many = found.remove(id).unwrap_or_default();
        if many.len() > NESTED {
            let url = list.map(|list| format!("{list}{id}"));
            cut.push(Cut { relation: name.to_owned(), total: many.len(), url });
        }
        many.truncate(NESTED);
        row.insert(name.to_owned(), many.into_iter().map(Json::Object).collect());
    }
}

fn distinct(rows: &[Object], column: &str) -> Vec<String> {
    let mut ids: Vec<String> = rows.iter().filter_map(|row| row.get(column)?.as_str()).map(str::to_owned).collect();
    ids.sort();
    ids.dedup();
    ids
}

/// Rows of a table grouped by the value of one of its columns.
async fn by_column(
    snapshot: &Snapshot,
    name: &'static str,
    column: &str,
    values: Vec<String>,
) -> Result<HashMap<String, Vec<Object>>, Error> {
    let mut grouped: HashMap<String, Vec<Object>> = HashMap::new();
    let Some(declared) = table(name).filter(|_| !values.is_empty()) else { return Ok(grouped) };
    let rows: Option<Vec<Object>> = with_table!(name, entity => {
        let key = named::<entity::Entity>(column)?;
        let models = entity::Entity::find()
            .filter(key.is_in(values))
            .order_by_asc(entity::Column::Id)
            .all(&snapshot.transaction)
            .await?;
        models.iter().map(|model| object::<entity::Entity>(declared, model)).collect::<Result<_, _>>()?
    });
    for row in rows.unwrap_or_default() {
        let key = row.get(column).and_then(Json::as_str).unwrap_or_default().to_owned();
        grouped.entry(key).or_default().push(row);
    }
    Ok(grouped)
}

/// The sources of rows, each once, grouped by row.
async fn sources(snapshot: &Snapshot, of: &Table, ids: Vec<String>) -> Result<HashMap<String, Vec<Object>>, Error> {
    let stated = evidence::Entity::find()
        .filter(evidence::Column::Table.eq(of.name))
        .filter(evidence::Column::RowId.is_in(ids))
        .order_by_asc(evidence::Column::SourceId)
        .all(&snapshot.transaction)
        .await?;
    let mut wanted: Vec<&str> = stated.iter().map(|evidence| evidence.source_id.as_str()).collect();
    wanted.dedup();
    let found = source::Entity::find().filter(source::Column::Id.is_in(wanted)).all(&snapshot.transaction).await?;
    let by_id: HashMap<&str, &source::Model> = found.iter().map(|source| (source.id.as_str(), source)).collect();
    let mut grouped: HashMap<String, Vec<Object>> = HashMap::new();
    let mut last: HashMap<&str, &str> = HashMap::new();
    for evidence in &stated {
        // Evidence is in the order of its sources: a source met twice for a row was met just before.
        if last.insert(&evidence.row_id, &evidence.source_id) == Some(evidence.source_id.as_str()) {
            continue;
        }
        if let Some(source) = by_id.get(evidence.source_id.as_str()) {
            let row = object::<source::Entity>(&source::TABLE, source)?;
            grouped.entry(evidence.row_id.clone()).or_default().push(row);
        }
    }
    Ok(grouped)
}
