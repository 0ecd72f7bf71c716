//! Writes down what a revision did: the revision itself, its changes, and where the changes that are alike stand.

use inovasi_entity::{ChangeOperation, change, change_span, revision};
use sea_orm::{DatabaseTransaction, DbErr, EntityTrait, Set};

use crate::package::Package;
use crate::write::BATCH;

/// What happened to one row.
pub(crate) struct Change {
    pub(crate) table: &'static str,
    pub(crate) row_id: String,
    pub(crate) operation: ChangeOperation,
    pub(crate) columns: String,
    pub(crate) row: String,
}

/// Writes a revision with its changes, in their order.
pub(crate) async fn record(
    transaction: &DatabaseTransaction,
    number: i32,
    package: &Package,
    descriptor: String,
    changes: &[Change],
) -> Result<(), DbErr> {
    let row = revision::ActiveModel {
        number: Set(number),
        package: Set(package.name.clone()),
        package_version: Set(package.version.clone()),
        created: Set(package.created.clone()),
        content_sha256: Set(package.content_sha256.clone()),
        bundled: Set(package.bundled),
        descriptor: Set(descriptor),
    };
    revision::Entity::insert(row).exec_without_returning(transaction).await?;
    let mut sequence = 0;
    for batch in changes.chunks(BATCH) {
        let rows = batch.iter().map(|change| {
            sequence += 1;
            change::ActiveModel {
                revision: Set(number),
                sequence: Set(sequence),
                table: Set(change.table.into()),
                row_id: Set(change.row_id.clone()),
                operation: Set(change.operation),
                columns: Set(change.columns.clone()),
                row: Set(change.row.clone()),
                merged_into: Set(None),
            }
        });
        change::Entity::insert_many(rows).exec_without_returning(transaction).await?;
    }
    let spans = spans(number, changes);
    for batch in spans.chunks(BATCH) {
        change_span::Entity::insert_many(batch.to_vec()).exec_without_returning(transaction).await?;
    }
    Ok(())
}

/// The spans of a revision's changes, which are numbered from 1.
fn spans(revision: i32, changes: &[Change]) -> Vec<change_span::ActiveModel> {
    let alike = |a: &Change, b: &Change| a.table == b.table && a.operation == b.operation;
    let mut spans = Vec::new();
    let mut last = 0;
    for span in changes.chunk_by(alike) {
        // No package has so many rows; a number too large would be refused by the database.
        let rows = i32::try_from(span.len()).unwrap_or(i32::MAX);
        let first = last + 1;
        last += rows;
        let Some(like) = span.first() else { continue };
        spans.push(change_span::ActiveModel {
            revision: Set(revision),
            first: Set(first),
            last: Set(last),
            table: Set(like.table.into()),
            operation: Set(like.operation),
            rows: Set(rows),
        });
    }
    spans
}
