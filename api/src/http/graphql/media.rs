//! Which of the two media types of GraphQL answers a caller wants.

use axum::http::{HeaderMap, header};
use inovasi_schema::{Code, Error};

/// Media type of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Media {
    /// `application/graphql-response+json`
    Response,
    /// `application/json`, what callers expect who say nothing.
    Json,
}

impl Media {
    pub(crate) fn content_type(self) -> &'static str {
        match self {
            Self::Response => "application/graphql-response+json; charset=utf-8",
            Self::Json => "application/json; charset=utf-8",
        }
    }

    /// The best that `Accept` takes.
    pub(crate) fn of(headers: &HeaderMap) -> Result<Self, Error> {
        let said: Vec<&str> = headers
            .get_all(header::ACCEPT)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .collect();
        if said.iter().all(|range| range.trim().is_empty()) {
            return Ok(Self::Json);
        }
        let mut best: Option<(Self, f32)> = None;
        for range in &said {
            let mut parts = range.split(';').map(str::trim);
            let media = match parts.next().unwrap_or_default().to_ascii_lowercase().as_str() {
                "application/graphql-response+json" => Self::Response,
                "application/json" | "application/*" | "*/*" => Self::Json,
                _ => continue,
            };
            let quality =
                parts.find_map(|part| part.strip_prefix("q=")).map_or(1.0, |q| q.trim().parse().unwrap_or(0.0));
            if quality > 0.0 && best.is_none_or(|(_, other)| quality > other) {
                best = Some((media, quality));
            }
        }
        best.map(|(media, _)| media).ok_or_else(|| {
            let detail = "answers are application/graphql-response+json or application/json; accept one of them";
            Error::new(Code::NotAcceptable, detail)
        })
    }
}
