//! `export`: the revision that stands as a data package.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};
use inovasi_export::dataset::{write_folder, write_zip};
use inovasi_export::working_folder;
use inovasi_schema::Catalogue;

use super::{say, see};

/// `export`
pub(crate) async fn export(url: &str, path: &Path) -> anyhow::Result<()> {
    if path.exists() {
        bail!("{} is there already; name a place where nothing is", path.display());
    }
    see(url, "export").await?;
    let catalogue = Catalogue::open(url).await.context("cannot open the catalogue for reading")?;
    // One revision, whole, whatever is imported meanwhile.
    let snapshot = Arc::new(catalogue.long_snapshot().await?);
    // Beside its place and not at it, until it is whole.
    let beside = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let making = working_folder(beside, "exporting");
    let making = making.with_context(|| format!("cannot write to {}", beside.display()))?;
    let new: PathBuf = making.path().join("package");
    let is_zip = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip"));
    if is_zip {
        write_zip(&snapshot, &new).await?;
    } else {
        std::fs::create_dir(&new)?;
        write_folder(&snapshot, &new).await?;
    }
    std::fs::rename(&new, path).with_context(|| format!("cannot write {}", path.display()))?;
    let number = snapshot.revision().number;
    say(&format!("revision {number} is in {}; inovasi import takes it back", path.display()))
}
