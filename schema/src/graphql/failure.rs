//! Errors as GraphQL tells them: the same codes and words as on the REST face, names as a GraphQL caller says them.

use async_graphql::{ErrorExtensionValues, PathSegment, ServerError, Value};
use serde_json::{Value as Json, json};

use super::input::as_said;
use crate::error::{Code, Error};

/// Key under which a failure carries its root field to the end of the execution, where the executor's own path is
/// missing.
const FIELD: &str = "field";

/// The failure of a root field.
pub(crate) fn failed(error: &Error, field: &str) -> async_graphql::Error {
    if let Some(source) = &error.source {
        tracing::error!(code = error.code.name(), cause = %source, "request failed");
    }
    let (message, extensions) = told(error);
    let mut values = ErrorExtensionValues::default();
    if let Json::Object(extensions) = extensions {
        for (name, value) in extensions {
            values.set(name, Value::from_json(value).unwrap_or_default());
        }
    }
    values.set(FIELD, field);
    let mut failure = async_graphql::Error::new(message);
    failure.extensions = Some(values);
    failure
}

/// Message and extensions of an error.
pub(crate) fn told(error: &Error) -> (String, Json) {
    let faults: Vec<_> = error.errors.iter().map(as_said).collect();
    // The sentence names parameters, too: it is made anew from them where it was made from them.
    let message = if error.code.is_of_parameters() && !faults.is_empty() {
        Error::of(faults.iter().map(|fault| (error.code, fault.clone())).collect()).detail
    } else {
        error.detail.clone()
    };
    let each = faults.iter().map(|fault| {
        json!({
            "parameter": fault.parameter, "message": fault.message, "allowed": fault.allowed,
            "suggestion": fault.suggestion,
        })
    });
    let mut extensions = json!({
        "code": error.code.name(), "parameter": faults.first().map(|fault| &fault.parameter),
        "type": error.code.url(), "errors": each.collect::<Vec<_>>(),
    });
    if let Some(tombstone) = &error.tombstone {
        extensions["tombstone"] = (**tombstone).clone();
    }
    (message, extensions)
}

/// An error that stopped a request before it ran, as an entry of `errors`.
pub(crate) fn refusal(error: &Error) -> Json {
    let (message, extensions) = told(error);
    json!({"message": message, "extensions": extensions})
}

/// An error of the executor as an entry of `errors`, and the code that stopped the request where it is none of a root
/// field of ours.
pub(crate) fn entry(mut error: ServerError) -> (Option<Code>, Json) {
    let ours = error.extensions.as_mut().and_then(|values| {
        let field = values.get(FIELD).cloned();
        values.unset(FIELD);
        field
    });
    if let Some(Value::String(field)) = &ours {
        error.path = vec![PathSegment::Field(field.clone())];
    } else {
        let (code, message) = if error.message.starts_with("internal:") {
            tracing::error!(cause = error.message, "the executor failed");
            (Code::Internal, Error::internal().detail)
        } else {
            (Code::InvalidQuery, error.message.trim().to_owned())
        };
        let (_, extensions) = told(&Error::new(code, ""));
        let locations: Vec<Json> =
            error.locations.iter().map(|pos| json!({"line": pos.line, "column": pos.column})).collect();
        return (Some(code), json!({"message": message, "locations": locations, "extensions": extensions}));
    }
    (None, serde_json::to_value(&error).unwrap_or_default())
}
