//! `release`: freezes the revision that stands as files that never change.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, bail};
use inovasi_export::release::{MakeError, Store, check_version, dataset, files, make, version_of};
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
    let snapshot = catalogue.snapshot().await?;
    let revision = snapshot.revision().clone();
    let number = revision.number;
    match (snapshot.release(), version) {
        (Some(standing), Some(other)) if standing != other => {
            bail!("revision {number} is released already, as {standing}; a revision is released once")
        }
        (Some(standing), _) => return say(&format!("release {standing} of revision {number} stands already")),
        (None, _) => {}
    }
    let mut taken: Vec<String> = released(&database).await?.into_iter().map(|(version, _)| version).collect();
    if let Some(version) = version.filter(|version| taken.iter().any(|other| other == version)) {
        bail!("release {version} stands already, of another revision; name another")
    }
    let before = releases(&snapshot).await?.into_iter().find(|release| release.revision < number);
    drop(snapshot);
    let cannot = || format!("cannot write to {}; name another folder with --files or INOVASI_FILES", folder.display());
    std::fs::create_dir_all(folder).with_context(cannot)?;
    let in_folder = || format!("the files are made in {}, which --files or INOVASI_FILES names", folder.display());
    let (version, stored) = loop {
        let is_taken = |version: &str| taken.iter().any(|other| other == version);
        let next = version.map_or_else(|| version_of(&revision.created, is_taken), str::to_owned);
        let making = working_folder(folder, "releasing").with_context(cannot)?;
        let snapshot = Arc::new(catalogue.long_snapshot().await?);
        if snapshot.revision() != &revision {
            bail!("another package was imported while the files were made; run inovasi release again");
        }
        let dataset = dataset(&snapshot, &next, making.path(), step).await.with_context(in_folder)?;
        let made = files(&snapshot, &next, before.as_ref(), dataset, making.path()).await?;
        // The files are made; a connection is not held while they are sent.
        drop(snapshot);
        match make(store, &next, made, step).await {
            Ok(stored) => break (next, stored),
            // Nobody named this version: the store has it of somebody else, or of a release that was never recorded.
            Err(MakeError::Taken(_)) if version.is_none() && !is_taken(&next) => taken.push(next),
            Err(error) => return Err(error.into()),
        }
    };
    let bytes: u64 = stored.iter().map(|file| file.bytes).sum();
    match record_release(&database, &version, &revision, &stored).await? {
        Recorded::Written => {
            let count = stored.len();
            say(&format!("release {version} of revision {number}: {count} files, {bytes} bytes, in {store}"))
        }
        Recorded::Unchanged => say(&format!("release {version} of revision {number} stands already")),
    }
}
