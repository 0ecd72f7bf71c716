//! Statistics and suggestions.

use axum::extract::{OriginalUri, State};
use axum::http::HeaderMap;
use axum::response::Response;
use inovasi_schema::{Catalogue, Written};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::answer::{self, Ended};
use super::tables::Links;

/// The envelope of a statistic.
#[derive(Serialize)]
struct Body<'a> {
    data: Written<'a>,
    meta: Value,
    links: Value,
}

/// `GET /v1/stats`
pub(crate) async fn stats(
    State(catalogue): State<Catalogue>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Ended> {
    let (snapshot, etag) = answer::current(&catalogue, &uri, &headers).await?;
    let stats = inovasi_schema::stats(&snapshot, &answer::pairs(&uri)).await?;
    let links = Links::of(&uri, &stats.said, stats.next.as_deref(), stats.previous.as_deref());
    let totals: Map<String, Value> =
        stats.measures.iter().zip(&stats.totals).map(|(name, total)| ((*name).into(), (*total).into())).collect();
    let (per, date) = stats.per.clone().unzip();
    let body = Body {
        data: stats.written(),
        meta: json!({
            "total": stats.total, "limit": stats.limit, "revision": snapshot.revision().number, "release": null,
            "coverage": stats.coverage, "additive": stats.additive, "totals": totals, "per": per,
            "population_date": date.flatten(),
        }),
        links: links.json(),
    };
    Ok(links.told(answer::json(&body, &etag)))
}

/// `GET /v1/compliance/summary`
pub(crate) async fn summary(
    State(catalogue): State<Catalogue>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Ended> {
    let (snapshot, etag) = answer::current(&catalogue, &uri, &headers).await?;
    let summary = inovasi_schema::summary(&snapshot, &answer::pairs(&uri)).await?;
    let links = Links::of(&uri, &summary.said, summary.next.as_deref(), summary.previous.as_deref());
    let body = json!({
        "data": summary.rows,
        "meta": {
            "total": summary.total, "limit": summary.limit, "revision": snapshot.revision().number, "release": null,
            "coverage": summary.coverage, "totals": summary.totals,
        },
        "links": links.json(),
    });
    Ok(links.told(answer::json(&body, &etag)))
}

/// `GET /v1/suggest`
pub(crate) async fn suggest(
    State(catalogue): State<Catalogue>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Ended> {
    let (snapshot, etag) = answer::current(&catalogue, &uri, &headers).await?;
    let pairs = answer::pairs(&uri);
    let found = inovasi_schema::suggest(&snapshot, &pairs).await?;
    let limit = pairs.iter().find(|(name, _)| name == "limit").and_then(|(_, limit)| limit.parse().ok());
    let rows: Vec<Value> = found
        .iter()
        .map(|one| json!({"kind": one.kind, "id": one.id, "label": one.label, "region_id": one.region_id}))
        .collect();
    let links = Links::of(&uri, &pairs, None, None).citing(None);
    let body = json!({
        "data": rows,
        "meta": {
            "total": rows.len(), "limit": limit.unwrap_or(inovasi_schema::DEFAULT_SUGGESTIONS),
            "revision": snapshot.revision().number, "release": null, "coverage": null,
        },
        "links": links.json(),
    });
    Ok(links.told(answer::json(&body, &etag)))
}
