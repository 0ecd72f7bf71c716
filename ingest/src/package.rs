//! A data package that was read and found without fault.

use std::collections::BTreeMap;

use inovasi_entity::{Table, json_row, revision};
use sea_orm::Value;
use serde_json::{Map, Value as Json};

/// A row: one value a declared column, in order.
pub(crate) type Row = Vec<Value>;

/// A checked package.
#[derive(Debug)]
pub struct Package {
    /// Name of the package.
    pub(crate) name: String,
    /// Its version.
    pub(crate) version: String,
    /// Its `created` instant.
    pub(crate) created: String,
    /// Everything that its descriptor says but the resources.
    pub(crate) descriptor: Json,
    /// SHA-256 of all content, hexadecimal.
    pub(crate) content_sha256: String,
    /// Whether it is the package that the program carries.
    pub(crate) bundled: bool,
    /// The rows of every table, by table name.
    pub(crate) tables: BTreeMap<&'static str, Vec<Row>>,
}

impl Package {
    /// Number of rows in all tables.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.tables.values().map(Vec::len).sum()
    }

    /// SHA-256 of all content, hexadecimal: that of the revision which is made of it.
    #[must_use]
    pub fn content_sha256(&self) -> &str {
        &self.content_sha256
    }

    /// Whether a revision was made of this very content.
    #[must_use]
    pub fn is(&self, standing: &revision::Model) -> bool {
        self.content_sha256 == standing.content_sha256
    }

    /// Whether the package was created after the one of a revision.
    #[must_use]
    pub fn is_newer_than(&self, standing: &revision::Model) -> bool {
        self.created > standing.created
    }

    /// The same package, marked as the one that the program carries.
    #[must_use]
    pub fn carried(mut self) -> Self {
        self.bundled = true;
        self
    }

    /// Whether the package says that it was created before the one of a revision.
    #[must_use]
    pub fn is_older_than(&self, standing: &revision::Model) -> bool {
        self.created < standing.created
    }

    /// When it says that it was created, UTC.
    #[must_use]
    pub fn created(&self) -> &str {
        &self.created
    }

    /// The rows of a table as objects, as an answer shows them.
    pub fn objects<'a>(&'a self, table: &'static Table) -> impl Iterator<Item = Map<String, Json>> + 'a {
        self.of(table).iter().map(move |row| {
            let mut object = json_row(table, row);
            object.insert("updated_at".into(), self.created.as_str().into());
            object
        })
    }

    /// The rows of a table; none where the package has no such file.
    pub(crate) fn of(&self, table: &Table) -> &[Row] {
        self.tables.get(table.name).map_or(&[], Vec::as_slice)
    }
}
