//! `release`: freezes the revision that stands as files that never change.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, bail};
use inovasi_export::release::{Store, check_version, dataset, files, make, version_of};
use inovasi_export::working_folder;
use inovasi_ingest::{Recorded, record_release, released};
use inovasi_schema::{Catalogue, releases};

use super::{open, say, see, step};

/// `release`
pub(crate) async fn release(url: &str, store: &Store, version: Option<&str>, folder: &Path) -> anyhow::Result<()> {
    if let Some(version) = version {
        check_version(version).map_err(|why| anyhow::anyhow!("--version: {why}"))?;
    }
    see(url, "release").await?;
    let database = open(url).await?;
    let catalogue = Catalogue::open(url).await.context("cannot open the catalogue for reading")?;
    // One revision, whole, whatever is imported meanwhile.
    let snapshot = Arc::new(catalogue.long_snapshot().await?);
    let revision = snapshot.revision().clone();
    let number = revision.number;
    match (snapshot.release(), version) {
        (Some(standing), Some(other)) if standing != other => {
            bail!("revision {number} is released already, as {standing}; a revision is released once")
        }
        (Some(standing), _) => return say(&format!("release {standing} of revision {number} stands already")),
        (None, _) => {}
    }
    let taken = released(&database).await?;
    let is_taken = |version: &str| taken.iter().any(|(other, _)| other == version);
    let version = match version {
        Some(version) if is_taken(version) => {
            bail!("release {version} stands already, of another revision; name another")
        }
        Some(version) => version.to_owned(),
        None => version_of(&revision.created, is_taken),
    };
    let before = releases(&snapshot).await?.into_iter().find(|release| release.revision < number);
    let cannot = || format!("cannot write to {}; name another folder with --files or INOVASI_FILES", folder.display());
    std::fs::create_dir_all(folder).with_context(cannot)?;
    let making = working_folder(folder, "releasing").with_context(cannot)?;
    let in_folder = || format!("the files are made in {}, which --files or INOVASI_FILES names", folder.display());
    let dataset = dataset(&snapshot, &version, making.path(), step).await.with_context(in_folder)?;
    let made = files(&snapshot, &version, before.as_ref(), dataset, making.path()).await?;
    // The files are made; a connection is not held while they are sent.
    drop(snapshot);
    let stored = make(store, &version, made, step).await?;
    let bytes: u64 = stored.iter().map(|file| file.bytes).sum();
    match record_release(&database, &version, &revision, &stored).await? {
        Recorded::Written => {
            let count = stored.len();
            say(&format!("release {version} of revision {number}: {count} files, {bytes} bytes, in {store}"))
        }
        Recorded::Unchanged => say(&format!("release {version} of revision {number} stands already")),
    }
}
