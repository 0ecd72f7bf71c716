//! Puts the files of a release into a store. The list of sums goes last and seals it: what is sealed is never written
//! again, so a store that two installations share keeps what the first one put there. Two that make the same version at
//! once meet at its claim: whoever comes second with other files is refused before it writes any.

use std::collections::BTreeMap;
use std::path::PathBuf;

use bytes::Bytes;
use inovasi_entity::hex;
use inovasi_entity::release::File;
use sha2::{Digest, Sha256};

use super::error::StoreError;
use super::store::Store;
use crate::stream::{of_bytes, of_file};

/// Name of the list of sums, as `sha256sum -c` reads it.
pub const SUMS: &str = "SHA256SUMS";

/// Name of the claim: the sums of the release that is being made; no file of a release has such a name.
const CLAIM: &str = ".claim";

/// Tries of a claim that others take away meanwhile.
const CLAIMS: usize = 5;

/// A file that goes into a release.
#[derive(Debug, Clone)]
pub struct ReleaseFile {
    /// Its name: letters, digits, dots, hyphens and underscores.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its rows, if it is a table.
    pub rows: Option<u64>,
    /// What is in it.
    pub content: Content,
}

/// What is in a file.
#[derive(Debug, Clone)]
pub enum Content {
    /// These bytes.
    Bytes(Bytes),
    /// The bytes of a file on this machine.
    File(PathBuf),
}

/// Why a release is not made.
#[derive(Debug, thiserror::Error)]
pub enum MakeError {
    /// The store cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The store has other files of this version, or another installation is putting them there.
    #[error(transparent)]
    Taken(StoreError),
    /// A file cannot be read.
    #[error("the file {name} of the release cannot be read: {error}")]
    Read {
        /// Its name.
        name: String,
        /// Why not.
        error: std::io::Error,
    },
    /// A name that cannot be served, or that two files have.
    #[error("{0:?} is no name of a file of a release, or two files have it")]
    Name(String),
}

/// Where a file of a release is in a store.
#[must_use]
pub fn key(version: &str, name: &str) -> String {
    format!("{version}/{name}")
}

/// Puts the files of a release into a store and tells what they are, by name. `progress` is told of every file before it
/// is put, with its number from 1 and the number of files. Nobody sees the release until it is recorded.
///
/// # Errors
/// If a file cannot be read, the store cannot be written to, or it holds another release of this version.
pub async fn make(
    store: &Store,
    version: &str,
    files: impl IntoIterator<Item = ReleaseFile>,
    progress: impl FnMut(&str, usize, usize),
) -> Result<Vec<File>, MakeError> {
    let mut all: BTreeMap<String, (File, Content)> = BTreeMap::new();
    for file in files {
        let ReleaseFile { name, media_type, rows, content } = file;
        if !is_name(&name) || all.contains_key(&name) {
            return Err(MakeError::Name(name));
        }
        let (bytes, sha256) = sum(&name, &content).await?;
        all.insert(name.clone(), (File { name, bytes, sha256, media_type, rows }, content));
    }
    let lines = all.values().map(|(file, _)| format!("{}  {}\n", file.sha256, file.name));
    let sums = Bytes::from(lines.collect::<String>());
    let own = claim(store, version, &sums).await?;
    let made = put_all(store, version, all, sums, progress).await;
    // A claim of another who puts the same files holds until these are sealed. Where removing fails, the same release can be
    // made again, and another one is told of the claim.
    if own || made.is_ok() {
        let _ = store.remove(&key(version, CLAIM)).await;
    }
    made
}

/// Claims a version for files of these sums; tells whether the claim is of this call, not of another who puts the same ones.
async fn claim(store: &Store, version: &str, sums: &Bytes) -> Result<bool, MakeError> {
    let claim = key(version, CLAIM);
    for _ in 0..CLAIMS {
        if store.put_new(&claim, sums.clone()).await? {
            return Ok(true);
        }
        match store.bytes(&claim).await? {
            Some(other) if other == *sums => return Ok(false),
            Some(_) => break,
            // It was removed just now.
            None => {}
        }
    }
    Err(MakeError::Taken(StoreError::claimed(store, &claim)))
}

/// Whether the store holds the sealed release of these sums; an error where it holds another.
async fn is_sealed(store: &Store, version: &str, sums: &Bytes) -> Result<bool, MakeError> {
    match store.bytes(&key(version, SUMS)).await? {
        Some(sealed) if sealed != *sums => Err(MakeError::Taken(StoreError::sealed(store, version))),
        sealed => Ok(sealed.is_some()),
    }
}

/// Puts the files of a release that is claimed, and seals it.
async fn put_all(
    store: &Store,
    version: &str,
    all: BTreeMap<String, (File, Content)>,
    sums: Bytes,
    mut progress: impl FnMut(&str, usize, usize),
) -> Result<Vec<File>, MakeError> {
    let sealed = is_sealed(store, version, &sums).await?;
    let count = all.len() + 1;
    let mut files = Vec::with_capacity(count);
    for (number, (file, content)) in all.into_values().enumerate() {
        progress(&file.name, number + 1, count);
        put(store, version, &file, content, sealed).await?;
        files.push(file);
    }
    // A store that knows no claims lets two in; the one that sealed first stays.
    let sealed = is_sealed(store, version, &sums).await?;
    progress(SUMS, count, count);
    let content = Content::Bytes(sums);
    let (bytes, sha256) = sum(SUMS, &content).await?;
    let file = File { name: SUMS.into(), bytes, sha256, media_type: "text/plain; charset=utf-8".into(), rows: None };
    put(store, version, &file, content, sealed).await?;
    files.push(file);
    files.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(files)
}

/// Puts a file, unless the sealed release has it, and sees that it is there whole.
async fn put(store: &Store, version: &str, file: &File, content: Content, sealed: bool) -> Result<(), MakeError> {
    let key = key(version, &file.name);
    if sealed && store.length(&key).await? == Some(file.bytes) {
        return Ok(());
    }
    let chunks = match content {
        Content::Bytes(bytes) => of_bytes(bytes),
        Content::File(path) => {
            let opened = tokio::fs::File::open(&path).await;
            let opened = opened.map_err(|error| MakeError::Read { name: file.name.clone(), error })?;
            of_file(opened.into_std().await, 0..file.bytes)
        }
    };
    store.put(&key, chunks).await?;
    let there = store.length(&key).await?;
    if there == Some(file.bytes) { Ok(()) } else { Err(StoreError::lost(store, &key, there).into()) }
}

/// Length and SHA-256 of a file.
async fn sum(name: &str, content: &Content) -> Result<(u64, String), MakeError> {
    let path = match content {
        Content::Bytes(bytes) => {
            return Ok((bytes.len() as u64, hex(&Sha256::digest(bytes))));
        }
        Content::File(path) => path.clone(),
    };
    let summed = tokio::task::spawn_blocking(move || crate::dataset::sum(&path)).await;
    let summed = summed.unwrap_or_else(|error| Err(std::io::Error::other(error)));
    summed.map_err(|error| MakeError::Read { name: name.into(), error })
}

fn is_name(name: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b".-_".contains(&byte);
    name.bytes().all(allowed) && !name.is_empty() && !name.starts_with('.') && name != SUMS && name.len() <= 200
}
