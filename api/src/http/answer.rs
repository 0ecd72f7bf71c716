//! A JSON answer that caches can keep: it depends on the request and the revision alone.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use inovasi_entity::hex;
use inovasi_schema::{Catalogue, Error, Snapshot};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::problem::Problem;

/// The validator of a request's answer at a revision, which says of which release it is, too. Weak: compression changes the bytes, not what they say.
pub(crate) fn etag(snapshot: &Snapshot, asked: impl std::fmt::Display) -> String {
    let revision = snapshot.revision();
    let release = snapshot.release().unwrap_or_default();
    let said = format!("{}|{}|{release}|{asked}", revision.content_sha256, env!("CARGO_PKG_VERSION"));
    let hash = hex(Sha256::digest(said).iter().take(8));
    format!("W/\"{}-{hash}\"", revision.number)
}

/// What ends a handler before its answer is made.
pub(crate) enum Ended {
    /// The question cannot be answered.
    Problem(Problem),
    /// The caller holds the answer already.
    Unchanged(Box<Response>),
    /// The answer is at another address.
    Elsewhere(Box<Response>),
}

/// The end of a handler that asked for a row: 301 to the same address of the row that took its place, where it was merged.
pub(crate) fn without_row(error: Error, id: &str, uri: &Uri) -> Ended {
    let Some(end) = error.moved() else { return error.into() };
    let encode = |text: &str| utf8_percent_encode(text, &IN_PATH).to_string();
    // The first piece that is the id: what stands before it are names of ours, which are none.
    let is_id = |piece: &&str| percent_decode_str(piece).decode_utf8().is_ok_and(|piece| piece == id);
    let mut pieces: Vec<String> = uri.path().split('/').map(str::to_owned).collect();
    if let Some(piece) = pieces.iter_mut().find(|piece| is_id(&piece.as_str())) {
        *piece = encode(end);
    }
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let to = format!("{}{query}", pieces.join("/"));
    Ended::Elsewhere(Box::new(moved(StatusCode::MOVED_PERMANENTLY, &to)))
}

/// Characters of an id that stand in a path as they are.
const IN_PATH: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The answer that leads to another address of ours, which is ASCII.
pub(crate) fn moved(status: StatusCode, to: &str) -> Response {
    let mut response = status.into_response();
    if let Ok(to) = HeaderValue::from_str(to) {
        response.headers_mut().insert(header::LOCATION, to);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=60"));
    response
}

impl IntoResponse for Ended {
    fn into_response(self) -> Response {
        match self {
            Self::Problem(problem) => problem.into_response(),
            Self::Unchanged(response) | Self::Elsewhere(response) => *response,
        }
    }
}

impl<T: Into<Problem>> From<T> for Ended {
    fn from(problem: T) -> Self {
        Self::Problem(problem.into())
    }
}

/// The revision that stands and the validator of the answer at it to what is asked, an address mostly; ends where the caller holds that answer.
pub(crate) async fn current(
    catalogue: &Catalogue,
    asked: impl std::fmt::Display,
    headers: &HeaderMap,
) -> Result<(Snapshot, String), Ended> {
    let snapshot = catalogue.snapshot().await?;
    let etag = etag(&snapshot, asked);
    match unchanged(headers, &etag) {
        Some(response) => Err(Ended::Unchanged(Box::new(response))),
        None => Ok((snapshot, etag)),
    }
}

/// The validator of a text that is the same at every revision.
pub(crate) fn etag_of_text(text: &str) -> String {
    let hash = hex(Sha256::digest(text).iter().take(8));
    format!("W/\"{hash}\"")
}

/// Refuses any parameter, where none is taken.
pub(crate) fn takes_no_parameters(uri: &Uri) -> Result<(), Problem> {
    Error::takes_none(pairs(uri).into_iter().map(|(name, _)| name)).map_or(Ok(()), |error| Err(Problem(error)))
}

/// The address that was asked, from its path on; a request may have it whole.
pub(crate) fn address(uri: &Uri) -> &str {
    uri.path_and_query().map_or("/", axum::http::uri::PathAndQuery::as_str)
}

/// The pairs of a query string; a key may be there more than once.
pub(crate) fn pairs(uri: &Uri) -> Vec<(String, String)> {
    form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()).into_owned().collect()
}

/// 304, if the caller holds the answer already.
pub(crate) fn unchanged(headers: &HeaderMap, etag: &str) -> Option<Response> {
    let held = headers.get(header::IF_NONE_MATCH)?.to_str().ok()?;
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    // `*` is not taken: it would answer 304 before the question is known to be a right one.
    let same = held.split(',').any(|tag| opaque(tag) == opaque(etag));
    same.then(|| {
        let mut response = with_validators(StatusCode::NOT_MODIFIED.into_response(), etag);
        response.headers_mut().append(header::VARY, HeaderValue::from_static("accept-encoding, accept"));
        response
    })
}

/// 200 with a JSON body.
pub(crate) fn json(body: &impl Serialize, etag: &str) -> Response {
    // What is answered has no keys but texts, the one thing that could not be written.
    let body = serde_json::to_vec(body).unwrap_or_default();
    let mut response = Body::from(body).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    with_validators(response, etag)
}

/// 200 with a JSON body that caches do not keep: it depends on the body of the request.
pub(crate) fn unkept(body: &Value) -> Response {
    let mut response = Body::from(body.to_string()).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Tells caches that the form of an answer depends on what the caller accepts.
pub(crate) fn by_accept(mut response: Response) -> Response {
    response.headers_mut().append(header::VARY, HeaderValue::from_static("accept"));
    response
}

/// Marks an answer as one that can be kept.
pub(crate) fn with_validators(mut response: Response, etag: &str) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=0, must-revalidate"));
    if let Ok(value) = HeaderValue::from_str(etag) {
        headers.insert(header::ETAG, value);
    }
    response
}
