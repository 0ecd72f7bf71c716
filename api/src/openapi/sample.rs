//! Real rows for the examples, out of the package that the program carries.

use std::collections::HashMap;
use std::sync::LazyLock;

use inovasi_entity::{TABLES, Table, evidence, source};
use inovasi_schema::{RelationKind, relations};
use serde_json::{Map, Value};

type Rows = Vec<Map<String, Value>>;

static ROWS: LazyLock<HashMap<String, Rows>> = LazyLock::new(|| {
    let package = crate::bundled_package().ok();
    let rows = |table: &'static Table| package.iter().flat_map(|package| package.objects(table)).collect();
    let mut all: HashMap<String, Rows> = serde_json::from_str(WORKED).unwrap_or_default();
    all.extend(TABLES.iter().map(|table| (table.name.to_owned(), rows(table))));
    all
});

/// Rows that are worked out, which no package has: as the service answers them, and a test says so.
const WORKED: &str = include_str!("worked.json");

/// Rows that readers may know, and that have much to show.
const SHOWN: &[(&str, &str)] = &[
    ("innovation", "lahir-procot-pulang-bawa-akta-kabupaten-banyuwangi"),
    ("agency", "kabupaten-banyuwangi"),
    ("region", "ID-64.71"),
    ("edition", "kipp-2015"),
    ("source", "s013"),
];

/// Rows of a table, the one that is shown first.
pub(crate) fn rows(table: &Table) -> impl Iterator<Item = Value> {
    let shown = SHOWN.iter().find(|(name, _)| *name == table.name).map(|(_, id)| *id);
    let rows = ROWS.get(table.name).map_or(&[][..], Vec::as_slice);
    let is_shown =
        move |row: &&Map<String, Value>| shown.is_none_or(|id| row.get("id").is_some_and(|other| other == id));
    rows.iter().find(is_shown).or(rows.first()).into_iter().cloned().map(Value::Object)
}

/// How many rows of a table are so.
pub(crate) fn count(table: &Table, is: impl Fn(&Map<String, Value>) -> bool) -> usize {
    ROWS.get(table.name).into_iter().flatten().filter(|row| is(row)).count()
}

/// SHA-256 of the content of that package.
pub(crate) fn content_sha256() -> String {
    crate::bundled_package().map(|package| package.content_sha256().to_owned()).unwrap_or_default()
}

/// Id of the row that is shown.
pub(crate) fn id(table: &Table) -> String {
    rows(table).next().and_then(|row| Some(row.get("id")?.as_str()?.to_owned())).unwrap_or_default()
}

/// A value of a column: that of the row that is shown, or the first there is.
pub(crate) fn value(table: &Table, column: &str) -> Option<Value> {
    let shown = rows(table).next();
    let all = ROWS.get(table.name).into_iter().flatten().map(|row| row.get(column));
    let values = shown.iter().map(|row| row.get(column)).chain(all);
    values.flatten().find(|value| !value.is_null()).cloned()
}

/// The row that is shown with those it names and its sources.
pub(crate) fn detail(table: &'static Table) -> Value {
    let Some(mut row) = rows(table).next() else { return Value::Null };
    for relation in relations(table) {
        let related = match relation.kind {
            RelationKind::One { column, target } => {
                let named = row.get(column.name).cloned().unwrap_or_default();
                find(target, &named).map_or(Value::Null, Value::Object)
            }
            RelationKind::Sources => sources(table, &row),
            RelationKind::Many { .. } => continue,
        };
        row[&relation.name] = related;
    }
    row
}

fn find(table: &Table, id: &Value) -> Option<Map<String, Value>> {
    ROWS.get(table.name)?.iter().find(|row| row.get("id") == Some(id)).cloned()
}

fn sources(of: &Table, row: &Value) -> Value {
    let states = |evidence: &&Map<String, Value>| {
        evidence.get("table") == Some(&of.name.into()) && evidence.get("row_id") == row.get("id")
    };
    let stated = ROWS.get(evidence::TABLE.name).into_iter().flatten().filter(states);
    let mut ids: Vec<Value> = stated.filter_map(|evidence| evidence.get("source_id").cloned()).collect();
    ids.sort_by_key(ToString::to_string);
    ids.dedup();
    ids.iter().filter_map(|id| find(&source::TABLE, id)).map(Value::Object).collect()
}
