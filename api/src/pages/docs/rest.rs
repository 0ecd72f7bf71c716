//! The reference of the REST face, rendered from the OpenAPI document.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::HeaderMap;
use axum::response::Response;
use inovasi_schema::Language;
use maud::{Markup, html};
use serde_json::Value;

use super::answer;
use super::example::{Question, example};
use crate::http::documents::documents;
use crate::pages::shell::{Visit, missing};

static DOCUMENTS: LazyLock<[Value; 2]> = LazyLock::new(|| {
    Language::ALL.map(|language| serde_json::from_str(&documents(language).openapi).unwrap_or_default())
});

/// The document of a language.
pub(crate) fn document(language: Language) -> &'static Value {
    let [indonesian, english] = &*DOCUMENTS;
    language.pick(indonesian, english)
}

/// One operation of the document.
pub(crate) struct Operation<'a> {
    pub(crate) path: &'a str,
    method: &'a str,
    pub(crate) said: &'a Value,
}

/// The operations of a tag, or all of them.
pub(crate) fn operations<'a>(document: &'a Value, tag: Option<&str>) -> Vec<Operation<'a>> {
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        for (method, said) in item.as_object().into_iter().flatten() {
            if tag.is_none_or(|tag| said["tags"][0] == tag) {
                found.push(Operation { path, method, said });
            }
        }
    }
    found
}

pub(crate) fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

/// A reference followed to what it names.
fn followed<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    let target = value["$ref"].as_str().and_then(|at| document.pointer(at.trim_start_matches('#')));
    target.unwrap_or(value)
}

/// `GET /docs/rest`
pub(crate) async fn index(visit: Visit, headers: HeaderMap) -> Response {
    let document = document(visit.language);
    let body = html! {
        h1 { "REST" }
        p { (text(&document["info"], "description")) }
        @for tag in document["tags"].as_array().into_iter().flatten() {
            @let name = text(tag, "name");
            h2 { a href=(visit.to(&format!("/docs/rest/{name}"))) { (name) } }
            p { (text(tag, "description")) }
            ul {
                @for operation in operations(document, Some(name)) {
                    li {
                        a href=(visit.to(&address(&operation))) {
                            code { (operation.method.to_uppercase()) " " (operation.path) }
                        }
                        ": " (text(operation.said, "summary"))
                    }
                }
            }
        }
    };
    answer(&visit, &headers, "REST", body)
}

/// Where an operation is described.
pub(crate) fn address(operation: &Operation<'_>) -> String {
    let tag = operation.said["tags"][0].as_str().unwrap_or_default();
    format!("/docs/rest/{tag}#{}", text(operation.said, "operationId"))
}

/// `GET /docs/rest/{tag}`
pub(crate) async fn page(visit: Visit, headers: HeaderMap, tag: Result<Path<String>, PathRejection>) -> Response {
    let tag = tag.map(|Path(tag)| tag).unwrap_or_default();
    let document = document(visit.language);
    let described = document["tags"].as_array().into_iter().flatten().find(|other| text(other, "name") == tag);
    let Some(described) = described else {
        return missing(&visit, visit.say("Kelompok alamat itu tidak ada.", "There is no such group of addresses."));
    };
    let operations = operations(document, Some(&tag));
    let body = html! {
        h1 { "REST: " (tag) }
        p { (text(described, "description")) }
        @for operation in &operations { (shown(&visit, document, operation)) }
        @if let Some(row) = row(document, &operations) { (columns(&visit, row)) }
    };
    answer(&visit, &headers, &format!("REST: {tag}"), body)
}

fn shown(visit: &Visit, document: &Value, operation: &Operation<'_>) -> Markup {
    let parameters: Vec<&Value> = operation.said["parameters"].as_array().into_iter().flatten().collect();
    let parameters: Vec<&Value> = parameters.into_iter().map(|said| followed(document, said)).collect();
    html! {
        section class="operation" {
            h2 id=(text(operation.said, "operationId")) { (text(operation.said, "summary")) }
            p { span class="method" { (operation.method.to_uppercase()) } " " code { (operation.path) } }
            p { (text(operation.said, "description")) }
            @if let Some(question) = question(operation, &parameters) { (example(visit, question.as_question())) }
            @if !parameters.is_empty() {
                h3 { (visit.say("Parameter", "Parameters")) }
                dl {
                    @for parameter in &parameters { (parameter_shown(visit, operation, &parameters, parameter)) }
                }
            }
            h3 { (visit.say("Jawaban", "Answers")) }
            ul {
                @for (status, response) in operation.said["responses"].as_object().into_iter().flatten() {
                    li { code { (status) } " " (text(followed(document, response), "description")) }
                }
            }
            @if let Some(body) = operation.said.pointer("/responses/200/content/application~1json/example") {
                details {
                    summary { (visit.say("Contoh jawaban", "An answer")) }
                    pre tabindex="0" role="group" aria-label=(visit.say("Contoh jawaban", "An answer")) {
                        code { (serde_json::to_string_pretty(body).unwrap_or_default()) }
                    }
                }
            }
        }
    }
}

/// A question that an operation's own examples make.
enum Asked {
    Rest(String),
    Graphql(String),
}

impl Asked {
    fn as_question(&self) -> Question<'_> {
        match self {
            Self::Rest(path) => Question::Rest(path),
            Self::Graphql(text) => Question::Graphql(text),
        }
    }
}

fn question(operation: &Operation<'_>, parameters: &[&Value]) -> Option<Asked> {
    if operation.method != "get" {
        let query = operation.said.pointer("/requestBody/content/application~1json/example/query")?;
        return Some(Asked::Graphql(query.as_str()?.to_owned()));
    }
    let limited = parameters.iter().any(|parameter| text(parameter, "name") == "limit");
    Some(Asked::Rest(addressed(operation, parameters, limited.then_some(("limit", "2")))))
}

/// An example as an address has it.
fn written(example: &Value) -> String {
    match example {
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(written).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}

/// An address that is answered: one parameter with its value, after the examples of all that the operation cannot do
/// without.
fn addressed(operation: &Operation<'_>, parameters: &[&Value], own: Option<(&str, &str)>) -> String {
    let mut path = operation.path.to_owned();
    let mut query = form_urlencoded::Serializer::new(String::new());
    for parameter in parameters.iter().filter(|parameter| parameter["required"] == true) {
        let (name, value) = (text(parameter, "name"), written(&parameter["example"]));
        if parameter["in"] == "path" {
            path = path.replace(&format!("{{{name}}}"), &value);
        } else if own.is_none_or(|(own, _)| own != name) {
            query.append_pair(name, &value);
        }
    }
    if let Some((name, value)) = own {
        query.append_pair(name, value);
    }
    let query = query.finish();
    if query.is_empty() { path } else { format!("{path}?{query}") }
}

fn parameter_shown(visit: &Visit, operation: &Operation<'_>, parameters: &[&Value], parameter: &Value) -> Markup {
    let name = text(parameter, "name");
    let schema = &parameter["schema"];
    let bounds = [("minimum", "≥"), ("maximum", "≤"), ("default", "=")];
    html! {
        dt {
            code { (name) } " "
            span class="quiet" {
                (text(schema, "type"))
                @for (key, sign) in bounds {
                    @if !schema[key].is_null() { ", " (sign) " " (schema[key].to_string().trim_matches('"')) }
                }
                @if parameter["required"] == true { ", " (visit.say("wajib", "required")) }
            }
        }
        dd {
            (text(parameter, "description"))
            @if parameter["in"] == "query" && !parameter["example"].is_null() {
                @let example = written(&parameter["example"]);
                " " a href=(addressed(operation, parameters, Some((name, &example)))) {
                    (visit.say("Jalankan", "Run")) " " (name) "=" (example)
                }
            }
        }
    }
}

/// The schema of a row of the tag's list.
fn row<'a>(document: &'a Value, operations: &[Operation<'a>]) -> Option<&'a Value> {
    let detail = operations.iter().find(|operation| operation.path.ends_with("/{id}"))?;
    let schema = followed(document, detail.said.pointer("/responses/200/content/application~1json/schema")?);
    Some(followed(document, schema.pointer("/properties/data")?))
}

fn columns(visit: &Visit, row: &Value) -> Markup {
    let title = visit.say("Kolom satu baris", "Columns of a row");
    html! {
        section {
            h2 id="columns" { (title) }
            div class="scroll" role="group" tabindex="0" aria-labelledby="columns" {
                table {
                    thead { tr {
                        th scope="col" { (visit.say("Kolom", "Column")) }
                        th scope="col" { (visit.say("Tipe", "Type")) }
                        th scope="col" { (visit.say("Arti", "Meaning")) }
                    } }
                    tbody {
                        @for (name, schema) in row["properties"].as_object().into_iter().flatten() {
                            tr {
                                td class="name" { code { (name) } }
                                td { (kind(schema)) }
                                td { (text(schema, "description")) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A type in words: its names, and the values of a closed vocabulary.
fn kind(schema: &Value) -> String {
    if let Some(values) = schema["enum"].as_array() {
        return values.iter().map(|value| value.as_str().unwrap_or("null")).collect::<Vec<_>>().join(" | ");
    }
    let named = |schema: &Value| schema["$ref"].as_str().and_then(|at| at.rsplit('/').next()).map(str::to_owned);
    match &schema["type"] {
        Value::String(name) if name == "array" => {
            let items = named(&schema["items"]).unwrap_or_else(|| kind(&schema["items"]));
            format!("{items}[]")
        }
        Value::String(name) => name.clone(),
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" | "),
        _ => schema["oneOf"].as_array().map_or_else(String::new, |all| {
            all.iter().map(|one| named(one).unwrap_or_else(|| kind(one))).collect::<Vec<_>>().join(" | ")
        }),
    }
}
