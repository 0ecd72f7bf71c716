//! What the operator says of this server: its public address and whom to write to.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;

use crate::http::state::Service;

/// What stands before every path of ours, for addresses that leave this server.
pub(crate) fn origin(service: &Service, headers: &HeaderMap) -> String {
    crate::http::origin::origin(service, headers).to_string()
}

/// Whom to write to: a web address or `mailto:`.
pub(crate) fn contact(service: &Service) -> Option<String> {
    service.contact.as_ref().map(ToString::to_string)
}

/// Tells caches that an answer names the address at which it was asked for.
pub(crate) fn by_host(mut response: Response) -> Response {
    response.headers_mut().append(header::VARY, HeaderValue::from_static("host, x-forwarded-proto"));
    response
}
