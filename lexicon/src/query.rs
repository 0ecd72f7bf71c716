//! What a search text asks for.

use thiserror::Error;

/// What a search text asks for: rows that have all its terms and none of those excluded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// The terms in their order, each once: 1 to 30.
    pub terms: Vec<Term>,
    /// The forms as written, repeated ones too (`anak-anak`); None where they are more than plain words.
    pub(crate) written: Option<Vec<String>>,
}

/// One thing that a search asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Whether rows that have it are left out.
    pub negated: bool,
    /// What a row has.
    pub what: What,
}

/// A word, the beginning of one, or several in a row, in folded forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A word in any of its shapes: compared by form and by stem.
    Word(String),
    /// The beginning of a word.
    Prefix(String),
    /// Words as they are, one after the other: one or more.
    Phrase(Vec<String>),
}

/// Why a text is no search.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{message}")]
pub struct QueryFault {
    /// What is wrong, in lower case without full stop.
    pub message: &'static str,
    /// What is allowed instead.
    pub allowed: &'static str,
}

impl Query {
    /// The search as a title would have it: the forms of its words and phrases in order, joined by one space, repeated
    /// ones too. None where there is a prefix, an exclusion or nothing.
    #[must_use]
    pub fn normalized(&self) -> Option<String> {
        self.written.as_ref().map(|forms| forms.join(" "))
    }
}
