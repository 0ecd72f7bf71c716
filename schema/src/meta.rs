//! What the catalogue says of itself.

use serde_json::{Value as Json, json};

use crate::snapshot::Snapshot;

/// Title, description, licence and languages of the package that stands, its revision and version.
#[must_use]
pub fn meta(snapshot: &Snapshot) -> Json {
    let revision = snapshot.revision();
    let said: Json = serde_json::from_str(&revision.descriptor).unwrap_or_default();
    json!({
        "title": said["title"], "title_en": said["title_en"], "description": said["description"],
        "description_en": said["description_en"], "licenses": said["licenses"], "languages": said["languages"],
        "release": snapshot.release(), "revision": revision.number, "package": revision.package,
        "package_version": revision.package_version, "created": revision.created,
    })
}

/// Languages of the package, its own first.
pub(crate) fn languages(snapshot: &Snapshot) -> Vec<String> {
    let said: Json = serde_json::from_str(&snapshot.revision().descriptor).unwrap_or_default();
    let languages = said["languages"].as_array().into_iter().flatten();
    languages.filter_map(Json::as_str).map(str::to_owned).collect()
}
