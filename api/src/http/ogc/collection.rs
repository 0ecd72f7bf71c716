//! Collections: one, the regions.

use axum::extract::{OriginalUri, State};
use axum::http::HeaderMap;
use axum::response::Response;
use inovasi_entity::region;
use serde_json::{Value, json};

use super::{Asked, GEOJSON, JSON};
use crate::http::answer::Ended;
use crate::http::state::Service;

/// Longitude and latitude in degrees, WGS 84, in this order.
const CRS84: &str = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

/// `GET /ogc/collections`
pub(crate) async fn collections(
    State(service): State<Service>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Ended> {
    let asked = Asked::of_document(&service, &uri, &headers).await?;
    let body = json!({
        "links": [asked.link("self", JSON, "/ogc/collections", &asked.say("Dokumen ini", "This document"))],
        "collections": [described(&asked)],
    });
    Ok(asked.told(&body, JSON))
}

/// `GET /ogc/collections/regions`
pub(crate) async fn collection(
    State(service): State<Service>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Ended> {
    let asked = Asked::of_document(&service, &uri, &headers).await?;
    Ok(asked.told(&described(&asked), JSON))
}

fn described(asked: &Asked) -> Value {
    let own = asked.language.pick(region::TABLE.description, region::TABLE.description_en);
    let more = asked.say(
        "Letaknya satu titik di dalam wilayah, bukan batasnya; hitungannya memuat semua wilayah di bawahnya.",
        "The place is one point inside the region, not its boundary; counts include all regions below it.",
    );
    let mut extent = json!({"temporal": {"interval": [[null, null]]}});
    if let Some(bounds) = inovasi_schema::extent(&asked.snapshot) {
        extent["spatial"] = json!({"bbox": [bounds], "crs": CRS84});
    }
    let mut links = vec![
        asked.link("self", JSON, "/ogc/collections/regions", &asked.say("Kumpulan ini", "This collection")),
        asked.link("items", GEOJSON, "/ogc/collections/regions/items", &asked.say("Isinya", "Its features")),
    ];
    links.extend(asked.about.licences.iter().filter_map(|licence| {
        let path = licence.path.as_deref()?;
        Some(json!({"rel": "license", "type": "text/html", "title": licence.label(), "href": path}))
    }));
    json!({
        "id": "regions", "title": asked.say("Wilayah", "Regions"), "description": format!("{own} {more}"),
        "itemType": "feature", "crs": [CRS84], "extent": extent,
        "links": links,
    })
}
