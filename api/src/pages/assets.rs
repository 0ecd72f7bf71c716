//! Styles and scripts of the pages, out of the program itself.

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use include_dir::{Dir, include_dir};
use inovasi_schema::{Code, Error};

use crate::http::answer::{etag_of_text, unchanged, with_validators};
use crate::http::problem::Problem;

static ASSETS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../web/assets");

/// `GET /assets/{name}`
pub(crate) async fn asset(name: Result<Path<String>, PathRejection>, headers: HeaderMap) -> Result<Response, Problem> {
    let name = name.map(|Path(name)| name).unwrap_or_default();
    let text = ASSETS.get_file(&name).and_then(|file| file.contents_utf8());
    let text = text.ok_or_else(|| Error::new(Code::NotFound, format!("no file {name:?} of the pages")))?;
    let etag = etag_of_text(text);
    if let Some(response) = unchanged(&headers, &etag) {
        return Ok(response);
    }
    let media = match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        _ => "image/svg+xml",
    };
    let mut response = with_validators(text.into_response(), &etag);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    Ok(response)
}
