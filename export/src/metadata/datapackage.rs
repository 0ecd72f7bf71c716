//! The Frictionless Data Package: a table a resource, with the Table Schema of its declaration.

use inovasi_entity::{Table, all_tables, file_schema, revision};
use serde_json::{Map, Value, json};

use super::about::CODE_LICENCE;
use super::words::title;

/// Length and checksum of a file, where they are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// Length in bytes.
    pub bytes: u64,
    /// SHA-256, in hex.
    pub sha256: String,
}

/// The descriptor of a revision's CSV files: what the revision says of itself, and a resource for every table, at the path
/// that `path` gives. It has no key of its own beside these, so that an import of it changes nothing.
#[must_use]
pub fn data_package(
    revision: &revision::Model,
    path: impl Fn(&Table) -> String,
    measured: impl Fn(&Table) -> Option<Measured>,
) -> Value {
    let mut package: Map<String, Value> = serde_json::from_str(&revision.descriptor).unwrap_or_default();
    package.insert("name".into(), revision.package.as_str().into());
    package.insert("version".into(), revision.package_version.as_str().into());
    package.insert("created".into(), revision.created.as_str().into());
    let resources = all_tables().map(|table| resource(table, path(table), measured(table)));
    package.insert("resources".into(), resources.collect());
    package.into()
}

fn resource(table: &'static Table, path: String, measured: Option<Measured>) -> Value {
    let title = title(table);
    let mut resource = json!({
        "profile": "tabular-data-resource",
        "name": table.plural,
        "path": path,
        "title": title.pick("id"),
        "title_en": title.pick("en"),
        "description": table.description,
        "description_en": table.description_en,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        // What an import takes of the package is its own keys; resources it makes anew.
        "code_license": CODE_LICENCE,
    });
    if let Some(Measured { bytes, sha256 }) = measured {
        resource["bytes"] = bytes.into();
        resource["hash"] = format!("sha256:{sha256}").into();
    }
    resource["schema"] = file_schema(table);
    resource
}
