//! Examples as they can be run: a link, and the same question in curl, Python, R and JavaScript.

use maud::{Markup, html};

use super::super::console;
use super::super::shell::Visit;

/// A question of either face.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Question<'a> {
    /// An address of the REST face.
    Rest(&'a str),
    /// A GraphQL text.
    Graphql(&'a str),
}

/// An example, its code in four languages, the first one open.
pub(crate) fn example(visit: &Visit, question: Question<'_>) -> Markup {
    let (run, shown) = match question {
        Question::Rest(path) => (path.to_owned(), path),
        Question::Graphql(text) => (console::link(visit, text, ""), text),
    };
    let codes = [
        ("curl", curl(visit.origin.as_str(), question)),
        ("Python", python(visit.origin.as_str(), question)),
        ("R", r(visit.origin.as_str(), question)),
        ("JavaScript", javascript(visit.origin.as_str(), question)),
    ];
    let label = visit.say("Contoh", "Example");
    html! {
        div class="example" {
            @if matches!(question, Question::Graphql(_)) {
                pre tabindex="0" role="group" aria-label=(format!("{label}: GraphQL")) { code { (shown) } }
            }
            @for (place, (language, code)) in codes.iter().enumerate() {
                details open[place == 0] {
                    summary { (language) }
                    pre tabindex="0" role="group" aria-label=(format!("{label}: {language}")) { code { (code) } }
                }
            }
            p class="run" { a href=(run) { (visit.say("Jalankan", "Run")) } }
        }
    }
}

fn body(text: &str) -> String {
    serde_json::json!({ "query": text }).to_string()
}

/// A text as a string literal that Python, R and JavaScript read alike.
fn literal(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Whether the answer of an address is JSON, and not a text of its own kind.
fn is_json(path: &str) -> bool {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let formed = form_urlencoded::parse(query.as_bytes()).any(|(name, form)| name == "format" && form != "json");
    !formed
        && ![".txt", ".xml", ".atom", ".graphql", ".md", ".csv", ".ndjson"].iter().any(|ending| path.ends_with(ending))
}

fn curl(origin: &str, question: Question<'_>) -> String {
    // Within single quotes of a shell only the single quote itself must be written otherwise.
    let quoted = |text: &str| text.replace('\'', "'\\''");
    match question {
        Question::Rest(path) => format!("curl '{origin}{}'", quoted(path)),
        Question::Graphql(text) => {
            format!("curl '{origin}/graphql' -H 'content-type: application/json' -d '{}'", quoted(&body(text)))
        }
    }
}

fn python(origin: &str, question: Question<'_>) -> String {
    if let Question::Rest(path) = question
        && !is_json(path)
    {
        let address = literal(&format!("{origin}{path}"));
        return format!(
            "import urllib.request\n\nwith urllib.request.urlopen({address}) as answer:\n    \
             print(answer.read().decode())"
        );
    }
    let request = match question {
        Question::Rest(path) => literal(&format!("{origin}{path}")),
        Question::Graphql(text) => format!(
            "urllib.request.Request(\n    {},\n    json.dumps({{\"query\": {}}}).encode(),\n    \
             {{\"content-type\": \"application/json\"}},\n)",
            literal(&format!("{origin}/graphql")),
            literal(text),
        ),
    };
    format!(
        "import json, urllib.request\n\nquestion = {request}\nwith urllib.request.urlopen(question) as answer:\n    \
         print(json.load(answer))"
    )
}

fn r(origin: &str, question: Question<'_>) -> String {
    match question {
        Question::Rest(path) if !is_json(path) => {
            format!("answer <- readLines({})\nwriteLines(answer)", literal(&format!("{origin}{path}")))
        }
        Question::Rest(path) => {
            format!("answer <- jsonlite::fromJSON({})\nstr(answer)", literal(&format!("{origin}{path}")))
        }
        Question::Graphql(text) => format!(
            "library(httr2)\n\nanswer <- request({}) |>\n  req_body_json(list(query = {})) |>\n  req_perform() |>\n  \
             resp_body_json()\nstr(answer)",
            literal(&format!("{origin}/graphql")),
            literal(text),
        ),
    }
}

fn javascript(origin: &str, question: Question<'_>) -> String {
    match question {
        Question::Rest(path) => {
            let read = if is_json(path) { "json" } else { "text" };
            format!(
                "const answer = await fetch({});\nconsole.log(await answer.{read}());",
                literal(&format!("{origin}{path}"))
            )
        }
        Question::Graphql(text) => format!(
            "const answer = await fetch({}, {{\n  method: \"POST\",\n  headers: {{ \"content-type\": \
             \"application/json\" }},\n  body: JSON.stringify({{ query: {} }}),\n}});\nconsole.log(await answer.json());",
            literal(&format!("{origin}/graphql")),
            literal(text),
        ),
    }
}
