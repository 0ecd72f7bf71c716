//! One request reads one revision, whole.

use std::path::PathBuf;
use std::sync::Arc;

use inovasi_entity::{revision, sqlite_address, sqlite_file};
use inovasi_index::Index;
use sea_orm::{
    AccessMode, ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, DbErr, EntityTrait, IsolationLevel,
    QueryOrder, TransactionTrait,
};

use tokio::sync::Mutex;

use crate::error::{Code, Error};

/// The catalogue, open for reading.
#[derive(Debug, Clone)]
pub struct Catalogue {
    database: DatabaseConnection,
    /// The index of the revision that was read last, and the content that it is of.
    index: Arc<Mutex<Option<Held>>>,
    /// Where the index is kept between starts.
    file: Option<PathBuf>,
}

/// An index, and the content that it is of.
type Held = (String, Arc<Index>);

/// One revision, read within one transaction.
#[derive(Debug)]
pub struct Snapshot {
    pub(crate) transaction: DatabaseTransaction,
    pub(crate) index: Arc<Index>,
    revision: revision::Model,
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
        // Beside an SQLite file; another database has no place of its own for files.
        let file = sqlite_file(url).map(|file| PathBuf::from(format!("{file}.index")));
        Ok(Self { database: Database::connect(options).await?, index: Arc::default(), file })
    }

    /// Keeps the index in a file between starts.
    #[must_use]
    pub fn with_index_file(self, file: PathBuf) -> Self {
        Self { file: Some(file), ..self }
    }

    /// Calls back after every statement that the catalogue runs from now on.
    pub fn on_statement(&mut self, callback: impl Fn() + Send + Sync + 'static) {
        self.database.set_metric_callback(move |_| callback());
    }

    /// The revision that stands now.
    ///
    /// # Errors
    /// `unavailable` if the database does not answer or holds no revision yet.
    pub async fn snapshot(&self) -> Result<Snapshot, Error> {
        let (isolation, access) = match self.database.get_database_backend() {
            sea_orm::DbBackend::Postgres => (Some(IsolationLevel::RepeatableRead), Some(AccessMode::ReadOnly)),
            _ => (None, None),
        };
        let transaction = self.database.begin_with_config(isolation, access).await?;
        let revision = revision::Entity::find().order_by_desc(revision::Column::Number).one(&transaction).await?;
        let Some(revision) = revision else {
            return Err(Error::new(Code::Unavailable, "the catalogue is empty: import a package first"));
        };
        let index = self.index(&transaction, &revision).await?;
        Ok(Snapshot { transaction, index, revision })
    }
}

impl Catalogue {
    /// The index of a revision, built once by the first request that reads it; others wait for it.
    async fn index(&self, transaction: &DatabaseTransaction, revision: &revision::Model) -> Result<Arc<Index>, Error> {
        let key = format!("{}|{}", revision.number, revision.content_sha256);
        let mut held = self.index.lock().await;
        if let Some((of, index)) = held.as_ref()
            && *of == key
        {
            return Ok(index.clone());
        }
        let kept = self.file.clone().map(|file| read(file, key.clone()));
        let kept = if let Some(kept) = kept { kept.await } else { None };
        let index = match kept {
            Some(index) => index,
            None => {
                let index = Arc::new(Index::build(transaction).await?);
                if let Some(file) = self.file.clone() {
                    // Answers need not wait for it.
                    let (index, key) = (index.clone(), key.clone());
                    drop(tokio::task::spawn_blocking(move || write(&file, &key, &index)));
                }
                index
            }
        };
        *held = Some((key, index.clone()));
        Ok(index)
    }
}

/// The index in a file, if it is of this content.
async fn read(file: PathBuf, key: String) -> Option<Arc<Index>> {
    let read = tokio::task::spawn_blocking(move || Index::read(&file, &key)).await;
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
fn write(file: &std::path::Path, key: &str, index: &Index) {
    if let Err(error) = index.write(file, key) {
        tracing::warn!(%error, file = %file.display(), "the index cannot be kept");
    }
}

impl Snapshot {
    /// The revision that is read.
    #[must_use]
    pub fn revision(&self) -> &revision::Model {
        &self.revision
    }
}
