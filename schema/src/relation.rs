//! Relations between tables, read off their declarations: what REST nests and GraphQL walks.

use std::collections::HashMap;

use inovasi_entity::{Column, Kind, Table, Vocabulary, all_tables, evidence, source, table};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::Value as Json;

use crate::condition::Condition;
use crate::error::Error;
use crate::query::Within;
use crate::row::{Object, object};
use crate::snapshot::Snapshot;

/// One relation of a table.
#[derive(Debug)]
pub struct Relation {
    /// Its name: of the column without `_id`, or the plural of the other table.
    pub name: String,
    /// Where it leads.
    pub kind: RelationKind,
}

/// Where a relation leads.
#[derive(Debug, Clone, Copy)]
pub enum RelationKind {
    /// To the row that a column names.
    One {
        /// The column.
        column: &'static Column,
        /// The table of that row.
        target: &'static Table,
    },
    /// To the rows whose column names this one.
    Many {
        /// Their table.
        table: &'static Table,
        /// Their column.
        column: &'static Column,
    },
    /// To the sources that state the row.
    Sources,
}

/// The relations of a table.
#[must_use]
pub fn relations(of: &'static Table) -> Vec<Relation> {
    let mut found: Vec<Relation> = Vec::new();
    for column in of.shown() {
        if let Kind::Reference(target) = column.kind
            && let Some(target) = table(target)
        {
            let name = column.name.trim_end_matches("_id").to_owned();
            found.push(Relation { name, kind: RelationKind::One { column, target } });
        }
    }
    for other in all_tables().filter(|other| other.name != "evidence") {
        for column in other.shown() {
            if matches!(column.kind, Kind::Reference(target) if target == of.name) {
                let name = if other.name == of.name { "children".into() } else { other.plural.to_owned() };
                let taken = found.iter().any(|relation| relation.name == name);
                let name = if taken { format!("{name}_by_{}", column.name.trim_end_matches("_id")) } else { name };
                found.push(Relation { name, kind: RelationKind::Many { table: other, column } });
            }
        }
    }
    if of.evidenced {
        if let Some(column) = evidence::TABLE.column("row_id") {
            let kind = RelationKind::Many { table: &evidence::TABLE, column };
            found.push(Relation { name: "evidence".into(), kind });
        }
        found.push(Relation { name: "sources".into(), kind: RelationKind::Sources });
    }
    found
}

/// Whether rows of a table are listed anywhere: at the root or within a row.
pub(crate) fn has_lists(table: &Table) -> bool {
    let lists = |relation: &Relation| matches!(relation.kind, RelationKind::Many { table: other, .. } if other.name == table.name);
    crate::list::is_listed(table) || all_tables().any(|of| relations(of).iter().any(lists))
}

/// Whether a column of any table is of a closed vocabulary.
pub(crate) fn is_used(list: &Vocabulary) -> bool {
    let is = |column: &Column| matches!(column.kind, Kind::Closed(other) if other.name == list.name);
    all_tables().any(|table| table.shown().any(is))
}

/// The lists of a to-many relation within rows.
pub(crate) fn within(of: &Table, table: &Table, column: &'static Column, parents: Vec<String>) -> Within {
    // A row of evidence names its row by table and id: an id alone may be there in two tables.
    let of_table = evidence::TABLE.column("table").filter(|_| table.name == "evidence");
    let only = of_table.map(|column| Condition::any_of(column, [of.name.to_owned()]));
    Within { column, only, parents }
}

/// The distinct texts of a column, in order.
pub(crate) fn distinct<'a>(rows: impl Iterator<Item = &'a Object>, column: &str) -> Vec<String> {
    let mut ids: Vec<String> = rows.filter_map(|row| row.get(column)?.as_str()).map(str::to_owned).collect();
    ids.sort();
    ids.dedup();
    ids
}

/// The sources of rows, each once, grouped by row; two statements.
pub(crate) async fn sources(
    snapshot: &Snapshot,
    of: &Table,
    ids: Vec<String>,
) -> Result<HashMap<String, Vec<Object>>, Error> {
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

/// The id of a row.
pub(crate) fn id(row: &Object) -> &str {
    row.get("id").and_then(Json::as_str).unwrap_or_default()
}
