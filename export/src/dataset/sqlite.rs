//! The whole catalogue as one SQLite database: the tables of the package and those that are worked out, with their keys, as
//! readers of such files (Datasette, DBeaver, R) show and follow them. Lists are joined by semicolons, as in CSV.

use std::path::Path;
use std::sync::Arc;

use inovasi_entity::{CellKind, Field, Kind, Table, all_tables, sqlite_at, table};
use inovasi_schema::{Cells, Snapshot, walk_whole};
use sea_orm::sea_query::{
    Alias, ColumnDef, Expr, ForeignKey, Index, Query, SimpleExpr, SqliteQueryBuilder, Table as Statement,
};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseTransaction, DbErr, TransactionTrait};
use serde_json::Value;

use super::DatasetError;

/// Values that one statement binds at most: below the least limit that SQLite is built with.
const MOST_VALUES: usize = 900;

/// Writes the database of a snapshot's revision, at a path where nothing is.
pub(super) async fn write(snapshot: &Arc<Snapshot>, path: &Path) -> Result<(), DatasetError> {
    let mut options = ConnectOptions::new(sqlite_at(path, "rwc"));
    options.max_connections(1).sqlx_logging(false);
    let database = Database::connect(options).await?;
    // Nothing but this file is lost with it, and it is thrown away if it is not made to its end.
    database.execute_unprepared("PRAGMA journal_mode = OFF").await?;
    database.execute_unprepared("PRAGMA synchronous = OFF").await?;
    // Rows may come before those that they name.
    database.execute_unprepared("PRAGMA foreign_keys = OFF").await?;
    let transaction = database.begin().await?;
    for table in all_tables() {
        let mut walk = walk_whole(snapshot.clone(), table);
        let fields = walk.fields().to_vec();
        create(&transaction, table, &fields).await?;
        loop {
            let rows = walk.next().await?;
            if rows.is_empty() {
                break;
            }
            insert(&transaction, table, &fields, &rows).await?;
        }
        index(&transaction, table, &fields).await?;
    }
    transaction.commit().await?;
    database.close().await?;
    Ok(())
}

async fn create(database: &DatabaseTransaction, of: &'static Table, fields: &[Field]) -> Result<(), DbErr> {
    let mut statement = Statement::create();
    statement.table(Alias::new(of.plural));
    for field in fields {
        let mut column = ColumnDef::new(Alias::new(field.name.as_ref()));
        match field.cell() {
            CellKind::Integer | CellKind::Boolean => column.integer(),
            CellKind::Number => column.double(),
            CellKind::Text | CellKind::Date | CellKind::Instant | CellKind::List => column.text(),
        };
        if field.name == "id" {
            column.not_null().primary_key();
        }
        statement.col(&mut column);
        if let Kind::Reference(target) = field.kind
            && let Some(target) = table(target)
        {
            let mut key = ForeignKey::create();
            key.from(Alias::new(of.plural), Alias::new(field.name.as_ref()));
            key.to(Alias::new(target.plural), Alias::new("id"));
            statement.foreign_key(&mut key);
        }
    }
    database.execute_unprepared(&statement.to_string(SqliteQueryBuilder)).await?;
    Ok(())
}

async fn insert(
    database: &DatabaseTransaction,
    of: &Table,
    fields: &[Field],
    rows: &[Cells],
) -> Result<(), DatasetError> {
    let names = || fields.iter().map(|field| Alias::new(field.name.as_ref()));
    for some in rows.chunks((MOST_VALUES / fields.len().max(1)).max(1)) {
        let mut statement = Query::insert();
        statement.into_table(Alias::new(of.plural)).columns(names());
        for row in some {
            let cells = row.iter().zip(fields).map(|(cell, field)| value(cell, field));
            statement.values_panic(cells);
        }
        database.execute(&statement).await?;
    }
    Ok(())
}

/// Indexes of what rows are found by: what they name.
async fn index(database: &DatabaseTransaction, of: &Table, fields: &[Field]) -> Result<(), DbErr> {
    for field in fields.iter().filter(|field| matches!(field.kind, Kind::Reference(_))) {
        let mut statement = Index::create();
        statement.name(format!("{}_{}", of.plural, field.name));
        statement.table(Alias::new(of.plural)).col(Alias::new(field.name.as_ref()));
        database.execute_unprepared(&statement.to_string(SqliteQueryBuilder)).await?;
    }
    Ok(())
}

fn value(cell: &Value, field: &Field) -> SimpleExpr {
    match cell {
        Value::Null => Expr::value(None::<String>),
        Value::Bool(flag) => Expr::value(i64::from(*flag)),
        Value::Number(number) if field.cell() == CellKind::Number => Expr::value(number.as_f64()),
        Value::Number(number) => Expr::value(number.as_i64()),
        other => Expr::value(crate::form::text(other).into_owned()),
    }
}
