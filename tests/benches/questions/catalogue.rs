//! The database of a size: made once, used again.

use std::time::{Duration, Instant};

use inovasi_migration::{Migrator, MigratorTrait};
use inovasi_tests::generator::{Size, generate, holds};
use sea_orm::{ConnectionTrait, Database, Statement};

use crate::arguments::Arguments;
use crate::process;

/// Name of the database of a size.
pub(crate) fn name(size: usize) -> String {
    format!("inovasi_bench_{size}")
}

/// The address of a database that holds the catalogue of a size, and how long it took to make if it was not there.
pub(crate) async fn ready(arguments: &Arguments, size: usize) -> (String, Option<Duration>) {
    let url = match &arguments.postgres {
        Some(server) => made_on(server, &name(size)).await,
        None => format!("sqlite://{}", arguments.folder.join(format!("{}.db", name(size))).display()),
    };
    let started = Instant::now();
    // In a process of its own: what it needs of memory is not counted as anybody's.
    let made = process::fill(&url, size);
    (url, made.then(|| started.elapsed()))
}

/// A database on a PostgreSQL server, made if it is not there.
async fn made_on(server: &str, name: &str) -> String {
    let admin = Database::connect(format!("{server}/postgres")).await.unwrap();
    let backend = admin.get_database_backend();
    let known = Statement::from_sql_and_values(backend, "SELECT 1 FROM pg_database WHERE datname = $1", [name.into()]);
    if admin.query_one_raw(known).await.unwrap().is_none() {
        admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
    }
    format!("{server}/{name}")
}

/// Fills a database unless it holds the very catalogue already; one that holds another is refused.
pub(crate) async fn fill(url: &str, size: usize) {
    let size = Size::of(size);
    let database = inovasi_ingest::open(url).await.unwrap();
    Migrator::up(&database, None).await.unwrap();
    if holds(&database, size).await.unwrap() {
        println!("held");
        return;
    }
    let standing = inovasi_ingest::current(&database).await.unwrap();
    assert!(standing.is_none(), "{url} holds another catalogue: remove it, or name another --folder");
    let package = inovasi::bundled_package().unwrap();
    let made = generate(&database, &package, size).await.unwrap();
    database.close().await.unwrap();
    println!("made {}", made.rows);
}
