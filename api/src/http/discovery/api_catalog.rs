//! `/.well-known/api-catalog` (RFC 9727): the interfaces of this server as a set of links (RFC 9264).

use axum::extract::{OriginalUri, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use inovasi_export::metadata::About;
use serde_json::{Value, json};

use super::text;
use crate::http::about::said;
use crate::http::answer::{self, Ended};
use crate::http::state::Service;

/// The header by which an answer names the catalogue of interfaces.
pub(crate) const LINK: HeaderValue = HeaderValue::from_static("</.well-known/api-catalog>; rel=\"api-catalog\"");

/// `GET /.well-known/api-catalog`
pub(crate) async fn api_catalog(
    State(service): State<Service>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Ended> {
    answer::takes_no_parameters(&uri)?;
    let snapshot = service.catalogue.snapshot().await?;
    let (about, origin) = said(&service, &snapshot, &headers);
    let body = linkset(&about);
    let media = "application/linkset+json; profile=\"https://www.rfc-editor.org/info/rfc9727\"";
    let mut response = text(&origin, &headers, format!("{body:#}\n"), media);
    response.headers_mut().append(header::LINK, LINK);
    Ok(response)
}

fn linkset(about: &About) -> Value {
    let origin = &about.origin;
    let licences: Vec<Value> =
        about.licences.iter().filter_map(|licence| Some(json!({"href": licence.path.as_deref()?}))).collect();
    let link = |path: &str, media: &str| json!([{"href": format!("{origin}{path}"), "type": media}]);
    let pages = |path: &str| {
        let of = |language: &str| json!({"href": format!("{origin}{path}?lang={language}"), "type": "text/html", "hreflang": [language]});
        json!([of("id"), of("en")])
    };
    let meta = json!([
        {"href": format!("{origin}/catalog.jsonld"), "type": "application/ld+json"},
        {"href": format!("{origin}/datapackage.json"), "type": "application/json"},
    ]);
    let interface = |path: &str, description: Value, docs: &str| {
        let mut interface = json!({
            "anchor": format!("{origin}{path}"), "service-desc": description, "service-doc": pages(docs),
            "service-meta": meta, "status": link("/healthz", "application/json"),
        });
        if !licences.is_empty() {
            interface["license"] = licences.clone().into();
        }
        interface
    };
    let interfaces = [("/v1", "REST"), ("/graphql", "GraphQL"), ("/ogc", "OGC API - Features")];
    let items: Vec<Value> =
        interfaces.iter().map(|(path, title)| json!({"href": format!("{origin}{path}"), "title": title})).collect();
    json!({"linkset": [
        {"anchor": format!("{origin}/.well-known/api-catalog"), "item": items},
        interface("/v1", link("/openapi.json", "application/json"), "/docs/rest"),
        interface("/graphql", link("/schema.graphql", "text/plain"), "/docs/schema"),
        interface("/ogc", link("/ogc/api", "application/vnd.oai.openapi+json;version=3.0"), "/docs"),
    ]})
}
