//! How much of every column of a revision's files is filled.

use inovasi_entity::{Column, Role, Table, fields};
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, Asterisk, Expr, ExprTrait, Query};

use crate::error::Error;
use crate::list::is_listed;
use crate::snapshot::Snapshot;

/// How much of a table is filled.
#[derive(Debug, Clone)]
pub struct Filled {
    /// The table.
    pub table: &'static Table,
    /// How many rows it has.
    pub rows: u64,
    /// The columns of its files, and how many rows have a value there.
    pub columns: Vec<(String, u64)>,
}

/// Counts a table: off the index where it has one; else one statement reads it whole, so keep what it says.
///
/// # Errors
/// If the database does not answer.
pub async fn filled(snapshot: &Snapshot, table: &'static Table) -> Result<Filled, Error> {
    let counted = match snapshot.index.table(table.name).filter(|_| is_listed(table)) {
        Some(own) => {
            let rows = own.all.len();
            let count = |column: &Column| own.column(column.name).map_or(rows, |column| rows - column.null().len());
            (rows, table.shown().map(|column| (column.name, count(column))).collect())
        }
        None => by_database(snapshot, table).await?,
    };
    let (rows, counts): (u64, Vec<(&str, u64)>) = counted;
    let count = |name: &str| counts.iter().find(|(other, _)| *other == name).map_or(rows, |(_, count)| *count);
    let mut columns = Vec::new();
    for field in fields(table) {
        let filled = match field.role {
            Role::Label(column, target)
                if !table.is_derived() && target.title().is_some_and(|title| !title.required) =>
            {
                labelled(snapshot, table, column, target).await?
            }
            Role::Stored(column) | Role::Worked(column) | Role::Label(column, _) => count(column.name),
            Role::Updated | Role::Counted => rows,
        };
        columns.push((field.name.into_owned(), filled));
    }
    Ok(Filled { table, rows, columns })
}

/// Rows that name a row that has a title: not every row of some tables has one.
async fn labelled(snapshot: &Snapshot, table: &Table, column: &Column, target: &Table) -> Result<u64, Error> {
    let Some(title) = target.title() else { return Ok(0) };
    let named = Query::select()
        .column(Alias::new("id"))
        .from(Alias::new(target.name))
        .and_where(Expr::col(Alias::new(title.name)).is_not_null())
        .to_owned();
    let select = Query::select()
        .expr(Expr::col(Asterisk).count())
        .from(Alias::new(table.name))
        .and_where(Expr::col(Alias::new(column.name)).in_subquery(named))
        .to_owned();
    let row = snapshot.transaction.query_one(&select).await?.ok_or_else(Error::internal)?;
    Ok(row.try_get_by_index::<i64>(0)?.unsigned_abs())
}

async fn by_database(snapshot: &Snapshot, table: &'static Table) -> Result<(u64, Vec<(&'static str, u64)>), Error> {
    let mut select = Query::select();
    select.from(Alias::new(table.name)).expr(Expr::col(Asterisk).count());
    for column in table.columns {
        select.expr(Expr::col(Alias::new(column.name)).count());
    }
    let row = snapshot.transaction.query_one(&select).await?.ok_or_else(Error::internal)?;
    let count = |place: usize| Ok::<u64, Error>(row.try_get_by_index::<i64>(place)?.unsigned_abs());
    let mut counts = Vec::with_capacity(table.columns.len());
    for (place, column) in table.columns.iter().enumerate() {
        counts.push((column.name, count(place + 1)?));
    }
    Ok((count(0)?, counts))
}
