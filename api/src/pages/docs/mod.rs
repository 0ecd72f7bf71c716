//! The documentation: guides, the reference of both faces, a page for every error, and a search over all of it.

mod example;
mod guide;
mod rest;
mod schema;
mod search;

use axum::Router;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use inovasi_schema::{Code, Language};
use maud::{Markup, html};

use super::shell::{self, Page, Visit};
use crate::http::state::Service;
pub(crate) use guide::{examples as documented_examples, guides};

/// The routes of the documentation.
pub(crate) fn routes() -> Router<Service> {
    Router::new()
        .route("/docs", get(index))
        .route("/docs/search", get(search::page))
        .route("/docs/rest", get(rest::index))
        .route("/docs/rest/{tag}", get(rest::page))
        .route("/docs/schema", get(schema::index))
        .route("/docs/schema/{name}", get(schema::page))
        .route("/docs/errors/{code}", get(guide::error))
        .route("/docs/{guide}", get(guide::page))
}

/// The addresses of its pages, without the language; the reference has the same in both.
pub(crate) fn addresses() -> Vec<String> {
    let language = Language::English;
    let mut all: Vec<String> = ["/docs", "/docs/rest", "/docs/schema"].map(str::to_owned).into();
    all.extend(guide::guides(language).map(|guide| format!("/docs/{}", guide.name)));
    all.extend(guide::errors(language).map(|guide| format!("/docs/errors/{}", guide.name)));
    let tags = rest::document(language)["tags"].as_array().into_iter().flatten();
    all.extend(tags.map(|tag| format!("/docs/rest/{}", rest::text(tag, "name"))));
    all.extend(schema::types(language).iter().map(|kind| format!("/docs/schema/{}", kind.name.node)));
    all
}

/// A page of the documentation: its main part stands in one column.
fn answer(visit: &Visit, headers: &HeaderMap, title: &str, body: Markup) -> Response {
    let main = html! {
        main id="main" class="page" {
            p class="quiet" { a href=(visit.to("/docs")) { (visit.say("Dokumentasi", "Documentation")) } }
            (body)
        }
    };
    shell::page(visit, headers, Page { title: title.to_owned(), main, scripts: &[], styles: &[] })
}

/// `GET /docs`
async fn index(visit: Visit, headers: HeaderMap) -> Response {
    let title = visit.say("Dokumentasi", "Documentation");
    let main = html! {
        main id="main" class="page" {
            h1 { (title) }
            p { (visit.say(
                "Baca saja, tanpa kunci dan tanpa pendaftaran. Setiap contoh dapat dijalankan dengan satu klik.",
                "Read only, no key and no registration. Every example runs with one click.",
            )) }
            (search::form(&visit))
            h2 { (visit.say("Panduan", "Guides")) }
            ul {
                @for guide in guide::guides(visit.language) {
                    li { a href=(visit.to(&format!("/docs/{}", guide.name))) { (guide.title) } ": " (guide.promise) }
                }
            }
            h2 { (visit.say("Rujukan", "Reference")) }
            ul {
                li { a href=(visit.to("/docs/rest")) { (visit.say("REST: semua alamat dan parameter", "REST: every address and parameter")) } }
                li { a href=(visit.to("/docs/schema")) { (visit.say("GraphQL: semua tipe dan kolom", "GraphQL: every type and field")) } }
                li { a href=(visit.to("/graphiql")) { (visit.say("Konsol GraphQL", "GraphQL console")) } }
                li { a href="/openapi.json" { "openapi.json" } ", " a href="/schema.graphql" { "schema.graphql" } }
                li { a href="/docs/swagger/" { "Swagger UI" } " (" (visit.say("bahasa Inggris", "in English")) ")" }
            }
            h2 { (visit.say("Kode kesalahan", "Error codes")) }
            ul {
                @for code in Code::ALL {
                    li {
                        a href=(visit.to(&code.url())) { code { (code.name()) } } " (" (code.status()) "): "
                        (code.meaning(visit.language))
                    }
                }
            }
        }
    };
    shell::page(&visit, &headers, Page { title: title.into(), main, scripts: &[], styles: &[] })
}
