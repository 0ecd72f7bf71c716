//! Bytes of a file in chunks: constant memory, and no work for a reader that left.

use std::io::{Error, ErrorKind, SeekFrom};
use std::ops::Range;
use std::pin::Pin;

use bytes::{Bytes, BytesMut};
use futures_util::{Stream, stream};
use tokio::io::{AsyncReadExt, AsyncSeekExt};

/// Bytes that are read at once.
const CHUNK: usize = 256 << 10;

/// The bytes of a file or a part of it, as they are read.
pub type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, Error>> + Send>>;

/// Bytes that are at hand.
#[must_use]
pub fn of_bytes(bytes: Bytes) -> Chunks {
    Box::pin(stream::once(async { Ok(bytes) }))
}

/// A part of an open file. A file that ends before the part does is a fault: a length was promised.
#[must_use]
pub fn of_file(file: std::fs::File, part: Range<u64>) -> Chunks {
    let file = tokio::fs::File::from_std(file);
    let state = (file, Some(part.start), part.end.saturating_sub(part.start));
    Box::pin(stream::try_unfold(state, |(mut file, start, left)| async move {
        if left == 0 {
            return Ok(None);
        }
        if let Some(start) = start {
            file.seek(SeekFrom::Start(start)).await?;
            file.set_max_buf_size(CHUNK);
        }
        let wanted = usize::try_from(left).unwrap_or(CHUNK).min(CHUNK);
        let mut chunk = BytesMut::with_capacity(wanted);
        let read = (&mut file).take(wanted as u64).read_buf(&mut chunk).await?;
        if read == 0 {
            return Err(Error::new(ErrorKind::UnexpectedEof, "the file is shorter than it was"));
        }
        let left = left - read as u64;
        Ok(Some((chunk.freeze(), (file, None, left))))
    }))
}
