//! What a release holds beside the files of its dataset: how it differs from the one before, and what to read first.

use std::io;
use std::path::Path;

use bytes::Bytes;
use inovasi_schema::{Release, Snapshot};

use super::changes::{CHANGE_ROWS, CHANGES, Untold, changes};
use super::make::{Content, ReleaseFile};
use super::readme::{README, readme};

/// The files of a release of a snapshot's revision: those of its dataset, and those that are made of it here, in a folder
/// that must stay until they are stored. `before` is the release before.
///
/// # Errors
/// If the database does not answer, or the folder cannot be written to.
pub async fn files(
    snapshot: &Snapshot,
    version: &str,
    before: Option<&Release>,
    dataset: Vec<ReleaseFile>,
    folder: &Path,
) -> Result<Vec<ReleaseFile>, Untold> {
    let path = folder.join(CHANGE_ROWS);
    let mut data = io::BufWriter::new(std::fs::File::create(&path)?);
    let (words, count) = changes(snapshot, version, before, &mut data).await?;
    drop(data);
    let mut all = dataset;
    all.push(ReleaseFile {
        name: CHANGE_ROWS.into(),
        media_type: "application/x-ndjson".into(),
        rows: Some(count),
        content: Content::File(path),
    });
    all.push(text(CHANGES, words));
    let page = readme(snapshot, version, &all);
    all.push(text(README, page));
    Ok(all)
}

fn text(name: &str, words: String) -> ReleaseFile {
    let content = Content::Bytes(Bytes::from(words));
    ReleaseFile { name: name.into(), media_type: "text/markdown; charset=utf-8".into(), rows: None, content }
}
