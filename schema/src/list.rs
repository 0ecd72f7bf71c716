//! A list request: what was said, checked against the table's declaration.

use inovasi_entity::{Column, Kind, TABLES, Table};

use crate::cursor::{Cursor, binding};
use crate::error::{Code, Error, ParameterError};
use crate::filter::{Condition, condition};
use crate::include;
use crate::snapshot::Snapshot;
use crate::spelling::nearest;

/// The tables with a public list, by singular name.
pub const LISTED: &[&str] = &[
    "innovation",
    "agency",
    "region",
    "competition",
    "edition",
    "award",
    "outcome",
    "replication",
    "index_score",
    "regulation",
    "mandate",
    "source",
];

const CONTROLS: &[&str] = &["limit", "cursor", "sort", "fields", "include"];

/// The table whose list is at a path segment (`index-scores`).
#[must_use]
pub fn listed(path: &str) -> Option<&'static Table> {
    TABLES.iter().copied().find(|table| LISTED.contains(&table.name) && table.path() == path)
}

/// The error of a path segment that is no list: what is allowed, and the nearest.
#[must_use]
pub fn unlisted(path: &str) -> Error {
    let mut allowed: Vec<String> = LISTED.iter().filter_map(|name| Some(inovasi_entity::table(name)?.path())).collect();
    allowed.push("codelists".into());
    let suggestion = nearest(path, allowed.iter().map(String::as_str));
    let hint = suggestion.as_ref().map(|near| format!(", did you mean /v1/{near}")).unwrap_or_default();
    let mut error = Error::new(Code::NotFound, format!("no list {path:?}{hint}; /v1 names them"));
    error.errors.push(fault("table", "is no list of the API", &allowed, suggestion));
    error
}

/// One key of a sort.
pub(crate) struct SortKey {
    pub(crate) column: &'static Column,
    pub(crate) descending: bool,
}

/// A request that may reach the database.
pub(crate) struct Checked {
    pub(crate) conditions: Vec<Condition>,
    pub(crate) sort: Vec<SortKey>,
    pub(crate) limit: u64,
    pub(crate) cursor: Option<Cursor>,
    pub(crate) binding: String,
    pub(crate) fields: Option<Vec<&'static str>>,
    pub(crate) include: Vec<String>,
    /// The query of the first page: everything said but the cursor.
    pub(crate) said: Vec<(String, String)>,
}

/// Checks a query string's pairs; every fault at once.
pub(crate) async fn check(
    snapshot: &Snapshot,
    table: &'static Table,
    pairs: &[(String, String)],
) -> Result<Checked, Error> {
    let mut faults = Vec::new();
    let mut checked = Checked {
        conditions: Vec::new(),
        sort: Vec::new(),
        limit: 20,
        cursor: None,
        binding: String::new(),
        fields: None,
        include: Vec::new(),
        said: pairs.iter().filter(|(name, _)| name != "cursor").cloned().collect(),
    };
    let mut seen: Vec<&str> = Vec::new();
    for (name, value) in pairs {
        if CONTROLS.contains(&name.as_str()) && seen.contains(&name.as_str()) {
            faults.push((Code::InvalidParameter, fault(name, "is there twice", &[], None)));
        }
        seen.push(name);
        match name.as_str() {
            "limit" => match value.parse() {
                Ok(limit @ 1..=1000) => checked.limit = limit,
                _ => faults.push(wrong(name, value, &["1..1000".into()])),
            },
            "cursor" => {}
            "sort" => checked.sort = sort(table, value, &mut faults),
            "fields" => checked.fields = Some(fields(table, value, &mut faults)),
            "include" => {
                let allowed = include::of_lists(table);
                for part in value.split(',') {
                    if allowed.iter().any(|known| known == part) {
                        checked.include.push(part.into());
                    } else {
                        faults.push(wrong(name, part, &allowed));
                    }
                }
            }
            _ if table.column(name).is_some() => {}
            _ => faults.push(unknown(table, name)),
        }
    }
    for column in table.columns {
        let said: Vec<&str> =
            pairs.iter().filter(|(name, _)| name == column.name).map(|(_, value)| value.as_str()).collect();
        if !said.is_empty() {
            match condition(snapshot, column, &said).await? {
                Ok(condition) => checked.conditions.push(condition),
                Err(found) => faults.extend(found.into_iter().map(|found| (Code::InvalidParameter, found))),
            }
        }
    }
    if checked.sort.is_empty() {
        let default = if table.name == "innovation" { "-year" } else { "id" };
        checked.sort = sort(table, default, &mut faults);
    }
    checked.binding = binding(&binding_text(table, &checked));
    if let Some((_, text)) = pairs.iter().find(|(name, _)| name == "cursor") {
        checked.cursor = Cursor::decode(text, &checked.binding, checked.sort.len());
        if checked.cursor.is_none() && faults.is_empty() {
            let message = "is not a cursor of this list with this filter and sort, take it from links";
            faults.push((Code::InvalidCursor, fault("cursor", message, &[], None)));
        }
    }
    if faults.is_empty() { Ok(checked) } else { Err(Error::of(faults)) }
}

fn binding_text(table: &Table, checked: &Checked) -> String {
    let sort: Vec<String> = checked.sort.iter().map(|key| format!("{}{}", key.descending, key.column.name)).collect();
    let filter: Vec<String> = checked.conditions.iter().map(Condition::text).collect();
    format!("{}|{}|{}", table.name, sort.join(","), filter.join("&"))
}

fn sort(table: &'static Table, value: &str, faults: &mut Vec<(Code, ParameterError)>) -> Vec<SortKey> {
    let sortable = |column: &&Column| !matches!(column.kind, Kind::List(_) | Kind::Url);
    let mut keys: Vec<SortKey> = Vec::new();
    for part in value.split(',') {
        let (descending, name) = part.strip_prefix('-').map_or((false, part), |name| (true, name));
        match table.column(name).filter(sortable) {
            Some(column) if keys.iter().all(|key| key.column.name != name) => keys.push(SortKey { column, descending }),
            _ => {
                let allowed: Vec<String> =
                    table.columns.iter().filter(sortable).map(|column| column.name.to_owned()).collect();
                faults.push(wrong("sort", name, &allowed));
            }
        }
    }
    // The order is total: it ends in the id.
    if keys.iter().all(|key| key.column.name != "id") {
        keys.extend(table.column("id").map(|column| SortKey { column, descending: false }));
    }
    keys
}

fn fields(table: &'static Table, value: &str, faults: &mut Vec<(Code, ParameterError)>) -> Vec<&'static str> {
    let mut names = vec!["id"];
    for part in value.split(',') {
        match table.column(part) {
            Some(column) => names.push(column.name),
            None if part == "updated_at" => names.push("updated_at"),
            None => {
                let allowed: Vec<String> = table.columns.iter().map(|column| column.name.to_owned()).collect();
                faults.push(wrong("fields", part, &allowed));
            }
        }
    }
    names
}

fn unknown(table: &Table, name: &str) -> (Code, ParameterError) {
    let allowed: Vec<String> =
        CONTROLS.iter().copied().chain(table.columns.iter().map(|column| column.name)).map(str::to_owned).collect();
    let suggestion = nearest(name, allowed.iter().map(String::as_str));
    (Code::UnknownParameter, fault(name, "is no parameter of this list", &allowed, suggestion))
}

/// A value that a parameter does not take.
pub(crate) fn wrong(parameter: &str, value: &str, allowed: &[String]) -> (Code, ParameterError) {
    let suggestion = nearest(value, allowed.iter().map(String::as_str));
    (Code::InvalidParameter, fault(parameter, &format!("{:?} is not allowed", shown(value)), allowed, suggestion))
}

/// A value as an error shows it: its first characters.
fn shown(value: &str) -> String {
    value.chars().take(100).collect()
}

fn fault(parameter: &str, message: &str, allowed: &[String], suggestion: Option<String>) -> ParameterError {
    let allowed = allowed.iter().take(100).cloned().collect();
    ParameterError { parameter: parameter.into(), message: message.into(), allowed, suggestion }
}
