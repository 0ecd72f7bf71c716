//! Features: regions, a page of them or one.

use axum::extract::rejection::PathRejection;
use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use inovasi_export::geometry::feature;
use inovasi_schema::{Error, FEATURE_FORMS};
use serde_json::{Map, Value, json};

use super::{Asked, GEOJSON, JSON};
use crate::http::answer::{self, Ended};
use crate::http::state::Service;
use crate::http::tables::{Links, not_utf8};

/// `GET /ogc/collections/regions/items`
pub(crate) async fn items(
    State(service): State<Service>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Ended> {
    let asked = Asked::of(&service, &uri, &headers).await?;
    let page = inovasi_schema::features(&asked.snapshot, &answer::pairs(&uri)).await?;
    let pages = Links::of(&uri, &page.said, page.next.as_deref(), page.previous.as_deref());
    let (told, mut links) = (pages.json(), Vec::new());
    for (rel, title) in [("self", "This page"), ("next", "The next page"), ("prev", "The page before")] {
        links.extend(told[rel].as_str().map(|path| asked.link(rel, GEOJSON, path, title)));
    }
    links.push(asked.link("collection", JSON, "/ogc/collections/regions", "The collection"));
    let features: Vec<Map<String, Value>> = page.rows.into_iter().map(|row| feature(row, None)).collect();
    let body = json!({
        "type": "FeatureCollection", "numberMatched": page.total, "numberReturned": features.len(),
        // No timeStamp: the standard lets it be left out, and the clock would make every answer another one.
        "links": links, "features": features,
    });
    Ok(pages.told(asked.told(&body, GEOJSON)))
}

/// `GET /ogc/collections/regions/items/{id}`
pub(crate) async fn item(
    State(service): State<Service>,
    id: Result<Path<String>, PathRejection>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Ended> {
    let Path(id) = id.map_err(not_utf8)?;
    check_form(&uri)?;
    let asked = Asked::of(&service, &uri, &headers).await?;
    let found = inovasi_schema::feature(&asked.snapshot, &id).await;
    let mut feature = feature(found.map_err(|error| answer::without_row(error, &id, &uri))?, None);
    let links = [
        asked.link("self", GEOJSON, uri.path(), "This feature"),
        asked.link("collection", JSON, "/ogc/collections/regions", "The collection"),
        asked.link("alternate", JSON, &format!("/v1/regions/{id}"), "The region with everything related to it"),
    ];
    feature.insert("links".into(), Value::from(links.to_vec()));
    Ok(asked.told(&feature, GEOJSON))
}

/// One feature is asked for by its address; `f` may say the form that it has.
fn check_form(uri: &Uri) -> Result<(), Error> {
    for (name, value) in answer::pairs(uri) {
        match name.as_str() {
            "f" if FEATURE_FORMS.contains(&value.as_str()) => {}
            "f" => return Err(Error::wrong("f", &value, FEATURE_FORMS)),
            _ => return Err(Error::unknown(&name, &["f"])),
        }
    }
    Ok(())
}
