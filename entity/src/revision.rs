//! A revision of the catalogue: one an import that changed something.

use sea_orm::entity::prelude::*;

/// A revision.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "revision")]
pub struct Model {
    /// Number, counting from 1 without gaps.
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    /// Name of the package.
    pub package: String,
    /// Version of the package.
    pub package_version: String,
    /// `created` instant of the package, UTC.
    pub created: String,
    /// SHA-256 of the package's content; the same content is never read twice.
    pub content_sha256: String,
    /// Whether it is the package that the program carries.
    pub bundled: bool,
    /// What the package says of itself: title, languages, licences, years of the reckoning; JSON.
    pub descriptor: String,
}

/// No foreign keys.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
