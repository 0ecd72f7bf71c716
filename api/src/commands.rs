//! What each command does; what it prints is for people.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, bail};
use inovasi_ingest::{Outcome, Package};
use inovasi_migration::{Migrator, MigratorTrait};
use sea_orm::DatabaseConnection;

/// `import`
pub(crate) async fn import(url: &str, path: &Path) -> anyhow::Result<()> {
    let package = read(path)?;
    let database = open(url).await?;
    Migrator::up(&database, None).await?;
    match inovasi_ingest::write(&database, &package).await? {
        Outcome::Unchanged { revision } => say(&format!("nothing changed: revision {revision} stands")),
        Outcome::Written { revision, added, changed, deleted } => {
            say(&format!("revision {revision}: {added} rows added, {changed} changed, {deleted} deleted"))
        }
    }
}

/// `check`
pub(crate) fn check(path: &Path) -> anyhow::Result<()> {
    let package = read(path)?;
    say(&format!("{} rows, no faults", package.rows()))
}

/// `migrate`
pub(crate) async fn migrate(url: &str) -> anyhow::Result<()> {
    Migrator::up(&open(url).await?, None).await?;
    say("the database is up to date")
}

/// `doctor`
pub(crate) async fn doctor(url: &str) -> anyhow::Result<()> {
    say(&format!("database: {}", without_password(url)))?;
    let database = open(url).await?;
    let pending = Migrator::get_pending_migrations(&database).await?.len();
    if pending > 0 {
        return say(&format!("reachable; {pending} migrations are to be run: inovasi migrate"));
    }
    match inovasi_ingest::current(&database).await? {
        None => say("reachable; no package was imported yet: inovasi import PATH"),
        Some(revision) => {
            say(&format!("revision {} of package {} {}", revision.number, revision.package, revision.package_version))?;
            for (table, rows) in inovasi_ingest::counts(&database).await? {
                say(&format!("{rows:>8} {table}"))?;
            }
            Ok(())
        }
    }
}

/// `tables`
pub(crate) fn tables() -> anyhow::Result<()> {
    std::io::stdout().write_all(inovasi::tables_document()?.as_bytes())?;
    Ok(())
}

fn read(path: &Path) -> anyhow::Result<Package> {
    match Package::read(path) {
        Ok(package) => Ok(package),
        Err(faults) => {
            for fault in &faults.0 {
                say(&fault.to_string())?;
            }
            bail!("{} faults in {}; nothing was changed", faults.0.len(), path.display())
        }
    }
}

async fn open(url: &str) -> anyhow::Result<DatabaseConnection> {
    inovasi_ingest::open(url).await.with_context(|| format!("cannot open {}", without_password(url)))
}

/// A database address as it may be shown.
fn without_password(url: &str) -> String {
    match (url.find("://"), url.rfind('@')) {
        (Some(scheme), Some(at)) if scheme < at => format!("{}://…{}", &url[..scheme], &url[at..]),
        _ => url.to_owned(),
    }
}

fn say(line: &str) -> anyhow::Result<()> {
    writeln!(std::io::stdout(), "{line}")?;
    Ok(())
}
