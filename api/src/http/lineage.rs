//! Families of innovations.

use axum::extract::rejection::PathRejection;
use axum::extract::{OriginalUri, Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use inovasi_schema::Catalogue;
use serde_json::json;

use super::answer::{self, Ended};
use super::tables::{alone, not_utf8};

/// `GET /v1/innovations/{id}/lineage`
pub(crate) async fn lineage(
    State(catalogue): State<Catalogue>,
    id: Result<Path<String>, PathRejection>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Ended> {
    let Path(id) = id.map_err(not_utf8)?;
    let (snapshot, etag) = answer::current(&catalogue, &uri, &headers).await?;
    let family = inovasi_schema::lineage(&snapshot, &id, &answer::pairs(&uri)).await;
    let family = family.map_err(|error| answer::without_row(error, &id, &uri))?;
    let body = json!({
        "data": family.json(),
        "meta": {"revision": snapshot.revision().number, "release": snapshot.release(), "coverage": family.coverage},
        "links": alone(answer::address(&uri)),
    });
    Ok(answer::json(&body, &etag))
}
