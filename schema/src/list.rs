//! A list request: what was said, checked against the table's declaration.

use inovasi_entity::{Column, Kind, TABLES, Table};

use crate::condition::{self, Condition};
use crate::cursor::{Direction, Place, binding};
use crate::error::{Code, Error, ParameterError};
use crate::include;
use crate::question::{CONTROLS, Question, Shape};
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

/// The tables with a public list.
pub fn listed_tables() -> impl Iterator<Item = &'static Table> {
    LISTED.iter().filter_map(|name| inovasi_entity::table(name))
}

/// The error of a path segment that is no list: what is allowed, and the nearest.
#[must_use]
pub fn unlisted(path: &str) -> Error {
    let mut allowed: Vec<String> = listed_tables().map(Table::path).collect();
    allowed.push("codelists".into());
    let suggestion = nearest(path, allowed.iter().map(String::as_str));
    let hint = suggestion.as_ref().map(|near| format!(", did you mean /v1/{near}")).unwrap_or_default();
    let mut error = Error::new(Code::NotFound, format!("no list {path:?}{hint}; /v1 names them"));
    error.errors.push(fault("table", "is no list of the API", &allowed, suggestion));
    error
}

/// Whether a table is one of those with a public list.
#[must_use]
pub fn is_listed(table: &Table) -> bool {
    TABLES.iter().any(|other| other.name == table.name) && LISTED.contains(&table.name)
}

/// The columns that a list can be sorted by.
pub fn sortable(table: &'static Table) -> impl Iterator<Item = &'static Column> {
    table.columns.iter().filter(|column| !matches!(column.kind, Kind::List(_) | Kind::Url))
}

/// The order of a list if none is said, in the notation of `sort`.
#[must_use]
pub fn default_sort(table: &Table) -> &'static str {
    if table.name == "innovation" { "-year" } else { "id" }
}

/// One key of a sort.
pub(crate) struct SortKey {
    pub(crate) column: &'static Column,
    pub(crate) descending: bool,
}

/// A question that may reach the database.
pub(crate) struct Checked {
    pub(crate) conditions: Vec<Condition>,
    pub(crate) sort: Vec<SortKey>,
    pub(crate) limit: u64,
    pub(crate) place: Option<Place>,
    pub(crate) direction: Direction,
    pub(crate) binding: String,
    pub(crate) counted: bool,
}

/// Checks a question and the shape of its rows; every fault at once.
pub(crate) async fn check(
    snapshot: &Snapshot,
    table: &'static Table,
    question: Question,
    shape: &Shape,
) -> Result<(Checked, CheckedShape), Error> {
    let Question { mut filter, sort, limit, cursor, direction, counted, mut faults } = question;
    let sort = check_sort(table, &sort, &mut faults);
    let shape = check_shape(table, shape, &mut faults);
    // In the order of the table: the same filter said in another order is the same list.
    let place = |column: &Column| table.columns.iter().position(|other| other.name == column.name);
    filter.sort_by_key(|said| place(said.column));
    let mut conditions = Vec::new();
    for said in filter {
        match condition::check(snapshot, said).await? {
            Ok(condition) => conditions.push(condition),
            Err(found) => faults.extend(found.into_iter().map(|found| (Code::InvalidParameter, found))),
        }
    }
    let mut checked = Checked {
        binding: binding(&binding_text(table, &sort, &conditions)),
        direction: direction.unwrap_or(Direction::Forward),
        conditions,
        sort,
        limit,
        place: None,
        counted,
    };
    if let Some((parameter, text)) = cursor {
        let kinds: Vec<&Kind> = checked.sort.iter().map(|key| &key.column.kind).collect();
        match Place::decode(&text, &checked.binding, &kinds) {
            Some((place, said)) => {
                checked.direction = direction.unwrap_or(said);
                checked.place = Some(place);
            }
            None if faults.is_empty() => {
                let message = "is not a cursor of this list with this filter and sort, take it from a page of it";
                faults.push((Code::InvalidCursor, fault(parameter, message, &[], None)));
            }
            None => {}
        }
    }
    if faults.is_empty() { Ok((checked, shape)) } else { Err(Error::of(faults)) }
}

fn binding_text(table: &Table, sort: &[SortKey], conditions: &[Condition]) -> String {
    let sort: Vec<String> = sort.iter().map(|key| format!("{}{}", key.descending, key.column.name)).collect();
    let filter: Vec<String> = conditions.iter().map(Condition::text).collect();
    format!("{}|{}|{}", table.name, sort.join(","), filter.join("&"))
}

fn check_sort(
    table: &'static Table,
    said: &[(String, bool)],
    faults: &mut Vec<(Code, ParameterError)>,
) -> Vec<SortKey> {
    let default = default_sort(table);
    let default = [(default.trim_start_matches('-').to_owned(), default.starts_with('-'))];
    let said = if said.is_empty() { &default } else { said };
    let mut keys: Vec<SortKey> = Vec::new();
    for (name, descending) in said {
        match sortable(table).find(|column| column.name == name) {
            Some(_) if keys.iter().any(|key| key.column.name == name) => {
                let message = format!("{name:?} is there twice");
                faults.push((Code::InvalidParameter, fault("sort", &message, &[], None)));
            }
            Some(column) => keys.push(SortKey { column, descending: *descending }),
            None => {
                let allowed: Vec<String> = sortable(table).map(|column| column.name.to_owned()).collect();
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

/// What a row shows, checked.
pub(crate) struct CheckedShape {
    pub(crate) fields: Option<Vec<&'static str>>,
    pub(crate) include: Vec<String>,
}

fn check_shape(table: &'static Table, said: &Shape, faults: &mut Vec<(Code, ParameterError)>) -> CheckedShape {
    let mut shape = CheckedShape { fields: None, include: Vec::new() };
    if let Some(said) = &said.fields {
        let mut names = vec!["id"];
        for part in said.split(',') {
            match table.column(part) {
                Some(column) => names.push(column.name),
                None if part == "updated_at" => names.push("updated_at"),
                None => {
                    let mut allowed: Vec<String> = table.columns.iter().map(|column| column.name.to_owned()).collect();
                    allowed.push("updated_at".into());
                    faults.push(wrong("fields", part, &allowed));
                }
            }
        }
        shape.fields = Some(names);
    }
    if let Some(said) = &said.include {
        let allowed = include::of_lists(table);
        for part in said.split(',') {
            if allowed.iter().any(|known| known == part) {
                shape.include.push(part.into());
            } else {
                faults.push(wrong("include", part, &allowed));
            }
        }
    }
    shape
}

/// A parameter that a list does not have.
pub(crate) fn unknown(table: &Table, name: &str) -> (Code, ParameterError) {
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

pub(crate) fn fault(parameter: &str, message: &str, allowed: &[String], suggestion: Option<String>) -> ParameterError {
    let allowed = allowed.iter().take(100).cloned().collect();
    ParameterError { parameter: parameter.into(), message: message.into(), allowed, suggestion }
}
