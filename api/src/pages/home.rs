//! The front page: what this is, with links to everything.

use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use inovasi_export::metadata::{schema_org, script};
use inovasi_schema::listed_tables;
use maud::html;

use super::shell::{self, Page, Visit, made};
use crate::http::about::about;
use crate::http::discovery::API_CATALOG;
use crate::http::state::Service;

/// `GET /`
pub(crate) async fn page(visit: Visit, State(service): State<Service>, headers: HeaderMap) -> Response {
    let data = data(&service, &visit, &headers).await;
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
            h2 { (visit.say("Untuk dibawa pulang", "To take home")) }
            ul {
                li { a href=(visit.say("/codebook.id.md", "/codebook.en.md")) { (visit.say("Buku kode", "Codebook")) } }
                li { a href="/datapackage.json" { "datapackage.json" } ", " a href="/catalog.jsonld" { "catalog.jsonld" } }
            }
            @if let Some(data) = data {
                script type="application/ld+json" { (made(data)) }
            }
        }
    };
    let title =
        visit.say("Katalog terbuka inovasi pelayanan publik", "The open catalogue of public-service innovation");
    let mut page = shell::page(&visit, &headers, Page { title: title.into(), main, scripts: &[], styles: &[] });
    page.headers_mut().append(header::LINK, API_CATALOG);
    page
}

/// What search engines read of the catalogue; none while it cannot be read.
async fn data(service: &Service, visit: &Visit, headers: &HeaderMap) -> Option<String> {
    let snapshot = service.catalogue.snapshot().await.ok()?;
    let (about, _) = about(service, &snapshot, headers).await.ok()?;
    Some(script(&schema_org(&about, visit.language.code())))
}
