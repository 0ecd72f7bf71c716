//! Whether the program lives, and whether it can answer.

use axum::extract::{OriginalUri, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use inovasi_schema::Catalogue;

use super::answer::takes_no_parameters;
use super::problem::Problem;

/// `GET /healthz`: the process lives.
pub(crate) async fn alive(OriginalUri(uri): OriginalUri) -> Result<Response, Problem> {
    takes_no_parameters(&uri)?;
    Ok(([(header::CONTENT_TYPE, "application/json")], "{\"status\":\"ok\"}").into_response())
}

/// `GET /readyz`: the catalogue can be read.
pub(crate) async fn ready(
    State(catalogue): State<Catalogue>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    takes_no_parameters(&uri)?;
    let revision = catalogue.snapshot().await?.revision().number;
    let body = format!("{{\"status\":\"ready\",\"revision\":{revision}}}");
    Ok(([(header::CONTENT_TYPE, "application/json")], body).into_response())
}
