//! Boundaries of regions, for packages that bring them.

use sea_orm_migration::prelude::*;

use crate::columns::{ColumnShape, Kind::Text, column};

/// Makes the table.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLE: &str = "region_boundary";

const COLUMNS: &[ColumnShape] = &[
    ("id", Text, true),
    ("region_id", Text, true),
    ("geometry", Text, true),
    ("date", Text, false),
    ("updated_at", Text, true),
];

// The trait writes its argument without a lifetime; with one, the two no longer match.
#[allow(elided_lifetimes_in_paths, reason = "the trait's own signature")]
#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table.table(Alias::new(TABLE)).primary_key(Index::create().col(Alias::new("id")));
        for shape in COLUMNS {
            table.col(column(manager.get_database_backend(), shape));
        }
        manager.create_table(table).await?;
        let mut index = Index::create();
        index.name("region_boundary_region_id").table(Alias::new(TABLE)).col(Alias::new("region_id"));
        manager.create_index(index).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(Alias::new(TABLE)).to_owned()).await
    }
}
