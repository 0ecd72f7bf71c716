//! The database's own indexes, put aside while many rows are written: to sort once is far quicker than to insert a
//! million times.

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, Statement};

/// Indexes that were put aside: the statements that make them again.
pub(super) struct Aside(Vec<String>);

/// Every index that is no key, with the statement that makes it.
fn all(backend: DbBackend) -> &'static str {
    match backend {
        DbBackend::Postgres => {
            "SELECT indexname AS name, indexdef AS statement FROM pg_indexes WHERE schemaname = current_schema() \
             AND indexname NOT IN (SELECT conname FROM pg_constraint) ORDER BY indexname"
        }
        _ => "SELECT name, sql AS statement FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name",
    }
}

/// Puts all indexes aside.
pub(super) async fn put_aside(transaction: &DatabaseTransaction) -> Result<Aside, DbErr> {
    let backend = transaction.get_database_backend();
    let mut statements = Vec::new();
    for row in transaction.query_all_raw(Statement::from_string(backend, all(backend))).await? {
        let name: String = row.try_get("", "name")?;
        transaction.execute_unprepared(&format!("DROP INDEX \"{name}\"")).await?;
        statements.push(row.try_get("", "statement")?);
    }
    Ok(Aside(statements))
}

impl Aside {
    /// Makes them again.
    pub(super) async fn restore(self, transaction: &DatabaseTransaction) -> Result<(), DbErr> {
        for statement in self.0 {
            transaction.execute_unprepared(&statement).await?;
        }
        Ok(())
    }
}
