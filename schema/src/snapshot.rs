//! One request reads one revision, whole.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use inovasi_entity::{database_name, hex, release, revision, sqlite_address, sqlite_file};
use inovasi_index::{Index, remove_leftovers};
use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbErr, EntityTrait,
    FromQueryResult, IsolationLevel, JoinType, QueryOrder, QueryResult, QuerySelect, TransactionTrait,
};
use sha2::{Digest, Sha256};

use tokio::sync::{Mutex, OwnedSemaphorePermit, Semaphore};

use crate::error::{Code, Error};

/// The catalogue, open for reading.
#[derive(Debug, Clone)]
pub struct Catalogue {
    /// What tells the database from others.
    key: Arc<str>,
    database: DatabaseConnection,
    /// Connections of files that are being made: each is held until its file is sent, so that they are not those of pages.
    long: DatabaseConnection,
    /// How many files more can be made at once.
    free: Arc<Semaphore>,
    /// The index of the revision that was read last, and the content that it is of.
    index: Arc<RwLock<Option<Held>>>,
    /// Held by the one that makes an index.
    making: Arc<Mutex<()>>,
    /// Where the index is kept between starts.
    file: Option<PathBuf>,
}

/// Files that are made at once. Each keeps a processor busy; more at once would make none of them sooner.
const MOST_LONG: u32 = 8;

/// Tries of a request to see a revision and its index while imports go on.
const MOST_TRIES: usize = 5;

/// The content that an index is of, and the index.
type Held = (String, Arc<Index>);

/// A place among those that make files, until it is dropped. Work that goes on beside its request has it with it, or else
/// callers who left would let others in before it is done.
#[derive(Debug)]
pub struct Place(#[allow(dead_code, reason = "held")] OwnedSemaphorePermit);

/// One revision, read within one transaction.
#[derive(Debug)]
pub struct Snapshot {
    /// The place among those that read for long.
    _place: Option<Place>,
    pub(crate) transaction: DatabaseTransaction,
    pub(crate) index: Arc<Index>,
    standing: Standing,
}

/// The revision that a transaction sees, and the release that was made of it.
#[derive(Debug)]
struct Standing {
    revision: revision::Model,
    release: Option<String>,
}

impl FromQueryResult for Standing {
    fn from_query_result(row: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        let revision = revision::Model::from_query_result(row, prefix)?;
        Ok(Self { revision, release: row.try_get(prefix, "release")? })
    }
}

impl Catalogue {
    /// Opens the catalogue for reading alone.
    ///
    /// # Errors
    /// If the database cannot be reached.
    pub async fn open(url: &str) -> Result<Self, DbErr> {
        let mut options = ConnectOptions::new(sqlite_address(url, "ro"));
        // sea-orm would give a file database one connection; readers do not block each other.
        options.max_connections(8).sqlx_logging(false).acquire_timeout(std::time::Duration::from_secs(3));
        let mut long = options.clone();
        long.max_connections(MOST_LONG).connect_lazy(true).idle_timeout(std::time::Duration::from_secs(10));
        Ok(Self {
            key: hex(Sha256::digest(database_name(url)).iter().take(5)).into(),
            database: Database::connect(options).await?,
            long: Database::connect(long).await?,
            free: Arc::new(Semaphore::new(MOST_LONG as usize)),
            index: Arc::default(),
            making: Arc::default(),
            file: index_file(url),
        })
    }

    /// Keeps the index in a file between starts.
    #[must_use]
    pub fn with_index_file(self, file: PathBuf) -> Self {
        Self { file: Some(file), ..self }
    }

    /// Calls back after every statement that the catalogue runs from now on.
    pub fn on_statement(&mut self, callback: impl Fn() + Send + Sync + 'static) {
        let callback = Arc::new(callback);
        let of_files = callback.clone();
        self.database.set_metric_callback(move |_| callback());
        self.long.set_metric_callback(move |_| of_files());
    }

    /// The revision that stands now.
    ///
    /// # Errors
    /// `unavailable` if the database does not answer or holds no revision yet.
    pub async fn snapshot(&self) -> Result<Snapshot, Error> {
        self.of(&self.database, None).await
    }

    /// The revision that stands now, for one who reads for long: a whole table, at the pace of who takes it.
    ///
    /// # Errors
    /// `unavailable` as above, and while so many read for long that there is no place.
    pub async fn long_snapshot(&self) -> Result<Snapshot, Error> {
        self.of(&self.long, Some(self.place()?)).await
    }

    /// A place among those that make files.
    ///
    /// # Errors
    /// `unavailable` while there is none.
    pub fn place(&self) -> Result<Place, Error> {
        self.free.clone().try_acquire_owned().map(Place).map_err(|_| {
            Error::new(Code::Unavailable, format!("{MOST_LONG} files are being made already, ask again in a moment"))
        })
    }

    /// What tells its database from others, short: the same for every program that reads it.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    async fn of(&self, database: &DatabaseConnection, place: Option<Place>) -> Result<Snapshot, Error> {
        for _ in 0..MOST_TRIES {
            let (transaction, standing) = begin(database).await?;
            let content = content(&standing.revision);
            if let Some(index) = self.held(&content) {
                return Ok(Snapshot { _place: place, transaction, index, standing });
            }
            // Who waits for the index holds no connection: its making needs one.
            transaction.rollback().await?;
            self.have_index(&content).await?;
        }
        Err(Error::new(Code::Unavailable, "the catalogue is being imported again and again, try again"))
    }

    /// The index of a content, if it is at hand.
    fn held(&self, wanted: &str) -> Option<Arc<Index>> {
        let held = self.index.read().unwrap_or_else(PoisonError::into_inner);
        held.as_ref().filter(|(of, _)| of == wanted).map(|(_, index)| index.clone())
    }

    /// Has the index of the revision that stands made. The first request of a revision starts it, others wait; it is
    /// made to its end whether or not that request still waits.
    async fn have_index(&self, wanted: &str) -> Result<(), Error> {
        let making = self.making.clone().lock_owned().await;
        if self.held(wanted).is_some() {
            return Ok(());
        }
        let catalogue = self.clone();
        let made = tokio::spawn(async move {
            let made = catalogue.make().await?;
            *catalogue.index.write().unwrap_or_else(PoisonError::into_inner) = Some(made);
            drop(making);
            Ok::<(), Error>(())
        });
        made.await.map_err(|_| Error::internal())?
    }

    /// Reads the index from its file, or builds it.
    async fn make(&self) -> Result<Held, Error> {
        let (transaction, standing) = begin(&self.database).await?;
        let of = content(&standing.revision);
        if let Some(file) = self.file.clone()
            && let Some(index) = read(file, of.clone()).await
        {
            return Ok((of, index));
        }
        let index = Arc::new(Index::build(&transaction).await?);
        if let Some(file) = self.file.clone() {
            // Answers need not wait for it.
            let (index, of) = (index.clone(), of.clone());
            drop(tokio::task::spawn_blocking(move || write(&file, &of, &index)));
        }
        Ok((of, index))
    }
}

/// A read transaction and the revision that it sees, in one statement with its release: every request pays for it.
async fn begin(database: &DatabaseConnection) -> Result<(DatabaseTransaction, Standing), Error> {
    let (isolation, access) = match database.get_database_backend() {
        sea_orm::DbBackend::Postgres => (Some(IsolationLevel::RepeatableRead), Some(AccessMode::ReadOnly)),
        _ => (None, None),
    };
    let transaction = database.begin_with_config(isolation, access).await?;
    let release = release::Entity::belongs_to(revision::Entity)
        .from(release::Column::Revision)
        .to(revision::Column::Number)
        .into();
    let standing = revision::Entity::find()
        .column_as(release::Column::Version, "release")
        .join_rev(JoinType::LeftJoin, release)
        .order_by_desc(revision::Column::Number)
        .into_model::<Standing>()
        .one(&transaction)
        .await?;
    match standing {
        Some(standing) => Ok((transaction, standing)),
        None => Err(Error::new(Code::Unavailable, "the catalogue is empty: import a package first")),
    }
}

/// Where the index of a database is kept unless another place is said: beside an SQLite file. Another database has no
/// place of its own for files.
#[must_use]
pub fn index_file(url: &str) -> Option<PathBuf> {
    sqlite_file(url).map(|file| PathBuf::from(format!("{file}.index")))
}

/// Makes the index of the revision that a connection sees and keeps it in a file, so that who serves it next need not
/// build it. An import calls this before others see its revision; where the file cannot be written they build it.
///
/// # Errors
/// If the database does not answer.
pub async fn keep_index(database: &impl ConnectionTrait, file: &Path) -> Result<(), DbErr> {
    let revision = revision::Entity::find().order_by_desc(revision::Column::Number).one(database).await?;
    if let Some(revision) = revision {
        write(file, &content(&revision), &Index::build(database).await?);
    }
    Ok(())
}

/// What an index is of.
fn content(revision: &revision::Model) -> String {
    format!("{}|{}", revision.number, revision.content_sha256)
}

/// The index in a file, if it is of this content.
async fn read(file: PathBuf, key: String) -> Option<Arc<Index>> {
    let read = tokio::task::spawn_blocking(move || {
        remove_leftovers(&file);
        Index::read(&file, &key)
    })
    .await;
    match read {
        Ok(Ok(index)) => Some(Arc::new(index)),
        Ok(Err(error)) => {
            tracing::debug!(%error, "no index is kept, it is built");
            None
        }
        Err(_) => None,
    }
}

/// Keeps an index; where that fails, the next start builds it again.
fn write(file: &Path, key: &str, index: &Index) {
    if let Err(error) = index.write(file, key) {
        tracing::warn!(%error, file = %file.display(), "the index cannot be kept");
    }
}

impl Snapshot {
    /// The revision that is read.
    #[must_use]
    pub fn revision(&self) -> &revision::Model {
        &self.standing.revision
    }

    /// Version of the release that was made of it, if one was.
    #[must_use]
    pub fn release(&self) -> Option<&str> {
        self.standing.release.as_deref()
    }
}
