//! Operations: one function each, what it takes and everything it can answer.

mod catalogue;
mod counted;
mod graphql;
mod lineage;
mod lists;
mod ogc;
mod summary;

use inovasi_schema::{Code, Language};
use serde_json::{Value, json};

use super::components::header;
pub(crate) use catalogue::{codelist, codelists, entry, health, openapi, ready, sdl};
pub(crate) use counted::{stats, suggest};
pub(crate) use graphql::{graphql_get, graphql_post};
pub(crate) use lineage::{lineage, lineage_schemas};
pub(crate) use lists::{detail, list, search};
pub(crate) use ogc::{
    ogc_api, ogc_collection, ogc_collections, ogc_conformance, ogc_item, ogc_items, ogc_landing, ogc_schemas,
};
pub(crate) use summary::{coverage, summary, summary_schemas};

/// What every operation over the catalogue may answer beside its own.
const ALWAYS: [Code; 5] =
    [Code::InvalidParameter, Code::UriTooLong, Code::TooManyRequests, Code::Internal, Code::Unavailable];

/// An answer with the headers of one that can be kept.
fn kept(description: &str, schema: Value, example: Value) -> Value {
    let headers = json!({
        "ETag": header("ETag"), "Cache-Control": header("Cache-Control"), "Vary": header("Vary"),
        "X-Request-Id": header("X-Request-Id"), "API-Version": header("API-Version"),
    });
    let mut content = json!({"schema": schema});
    if !example.is_null() {
        content["example"] = example;
    }
    json!({"description": description, "headers": headers, "content": {"application/json": content}})
}

struct Words {
    id: String,
    tag: String,
    summary: String,
    description: String,
}

fn operation(words: Words, parameters: Vec<Value>, responses: Value) -> Value {
    json!({
        "operationId": words.id, "tags": [words.tag], "summary": words.summary, "description": words.description,
        "parameters": parameters, "responses": responses,
    })
}

fn plain(id: &str, summary: (&str, &str), description: (&str, &str), language: Language) -> Words {
    Words {
        id: id.into(),
        tag: "catalogue".into(),
        summary: language.pick(summary.0, summary.1).into(),
        description: language.pick(description.0, description.1).into(),
    }
}
