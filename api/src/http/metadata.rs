//! What describes the catalogue to other programs: for harvesters, readers of tables, and people who keep a codebook.

use axum::extract::{OriginalUri, State};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::Response;
use axum::routing::{MethodRouter, get};
use inovasi_entity::Table;
use inovasi_export::metadata;
use inovasi_schema::Language;
use serde_json::Value;

use super::about::about;
use super::answer::{self, Ended};
use super::state::Service;

/// Releases that the catalogue of datasets describes, the newest; `/v1/releases` lists them all.
const MOST_RELEASES: u64 = 50;

/// `GET /catalog.jsonld`
pub(crate) async fn catalog(
    State(service): State<Service>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Ended> {
    answer::takes_no_parameters(&uri)?;
    let snapshot = service.catalogue.snapshot().await?;
    let (about, origin) = about(&service, &snapshot, &headers).await?;
    let history = inovasi_schema::history(&snapshot, MOST_RELEASES).await?;
    let about = about.with_history(&history);
    // Neither the contact nor the releases are a part of the revision.
    let releases: Vec<&str> = history.releases.iter().map(|(version, _)| version.as_str()).collect();
    let contact = about.contact.as_deref().unwrap_or_default();
    let etag = origin.etag(&snapshot, format_args!("{uri}|{contact}|{}", releases.join(" ")));
    let response = match answer::unchanged(&headers, &etag) {
        Some(response) => response,
        None => document(&pretty(&metadata::catalog(&about)), "application/ld+json", &etag),
    };
    Ok(origin.told(response))
}

/// `GET /datapackage.json`
pub(crate) async fn data_package(
    State(service): State<Service>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Ended> {
    answer::takes_no_parameters(&uri)?;
    let (snapshot, etag) = answer::current(&service.catalogue, &uri, &headers).await?;
    let path = |table: &Table| format!("v1/datasets/{}", table.file());
    let package = metadata::data_package(snapshot.revision(), path, |_| None);
    Ok(document(&pretty(&package), "application/json", &etag))
}

/// `GET /v1/datasets/csv-metadata.json`
pub(crate) async fn all_files(
    State(service): State<Service>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Ended> {
    csvw(&service, None, &uri, &headers).await
}

/// The columns of a table's CSV, or of all of them.
pub(crate) async fn csvw(
    service: &Service,
    table: Option<&'static Table>,
    uri: &Uri,
    headers: &HeaderMap,
) -> Result<Response, Ended> {
    answer::takes_no_parameters(uri)?;
    let (snapshot, etag) = answer::current(&service.catalogue, uri, headers).await?;
    let (about, _) = about(service, &snapshot, headers).await?;
    let said = table.map_or_else(|| metadata::csvw_group(&about), |table| metadata::csvw_of(&about, table));
    Ok(document(&pretty(&said), "application/csvm+json", &etag))
}

/// `GET /codebook.id.md`, `GET /codebook.en.md`
pub(crate) fn codebook(language: Language) -> MethodRouter<Service> {
    get(move |State(service): State<Service>, OriginalUri(uri): OriginalUri, headers: HeaderMap| async move {
        book(&service, language, &uri, &headers).await
    })
}

async fn book(service: &Service, language: Language, uri: &Uri, headers: &HeaderMap) -> Result<Response, Ended> {
    answer::takes_no_parameters(uri)?;
    let (snapshot, etag) = answer::current(&service.catalogue, uri, headers).await?;
    let (about, _) = about(service, &snapshot, headers).await?;
    let codelists = inovasi_schema::codelists(&snapshot).await?;
    let text = metadata::codebook(&about, &codelists, language);
    Ok(document(&text, "text/markdown; charset=utf-8", &etag))
}

fn pretty(document: &Value) -> String {
    // What is written has no keys but texts, the one thing that could not be written.
    serde_json::to_string_pretty(document).unwrap_or_default() + "\n"
}

fn document(text: &str, media: &'static str, etag: &str) -> Response {
    let mut response = answer::with_validators(Response::new(text.to_owned().into()), etag);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    response
}
