//! The index in a file, so that a start need not build it. It is written whole and then put in place, and read only if
//! it is of the same program and the same content; whatever else is found there is built anew.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufWriter, Error, ErrorKind, Read, Result, Seek, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::leftover::aside;
use crate::table::{Index, TableIndex};
use crate::whole::Kept;
use crate::{Rows, packed};

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
        let aside = aside(path, std::process::id(), number);
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
        put(&mut out, &self.unlisted)?;
        put(&mut out, &self.tables.len())?;
        for (name, table) in &self.tables {
            put(&mut out, name)?;
            put(&mut out, &table.ids)?;
            put(&mut out, &Plain(&table.hashes))?;
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
        let mut file = File::open(path)?;
        if take::<String>(&read_part(&mut file)?)? != head(content) {
            return Err(invalid("the index is of another content"));
        }
        // One thread reads the parts and checks their sums, the other makes of them what they say.
        std::thread::scope(|scope| {
            let (give, parts) = sync_channel(PARTS_AHEAD);
            scope.spawn(move || {
                loop {
                    let part = read_part(&mut file);
                    let failed = part.is_err();
                    if give.send(part).is_err() || failed {
                        return;
                    }
                }
            });
            Self::read_parts(&Parts(parts))
        })
    }

    fn read_parts(from: &Parts) -> Result<Self> {
        let mut index = Self {
            names: from.next()?,
            places: from.next()?,
            awards: from.next()?,
            tiers: from.next()?,
            hanging: from.next()?,
            unlisted: from.next()?,
            tables: HashMap::new(),
        };
        for _ in 0..from.next::<usize>()? {
            let name: String = from.next()?;
            let ids: crate::Ids = from.next()?;
            let all = Rows::from_sorted_iter((0..).take(ids.len())).unwrap_or_default();
            let (hashes, search) = (from.next::<Hashes>()?.0, from.next()?);
            let mut columns = HashMap::new();
            for _ in 0..from.next::<usize>()? {
                columns.insert(from.next()?, from.next()?);
            }
            index.tables.insert(name, TableIndex { ids, all, hashes, columns, search, kept: Kept::default() });
        }
        if from.next::<String>()? != END {
            return Err(invalid("the index does not end where it should"));
        }
        Ok(index)
    }
}

/// Hashes as plain bytes, and the same to be written.
#[derive(Deserialize)]
struct Hashes(#[serde(with = "packed")] Vec<u64>);

#[derive(Serialize)]
struct Plain<'a>(#[serde(serialize_with = "packed::serialize")] &'a [u64]);

/// Parts that are read and checked before they are wanted: each is held beside what was made of those before.
const PARTS_AHEAD: usize = 1;

/// The parts of a file.
struct Parts(Receiver<Result<Vec<u8>>>);

impl Parts {
    fn next<T: DeserializeOwned>(&self) -> Result<T> {
        let part = self.0.recv().map_err(|_| invalid("the index was cut"))??;
        take(&part)
    }
}

fn invalid(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::new(ErrorKind::InvalidData, error)
}

fn head(content: &str) -> String {
    format!("{FORMAT}|{}|{content}", env!("INOVASI_INDEX_SOURCES"))
}

/// Writes one part with its length and its sum.
fn put<T: Serialize + ?Sized>(out: &mut impl Write, value: &T) -> Result<()> {
    let bytes = postcard::to_stdvec(value).map_err(invalid)?;
    out.write_all(&(bytes.len() as u64).to_le_bytes())?;
    out.write_all(&Sha256::digest(&bytes))?;
    out.write_all(&bytes)
}

/// Reads one part and checks its sum.
fn read_part(from: &mut File) -> Result<Vec<u8>> {
    let mut head = [0; 40];
    from.read_exact(&mut head)?;
    let (length, sum) = head.split_at(8);
    let length = u64::from_le_bytes(length.try_into().map_err(invalid)?);
    if length > LARGEST {
        return Err(invalid("a part is too long"));
    }
    // A length that was not written may say anything: no more is held than the file has.
    let left = from.metadata()?.len().saturating_sub(from.stream_position()?);
    let mut bytes = Vec::with_capacity(usize::try_from(length.min(left)).map_err(invalid)?);
    from.take(length).read_to_end(&mut bytes)?;
    if Sha256::digest(&bytes)[..] != *sum {
        return Err(invalid("a part is not what was written"));
    }
    Ok(bytes)
}

fn take<T: DeserializeOwned>(part: &[u8]) -> Result<T> {
    postcard::from_bytes(part).map_err(invalid)
}
