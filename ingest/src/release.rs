//! Records releases, once all their files are in their store: what is recorded is there for everybody to see.

use inovasi_entity::release::{self, File};
use inovasi_entity::{compaction, revision};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait, PaginatorTrait, QueryFilter, Set};

use crate::write::alone;

/// What became of a release that was to be recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recorded {
    /// It stands from now on.
    Written,
    /// It stood already, the same in everything.
    Unchanged,
}

/// Why a release is not recorded.
#[derive(Debug, thiserror::Error)]
pub enum Unrecorded {
    /// The version is another release's.
    #[error(
        "release {version} stands already, of revision {revision} or with other files; name another with --version"
    )]
    Taken {
        /// The version.
        version: String,
        /// The revision that has it.
        revision: i32,
    },
    /// The revision has a release.
    #[error("revision {revision} is released already, as {version}; a revision is released once")]
    Released {
        /// The revision.
        revision: i32,
        /// The version of its release.
        version: String,
    },
    /// The revision is not there, or not with this content.
    #[error("revision {0} is no longer there as its files were made; make the release again")]
    Gone(i32),
    /// The changes of the revision were joined with those of a later one.
    #[error(
        "the changes up to a revision above {0} were compacted before it was released; make a release of the newest"
    )]
    Compacted(i32),
    /// The list of files cannot be written.
    #[error("the list of files cannot be written: {0}")]
    Files(#[from] serde_json::Error),
    /// The database refuses.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// The releases that stand, each with its revision.
///
/// # Errors
/// If the database cannot be read.
pub async fn released(database: &impl ConnectionTrait) -> Result<Vec<(String, i32)>, DbErr> {
    let all = release::Entity::find().all(database).await?;
    Ok(all.into_iter().map(|release| (release.version, release.revision)).collect())
}

/// Records a release of a revision with its files. The same again changes nothing.
///
/// # Errors
/// If the version or the revision has another release, or the revision is gone; then everything is as it was.
pub async fn record_release(
    database: &DatabaseConnection,
    version: &str,
    of: &revision::Model,
    files: &[File],
) -> Result<Recorded, Unrecorded> {
    let wanted = release::Model {
        version: version.to_owned(),
        revision: of.number,
        created: of.created.clone(),
        content_sha256: of.content_sha256.clone(),
        files: serde_json::to_string(files)?,
    };
    let transaction = alone(database).await?;
    let standing = revision::Entity::find_by_id(of.number).one(&transaction).await?;
    if standing.is_none_or(|standing| standing.content_sha256 != of.content_sha256) {
        return Err(Unrecorded::Gone(of.number));
    }
    if let Some(other) = release::Entity::find_by_id(version).one(&transaction).await? {
        if other == wanted {
            return Ok(Recorded::Unchanged);
        }
        return Err(Unrecorded::Taken { version: other.version, revision: other.revision });
    }
    let of_revision = release::Entity::find().filter(release::Column::Revision.eq(of.number));
    if let Some(other) = of_revision.one(&transaction).await? {
        return Err(Unrecorded::Released { revision: of.number, version: other.version });
    }
    // A compaction beyond it, while its files were made, joined its changes with later ones.
    let beyond = compaction::Entity::find().filter(compaction::Column::Revision.gt(of.number));
    if beyond.count(&transaction).await? > 0 {
        return Err(Unrecorded::Compacted(of.number));
    }
    let release::Model { version, revision, created, content_sha256, files } = wanted;
    let row = release::ActiveModel {
        version: Set(version),
        revision: Set(revision),
        created: Set(created),
        content_sha256: Set(content_sha256),
        files: Set(files),
    };
    release::Entity::insert(row).exec_without_returning(&transaction).await?;
    transaction.commit().await?;
    Ok(Recorded::Written)
}
