//! What is wrong with a package: one line a fault, with what to do about it.

use std::fmt;

/// One fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// File in which it is.
    pub file: String,
    /// Line of the file, counting the header as 1; null where the fault is the whole file's.
    pub row: Option<usize>,
    /// Column.
    pub column: Option<String>,
    /// The value as it stands there.
    pub value: Option<String>,
    /// The rule that is broken.
    pub rule: String,
    /// What to do.
    pub remedy: String,
}

/// Every fault of a package.
#[derive(Debug)]
pub struct Faults(pub Vec<Fault>);

impl Fault {
    /// A fault of a whole file.
    pub(crate) fn of_file(file: &str, rule: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { file: file.into(), row: None, column: None, value: None, rule: rule.into(), remedy: remedy.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.file)?;
        if let Some(row) = self.row {
            write!(out, ", row {row}")?;
        }
        if let Some(column) = &self.column {
            write!(out, ", column {column}")?;
        }
        if let Some(value) = &self.value {
            write!(out, ", value {value:?}")?;
        }
        write!(out, ": {}; {}", self.rule, self.remedy)
    }
}
