//! `serve`: makes and fills the catalogue on the first start, then answers until it is told to stop.

use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::Context;
use inovasi::Settings;
use inovasi_ingest::Outcome;
use inovasi_migration::{Migrator, MigratorTrait};
use inovasi_schema::Catalogue;

use crate::commands;

/// Serves the catalogue of a database at an address.
pub(crate) async fn serve(
    url: &str,
    listen: SocketAddr,
    settings: Settings,
    index_file: Option<PathBuf>,
) -> anyhow::Result<()> {
    let mut out = std::io::stdout();
    fill(url).await?;
    let catalogue = Catalogue::open(url).await.context("cannot open the catalogue for reading")?;
    let catalogue = match index_file {
        Some(file) => catalogue.with_index_file(file),
        None => catalogue,
    };
    // Before the first request: it would wait for the index.
    catalogue.snapshot().await.ok();
    let listener = tokio::net::TcpListener::bind(listen)
        .await
        .with_context(|| format!("cannot listen on {listen}; choose another with --listen or INOVASI_LISTEN"))?;
    let address = listener.local_addr()?;
    writeln!(out, "Inovasi is at http://{address}/ and its API at http://{address}/v1")?;
    let service = inovasi::router(catalogue, settings)?.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stop()).await?;
    Ok(())
}

/// Takes in the package that the program carries, if it is newer and nothing else was ever imported; else says so.
async fn fill(url: &str) -> anyhow::Result<()> {
    let database = inovasi_ingest::open(url).await?;
    Migrator::up(&database, None).await?;
    let package = inovasi::bundled_package()
        .map_err(|faults| anyhow::anyhow!("the package inside the program has {} faults", faults.0.len()))?;
    let standing = inovasi_ingest::current(&database).await?;
    if let Some(standing) = standing.filter(|standing| !package.is(standing)) {
        let reason = if !inovasi_ingest::only_bundled(&database).await? {
            Some("another package was imported here")
        } else if !package.is_newer_than(&standing) {
            Some("what stands is not older")
        } else {
            None
        };
        if let Some(reason) = reason {
            let number = standing.number;
            writeln!(std::io::stdout(), "revision {number} stands, the package inside is left alone: {reason}")?;
            return Ok(());
        }
    }
    if let Outcome::Written { revision, added, .. } =
        inovasi_ingest::write(&database, &package, commands::progress).await?
    {
        writeln!(std::io::stdout(), "loaded the bundled catalogue: revision {revision}, {added} rows added")?;
    }
    database.close().await?;
    Ok(())
}

/// Resolves when the program is told to stop; what is running is finished first.
async fn stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    let _ = interrupted.await;
}
