//! Columns of entities by the names that the declarations give them.

use std::str::FromStr;

use sea_orm::{DbErr, EntityTrait};

/// The entity's column of a name.
///
/// # Errors
/// If the entity has none of that name, which the declarations rule out.
pub fn named<E: EntityTrait>(name: &str) -> Result<E::Column, DbErr> {
    E::Column::from_str(name).map_err(|_| DbErr::Custom(format!("the entity has no column {name}")))
}
