//! Errors as `application/problem+json` (RFC 9457): all of them go through here.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use inovasi_schema::{Code, Error};
use serde_json::{Value, json};

use super::request_id;

/// An error on its way out.
pub(crate) struct Problem(pub(crate) Error);

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let Self(error) = self;
        if let Some(source) = &error.source {
            tracing::error!(code = error.code.name(), cause = %source, "request failed");
        }
        let errors: Vec<Value> = error
            .errors
            .iter()
            .map(|fault| {
                json!({
                    "parameter": fault.parameter, "message": fault.message,
                    "allowed": fault.allowed, "suggestion": fault.suggestion,
                })
            })
            .collect();
        let code = error.code;
        let mut body = json!({
            "type": format!("/docs/errors/{}", code.name()), "title": code.title(), "status": code.status(),
            "detail": error.detail,
            "instance": request_id::current().map(|id| format!("urn:inovasi:request:{id}")), "code": code.name(), "errors": errors,
        });
        if let Some(tombstone) = error.tombstone {
            body["tombstone"] = *tombstone;
        }
        let status = StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, Body::from(body.to_string())).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if code == Code::MethodNotAllowed {
            headers.insert(header::ALLOW, HeaderValue::from_static("GET, HEAD, OPTIONS"));
        }
        if code == Code::NotAcceptable {
            headers.append(header::VARY, HeaderValue::from_static("accept"));
        }
        // The limiter says itself when to come again.
        if code == Code::Unavailable {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        }
        response
    }
}

/// The answer to a request whose handler panicked; the panic itself is in the log.
pub(crate) fn of_panic() -> Response {
    Problem(Error::new(Code::Internal, "a fault of ours, it was logged with the request id")).into_response()
}
