//! Writes a checked package: compares it with what stands, writes the difference in one transaction.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use inovasi_entity::{ChangeOperation, TABLES, Table, json_row, named, revision, sqlite_address, with_table};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction,
    DbBackend, DbErr, EntityTrait, Iterable, ModelTrait, PaginatorTrait, PrimaryKeyToColumn, QueryFilter, QueryOrder,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use serde_json::Value as Json;

use crate::package::{Package, Row};
use crate::record::{Change, record};
use crate::references::text;

/// Rows written by one statement: 40 columns of 200 rows stay below the bind limits of both databases.
pub(crate) const BATCH: usize = 200;

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The package says what the catalogue holds already.
    Unchanged {
        /// The revision that stands.
        revision: i32,
    },
    /// A new revision stands.
    Written {
        /// Its number.
        revision: i32,
        /// Rows added.
        added: usize,
        /// Rows changed.
        changed: usize,
        /// Rows deleted.
        deleted: usize,
    },
}

/// Opens a database for writing; an SQLite file is made where it is missing.
///
/// # Errors
/// If the database cannot be reached.
pub async fn open(url: &str) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(sqlite_address(url, "rwc"));
    options.max_connections(4).sqlx_logging(false).acquire_timeout(Duration::from_secs(10));
    let database = Database::connect(options).await?;
    if database.get_database_backend() == DbBackend::Sqlite {
        // Readers go on while an import writes.
        database.execute_unprepared("PRAGMA journal_mode = WAL").await?;
    }
    Ok(database)
}

/// Opens a database to look at it: nothing is made and nothing is changed.
///
/// # Errors
/// If it cannot be reached.
pub async fn look(url: &str) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(sqlite_address(url, "ro"));
    options.max_connections(1).sqlx_logging(false).acquire_timeout(Duration::from_secs(10));
    Database::connect(options).await
}

/// The revision that stands, if any.
///
/// # Errors
/// If the database cannot be read.
pub async fn current(database: &impl ConnectionTrait) -> Result<Option<revision::Model>, DbErr> {
    revision::Entity::find().order_by_desc(revision::Column::Number).one(database).await
}

/// Whether no other package than the one that programs carry was ever imported.
///
/// # Errors
/// If the database cannot be read.
pub async fn only_bundled(database: &impl ConnectionTrait) -> Result<bool, DbErr> {
    let others = revision::Entity::find().filter(revision::Column::Bundled.eq(false)).count(database).await?;
    Ok(others == 0)
}

/// Number of rows of every table, in the order of the tables.
///
/// # Errors
/// If the database cannot be read.
pub async fn counts(database: &impl ConnectionTrait) -> Result<Vec<(&'static str, u64)>, DbErr> {
    let mut counts = Vec::new();
    for table in TABLES {
        let count = with_table!(table.name, entity => entity::Entity::find().count(database).await?);
        counts.push((table.name, count.unwrap_or_default()));
    }
    Ok(counts)
}

/// Writes a package: all of it or nothing. The same content again makes no revision. `progress` is told of every table
/// before it is written, with its number from 1 and the number of tables.
///
/// # Errors
/// If the database refuses; then everything is as it was.
pub async fn write(
    database: &DatabaseConnection,
    package: &Package,
    progress: impl FnMut(&Table, usize, usize),
) -> Result<Outcome, DbErr> {
    write_and(database, package, progress, async |_| Ok(())).await
}

/// The same; `before_seen` does what is to be done with a new revision before others see it.
///
/// # Errors
/// If the database refuses, or what is done fails; then everything is as it was.
pub async fn write_and(
    database: &DatabaseConnection,
    package: &Package,
    mut progress: impl FnMut(&Table, usize, usize),
    before_seen: impl AsyncFnOnce(&DatabaseTransaction) -> Result<(), DbErr>,
) -> Result<Outcome, DbErr> {
    let transaction = alone(database).await?;
    let standing = current(&transaction).await?;
    if let Some(standing) = &standing
        && package.is(standing)
    {
        return Ok(Outcome::Unchanged { revision: standing.number });
    }
    let number = standing.as_ref().map_or(1, |standing| standing.number + 1);
    let mut changes = Vec::new();
    for (number, table) in TABLES.iter().enumerate() {
        progress(table, number + 1, TABLES.len());
        let written =
            with_table!(table.name, entity => table_rows::<entity::Entity>(&transaction, table, package).await?);
        changes.extend(written.unwrap_or_default());
    }
    let descriptor = package.descriptor.to_string();
    if let Some(standing) = &standing
        && changes.is_empty()
        && standing.descriptor == descriptor
    {
        return Ok(Outcome::Unchanged { revision: standing.number });
    }
    record(&transaction, number, package, descriptor, &changes).await?;
    before_seen(&transaction).await?;
    transaction.commit().await?;
    let of = |operation| changes.iter().filter(|change| change.operation == operation).count();
    Ok(Outcome::Written {
        revision: number,
        added: of(ChangeOperation::Added),
        changed: of(ChangeOperation::Changed),
        deleted: of(ChangeOperation::Deleted),
    })
}

/// A transaction of the one writer. Two at once: the second waits, then sees what the first wrote.
pub(crate) async fn alone(database: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let immediate = Some(SqliteTransactionMode::Immediate);
    let options = TransactionOptions { sqlite_transaction_mode: immediate, ..TransactionOptions::default() };
    let transaction = database.begin_with_options(options).await?;
    if transaction.get_database_backend() == DbBackend::Postgres {
        transaction.execute_unprepared("LOCK TABLE revision IN EXCLUSIVE MODE").await?;
    }
    Ok(transaction)
}

/// Brings one table to the package's content and tells what changed.
async fn table_rows<E: EntityTrait>(
    transaction: &DatabaseTransaction,
    table: &'static Table,
    package: &Package,
) -> Result<Vec<Change>, DbErr>
where
    E::ActiveModel: Send,
{
    let columns = columns::<E>(table)?;
    let mut standing: HashMap<String, Row> = E::find()
        .all(transaction)
        .await?
        .into_iter()
        .map(|model| columns.iter().map(|column| model.get(*column)).collect::<Row>())
        .filter_map(|row| Some((text(row.first())?.to_owned(), row)))
        .collect();
    let (mut changes, mut fresh, mut replaced) = (Vec::new(), Vec::new(), HashSet::new());
    for row in package.of(table) {
        let Some(id) = text(row.first()) else { continue };
        let (operation, differing) = match standing.remove(id) {
            None => (ChangeOperation::Added, String::new()),
            Some(before) if before == *row => continue,
            Some(before) => {
                replaced.insert(id.to_owned());
                (ChangeOperation::Changed, differing(table, &before, row))
            }
        };
        let json = Json::Object(json_row(table, row)).to_string();
        changes.push(Change { table: table.name, row_id: id.into(), operation, columns: differing, row: json });
        fresh.push(active::<E>(table, &columns, row, &package.created)?);
    }
    // Those that are alike stand together, so that a filtered feed reads a few stretches; what is new comes first.
    changes.sort_by_key(|change| change.operation == ChangeOperation::Changed);
    let mut gone: Vec<(String, Row)> = standing.into_iter().collect();
    gone.sort_by(|left, right| left.0.cmp(&right.0));
    for (id, row) in &gone {
        changes.push(Change {
            table: table.name,
            row_id: id.clone(),
            operation: ChangeOperation::Deleted,
            columns: String::new(),
            row: Json::Object(json_row(table, row)).to_string(),
        });
    }
    let key = E::PrimaryKey::iter().next().map(PrimaryKeyToColumn::into_column);
    let removed: Vec<String> = replaced.into_iter().chain(gone.into_iter().map(|(id, _)| id)).collect();
    if let Some(key) = key {
        for ids in removed.chunks(BATCH) {
            E::delete_many().filter(key.is_in(ids.to_vec())).exec(transaction).await?;
        }
    }
    while !fresh.is_empty() {
        let rest = fresh.split_off(fresh.len().min(BATCH));
        E::insert_many(std::mem::replace(&mut fresh, rest)).exec_without_returning(transaction).await?;
    }
    Ok(changes)
}

/// The entity's columns of a table's declared ones, in their order.
fn columns<E: EntityTrait>(table: &Table) -> Result<Vec<E::Column>, DbErr> {
    table.columns.iter().map(|column| named::<E>(column.name)).collect()
}

fn active<E: EntityTrait>(
    table: &Table,
    columns: &[E::Column],
    row: &Row,
    created: &str,
) -> Result<E::ActiveModel, DbErr> {
    let mut active = <E::ActiveModel as sea_orm::ActiveModelTrait>::default();
    for (column, value) in columns.iter().zip(row) {
        active.set(*column, value.clone());
    }
    if let Some(folded) = table.folded {
        let position = table.columns.iter().position(|column| column.name == folded).unwrap_or_default();
        let key = inovasi_lexicon::fold(text(row.get(position)).unwrap_or_default());
        active.set(named::<E>(&format!("{folded}_folded"))?, key.into());
    }
    active.set(named::<E>("updated_at")?, created.into());
    Ok(active)
}

fn differing(table: &Table, before: &Row, after: &Row) -> String {
    let pairs = table.columns.iter().zip(before.iter().zip(after));
    pairs.filter(|(_, (old, new))| old != new).map(|(column, _)| column.name).collect::<Vec<_>>().join(";")
}
