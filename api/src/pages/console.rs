//! The GraphQL console: query, variables, answer, and the schema beside them.

use std::collections::HashMap;
use std::sync::LazyLock;

use axum::http::HeaderMap;
use axum::response::Response;
use inovasi_schema::Language;
use maud::{Markup, html};

use super::shell::{self, Page, Visit, made};

const TEMPLATE: &str = include_str!("../../../web/pages/console.html");

/// Indonesian by the English that stands in the template.
static INDONESIAN: LazyLock<HashMap<String, String>> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../../web/pages/console.id.json")).unwrap_or_default());

/// Title in Indonesian and English, query, variables.
type Example = (&'static str, &'static str, &'static str, &'static str);

const EXAMPLES: &[Example] = &[
    (
        "Inovasi kesehatan dengan penghargaan dan sumbernya",
        "Innovations in health, with awards and sources",
        "query Health($sector: [String]) {\n  innovations(first: 5, filter: {sector: {in: $sector}}) {\n    totalCount\n    nodes {\n      title\n      year\n      agency { name region { name } }\n      awards { nodes { status tier edition { slug } } }\n      sources { title url }\n    }\n  }\n}",
        "{\"sector\": [\"health\"]}",
    ),
    (
        "Siapa meraih Top 9 lomba pertama?",
        "Who won the Top 9 of the first competition?",
        "{\n  awards(filter: {editionId: {in: [\"kipp-2014\"]}, tier: {in: [\"top-9\"]}}) {\n    totalCount\n    nodes { innovation { title agency { name } } sources { title } }\n  }\n}",
        "",
    ),
    (
        "Apa yang direplikasi, dan oleh siapa?",
        "What was replicated, and by whom?",
        "{\n  replications(first: 10, filter: {status: {in: [STATED]}, internal: {in: [false]}}) {\n    totalCount\n    nodes {\n      year\n      innovation { title agency { name } }\n      agency { name }\n      region { name }\n      sources { title url }\n    }\n  }\n}",
        "",
    ),
];

/// `GET /graphiql`
pub(crate) async fn page(visit: Visit, headers: HeaderMap) -> Response {
    let escape = |text: &str| html! { (text) }.into_string();
    let query = visit.said("query").unwrap_or(EXAMPLES[1].2);
    let main = translated(visit.language)
        .replace("<!--examples-->", &examples(&visit).into_string())
        .replace("<!--query-->", &escape(query))
        .replace("<!--variables-->", &escape(visit.said("variables").unwrap_or_default()));
    // The skip link of every page leads to `main`; the console's own scripts know it as `console`.
    let main = html! { div id="main" { (made(main)) } };
    let page = Page {
        title: visit.say("Konsol GraphQL", "GraphQL console").into(),
        main,
        scripts: &["/assets/console.js"],
        styles: &["/assets/console.css"],
    };
    shell::page(&visit, &headers, page)
}

fn examples(visit: &Visit) -> Markup {
    html! {
        @for (indonesian, english, query, variables) in EXAMPLES {
            li { a href=(link(visit, query, variables)) { (visit.say(*indonesian, *english)) } }
        }
    }
}

/// The address at which the console runs a query.
pub(crate) fn link(visit: &Visit, query: &str, variables: &str) -> String {
    let mut said = form_urlencoded::Serializer::new(String::new());
    said.append_pair("query", query);
    if !variables.is_empty() {
        said.append_pair("variables", variables);
    }
    said.append_pair("run", "1").append_pair("lang", visit.language.code());
    format!("/graphiql?{}", said.finish())
}

/// The template in a language.
fn translated(language: Language) -> String {
    let mut text = String::with_capacity(TEMPLATE.len());
    let mut rest = TEMPLATE;
    while let Some((before, after)) = rest.split_once("[[") {
        let (english, after) = after.split_once("]]").unwrap_or((after, ""));
        text.push_str(before);
        let indonesian = INDONESIAN.get(english).map_or(english, String::as_str);
        text.push_str(language.pick(indonesian, english));
        rest = after;
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_of_the_template_has_its_indonesian() {
        let texts: Vec<&str> = TEMPLATE.split("[[").skip(1).filter_map(|rest| Some(rest.split_once("]]")?.0)).collect();
        assert!(texts.len() > 30);
        for text in texts.into_iter().filter(|text| *text != "…") {
            assert!(INDONESIAN.contains_key(text), "{text}");
        }
    }
}
