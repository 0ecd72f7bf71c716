//! The entry of the API.

use axum::extract::{OriginalUri, State};
use axum::http::HeaderMap;
use axum::response::Response;
use inovasi_schema::Catalogue;
use serde_json::Map;

use super::answer::{self, Ended};
use super::{discovery, tables};

/// What is there beside the lists.
const DOCUMENTS: &[(&str, &str)] = &[
    ("stats", "/v1/stats"),
    ("compliance_summary", "/v1/compliance/summary"),
    ("suggest", "/v1/suggest"),
    ("changes", "/v1/changes"),
    ("datasets", "/v1/datasets"),
    ("releases", "/v1/releases"),
    ("cite", "/v1/cite"),
    ("graphql", "/graphql"),
    ("schema.graphql", "/schema.graphql"),
    ("openapi.json", "/openapi.json"),
    ("catalog.jsonld", "/catalog.jsonld"),
    ("datapackage.json", "/datapackage.json"),
    ("codebook.id.md", "/codebook.id.md"),
    ("codebook.en.md", "/codebook.en.md"),
    ("docs", "/docs"),
    ("graphiql", "/graphiql"),
    ("ogc", "/ogc"),
];

/// `GET /v1`
pub(crate) async fn entry(
    State(catalogue): State<Catalogue>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Ended> {
    answer::takes_no_parameters(&uri)?;
    let (snapshot, etag) = answer::current(&catalogue, &uri, &headers).await?;
    let (mut counts, mut links) = (Map::new(), Map::new());
    for (table, path) in tables::paths() {
        counts.insert(table.plural.into(), tables::total(&snapshot, table).await?);
        links.insert(table.plural.into(), path.into());
    }
    links.insert("codelists".into(), "/v1/codelists".into());
    for (name, address) in DOCUMENTS.iter().chain(discovery::ADDRESSES) {
        links.insert((*name).into(), (*address).into());
    }
    let mut body = inovasi_schema::meta(&snapshot);
    body["counts"] = counts.into();
    body["links"] = links.into();
    Ok(answer::json(&body, &etag))
}
