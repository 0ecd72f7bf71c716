//! The one error table: every code that an answer can carry.

use sea_orm::DbErr;
use serde_json::Value as Json;

/// Codes of errors; each stands for one HTTP status on the REST face.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// A parameter that the resource does not have.
    UnknownParameter,
    /// A value that a parameter does not take.
    InvalidParameter,
    /// A cursor that is not ours, or is of another filter or sort.
    InvalidCursor,
    /// Nothing is there.
    NotFound,
    /// It was there and was deleted.
    Gone,
    /// The resource does not take this method.
    MethodNotAllowed,
    /// The address is longer than we read.
    UriTooLong,
    /// The database does not answer.
    Unavailable,
    /// A fault of ours.
    Internal,
}

impl Code {
    /// The code as it stands in an answer.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().0
    }

    /// HTTP status.
    #[must_use]
    pub fn status(self) -> u16 {
        self.row().1
    }

    /// Title for people.
    #[must_use]
    pub fn title(self) -> &'static str {
        self.row().2
    }

    fn row(self) -> (&'static str, u16, &'static str) {
        match self {
            Self::UnknownParameter => ("unknown_parameter", 400, "Unknown parameter"),
            Self::InvalidParameter => ("invalid_parameter", 400, "Invalid parameter"),
            Self::InvalidCursor => ("invalid_cursor", 400, "Invalid cursor"),
            Self::NotFound => ("not_found", 404, "Not found"),
            Self::Gone => ("gone", 410, "Gone"),
            Self::MethodNotAllowed => ("method_not_allowed", 405, "Method not allowed"),
            Self::UriTooLong => ("uri_too_long", 414, "Address too long"),
            Self::Unavailable => ("unavailable", 503, "Unavailable"),
            Self::Internal => ("internal", 500, "Internal error"),
        }
    }
}

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
    /// What a deleted row was: table, revision that deleted it, row.
    pub tombstone: Option<Box<Json>>,
    /// The fault beneath, for the log alone.
    #[source]
    pub source: Option<DbErr>,
}

impl Error {
    /// An error without parameters.
    #[must_use]
    pub fn new(code: Code, detail: impl Into<String>) -> Self {
        Self { code, detail: detail.into(), errors: Vec::new(), tombstone: None, source: None }
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
        Self { code, detail, errors, tombstone: None, source: None }
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
        Self { code, detail: detail.into(), errors: Vec::new(), tombstone: None, source: Some(source) }
    }
}
