//! The front page: what this is, with links to everything.

use axum::extract::OriginalUri;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use inovasi_schema::listed_tables;
use maud::html;

use crate::http::discovery::API_CATALOG;

use super::shell::{self, Page, Visit};

/// `GET /`
pub(crate) async fn page(OriginalUri(uri): OriginalUri, headers: HeaderMap) -> Response {
    let visit = Visit::of(&uri, &headers);
    let main = html! {
        main id="main" class="page" {
            h1 { "Inovasi" }
            p { (visit.say(
                "Katalog terbuka inovasi pelayanan publik: setiap fakta dengan sumbernya, dapat dipakai ulang tanpa izin.",
                "The open catalogue of public-service innovation: every fact with its source, free to reuse.",
            )) }
            p { a href=(visit.to("/docs/first-answer")) { (visit.say("Jawaban pertama dalam satu menit", "A first answer in a minute")) } }
            h2 { (visit.say("Daftar", "Lists")) }
            dl {
                @for table in listed_tables() {
                    @let path = format!("/v1/{}", table.path());
                    dt { a href=(path) { (path) } }
                    dd { (visit.say(table.description, table.description_en)) }
                }
            }
            h2 { (visit.say("Untuk pengembang", "For developers")) }
            ul {
                li { a href=(visit.to("/docs")) { (visit.say("Dokumentasi", "Documentation")) } }
                li { a href=(visit.to("/graphiql")) { (visit.say("Konsol GraphQL", "GraphQL console")) } }
                li { a href="/v1" { "/v1" } ", " a href="/v1/codelists" { "/v1/codelists" } }
                li { a href="/openapi.json" { "/openapi.json" } ", " a href="/schema.graphql" { "/schema.graphql" } ", " a href="/docs/swagger/" { "Swagger UI" } }
            }
        }
    };
    let title =
        visit.say("Katalog terbuka inovasi pelayanan publik", "The open catalogue of public-service innovation");
    let mut page = shell::page(&visit, &headers, Page { title: title.into(), main, scripts: &[], styles: &[] });
    page.headers_mut().append(header::LINK, API_CATALOG);
    page
}
