//! Routes and what every answer has in common.

use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use inovasi_schema::{Catalogue, Code, Error};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::cors::{Any, CorsLayer};

mod answer;
mod codelists;
mod entry;
mod health;
mod home;
mod problem;
mod request_id;
mod tables;

use problem::Problem;

/// The service over a catalogue.
pub fn router(catalogue: Catalogue) -> Router {
    Router::new()
        .route("/", get(home::page))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/v1", get(entry::entry))
        .route("/v1/codelists", get(codelists::names))
        .route("/v1/codelists/{name}", get(codelists::codes))
        .route("/v1/{table}", get(tables::list))
        .route("/v1/{table}/{id}", get(tables::detail))
        .method_not_allowed_fallback(method_not_allowed)
        .fallback(not_found)
        .layer(CatchPanicLayer::custom(|_| problem::of_panic()))
        .layer(CompressionLayer::new())
        .layer(from_fn(limits))
        .layer(cors())
        .layer(from_fn(common_headers))
        .layer(from_fn(request_id::layer))
        .with_state(catalogue)
}

async fn not_found(request: Request) -> Problem {
    let detail = format!("nothing is at {}; /v1 lists everything", request.uri().path());
    Problem(Error::new(Code::NotFound, detail))
}

async fn method_not_allowed(request: Request) -> Problem {
    let detail = format!("{} is not allowed here; use GET, HEAD or OPTIONS", request.method());
    Problem(Error::new(Code::MethodNotAllowed, detail))
}

/// Open to all for reads, with the headers that a caller needs.
fn cors() -> CorsLayer {
    let exposed = ["etag", "link", "last-modified", "api-version", "x-request-id"];
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::HEAD, Method::OPTIONS])
        .allow_headers(Any)
        .expose_headers(exposed.map(HeaderName::from_static))
}

/// Longest address that is read; POST searches will take longer questions.
const LONGEST_ADDRESS: usize = 16 * 1024;

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
