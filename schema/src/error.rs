//! The one error table: every code that an answer can carry.

use sea_orm::DbErr;
use serde_json::Value as Json;

pub use crate::code::Code;

/// Most faults that one answer tells.
const MOST_FAULTS: usize = 50;

/// What is wrong with one parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParameterError {
    /// Its name.
    pub parameter: String,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// What is allowed; cut after a hundred.
    pub allowed: Vec<String>,
    /// The nearest right spelling.
    pub suggestion: Option<String>,
}

/// An error for the caller.
#[derive(Debug, thiserror::Error)]
#[error("{detail}")]
pub struct Error {
    /// Its code.
    pub code: Code,
    /// One sentence on this occurrence.
    pub detail: String,
    /// Every parameter at fault.
    pub errors: Vec<ParameterError>,
    /// What a row that is gone was: table, revision that took it away, row, and what it was merged into in the end.
    pub tombstone: Option<Box<Json>>,
    /// What a GraphQL request costs, where that is the fault.
    pub cost: Option<Box<Json>>,
    /// The fault beneath, for the log alone.
    #[source]
    pub source: Option<Box<DbErr>>,
}

impl Error {
    /// An error without parameters.
    #[must_use]
    pub fn new(code: Code, detail: impl Into<String>) -> Self {
        Self { code, detail: detail.into(), errors: Vec::new(), tombstone: None, cost: None, source: None }
    }

    /// Id of the row that took the place of the one that is asked for, at the end of all merges.
    #[must_use]
    pub fn moved(&self) -> Option<&str> {
        self.tombstone.as_ref()?["merged_into"].as_str()
    }

    /// A fault of ours that has no cause beneath.
    pub(crate) fn internal() -> Self {
        Self::new(Code::Internal, "a fault of ours, it was logged with the request id")
    }

    /// The error of a value that a parameter does not take.
    #[must_use]
    pub fn wrong(parameter: &str, value: &str, allowed: &[&str]) -> Self {
        let allowed: Vec<String> = allowed.iter().map(|&allowed| allowed.to_owned()).collect();
        Self::of(vec![crate::list::wrong(parameter, value, &allowed)])
    }

    /// The error of a parameter that an address does not have.
    #[must_use]
    pub fn unknown(parameter: &str, allowed: &[&str]) -> Self {
        let allowed: Vec<String> = allowed.iter().map(|&allowed| allowed.to_owned()).collect();
        let suggestion = crate::spelling::nearest(parameter, allowed.iter().map(String::as_str));
        let fault = crate::list::fault(parameter, "is no parameter of this address", &allowed, suggestion);
        Self::of(vec![(Code::UnknownParameter, fault)])
    }

    /// The error of parameters where none is taken.
    #[must_use]
    pub fn takes_none(names: impl IntoIterator<Item = String>) -> Option<Self> {
        let fault = |parameter| ParameterError {
            parameter,
            message: "is no parameter here, this address takes none".into(),
            allowed: Vec::new(),
            suggestion: None,
        };
        let faults: Vec<_> = names.into_iter().map(|name| (Code::UnknownParameter, fault(name))).collect();
        (!faults.is_empty()).then(|| Self::of(faults))
    }

    /// The error of all faults of a request; the first fault's code stands for all.
    pub(crate) fn of(faults: Vec<(Code, ParameterError)>) -> Self {
        let code = faults.first().map_or(Code::InvalidParameter, |(code, _)| *code);
        let mut errors: Vec<ParameterError> = Vec::new();
        for (_, fault) in faults {
            // The same fault said many times is one; an answer is never larger than a reader can use.
            if errors.len() < MOST_FAULTS && !errors.contains(&fault) {
                errors.push(fault);
            }
        }
        let said = errors.iter().take(5).map(|fault| format!("{}: {}", fault.parameter, fault.message));
        let mut detail = said.collect::<Vec<_>>().join("; ");
        if errors.len() > 5 {
            detail.push_str("; more in errors");
        }
        Self { code, detail, errors, tombstone: None, cost: None, source: None }
    }
}

impl From<DbErr> for Error {
    fn from(source: DbErr) -> Self {
        let code = if matches!(source, DbErr::Conn(_) | DbErr::ConnectionAcquire(_)) {
            Code::Unavailable
        } else {
            Code::Internal
        };
        let detail = match code {
            Code::Unavailable => "the catalogue cannot be reached just now, try again",
            _ => "a fault of ours, it was logged with the request id",
        };
        Self {
            code,
            detail: detail.into(),
            errors: Vec::new(),
            tombstone: None,
            cost: None,
            source: Some(Box::new(source)),
        }
    }
}
