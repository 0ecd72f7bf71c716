//! One request reads one revision, whole.

use inovasi_entity::{revision, sqlite_address};
use sea_orm::{
    AccessMode, ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, DbErr, EntityTrait, IsolationLevel,
    QueryOrder, TransactionTrait,
};

use crate::error::{Code, Error};

/// The catalogue, open for reading.
#[derive(Debug, Clone)]
pub struct Catalogue {
    database: DatabaseConnection,
}

/// One revision, read within one transaction.
#[derive(Debug)]
pub struct Snapshot {
    pub(crate) transaction: DatabaseTransaction,
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
        Ok(Self { database: Database::connect(options).await? })
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
        Ok(Snapshot { transaction, revision })
    }
}

impl Snapshot {
    /// The revision that is read.
    #[must_use]
    pub fn revision(&self) -> &revision::Model {
        &self.revision
    }
}
