//! The catalogue: the tables of the package, its revisions and their changes.

use sea_orm_migration::prelude::*;

use crate::columns::{
    ColumnShape,
    Kind::{Boolean, Integer, Text},
    TableShape, create,
};

mod tables;

/// Makes the catalogue's tables.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const REVISION: &[ColumnShape] = &[
    ("number", Integer, true),
    ("package", Text, true),
    ("package_version", Text, true),
    ("created", Text, true),
    ("content_sha256", Text, true),
    ("bundled", Boolean, true),
    ("descriptor", Text, true),
];

const CHANGE: &[ColumnShape] = &[
    ("revision", Integer, true),
    ("sequence", Integer, true),
    ("table", Text, true),
    ("row_id", Text, true),
    ("operation", Text, true),
    ("columns", Text, true),
    ("row", Text, true),
    ("merged_into", Text, false),
];

// The trait writes its argument without a lifetime; with one, the two no longer match.
#[allow(elided_lifetimes_in_paths, reason = "the trait's own signature")]
#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in tables::TABLES {
            create(manager, table.name, table.columns, &["id"]).await?;
            for indexed in table.indexed {
                index(manager, table, &[indexed]).await?;
            }
        }
        create(manager, "revision", REVISION, &["number"]).await?;
        create(manager, "change", CHANGE, &["revision", "sequence"]).await?;
        let evidence = TableShape { name: "evidence", columns: &[], indexed: &[] };
        index(manager, &evidence, &["table", "row_id"]).await?;
        let change = TableShape { name: "change", columns: &[], indexed: &[] };
        index(manager, &change, &["table", "row_id"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let made = tables::TABLES.iter().map(|table| table.name).chain(["revision", "change"]);
        for name in made {
            manager.drop_table(Table::drop().table(Alias::new(name)).to_owned()).await?;
        }
        Ok(())
    }
}

async fn index(manager: &SchemaManager<'_>, table: &TableShape, columns: &[&'static str]) -> Result<(), DbErr> {
    let mut index = Index::create();
    index.name(format!("{}_{}", table.name, columns.join("_"))).table(Alias::new(table.name));
    for column in columns {
        index.col(Alias::new(*column));
    }
    manager.create_index(index).await
}
