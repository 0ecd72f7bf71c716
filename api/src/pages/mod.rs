//! Pages for people, rendered on the server in Indonesian and English.

mod assets;
mod console;
mod docs;
mod home;
pub(crate) mod shell;

use axum::Router;
use axum::http::{HeaderValue, header};
use axum::middleware::map_response;
use axum::response::Response;
use axum::routing::get;
use utoipa_swagger_ui::{Config, SwaggerUi};

pub(crate) use docs::{documented_examples, guides};

use crate::http::state::Service;

/// The routes of pages.
pub(crate) fn routes() -> Router<Service> {
    let swagger = SwaggerUi::new("/docs/swagger").config(Config::from("/openapi.json").try_it_out_enabled(true));
    Router::new()
        .route("/", get(home::page))
        .route("/graphiql", get(console::page))
        .route("/assets/{name}", get(assets::asset))
        .merge(docs::routes())
        .merge(Router::from(swagger).layer(map_response(swagger_policy)))
}

/// The addresses of all pages, each of which is there in every language.
pub(crate) fn addresses() -> Vec<String> {
    let mut all = vec!["/".to_owned(), "/graphiql".to_owned()];
    all.extend(docs::addresses());
    all
}

/// Swagger UI writes styles into its elements; everything else of it is a file of ours.
async fn swagger_policy(mut response: Response) -> Response {
    let policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
                  connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    response
}
