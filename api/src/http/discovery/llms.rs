//! `/llms.txt`: what this is and how to ask it, for language models and the people who write their tools.

use axum::extract::{OriginalUri, State};
use axum::http::HeaderMap;
use axum::response::Response;
use inovasi_export::metadata::{About, CODE_LICENCE};
use inovasi_schema::{Language, listed_tables};

use super::text;
use crate::http::about::said;
use crate::http::answer::{self, Ended};
use crate::http::state::Service;
use crate::pages;

/// What stands before the lists of links.
const ABOUT: &str = "\
# Inovasi

> The open catalogue of public-service innovation: which public agencies made an innovation, where, in which year, what \
came of it, who replicated it, and which source says so. Read-only, no key.

What to know before you answer from it:

- The catalogue is not complete. An agency without an innovation here is not recorded, which does not mean that it made \
none. Never say that an agency, a place or a year had none.
- null means not known, never zero and never no.
- `year` is the year that an innovation counts for; `year_basis` says what it rests on, mostly the edition of a \
competition.
- Only awards of status `awarded`, and replications of status `stated` that are not internal, count unless you ask for \
others.
- Every row names its sources: `include=sources` on lists, `sources` in details. Name them beside a fact.
- An unknown parameter or value is answered with 400 and what is allowed, never ignored: read `errors` and ask again.

How to ask: `GET /v1/innovations?q=stunting&region=ID-35&limit=5` lists rows; `/v1/{list}/{id}` gives one with all that \
is related to it; `/v1/stats?by=year` counts; `/v1/suggest?q=banyuw` finds ids by name; `/v1/codelists` explains codes. \
Follow `links.next` for more rows; `meta.total` is exact. All of it at once: `/v1/datasets`.

How to cite: `links.cite` of every answer, or `GET /v1/cite?url=` with the address; give version, date and licence.
";

/// `GET /llms.txt`
pub(crate) async fn llms(
    State(service): State<Service>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Ended> {
    answer::takes_no_parameters(&uri)?;
    let snapshot = service.catalogue.snapshot().await?;
    let (about, origin) = said(&service, &snapshot, &headers);
    Ok(text(&origin, &headers, written(&about), "text/markdown; charset=utf-8"))
}

/// What the package says of its texts and of what may be done with them.
fn of_package(about: &About) -> String {
    let own = match about.languages.first().map(String::as_str) {
        Some("en") => "Texts are English.".to_owned(),
        Some(code) => format!("Texts are in the language `{code}`; {ENGLISH}"),
        None => format!("The language of texts is not stated; {ENGLISH}"),
    };
    let licence = about.licence_text().map(|licence| format!("Licence of the data: {licence}. ")).unwrap_or_default();
    format!("\n{own}\n\n{licence}Licence of the server's code: {CODE_LICENCE}.\n")
}

/// What holds of every package whose texts are in another language.
const ENGLISH: &str = "columns that end in `_en` are English, and `lang=en` gives English labels.";

fn written(about: &About) -> String {
    let origin = &about.origin;
    let link = |name: &str, path: &str, words: &str| {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        format!("- [{name}]({origin}{path}): {words}\n")
    };
    let mut out = String::from(ABOUT);
    out.push_str(&of_package(about));
    out.push_str("\n## Contracts\n\n");
    out.push_str(&link("OpenAPI", "/openapi.json", "REST: every address, parameter and answer"));
    out.push_str(&link("GraphQL schema", "/schema.graphql", "the same questions at /graphql"));
    out.push_str(&link("Interfaces", "/.well-known/api-catalog", "REST, GraphQL and OGC API - Features as links"));
    out.push_str("\n## Guides\n\n");
    for guide in pages::guides(Language::English) {
        out.push_str(&link(guide.title, &format!("/docs/{}.md?lang=en", guide.name), guide.promise));
    }
    out.push_str("\n## Lists\n\n");
    for table in listed_tables() {
        out.push_str(&link(table.plural, &format!("/v1/{}", table.path()), table.description_en));
    }
    out.push_str("\n## All of it\n\n");
    out.push_str(&link("Files", "/v1/datasets", "every table as CSV, NDJSON, Parquet and XLSX, and all as one file"));
    out.push_str(&link("Releases", "/v1/releases", "frozen versions with checksums, to be cited"));
    out.push_str(&link("Data package", "/datapackage.json", "tables, columns, types, codes and keys"));
    out.push_str("\n## Optional\n\n");
    out.push_str(&link("DCAT-AP", "/catalog.jsonld", "the catalogue for data portals"));
    out.push_str(&link("News", "/feeds/innovations.atom?lang=en", "new and changed innovations"));
    out.push_str(&link("Panduan", "/docs?lang=id", "the same guides in Indonesian"));
    out
}
