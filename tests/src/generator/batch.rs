//! Rows into a table, many by one statement. The text of a full statement is the same every time, so that it is
//! written and read once; `insert_many` writes it anew for every batch, which takes longer than the database does.

use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, EntityTrait, IdenStatic, Iterable, ModelTrait, Statement,
    Value,
};

/// Most values of one statement: below the bind limits of both databases (32,766 and 65,535), and small enough that
/// a statement is prepared quickly.
const MOST_VALUES: usize = 8_000;

/// The rows of one table that wait to be written.
pub(super) struct Batch<'a, E: EntityTrait> {
    transaction: &'a DatabaseTransaction,
    columns: Vec<E::Column>,
    values: Vec<Value>,
    full: usize,
    statement: String,
    /// Rows written or waiting.
    pub(super) rows: usize,
}

impl<'a, E: EntityTrait> Batch<'a, E> {
    pub(super) fn new(transaction: &'a DatabaseTransaction) -> Self {
        let columns: Vec<E::Column> = E::Column::iter().collect();
        let full = MOST_VALUES / columns.len();
        let statement = statement::<E>(transaction.get_database_backend(), &columns, full);
        Self { transaction, values: Vec::with_capacity(MOST_VALUES), columns, full, statement, rows: 0 }
    }

    /// Adds a row; writes those that wait if they fill a statement.
    pub(super) async fn push(&mut self, model: &E::Model) -> Result<(), DbErr> {
        self.values.extend(self.columns.iter().map(|column| model.get(*column)));
        self.rows += 1;
        if self.values.len() == self.full * self.columns.len() {
            let values = std::mem::replace(&mut self.values, Vec::with_capacity(MOST_VALUES));
            self.write(&self.statement, values).await?;
        }
        Ok(())
    }

    /// Writes what still waits; tells how many rows there were in all.
    pub(super) async fn finish(self) -> Result<usize, DbErr> {
        if !self.values.is_empty() {
            let rows = self.values.len() / self.columns.len();
            let statement = statement::<E>(self.transaction.get_database_backend(), &self.columns, rows);
            self.write(&statement, self.values.clone()).await?;
        }
        Ok(self.rows)
    }

    async fn write(&self, statement: &str, values: Vec<Value>) -> Result<(), DbErr> {
        let backend = self.transaction.get_database_backend();
        self.transaction.execute_raw(Statement::from_sql_and_values(backend, statement, values)).await?;
        Ok(())
    }
}

fn statement<E: EntityTrait>(backend: DbBackend, columns: &[E::Column], rows: usize) -> String {
    let names: Vec<String> = columns.iter().map(|column| format!("\"{}\"", column.as_str())).collect();
    let mut text = format!("INSERT INTO \"{}\" ({}) VALUES ", E::default().table_name(), names.join(", "));
    for place in 0..rows * columns.len() {
        text.push_str(match place {
            0 => "(",
            _ if place.is_multiple_of(columns.len()) => "), (",
            _ => ", ",
        });
        match backend {
            DbBackend::Postgres => text.push_str(&format!("${}", place + 1)),
            _ => text.push('?'),
        }
    }
    text.push(')');
    text
}
