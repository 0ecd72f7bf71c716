//! Where the files of releases are kept: a folder, or a bucket of an S3-compatible store.

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::TryStreamExt;
use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::prefix::PrefixStore;
use object_store::{
    ClientConfigKey, Error as Fault, GetOptions, GetRange, GetResultPayload, ObjectStore, ObjectStoreExt, PutMode,
    PutPayloadMut, RetryConfig, WriteMultipart,
};

use super::error::StoreError;
use crate::stream::{Chunks, of_file};

/// What a store that is no folder begins with.
const S3: &str = "s3://";

/// Bytes that are written at once, and of a part of a large file: the least that S3 takes is 5 MiB.
const PART: usize = 8 << 20;

/// Parts of a large file that are on their way at once.
const PARTS: usize = 4;

/// A store of releases. To open one touches nothing: a folder is made when it is first written to.
#[derive(Clone)]
pub struct Store {
    name: String,
    place: Place,
    kept: Kept,
}

/// What a store keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    /// Releases, which cannot be made again.
    Releases,
    /// Files of the revision that stands, which are made again when they are asked for.
    Files,
}

#[derive(Clone)]
enum Place {
    Folder(PathBuf),
    Bucket(Arc<dyn ObjectStore>),
}

impl fmt::Debug for Store {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Store({})", self.name)
    }
}

impl fmt::Display for Store {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.name)
    }
}

impl Store {
    /// The store at an address: a folder, or `s3://BUCKET/PREFIX`, whose endpoint, region and keys the usual `AWS_*`
    /// variables tell.
    ///
    /// # Errors
    /// If the address or those variables make no store.
    pub fn open(address: &str) -> Result<Self, StoreError> {
        let place = match address.strip_prefix(S3) {
            Some(bucket) => Place::Bucket(bucket_of(address, bucket)?),
            None if address.is_empty() || address.contains("://") => return Err(StoreError::address(address)),
            None => Place::Folder(PathBuf::from(address)),
        };
        Ok(Self { name: address.to_owned(), place, kept: Kept::Releases })
    }

    /// The store in a folder.
    #[must_use]
    pub fn folder(path: &Path) -> Self {
        Self { name: path.display().to_string(), place: Place::Folder(path.to_owned()), kept: Kept::Releases }
    }

    /// The folder of the files of the revision that stands.
    pub(crate) fn files(path: &Path) -> Self {
        Self { kept: Kept::Files, ..Self::folder(path) }
    }

    /// What it keeps.
    pub(super) fn kept(&self) -> Kept {
        self.kept
    }

    /// Puts a file whole: nobody ever sees half of it.
    ///
    /// # Errors
    /// If the store cannot be written to.
    pub async fn put(&self, key: &str, content: Chunks) -> Result<(), StoreError> {
        let written = async { send(&*self.to_write().await?, &Key::parse(key)?, content).await };
        written.await.map_err(|fault| StoreError::of(self, "written to", fault))
    }

    /// Puts a short file, unless there is one; tells whether it was put. A store that cannot look and put at once (a disk
    /// without hard links, S3 without conditional writes) looks first: between the two another may put one, too.
    ///
    /// # Errors
    /// If the store cannot be written to.
    pub async fn put_new(&self, key: &str, content: Bytes) -> Result<bool, StoreError> {
        let written = async {
            let (store, key) = (self.to_write().await?, Key::parse(key)?);
            match store.put_opts(&key, content.clone().into(), PutMode::Create.into()).await {
                Ok(_) => Ok(true),
                Err(Fault::AlreadyExists { .. } | Fault::Precondition { .. }) => Ok(false),
                // Each store says in its own way that it cannot; one that can do nothing says so again.
                Err(_) => match store.head(&key).await {
                    Ok(_) => Ok(false),
                    Err(Fault::NotFound { .. }) => store.put(&key, content.into()).await.map(|_| true),
                    Err(fault) => Err(fault),
                },
            }
        };
        written.await.map_err(|fault| StoreError::of(self, "written to", fault))
    }

    /// Removes a file, if it is there.
    ///
    /// # Errors
    /// If the store cannot be written to.
    pub async fn remove(&self, key: &str) -> Result<(), StoreError> {
        let removed = async {
            match self.to_write().await?.delete(&Key::parse(key)?).await {
                Err(Fault::NotFound { .. }) => Ok(()),
                removed => removed,
            }
        };
        removed.await.map_err(|fault| StoreError::of(self, "written to", fault))
    }

    /// Length of a file; none if it is not there.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub async fn length(&self, key: &str) -> Result<Option<u64>, StoreError> {
        let read = async {
            let Some(store) = self.to_read()? else { return Ok(None) };
            match store.head(&Key::parse(key)?).await {
                Ok(meta) => Ok(Some(meta.size)),
                Err(Fault::NotFound { .. }) => Ok(None),
                Err(fault) => Err(fault),
            }
        };
        read.await.map_err(|fault| StoreError::of(self, "read", fault))
    }

    /// A part of a file (all of it, where the part is empty), and the length of the whole; none if the file is not there.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub async fn get(&self, key: &str, part: Range<u64>) -> Result<Option<(u64, Chunks)>, StoreError> {
        let read = async {
            let Some(store) = self.to_read()? else { return Ok(None) };
            let range = (!part.is_empty()).then(|| GetRange::Bounded(part.clone()));
            let found = match store.get_opts(&Key::parse(key)?, GetOptions { range, ..GetOptions::default() }).await {
                Ok(found) => found,
                Err(Fault::NotFound { .. }) => return Ok(None),
                Err(fault) => return Err(fault),
            };
            let (length, range) = (found.meta.size, found.range.clone());
            let chunks: Chunks = match found.payload {
                GetResultPayload::File(file, _) => of_file(file, range),
                GetResultPayload::Stream(stream) => Box::pin(stream.map_err(std::io::Error::from)),
            };
            Ok(Some((length, chunks)))
        };
        read.await.map_err(|fault| StoreError::of(self, "read", fault))
    }

    /// A whole file in memory; none if it is not there. For short ones.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub async fn bytes(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let Some((_, mut content)) = self.get(key, 0..0).await? else { return Ok(None) };
        let mut all = Vec::new();
        let failed = |error: std::io::Error| StoreError::of(self, "read", unnamed(error));
        while let Some(chunk) = content.try_next().await.map_err(failed)? {
            all.extend_from_slice(&chunk);
        }
        Ok(Some(all))
    }

    /// Names of the files that begin with a folder of the store, with their lengths, in the order of their names.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub async fn list(&self, folder: &str) -> Result<Vec<(String, u64)>, StoreError> {
        let read = async {
            let Some(store) = self.to_read()? else { return Ok(Vec::new()) };
            let found = store.list(Some(&Key::parse(folder)?)).map_ok(|meta| (meta.location.to_string(), meta.size));
            found.try_collect::<Vec<_>>().await
        };
        let mut all = read.await.map_err(|fault| StoreError::of(self, "read", fault))?;
        all.sort();
        Ok(all)
    }

    /// Whether it is a folder.
    pub(super) fn is_folder(&self) -> bool {
        matches!(self.place, Place::Folder(_))
    }

    async fn to_write(&self) -> Result<Arc<dyn ObjectStore>, Fault> {
        match &self.place {
            Place::Bucket(store) => Ok(store.clone()),
            Place::Folder(path) => {
                tokio::fs::create_dir_all(path).await.map_err(unnamed)?;
                // What is recorded in the database must be on the disk by then.
                Ok(Arc::new(LocalFileSystem::new_with_prefix(path)?.with_fsync(true)))
            }
        }
    }

    fn to_read(&self) -> Result<Option<Arc<dyn ObjectStore>>, Fault> {
        match &self.place {
            Place::Bucket(store) => Ok(Some(store.clone())),
            Place::Folder(path) if path.try_exists().map_err(unnamed)? => {
                Ok(Some(Arc::new(LocalFileSystem::new_with_prefix(path)?)))
            }
            Place::Folder(_) => Ok(None),
        }
    }
}

/// Sends a file: a short one at once, a long one in parts, of which nothing is seen before the last.
async fn send(store: &dyn ObjectStore, key: &Key, mut content: Chunks) -> Result<(), Fault> {
    let mut first = PutPayloadMut::new();
    while let Some(chunk) = content.try_next().await.map_err(unnamed)? {
        first.push(chunk);
        if first.content_length() >= PART {
            let mut parts = WriteMultipart::new_with_chunk_size(store.put_multipart(key).await?, PART);
            first.freeze().into_iter().for_each(|chunk| parts.put(chunk));
            return match send_rest(&mut parts, content).await {
                Ok(()) => parts.finish().await.map(drop),
                Err(fault) => {
                    // Where this fails too, the store forgets the parts by itself.
                    let _ = parts.abort().await;
                    Err(fault)
                }
            };
        }
    }
    store.put(key, first.freeze()).await.map(drop)
}

async fn send_rest(parts: &mut WriteMultipart, mut content: Chunks) -> Result<(), Fault> {
    while let Some(chunk) = content.try_next().await.map_err(unnamed)? {
        parts.wait_for_capacity(PARTS).await?;
        parts.put(chunk);
    }
    Ok(())
}

/// A fault of the system, among those of the library.
fn unnamed(error: std::io::Error) -> Fault {
    Fault::Generic { store: "file", source: Box::new(error) }
}

fn bucket_of(address: &str, bucket: &str) -> Result<Arc<dyn ObjectStore>, StoreError> {
    let (bucket, prefix) = bucket.trim_end_matches('/').split_once('/').unwrap_or((bucket.trim_end_matches('/'), ""));
    if bucket.is_empty() {
        return Err(StoreError::address(address));
    }
    let said = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let mut builder = AmazonS3Builder::from_env().with_bucket_name(bucket).with_retry(RetryConfig {
        max_retries: 3,
        // A request that waits longer than this is answered with 503 meanwhile.
        retry_timeout: Duration::from_secs(15),
        ..RetryConfig::default()
    });
    // A private store near by may have no certificate; its operator wrote http by purpose.
    let endpoint = said("AWS_ENDPOINT_URL_S3").or_else(|| said("AWS_ENDPOINT_URL")).or_else(|| said("AWS_ENDPOINT"));
    if endpoint.is_some_and(|endpoint| endpoint.starts_with("http://")) {
        builder = builder.with_allow_http(true);
    }
    // A slow reader of a large file takes its time; only a store that sends nothing is given up.
    for (name, key, value) in [
        ("AWS_TIMEOUT", ClientConfigKey::Timeout, "1 day"),
        ("AWS_READ_TIMEOUT", ClientConfigKey::ReadTimeout, "30 seconds"),
    ] {
        if said(name).is_none() {
            builder = builder.with_config(AmazonS3ConfigKey::Client(key), value);
        }
    }
    let store = builder.build().map_err(|fault| StoreError::configured(address, &fault))?;
    let prefix = Key::parse(prefix).map_err(|_| StoreError::address(address))?;
    Ok(Arc::new(PrefixStore::new(store, prefix)))
}
