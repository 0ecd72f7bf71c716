//! `/robots.txt` (RFC 9309).

use axum::extract::{OriginalUri, State};
use axum::http::HeaderMap;
use axum::response::Response;

use super::text;
use crate::http::answer;
use crate::http::origin::origin;
use crate::http::problem::Problem;
use crate::http::state::Service;

/// Everything may be read but what has no end: each page of each filtered list, each question cited or searched for.
const RULES: &str = "\
# Everything here is open data. The whole of it is quicker to take at /v1/datasets than page by page.
User-agent: *
Allow: /
Disallow: /*cursor=
Disallow: /v1/cite?
Disallow: /docs/search?
";

/// `GET /robots.txt`
pub(crate) async fn robots(
    State(service): State<Service>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    answer::takes_no_parameters(&uri)?;
    let origin = origin(&service, &headers);
    let rules = format!("{RULES}\nSitemap: {origin}/sitemap.xml\n");
    Ok(text(&origin, &headers, rules, "text/plain; charset=utf-8"))
}
