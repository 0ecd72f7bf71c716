//! Rows as JSON, keys in the order of the table's declaration.

use inovasi_entity::{Table, json_row, named};
use sea_orm::{EntityTrait, ModelTrait, Value};
use serde_json::{Map, Value as Json};

use crate::error::Error;

/// One row.
pub(crate) type Object = Map<String, Json>;

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
