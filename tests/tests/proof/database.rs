//! A database of one's own, of either kind.

use inovasi_migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};
use tempfile::TempDir;

/// A fresh, migrated database; gone when dropped (SQLite) or when the next one of its name is made (PostgreSQL).
pub(crate) struct Fresh {
    pub(crate) connection: DatabaseConnection,
    pub(crate) url: String,
    /// A folder of its own: of SQLite that of the file.
    #[allow(dead_code, reason = "the large tests keep no files in it")]
    pub(crate) folder: TempDir,
}

async fn migrated(url: &str, folder: TempDir) -> Fresh {
    let connection = inovasi_ingest::open(url).await.unwrap();
    Migrator::up(&connection, None).await.unwrap();
    Fresh { connection, url: url.to_owned(), folder }
}

/// One fresh database a kind. Without PostgreSQL its part is skipped aloud, never in CI.
pub(crate) async fn each(name: &str) -> Vec<Fresh> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("catalogue.db");
    let mut all = vec![migrated(&format!("sqlite://{}", path.display()), folder).await];
    let server = std::env::var("INOVASI_TEST_POSTGRES").unwrap_or("postgres://postgres@127.0.0.1:5432".into());
    match Database::connect(format!("{server}/postgres")).await {
        Ok(admin) => {
            let name = format!("inovasi_test_{name}");
            admin.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name}")).await.unwrap();
            admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
            all.push(migrated(&format!("{server}/{name}"), tempfile::tempdir().unwrap()).await);
        }
        Err(error) => {
            assert!(std::env::var_os("CI").is_none(), "PostgreSQL is required in CI: {error}");
            eprintln!("SKIPPED on PostgreSQL: nothing answers at {server} (set INOVASI_TEST_POSTGRES)");
        }
    }
    all
}
