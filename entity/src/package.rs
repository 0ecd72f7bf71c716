//! The Table Schema of a table, made from its declaration.

use serde_json::{Map, Value, json};

use crate::field::{CellKind, Field, fields};
use crate::table::{Kind, Table};
use crate::tables::table;

/// Profile of the package and its resources: Frictionless Data Package, version 1.
pub const PACKAGE_PROFILE: &str = "tabular-data-package";

/// The Table Schema (Frictionless) of one table of a package: fields with types, constraints and descriptions, keys.
#[must_use]
pub fn table_schema(of: &'static Table) -> Value {
    schema(of, fields(of).iter().filter(|field| field.role.is_stored()))
}

/// The Table Schema of a table's files, which hold what is worked out and the labels of references, too: such fields are
/// marked `derived`, and an import leaves them alone.
#[must_use]
pub fn file_schema(of: &'static Table) -> Value {
    schema(of, fields(of).iter())
}

fn schema<'a>(of: &'static Table, columns: impl Iterator<Item = &'a Field>) -> Value {
    let (mut fields, mut keys) = (Vec::new(), Vec::new());
    for column in columns {
        keys.extend(foreign_key(of, column));
        fields.push(field(column));
    }
    let mut schema = Map::new();
    schema.insert("fields".into(), fields.into());
    schema.insert("primaryKey".into(), "id".into());
    schema.insert("missingValues".into(), json!([""]));
    if !keys.is_empty() {
        schema.insert("foreignKeys".into(), keys.into());
    }
    schema.into()
}

fn foreign_key(of: &Table, column: &Field) -> Option<Value> {
    let Kind::Reference(target) = column.kind else { return None };
    // A resource that references itself is named by the empty string.
    let resource = if target == of.name { "" } else { table(target)?.plural };
    Some(json!({"fields": column.name.as_ref(), "reference": {"resource": resource, "fields": "id"}}))
}

fn field(column: &Field) -> Value {
    let mut constraints = Map::new();
    // A list is always there, but an empty one is an empty cell.
    if column.required && column.cell() != CellKind::List {
        constraints.insert("required".into(), true.into());
    }
    let mut field = Map::new();
    field.insert("name".into(), column.name.as_ref().into());
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
        _ if column.cell() == CellKind::Instant => "datetime",
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
    field.insert("description".into(), column.description.as_ref().into());
    field.insert("description_en".into(), column.description_en.as_ref().into());
    match column.kind {
        Kind::Code(list) => {
            field.insert("codelist".into(), list.into());
        }
        Kind::List(list) => {
            field.insert("codelist".into(), list.into());
            field.insert("separator".into(), ";".into());
        }
        Kind::References(_) => {
            field.insert("separator".into(), ";".into());
        }
        _ => {}
    }
    if !column.role.is_stored() {
        field.insert("derived".into(), true.into());
    }
    if !constraints.is_empty() {
        field.insert("constraints".into(), constraints.into());
    }
    field.into()
}
