//! The notation of a GraphQL input object: `{in: […], notIn: […], isNull: …, gte: …, lte: …}`.

use async_graphql::Value;
use inovasi_entity::{Column, Kind};

use super::{Item, Said, has_range};
use crate::error::{Code, ParameterError};
use crate::filter::is_within;
use crate::list::wrong;

/// The keys of a column's input object.
pub(crate) fn keys(column: &Column) -> Vec<&'static str> {
    if is_within(column.name) {
        return vec!["within", "notWithin", "isNull"];
    }
    let mut keys = vec!["in", "notIn", "isNull"];
    if has_range(column) {
        keys.extend(["gte", "lte"]);
    }
    keys
}

/// Whether a filter is said by its values alone, without an object of keys.
pub(crate) fn is_plain(column: &Column) -> bool {
    ["ids", "updated_since"].contains(&column.name)
}

/// What an input object says of a column: all of its keys hold at once.
pub(crate) fn of_input(column: &'static Column, input: &Value, faults: &mut Vec<(Code, ParameterError)>) -> Vec<Said> {
    if is_plain(column) {
        return vec![Said { column, none_of: false, items: items(column, input) }];
    }
    let Value::Object(input) = input else {
        let allowed = [format!("an object with {}", keys(column).join(", "))];
        faults.push(wrong(column.name, &input.to_string(), &allowed));
        return Vec::new();
    };
    let (mut said, mut from, mut to) = (Vec::new(), None, None);
    for (key, value) in input {
        match (key.as_str(), value) {
            (_, Value::Null) => {}
            ("in" | "notIn" | "within" | "notWithin", value) if keys(column).contains(&key.as_str()) => {
                said.push(Said { column, none_of: key.starts_with("not"), items: items(column, value) });
            }
            ("isNull", Value::Boolean(null)) => said.push(Said { column, none_of: !null, items: vec![Item::Null] }),
            ("gte", value) if has_range(column) => from = Some(text(column, value)),
            ("lte", value) if has_range(column) => to = Some(text(column, value)),
            _ => {
                let allowed: Vec<String> = keys(column).into_iter().map(str::to_owned).collect();
                faults.push(wrong(column.name, key, &allowed));
            }
        }
    }
    if from.is_some() || to.is_some() {
        said.push(Said { column, none_of: false, items: vec![Item::Range(from, to)] });
    }
    said
}

/// The items of a list; GraphQL takes one value for a list of one.
fn items(column: &Column, value: &Value) -> Vec<Item> {
    let values = match value {
        Value::List(values) => values.as_slice(),
        one => std::slice::from_ref(one),
    };
    let mut items: Vec<Item> = Vec::new();
    for value in values {
        let item = if *value == Value::Null { Item::Null } else { Item::Value(text(column, value)) };
        if !items.contains(&item) {
            items.push(item);
        }
    }
    items
}

/// A scalar as its text; names of enums are the codes in upper case.
fn text(column: &Column, value: &Value) -> String {
    match value {
        // A variable carries the name of an enum as text.
        Value::String(name) if matches!(column.kind, Kind::Closed(_)) => name.to_lowercase(),
        Value::String(text) => text.clone(),
        Value::Enum(name) => name.to_lowercase(),
        other => other.to_string(),
    }
}
