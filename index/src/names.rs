//! What rows and codes are called, for labels.

use std::collections::HashMap;

/// What a row or a code is called.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub struct Name {
    /// In the language of the package.
    pub label: String,
    /// In English, where it has one.
    pub label_en: Option<String>,
    /// Other names: acronyms, spellings of before.
    pub others: Vec<String>,
}

/// The names of rows and codes.
#[derive(Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Names {
    /// Names of rows, by table and row number.
    pub(crate) rows: HashMap<String, Vec<Name>>,
    /// Codes of each codelist in its order.
    pub(crate) codes: HashMap<String, Vec<(String, Name)>>,
}

impl Names {
    /// Whether the rows of a table have names here.
    #[must_use]
    pub fn has(&self, table: &str) -> bool {
        self.rows.get(table).is_some_and(|names| !names.is_empty())
    }

    /// The name of a row; only of tables that have one.
    #[must_use]
    pub fn row(&self, table: &str, row: u32) -> Option<&Name> {
        self.rows.get(table)?.get(row as usize)
    }

    /// The codes of a codelist in its order.
    #[must_use]
    pub fn codes(&self, list: &str) -> &[(String, Name)] {
        self.codes.get(list).map_or(&[], Vec::as_slice)
    }

    /// The name of a code.
    #[must_use]
    pub fn code(&self, list: &str, code: &str) -> Option<&Name> {
        self.codes(list).iter().find(|(other, _)| other == code).map(|(_, name)| name)
    }
}

impl Name {
    /// All that it is called.
    pub(crate) fn all(&self) -> impl Iterator<Item = &str> {
        [self.label.as_str()].into_iter().chain(self.label_en.as_deref()).chain(self.others.iter().map(String::as_str))
    }
}
