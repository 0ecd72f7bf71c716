//! Rows as JSON, keys in the order of the table's declaration.

use std::str::FromStr;

use inovasi_entity::{Kind, Table};
use sea_orm::{EntityTrait, ModelTrait, Value};
use serde_json::{Map, Value as Json};

use crate::error::{Code, Error};

/// One row.
pub(crate) type Object = Map<String, Json>;

/// The entity's column of a name that the declaration knows.
pub(crate) fn named<E: EntityTrait>(name: &str) -> Result<E::Column, Error> {
    E::Column::from_str(name).map_err(|_| Error::new(Code::Internal, "a fault of ours, it was logged"))
}

/// A model as a row.
pub(crate) fn object<E: EntityTrait>(table: &Table, model: &E::Model) -> Result<Object, Error> {
    let mut object = Object::new();
    for column in table.columns {
        let value = model.get(named::<E>(column.name)?);
        object.insert(column.name.into(), json(&value, matches!(column.kind, Kind::List(_))));
    }
    object.insert("updated_at".into(), json(&model.get(named::<E>("updated_at")?), false));
    Ok(object)
}

/// A value as JSON.
pub(crate) fn json(value: &Value, list: bool) -> Json {
    match value {
        Value::String(Some(text)) if list => text.split(';').collect::<Vec<_>>().into(),
        Value::String(Some(text)) => text.as_str().into(),
        Value::Int(Some(number)) => (*number).into(),
        Value::Double(Some(number)) => (*number).into(),
        Value::Bool(Some(flag)) => (*flag).into(),
        _ => Json::Null,
    }
}
