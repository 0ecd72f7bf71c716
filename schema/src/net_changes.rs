//! What became of every row between two revisions, whatever happened to it in between.

use inovasi_entity::{ChangeOperation, Table, change};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::{Map, Value as Json};

use crate::changes::{Created, UPDATED, created, row};
use crate::error::Error;
use crate::snapshot::Snapshot;
use crate::walk::BATCH_OF_BOUNDARIES;

/// Rows that are looked at by one statement.
const PAGE: u64 = 200;

/// What became of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct NetChange {
    /// Its id.
    pub id: String,
    /// Added, changed, deleted or merged.
    pub operation: ChangeOperation,
    /// Columns that differ, where it was changed.
    pub columns: Vec<String>,
    /// The row afterwards; as it was, where it is no longer there.
    pub row: Map<String, Json>,
    /// The row that took its place, if it was merged.
    pub merged_into: Option<String>,
}

/// What became of the rows of a table since a released revision, in the order of their ids, some at a time: `after` is the id
/// that the page before ended with. None at the end; a page may be empty before it.
///
/// # Errors
/// If the database does not answer.
pub async fn net_changes(
    snapshot: &Snapshot,
    table: &'static Table,
    since: i32,
    after: Option<&str>,
) -> Result<Option<(Vec<NetChange>, String)>, Error> {
    let number = snapshot.revision().number;
    let of_table = || change::Entity::find().filter(change::Column::Table.eq(table.name));
    let mut touched = of_table()
        .filter(change::Column::Revision.gt(since))
        .filter(change::Column::Revision.lte(number))
        .order_by_asc(change::Column::RowId)
        .limit(if table.has_boundaries() { BATCH_OF_BOUNDARIES as u64 } else { PAGE });
    if let Some(after) = after {
        touched = touched.filter(change::Column::RowId.gt(after));
    }
    let ids: Vec<String> =
        touched.select_only().column(change::Column::RowId).distinct().into_tuple().all(&snapshot.transaction).await?;
    let Some(last) = ids.last().cloned() else { return Ok(None) };
    let all = of_table()
        .filter(change::Column::RowId.is_in(ids))
        .filter(change::Column::Revision.lte(number))
        .order_by_asc(change::Column::RowId)
        .order_by_asc(change::Column::Revision)
        .order_by_asc(change::Column::Sequence)
        .all(&snapshot.transaction)
        .await?;
    let created = created(snapshot, &all).await?;
    let of_rows = all.chunk_by(|one, other| one.row_id == other.row_id);
    Ok(Some((of_rows.filter_map(|changes| net(changes, since, &created)).collect(), last)))
}

/// What the changes of one row, in their order, come to since a revision.
fn net(changes: &[change::Model], since: i32, created: &Created) -> Option<NetChange> {
    let (before, later) = changes.split_at(changes.partition_point(|change| change.revision <= since));
    let last = later.last()?;
    // A compaction keeps the last change before a release, so that it tells how the row was then.
    let was = before.last().filter(|change| change.operation.leaves_the_row()).map(|change| row(change, created));
    let now = row(last, created);
    let (operation, columns) = match (&was, last.operation.leaves_the_row()) {
        (None, false) => return None,
        (None, true) => (ChangeOperation::Added, Vec::new()),
        (Some(_), false) => (last.operation, Vec::new()),
        (Some(was), true) => {
            let differing = now.iter().filter(|(name, value)| was.get(*name) != Some(*value));
            let mut columns: Vec<String> = differing.map(|(name, _)| name.clone()).collect();
            match columns.len() {
                0 => return None,
                // Changed and changed back: the row says so, and nothing else.
                1 => {}
                // That it was updated goes without saying.
                _ => columns.retain(|name| name != UPDATED),
            }
            (ChangeOperation::Changed, columns)
        }
    };
    let merged_into = last.merged_into.clone();
    Some(NetChange { id: last.row_id.clone(), operation, columns, row: now, merged_into })
}

#[cfg(test)]
mod tests {
    use inovasi_entity::ChangeOperation::{self, Added, Changed, Deleted};
    use inovasi_entity::change;

    use super::net;

    fn change(revision: i32, operation: ChangeOperation, columns: &str, name: &str) -> change::Model {
        let row = format!("{{\"id\":\"x\",\"name\":\"{name}\"}}");
        let (table, row_id, columns) = ("agency".into(), "x".into(), columns.to_owned());
        change::Model { revision, sequence: 1, table, row_id, operation, columns, row, merged_into: None }
    }

    #[test]
    fn what_happened_in_between_is_not_told() {
        let added = || change(1, Added, "", "a");
        let cases = [
            // Nothing since; added and gone again; changed and changed back.
            (vec![added()], None),
            (vec![change(2, Added, "", "a"), change(3, Deleted, "", "a")], None),
            (
                vec![added(), change(2, Changed, "name", "b"), change(3, Changed, "name", "a")],
                Some((Changed, "updated_at", "a")),
            ),
            (vec![added(), change(2, Deleted, "", "a"), change(3, Added, "", "a")], Some((Changed, "updated_at", "a"))),
            (vec![added(), change(2, Changed, "name", "b")], Some((Changed, "name", "b"))),
            (vec![added(), change(2, Deleted, "", "a"), change(3, Added, "", "b")], Some((Changed, "name", "b"))),
            (vec![added(), change(2, Changed, "name", "b"), change(3, Deleted, "", "b")], Some((Deleted, "", "b"))),
            (vec![change(2, Added, "", "a"), change(3, Changed, "name", "b")], Some((Added, "", "b"))),
            // What was joined into the last change since.
            (vec![added(), change(3, Changed, "name", "b")], Some((Changed, "name", "b"))),
            (vec![added(), change(3, Added, "", "a")], Some((Changed, "updated_at", "a"))),
            (vec![change(3, Changed, "name", "b")], Some((Added, "", "b"))),
            (vec![change(3, Deleted, "", "b")], None),
        ];
        let created = (1..=3).map(|number| (number, format!("2026-11-0{number}T00:00:00Z"))).collect();
        for (changes, expected) in cases {
            let found = net(&changes, 1, &created);
            let told = found.as_ref().map(|net| (net.operation, net.columns.join(";"), net.row["name"].as_str()));
            let expected = expected.map(|(operation, columns, name)| (operation, columns.to_owned(), Some(name)));
            assert_eq!(told, expected, "{changes:?}");
        }
    }
}
