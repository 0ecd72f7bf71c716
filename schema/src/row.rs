//! Rows as JSON, keys in the order of the table's declaration.

use std::str::FromStr;

use inovasi_entity::{Table, json_row};
use sea_orm::{EntityTrait, ModelTrait, Value};
use serde_json::{Map, Value as Json};

use crate::error::Error;

/// One row.
pub(crate) type Object = Map<String, Json>;

/// The entity's column of a name that the declaration knows.
pub(crate) fn named<E: EntityTrait>(name: &str) -> Result<E::Column, Error> {
    E::Column::from_str(name).map_err(|_| Error::internal())
}

/// A model as a row.
pub(crate) fn object<E: EntityTrait>(table: &Table, model: &E::Model) -> Result<Object, Error> {
    let mut values = Vec::with_capacity(table.columns.len());
    for column in table.columns {
        values.push(model.get(named::<E>(column.name)?));
    }
    let mut object = json_row(table, &values);
    if let Value::String(Some(instant)) = model.get(named::<E>("updated_at")?) {
        object.insert("updated_at".into(), instant.into());
    }
    Ok(object)
}
