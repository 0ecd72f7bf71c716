//! Routes and what every answer has in common.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::{Extensions, HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Version};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use inovasi_export::dataset::Datasets;
use inovasi_schema::graphql::Graphql;
use inovasi_schema::{Catalogue, Code, Error, Form, Language, listed_tables, unlisted};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::cors::{Any, CorsLayer};

pub(crate) mod about;
pub(crate) mod answer;
mod changes;
pub(crate) mod cite;
mod codelists;
mod counted;
mod datasets;
pub(crate) mod discovery;
pub(crate) mod documents;
mod download;
mod entry;
mod feed;
mod files;
mod form;
mod graphql;
mod health;
mod instant;
mod lineage;
mod metadata;
pub(crate) mod ogc;
pub(crate) mod origin;
pub(crate) mod problem;
mod rate;
mod releases;
mod request_id;
mod routes;
mod search;
mod settings;
pub(crate) mod state;
pub(crate) mod tables;
mod xml;

use problem::Problem;
use rate::Rate;
pub use rate::RateLimit;
pub use settings::{Contact, PublicUrl, Settings};
use state::Service;

/// The service over a catalogue.
///
/// # Errors
/// If the declarations make no GraphQL schema, which a test rules out.
pub fn router(catalogue: Catalogue, settings: impl Into<Settings>) -> anyhow::Result<Router> {
    let Settings { limit, releases, files, patience, public_url, contact } = settings.into();
    // The contact that the operator says now holds from now.
    discovery::expires();
    let graphql = Arc::new(Graphql::new(Language::English)?);
    let counted = about::Counted::default();
    let datasets = Datasets::new(files);
    let service = Service { catalogue, graphql, releases, datasets, patience, counted, public_url, contact };
    Ok(routes(service, Rate::new(limit)))
}

fn routes(service: Service, rate: Rate) -> Router {
    Router::new()
        .merge(routes::described(Language::English).split_for_parts().0)
        .merge(crate::pages::routes())
        .route("/ogc/", get(ogc::without_slash))
        .method_not_allowed_fallback(method_not_allowed)
        .fallback(not_found)
        .layer(CatchPanicLayer::custom(|_| problem::of_panic()))
        .layer(CompressionLayer::new().compress_when(compressed()))
        .layer(from_fn(limits))
        .layer(from_fn(move |request, next| rate.clone().layer(request, next)))
        .layer(cors())
        .layer(from_fn(common_headers))
        .layer(from_fn(request_id::layer))
        .with_state(service)
}

/// Files that are compressed in themselves are left as they are, and so are stored ones: their length, their sum and their
/// parts are promised of the bytes that are kept.
fn compressed() -> impl Predicate {
    let but = NotForContentType::const_new;
    DefaultPredicate::new().and(but(Form::Parquet.media())).and(but(Form::Xlsx.media())).and(is_no_stored_file)
}

fn is_no_stored_file(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    !headers.contains_key(files::REPR_DIGEST)
}

async fn not_found(request: Request) -> Problem {
    // A list that is nearly one of ours gets the nearest name.
    if let Some(list) = request.uri().path().strip_prefix("/v1/").and_then(|rest| rest.split('/').next())
        && !list.is_empty()
        && listed_tables().all(|table| table.path() != list)
        && !["changes", "cite", "codelists", "datasets", "releases"].contains(&list)
    {
        let list = percent_encoding::percent_decode_str(list).decode_utf8_lossy();
        return Problem(unlisted(&list));
    }
    let detail = format!("nothing is at {}; /v1 lists everything", request.uri().path());
    Problem(Error::new(Code::NotFound, detail))
}

async fn method_not_allowed(request: Request) -> Problem {
    let detail = format!("{} is not allowed here; use GET, HEAD or OPTIONS", request.method());
    Problem(Error::new(Code::MethodNotAllowed, detail))
}

/// Open to all for reads, with the headers that a caller needs.
fn cors() -> CorsLayer {
    let exposed = [
        "content-disposition",
        "etag",
        "link",
        "last-modified",
        "accept-ranges",
        "content-range",
        "content-length",
        "repr-digest",
        "api-version",
        "x-request-id",
        "ratelimit",
        "ratelimit-policy",
        "retry-after",
    ];
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::HEAD, Method::POST, Method::OPTIONS])
        .allow_headers(Any)
        .expose_headers(exposed.map(HeaderName::from_static))
}

/// Most characters of a header that says which part of a file, or which file, is meant: more than any client writes.
pub(crate) const LONGEST_CONDITION: usize = 1_000;

/// Longest address that is read; hyper itself refuses more than 65,534 bytes, without a body.
pub(crate) const LONGEST_ADDRESS: usize = 64_000;

/// Longest time that an answer may take. A statement that SQLite runs then still goes on to its end.
const DEADLINE: Duration = Duration::from_secs(30);

async fn limits(request: Request, next: Next) -> Response {
    let length = request.uri().path_and_query().map_or(0, |address| address.as_str().len());
    if length > LONGEST_ADDRESS {
        let detail = format!("the address has {length} characters, at most {LONGEST_ADDRESS} are read; ask for less");
        return Problem(Error::new(Code::UriTooLong, detail)).into_response();
    }
    match tokio::time::timeout(DEADLINE, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem(Error::new(Code::Unavailable, "the answer took too long, ask for less")).into_response(),
    }
}

async fn common_headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert("api-version", HeaderValue::from_static("1"));
    headers.insert("x-content-type-options", HeaderValue::from_static("nosniff"));
    response
}
