//! The Table Schema of a table, made from its declaration.

use serde_json::{Map, Value, json};

use crate::table::{Column, Kind, Table};
use crate::tables::table;

/// Profile of the package and its resources: Frictionless Data Package, version 1.
pub const PACKAGE_PROFILE: &str = "tabular-data-package";

/// The Table Schema (Frictionless) of one table: fields with types, constraints and descriptions, keys.
#[must_use]
pub fn table_schema(of: &Table) -> Value {
    let fields: Vec<Value> = of.columns.iter().map(field).collect();
    let keys: Vec<Value> = of.columns.iter().filter_map(|column| foreign_key(of, column)).collect();
    let mut schema = Map::new();
    schema.insert("fields".into(), fields.into());
    schema.insert("primaryKey".into(), "id".into());
    schema.insert("missingValues".into(), json!([""]));
    if !keys.is_empty() {
        schema.insert("foreignKeys".into(), keys.into());
    }
    schema.into()
}

fn foreign_key(of: &Table, column: &Column) -> Option<Value> {
    let Kind::Reference(target) = column.kind else { return None };
    // A resource that references itself is named by the empty string.
    let resource = if target == of.name { "" } else { table(target)?.plural };
    Some(json!({"fields": column.name, "reference": {"resource": resource, "fields": "id"}}))
}

fn field(column: &Column) -> Value {
    let mut constraints = Map::new();
    if column.required {
        constraints.insert("required".into(), true.into());
    }
    let mut field = Map::new();
    field.insert("name".into(), column.name.into());
    let kind = match column.kind {
        Kind::Integer { min, max } => {
            constraints.insert("minimum".into(), min.into());
            constraints.insert("maximum".into(), max.into());
            "integer"
        }
        Kind::Number { min, max } => {
            constraints.insert("minimum".into(), min.into());
            constraints.insert("maximum".into(), max.into());
            "number"
        }
        Kind::Boolean => "boolean",
        Kind::Geometry => "geojson",
        Kind::Date => "date",
        Kind::Id => {
            constraints.insert("unique".into(), true.into());
            constraints.insert("pattern".into(), "[A-Za-z0-9][A-Za-z0-9._-]*".into());
            "string"
        }
        Kind::PartialDate => {
            constraints.insert("pattern".into(), "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?".into());
            "string"
        }
        Kind::Closed(vocabulary) => {
            let codes: Vec<&str> = vocabulary.terms.iter().map(|term| term.code).collect();
            constraints.insert("enum".into(), codes.into());
            "string"
        }
        Kind::Text | Kind::Url | Kind::Reference(_) | Kind::Code(_) | Kind::List(_) | Kind::References(_) => "string",
    };
    field.insert("type".into(), kind.into());
    if matches!(column.kind, Kind::Url) {
        field.insert("format".into(), "uri".into());
    }
    if matches!(column.kind, Kind::Boolean) {
        field.insert("trueValues".into(), json!(["true"]));
        field.insert("falseValues".into(), json!(["false"]));
    }
    field.insert("description".into(), column.description.into());
    field.insert("description_en".into(), column.description_en.into());
    match column.kind {
        Kind::Code(list) => {
            field.insert("codelist".into(), list.into());
        }
        Kind::List(list) => {
            field.insert("codelist".into(), list.into());
            field.insert("separator".into(), ";".into());
        }
        _ => {}
    }
    if !constraints.is_empty() {
        field.insert("constraints".into(), constraints.into());
    }
    field.into()
}
