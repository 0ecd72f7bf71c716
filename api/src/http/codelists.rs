//! Codelists.

use axum::extract::rejection::PathRejection;
use axum::extract::{OriginalUri, Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use inovasi_schema::{Catalogue, Snapshot, codelist, codelist_names};
use serde_json::{Value, json};

use super::answer::{self, Ended};
use super::cite;
use super::tables::not_utf8;

/// `GET /v1/codelists`
pub(crate) async fn names(
    State(catalogue): State<Catalogue>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Ended> {
    answer::takes_no_parameters(&uri)?;
    let (snapshot, etag) = answer::current(&catalogue, &uri, &headers).await?;
    let names = codelist_names(&snapshot).await?;
    let rows: Vec<Value> = names
        .iter()
        .map(|(name, closed)| json!({"id": name, "closed": closed, "url": format!("/v1/codelists/{name}")}))
        .collect();
    Ok(answer::json(&envelope(rows, &snapshot, uri.path()), &etag))
}

/// `GET /v1/codelists/{name}`
pub(crate) async fn codes(
    State(catalogue): State<Catalogue>,
    name: Result<Path<String>, PathRejection>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Ended> {
    let Path(name) = name.map_err(not_utf8)?;
    answer::takes_no_parameters(&uri)?;
    let (snapshot, etag) = answer::current(&catalogue, &uri, &headers).await?;
    let rows = codelist(&snapshot, &name).await?;
    Ok(answer::json(&envelope(rows, &snapshot, uri.path()), &etag))
}

/// A list that is never paged: it is short and wanted whole.
pub(crate) fn envelope(rows: Vec<Value>, snapshot: &Snapshot, path: &str) -> Value {
    let total = rows.len();
    json!({
        "data": rows,
        "meta": {"total": total, "limit": total, "revision": snapshot.revision().number, "release": snapshot.release(), "coverage": null},
        "links": {"self": path, "next": null, "prev": null, "first": path, "cite": cite::address(path)},
    })
}
