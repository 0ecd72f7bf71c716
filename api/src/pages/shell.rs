//! What every page has: head, navigation, language, footer, headers.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, OriginalUri};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use inovasi_export::metadata::CODE_LICENCE;
use inovasi_schema::Language;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::http::answer::{etag_of_text, pairs, unchanged, with_validators};
use crate::http::origin::{Origin, origin};
use crate::http::state::Service;

/// Scripts and styles are files of ours; nothing runs or loads that is not.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                      connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Where and for whom a page is made.
#[derive(Debug, Clone)]
pub(crate) struct Visit {
    pub(crate) language: Language,
    pub(crate) path: String,
    /// Scheme and host of the service, for examples that can be pasted.
    pub(crate) origin: Origin,
    query: Vec<(String, String)>,
}

impl FromRequestParts<Service> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, service: &Service) -> Result<Self, Infallible> {
        let uri = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |OriginalUri(uri)| uri);
        Ok(Self::of(uri, &parts.headers, origin(service, &parts.headers)))
    }
}

impl Visit {
    /// Reads a visit off a request: the language from `lang`, else from what the browser accepts.
    fn of(uri: &Uri, headers: &HeaderMap, origin: Origin) -> Self {
        let query = pairs(uri);
        let said = query.iter().find(|(name, _)| name == "lang").map(|(_, value)| value.clone());
        let known = |code: &str| Language::ALL.into_iter().find(|language| language.code() == code);
        let language = said.as_deref().and_then(known).unwrap_or_else(|| accepted(headers));
        Self { language, path: uri.path().to_owned(), origin, query }
    }

    /// A value of the query string.
    pub(crate) fn said(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// The one of two texts that is in the page's language.
    pub(crate) fn say<T>(&self, indonesian: T, english: T) -> T {
        self.language.pick(indonesian, english)
    }

    /// An address of ours, in the page's language.
    pub(crate) fn to(&self, path: &str) -> String {
        let joint = if path.contains('?') { '&' } else { '?' };
        let (path, fragment) =
            path.split_once('#').map_or((path, String::new()), |(path, rest)| (path, format!("#{rest}")));
        format!("{path}{joint}lang={}{fragment}", self.language.code())
    }

    /// This page in another language.
    fn in_language(&self, language: Language) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(self.query.iter().filter(|(name, _)| name != "lang"));
        query.append_pair("lang", language.code());
        format!("{}?{}", self.path, query.finish())
    }
}

/// The first language of ours that a browser names; the catalogue's own if it names none.
fn accepted(headers: &HeaderMap) -> Language {
    let said = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let known = said.split(',').find_map(|range| match range.trim().get(..2)?.to_ascii_lowercase().as_str() {
        // `in` is the old code of Indonesian.
        "id" | "in" => Some(Language::Indonesian),
        "en" => Some(Language::English),
        _ => None,
    });
    known.unwrap_or(Language::Indonesian)
}

/// A page: its title, what stands in its main part, and scripts of ours that it runs.
pub(crate) struct Page {
    pub(crate) title: String,
    pub(crate) main: Markup,
    pub(crate) scripts: &'static [&'static str],
    pub(crate) styles: &'static [&'static str],
}

/// The answer with a page.
pub(crate) fn page(visit: &Visit, headers: &HeaderMap, page: Page) -> Response {
    let text = document(visit, page).into_string();
    let etag = etag_of_text(&text);
    if let Some(response) = unchanged(headers, &etag) {
        return with_headers(visit, response);
    }
    with_headers(visit, with_validators(text.into_response(), &etag))
}

/// The answer with the text that a page is made of, for programs that read it.
pub(crate) fn as_text(headers: &HeaderMap, text: &'static str) -> Response {
    let etag = etag_of_text(text);
    let mut response = unchanged(headers, &etag).unwrap_or_else(|| with_validators(text.into_response(), &etag));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/markdown; charset=utf-8"));
    headers.append(header::VARY, HeaderValue::from_static("accept-language"));
    response
}

/// The page of an address where there is none.
pub(crate) fn missing(visit: &Visit, what: &str) -> Response {
    let main = html! {
        main id="main" class="page" {
            h1 { (visit.say("Tidak ada", "Not found")) }
            p { (what) }
            p { a href=(visit.to("/docs")) { (visit.say("Ke dokumentasi", "To the documentation")) } }
        }
    };
    let title = visit.say("Tidak ada", "Not found").to_owned();
    let text = document(visit, Page { title, main, scripts: &[], styles: &[] }).into_string();
    with_headers(visit, (StatusCode::NOT_FOUND, text).into_response())
}

fn with_headers(visit: &Visit, mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.append(header::VARY, HeaderValue::from_static("accept-language"));
    visit.origin.told(response)
}

fn document(visit: &Visit, page: Page) -> Markup {
    let other = visit.say(Language::English, Language::Indonesian);
    html! {
        (DOCTYPE)
        html lang=(visit.language.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (page.title) " · Inovasi" }
                link rel="icon" href="/assets/icon.svg" type="image/svg+xml";
                link rel="stylesheet" href="/assets/style.css";
                @for style in page.styles { link rel="stylesheet" href=(style); }
                @for language in Language::ALL {
                    link rel="alternate" hreflang=(language.code()) href=(visit.in_language(language));
                }
                link rel="alternate" type="application/atom+xml" href=(visit.to("/feeds/innovations.atom"))
                    title=(visit.say("Inovasi yang baru dan berubah", "New and changed innovations"));
                @for script in page.scripts { script type="module" src=(script) {} }
            }
            body {
                a class="skip" href="#main" { (visit.say("Langsung ke isi", "Skip to the content")) }
                header class="site" {
                    nav aria-label=(visit.say("Utama", "Main")) {
                        a class="name" href=(visit.to("/")) { "Inovasi" }
                        a href=(visit.to("/docs")) { (visit.say("Dokumentasi", "Documentation")) }
                        a href=(visit.to("/docs/rest")) { "REST" }
                        a href=(visit.to("/docs/schema")) { "GraphQL" }
                        a href=(visit.to("/graphiql")) { (visit.say("Konsol", "Console")) }
                        a class="language" href=(visit.in_language(other)) lang=(other.code()) hreflang=(other.code()) {
                            (other.pick("Bahasa Indonesia", "English"))
                        }
                    }
                }
                (page.main)
                footer class="foot" {
                    (visit.say(
                        "Katalog ini belum lengkap: instansi tanpa inovasi di sini berarti belum tercatat.",
                        "The catalogue is not complete: an agency without an innovation here is not recorded.",
                    ))
                    " " a href="/v1" { (visit.say("Lisensi data", "Licence of the data")) }
                    (visit.say(". Kode: ", ". Code: ")) (CODE_LICENCE) "."
                }
            }
        }
    }
}

/// Markup that was made elsewhere and is known to be sound.
pub(crate) fn made(markup: String) -> Markup {
    PreEscaped(markup)
}
