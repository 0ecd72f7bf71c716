//! GraphQL requests as HTTP carries them: in an address or in a JSON body.

use axum::http::{HeaderMap, Uri, header};
use inovasi_schema::graphql::Asked;
use inovasi_schema::{Code, Error};
use serde_json::{Map, Value};

use super::check_batch;
use crate::http::answer::pairs;

/// What a body holds.
pub(crate) enum Body {
    /// One request.
    One(Box<Asked>),
    /// Some, to be answered in order.
    Batch(Vec<Asked>),
}

const NAMES: [&str; 4] = ["query", "operationName", "variables", "extensions"];

/// The request in a query string; variables and extensions are JSON in it.
pub(crate) fn of_query(uri: &Uri) -> Result<Asked, Error> {
    let mut object = Map::new();
    for (name, value) in pairs(uri) {
        if !NAMES.contains(&name.as_str()) {
            let detail = format!("{name}: is no parameter here, the parameters are {}", NAMES.join(", "));
            return Err(Error::new(Code::UnknownParameter, detail));
        }
        if object.contains_key(&name) {
            return Err(Error::new(Code::InvalidParameter, format!("{name}: is there twice")));
        }
        let value = match name.as_str() {
            "variables" | "extensions" if !value.is_empty() => serde_json::from_str(&value)
                .map_err(|error| Error::new(Code::InvalidQuery, format!("{name}: is no JSON: {error}")))?,
            "variables" | "extensions" => Value::Null,
            _ => Value::String(value),
        };
        object.insert(name, value);
    }
    of_object(object, true)
}

/// The requests in a body.
pub(crate) fn of_body(body: &[u8]) -> Result<Body, Error> {
    let value: Value = serde_json::from_slice(body)
        .map_err(|error| Error::new(Code::InvalidQuery, format!("the body is no JSON: {error}")))?;
    match value {
        Value::Object(object) => Ok(Body::One(Box::new(of_object(object, false)?))),
        Value::Array(requests) => {
            check_batch(requests.len())?;
            let each = requests.into_iter().map(|request| match request {
                Value::Object(object) => of_object(object, false),
                _ => Err(Error::new(Code::InvalidQuery, "each request of a batch is an object with query")),
            });
            Ok(Body::Batch(each.collect::<Result<_, _>>()?))
        }
        _ => Err(Error::new(Code::InvalidQuery, "the body is an object with query, or an array of such objects")),
    }
}

fn of_object(mut object: Map<String, Value>, safe: bool) -> Result<Asked, Error> {
    let mut text = |name: &str| match object.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(other) => Err(wrong(name, &other, "a string")),
    };
    let (query, operation_name) = (text("query")?, text("operationName")?.filter(|name| !name.is_empty()));
    let mut map = |name: &str| match object.remove(name) {
        None | Some(Value::Null) => Ok(Value::Object(Map::new())),
        Some(map @ Value::Object(_)) => Ok(map),
        Some(other) => Err(wrong(name, &other, "an object")),
    };
    let (variables, extensions) = (map("variables")?, map("extensions")?);
    if query.is_none() && extensions.get("persistedQuery").is_none() {
        return Err(Error::new(Code::InvalidQuery, "query: is missing, the text that is asked"));
    }
    let asked = Asked { query, operation_name, variables, extensions, safe };
    asked.check_lengths()?;
    Ok(asked)
}

fn wrong(name: &str, value: &Value, allowed: &str) -> Error {
    let shown: String = value.to_string().chars().take(100).collect();
    Error::new(Code::InvalidQuery, format!("{name}: {shown} is not allowed, it is {allowed}"))
}

/// Whether a body says that it is JSON, in UTF-8 or without saying.
pub(crate) fn is_json(headers: &HeaderMap) -> bool {
    let said = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let said = said.to_ascii_lowercase();
    let mut parts = said.split(';').map(str::trim);
    parts.next() == Some("application/json")
        && parts
            .filter_map(|part| part.strip_prefix("charset="))
            .all(|charset| ["utf-8", "\"utf-8\"", "utf8"].contains(&charset))
}
