//! The feed of changes: what every revision added, changed, deleted or merged, in order, from any revision on.

mod ask;
mod read;
mod spans;

use std::collections::HashMap;

use inovasi_entity::{ChangeOperation, change, compaction, revision};
use sea_orm::{ActiveEnum, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::{Value as Json, json};

use crate::cursor::{Direction, Place};
use crate::error::Error;
use crate::snapshot::Snapshot;

pub use ask::{CHANGE_PARAMETERS, DEFAULT_CHANGES};

/// A page of the feed.
#[derive(Debug)]
pub struct Changes {
    /// The changes.
    pub rows: Vec<Json>,
    /// Changes of the whole filtered feed since the revision that was named.
    pub total: u64,
    /// Changes a page.
    pub limit: u64,
    /// The revision that the caller has.
    pub since: i32,
    /// Query of the first page: everything said but the cursor.
    pub said: Vec<(String, String)>,
    /// Cursor of the page after.
    pub next: Option<String>,
    /// Cursor of the page before.
    pub previous: Option<String>,
}

/// Where a change stands in the feed: its revision and its sequence.
type At = (i32, i32);

/// Answers the feed from a query string's pairs.
///
/// # Errors
/// Every fault of the request at once; `unavailable`.
pub async fn changes(snapshot: &Snapshot, pairs: &[(String, String)]) -> Result<Changes, Error> {
    let asked = ask::of_pairs(snapshot.revision().number, pairs)?;
    let total = spans::total(snapshot, &asked).await?;
    let page = read::page(snapshot, &asked).await?;
    let cursor = |model: Option<&change::Model>, direction| {
        let model = model?;
        let place = Place(vec![model.revision.into(), model.sequence.into()]);
        Some(place.encode(&asked.binding, direction))
    };
    let next = cursor(page.rows.last().filter(|_| page.after), Direction::Forward);
    let previous = cursor(page.rows.first().filter(|_| page.before), Direction::Backward);
    let created = created(snapshot, &page.rows).await?;
    let said = pairs.iter().filter(|(name, _)| name != "cursor").cloned().collect();
    let rows = page.rows.into_iter().map(|model| shown(model, &created)).collect();
    Ok(Changes { rows, total, limit: asked.limit, since: asked.since, said, next, previous })
}

/// The revision up to which only the last change of every row is kept, if a compaction took any away.
///
/// # Errors
/// If the database does not answer.
pub async fn compacted_to(snapshot: &Snapshot) -> Result<Option<i32>, Error> {
    let last =
        compaction::Entity::find().order_by_desc(compaction::Column::Revision).one(&snapshot.transaction).await?;
    Ok(last.map(|last| last.revision))
}

/// The instants of the packages that made some changes, by revision.
async fn created(snapshot: &Snapshot, rows: &[change::Model]) -> Result<HashMap<i32, String>, Error> {
    let mut numbers: Vec<i32> = rows.iter().map(|row| row.revision).collect();
    numbers.dedup();
    if numbers.is_empty() {
        return Ok(HashMap::new());
    }
    let found: Vec<(i32, String)> = revision::Entity::find()
        .select_only()
        .columns([revision::Column::Number, revision::Column::Created])
        .filter(revision::Column::Number.is_in(numbers))
        .into_tuple()
        .all(&snapshot.transaction)
        .await?;
    Ok(found.into_iter().collect())
}

/// A change as an answer shows it. Its row ends in `updated_at` as the tables' rows do: the instant of the package that
/// made it; of a row that is gone nobody kept that.
fn shown(model: change::Model, created: &HashMap<i32, String>) -> Json {
    let mut row: Json = serde_json::from_str(&model.row).unwrap_or_default();
    if let Some(row) = row.as_object_mut() {
        let stands = matches!(model.operation, ChangeOperation::Added | ChangeOperation::Changed);
        row.insert("updated_at".into(), created.get(&model.revision).filter(|_| stands).cloned().into());
    }
    let columns: Vec<&str> = model.columns.split(';').filter(|name| !name.is_empty()).collect();
    json!({
        "revision": model.revision, "sequence": model.sequence, "table": model.table, "id": model.row_id,
        "op": model.operation.to_value(), "columns": columns, "row": row, "merged_into": model.merged_into,
    })
}
