//! The files of a release's dataset: every table in every form, the whole as a package and as a database, and what
//! describes them. All stand in one folder, so each names the others by their names alone.

use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use inovasi_entity::{Table, all_tables};
use inovasi_schema::{Language, Snapshot, codelists};
use serde_json::Value;

use super::make::{Content, ReleaseFile};
use crate::dataset::{DatasetError, DatasetFile, dataset_files, make, measured};
use crate::metadata::citation::Cff;
use crate::metadata::{About, Holdings, codebook, counted, csvw_of, data_package, keywords};

/// Makes the dataset of a snapshot's revision in a folder that must stay until the files are
/// stored. `progress` is told of every file before it is made, with its number from 1 and the number of files.
///
/// # Errors
/// If a file cannot be made.
pub async fn dataset(
    snapshot: &Arc<Snapshot>,
    version: &str,
    folder: &Path,
    mut progress: impl FnMut(&str, usize, usize),
) -> Result<Vec<ReleaseFile>, DatasetError> {
    let holdings = counted(snapshot).await?.holdings;
    let files: Vec<DatasetFile> = dataset_files().into_iter().filter(|file| file.is_of(&holdings)).collect();
    let mut all = Vec::new();
    for (number, file) in files.iter().enumerate() {
        progress(&file.name, number + 1, files.len());
        let path = folder.join(&file.name);
        let rows = make(snapshot, file, &path).await?;
        let (name, media_type) = (file.name.clone(), file.media_type().to_owned());
        all.push(ReleaseFile { name, media_type, rows, content: Content::File(path) });
    }
    all.extend(descriptions(snapshot, holdings, version, folder).await?);
    Ok(all)
}

/// What describes the files.
async fn descriptions(
    snapshot: &Snapshot,
    holdings: Holdings,
    version: &str,
    folder: &Path,
) -> Result<Vec<ReleaseFile>, DatasetError> {
    // The files are the same wherever they are served, so nothing in them names the place.
    let about = About::new(snapshot.revision(), holdings, "");
    let about = about.with_release(Some(version.to_owned()));
    let measured = measured(folder).await?;
    let package = data_package(snapshot.revision(), Table::file, |table| measured.get(table.name).cloned());
    let mut all = vec![described("datapackage.json", "application/json", pretty(&package)?)];
    for table in all_tables() {
        let name = format!("{}-metadata.json", table.file());
        all.push(described(&name, "application/csvm+json", pretty(&csvw_of(&about, table))?));
    }
    let codelists = codelists(snapshot).await?;
    for language in Language::ALL {
        let name = format!("codebook.{}.md", language.code());
        all.push(described(&name, "text/markdown; charset=utf-8", codebook(&about, &codelists, language)));
    }
    all.push(described("CITATION.cff", "application/yaml", citation(&about, version)));
    Ok(all)
}

fn citation(about: &About, version: &str) -> String {
    let words = keywords(None);
    let words: Vec<&str> = words.iter().map(|words| words.pick("en")).collect();
    let (title, description) = (about.title.pick("en"), about.description.pick("en"));
    // The day of the package, as every citation of the release has it: nothing in a release knows the clock.
    let date = about.created.get(..10).unwrap_or_default();
    let licences = &about.licences;
    Cff { title, description, version, date, url: None, licences, keywords: &words }.written()
}

fn described(name: &str, media_type: &str, text: String) -> ReleaseFile {
    let content = Content::Bytes(Bytes::from(text));
    ReleaseFile { name: name.into(), media_type: media_type.into(), rows: None, content }
}

fn pretty(document: &Value) -> Result<String, serde_json::Error> {
    Ok(serde_json::to_string_pretty(document)? + "\n")
}
