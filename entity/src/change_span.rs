//! Changes that stand together: of one revision, to rows of one table, all of one kind. So a feed knows how many changes a
//! filter has and where they stand without reading them.

use sea_orm::entity::prelude::*;

use crate::vocabulary::ChangeOperation;

/// A span of changes.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "change_span")]
pub struct Model {
    /// Revision that made the changes.
    #[sea_orm(primary_key, auto_increment = false)]
    pub revision: i32,
    /// Sequence that it begins with; no change of another span stands between it and `last`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub first: i32,
    /// Sequence that it ends with.
    pub last: i32,
    /// Table of the rows, singular.
    pub table: String,
    /// What happened to them.
    pub operation: ChangeOperation,
    /// How many changes there are: fewer than it has places once a compaction took some away.
    pub rows: i32,
}

/// No foreign keys.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
