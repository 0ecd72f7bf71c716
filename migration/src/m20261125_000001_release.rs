//! Releases: revisions that were frozen as files.

use sea_orm_migration::prelude::*;

use crate::columns::{
    ColumnShape,
    Kind::{Integer, Text},
    column,
};

/// Makes the table of releases.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const RELEASE: &[ColumnShape] = &[
    ("version", Text, true),
    ("revision", Integer, true),
    ("created", Text, true),
    ("content_sha256", Text, true),
    ("files", Text, true),
];

// The trait writes its argument without a lifetime; with one, the two no longer match.
#[allow(elided_lifetimes_in_paths, reason = "the trait's own signature")]
#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let name = Alias::new("release");
        let mut table = Table::create();
        table.table(name.clone());
        for shape in RELEASE {
            table.col(column(manager.get_database_backend(), shape));
        }
        table.primary_key(Index::create().col(Alias::new("version")));
        manager.create_table(table).await?;
        // A revision has at most one release; every request asks for that of its own.
        let mut index = Index::create();
        index.name("release_revision").table(name).col(Alias::new("revision")).unique();
        manager.create_index(index).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(Alias::new("release")).to_owned()).await
    }
}
