//! GraphQL over HTTP, by that specification: our own responder, since the executor's own one fails a quarter of the
//! audits.

mod media;
mod request;

use axum::body::{Body, Bytes};
use axum::extract::rejection::BytesRejection;
use axum::extract::{OriginalUri, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use inovasi_schema::graphql::{Asked, MOST_BATCH, MOST_COST, Prepared, Refused};
use inovasi_schema::{Code, Error, Snapshot};
use serde_json::Value;

use super::answer::{etag, unchanged, with_validators};
use super::problem::Problem;
use super::state::Service;
use media::Media;

/// Longest body that is read.
pub(crate) const LONGEST_BODY: usize = 256 * 1024;

/// `GET /graphql`: a question in the address; its answer can be kept like any other.
pub(crate) async fn get(
    State(service): State<Service>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let media = Media::of(&headers)?;
    let asked = match request::of_query(&uri) {
        Ok(asked) => asked,
        Err(error) => return Ok(malformed(error, media)),
    };
    let prepared = match service.graphql.prepare(asked, MOST_COST).await {
        Ok(prepared) => prepared,
        Err(refused) => return Ok(refusal(&refused, media)),
    };
    let snapshot = service.catalogue.snapshot().await?;
    let etag = etag_of(&snapshot, &uri, media);
    if let Some(response) = unchanged(&headers, &etag) {
        return Ok(varied(response));
    }
    let body = service.graphql.answer(&snapshot, prepared).await;
    let response = response(StatusCode::OK, &body, media);
    // An answer with errors is not kept: it would stand longer than what caused it.
    Ok(if body.get("errors").is_none() { with_validators(response, &etag) } else { response })
}

/// `POST /graphql`: one question, or some in an array.
pub(crate) async fn post(
    State(service): State<Service>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Problem> {
    let media = Media::of(&headers)?;
    if !request::is_json(&headers) {
        let detail = "the body is read as application/json in UTF-8; say so in Content-Type";
        return Ok(malformed(Error::new(Code::UnsupportedMediaType, detail), media));
    }
    let body = match body {
        Ok(body) => body,
        Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            let detail = format!("the body has more than {LONGEST_BODY} bytes, ask for less");
            return Ok(malformed(Error::new(Code::PayloadTooLarge, detail), media));
        }
        Err(_) => return Ok(malformed(Error::new(Code::InvalidQuery, "the body could not be read to its end"), media)),
    };
    match request::of_body(&body) {
        Ok(request::Body::One(asked)) => match service.graphql.prepare(*asked, MOST_COST).await {
            Ok(prepared) => {
                let snapshot = service.catalogue.snapshot().await?;
                Ok(response(StatusCode::OK, &service.graphql.answer(&snapshot, prepared).await, media))
            }
            Err(refused) => Ok(refusal(&refused, media)),
        },
        Ok(request::Body::Batch(batch)) => many(&service, batch, media).await,
        Err(error) => Ok(malformed(error, media)),
    }
}

/// Answers of a batch, in order; they share one revision and one budget.
async fn many(service: &Service, batch: Vec<Asked>, media: Media) -> Result<Response, Problem> {
    let (mut budget, mut prepared) = (MOST_COST, Vec::new());
    for asked in batch {
        let one = service.graphql.prepare(asked, budget).await;
        budget = budget.saturating_sub(one.as_ref().map_or(0, Prepared::cost));
        prepared.push(one);
    }
    let snapshot = service.catalogue.snapshot().await?;
    let mut bodies = Vec::new();
    for one in prepared {
        bodies.push(match one {
            Ok(prepared) => service.graphql.answer(&snapshot, prepared).await,
            Err(refused) => refused.body,
        });
    }
    Ok(response(StatusCode::OK, &Value::Array(bodies), media))
}

/// The answer to a well-formed request that is not answered. The older media type says 200 of all of them; the newer
/// one says what became of it.
fn refusal(refused: &Refused, media: Media) -> Response {
    let tells = media == Media::Response || refused.code == Code::MethodNotAllowed;
    let status = if tells { refused.code.status() } else { 200 };
    response(StatusCode::from_u16(status).unwrap_or_default(), &refused.body, media)
}

/// The answer to what is no GraphQL request.
fn malformed(error: Error, media: Media) -> Response {
    let Refused { code, body } = error.into();
    let status = StatusCode::from_u16(code.status()).unwrap_or(StatusCode::BAD_REQUEST);
    response(status, &body, media)
}

fn response(status: StatusCode, body: &Value, media: Media) -> Response {
    let mut response = (status, Body::from(body.to_string())).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media.content_type()));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if status == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD, POST, OPTIONS"));
    }
    varied(response)
}

fn varied(mut response: Response) -> Response {
    response.headers_mut().append(header::VARY, HeaderValue::from_static("accept"));
    response
}

fn etag_of(snapshot: &Snapshot, uri: &Uri, media: Media) -> String {
    etag(snapshot, format_args!("{} {uri}", media.content_type()))
}

/// What every other method gets.
pub(crate) async fn other(method: Method) -> Response {
    let error =
        Error::new(Code::MethodNotAllowed, format!("{method} is not allowed here; use GET, HEAD, POST or OPTIONS"));
    malformed(error, Media::Json)
}

/// Whether a batch has a number of requests that is answered.
fn check_batch(requests: usize) -> Result<(), Error> {
    match requests {
        0 => Err(Error::new(Code::InvalidQuery, "the batch is empty, each of its requests is an object with query")),
        _ if requests as u64 <= MOST_BATCH => Ok(()),
        _ => {
            let detail = format!("a batch of {requests} requests: 1 to {MOST_BATCH} are answered at once");
            Err(Error::new(Code::QueryTooComplex, detail))
        }
    }
}
