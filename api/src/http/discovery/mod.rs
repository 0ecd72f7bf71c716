//! The documents that crawlers, harvesters and language models look for at addresses of their own.

mod api_catalog;
mod llms;
mod robots;
mod security;
mod sitemap;

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;

use super::answer;
use super::origin::Origin;
pub(crate) use api_catalog::{LINK as API_CATALOG, api_catalog};
pub(crate) use llms::llms;
pub(crate) use robots::robots;
pub(crate) use security::{expires, security};
pub(crate) use sitemap::sitemap;

/// Where this server describes itself to programs, beside the lists: name in the entry, address.
pub(crate) const ADDRESSES: &[(&str, &str)] = &[
    ("cite", "/v1/cite"),
    ("innovations.atom", "/feeds/innovations.atom"),
    ("api-catalog", "/.well-known/api-catalog"),
    ("llms.txt", "/llms.txt"),
    ("sitemap.xml", "/sitemap.xml"),
];

/// The answer with a text that names the origin; a short one is its own validator.
fn text(origin: &Origin, headers: &HeaderMap, text: String, media: &'static str) -> Response {
    let etag = answer::etag_of_text(&text);
    if let Some(response) = answer::unchanged(headers, &etag) {
        return origin.told(response);
    }
    let mut response = answer::with_validators(Response::new(text.into()), &etag);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    origin.told(response)
}
