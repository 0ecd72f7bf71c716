//! Where the changes that a filter lets through stand, and how many they are, told by their spans.

use inovasi_entity::change_span;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect, Select};

use super::At;
use super::ask::Asked;
use crate::cursor::Direction;
use crate::error::Error;
use crate::snapshot::Snapshot;

/// A stretch of the feed, from one place to another, both within.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) from: At,
    pub(super) to: At,
}

/// Changes of the whole feed: exact, and a sum over a few rows a revision.
pub(super) async fn total(snapshot: &Snapshot, asked: &Asked) -> Result<u64, Error> {
    let sum: Option<Option<i64>> = filtered(asked)
        .filter(change_span::Column::Revision.gt(asked.since))
        .select_only()
        .expr(Expr::col(change_span::Column::Rows).sum())
        .into_tuple()
        .one(&snapshot.transaction)
        .await?;
    Ok(sum.flatten().and_then(|sum| u64::try_from(sum).ok()).unwrap_or(0))
}

/// The stretches within one that hold nothing but changes that the filter lets through, those that so many changes need,
/// in the order of the walk.
pub(super) async fn stretches(
    snapshot: &Snapshot,
    asked: &Asked,
    within: Stretch,
    direction: Direction,
    most: u64,
) -> Result<Vec<Stretch>, Error> {
    if asked.tables.is_empty() && asked.operations.is_empty() {
        return Ok(vec![within]);
    }
    let order = if direction == Direction::Forward { Order::Asc } else { Order::Desc };
    let spans = filtered(asked)
        // A span holds one change at least, but the first may be cut to none.
        .filter(change_span::Column::Revision.between(within.from.0, within.to.0))
        .filter(at(change_span::Column::Last).gte(place(within.from)))
        .filter(at(change_span::Column::First).lte(place(within.to)))
        .order_by(change_span::Column::Revision, order.clone())
        .order_by(change_span::Column::First, order)
        .limit(most.saturating_add(1))
        .all(&snapshot.transaction)
        .await?;
    let mut found: Vec<Stretch> = Vec::new();
    let mut rows = 0;
    for span in spans {
        let from = within.from.max((span.revision, span.first));
        let to = within.to.min((span.revision, span.last));
        match found.last_mut() {
            Some(last) if follows(last.to, from) => last.to = to,
            Some(last) if follows(to, last.from) => last.from = from,
            _ => found.push(Stretch { from, to }),
        }
        if from.1 == span.first && to.1 == span.last {
            rows += u64::try_from(span.rows).unwrap_or(0);
        }
        if rows >= most {
            break;
        }
    }
    Ok(found)
}

/// Whether nothing stands between two places.
fn follows(before: At, after: At) -> bool {
    before.0 == after.0 && before.1.checked_add(1) == Some(after.1)
}

fn filtered(asked: &Asked) -> Select<change_span::Entity> {
    let mut spans = change_span::Entity::find();
    if !asked.tables.is_empty() {
        spans = spans.filter(change_span::Column::Table.is_in(asked.tables.iter().copied()));
    }
    if !asked.operations.is_empty() {
        spans = spans.filter(change_span::Column::Operation.is_in(asked.operations.iter().copied()));
    }
    spans
}

/// A place beside the revision of a span.
fn at(sequence: change_span::Column) -> Expr {
    Expr::tuple([Expr::col(change_span::Column::Revision), Expr::col(sequence)])
}

/// A place as a value that others are compared with.
pub(super) fn place((revision, sequence): At) -> Expr {
    Expr::tuple([Expr::value(revision), Expr::value(sequence)])
}
