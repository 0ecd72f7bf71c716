//! The index in a file, so that a start need not build it. It is written whole and then put in place, and read only if
//! it is of the same program and the same content; whatever else is found there is built anew.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufReader, BufWriter, Error, ErrorKind, Read, Result, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::Rows;
use crate::table::{Index, TableIndex};
use crate::whole::Kept;

/// First bytes of the file; a sum of the sources that make it follows (`build.rs`), so that an index of other words or
/// columns is never taken for ours.
const FORMAT: &str = "inovasi index 1";

/// Last bytes: a file without them was cut.
const END: &str = "end";

/// Largest part that is read.
const LARGEST: u64 = 1 << 32;

impl Index {
    /// Writes the index; `content` says what it is of.
    ///
    /// # Errors
    /// If the file cannot be written; what stood there stands.
    pub fn write(&self, path: &Path, content: &str) -> Result<()> {
        static WRITTEN: AtomicU64 = AtomicU64::new(0);
        let number = WRITTEN.fetch_add(1, Ordering::Relaxed);
        let aside = path.with_extension(format!("index-{}-{number}", std::process::id()));
        let written = self.write_to(&aside, content).and_then(|()| std::fs::rename(&aside, path));
        if written.is_err() {
            // Best effort: the part that was written is of no use.
            let _ = std::fs::remove_file(&aside);
        }
        written
    }

    fn write_to(&self, path: &Path, content: &str) -> Result<()> {
        let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
        put(&mut out, &head(content))?;
        put(&mut out, &self.names)?;
        put(&mut out, &self.places)?;
        put(&mut out, &self.awards)?;
        put(&mut out, &self.tiers)?;
        put(&mut out, &self.hanging)?;
        put(&mut out, &self.tables.len())?;
        for (name, table) in &self.tables {
            put(&mut out, name)?;
            put(&mut out, &table.ids)?;
            put(&mut out, &table.hashes)?;
            put(&mut out, &table.search)?;
            put(&mut out, &table.columns.len())?;
            for (name, column) in &table.columns {
                put(&mut out, name)?;
                put(&mut out, column)?;
            }
        }
        put(&mut out, &END)?;
        out.into_inner().map_err(std::io::IntoInnerError::into_error)?.sync_all()
    }

    /// Reads the index of a content.
    ///
    /// # Errors
    /// If there is none, or it is of another content or another program.
    pub fn read(path: &Path, content: &str) -> Result<Self> {
        let mut from = BufReader::with_capacity(1 << 20, File::open(path)?);
        if take::<String>(&mut from)? != head(content) {
            return Err(Error::new(ErrorKind::InvalidData, "the index is of another content"));
        }
        let mut index = Self {
            names: take(&mut from)?,
            places: take(&mut from)?,
            awards: take(&mut from)?,
            tiers: take(&mut from)?,
            hanging: take(&mut from)?,
            tables: HashMap::new(),
        };
        for _ in 0..take::<usize>(&mut from)? {
            let name: String = take(&mut from)?;
            let ids: crate::Ids = take(&mut from)?;
            let all = Rows::from_sorted_iter((0..).take(ids.len())).unwrap_or_default();
            let (hashes, search) = (take(&mut from)?, take(&mut from)?);
            let mut columns = HashMap::new();
            for _ in 0..take::<usize>(&mut from)? {
                columns.insert(take(&mut from)?, take(&mut from)?);
            }
            index.tables.insert(name, TableIndex { ids, all, hashes, columns, search, kept: Kept::default() });
        }
        if take::<String>(&mut from)? != END {
            return Err(Error::new(ErrorKind::InvalidData, "the index does not end where it should"));
        }
        Ok(index)
    }
}

fn head(content: &str) -> String {
    format!("{FORMAT}|{}|{content}", env!("INOVASI_INDEX_SOURCES"))
}

/// Writes one part with its length and its sum.
fn put<T: Serialize + ?Sized>(out: &mut impl Write, value: &T) -> Result<()> {
    let bytes = postcard::to_stdvec(value).map_err(|error| Error::new(ErrorKind::InvalidData, error))?;
    out.write_all(&(bytes.len() as u64).to_le_bytes())?;
    out.write_all(&Sha256::digest(&bytes))?;
    out.write_all(&bytes)
}

/// Reads one part: only one is held beside what was made of those before.
fn take<T: DeserializeOwned>(from: &mut impl Read) -> Result<T> {
    let mut length = [0; 8];
    from.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    if length > LARGEST {
        return Err(Error::new(ErrorKind::InvalidData, "a part is too long"));
    }
    let mut sum = [0; 32];
    from.read_exact(&mut sum)?;
    let mut bytes = Vec::new();
    from.take(length).read_to_end(&mut bytes)?;
    if Sha256::digest(&bytes)[..] != sum {
        return Err(Error::new(ErrorKind::InvalidData, "a part is not what was written"));
    }
    postcard::from_bytes(&bytes).map_err(|error| Error::new(ErrorKind::InvalidData, error))
}
