//! The front page: what this is, with links to everything.

use std::fmt::Write;

use axum::response::{Html, IntoResponse, Response};

use super::tables;

const HEAD: &str = "<!doctype html><html lang=\"id\"><head><meta charset=\"utf-8\">\
<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>Inovasi</title><style>\
body{font:1rem/1.6 system-ui,sans-serif;max-width:44rem;margin:0 auto;padding:1rem;color:#1a1a1a;background:#fff}\
a{color:#0b5394}dt{font-weight:600;margin-top:.6rem}dd{margin:0}</style></head><body><main><h1>Inovasi</h1>\
<p>Katalog terbuka inovasi pelayanan publik: setiap fakta dengan sumbernya, dapat dipakai ulang tanpa izin.</p>\
<p lang=\"en\">The open catalogue of public-service innovation: every fact with its source, free to reuse.</p>\
<p>Katalog ini belum lengkap: instansi tanpa inovasi di sini berarti <em>belum tercatat</em>. \
<span lang=\"en\">The catalogue is not complete: an agency without an innovation here is <em>not recorded</em>.</span></p>\
<h2>API</h2><p><a href=\"/v1\">/v1</a> · <a href=\"/v1/codelists\">/v1/codelists</a> · \
<a href=\"/readyz\">/readyz</a></p><dl>";

const FOOT: &str = "</dl><p>Data: <a href=\"https://creativecommons.org/licenses/by/4.0/\">CC BY 4.0</a>. \
<span lang=\"en\">Code: MIT OR Apache-2.0.</span></p></main></body></html>";

/// `GET /`
pub(crate) async fn page() -> Response {
    let mut page = HEAD.to_owned();
    for (table, path) in tables::paths() {
        // Writing to a String cannot fail.
        let _ = write!(
            page,
            "<dt><a href=\"{path}\">{path}</a></dt><dd>{}</dd><dd lang=\"en\">{}</dd>",
            table.description, table.description_en
        );
    }
    page.push_str(FOOT);
    let policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";
    ([("content-security-policy", policy)], Html(page)).into_response()
}
