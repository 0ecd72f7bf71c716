//! The feed of changes.

use axum::extract::{OriginalUri, State};
use axum::http::HeaderMap;
use axum::response::Response;
use inovasi_schema::Catalogue;
use serde_json::json;

use super::answer::{self, Ended};
use super::tables::Links;

/// `GET /v1/changes`
pub(crate) async fn changes(
    State(catalogue): State<Catalogue>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Ended> {
    let snapshot = catalogue.snapshot().await?;
    // A compaction changes this answer without an import.
    let compacted_to = inovasi_schema::compacted_to(&snapshot).await?;
    let etag = answer::etag(&snapshot, format_args!("{uri}|{compacted_to:?}"));
    if let Some(response) = answer::unchanged(&headers, &etag) {
        return Err(Ended::Unchanged(Box::new(response)));
    }
    let page = inovasi_schema::changes(&snapshot, &answer::pairs(&uri)).await?;
    let links = Links::of(&uri, &page.said, page.next.as_deref(), page.previous.as_deref()).citing(None);
    let body = json!({
        "data": page.rows,
        "meta": {
            "total": page.total, "limit": page.limit, "revision": snapshot.revision().number,
            "content_sha256": snapshot.revision().content_sha256, "release": snapshot.release(), "coverage": null,
            "since": page.since, "compacted_to": compacted_to,
        },
        "links": links.json(),
    });
    Ok(links.told(answer::json(&body, &etag)))
}
