//! The routes: one list, which is the OpenAPI document, too.

use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use inovasi_entity::Table;
use inovasi_schema::{Language, listed_tables};
use utoipa_axum::router::OpenApiRouter;

use super::state::Service;
use super::{
    changes, cite, codelists, counted, datasets, discovery, documents, entry, feed, graphql, health, lineage, metadata,
    ogc, releases, search, tables,
};
use crate::openapi as describe;
use crate::openapi::route;

/// Everything that the document describes.
pub(crate) fn described(language: Language) -> OpenApiRouter<Service> {
    let read = |operation| vec![("get", operation)];
    let questions = vec![("get", describe::graphql_get(language)), ("post", describe::graphql_post(language))];
    let answers = get(graphql::get)
        .post(graphql::post)
        .fallback(graphql::other)
        .layer(DefaultBodyLimit::max(graphql::LONGEST_BODY));
    let (own, english) = (Language::Indonesian, Language::English);
    let csvw = describe::csvw_group(language);
    let mut router = describe::router(language)
        .routes(route("/v1", read(describe::entry(language)), get(entry::entry)))
        .routes(route("/v1/stats", read(describe::stats(language)), get(counted::stats)))
        .routes(route("/v1/compliance/summary", read(describe::summary(language)), get(counted::summary)))
        .routes(route("/v1/innovations/{id}/lineage", read(describe::lineage(language)), get(lineage::lineage)))
        .routes(route("/v1/suggest", read(describe::suggest(language)), get(counted::suggest)))
        .routes(route("/v1/datasets", read(describe::datasets(language)), get(datasets::all)))
        .routes(route("/v1/datasets/{file}", read(describe::dataset_file(language)), get(datasets::file)))
        .routes(route("/v1/changes", read(describe::changes(language)), get(changes::changes)))
        .routes(route("/v1/codelists", read(describe::codelists(language)), get(codelists::names)))
        .routes(route("/v1/codelists/{name}", read(describe::codelist(language)), get(codelists::codes)))
        .routes(route("/v1/releases", read(describe::releases(language)), get(releases::all)))
        .routes(route("/v1/releases/{version}", read(describe::release(language)), get(releases::one)))
        .routes(route("/v1/releases/{version}/{file}", read(describe::release_file(language)), get(releases::file)))
        .routes(route("/v1/cite", read(describe::cite(language)), get(cite::cite)))
        .routes(route("/feeds/innovations.atom", read(describe::feed(language)), get(feed::innovations)))
        .routes(route("/robots.txt", read(describe::robots(language)), get(discovery::robots)))
        .routes(route("/sitemap.xml", read(describe::sitemap(language)), get(discovery::sitemap)))
        .routes(route("/llms.txt", read(describe::llms(language)), get(discovery::llms)))
        .routes(route("/.well-known/api-catalog", read(describe::api_catalog(language)), get(discovery::api_catalog)))
        .routes(route("/.well-known/security.txt", read(describe::security(language)), get(discovery::security)))
        .routes(route("/graphql", questions, answers))
        .routes(route("/schema.graphql", read(describe::sdl(language)), get(documents::sdl)))
        .routes(route("/openapi.json", read(describe::openapi(language)), get(documents::openapi)))
        .routes(route("/catalog.jsonld", read(describe::catalog(language)), get(metadata::catalog)))
        .routes(route("/datapackage.json", read(describe::data_package(language)), get(metadata::data_package)))
        .routes(route("/v1/datasets/csv-metadata.json", read(csvw), get(metadata::all_files)))
        .routes(route("/codebook.id.md", read(describe::codebook(own, language)), metadata::codebook(own)))
        .routes(route("/codebook.en.md", read(describe::codebook(english, language)), metadata::codebook(english)))
        .routes(route("/ogc", read(describe::ogc_landing(language)), get(ogc::landing)))
        .routes(route("/ogc/api", read(describe::ogc_api(language)), get(ogc::description)))
        .routes(route("/ogc/conformance", read(describe::ogc_conformance(language)), get(ogc::conformance)))
        .routes(route("/ogc/collections", read(describe::ogc_collections(language)), get(ogc::collections)))
        .routes(route("/ogc/collections/regions", read(describe::ogc_collection(language)), get(ogc::collection)))
        .routes(route("/ogc/collections/regions/items", read(describe::ogc_items(language)), get(ogc::items)))
        .routes(route("/ogc/collections/regions/items/{id}", read(describe::ogc_item(language)), get(ogc::item)))
        .routes(route("/healthz", read(describe::health(language)), get(health::alive)))
        .routes(route("/readyz", read(describe::ready(language)), get(health::ready)));
    router = describe::described(router, "/v1/datasets/{table}.csv-metadata.json", read(describe::csvw_of(language)));
    for table in listed_tables() {
        router = of_table(router, table, language);
    }
    router
}

fn of_table(router: OpenApiRouter<Service>, table: &'static Table, language: Language) -> OpenApiRouter<Service> {
    let list = format!("/v1/{}", table.path());
    let one = format!("{list}/{{id}}");
    let search = format!("{list}/search");
    let described = vec![("post", describe::search(table, language))];
    router
        .routes(route(&list, vec![("get", describe::list(table, language))], tables::list(table)))
        .routes(route(&search, described, search::search(table)))
        .routes(route(&one, vec![("get", describe::detail(table, language))], tables::detail(table)))
}
