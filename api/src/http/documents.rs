//! The contract as documents: OpenAPI and the GraphQL schema, in both languages.

use std::sync::LazyLock;

use axum::extract::OriginalUri;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use inovasi_schema::graphql::Graphql;
use inovasi_schema::{Error, Language};

use super::answer;
use super::problem::Problem;
use super::routes::described;
use crate::openapi;

/// The documents of one language, as text.
pub(crate) struct Documents {
    pub(crate) openapi: String,
    pub(crate) sdl: String,
}

static DOCUMENTS: LazyLock<[Documents; 2]> = LazyLock::new(|| {
    Language::ALL.map(|language| {
        let document = described(language).into_openapi();
        let sdl = Graphql::new(language).map(|graphql| graphql.sdl()).unwrap_or_default();
        Documents { openapi: openapi::text(&document).unwrap_or_default(), sdl }
    })
});

/// The documents of a language, made when they are first asked for.
pub(crate) fn documents(language: Language) -> &'static Documents {
    let [indonesian, english] = &*DOCUMENTS;
    language.pick(indonesian, english)
}

/// `GET /openapi.json`
pub(crate) async fn openapi(OriginalUri(uri): OriginalUri, headers: HeaderMap) -> Result<Response, Problem> {
    document(&uri, &headers, "application/json", |documents| &documents.openapi)
}

/// `GET /schema.graphql`
pub(crate) async fn sdl(OriginalUri(uri): OriginalUri, headers: HeaderMap) -> Result<Response, Problem> {
    document(&uri, &headers, "text/plain; charset=utf-8", |documents| &documents.sdl)
}

fn document(
    uri: &axum::http::Uri,
    headers: &HeaderMap,
    media: &'static str,
    pick: fn(&Documents) -> &String,
) -> Result<Response, Problem> {
    let language = language(uri)?;
    let text = pick(documents(language)).as_str();
    let etag = answer::etag_of_text(text);
    if let Some(response) = answer::unchanged(headers, &etag) {
        return Ok(response);
    }
    let mut response = answer::with_validators(Response::new(text.into()), &etag);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    Ok(response)
}

/// The language that `lang` asks for; English, the contract's own, if nothing is said.
pub(crate) fn language(uri: &axum::http::Uri) -> Result<Language, Error> {
    let mut language = Language::English;
    for (name, value) in answer::pairs(uri) {
        match (name.as_str(), Language::ALL.into_iter().find(|language| language.code() == value)) {
            ("lang", Some(said)) => language = said,
            ("lang", None) => return Err(Error::wrong("lang", &value, &["en", "id"])),
            _ => return Err(Error::unknown(&name, &["lang"])),
        }
    }
    Ok(language)
}
