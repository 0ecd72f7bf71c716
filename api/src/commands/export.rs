//! `export`: the revision that stands as a data package.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use inovasi_export::dataset::{write_folder, write_zip};
use inovasi_schema::Catalogue;

use super::{open, say};

/// `export`
pub(crate) async fn export(url: &str, path: &Path) -> anyhow::Result<()> {
    if path.exists() {
        bail!("{} is there already; name a place where nothing is", path.display());
    }
    let Some(number) = inovasi_ingest::current(&open(url).await?).await?.map(|revision| revision.number) else {
        bail!("no package was imported yet, there is nothing to export; inovasi import PATH");
    };
    let catalogue = Catalogue::open(url).await.context("cannot open the catalogue for reading")?;
    // Beside its place and not at it, until it is whole.
    let beside = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let making = tempfile::Builder::new().prefix(".exporting-").tempdir_in(beside);
    let making = making.with_context(|| format!("cannot write to {}", beside.display()))?;
    let new: PathBuf = making.path().join("package");
    let is_zip = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip"));
    if is_zip {
        write_zip(&catalogue, &new).await?;
    } else {
        std::fs::create_dir(&new)?;
        write_folder(&catalogue, &new).await?;
    }
    std::fs::rename(&new, path).with_context(|| format!("cannot write {}", path.display()))?;
    say(&format!("revision {number} is in {}; inovasi import takes it back", path.display()))
}
