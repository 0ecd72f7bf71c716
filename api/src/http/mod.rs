//! Routes and what every answer has in common.

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
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
        .layer(from_fn(common_headers))
        .layer(cors())
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

async fn common_headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert("api-version", HeaderValue::from_static("1"));
    headers.insert("x-content-type-options", HeaderValue::from_static("nosniff"));
    response
}
