//! The reference of the GraphQL face, rendered from its schema.

use std::sync::LazyLock;

use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{
    FieldDefinition, InputValueDefinition, TypeDefinition, TypeKind, TypeSystemDefinition,
};
use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::HeaderMap;
use axum::response::Response;
use inovasi_schema::Language;
use maud::{Markup, html};

use super::answer;
use crate::http::documents::documents;
use crate::pages::shell::{Visit, missing};

static TYPES: LazyLock<[Vec<TypeDefinition>; 2]> =
    LazyLock::new(|| Language::ALL.map(|language| parsed(&documents(language).sdl)));

fn parsed(sdl: &str) -> Vec<TypeDefinition> {
    let definitions = parse_schema(sdl).map(|document| document.definitions).unwrap_or_default();
    let types = definitions.into_iter().filter_map(|definition| match definition {
        TypeSystemDefinition::Type(definition) => Some(definition.node),
        _ => None,
    });
    types.collect()
}

/// The types of the schema, in a language.
pub(crate) fn types(language: Language) -> &'static [TypeDefinition] {
    let [indonesian, english] = &*TYPES;
    language.pick(indonesian, english)
}

pub(crate) fn description(definition: &TypeDefinition) -> &str {
    definition.description.as_ref().map_or("", |text| text.node.as_str())
}

fn keyword(definition: &TypeDefinition) -> &'static str {
    match definition.kind {
        TypeKind::Scalar => "scalar",
        TypeKind::Object(_) => "type",
        TypeKind::Interface(_) => "interface",
        TypeKind::Union(_) => "union",
        TypeKind::Enum(_) => "enum",
        TypeKind::InputObject(_) => "input",
    }
}

/// `GET /docs/schema`
pub(crate) async fn index(visit: Visit, headers: HeaderMap) -> Response {
    let groups = [
        (visit.say("Akar", "Root"), "root"),
        (visit.say("Baris", "Rows"), "row"),
        (visit.say("Kosakata", "Vocabularies"), "enum"),
        (visit.say("Syarat dan urutan", "Filters and orders"), "input"),
        (visit.say("Lainnya", "Others"), "other"),
    ];
    let body = html! {
        h1 { "GraphQL" }
        p {
            (visit.say("Alamatnya", "Its address is")) " " code { "/graphql" } ". "
            a href=(visit.to("/docs/graphql")) { (visit.say("Panduan", "Guide")) } ", "
            a href=(visit.to("/graphiql")) { (visit.say("konsol", "console")) } ", "
            a href="/schema.graphql" { "schema.graphql" }
        }
        @for (title, group) in groups {
            h2 { (title) }
            ul {
                @for definition in types(visit.language).iter().filter(|definition| group_of(definition) == group) {
                    li { (link(&visit, &definition.name.node)) ": " (description(definition)) }
                }
            }
        }
    };
    answer(&visit, &headers, "GraphQL", body)
}

fn group_of(definition: &TypeDefinition) -> &'static str {
    let name = definition.name.node.as_str();
    match &definition.kind {
        _ if name == "Query" => "root",
        TypeKind::Enum(_) if !name.ends_with("OrderField") && name != "OrderDirection" => "enum",
        TypeKind::Enum(_) | TypeKind::InputObject(_) => "input",
        TypeKind::Object(object) if object.implements.iter().any(|interface| interface.node == "Node") => "row",
        _ => "other",
    }
}

fn link(visit: &Visit, name: &str) -> Markup {
    html! { a href=(visit.to(&format!("/docs/schema/{name}"))) { code { (name) } } }
}

/// `GET /docs/schema/{name}`
pub(crate) async fn page(visit: Visit, headers: HeaderMap, name: Result<Path<String>, PathRejection>) -> Response {
    let name = name.map(|Path(name)| name).unwrap_or_default();
    let Some(definition) = types(visit.language).iter().find(|definition| definition.name.node == name) else {
        return missing(&visit, visit.say("Tipe itu tidak ada.", "There is no such type."));
    };
    let body = html! {
        h1 { span class="method" { (keyword(definition)) } " " (name) }
        p { (description(definition)) }
        (members(&visit, &definition.kind))
        p { a href=(visit.to("/docs/schema")) { (visit.say("Semua tipe", "All types")) } }
    };
    answer(&visit, &headers, &name, body)
}

fn members(visit: &Visit, kind: &TypeKind) -> Markup {
    html! {
        dl {
            @match kind {
                TypeKind::Object(object) => { @for field in &object.fields { (field_shown(visit, &field.node)) } }
                TypeKind::Interface(interface) => { @for field in &interface.fields { (field_shown(visit, &field.node)) } }
                TypeKind::InputObject(input) => { @for field in &input.fields { (input_shown(visit, &field.node)) } }
                TypeKind::Enum(values) => {
                    @for value in &values.values {
                        dt { code { (value.node.value.node) } }
                        dd { (value.node.description.as_ref().map_or("", |text| text.node.as_str())) }
                    }
                }
                _ => {}
            }
        }
    }
}

fn field_shown(visit: &Visit, field: &FieldDefinition) -> Markup {
    html! {
        dt id=(field.name.node) { code { (field.name.node) } ": " (type_shown(visit, &field.ty.node.to_string())) }
        dd {
            (field.description.as_ref().map_or("", |text| text.node.as_str()))
            @if !field.arguments.is_empty() {
                details {
                    summary { (visit.say("Argumen", "Arguments")) " " (field.name.node) }
                    dl { @for argument in &field.arguments { (input_shown(visit, &argument.node)) } }
                }
            }
        }
    }
}

fn input_shown(visit: &Visit, input: &InputValueDefinition) -> Markup {
    html! {
        dt {
            code { (input.name.node) } ": " (type_shown(visit, &input.ty.node.to_string()))
            @if let Some(default) = &input.default_value { " = " code { (default.node) } }
        }
        dd { (input.description.as_ref().map_or("", |text| text.node.as_str())) }
    }
}

/// A type as it is written, its name linked where it is one of ours.
fn type_shown(visit: &Visit, written: &str) -> Markup {
    let name = written.trim_matches(['[', ']', '!']);
    let known = types(visit.language).iter().any(|definition| definition.name.node == name);
    let (before, after) = written.split_once(name).unwrap_or((written, ""));
    html! {
        code {
            (before)
            @if known { a href=(visit.to(&format!("/docs/schema/{name}"))) { (name) } } @else { (name) }
            (after)
        }
    }
}
