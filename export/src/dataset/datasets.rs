//! The files of the revision that stands, each made when it is first asked for and kept until the next revision.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::Duration;

use inovasi_entity::release::File;
use inovasi_entity::{all_tables, file_schema, hex, revision};
use inovasi_schema::Catalogue;
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use tokio::sync::Mutex as Lock;

use super::DatasetError;
use super::file::DatasetFile;
use super::make::{folder_of, make, sum, unusable};
use crate::release::Store;
use crate::working::working_folder;

/// Raised when the program writes the same rows in other bytes: files of an earlier one are then made anew.
const EDITION: u32 = 1;

/// What the columns of all files are: with other columns, files of an earlier program are made anew, too.
static COLUMNS: LazyLock<String> = LazyLock::new(|| {
    let schemas: Vec<String> = all_tables().map(|table| file_schema(table).to_string()).collect();
    hex(Sha256::digest(schemas.concat()).iter().take(4))
});

/// How long the folder of an earlier revision has been still before it is removed. Who was told of a file in it has opened
/// it by then, whichever program told them, and an open file stays; what is still made in it is made within the hour.
const STILL: Duration = Duration::from_secs(3600);

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
        Store::files(&self.folder)
    }

    /// A file of the revision that stands, and its place in the folder. Who asks first has it made; it is made to its end
    /// whether or not anybody still waits.
    ///
    /// # Errors
    /// If it cannot be made; `Moved` where the revision no longer stands and the file was not made before.
    pub async fn get(
        &self,
        catalogue: &Catalogue,
        revision: &revision::Model,
        file: &DatasetFile,
    ) -> Result<(File, String), DatasetError> {
        let place = format!("{}/{}/{}", catalogue.key(), of_revision(revision), file.name);
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
            let made = own.made(&catalogue, &revision, &file, &at).await;
            if let Ok(file) = &made {
                own.keep(&at, file.clone());
            }
            drop(making);
            made
        });
        let file = made.await??;
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
        place: &str,
    ) -> Result<File, DatasetError> {
        let path = self.folder.join(place);
        let (number, own, at) = (revision.number, self.clone(), path.clone());
        let making = tokio::task::spawn_blocking(move || own.begin(number, &at).map_err(|error| unusable(&at, error)));
        let making = match making.await?? {
            Begun::Made(file) => return Ok(file),
            Begun::Making(folder) => folder,
        };
        let snapshot = Arc::new(catalogue.long_snapshot().await?);
        if snapshot.revision().number != revision.number {
            return Err(DatasetError::Moved);
        }
        let new = making.path().join(&file.name);
        let rows = make(&snapshot, file, &new).await?;
        let (name, media_type, at) = (file.name.clone(), file.media_type().to_owned(), path.clone());
        let finished = tokio::task::spawn_blocking(move || {
            let (bytes, sha256) = sum(&new)?;
            let made = File { name, bytes, sha256, media_type, rows };
            // Whole on the disk before it has its name: a machine that stops leaves no half of it.
            std::fs::File::open(&new)?.sync_all()?;
            std::fs::write(said(&at), serde_json::to_vec(&made)?)?;
            std::fs::rename(&new, &at)?;
            drop(making);
            Ok::<File, std::io::Error>(made)
        });
        finished.await?.map_err(|error| unusable(&path, error))
    }

    /// The file that is at a path already; else a folder to make it in.
    fn begin(&self, number: i32, path: &Path) -> Result<Begun, std::io::Error> {
        if let Some(file) = kept(path) {
            return Ok(Begun::Made(file));
        }
        let folder = folder_of(path);
        std::fs::create_dir_all(&folder)?;
        self.remove_lower(number, &folder_of(&folder));
        Ok(Begun::Making(working_folder(&folder, "making")?))
    }

    /// Removes the files of lower revisions of a database, which has a folder of its own. Those of a higher one stay: a
    /// request may end after an import; and those of the same revision by another program, which may run beside this one.
    fn remove_lower(&self, number: i32, of_database: &Path) {
        for entry in std::fs::read_dir(of_database).into_iter().flatten().flatten() {
            let path = entry.path();
            let is_lower = entry.file_name().to_str().and_then(number_of).is_some_and(|other| other < number);
            let modified = entry.metadata().and_then(|metadata| metadata.modified());
            let still = modified.ok().and_then(|modified| modified.elapsed().ok());
            if !is_lower || still.is_none_or(|still| still < STILL) {
                continue;
            }
            match std::fs::remove_dir_all(&path) {
                Ok(()) => self.forget(&path),
                Err(error) => {
                    tracing::warn!(%error, folder = %path.display(), "files of an earlier revision cannot be removed");
                }
            }
        }
    }

    fn forget(&self, folder: &Path) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|place, _| !self.folder.join(place).starts_with(folder));
    }
}

/// A file that is asked for.
enum Begun {
    /// It is there.
    Made(File),
    /// It is made in this folder.
    Making(TempDir),
}

/// How folders of revisions begin.
const PREFIX: &str = "revision-";

/// The folder of a revision's files: by its content and the program that wrote it.
fn of_revision(revision: &revision::Model) -> String {
    let content = revision.content_sha256.get(..12).unwrap_or_default();
    let program = format!("{}-{EDITION}-{}", env!("CARGO_PKG_VERSION"), *COLUMNS);
    format!("{PREFIX}{}-{content}-{program}", revision.number)
}

/// The number of the revision whose folder has a name.
fn number_of(name: &str) -> Option<i32> {
    name.strip_prefix(PREFIX)?.split_once('-')?.0.parse().ok()
}

/// Where it is written what is said of the file at a path.
fn said(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".json");
    name.into()
}

/// A file that an earlier run made to its end: what is said of it is written first, and it comes to its place whole.
fn kept(path: &Path) -> Option<File> {
    let file: File = serde_json::from_slice(&std::fs::read(said(path)).ok()?).ok()?;
    (std::fs::metadata(path).ok()?.len() == file.bytes).then_some(file)
}
