//! From rows to bytes, in constant memory: one task reads batches while a thread encodes the batch before. Who does not
//! take the bytes stops both.

use std::io::{Error, ErrorKind, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;
use std::time::{Duration, Instant};

use bytes::Bytes;
use futures_util::Stream;
use inovasi_entity::Field;
use inovasi_schema::{Cells, CountedRows, Form, Place, Walk};
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinError;

use crate::form::{FormError, Settings, encoder};

/// Bytes of a piece that is sent.
const PIECE: usize = 64 * 1024;

/// Pieces that wait to be taken.
const WAITING: usize = 4;

/// Rows of counts that are made into cells at once.
const BATCH: usize = 1000;

/// How long those who take a file may keep others from theirs.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// Longest time that one piece waits, and how long is waited in all for those who are slow.
    pub longest: Duration,
    /// Bytes of each second of waiting beyond that.
    pub least: u64,
}

impl Default for Patience {
    fn default() -> Self {
        Self { longest: Duration::from_secs(30), least: 64 << 10 }
    }
}

impl Patience {
    /// How long the next piece may wait, after so many bytes and so much waiting.
    fn left(self, sent: u64, waited: Duration) -> Duration {
        let earned = Duration::from_millis(sent.saturating_mul(1000) / self.least.max(1));
        self.longest.min(self.longest.saturating_add(earned).saturating_sub(waited))
    }
}

/// Rows to be written.
pub enum Rows {
    /// Those of a list, read as they are written.
    Walk(Box<Walk>),
    /// Counts, which are at hand, and their place among files that are made.
    Counted(CountedRows, Place),
}

/// Writes all rows in a form; gives their number.
///
/// # Errors
/// If rows cannot be read or the output refuses; what was written is then no file.
pub async fn write<W: Write + Send + 'static>(
    rows: Rows,
    form: Form,
    settings: Settings,
    out: W,
) -> Result<u64, FormError> {
    let spool = settings.spool.clone();
    let written = match rows {
        Rows::Walk(walk) => write_walk(*walk, form, settings, out).await,
        Rows::Counted(rows, place) => write_counted(rows, place, form, settings, out).await,
    };
    // A workbook's library ends its thread where its spool cannot be written to.
    written.unwrap_or_else(|stopped| Err(FormError::stopped(form, &spool, stopped)))
}

async fn write_walk<W: Write + Send + 'static>(
    mut walk: Walk,
    form: Form,
    settings: Settings,
    out: W,
) -> Result<Result<u64, FormError>, JoinError> {
    let fields = walk.fields().to_vec();
    // No rows end the file; a sender that is dropped before does not.
    let (send, mut receive) = mpsc::channel::<Vec<Cells>>(1);
    let encoding = tokio::task::spawn_blocking(move || {
        encode(form, fields, out, &settings, || receive.blocking_recv().ok_or(FormError::Left))
    });
    loop {
        let batch = match walk.next().await {
            Ok(batch) => batch,
            Err(error) => return Ok(Err(error.into())),
        };
        let ended = batch.is_empty();
        // The encoder that stopped says why.
        if send.send(batch).await.is_err() || ended {
            break;
        }
    }
    let written = encoding.await;
    // Not before: the place among those that make files is theirs until the last byte is taken, or else who takes
    // the end of a file slowly would hold a thread and no place.
    drop(walk);
    written
}

async fn write_counted<W: Write + Send + 'static>(
    CountedRows { fields, mut rows }: CountedRows,
    place: Place,
    form: Form,
    settings: Settings,
    out: W,
) -> Result<Result<u64, FormError>, JoinError> {
    // Dropped with this work: so the encoder learns that nobody wants the file any more.
    let (wanted, mut is_wanted) = oneshot::channel::<()>();
    let written = tokio::task::spawn_blocking(move || {
        let written = encode(form, fields, out, &settings, || match is_wanted.try_recv() {
            Err(oneshot::error::TryRecvError::Closed) => Err(FormError::Left),
            _ => Ok(rows.by_ref().take(BATCH).collect()),
        });
        drop(place);
        written
    })
    .await;
    drop(wanted);
    written
}

/// Encodes batches until one is empty.
fn encode<W: Write + Send>(
    form: Form,
    fields: Vec<Field>,
    out: W,
    settings: &Settings,
    mut next: impl FnMut() -> Result<Vec<Cells>, FormError>,
) -> Result<u64, FormError> {
    let mut encoder = encoder(form, fields, out, settings)?;
    let mut count = 0;
    loop {
        let batch = next()?;
        if batch.is_empty() {
            break;
        }
        count += batch.len() as u64;
        encoder.rows(&batch)?;
    }
    encoder.finish()?;
    Ok(count)
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
    let (patience, is_slow) = (settings.patience, Arc::new(AtomicBool::new(false)));
    let out = Pieces {
        buffer: Vec::new(),
        patience,
        sent: 0,
        waited: Duration::ZERO,
        is_slow: is_slow.clone(),
        send: send.clone(),
        runtime: Handle::current(),
    };
    let written = tokio::select! {
        // A workbook sends nothing until its rows are at their end: who left is not found out by sending.
        () = send.closed() => return,
        written = write(rows, form, settings, out) => written,
    };
    if let Err(error) = written
        && !send.is_closed()
    {
        if is_slow.load(Ordering::Relaxed) {
            tracing::info!(form = form.name(), "a file was taken too slowly and not made to its end");
        } else {
            tracing::error!(cause = %error, form = form.name(), "a file was not made to its end");
        }
        // Who has not left gets a broken connection.
        let _ = send.send(Err(Error::other("the file could not be made to its end"))).await;
    }
}

/// Sends what is written in pieces.
struct Pieces {
    buffer: Vec<u8>,
    patience: Patience,
    /// Bytes that were taken.
    sent: u64,
    /// How long they waited to be taken.
    waited: Duration,
    /// Told where patience ends: encoders wrap errors in their own.
    is_slow: Arc<AtomicBool>,
    send: mpsc::Sender<Result<Bytes, Error>>,
    runtime: Handle,
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> Result<usize, Error> {
        self.buffer.extend_from_slice(bytes);
        // The first bytes go at once: the caller sees that the answer has begun.
        if self.buffer.len() >= PIECE || self.sent == 0 {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Result<(), Error> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        let piece = Bytes::from(std::mem::take(&mut self.buffer));
        let (length, began) = (piece.len() as u64, Instant::now());
        let sending = tokio::time::timeout(self.patience.left(self.sent, self.waited), self.send.send(Ok(piece)));
        // This runs on a thread for work that blocks.
        let taken = self.runtime.block_on(sending);
        self.sent += length;
        self.waited += began.elapsed();
        match taken {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(Error::new(ErrorKind::BrokenPipe, "nobody takes the file any more")),
            Err(_) => {
                self.is_slow.store(true, Ordering::Relaxed);
                Err(Error::new(ErrorKind::TimedOut, "the file was taken too slowly"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Patience;

    #[test]
    fn who_takes_a_file_fast_enough_may_pause_and_no_longer() {
        let seconds = Duration::from_secs;
        let patience = Patience { longest: seconds(30), least: 1000 };
        for (sent, waited, left) in [
            (0, 0, 30),
            (0, 10, 20),
            (0, 30, 0),
            (0, 99, 0),
            // A second more for every thousand bytes, and never more than half a minute at once.
            (5000, 30, 5),
            (5000, 35, 0),
            (1_000_000, 30, 30),
            (u64::MAX, 30, 30),
        ] {
            assert_eq!(patience.left(sent, seconds(waited)), seconds(left), "{sent} {waited}");
        }
    }
}
