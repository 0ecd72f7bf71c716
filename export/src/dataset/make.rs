//! Makes one file of a revision.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use inovasi_entity::Table;
use inovasi_schema::{Catalogue, Form, Snapshot, walk_whole};
use sha2::{Digest, Sha256};

use super::file::{DatasetFile, Kind};
use super::{DatasetError, package, sqlite};
use crate::form::Settings;
use crate::metadata::licence_text;
use crate::rows::{Rows, write};

/// Makes a file of the revision that stands, at a path whose folder is there; gives its rows if it is a table.
///
/// # Errors
/// If the catalogue cannot be read or the file not be written; what is at the path is then no file.
pub async fn make(catalogue: &Catalogue, file: &DatasetFile, path: &Path) -> Result<Option<u64>, DatasetError> {
    match file.kind {
        Kind::Table(table, form) => table_file(catalogue.long_snapshot().await?, table, form, path).await.map(Some),
        Kind::Package => package::write_zip(catalogue, path).await.map(|()| None),
        Kind::Sqlite => sqlite::write(catalogue.long_snapshot().await?, path).await.map(|()| None),
    }
}

/// Writes a whole table in a form.
pub(super) async fn table_file(
    snapshot: Snapshot,
    table: &'static Table,
    form: Form,
    path: &Path,
) -> Result<u64, DatasetError> {
    let settings = Settings {
        delimiter: b',',
        spool: folder_of(path),
        name: table.plural.to_owned(),
        created: snapshot.revision().created.clone(),
        licence: licence_text(snapshot.revision()),
        revision: snapshot.revision().number,
    };
    let walk = walk_whole(snapshot, table);
    let walk = if form == Form::GeoJson { walk.with_places() } else { walk };
    let out = File::create(path).map_err(|error| unusable(path, error))?;
    let written = write(Rows::Walk(Box::new(walk)), form, settings, BufWriter::new(out)).await;
    written.map_err(|error| DatasetError::Rows { name: format!("{}.{}", table.plural, form.extension()), error })
}

/// The folder of a path.
pub(super) fn folder_of(path: &Path) -> PathBuf {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
}

/// The error of a folder that cannot be used.
pub(super) fn unusable(path: &Path, error: std::io::Error) -> DatasetError {
    DatasetError::Folder { folder: folder_of(path).display().to_string(), error }
}

/// Length and SHA-256 of a file.
pub(crate) fn sum(path: &Path) -> Result<(u64, String), std::io::Error> {
    let mut hash = Sha256::new();
    let bytes = std::io::copy(&mut std::fs::File::open(path)?, &mut hash)?;
    Ok((bytes, hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()))
}
