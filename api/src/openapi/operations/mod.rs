//! Operations: one function each, what it takes and everything it can answer.

mod catalogue;
mod changes;
mod cite;
mod counted;
mod datasets;
mod discovery;
mod graphql;
mod lineage;
mod lists;
mod metadata;
mod ogc;
mod releases;
mod summary;

use inovasi_schema::{Code, Form, Language};
use serde_json::{Value, json};

use super::components::header;
pub(crate) use catalogue::{codelist, codelists, entry, health, openapi, ready, sdl};
pub(crate) use changes::{change_schemas, changes};
pub(crate) use cite::{cite, cite_link, cite_schemas};
pub(crate) use counted::{stats, suggest};
pub(crate) use datasets::{dataset_file, dataset_schemas, datasets};
pub(crate) use discovery::{api_catalog, feed, llms, robots, security, sitemap};
pub(crate) use graphql::{graphql_get, graphql_post};
pub(crate) use lineage::{lineage, lineage_schemas};
pub(crate) use lists::{detail, list, search};
pub(crate) use metadata::{catalog, codebook, csvw_group, csvw_of, data_package};
pub(crate) use ogc::{
    ogc_api, ogc_collection, ogc_collections, ogc_conformance, ogc_item, ogc_items, ogc_landing, ogc_schemas,
};
pub(crate) use releases::{release, release_file, release_schemas, releases};
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

/// Adds the forms that are files to an answer.
fn with_files(ok: &mut Value, forms: impl Iterator<Item = Form>, language: Language) {
    for form in forms.filter(|form| *form != Form::Json) {
        let description = match form {
            Form::Ndjson => language.pick("Satu objek JSON tiap baris.", "One JSON object a line."),
            Form::GeoJson => language.pick(
                "Kumpulan fitur GeoJSON, satu tiap baris: batas wilayahnya bila ada, selain itu satu titik.",
                "A collection of GeoJSON features, one a row: the boundary of the region where there is one, else a point.",
            ),
            Form::Xlsx => language.pick("Buku kerja satu lembar.", "A workbook of one sheet."),
            Form::Parquet => language.pick("Apache Parquet dengan tipe kolom.", "Apache Parquet with types."),
            Form::Json | Form::Csv | Form::CsvExcel => {
                language.pick("Teks UTF-8 dengan kepala kolom (RFC 4180).", "UTF-8 text with a header (RFC 4180).")
            }
        };
        let schema = json!({"type": "string", "maxLength": 1_000_000_000_000_u64, "description": description});
        ok["content"][form.media()] = json!({"schema": schema});
    }
    ok["headers"]["Content-Disposition"] = header("Content-Disposition");
}

/// What an operation that has several forms may answer beside its own.
const OF_FORMS: [Code; 6] = [
    Code::InvalidParameter,
    Code::NotAcceptable,
    Code::UriTooLong,
    Code::TooManyRequests,
    Code::Internal,
    Code::Unavailable,
];

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
