//! Releases and their files.

use axum::extract::rejection::PathRejection;
use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::Response;
use inovasi_export::release::key;
use inovasi_schema::{Catalogue, LATEST, release, releases};
use serde_json::{Value, json};

use super::answer::{self, Ended, moved};
use super::cite;
use super::codelists::envelope;
use super::files::{self, Kept, Stored};
use super::state::Service;
use super::tables::not_utf8;

/// `GET /v1/releases`
pub(crate) async fn all(
    State(catalogue): State<Catalogue>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Ended> {
    answer::takes_no_parameters(&uri)?;
    let snapshot = catalogue.snapshot().await?;
    let rows: Vec<Value> = releases(&snapshot).await?.iter().map(inovasi_schema::Release::summary).collect();
    // One may have been made of a revision that no longer stands, so the revision alone does not tell.
    let newest = rows.first().map(|row| row["version"].to_string()).unwrap_or_default();
    let etag = answer::etag(&snapshot, format_args!("{uri} {} {newest}", rows.len()));
    if let Some(response) = answer::unchanged(&headers, &etag) {
        return Ok(response);
    }
    Ok(answer::json(&envelope(rows, &snapshot, uri.path()), &etag))
}

/// `GET /v1/releases/{version}`
pub(crate) async fn one(
    State(catalogue): State<Catalogue>,
    version: Result<Path<String>, PathRejection>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Ended> {
    let Path(version) = version.map_err(not_utf8)?;
    answer::takes_no_parameters(&uri)?;
    let snapshot = catalogue.snapshot().await?;
    let found = release(&snapshot, &version).await?;
    if version == LATEST {
        return Ok(moved(StatusCode::TEMPORARY_REDIRECT, &found.url()));
    }
    let etag = answer::etag(&snapshot, &uri);
    if let Some(response) = answer::unchanged(&headers, &etag) {
        return Ok(response);
    }
    let body = json!({
        "data": found.json(),
        "meta": {"revision": snapshot.revision().number, "release": snapshot.release(), "coverage": null},
        "links": {"self": uri.path(), "cite": cite::address(uri.path())},
    });
    Ok(answer::json(&body, &etag))
}

/// `GET /v1/releases/{version}/{file}`
pub(crate) async fn file(
    State(service): State<Service>,
    place: Result<Path<(String, String)>, PathRejection>,
    method: Method,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Ended> {
    let Path((version, name)) = place.map_err(not_utf8)?;
    answer::takes_no_parameters(&uri)?;
    let found = {
        // A reader of a large file must not hold a connection to the database meanwhile.
        let snapshot = service.catalogue.snapshot().await?;
        release(&snapshot, &version).await?
    };
    let file = found.file(&name)?;
    if version == LATEST {
        return Ok(moved(StatusCode::TEMPORARY_REDIRECT, &format!("{}/{name}", found.url())));
    }
    let (store, key) = (&service.releases, key(&version, &name));
    let stored = Stored { file, store, key: &key, modified: &found.created, kept: Kept::Forever };
    Ok(files::answer(&stored, &method, &headers).await?)
}
