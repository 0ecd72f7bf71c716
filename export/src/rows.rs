//! From rows to bytes, in constant memory: one task reads batches while a thread encodes the batch before. Who does not
//! take the bytes stops both.

use std::io::{Error, ErrorKind, Write};
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use futures_util::Stream;
use inovasi_entity::Field;
use inovasi_schema::{Cells, Form, Walk};
use tokio::runtime::Handle;
use tokio::sync::mpsc;

use crate::form::{FormError, Settings, encoder};

/// Bytes of a piece that is sent.
const PIECE: usize = 64 * 1024;

/// Pieces that wait to be taken.
const WAITING: usize = 4;

/// Longest time that a piece waits: who takes nothing for so long has left, or keeps others from their files.
const PATIENCE: Duration = Duration::from_secs(30);

/// Rows to be written.
#[derive(Debug)]
pub enum Rows {
    /// Those of a list, read as they are written.
    Walk(Box<Walk>),
    /// Counts, which are at hand.
    Counted {
        /// Their columns.
        fields: Vec<Field>,
        /// Their cells.
        rows: Vec<Cells>,
    },
}

impl Rows {
    /// The columns.
    #[must_use]
    pub fn fields(&self) -> &[Field] {
        match self {
            Self::Walk(walk) => walk.fields(),
            Self::Counted { fields, .. } => fields,
        }
    }

    /// How many there are; None where they were not counted.
    #[must_use]
    pub fn left(&self) -> Option<usize> {
        match self {
            Self::Walk(walk) => walk.left(),
            Self::Counted { rows, .. } => Some(rows.len()),
        }
    }

    async fn next(&mut self) -> Result<Vec<Cells>, FormError> {
        match self {
            Self::Walk(walk) => Ok(walk.next().await?),
            Self::Counted { rows, .. } => Ok(std::mem::take(rows)),
        }
    }
}

/// Writes all rows in a form; gives their number.
///
/// # Errors
/// If rows cannot be read or the output refuses; what was written is then no file.
pub async fn write<W: Write + Send + 'static>(
    mut rows: Rows,
    form: Form,
    settings: Settings,
    out: W,
) -> Result<u64, FormError> {
    let fields = rows.fields().to_vec();
    // None ends the file; a sender that is dropped before does not.
    let (send, mut receive) = mpsc::channel::<Option<Vec<Cells>>>(1);
    let encoding = tokio::task::spawn_blocking(move || {
        let mut encoder = encoder(form, fields, out, &settings)?;
        let mut count = 0;
        loop {
            match receive.blocking_recv() {
                Some(Some(batch)) => {
                    count += batch.len() as u64;
                    encoder.rows(&batch)?;
                }
                Some(None) => break,
                None => return Err(FormError::Left),
            }
        }
        encoder.finish()?;
        Ok(count)
    });
    loop {
        let batch = rows.next().await?;
        let batch = (!batch.is_empty()).then_some(batch);
        let ended = batch.is_none();
        // The encoder that stopped says why.
        if send.send(batch).await.is_err() || ended {
            break;
        }
    }
    let written = encoding.await.map_err(|_| FormError::Left)?;
    // Not before: the place among those that make files is theirs until the last byte is taken, or else who takes
    // the end of a file slowly would hold a thread and no place.
    drop(rows);
    written
}

/// The bytes of all rows in a form. Nothing is done before the first byte is asked for. A failure is an error in the
/// stream, never words among the bytes.
pub fn sent(rows: Rows, form: Form, settings: Settings) -> impl Stream<Item = Result<Bytes, Error>> + Send {
    let (send, mut receive) = mpsc::channel(WAITING);
    let mut begin = Some((rows, settings, send));
    futures_util::stream::poll_fn(move |context| {
        if let Some((rows, settings, send)) = begin.take() {
            tokio::spawn(send_all(rows, form, settings, send));
        }
        match receive.poll_recv(context) {
            Poll::Ready(piece) => Poll::Ready(piece),
            Poll::Pending => Poll::Pending,
        }
    })
}

async fn send_all(rows: Rows, form: Form, settings: Settings, send: mpsc::Sender<Result<Bytes, Error>>) {
    let out = Pieces { buffer: Vec::new(), begun: false, send: send.clone(), runtime: Handle::current() };
    let written = tokio::select! {
        // A workbook sends nothing until its rows are at their end: who left is not found out by sending.
        () = send.closed() => return,
        written = write(rows, form, settings, out) => written,
    };
    if let Err(error) = written
        && !send.is_closed()
    {
        tracing::error!(cause = %error, form = form.name(), "a file was not made to its end");
        // Who has not left gets a broken connection.
        let _ = send.send(Err(Error::other("the file could not be made to its end"))).await;
    }
}

/// Sends what is written in pieces.
struct Pieces {
    buffer: Vec<u8>,
    begun: bool,
    send: mpsc::Sender<Result<Bytes, Error>>,
    runtime: Handle,
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> Result<usize, Error> {
        self.buffer.extend_from_slice(bytes);
        // The first bytes go at once: the caller sees that the answer has begun.
        if self.buffer.len() >= PIECE || !self.begun {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Result<(), Error> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        self.begun = true;
        let piece = Bytes::from(std::mem::take(&mut self.buffer));
        let sending = tokio::time::timeout(PATIENCE, self.send.send(Ok(piece)));
        // This runs on a thread for work that blocks.
        match self.runtime.block_on(sending) {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(Error::new(ErrorKind::BrokenPipe, "nobody takes the file any more")),
            Err(_) => Err(Error::new(ErrorKind::TimedOut, "nobody took a piece of the file for long")),
        }
    }
}
