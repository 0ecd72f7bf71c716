//! Routes and what every answer has in common.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use inovasi_schema::graphql::Graphql;
use inovasi_schema::{Catalogue, Code, Error, Language, listed_tables, unlisted};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::cors::{Any, CorsLayer};

pub(crate) mod answer;
mod codelists;
mod counted;
pub(crate) mod documents;
mod entry;
mod graphql;
mod health;
mod lineage;
pub(crate) mod ogc;
pub(crate) mod problem;
mod rate;
mod request_id;
mod routes;
mod search;
mod state;
mod tables;

use problem::Problem;
use rate::Rate;
pub use rate::RateLimit;
use state::Service;

/// The service over a catalogue.
///
/// # Errors
/// If the declarations make no GraphQL schema, which a test rules out.
pub fn router(catalogue: Catalogue, limit: RateLimit) -> anyhow::Result<Router> {
    let graphql = Arc::new(Graphql::new(Language::English)?);
    let service = Service { catalogue, graphql };
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
        .layer(CompressionLayer::new())
        .layer(from_fn(limits))
        .layer(from_fn(move |request, next| rate.clone().layer(request, next)))
        .layer(cors())
        .layer(from_fn(common_headers))
        .layer(from_fn(request_id::layer))
        .with_state(service)
}

async fn not_found(request: Request) -> Problem {
    // A list that is nearly one of ours gets the nearest name.
    if let Some(list) = request.uri().path().strip_prefix("/v1/").and_then(|rest| rest.split('/').next())
        && !list.is_empty()
        && listed_tables().all(|table| table.path() != list)
        && list != "codelists"
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
        "etag",
        "link",
        "last-modified",
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

/// Longest address that is read; hyper itself refuses more than 65,534 bytes, without a body.
const LONGEST_ADDRESS: usize = 64_000;

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
