//! What files a revision has.

use inovasi_entity::{Table, all_tables};
use inovasi_schema::Form;

use super::FORMS;
use crate::metadata::Holdings;

/// One file of a revision.
#[derive(Debug, Clone)]
pub struct DatasetFile {
    /// Its name, the last part of its address.
    pub name: String,
    /// What is in it.
    pub kind: Kind,
}

/// What is in a file.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// A table in a form.
    Table(&'static Table, Form),
    /// All tables as a data package.
    Package,
    /// All tables as an SQLite database.
    Sqlite,
}

impl DatasetFile {
    fn of(table: &'static Table, form: Form) -> Self {
        Self { name: format!("{}.{}", table.plural, form.extension()), kind: Kind::Table(table, form) }
    }

    /// Whether a revision has it: a table has files of the forms that hold its rows.
    #[must_use]
    pub fn is_of(&self, holdings: &Holdings) -> bool {
        match self.kind {
            Kind::Table(table, form) => form.holds(holdings.rows.get(table.name).copied().unwrap_or_default()),
            Kind::Package | Kind::Sqlite => true,
        }
    }

    /// Its media type.
    #[must_use]
    pub fn media_type(&self) -> &'static str {
        match self.kind {
            Kind::Table(_, Form::Csv) => "text/csv; charset=utf-8; header=present",
            Kind::Table(_, form) => form.media(),
            Kind::Package => "application/zip",
            Kind::Sqlite => "application/vnd.sqlite3",
        }
    }
}

/// All files that a revision can have.
#[must_use]
pub fn dataset_files() -> Vec<DatasetFile> {
    let mut files: Vec<DatasetFile> = Vec::new();
    for table in all_tables() {
        files.extend(FORMS.map(|form| DatasetFile::of(table, form)));
        // Regions are what can be drawn; other tables lead to them by region_id.
        if table.name == "region" {
            files.push(DatasetFile::of(table, Form::GeoJson));
        }
    }
    files.push(DatasetFile { name: "inovasi.zip".into(), kind: Kind::Package });
    files.push(DatasetFile { name: "inovasi.sqlite".into(), kind: Kind::Sqlite });
    files
}

/// The file of a name.
#[must_use]
pub fn dataset_file(name: &str) -> Option<DatasetFile> {
    dataset_files().into_iter().find(|file| file.name == name)
}
