//! What each command does; what it prints is for people.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use inovasi_entity::{Table, sqlite_file};
use inovasi_ingest::{Fault, Outcome, Package};
use inovasi_migration::{Migrator, MigratorTrait};
use sea_orm::{DatabaseConnection, DatabaseTransaction};
use serde_json::{Value, json};

mod export;
mod release;

pub(crate) use export::export;
pub(crate) use release::release;

/// `import`
pub(crate) async fn import(
    url: &str,
    path: &Path,
    report: Option<&Path>,
    index_file: Option<PathBuf>,
) -> anyhow::Result<()> {
    let package = read(path, report)?;
    let database = open(url).await?;
    Migrator::up(&database, None).await?;
    let standing = inovasi_ingest::current(&database).await?;
    // A server that runs has the index of the new revision at hand as soon as it sees it.
    let index_file = index_file.or_else(|| inovasi_schema::index_file(url));
    let keep = async |database: &DatabaseTransaction| match &index_file {
        Some(file) => inovasi_schema::keep_index(database, file).await,
        None => Ok(()),
    };
    match inovasi_ingest::write_and(&database, &package, progress, keep).await? {
        Outcome::Unchanged { revision } => say(&format!("nothing changed: revision {revision} stands")),
        Outcome::Written { revision, added, changed, deleted } => {
            say(&format!("revision {revision}: {added} rows added, {changed} changed, {deleted} deleted"))?;
            if let Some(standing) = standing.filter(|standing| package.is_older_than(standing)) {
                writeln!(
                    std::io::stderr(),
                    "warning: the package says that it was created at {}, before that of revision {}, at {}; the feed of news \
                     puts its changes behind older ones; give a package a later created each time",
                    package.created(),
                    standing.number,
                    standing.created
                )?;
            }
            Ok(())
        }
    }
}

/// `check`
pub(crate) fn check(path: &Path, report: Option<&Path>) -> anyhow::Result<()> {
    let package = read(path, report)?;
    say(&format!("{} rows, no faults", package.rows()))
}

/// `compact`
pub(crate) async fn compact(url: &str, up_to: i32) -> anyhow::Result<()> {
    let database = open(url).await?;
    Migrator::up(&database, None).await?;
    let Some(standing) = inovasi_ingest::current(&database).await? else {
        bail!("no package was imported yet, there are no changes; inovasi import PATH")
    };
    let number = standing.number;
    if !(1..=number).contains(&up_to) {
        bail!("--up-to {up_to}: revision {number} stands; name one of 1..{number}")
    }
    let inovasi_ingest::Compacted { removed, left } = inovasi_ingest::compact(&database, up_to).await?;
    say(&format!("up to revision {up_to}: {removed} superseded changes removed, {left} changes left"))
}

/// `migrate`
pub(crate) async fn migrate(url: &str) -> anyhow::Result<()> {
    Migrator::up(&open(url).await?, None).await?;
    say("the database is up to date")
}

/// `doctor`
pub(crate) async fn doctor(url: &str) -> anyhow::Result<()> {
    say(&format!("database: {}", without_password(url)))?;
    // Opening would make the file, and a look must change nothing.
    if let Some(file) = sqlite_file(url).filter(|file| !Path::new(file).exists()) {
        return say(&format!("{file} is not there yet: inovasi serve or inovasi import makes it"));
    }
    let database = look(url).await?;
    let pending = Migrator::get_pending_migrations_read_only(&database).await?.len();
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

/// `openapi`, `sdl`, `tables`
pub(crate) fn print(document: &str) -> anyhow::Result<()> {
    std::io::stdout().write_all(document.as_bytes())?;
    Ok(())
}

fn read(path: &Path, report: Option<&Path>) -> anyhow::Result<Package> {
    let read = Package::read(path);
    if let Some(report) = report {
        let faults: &[Fault] = read.as_ref().map_or_else(|faults| faults.0.as_slice(), |_| &[]);
        let rows: Vec<Value> = faults.iter().map(as_json).collect();
        let body = serde_json::to_string_pretty(&json!({"faults": rows}))? + "\n";
        std::fs::write(report, body).with_context(|| format!("cannot write {}", report.display()))?;
    }
    match read {
        Ok(package) => Ok(package),
        Err(faults) => {
            for fault in &faults.0 {
                say(&fault.to_string())?;
            }
            bail!("{} faults in {}; nothing was changed", faults.0.len(), path.display())
        }
    }
}

fn as_json(fault: &Fault) -> Value {
    json!({
        "file": fault.file, "row": fault.row, "column": fault.column, "value": fault.value,
        "rule": fault.rule, "remedy": fault.remedy,
    })
}

/// Tells on a terminal which table is written, on one line that is written over; silent in a pipe.
pub(crate) fn progress(table: &Table, number: usize, of: usize) {
    step(table.plural, number, of);
}

/// The same of any work that is done in steps.
pub(crate) fn step(name: &str, number: usize, of: usize) {
    let mut out = std::io::stdout();
    if !out.is_terminal() {
        return;
    }
    let end = if number == of { "\r\x1b[K" } else { "" };
    // A terminal that went away is no reason to stop an import.
    let _ = write!(out, "\r\x1b[K{number} of {of}: {name}{end}").and_then(|()| out.flush());
}

/// Sees that a catalogue is there to do something with it. Nothing is made and nothing is changed.
async fn see(url: &str, what: &str) -> anyhow::Result<()> {
    if let Some(file) = sqlite_file(url).filter(|file| !Path::new(file).exists()) {
        bail!(
            "there is no database {file} to {what}; see whether --database-url or DATABASE_URL names the right one, or inovasi import PATH"
        );
    }
    let database = look(url).await?;
    let pending = Migrator::get_pending_migrations_read_only(&database).await?.len();
    if pending > 0 {
        bail!("{pending} migrations of the database are to be run before there is anything to {what}; inovasi migrate");
    }
    if inovasi_ingest::current(&database).await?.is_none() {
        bail!("no package was imported yet, there is nothing to {what}; inovasi import PATH");
    }
    Ok(database.close().await?)
}

async fn look(url: &str) -> anyhow::Result<DatabaseConnection> {
    inovasi_ingest::look(url).await.with_context(|| format!("cannot open {}", without_password(url)))
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
