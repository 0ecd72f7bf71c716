//! A release: one revision, frozen as files that never change. It is in no package.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A release.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "release")]
pub struct Model {
    /// Version: the date of the revision's package, with a number where there is more than one of that date.
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: String,
    /// Revision that was frozen; no other release has it.
    pub revision: i32,
    /// `created` instant of the revision, UTC.
    pub created: String,
    /// SHA-256 of the revision's content.
    pub content_sha256: String,
    /// Its files, JSON: a list of [`File`].
    pub files: String,
}

/// A file of a release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Name, the last part of its address.
    pub name: String,
    /// Length.
    pub bytes: u64,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// Media type.
    pub media_type: String,
    /// Rows, if it is a table.
    pub rows: Option<u64>,
}

/// No foreign keys.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
