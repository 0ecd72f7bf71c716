//! What is generated and committed is fresh, and describes everything.

use serde_json::Value;

use crate::package::root;

fn fresh(file: &str, text: &str, command: &str) {
    let committed = std::fs::read_to_string(root().join("openapi").join(file)).unwrap();
    assert!(committed == text, "run: cargo run -- {command} > openapi/{file}");
}

#[test]
fn the_committed_contract_is_what_the_program_says() {
    fresh("tables.json", &inovasi::tables_document().unwrap(), "tables");
    fresh("openapi.json", inovasi::openapi_document(), "openapi");
    fresh("schema.graphql", inovasi::sdl_document(), "sdl");
}

fn document() -> Value {
    serde_json::from_str(inovasi::openapi_document()).unwrap()
}

#[test]
fn every_operation_is_described_with_all_it_can_answer() {
    let document = document();
    let paths = document["paths"].as_object().unwrap();
    assert!(paths.len() > 30);
    for (path, item) in paths {
        for (method, said) in item.as_object().unwrap() {
            let name = format!("{method} {path}");
            for key in ["summary", "description", "operationId"] {
                assert!(said[key].as_str().is_some_and(|text| !text.is_empty()), "{name}: {key}");
            }
            assert_eq!(said["tags"].as_array().unwrap().len(), 1, "{name}");
            for status in ["200", "400", "414", "500", "503"] {
                assert!(said["responses"][status].is_object(), "{name}: {status}");
            }
            for (_, response) in said["responses"].as_object().unwrap() {
                let response = response["$ref"].as_str().map_or(response, |at| document.pointer(&at[1..]).unwrap());
                assert!(response["headers"]["X-Request-Id"].is_object(), "{name}: {response}");
            }
            for parameter in said["parameters"].as_array().unwrap() {
                let parameter = parameter["$ref"].as_str().map_or(parameter, |at| document.pointer(&at[1..]).unwrap());
                let typed = parameter["schema"].is_object() || parameter["content"].is_object();
                assert!(parameter["description"].is_string() && typed, "{name}: {parameter}");
            }
        }
    }
}

/// Every schema beneath a value.
fn each_schema<'a>(value: &'a Value, path: &str, seen: &mut Vec<(String, &'a Value)>) {
    match value {
        Value::Object(object) => {
            if object.contains_key("type") && !path.ends_with("/properties") {
                seen.push((path.to_owned(), value));
            }
            for (name, inner) in
                object.iter().filter(|(name, _)| !["example", "examples", "default"].contains(&name.as_str()))
            {
                each_schema(inner, &format!("{path}/{name}"), seen);
            }
        }
        Value::Array(values) => values.iter().for_each(|inner| each_schema(inner, path, seen)),
        _ => {}
    }
}

#[test]
fn every_schema_has_its_bounds_and_every_property_its_words() {
    let document = document();
    let mut schemas = Vec::new();
    each_schema(&document["components"]["schemas"], "", &mut schemas);
    each_schema(&document["paths"], "", &mut schemas);
    assert!(schemas.len() > 500);
    for (path, schema) in schemas {
        let is = |name: &str| {
            schema["type"] == name || schema["type"].as_array().is_some_and(|all| all.contains(&name.into()))
        };
        if is("string") {
            assert!(schema["maxLength"].is_u64() || schema["enum"].is_array(), "{path}: no maxLength");
        }
        if is("array") {
            assert!(schema["maxItems"].is_u64(), "{path}: no maxItems");
        }
        if is("integer") || is("number") {
            assert!(schema["minimum"].is_number() && schema["maximum"].is_number(), "{path}: no bounds");
        }
        if path.rsplit('/').nth(1) == Some("properties") && !path.starts_with("/v1/properties") {
            let described = schema["description"].is_string() || path.contains("/links/") || path.contains("/counts/");
            assert!(described, "{path}: no description");
        }
    }
}
