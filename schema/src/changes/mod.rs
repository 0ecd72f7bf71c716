//! The feed of changes: what every revision added, changed, deleted or merged, in order, from any revision on.

mod ask;
mod read;
mod spans;

use std::collections::{BTreeSet, HashMap};

use inovasi_entity::{change, compaction, revision};
use sea_orm::{ActiveEnum, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::{Map, Value as Json, json};

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

/// The column that says when a row was updated.
pub(crate) const UPDATED: &str = "updated_at";

/// Where a change stands in the feed: its revision and its sequence.
type At = (i32, i32);

/// Answers the feed from a query string's pairs.
///
/// # Errors
/// Every fault of the request at once; `unavailable`.
pub async fn changes(snapshot: &Snapshot, pairs: &[(String, String)]) -> Result<Changes, Error> {
    let asked = ask::of_pairs(snapshot.revision().number, pairs)?;
    // The same number after a restore may be of another catalogue, to which these changes do not lead.
    if let Some(content) = &asked.content {
        let held = revision::Entity::find_by_id(asked.since).one(&snapshot.transaction).await?;
        if held.is_none_or(|held| held.content_sha256 != *content) {
            return Err(ask::of_another_catalogue(asked.since));
        }
    }
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
    let rows = page.rows.iter().map(|model| shown(model, &created)).collect();
    Ok(Changes { rows, total, limit: asked.limit, since: asked.since, said, next, previous })
}

/// The revision up to which only the last change of every row is kept, and the last at each release, if a compaction took any away.
///
/// # Errors
/// If the database does not answer.
pub async fn compacted_to(snapshot: &Snapshot) -> Result<Option<i32>, Error> {
    let last =
        compaction::Entity::find().order_by_desc(compaction::Column::Revision).one(&snapshot.transaction).await?;
    Ok(last.map(|last| last.revision))
}

/// The `created` instants of revisions, by their numbers.
pub(crate) type Created = HashMap<i32, String>;

/// The instants of the packages that made some changes, by revision.
pub(crate) async fn created(snapshot: &Snapshot, rows: &[change::Model]) -> Result<Created, Error> {
    let numbers: BTreeSet<i32> = rows.iter().map(|row| row.revision).collect();
    if numbers.is_empty() {
        return Ok(Created::new());
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

/// The row of a change. It ends in `updated_at` as the tables' rows do: the instant of the package that made it; of a row
/// that is gone nobody kept that.
pub(crate) fn row(model: &change::Model, created: &Created) -> Map<String, Json> {
    let mut row: Map<String, Json> = serde_json::from_str(&model.row).unwrap_or_default();
    let updated = created.get(&model.revision).filter(|_| model.operation.leaves_the_row());
    row.insert(UPDATED.into(), updated.cloned().into());
    row
}

/// A change as an answer shows it.
fn shown(model: &change::Model, created: &Created) -> Json {
    let columns: Vec<&str> = model.columns.split(';').filter(|name| !name.is_empty()).collect();
    json!({
        "revision": model.revision, "sequence": model.sequence, "table": model.table, "id": model.row_id,
        "op": model.operation.to_value(), "columns": columns, "row": row(model, created),
        "merged_into": model.merged_into,
    })
}
