//! The OpenAPI document, which is the routing itself: a route is there if and only if its operation is described.
//!
//! Operations and schemas are written as JSON, as the standard shows them, and read into utoipa's types: its builders
//! say the same in three times the lines, its macros need a function for every table.

mod components;
mod older;
mod operations;
mod parameters;
mod rows;
mod sample;

use axum::routing::MethodRouter;
use inovasi_export::metadata::CODE_LICENCE;
use inovasi_schema::Language;
use serde_json::{Map, Value, json};
use utoipa::openapi::{OpenApi, PathItem, path::Paths};
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};

pub(crate) use older::ogc_document;
pub(crate) use operations::{
    api_catalog, changes, cite, codelist, codelists, detail, entry, feed, graphql_get, graphql_post, health, lineage,
    list, llms, ogc_api, ogc_collection, ogc_collections, ogc_conformance, ogc_item, ogc_items, ogc_landing, openapi,
    ready, release, release_file, releases, robots, sdl, search, security, sitemap, stats, suggest, summary,
};
pub(crate) use operations::{catalog, codebook, csvw_group, csvw_of, data_package, dataset_file, datasets};

/// The document without paths: title, licence, tags and everything that operations refer to.
pub(crate) fn base(language: Language) -> OpenApi {
    let say = |indonesian: &str, english: &str| language.pick(indonesian, english).to_owned();
    let mut tags = vec![json!({
        "name": "catalogue",
        "description": say("Katalog itu sendiri, daftar kode, dan keadaan layanan.", "The catalogue itself, its codelists, and the state of the service."),
    })];
    tags.push(json!({
        "name": "graphql",
        "description": say("Pertanyaan yang sama dalam GraphQL.", "The same questions in GraphQL."),
    }));
    tags.push(json!({
        "name": "ogc",
        "description": say("Wilayah bagi program peta, menurut OGC API – Features.", "Regions for programs that draw maps, as OGC API – Features."),
    }));
    for table in inovasi_schema::listed_tables() {
        let description = language.pick(table.description, table.description_en);
        tags.push(json!({"name": table.path(), "description": description}));
    }
    read(json!({
        "openapi": "3.1.0",
        "info": {
            "title": say("Inovasi: katalog terbuka inovasi pelayanan publik", "Inovasi: the open catalogue of public-service innovation"),
            "summary": say("Siapa berinovasi, di mana, hasilnya apa, dan siapa yang menyatakannya.", "Who innovated, where, what came of it, and who says so."),
            "description": say(
                "Layanan baca-saja, tanpa kunci. Setiap baris menyebut sumbernya. Katalog ini belum lengkap: instansi tanpa inovasi di sini berarti belum tercatat, bukan tidak berinovasi. Parameter yang tidak dikenal adalah kesalahan 400, tidak pernah diabaikan. Lisensi datanya disebut /v1; yang di sini adalah lisensi program. Panduan ada di /docs.",
                "A read-only service without a key. Every row names its sources. The catalogue is not complete: an agency without an innovation here is not recorded, which does not mean that it made none. An unknown parameter is an error 400, never ignored. /v1 states the licence of the data; the one given here is that of the program. Guides are at /docs.",
            ),
            "version": "1",
            "contact": {"name": say("Pengelola Inovasi", "The maintainers of Inovasi")},
            "license": {"name": CODE_LICENCE, "identifier": CODE_LICENCE},
        },
        "servers": [{"url": "/", "description": say("Server ini.", "This server.")}],
        "security": [],
        "tags": tags,
        "paths": {},
        "components": components::components(language),
    }))
}

/// A route with its operations, one a method.
pub(crate) fn route<S>(path: &str, operations: Vec<(&str, Value)>, handlers: MethodRouter<S>) -> UtoipaMethodRouter<S>
where
    S: Clone + Send + Sync + 'static,
{
    let item: Map<String, Value> = operations.into_iter().map(|(method, said)| (method.to_owned(), said)).collect();
    let item: PathItem = read(Value::Object(item));
    let mut paths = Paths::new();
    paths.paths.insert(path.to_owned(), item);
    (Vec::new(), paths, handlers)
}

/// Describes a path whose routes stand elsewhere: those that axum cannot say with one.
pub(crate) fn described<S>(mut router: OpenApiRouter<S>, path: &str, operations: Vec<(&str, Value)>) -> OpenApiRouter<S>
where
    S: Clone + Send + Sync + 'static,
{
    let item: Map<String, Value> = operations.into_iter().map(|(method, said)| (method.to_owned(), said)).collect();
    router.get_openapi_mut().paths.paths.insert(path.to_owned(), read(Value::Object(item)));
    router
}

/// The document as JSON text.
///
/// # Errors
/// Only if JSON cannot be written, which its types rule out.
pub(crate) fn text(document: &OpenApi) -> Result<String, serde_json::Error> {
    Ok(serde_json::to_string_pretty(document)? + "\n")
}

/// Reads what this module writes. A part that the types refuse would be lost unseen: it stops the program at its start.
#[allow(clippy::panic, reason = "the documents are made of the program alone; every start and test reads them")]
fn read<T: serde::de::DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap_or_else(|error| panic!("the OpenAPI document is malformed: {error}"))
}

/// The routes over a state, with their document.
pub(crate) fn router<S: Clone + Send + Sync + 'static>(language: Language) -> OpenApiRouter<S> {
    OpenApiRouter::with_openapi(base(language))
}
