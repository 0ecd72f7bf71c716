//! Statistics and suggestions.

use axum::extract::{OriginalUri, State};
use axum::http::{HeaderMap, Method};
use axum::response::Response;
use inovasi_export::Rows;
use inovasi_schema::{Catalogue, CountedRows, Form, Snapshot, Written, counted_forms};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::answer::{self, Ended};
use super::download::{self, File};
use super::form::form;
use super::state::Service;
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
    State(service): State<Service>,
    method: Method,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Ended> {
    let pairs = answer::pairs(&uri);
    let form = form(&pairs, &headers, counted_forms())?;
    let (snapshot, etag) = answer::current(&service.catalogue, &format!("{uri}|{}", form.name()), &headers).await?;
    if form != Form::Json {
        let counted = inovasi_schema::stats_file(&snapshot, &pairs, form).await?;
        return file(&service, &snapshot, &pairs, (&method, "stats", form), counted, &etag);
    }
    let stats = inovasi_schema::stats(&snapshot, &pairs).await?;
    let links = Links::of(&uri, &stats.said, stats.next.as_deref(), stats.previous.as_deref());
    let totals: Map<String, Value> =
        stats.measures.iter().zip(&stats.totals).map(|(name, total)| ((*name).into(), (*total).into())).collect();
    let (per, date) = stats.per.clone().unzip();
    let body = Body {
        data: stats.written(),
        meta: json!({
            "total": stats.total, "limit": stats.limit, "revision": snapshot.revision().number, "release": snapshot.release(),
            "coverage": stats.coverage, "additive": stats.additive, "totals": totals, "per": per,
            "population_date": date.flatten(),
        }),
        links: links.json(),
    };
    Ok(answer::by_accept(links.told(answer::json(&body, &etag))))
}

/// `GET /v1/compliance/summary`
pub(crate) async fn summary(
    State(service): State<Service>,
    method: Method,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Ended> {
    let pairs = answer::pairs(&uri);
    let form = form(&pairs, &headers, counted_forms())?;
    let (snapshot, etag) = answer::current(&service.catalogue, &format!("{uri}|{}", form.name()), &headers).await?;
    if form != Form::Json {
        let counted = inovasi_schema::summary_file(&snapshot, &pairs, form).await?;
        return file(&service, &snapshot, &pairs, (&method, "compliance_summary", form), counted, &etag);
    }
    let summary = inovasi_schema::summary(&snapshot, &pairs).await?;
    let links = Links::of(&uri, &summary.said, summary.next.as_deref(), summary.previous.as_deref());
    let body = json!({
        "data": summary.rows,
        "meta": {
            "total": summary.total, "limit": summary.limit, "revision": snapshot.revision().number, "release": snapshot.release(),
            "coverage": summary.coverage, "totals": summary.totals,
        },
        "links": links.json(),
    });
    Ok(answer::by_accept(links.told(answer::json(&body, &etag))))
}

/// Counts as a file.
fn file(
    service: &Service,
    snapshot: &Snapshot,
    pairs: &[(String, String)],
    (method, name, form): (&Method, &'static str, Form),
    counted: CountedRows,
    etag: &str,
) -> Result<Response, Ended> {
    let file = File { name, is_part: false, form };
    if method == Method::HEAD {
        return Ok(download::head(&file, snapshot, etag));
    }
    let place = service.catalogue.place()?;
    let settings = download::settings(service, snapshot, pairs, &file)?;
    Ok(download::answer(Rows::Counted(counted, place), &file, settings, etag))
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
            "revision": snapshot.revision().number, "release": snapshot.release(), "coverage": null,
        },
        "links": links.json(),
    });
    Ok(links.told(answer::json(&body, &etag)))
}
