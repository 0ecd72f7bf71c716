//! Releases: revisions that were frozen as files.

use inovasi_entity::release::{self, File};
use inovasi_entity::revision;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::{Value as Json, json};

use crate::error::{Code, Error};
use crate::snapshot::Snapshot;
use crate::spelling::nearest;

/// What stands for the version of the newest release.
pub const LATEST: &str = "latest";

/// A release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// Its version.
    pub version: String,
    /// The revision that it freezes.
    pub revision: i32,
    /// `created` instant of that revision, UTC.
    pub created: String,
    /// SHA-256 of that revision's content.
    pub content_sha256: String,
    /// Its files, by name.
    pub files: Vec<File>,
}

impl Release {
    fn of(model: release::Model) -> Result<Self, Error> {
        let release::Model { version, revision, created, content_sha256, files } = model;
        let files = serde_json::from_str(&files).map_err(|_| Error::internal())?;
        Ok(Self { version, revision, created, content_sha256, files })
    }

    /// The address of the release of a version.
    #[must_use]
    pub fn address(version: &str) -> String {
        format!("/v1/releases/{version}")
    }

    /// Its address.
    #[must_use]
    pub fn url(&self) -> String {
        Self::address(&self.version)
    }

    /// The revision that it froze, as it was.
    ///
    /// # Errors
    /// If the database does not answer.
    pub async fn frozen(&self, snapshot: &Snapshot) -> Result<revision::Model, Error> {
        let found = revision::Entity::find_by_id(self.revision).one(&snapshot.transaction).await?;
        found.ok_or_else(Error::internal)
    }

    /// A file of it.
    ///
    /// # Errors
    /// `not_found` with the nearest name.
    pub fn file(&self, name: &str) -> Result<&File, Error> {
        self.files.iter().find(|file| file.name == name).ok_or_else(|| {
            let hint = nearest(name, self.files.iter().map(|file| file.name.as_str()));
            let hint = hint.map(|hint| format!(", did you mean {hint}")).unwrap_or_default();
            let detail = format!("release {} has no file {name:?}{hint}; {} lists them", self.version, self.url());
            Error::new(Code::NotFound, detail)
        })
    }

    /// What a list says of it.
    #[must_use]
    pub fn summary(&self) -> Json {
        json!({
            "version": self.version, "revision": self.revision, "created": self.created,
            "content_sha256": self.content_sha256, "file_count": self.files.len(),
            "bytes": self.files.iter().map(|file| file.bytes).sum::<u64>(), "url": self.url(),
        })
    }

    /// The same, with its files.
    #[must_use]
    pub fn json(&self) -> Json {
        let file = |file: &File| {
            json!({
                "name": file.name, "url": format!("{}/{}", self.url(), file.name), "bytes": file.bytes,
                "sha256": file.sha256, "media_type": file.media_type, "rows": file.rows,
            })
        };
        let mut said = self.summary();
        said["files"] = self.files.iter().map(file).collect();
        said
    }
}

/// All releases, the newest first.
///
/// # Errors
/// If the database does not answer.
pub async fn releases(snapshot: &Snapshot) -> Result<Vec<Release>, Error> {
    let all = release::Entity::find().order_by_desc(release::Column::Revision).all(&snapshot.transaction).await?;
    all.into_iter().map(Release::of).collect()
}

/// What stands before a revision: when the first one was made, and the newest releases, each with the revision it froze.
#[derive(Debug, Clone, Default)]
pub struct History {
    /// `created` instant of the first revision, UTC.
    pub first: Option<String>,
    /// Versions of releases with their revisions, the newest first.
    pub releases: Vec<(String, revision::Model)>,
}

/// The history of the catalogue up to a snapshot, with so many releases at most.
///
/// # Errors
/// If the database does not answer.
pub async fn history(snapshot: &Snapshot, most: u64) -> Result<History, Error> {
    let first: Option<String> = revision::Entity::find()
        .select_only()
        .column(revision::Column::Created)
        .order_by_asc(revision::Column::Number)
        .into_tuple()
        .one(&snapshot.transaction)
        .await?;
    let versions: Vec<(String, i32)> = release::Entity::find()
        .select_only()
        .columns([release::Column::Version, release::Column::Revision])
        .order_by_desc(release::Column::Revision)
        .limit(most)
        .into_tuple()
        .all(&snapshot.transaction)
        .await?;
    let numbers = versions.iter().map(|(_, number)| *number);
    let frozen = revision::Entity::find().filter(revision::Column::Number.is_in(numbers));
    let frozen = frozen.all(&snapshot.transaction).await?;
    let of = |number: i32| frozen.iter().find(|revision| revision.number == number).cloned();
    let releases = versions.into_iter().filter_map(|(version, number)| Some((version, of(number)?))).collect();
    Ok(History { first, releases })
}

/// The release of a version; that of the highest revision for [`LATEST`].
///
/// # Errors
/// `not_found` with the nearest version; `unavailable`.
pub async fn release(snapshot: &Snapshot, version: &str) -> Result<Release, Error> {
    // PostgreSQL refuses a NUL in a text, and no version has one.
    let found = if version == LATEST {
        release::Entity::find().order_by_desc(release::Column::Revision).one(&snapshot.transaction).await?
    } else if version.contains('\0') {
        None
    } else {
        release::Entity::find_by_id(version).one(&snapshot.transaction).await?
    };
    match found {
        Some(model) => Release::of(model),
        None => Err(missing(snapshot, version).await?),
    }
}

/// The error of a version that no release has.
async fn missing(snapshot: &Snapshot, version: &str) -> Result<Error, Error> {
    let versions: Vec<String> = release::Entity::find()
        .select_only()
        .column(release::Column::Version)
        .order_by_desc(release::Column::Revision)
        .into_tuple()
        .all(&snapshot.transaction)
        .await?;
    if versions.is_empty() {
        return Ok(Error::new(
            Code::NotFound,
            "no release was made yet; the lists of /v1 answer from the revision that stands",
        ));
    }
    let hint = nearest(version, versions.iter().map(String::as_str).chain([LATEST]));
    let hint = hint.map(|hint| format!(", did you mean {hint}")).unwrap_or_default();
    Ok(Error::new(Code::NotFound, format!("no release {version:?}{hint}; /v1/releases lists them")))
}
