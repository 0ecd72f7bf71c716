//! The entry of the API.

use axum::extract::{OriginalUri, State};
use axum::http::HeaderMap;
use axum::response::Response;
use inovasi_schema::Catalogue;
use serde_json::{Map, Value, json};

use super::problem::Problem;
use super::{answer, tables};

/// `GET /v1`
pub(crate) async fn entry(
    State(catalogue): State<Catalogue>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    answer::takes_no_parameters(&uri)?;
    let snapshot = catalogue.snapshot().await?;
    let etag = answer::etag(&snapshot, &uri);
    if let Some(response) = answer::unchanged(&headers, &etag) {
        return Ok(response);
    }
    let (mut counts, mut links) = (Map::new(), Map::new());
    for (table, path) in tables::paths() {
        counts.insert(table.plural.into(), tables::total(&snapshot, table).await?);
        links.insert(table.plural.into(), path.into());
    }
    links.insert("codelists".into(), "/v1/codelists".into());
    let revision = snapshot.revision();
    let said: Value = serde_json::from_str(&revision.descriptor).unwrap_or_default();
    let body = json!({
        "title": said["title"], "title_en": said["title_en"], "description": said["description"],
        "description_en": said["description_en"], "licenses": said["licenses"], "languages": said["languages"],
        "release": null, "revision": revision.number, "package": revision.package,
        "package_version": revision.package_version, "created": revision.created, "counts": counts, "links": links,
    });
    Ok(answer::json(&body, &etag))
}
