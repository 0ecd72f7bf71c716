//! HTTP: the REST face, its problem bodies, and what the program carries.

mod bundled;
mod http;
mod openapi;
mod pages;
mod tables;

pub(crate) use bundled::bundled_about;
pub use bundled::bundled_package;
pub use http::{Contact, PublicUrl, RateLimit, Settings, router};
pub use tables::tables_document;

/// `openapi/openapi.json`: the contract, in English.
#[must_use]
pub fn openapi_document() -> &'static str {
    &http::documents::documents(inovasi_schema::Language::English).openapi
}

/// `openapi/schema.graphql`: the GraphQL schema, in English.
#[must_use]
pub fn sdl_document() -> &'static str {
    &http::documents::documents(inovasi_schema::Language::English).sdl
}

/// The runnable examples of the documentation, each with the name of its fence: `api`, `api-error`, `graphql`,
/// `graphql-error`. A test runs them all.
#[must_use]
pub fn documented_examples() -> Vec<(String, String)> {
    pages::documented_examples()
}
