//! The routes: one list, which is the OpenAPI document, too.

use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use inovasi_entity::Table;
use inovasi_schema::{Language, listed_tables};
use utoipa_axum::router::OpenApiRouter;

use super::state::Service;
use super::{
    codelists, counted, datasets, documents, entry, graphql, health, lineage, metadata, releases, search, tables,
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
        .routes(route("/v1/codelists", read(describe::codelists(language)), get(codelists::names)))
        .routes(route("/v1/codelists/{name}", read(describe::codelist(language)), get(codelists::codes)))
        .routes(route("/v1/releases", read(describe::releases(language)), get(releases::all)))
        .routes(route("/v1/releases/{version}", read(describe::release(language)), get(releases::one)))
        .routes(route("/v1/releases/{version}/{file}", read(describe::release_file(language)), get(releases::file)))
        .routes(route("/graphql", questions, answers))
        .routes(route("/schema.graphql", read(describe::sdl(language)), get(documents::sdl)))
        .routes(route("/openapi.json", read(describe::openapi(language)), get(documents::openapi)))
        .routes(route("/catalog.jsonld", read(describe::catalog(language)), get(metadata::catalog)))
        .routes(route("/datapackage.json", read(describe::data_package(language)), get(metadata::data_package)))
        .routes(route("/v1/datasets/csv-metadata.json", read(csvw), get(metadata::all_files)))
        .routes(route("/codebook.id.md", read(describe::codebook(own, language)), metadata::codebook(own)))
        .routes(route("/codebook.en.md", read(describe::codebook(english, language)), metadata::codebook(english)))
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
