//! Columns that mean the same on SQLite and PostgreSQL.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

/// Type of a column.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Text,
    Integer,
    Double,
    Boolean,
}

/// Name, kind, and whether a value is required.
pub(crate) type ColumnShape = (&'static str, Kind, bool);

/// A table of the package; its primary key is `id`.
pub(crate) struct TableShape {
    pub(crate) name: &'static str,
    pub(crate) columns: &'static [ColumnShape],
    pub(crate) indexed: &'static [&'static str],
}

/// A column. Text has the collation `C` on PostgreSQL: it orders by bytes there, as SQLite does.
pub(crate) fn column(backend: DbBackend, &(name, kind, required): &ColumnShape) -> ColumnDef {
    let mut column = ColumnDef::new(Alias::new(name));
    match kind {
        Kind::Text => {
            column.text();
            if backend == DbBackend::Postgres {
                column.extra("COLLATE \"C\"");
            }
        }
        Kind::Integer => {
            column.integer();
        }
        Kind::Double => {
            column.double();
        }
        Kind::Boolean => {
            column.boolean();
        }
    }
    if required {
        column.not_null();
    }
    column
}

/// Makes a table.
pub(crate) async fn create(
    manager: &SchemaManager<'_>,
    name: &'static str,
    columns: &[ColumnShape],
    key: &[&'static str],
) -> Result<(), DbErr> {
    let mut table = Table::create();
    table.table(Alias::new(name));
    for shape in columns {
        table.col(column(manager.get_database_backend(), shape));
    }
    let mut primary = Index::create();
    for column in key {
        primary.col(Alias::new(*column));
    }
    table.primary_key(&mut primary);
    manager.create_table(table).await
}
