//! The files of the revision that stands, each made when it is first asked for and kept until the next revision.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use inovasi_entity::release::File;
use inovasi_entity::{all_tables, file_schema, revision};
use inovasi_schema::Catalogue;
use sha2::{Digest, Sha256};
use tokio::sync::Mutex as Lock;

use super::DatasetError;
use super::file::DatasetFile;
use super::make::{make, sum, unusable};
use crate::release::Store;

/// Raised when the program writes the same rows in other bytes: files of an earlier one are then made anew.
const EDITION: u32 = 1;

/// What the columns of all files are: with other columns, files of an earlier program are made anew, too.
static COLUMNS: LazyLock<String> = LazyLock::new(|| {
    let schemas: Vec<String> = all_tables().map(|table| file_schema(table).to_string()).collect();
    Sha256::digest(schemas.concat()).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
});

/// The files of the revision that stands.
#[derive(Debug, Clone)]
pub struct Datasets {
    folder: PathBuf,
    /// Files that are made, and locks of those that are being made; by their place in the folder.
    known: Arc<Mutex<HashMap<String, Known>>>,
}

#[derive(Debug, Clone, Default)]
struct Known {
    file: Option<File>,
    making: Arc<Lock<()>>,
}

impl Datasets {
    /// The files in a folder, which is made when it is first written to.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, known: Arc::default() }
    }

    /// A folder for what is kept until a file is sent.
    ///
    /// # Errors
    /// If it cannot be made.
    pub fn spool(&self) -> Result<PathBuf, DatasetError> {
        let made = std::fs::create_dir_all(&self.folder);
        made.map_err(|error| unusable(&self.folder.join("spool"), error))?;
        Ok(self.folder.clone())
    }

    /// The folder as a store.
    #[must_use]
    pub fn store(&self) -> Store {
        Store::folder(&self.folder)
    }

    /// A file of the revision that stands, and its place in the folder. Who asks first has it made; it is made to its end
    /// whether or not anybody still waits.
    ///
    /// # Errors
    /// If it cannot be made.
    pub async fn get(
        &self,
        catalogue: &Catalogue,
        revision: &revision::Model,
        file: &DatasetFile,
    ) -> Result<(File, String), DatasetError> {
        let place = format!("{}/{}", of_revision(revision), file.name);
        if let Some(file) = self.made_already(&place) {
            return Ok((file, place));
        }
        let making = self.known(&place).making.lock_owned().await;
        if let Some(file) = self.made_already(&place) {
            return Ok((file, place));
        }
        let (own, catalogue, revision, file, at) =
            (self.clone(), catalogue.clone(), revision.clone(), file.clone(), place.clone());
        let made = tokio::spawn(async move {
            let made = own.made(&catalogue, &revision, &file).await;
            if let Ok(file) = &made {
                own.keep(&at, file.clone());
            }
            drop(making);
            made
        });
        let file = made.await.map_err(|_| DatasetError::GivenUp)??;
        Ok((file, place))
    }

    fn known(&self, place: &str) -> Known {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.entry(place.to_owned()).or_default().clone()
    }

    /// A file that is known, if it is still there: folders of what can be made anew get emptied.
    fn made_already(&self, place: &str) -> Option<File> {
        let file = self.known(place).file?;
        (std::fs::metadata(self.folder.join(place)).ok()?.len() == file.bytes).then_some(file)
    }

    fn keep(&self, place: &str, file: File) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.entry(place.to_owned()).or_default().file = Some(file);
    }

    /// The file as an earlier run of the program left it, or made now.
    async fn made(
        &self,
        catalogue: &Catalogue,
        revision: &revision::Model,
        file: &DatasetFile,
    ) -> Result<File, DatasetError> {
        let folder = self.folder.join(of_revision(revision));
        let (path, said) = (folder.join(&file.name), folder.join(format!("{}.json", file.name)));
        if let Some(kept) = kept(&path, &said) {
            return Ok(kept);
        }
        std::fs::create_dir_all(&folder).map_err(|error| unusable(&path, error))?;
        self.remove_older(revision);
        let making = tempfile::Builder::new().prefix(".making-").tempdir_in(&folder);
        let making = making.map_err(|error| unusable(&path, error))?;
        let new = making.path().join(&file.name);
        let rows = make(catalogue, file, &new).await?;
        if catalogue.snapshot().await?.revision().number != revision.number {
            // An import came between: the file may be of the revision after.
            return Err(DatasetError::GivenUp);
        }
        let (name, media_type) = (file.name.clone(), file.media_type().to_owned());
        let finished = tokio::task::spawn_blocking(move || {
            let (bytes, sha256) = sum(&new)?;
            let made = File { name, bytes, sha256, media_type, rows };
            std::fs::write(&said, serde_json::to_vec(&made)?)?;
            std::fs::rename(&new, &path)?;
            drop(making);
            Ok::<File, std::io::Error>(made)
        });
        let finished = finished.await.map_err(|_| DatasetError::GivenUp)?;
        finished.map_err(|error| unusable(&folder.join(&file.name), error))
    }

    /// Removes the files of other revisions. Who reads one of them goes on: an open file stays until it is closed.
    fn remove_older(&self, revision: &revision::Model) {
        let standing = of_revision(revision);
        for entry in std::fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let is_ours = name.to_str().is_some_and(|name| name.starts_with(PREFIX) && name != standing);
            if is_ours && let Err(error) = std::fs::remove_dir_all(entry.path()) {
                tracing::warn!(%error, folder = %entry.path().display(), "files of an earlier revision cannot be removed");
            }
        }
        self.known.lock().unwrap_or_else(PoisonError::into_inner).retain(|place, _| place.starts_with(&standing));
    }
}

/// How folders of revisions begin.
const PREFIX: &str = "revision-";

/// The folder of a revision's files: by its content and the program that wrote it.
fn of_revision(revision: &revision::Model) -> String {
    let content = revision.content_sha256.get(..12).unwrap_or_default();
    let program = format!("{}-{EDITION}-{}", env!("CARGO_PKG_VERSION"), *COLUMNS);
    format!("{PREFIX}{}-{content}-{program}", revision.number)
}

/// A file that an earlier run made to its end: what is said of it is written first, and it comes to its place whole.
fn kept(path: &Path, said: &Path) -> Option<File> {
    let file: File = serde_json::from_slice(&std::fs::read(said).ok()?).ok()?;
    (std::fs::metadata(path).ok()?.len() == file.bytes).then_some(file)
}
