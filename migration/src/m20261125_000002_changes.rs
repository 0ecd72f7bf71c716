//! The feed of changes: where the changes of a table and kind stand and how many they are, and what was compacted.

use sea_orm_migration::prelude::*;

use crate::columns::{
    ColumnShape,
    Kind::{Integer, Text},
    create,
};

/// Makes the tables beside `change`, and fills them from the changes that stand.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const SPAN: &[ColumnShape] = &[
    ("revision", Integer, true),
    ("first", Integer, true),
    ("last", Integer, true),
    ("table", Text, true),
    ("operation", Text, true),
    ("rows", Integer, true),
];

const COMPACTION: &[ColumnShape] = &[("revision", Integer, true), ("removed", Integer, true)];

/// Changes in a row that are alike: their place among all minus their place among their like is the same.
const SPANS: &str = r#"
INSERT INTO change_span (revision, "first", "last", "table", operation, "rows")
SELECT revision, MIN(sequence), MAX(sequence), "table", operation, COUNT(*)
FROM (
    SELECT revision, sequence, "table", operation,
        ROW_NUMBER() OVER (PARTITION BY revision ORDER BY sequence)
        - ROW_NUMBER() OVER (PARTITION BY revision, "table", operation ORDER BY sequence) AS span
    FROM change
) AS numbered
GROUP BY revision, "table", operation, span
"#;

// The trait writes its argument without a lifetime; with one, the two no longer match.
#[allow(elided_lifetimes_in_paths, reason = "the trait's own signature")]
#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, "change_span", SPAN, &["revision", "first"]).await?;
        create(manager, "compaction", COMPACTION, &["revision"]).await?;
        manager.get_connection().execute_unprepared(SPANS).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["change_span", "compaction"] {
            manager.drop_table(Table::drop().table(Alias::new(name)).to_owned()).await?;
        }
        Ok(())
    }
}
