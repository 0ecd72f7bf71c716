//! Faults of parameters, in their words.

use inovasi_entity::Table;

use crate::error::{Code, ParameterError};
use crate::filter::filters;
use crate::question::CONTROLS;
use crate::spelling::nearest;

/// A parameter that a list does not have.
pub(crate) fn unknown(table: &'static Table, name: &str) -> (Code, ParameterError) {
    let allowed: Vec<String> =
        CONTROLS.iter().copied().chain(filters(table).map(|column| column.name)).map(str::to_owned).collect();
    let suggestion = nearest(name, allowed.iter().map(String::as_str));
    (Code::UnknownParameter, fault(name, "is no parameter of this list", &allowed, suggestion))
}

/// A value that a parameter does not take.
pub(crate) fn wrong(parameter: &str, value: &str, allowed: &[String]) -> (Code, ParameterError) {
    let suggestion = nearest(value, allowed.iter().map(String::as_str));
    (Code::InvalidParameter, fault(parameter, &format!("{:?} is not allowed", shown(value)), allowed, suggestion))
}

/// A value as an error shows it: its first characters.
pub(super) fn shown(value: &str) -> String {
    value.chars().take(100).collect()
}

pub(crate) fn fault(parameter: &str, message: &str, allowed: &[String], suggestion: Option<String>) -> ParameterError {
    let allowed = allowed.iter().take(100).cloned().collect();
    ParameterError { parameter: parameter.into(), message: message.into(), allowed, suggestion }
}
