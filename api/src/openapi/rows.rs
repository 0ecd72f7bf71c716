//! Schemas of rows, from the tables' declarations.

use inovasi_entity::{Column, Kind, Table, all_tables};
use inovasi_schema::graphql::pascal;
use inovasi_schema::{
    Language, MOST_ROWS, NESTED, Relation, RelationKind, is_listed, is_searched, listed_tables, relations,
};
use serde_json::{Map, Value, json};

use super::{parameters, sample};

/// A reference to a schema.
pub(crate) fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

/// The schemas of all tables, and of the lists and details of those that are listed.
pub(crate) fn schemas(language: Language) -> Map<String, Value> {
    let mut schemas = Map::new();
    for table in all_tables().filter(|table| is_shown(table)) {
        schemas.insert(pascal(table.name), row(table, language));
    }
    for table in listed_tables() {
        schemas.insert(format!("{}List", pascal(table.name)), list(table, language));
        schemas.insert(format!("{}Detail", pascal(table.name)), detail(table, language));
        schemas.insert(format!("{}Search", pascal(table.name)), parameters::body_of_list(table, language));
    }
    schemas
}

/// Whether rows of a table stand in some answer.
fn is_shown(table: &Table) -> bool {
    let nests = |relation: &Relation| match relation.kind {
        RelationKind::One { target, .. } => target.name == table.name,
        RelationKind::Many { table: other, .. } => other.name == table.name,
        RelationKind::Sources => table.name == "source",
    };
    is_listed(table) || table.name == "code" || listed_tables().flat_map(relations).any(|relation| nests(&relation))
}

/// The columns of a row as properties.
pub(crate) fn columns(table: &'static Table, language: Language) -> Map<String, Value> {
    let mut properties = Map::new();
    for column in table.shown() {
        properties.insert(column.name.into(), of_column(table, column, language));
    }
    if !table.is_derived() {
        properties.insert("updated_at".into(), instant(language));
    }
    properties
}

fn row(table: &'static Table, language: Language) -> Value {
    let mut properties = columns(table, language);
    // Only tables with a list of their own nest others; within an answer these rows stand bare.
    let nesting = if is_listed(table) { relations(table) } else { Vec::new() };
    for relation in nesting {
        let nested = match relation.kind {
            RelationKind::One { column, target } => {
                let description = language.pick(column.description, column.description_en);
                let hint = language.pick("Hanya dengan include.", "Only with include or in a detail.");
                json!({
                    "description": format!("{description} {hint}"),
                    "oneOf": [reference(&pascal(target.name)), {"type": "null"}],
                })
            }
            RelationKind::Many { table: other, .. } => {
                let description = language.pick(other.description, other.description_en);
                many(&pascal(other.name), description, NESTED, language)
            }
            RelationKind::Sources => {
                let description = language
                    .pick("Sumber yang menyatakan baris ini.", "The sources that state the row or one of its values.");
                many("Source", description, 1000, language)
            }
        };
        properties.insert(relation.name, nested);
    }
    if table.name == "source" {
        properties.insert("supports".into(), supports(language));
    }
    if is_searched(table) {
        properties.insert("highlights".into(), json!({
            "type": "object", "maxProperties": 20,
            "description": language.pick(
                "Dengan highlight: teks (HTML) dengan kata yang dicari di dalam mark.",
                "With highlight: texts (HTML) with the words that were searched for in mark.",
            ),
            "additionalProperties": {
                "type": "string", "maxLength": 200_000, "description": language.pick("Teks satu kolom.", "Text of a column."),
            },
        }));
    }
    json!({
        "type": "object",
        "title": pascal(table.name),
        "description": language.pick(table.description, table.description_en),
        "required": ["id"],
        "properties": properties,
        "examples": sample::rows(table).take(1).collect::<Vec<_>>(),
    })
}

/// What rests on a source.
fn supports(language: Language) -> Value {
    let text = |description: &str| json!({"type": "string", "maxLength": 2_000, "description": description});
    json!({
        "type": "array", "maxItems": 100,
        "description": language.pick(
            "Pada rincian: yang bertumpu pada sumber ini, menurut tabel.",
            "In a detail: what rests on this source, table by table.",
        ),
        "items": {
            "type": "object", "required": ["table", "total", "url"],
            "description": language.pick("Baris satu daftar.", "Rows of one list."),
            "properties": {
                "table": text(language.pick("Daftarnya.", "The list.")),
                "total": {
                    "type": "integer", "format": "int64", "minimum": 1, "maximum": 1_000_000_000,
                    "description": language.pick("Jumlah barisnya.", "How many rows."),
                },
                "url": {
                    "type": ["string", "null"], "maxLength": 2_000,
                    "description": language.pick(
                        "Alamatnya; null untuk baris yang hanya ada di dalam baris lain.",
                        "Their address; null for rows that stand within others alone.",
                    ),
                },
            },
        },
    })
}

fn many(name: &str, description: &str, most: u64, language: Language) -> Value {
    let hint = language.pick("Hanya dengan include atau pada rincian.", "Only with include or in a detail.");
    json!({
        "type": "array", "description": format!("{description} {hint}"), "maxItems": most, "items": reference(name),
    })
}

/// The schema of a column: its type, bounds, codes, and a real value.
fn of_column(table: &'static Table, column: &Column, language: Language) -> Value {
    let kind = |name: &str| if column.required { json!(name) } else { json!([name, "null"]) };
    let longest = column.kind.longest();
    let mut schema = match column.kind {
        Kind::Integer { min, max } => {
            json!({"type": kind("integer"), "format": "int32", "minimum": min, "maximum": max})
        }
        Kind::Number { min, max } => {
            json!({"type": kind("number"), "format": "double", "minimum": min, "maximum": max})
        }
        Kind::Boolean => json!({"type": kind("boolean")}),
        Kind::Date => json!({"type": kind("string"), "format": "date", "maxLength": longest}),
        Kind::PartialDate => {
            json!({"type": kind("string"), "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$", "maxLength": longest})
        }
        Kind::Closed(list) => {
            let mut codes: Vec<Value> = list.terms.iter().map(|term| term.code.into()).collect();
            if !column.required {
                codes.push(Value::Null);
            }
            json!({"type": kind("string"), "enum": codes})
        }
        Kind::References(_) => json!({
            "type": kind("array"), "maxItems": 1_000_000, "items": {"type": "string", "maxLength": longest},
        }),
        Kind::List(_) => json!({
            "type": kind("array"), "maxItems": 200, "items": {"type": "string", "maxLength": longest},
        }),
        Kind::Url => json!({"type": kind("string"), "format": "uri", "maxLength": longest}),
        Kind::Id => json!({"type": "string", "minLength": 1, "maxLength": longest}),
        Kind::Text | Kind::Geometry | Kind::Code(_) | Kind::Reference(_) => {
            json!({"type": kind("string"), "maxLength": longest})
        }
    };
    schema["description"] = described(column, language).into();
    if let Some(value) = sample::value(table, column.name) {
        schema["examples"] = json!([value]);
    }
    schema
}

/// What a column means, and where its values come from.
pub(crate) fn described(column: &Column, language: Language) -> String {
    let words = language.pick(column.description, column.description_en);
    let more = match column.kind {
        Kind::Code(list) | Kind::List(list) => {
            format!(" {}: /v1/codelists/{list}.", language.pick("Kode dari daftar kode", "Codes of the codelist"))
        }
        Kind::Closed(list) => {
            let codes: Vec<&str> = list.terms.iter().map(|term| term.code).collect();
            format!(" {}: {}.", language.pick("Nilai", "Values"), codes.join(", "))
        }
        Kind::References(target) | Kind::Reference(target) => {
            format!(" {} {target}.", language.pick("id baris", "Id of a row of"))
        }
        Kind::PartialDate => {
            format!(" {}: 2016, 2016-05, 2016-05-20.", language.pick("Tahun, bulan, atau hari", "A year, month or day"))
        }
        _ => String::new(),
    };
    format!("{words}{more}")
}

fn instant(language: Language) -> Value {
    let description = language.pick(
        "Saat (UTC) paket data yang terakhir mengubah baris ini dibuat.",
        "Instant (UTC) at which the package that last changed the row was created.",
    );
    json!({"type": "string", "format": "date-time", "maxLength": 40, "description": description})
}

fn list(table: &'static Table, language: Language) -> Value {
    let name = pascal(table.name);
    let data = json!({
        "type": "array", "maxItems": MOST_ROWS, "items": reference(&name),
        "description": language.pick("Baris halaman ini.", "The rows of this page."),
    });
    json!({
        "type": "object",
        "description": language.pick(
            format!("Satu halaman daftar {}.", table.plural),
            format!("A page of the list of {}.", table.plural),
        ),
        "required": ["data", "meta", "links"],
        "properties": {
            "data": data, "meta": reference("ListMeta"), "links": reference("ListLinks"),
            "facets": {
                "type": "object", "maxProperties": 20,
                "description": language.pick("Dengan facets: jumlah baris setiap nilai.", "With facets: the rows of every value."),
                "additionalProperties": {
                    "type": "array", "maxItems": 1_000_000, "items": reference("Facet"),
                    "description": language.pick("Nilai-nilai satu facet.", "The values of a facet."),
                },
            },
        },
    })
}

fn detail(table: &'static Table, language: Language) -> Value {
    json!({
        "type": "object",
        "description": language.pick(
            format!("Satu baris {} dengan semua yang terkait.", table.plural),
            format!("One row of {} with everything related to it.", table.plural),
        ),
        "required": ["data", "meta", "links"],
        "properties": {"data": reference(&pascal(table.name)), "meta": reference("DetailMeta"), "links": reference("SelfLink")},
    })
}
