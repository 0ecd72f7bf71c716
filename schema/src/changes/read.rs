//! Reads a page of the feed: stretches of the primary key, so that the last page costs what the first does.

use inovasi_entity::change;
use sea_orm::sea_query::{
    Alias, Asterisk, Expr, ExprTrait, Func, Order, Query, SelectStatement, UnionType, WindowStatement,
};
use sea_orm::{ConnectionTrait, FromQueryResult, Iterable};

use super::At;
use super::ask::Asked;
use super::spans::{Stretch, place, stretches};
use crate::cursor::Direction;
use crate::error::Error;
use crate::snapshot::Snapshot;

/// Stretches that one statement reads: SQLite takes at most 500 parts of a union.
const AT_ONCE: usize = 100;

/// Most characters of the rows of a page: one with boundaries may have millions, and a page ends where it must.
const MOST_CHARACTERS: usize = 8 << 20;

/// Changes of a page, in the feed's order.
#[derive(Debug)]
pub(super) struct Rows {
    pub(super) rows: Vec<change::Model>,
    /// Whether the feed goes on after this page.
    pub(super) after: bool,
    /// Whether it has changes before this page.
    pub(super) before: bool,
}

/// The page of a question.
pub(super) async fn page(snapshot: &Snapshot, asked: &Asked) -> Result<Rows, Error> {
    // Sequences count from 1, so the place 0 is before all of a revision.
    let (begin, end) = ((asked.since.saturating_add(1), 0), (asked.standing, i32::MAX));
    let most = usize::try_from(asked.limit).unwrap_or(usize::MAX);
    match asked.place {
        None => {
            let (rows, after) = read(snapshot, asked, (begin, end), Direction::Forward, most).await?;
            Ok(Rows { rows, after, before: false })
        }
        Some((at, Direction::Forward)) => {
            let from = (at.0, at.1.saturating_add(1));
            let (rows, after) = read(snapshot, asked, (from.max(begin), end), Direction::Forward, most).await?;
            let before = has(snapshot, asked, (begin, at), Direction::Backward).await?;
            Ok(Rows { rows, after, before })
        }
        Some((at, Direction::Backward)) => {
            let to = (at.0, at.1.saturating_sub(1));
            let (mut rows, before) = read(snapshot, asked, (begin, to.min(end)), Direction::Backward, most).await?;
            rows.reverse();
            let after = has(snapshot, asked, (at.max(begin), end), Direction::Forward).await?;
            Ok(Rows { rows, after, before })
        }
    }
}

async fn has(snapshot: &Snapshot, asked: &Asked, within: (At, At), direction: Direction) -> Result<bool, Error> {
    Ok(!read(snapshot, asked, within, direction, 1).await?.0.is_empty())
}

/// The first changes within two places, in the order of the walk, and whether there are more.
async fn read(
    snapshot: &Snapshot,
    asked: &Asked,
    (from, to): (At, At),
    direction: Direction,
    most: usize,
) -> Result<(Vec<change::Model>, bool), Error> {
    if from > to {
        return Ok((Vec::new(), false));
    }
    let wanted = most.saturating_add(1);
    let limit = u64::try_from(wanted).unwrap_or(u64::MAX);
    let stretches = stretches(snapshot, asked, Stretch { from, to }, direction, limit).await?;
    let mut rows: Vec<change::Model> = Vec::new();
    for some in stretches.chunks(AT_ONCE) {
        let Some(select) = select(some, direction, limit) else { break };
        let found = snapshot.transaction.query_all(&select).await?;
        for row in &found {
            rows.push(change::Model::from_query_result(row, "")?);
        }
        if rows.len() >= wanted || characters(&rows) >= MOST_CHARACTERS {
            break;
        }
    }
    // A union keeps no order.
    rows.sort_by_key(|row| (row.revision, row.sequence));
    if direction == Direction::Backward {
        rows.reverse();
    }
    let fitting = fitting(&rows, most);
    let more = rows.len() > fitting;
    rows.truncate(fitting);
    Ok((rows, more))
}

fn characters(rows: &[change::Model]) -> usize {
    rows.iter().map(|row| row.row.chars().count()).sum()
}

/// How many of the first rows a page takes: at least one, at most so many, and no more characters than a page has.
fn fitting(rows: &[change::Model], most: usize) -> usize {
    let mut all = 0;
    let fits = |row: &&change::Model| {
        all += row.row.chars().count();
        all < MOST_CHARACTERS
    };
    rows.iter().take_while(fits).count().clamp(1, most).min(rows.len())
}

/// One statement for some stretches, which ends with the row that no longer fits into a page: no more is held.
fn select(stretches: &[Stretch], direction: Direction, limit: u64) -> Option<SelectStatement> {
    let page = union(stretches, direction, limit)?;
    let order = if direction == Direction::Forward { Order::Asc } else { Order::Desc };
    let length = || Func::char_length(Expr::col(change::Column::Row));
    let mut so_far = WindowStatement::new();
    so_far.order_by(change::Column::Revision, order.clone()).order_by(change::Column::Sequence, order);
    let (sized, all) = (Alias::new("sized"), Alias::new("all_characters"));
    let measured = Query::select()
        .columns(change::Column::iter())
        .expr_window_as(Func::sum(length()), so_far, all.clone())
        .from_subquery(page, Alias::new("page"))
        .to_owned();
    let before = Expr::col(all).sub(length());
    let most = i64::try_from(MOST_CHARACTERS).unwrap_or(i64::MAX);
    let select = Query::select()
        .columns(change::Column::iter())
        .from_subquery(measured, sized)
        .and_where(before.lt(most))
        .to_owned();
    Some(select)
}

/// Some stretches, each read by the primary key and no further than needed.
fn union(stretches: &[Stretch], direction: Direction, limit: u64) -> Option<SelectStatement> {
    let (first, rest) = stretches.split_first()?;
    if rest.is_empty() {
        return Some(of_stretch(*first, direction, limit));
    }
    // Within another select, since SQLite takes an order and a limit in no part of a union.
    let part = |stretch: Stretch| {
        let own = of_stretch(stretch, direction, limit);
        Query::select().column(Asterisk).from_subquery(own, Alias::new("stretch")).to_owned()
    };
    let mut all = part(*first);
    all.unions(rest.iter().map(|stretch| (UnionType::All, part(*stretch))));
    Some(all)
}

fn of_stretch(Stretch { from, to }: Stretch, direction: Direction, limit: u64) -> SelectStatement {
    let order = if direction == Direction::Forward { Order::Asc } else { Order::Desc };
    let column = Expr::col::<change::Column>;
    let at = Expr::tuple([column(change::Column::Revision), column(change::Column::Sequence)]);
    let mut select = Query::select();
    select.columns(change::Column::iter()).from(change::Entity);
    if from.0 == to.0 {
        select
            .and_where(column(change::Column::Revision).eq(from.0))
            .and_where(column(change::Column::Sequence).between(from.1, to.1));
    } else {
        select.and_where(at.clone().gte(place(from))).and_where(at.lte(place(to)));
    }
    select
        .order_by(change::Column::Revision, order.clone())
        .order_by(change::Column::Sequence, order)
        .limit(limit)
        .to_owned()
}
