//! Names of tables, columns and codes in GraphQL, and the ids that are unique across tables.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use inovasi_entity::{Table, all_tables};

/// `index_scores` as a field: `indexScores`.
#[must_use]
pub fn camel(name: &str) -> String {
    let mut camel = String::new();
    for (i, word) in name.split(['_', '-']).enumerate() {
        let mut characters = word.chars();
        match characters.next() {
            Some(first) if i > 0 => camel.push(first.to_ascii_uppercase()),
            Some(first) => camel.push(first),
            None => {}
        }
        camel.push_str(characters.as_str());
    }
    camel
}

/// `index_score` as a type: `IndexScore`.
#[must_use]
pub fn pascal(name: &str) -> String {
    let camel = camel(name);
    let mut characters = camel.chars();
    characters.next().map(|first| first.to_ascii_uppercase().to_string() + characters.as_str()).unwrap_or_default()
}

/// A name of either face as GraphQL callers say it.
pub(crate) fn parameter(name: &str) -> String {
    if name == "sort" { "orderBy".into() } else { camel(name) }
}

/// The id of a row across all tables.
pub(crate) fn global_id(table: &Table, slug: &str) -> String {
    URL_SAFE_NO_PAD.encode(format!("{}:{slug}", pascal(table.name)))
}

/// Table and id of a row from its id across all tables.
pub(crate) fn of_global_id(id: &str) -> Option<(&'static Table, String)> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(id).ok()?).ok()?;
    let (name, slug) = text.split_once(':')?;
    let table = all_tables().find(|table| pascal(table.name) == name)?;
    Some((table, slug.to_owned()))
}
