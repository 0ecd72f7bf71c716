//! History of the database: one file a change, append-only, without knowledge of today's tables.

use sea_orm_migration::prelude::*;

mod columns;
mod m20261124_000001_catalogue;
mod m20261125_000001_release;
mod m20261125_000002_changes;
mod m20261125_000003_region_boundary;

pub use sea_orm_migration::MigratorTrait;

/// All migrations, in order.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261124_000001_catalogue::Migration),
            Box::new(m20261125_000001_release::Migration),
            Box::new(m20261125_000002_changes::Migration),
            Box::new(m20261125_000003_region_boundary::Migration),
        ]
    }
}
