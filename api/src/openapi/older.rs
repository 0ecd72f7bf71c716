//! A part of the document in version 3.0 of OpenAPI, which is what programs that draw maps read.

use std::sync::LazyLock;

use inovasi_schema::Language;
use serde_json::{Map, Value, json};

use crate::http::documents::documents;

/// The addresses that it describes.
const PREFIX: &str = "/ogc";

static DOCUMENTS: LazyLock<[Value; 2]> = LazyLock::new(|| {
    Language::ALL.map(|language| {
        // The text is one of ours and was just written.
        let whole: Value = serde_json::from_str(&documents(language).openapi).unwrap_or_default();
        part(&whole)
    })
});

/// The document of the OGC addresses, in a language.
pub(crate) fn ogc_document(language: Language) -> &'static Value {
    let [indonesian, english] = &*DOCUMENTS;
    language.pick(indonesian, english)
}

/// The operations under the prefix with all that they refer to.
fn part(whole: &Value) -> Value {
    let mut paths = whole["paths"].as_object().cloned().unwrap_or_default();
    paths.retain(|path, _| path.starts_with(PREFIX));
    let mut paths = Value::Object(paths);
    let mut components = Map::new();
    let mut wanted = references(&paths);
    while let Some(pointer) = wanted.pop() {
        let mut names = pointer.trim_start_matches("/components/").splitn(2, '/');
        let (Some(kind), Some(name)) = (names.next(), names.next()) else { continue };
        let held = components.entry(kind).or_insert_with(|| json!({}));
        if let Some(found) = whole.pointer(&pointer).filter(|_| held.get(name).is_none()) {
            wanted.extend(references(found));
            held[name] = found.clone();
        }
    }
    let mut components = Value::Object(components);
    older(&mut paths);
    older(&mut components);
    let info = &whole["info"];
    json!({
        "openapi": "3.0.3",
        "info": {
            "title": info["title"], "description": info["description"], "version": info["version"],
            "license": {"name": info["license"]["name"]},
        },
        "servers": whole["servers"],
        "tags": whole["tags"].as_array().into_iter().flatten().filter(|tag| tag["name"] == "ogc").collect::<Vec<_>>(),
        "paths": paths,
        "components": components,
    })
}

/// Where the references beneath a value point to.
fn references(value: &Value) -> Vec<String> {
    match value {
        Value::Object(object) => {
            let own = object.get("$ref").and_then(Value::as_str).and_then(|at| at.strip_prefix('#')).map(str::to_owned);
            own.into_iter().chain(object.values().flat_map(references)).collect()
        }
        Value::Array(values) => values.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}

/// Writes schemas as the older version has them: null is said beside the type, and examples are one.
fn older(value: &mut Value) {
    match value {
        Value::Object(object) => {
            if let Some(Value::Array(types)) = object.get("type").cloned() {
                let mut others = types.iter().filter(|kind| *kind != "null");
                match (others.next(), others.next()) {
                    (Some(only), None) => object.insert("type".into(), only.clone()),
                    // Several types: any value is told.
                    _ => object.remove("type"),
                };
                if types.iter().any(|kind| kind == "null") {
                    object.insert("nullable".into(), true.into());
                }
            }
            if let Some(Value::Array(examples)) = object.get("examples").cloned() {
                object.remove("examples");
                object.extend(examples.into_iter().next().map(|first| ("example".to_owned(), first)));
            }
            for (name, inner) in object.iter_mut() {
                if name != "example" {
                    older(inner);
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(older),
        _ => {}
    }
}
