//! Compaction: of the changes up to a revision only the last one of every row is kept, and the last one at each released
//! revision. What it leaves still brings any copy to the catalogue, whatever revision the copy is of, and still tells what
//! became of every row between a release and whatever comes later.

use std::collections::HashSet;

use inovasi_entity::{ChangeOperation, TABLES, Table, change, change_span, compaction, release};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr, EntityTrait, FromQueryResult,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Set,
};

use crate::write::{BATCH, alone, current};

/// What a compaction did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compacted {
    /// Changes that were taken away.
    pub removed: u64,
    /// Changes that are left.
    pub left: u64,
}

/// Takes away the changes that a later one, at or before a revision, supersedes; a release that was made between the two
/// keeps them both, since the next release tells what differs from it. The last change of every row stays as it was made,
/// a deletion too; but its columns become those of all that were joined into it, since a copy may be of any revision
/// before. A revision above the one that stands means that one.
///
/// # Errors
/// If the database refuses; then everything is as it was.
pub async fn compact(database: &DatabaseConnection, up_to: i32) -> Result<Compacted, DbErr> {
    let transaction = alone(database).await?;
    let standing = current(&transaction).await?.map_or(0, |standing| standing.number);
    let up_to = Ord::min(up_to, standing);
    let mut removed = 0;
    for stretch in stretches(&transaction, up_to).await? {
        for table in TABLES {
            join_columns(&transaction, table, stretch).await?;
        }
        removed += remove(&transaction, stretch).await?;
    }
    let left = change::Entity::find().count(&transaction).await?;
    if removed > 0 {
        count_spans(&transaction, up_to).await?;
        let told = i32::try_from(removed).unwrap_or(i32::MAX);
        let mark = compaction::ActiveModel { revision: Set(up_to), removed: Set(told) };
        compaction::Entity::insert(mark).exec_without_returning(&transaction).await?;
        transaction.commit().await?;
    }
    Ok(Compacted { removed, left })
}

/// Revisions whose changes are joined: those after the first, up to and with the second.
type Stretch = (i32, i32);

/// The stretches up to a revision: each ends in a released revision, the last in the one that was named.
async fn stretches(transaction: &DatabaseTransaction, up_to: i32) -> Result<Vec<Stretch>, DbErr> {
    let mut ends: Vec<i32> = release::Entity::find()
        .select_only()
        .column(release::Column::Revision)
        .filter(release::Column::Revision.lt(up_to))
        .order_by_asc(release::Column::Revision)
        .into_tuple()
        .all(transaction)
        .await?;
    ends.push(up_to);
    let starts = std::iter::once(0).chain(ends.clone());
    Ok(starts.zip(ends).collect())
}

/// Whether a revision is of a stretch.
fn within((after, up_to): Stretch, revision: &Expr) -> Expr {
    revision.clone().gt(after).and(revision.clone().lte(up_to))
}

/// A change as a compaction looks at it.
#[derive(FromQueryResult)]
struct Link {
    revision: i32,
    sequence: i32,
    row_id: String,
    operation: ChangeOperation,
    columns: String,
}

/// Gives the last change of every row of a table the columns of those that it will stand for.
async fn join_columns(transaction: &DatabaseTransaction, table: &'static Table, stretch: Stretch) -> Result<(), DbErr> {
    let of_table = change::Entity::find()
        .filter(change::Column::Table.eq(table.name))
        .filter(within(stretch, &Expr::col(change::Column::Revision)));
    let mut after = String::new();
    loop {
        let ids: Vec<String> = of_table
            .clone()
            .select_only()
            .column(change::Column::RowId)
            .filter(change::Column::RowId.gt(after))
            .group_by(change::Column::RowId)
            .having(Expr::col(change::Column::RowId).count().gt(1))
            .order_by_asc(change::Column::RowId)
            .limit(BATCH as u64)
            .into_tuple()
            .all(transaction)
            .await?;
        let Some(last) = ids.last() else { return Ok(()) };
        after = last.clone();
        let links: Vec<Link> = of_table
            .clone()
            .filter(change::Column::RowId.is_in(ids))
            .order_by_asc(change::Column::RowId)
            .order_by_asc(change::Column::Revision)
            .into_model()
            .all(transaction)
            .await?;
        for chain in links.chunk_by(|a, b| a.row_id == b.row_id) {
            let Some(kept) = chain.last() else { continue };
            let columns = joined(table, chain);
            if columns != kept.columns {
                change::Entity::update_many()
                    .col_expr(change::Column::Columns, Expr::value(columns))
                    .filter(change::Column::Revision.eq(kept.revision))
                    .filter(change::Column::Sequence.eq(kept.sequence))
                    .exec(transaction)
                    .await?;
            }
        }
    }
}

/// The columns in which the row of a chain's last change may differ from what a copy holds of it, in the table's order.
fn joined(table: &'static Table, chain: &[Link]) -> String {
    if !chain.last().is_some_and(|link| link.operation.leaves_the_row()) {
        return String::new();
    }
    // A row that came anew may be another one altogether.
    let anew = chain.iter().skip(1).any(|link| link.operation == ChangeOperation::Added);
    let told: HashSet<&str> = chain.iter().flat_map(|link| link.columns.split(';')).collect();
    let names = table.columns.iter().map(|column| column.name).filter(|name| *name != "id");
    names.filter(|name| anew || told.contains(name)).collect::<Vec<_>>().join(";")
}

/// Removes each change that has a later one of the same row in the same stretch.
async fn remove(transaction: &DatabaseTransaction, stretch: Stretch) -> Result<u64, DbErr> {
    let later = Alias::new("later");
    let of_later = |column| Expr::col((later.clone(), column));
    let own = |column| Expr::col((change::Entity, column));
    let superseding = Query::select()
        .expr(Expr::value(1))
        .from_as(change::Entity, later.clone())
        .and_where(of_later(change::Column::Table).eq(own(change::Column::Table)))
        .and_where(of_later(change::Column::RowId).eq(own(change::Column::RowId)))
        .and_where(of_later(change::Column::Revision).gt(own(change::Column::Revision)))
        .and_where(of_later(change::Column::Revision).lte(stretch.1))
        .to_owned();
    let removed = change::Entity::delete_many()
        .filter(within(stretch, &Expr::col(change::Column::Revision)))
        .filter(Expr::exists(superseding))
        .exec(transaction)
        .await?;
    Ok(removed.rows_affected)
}

/// Counts again what the spans hold; those that hold nothing go.
async fn count_spans(transaction: &DatabaseTransaction, up_to: i32) -> Result<(), DbErr> {
    let of_span = |column| Expr::col((change_span::Entity, column));
    let held = Query::select()
        .expr(Expr::col(change::Column::Sequence).count())
        .from(change::Entity)
        .and_where(Expr::col((change::Entity, change::Column::Revision)).eq(of_span(change_span::Column::Revision)))
        .and_where(Expr::col(change::Column::Sequence).gte(of_span(change_span::Column::First)))
        .and_where(Expr::col(change::Column::Sequence).lte(of_span(change_span::Column::Last)))
        .to_owned();
    let counted = Query::update()
        .table(change_span::Entity)
        .value(change_span::Column::Rows, Expr::SubQuery(None, Box::new(held.into())))
        .and_where(Expr::col(change_span::Column::Revision).lte(up_to))
        .to_owned();
    transaction.execute(&counted).await?;
    change_span::Entity::delete_many().filter(change_span::Column::Rows.eq(0)).exec(transaction).await?;
    Ok(())
}
