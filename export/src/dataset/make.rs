//! Makes one file of a revision.

use std::collections::HashMap;
use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use inovasi_entity::{Table, all_tables, hex};
use inovasi_schema::{Form, Snapshot, walk_whole};
use sha2::{Digest, Sha256};

use super::file::{DatasetFile, Kind};
use super::{DatasetError, package, sqlite};
use crate::form::Settings;
use crate::metadata::{Measured, licence_text};
use crate::rows::{Patience, Rows, write};

/// Makes a file of a snapshot's revision, at a path whose folder is there; gives its rows if it is a table.
///
/// # Errors
/// If the catalogue cannot be read or the file not be written; what is at the path is then no file.
pub async fn make(snapshot: &Arc<Snapshot>, file: &DatasetFile, path: &Path) -> Result<Option<u64>, DatasetError> {
    match file.kind {
        Kind::Table(table, form) => table_file(snapshot, table, form, path).await.map(Some),
        Kind::Package => package::write_zip(snapshot, path).await.map(|()| None),
        Kind::Sqlite => sqlite::write(snapshot, path).await.map(|()| None),
    }
}

/// Writes a whole table in a form.
pub(super) async fn table_file(
    snapshot: &Arc<Snapshot>,
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
        patience: Patience::default(),
    };
    let walk = walk_whole(snapshot.clone(), table);
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
    Ok((bytes, hex(&hash.finalize())))
}

/// Length and SHA-256 of the CSV of every table in a folder, by the singular names of the tables.
pub(crate) async fn measured(folder: &Path) -> Result<HashMap<&'static str, Measured>, DatasetError> {
    let folder = folder.to_owned();
    let measured = tokio::task::spawn_blocking(move || {
        let one = |table: &'static Table| {
            let path = folder.join(table.file());
            let (bytes, sha256) = sum(&path).map_err(|error| unusable(&path, error))?;
            Ok((table.name, Measured { bytes, sha256 }))
        };
        all_tables().map(one).collect()
    });
    measured.await?
}
