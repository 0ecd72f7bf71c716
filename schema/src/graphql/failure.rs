//! Errors as GraphQL tells them: the same codes and words as on the REST face, names as a GraphQL caller says them.

use async_graphql::{Pos, ServerError};
use serde_json::{Value as Json, json};

use super::Refused;
use super::input::as_said;
use super::plan::Selection;
use crate::error::{Code, Error};

/// An error at a place of the answer.
#[derive(Debug)]
pub(crate) struct Failure {
    error: Error,
    place: Pos,
    /// Names in the answer and places in lists, from the innermost out.
    path: Vec<Json>,
}

impl Failure {
    /// The failure of a field.
    pub(crate) fn at(selection: &Selection, error: Error) -> Self {
        Self { error, place: selection.place, path: vec![selection.key.clone().into()] }
    }

    /// The failure of a field within another.
    pub(crate) fn under(mut self, selection: &Selection) -> Self {
        self.path.push(selection.key.clone().into());
        self
    }

    /// The failure in the first row of a list: what is wrong with one row's question is wrong with all.
    pub(crate) fn in_list(mut self) -> Self {
        self.path.push(0.into());
        self
    }

    /// The refusal of the whole request for this failure.
    pub(crate) fn refused(self) -> Refused {
        let code = self.error.code;
        let mut entry = self.entry();
        // A path leads into data, and there is none.
        if let Some(entry) = entry.as_object_mut() {
            entry.shift_remove("path");
        }
        Refused { code, body: json!({"errors": [entry]}) }
    }

    /// The failure as an entry of `errors`.
    pub(crate) fn entry(mut self) -> Json {
        if let Some(source) = &self.error.source {
            tracing::error!(code = self.error.code.name(), cause = %source, "request failed");
        }
        let (message, extensions) = told(&self.error);
        self.path.reverse();
        json!({
            "message": message, "locations": [location(self.place)], "path": self.path, "extensions": extensions,
        })
    }
}

fn location(place: Pos) -> Json {
    json!({"line": place.line, "column": place.column})
}

/// Message and extensions of an error.
fn told(error: &Error) -> (String, Json) {
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
    if let Some(cost) = &error.cost {
        extensions["cost"] = (**cost).clone();
    }
    (message, extensions)
}

/// An error that stopped a request before it ran, as an entry of `errors`.
pub(crate) fn refusal(error: &Error) -> Json {
    if let Some(source) = &error.source {
        tracing::error!(code = error.code.name(), cause = %source, "request failed");
    }
    let (message, extensions) = told(error);
    json!({"message": message, "extensions": extensions})
}

/// What the executor's validation found, as an entry of `errors`.
pub(crate) fn invalid(error: &ServerError) -> Json {
    let (_, extensions) = told(&Error::new(Code::InvalidQuery, ""));
    let locations: Vec<Json> = error.locations.iter().map(|place| location(*place)).collect();
    json!({"message": error.message.trim(), "locations": locations, "extensions": extensions})
}
