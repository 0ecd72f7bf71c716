//! What a revision did to one row.

use sea_orm::entity::prelude::*;

use crate::vocabulary::ChangeOperation;

/// A change.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "change")]
pub struct Model {
    /// Revision that made the change.
    #[sea_orm(primary_key, auto_increment = false)]
    pub revision: i32,
    /// Order within the revision, from 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub sequence: i32,
    /// Table of the row, singular.
    pub table: String,
    /// Row that changed.
    pub row_id: String,
    /// What happened to it.
    pub operation: ChangeOperation,
    /// Columns that changed, joined by `;`; empty unless the row was changed.
    pub columns: String,
    /// The row afterwards, JSON; the row as it was, if it was deleted.
    pub row: String,
    /// The row that took its place, if it was merged.
    pub merged_into: Option<String>,
}

/// No foreign keys.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
