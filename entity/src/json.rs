//! A value of a column as JSON: the one way, for answers and for the record of changes.

use sea_orm::Value;
use serde_json::{Map, Value as Json};

use crate::table::{Column, Kind, Table};

/// A value as JSON; a list becomes an array.
#[must_use]
pub fn json_value(column: &Column, value: &Value) -> Json {
    match value {
        Value::String(Some(text)) if matches!(column.kind, Kind::List(_)) => text.split(';').collect::<Vec<_>>().into(),
        Value::String(Some(text)) => text.as_str().into(),
        Value::Int(Some(number)) => (*number).into(),
        Value::Double(Some(number)) => (*number).into(),
        Value::Bool(Some(flag)) => (*flag).into(),
        _ => Json::Null,
    }
}

/// A row, one value a declared column, as an object with its keys in the order of the declaration.
pub fn json_row<'a>(table: &Table, values: impl IntoIterator<Item = &'a Value>) -> Map<String, Json> {
    let pairs = table.columns.iter().zip(values);
    pairs.map(|(column, value)| (column.name.to_owned(), json_value(column, value))).collect()
}
