//! The whole catalogue as a data package: one CSV a table with its descriptor, in a folder or a zip. It is what an import
//! takes; and the same revision gives the same bytes.

use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use inovasi_entity::{Table, all_tables};
use inovasi_schema::{Form, Snapshot};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::DatasetError;
use super::make::{folder_of, measured, table_file, unusable};
use crate::metadata::data_package;

/// Name of the descriptor.
const DESCRIPTOR: &str = "datapackage.json";

/// Writes the package of a snapshot's revision into a folder that is there.
///
/// # Errors
/// If the catalogue cannot be read or the folder not be written to.
pub async fn write_folder(snapshot: &Arc<Snapshot>, folder: &Path) -> Result<(), DatasetError> {
    for table in all_tables() {
        table_file(snapshot, table, Form::Csv, &folder.join(table.file())).await?;
    }
    let measured = measured(folder).await?;
    let descriptor = data_package(snapshot.revision(), Table::file, |table| measured.get(table.name).cloned());
    let text = serde_json::to_string_pretty(&descriptor)? + "\n";
    let path = folder.join(DESCRIPTOR);
    std::fs::write(&path, text).map_err(|error| unusable(&path, error))
}

/// Writes the package of a snapshot's revision as a zip.
///
/// # Errors
/// If the catalogue cannot be read or the file not be written.
pub async fn write_zip(snapshot: &Arc<Snapshot>, path: &Path) -> Result<(), DatasetError> {
    let folder = tempfile::tempdir_in(folder_of(path)).map_err(|error| unusable(path, error))?;
    write_folder(snapshot, folder.path()).await?;
    let path = path.to_owned();
    tokio::task::spawn_blocking(move || zip(folder.path(), &path)).await?
}

fn zip(folder: &Path, path: &Path) -> Result<(), DatasetError> {
    let out = File::create(path).map_err(|error| unusable(path, error))?;
    let mut zip = ZipWriter::new(BufWriter::new(out));
    // No time of day: the same files give the same bytes.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o644);
    for name in [DESCRIPTOR.to_owned()].into_iter().chain(all_tables().map(Table::file)) {
        let path = folder.join(&name);
        let file = File::open(&path).map_err(|error| unusable(&path, error))?;
        let is_large = file.metadata().map_err(|error| unusable(&path, error))?.len() > u64::from(u32::MAX / 2);
        zip.start_file(name, options.large_file(is_large))?;
        std::io::copy(&mut BufReader::new(file), &mut zip).map_err(|error| unusable(&path, error))?;
    }
    zip.finish()?.flush().map_err(|error| unusable(path, error))
}
