//! OGC API – Features (Part 1: Core): regions for programs that draw maps. What selects them is the list of regions.

mod collection;
mod items;

use axum::extract::{OriginalUri, State};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::{Redirect, Response};
use inovasi_export::metadata::About;
use inovasi_schema::{Error, Language, Snapshot};
use serde::Serialize;
use serde_json::{Value, json};

pub(crate) use collection::{collection, collections};
pub(crate) use items::{item, items};

use super::about;
use super::answer::{self, Ended};
use super::origin::{Origin, origin};
use super::state::Service;
use crate::openapi;

/// Media type of features.
const GEOJSON: &str = "application/geo+json";

/// Media type of everything else.
const JSON: &str = "application/json";

/// Media type of an OpenAPI document of version 3.0, as the standard's class of it wants.
pub(crate) const OPENAPI: &str = "application/vnd.oai.openapi+json;version=3.0";

/// What is kept of the standard.
pub(crate) const CONFORMANCE: [&str; 3] = [
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
];

/// A request: what it asks of which address, at one revision.
struct Asked {
    snapshot: Snapshot,
    /// What the package says of itself.
    about: About,
    etag: String,
    /// Scheme and host, before every address in the answer.
    origin: Origin,
    language: Language,
}

impl Asked {
    /// Reads a request to a document: it takes the form and a language. Ends where the caller holds the answer.
    async fn of_document(service: &Service, uri: &Uri, headers: &HeaderMap) -> Result<Self, Ended> {
        let language = said(uri)?;
        Ok(Self { language, ..Self::of(service, uri, headers).await? })
    }

    /// Reads any request. What is answered depends on the host, too.
    async fn of(service: &Service, uri: &Uri, headers: &HeaderMap) -> Result<Self, Ended> {
        let origin = origin(service, headers);
        match answer::current(&service.catalogue, format!("{origin}{uri}"), headers).await {
            Ok((snapshot, etag)) => {
                let (about, origin) = about::said(service, &snapshot, headers);
                Ok(Self { snapshot, about, etag, origin, language: Language::English })
            }
            Err(Ended::Unchanged(response)) => Err(Ended::Unchanged(Box::new(origin.told(*response)))),
            Err(other) => Err(other),
        }
    }

    fn say(&self, indonesian: &str, english: &str) -> String {
        self.language.pick(indonesian, english).to_owned()
    }

    /// A link to an address of ours.
    fn link(&self, rel: &str, media: &str, path: &str, title: &str) -> Value {
        json!({"rel": rel, "type": media, "title": title, "href": format!("{}{path}", self.origin)})
    }

    /// The answer.
    fn told(&self, body: &impl Serialize, media: &'static str) -> Response {
        let mut response = answer::json(body, &self.etag);
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
        self.origin.told(response)
    }
}

/// The language of a document; `f` has one value, which programs that draw maps send.
fn said(uri: &Uri) -> Result<Language, Error> {
    let mut language = Language::English;
    for (name, value) in answer::pairs(uri) {
        let known = Language::ALL.into_iter().find(|language| language.code() == value);
        match (name.as_str(), known) {
            ("lang", Some(said)) => language = said,
            ("lang", None) => return Err(Error::wrong("lang", &value, &["en", "id"])),
            ("f", _) if value == "json" => {}
            ("f", _) => return Err(Error::wrong("f", &value, &["json"])),
            _ => return Err(Error::unknown(&name, &["f", "lang"])),
        }
    }
    Ok(language)
}

/// `GET /ogc`
pub(crate) async fn landing(
    State(service): State<Service>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Ended> {
    let asked = Asked::of_document(&service, &uri, &headers).await?;
    let about = &asked.about;
    let language = asked.language.pick(about.own_language(), "en");
    let body = json!({
        "title": about.title.pick(language), "description": about.description.pick(language),
        "links": [
            asked.link("self", JSON, "/ogc", &asked.say("Dokumen ini", "This document")),
            asked.link("service-desc", OPENAPI, "/ogc/api", &asked.say("Perian layanan (OpenAPI 3.0)", "Description of the service (OpenAPI 3.0)")),
            asked.link("service-doc", "text/html", "/docs/maps", &asked.say("Panduan", "Guide")),
            asked.link("conformance", JSON, "/ogc/conformance", &asked.say("Bagian standar yang dipenuhi", "Parts of the standard that are kept")),
            asked.link("data", JSON, "/ogc/collections", &asked.say("Kumpulan", "Collections")),
        ],
    });
    Ok(asked.told(&body, JSON))
}

/// `GET /ogc/`: programs that draw maps end the address that they are given in a slash.
pub(crate) async fn without_slash(OriginalUri(uri): OriginalUri) -> Redirect {
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    Redirect::permanent(&format!("/ogc{query}"))
}

/// `GET /ogc/conformance`
pub(crate) async fn conformance(
    State(service): State<Service>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Ended> {
    let asked = Asked::of_document(&service, &uri, &headers).await?;
    Ok(asked.told(&json!({"conformsTo": CONFORMANCE}), JSON))
}

/// `GET /ogc/api`
pub(crate) async fn description(
    State(service): State<Service>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Ended> {
    let asked = Asked::of_document(&service, &uri, &headers).await?;
    let mut document = openapi::ogc_document(asked.language).clone();
    document["servers"] = json!([{"url": asked.origin.as_str()}]);
    if let (Some(info), Some(licence)) = (document["info"].as_object_mut(), asked.about.licences.first()) {
        let mut said = json!({"name": licence.label()});
        if let Some(path) = &licence.path {
            said["url"] = path.as_str().into();
        }
        info.insert("license".into(), said);
    }
    Ok(asked.told(&document, OPENAPI))
}
