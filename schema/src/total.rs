//! How many rows a table has.

use inovasi_entity::{Table, with_table};
use sea_orm::{EntityTrait, PaginatorTrait};

use crate::answer::list;
use crate::error::{Code, Error};
use crate::list::is_listed;
use crate::snapshot::Snapshot;

/// The rows of a table: told by the index, and counted in the database where it has none of the table.
///
/// # Errors
/// If the database does not answer.
pub async fn total(snapshot: &Snapshot, table: &'static Table) -> Result<u64, Error> {
    if is_listed(table) {
        return Ok(list(snapshot, table, &[("limit".to_owned(), "1".to_owned())]).await?.total);
    }
    let counted = with_table!(table.name, entity => entity::Entity::find().count(&snapshot.transaction).await?);
    counted.ok_or_else(|| Error::new(Code::Internal, format!("no table {:?}", table.name)))
}
