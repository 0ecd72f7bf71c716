//! The search over the documentation: every word must be there, case and accents do not matter.

use std::sync::LazyLock;

use async_graphql::parser::types::TypeKind;
use axum::http::HeaderMap;
use axum::response::Response;
use inovasi_lexicon::fold;
use inovasi_schema::Language;
use maud::{Markup, html};

use super::{answer, guide, rest, schema};
use crate::pages::shell::Visit;

/// One thing that can be found.
struct Entry {
    title: String,
    address: String,
    /// What is shown of it.
    words: String,
    /// Title, and all text, folded.
    folded: (String, String),
}

static ENTRIES: LazyLock<[Vec<Entry>; 2]> = LazyLock::new(|| Language::ALL.map(entries));

/// Most that is shown.
const MOST: usize = 50;
/// Longest question that is read.
const LONGEST: usize = 200;

fn entry(title: &str, address: String, words: &str, text: &str) -> Entry {
    let folded = (fold(title), fold(&format!("{title} {words} {text}")));
    Entry { title: title.to_owned(), address, words: words.to_owned(), folded }
}

fn entries(language: Language) -> Vec<Entry> {
    let mut found: Vec<Entry> = Vec::new();
    found.extend(
        guide::guides(language)
            .map(|guide| entry(guide.title, format!("/docs/{}", guide.name), guide.promise, guide.text)),
    );
    found.extend(
        guide::errors(language)
            .map(|guide| entry(guide.title, format!("/docs/errors/{}", guide.name), guide.promise, guide.text)),
    );
    let document = rest::document(language);
    for operation in rest::operations(document, None) {
        let summary = format!("{} ({})", rest::text(operation.said, "summary"), operation.path);
        let parameters = operation.said["parameters"].to_string();
        found.push(entry(&summary, rest::address(&operation), rest::text(operation.said, "description"), &parameters));
    }
    for definition in schema::types(language) {
        let members = match &definition.kind {
            TypeKind::Object(object) => object.fields.iter().map(|field| field.node.name.node.to_string()).collect(),
            TypeKind::InputObject(input) => input.fields.iter().map(|field| field.node.name.node.to_string()).collect(),
            TypeKind::Enum(values) => values.values.iter().map(|value| value.node.value.node.to_string()).collect(),
            _ => Vec::new(),
        };
        let name = definition.name.node.as_str();
        found.push(entry(name, format!("/docs/schema/{name}"), schema::description(definition), &members.join(" ")));
    }
    found
}

/// The form that asks.
pub(crate) fn form(visit: &Visit) -> Markup {
    html! {
        form class="search" role="search" action="/docs/search" method="get" {
            label for="q" { (visit.say("Cari di dokumentasi", "Search the documentation")) }
            input type="search" id="q" name="q" maxlength=(LONGEST) value=(visit.said("q").unwrap_or_default());
            input type="hidden" name="lang" value=(visit.language.code());
            button type="submit" { (visit.say("Cari", "Search")) }
        }
    }
}

/// `GET /docs/search`
pub(crate) async fn page(visit: Visit, headers: HeaderMap) -> Response {
    let asked: String = visit.said("q").unwrap_or_default().chars().take(LONGEST).collect();
    let found = find(visit.language, &asked);
    let title = visit.say("Cari", "Search");
    let body = html! {
        h1 { (title) }
        (form(&visit))
        @if !asked.trim().is_empty() {
            p role="status" {
                (visit.say("Ditemukan", "Found")) ": " (found.len())
                @if found.len() > MOST { (visit.say(", ditampilkan ", ", shown ")) (MOST) }
            }
        }
        dl {
            @for entry in found.iter().take(MOST) {
                dt { a href=(visit.to(&entry.address)) { (entry.title) } }
                dd { (entry.words) }
            }
        }
    };
    answer(&visit, &headers, title, body)
}

/// What has all words, those that have them in the title first.
fn find(language: Language, asked: &str) -> Vec<&'static Entry> {
    let asked = fold(asked);
    let words: Vec<&str> = asked.split_whitespace().collect();
    if words.is_empty() {
        return Vec::new();
    }
    let [indonesian, english] = &*ENTRIES;
    let entries = language.pick(indonesian, english);
    let has = |text: &str| words.iter().all(|word| text.contains(word));
    let mut found: Vec<&Entry> = entries.iter().filter(|entry| has(&entry.folded.1)).collect();
    found.sort_by_key(|entry| !has(&entry.folded.0));
    found
}
