//! The table schemas as one document, for the builder of the bundled package and for readers.

use inovasi_entity::{TABLES, table_schema};
use serde_json::{Value, json};

/// `openapi/tables.json`: name, file, descriptions and Table Schema of every table, as pretty JSON with a final newline.
///
/// # Errors
/// Only if JSON cannot be written, which its types rule out.
pub fn tables_document() -> Result<String, serde_json::Error> {
    let tables: Vec<Value> = TABLES
        .iter()
        .map(|table| {
            json!({
                "name": table.name,
                "plural": table.plural,
                "description": table.description,
                "description_en": table.description_en,
                "evidenced": table.evidenced,
                "schema": table_schema(table),
            })
        })
        .collect();
    Ok(serde_json::to_string_pretty(&tables)? + "\n")
}
