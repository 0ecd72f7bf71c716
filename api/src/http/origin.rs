//! The address under which the service is reached: the one that the operator set, else the one that the caller used.

use std::fmt;

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use inovasi_schema::Snapshot;

use super::answer;
use super::state::Service;

/// Scheme and host, without a slash at their end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Origin {
    text: String,
    /// Whether another caller may see another one.
    varies: bool,
}

/// The origin of a request's answer. Every address of ours that is written out in full begins with it.
pub(crate) fn origin(service: &Service, headers: &HeaderMap) -> Origin {
    match &service.public_url {
        Some(url) => Origin { text: url.to_string(), varies: false },
        None => Origin { text: said(headers), varies: true },
    }
}

/// What the caller used. A host that is empty, or of other characters than hosts have, is left out. Of several proxies the
/// first is the one that the caller spoke to.
fn said(headers: &HeaderMap) -> String {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let is_host = |host: &&str| host.chars().all(|c| c.is_ascii_alphanumeric() || ".-:[]".contains(c));
    let host = text("host").filter(|host| !host.is_empty() && !host.starts_with(':')).filter(is_host);
    let first = text("x-forwarded-proto").and_then(|said| said.split(',').next()).unwrap_or_default();
    let scheme = if first.trim().eq_ignore_ascii_case("https") { "https" } else { "http" };
    format!("{scheme}://{}", host.unwrap_or("127.0.0.1:8080"))
}

impl Origin {
    /// As text.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// The validator of an answer that holds the origin.
    pub(crate) fn etag(&self, snapshot: &Snapshot, asked: impl fmt::Display) -> String {
        answer::etag(snapshot, format_args!("{self}|{asked}"))
    }

    /// The answer, with the request headers that it depends on.
    pub(crate) fn told(&self, mut response: Response) -> Response {
        if self.varies {
            response.headers_mut().append(header::VARY, HeaderValue::from_static("host, x-forwarded-proto"));
        }
        response
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue};

    use super::said;

    #[test]
    fn a_host_that_is_none_is_left_out() {
        let mut headers = HeaderMap::new();
        headers.insert("host", HeaderValue::from_static("data.example.org"));
        assert_eq!(said(&headers), "http://data.example.org");
        headers.insert("x-forwarded-proto", HeaderValue::from_static("https"));
        assert_eq!(said(&headers), "https://data.example.org");
        for none in ["a\"><script>", "", ":8080"] {
            headers.insert("host", HeaderValue::from_static(none));
            assert_eq!(said(&headers), "https://127.0.0.1:8080", "{none}");
        }
        for (proto, scheme) in [("https, http", "https"), ("HTTPS", "https"), ("http,https", "http"), ("", "http")] {
            headers.insert("x-forwarded-proto", HeaderValue::from_static(proto));
            assert_eq!(said(&headers), format!("{scheme}://127.0.0.1:8080"), "{proto}");
        }
    }
}
