//! A list request: what was said, checked against the table's declaration.

mod faults;
mod parts;
mod shape;

use inovasi_entity::{Column, Kind, Table, all_tables};
use inovasi_lexicon::Query;

use crate::condition::{self, Condition, Said};
use crate::cursor::{Direction, Place, binding};
use crate::dimension::Dimension;
use crate::error::{Code, Error, ParameterError};
use crate::filter::filters;
use crate::query::Wanted;
use crate::question::{Question, Shape};
use crate::snapshot::Snapshot;
use crate::spelling::nearest;
pub(crate) use faults::{fault, unknown, wrong};
pub(crate) use parts::{check_facets, check_lang};
use parts::{check_sample, check_search, check_sort, newest_first};
use shape::{CheckedShape, check_shape};

/// The tables with a public list, by singular name: those that are indexed.
pub const LISTED: &[&str] = inovasi_index::INDEXED;

/// The tables with a public list.
pub fn listed_tables() -> impl Iterator<Item = &'static Table> {
    LISTED.iter().filter_map(|name| inovasi_entity::table(name))
}

/// The error of a path segment that is no list: what is allowed, and the nearest.
#[must_use]
pub fn unlisted(path: &str) -> Error {
    let mut allowed: Vec<String> = listed_tables().map(Table::path).collect();
    allowed.extend(["changes", "cite", "codelists", "datasets", "releases", "stats", "suggest"].map(str::to_owned));
    let suggestion = nearest(path, allowed.iter().map(String::as_str));
    let hint = suggestion.as_ref().map(|near| format!(", did you mean /v1/{near}")).unwrap_or_default();
    let mut error = Error::new(Code::NotFound, format!("no list {path:?}{hint}; /v1 names them"));
    error.errors.push(fault("table", "is no list of the API", &allowed, suggestion));
    error
}

/// Whether a table is one of those with a public list.
#[must_use]
pub fn is_listed(table: &Table) -> bool {
    all_tables().any(|other| other.name == table.name) && LISTED.contains(&table.name)
}

/// Whether the texts of a table's rows are searched: those that are worked out have none of their own.
#[must_use]
pub fn is_searched(table: &Table) -> bool {
    is_listed(table) && !table.is_derived()
}

/// The columns that a list can be sorted by.
pub fn sortable(table: &'static Table) -> impl Iterator<Item = &'static Column> {
    table
        .shown()
        .filter(|column| !matches!(column.kind, Kind::List(_) | Kind::References(_) | Kind::Url | Kind::Geometry))
}

/// The order of a list if none is said, in the notation of `sort`.
#[must_use]
pub fn default_sort(table: &Table) -> &'static str {
    match table.name {
        "innovation" => "-year",
        "compliance_row" => "-year,agency_id",
        _ => "id",
    }
}

/// One key of a sort.
pub(crate) struct SortKey {
    /// The column; None for relevance.
    pub(crate) column: Option<&'static Column>,
    pub(crate) descending: bool,
}

impl SortKey {
    fn name(&self) -> &'static str {
        self.column.map_or("relevance", |column| column.name)
    }

    /// Kind of its values in a cursor.
    pub(crate) fn kind(&self) -> Kind {
        self.column.map_or(Kind::Integer { min: 0, max: 2 }, |column| column.kind)
    }
}

/// A question that may reach the database.
pub(crate) struct Checked {
    pub(crate) conditions: Vec<Condition>,
    pub(crate) search: Option<Query>,
    pub(crate) highlight: bool,
    pub(crate) facets: Vec<Dimension>,
    pub(crate) english: bool,
    /// So many rows, chosen by a seed.
    pub(crate) sample: Option<(u64, String)>,
    pub(crate) sort: Vec<SortKey>,
    pub(crate) limit: u64,
    pub(crate) place: Option<Place>,
    pub(crate) direction: Direction,
    pub(crate) binding: String,
    pub(crate) counted: bool,
    /// The columns that are read of its rows.
    pub(crate) wanted: Wanted,
}

/// Checks a question and the shape of its rows; every fault at once.
pub(crate) async fn check(
    snapshot: &Snapshot,
    table: &'static Table,
    mut question: Question,
    shape: &Shape,
) -> Result<(Checked, CheckedShape), Error> {
    let sample = check_sample(&mut question);
    let Question { filter, search, facets, lang, highlight, sort, limit, cursor, direction, counted, newest, .. } =
        question;
    let mut faults = question.faults;
    if highlight && search.is_none() {
        faults.push((Code::InvalidParameter, fault("highlight", "goes with q alone", &[], None)));
    }
    let searched = search.is_some();
    let facets = check_facets("facets", table, &facets, &mut faults);
    let english = check_lang(snapshot, lang.as_deref(), &mut faults);
    let sort = if newest { newest_first(table) } else { check_sort(table, &sort, searched, &mut faults) };
    let shape = check_shape(table, shape, &mut faults);
    let (conditions, search) = check_parts(snapshot, table, filter, search, &mut faults).await?;
    let mut checked = Checked {
        binding: binding(&binding_text(table, &sort, &conditions, search.as_ref())),
        direction: direction.unwrap_or(Direction::Forward),
        conditions,
        search,
        highlight,
        facets,
        english,
        sample,
        sort,
        limit,
        place: None,
        counted,
        wanted: Wanted::ALL,
    };
    if let Some((parameter, text)) = cursor {
        let kinds: Vec<Kind> = checked.sort.iter().map(SortKey::kind).collect();
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

/// What a list means that is not said: agencies with their units, unless rows are named or the way of counting is.
fn unsaid(table: &'static Table, said: &[Said]) -> Option<Condition> {
    let units = table.column("with_units").filter(|_| table.name == "compliance_row")?;
    let named = said.iter().any(|said| [units.name, "id", "ids"].contains(&said.column.name));
    (!named).then(|| Condition::holds(units))
}

fn binding_text(table: &Table, sort: &[SortKey], conditions: &[Condition], search: Option<&Query>) -> String {
    let sort: Vec<String> = sort.iter().map(|key| format!("{}{}", key.descending, key.name())).collect();
    let filter: Vec<String> = conditions.iter().map(Condition::text).collect();
    let search = search.map(|search| format!("|{:?}", search.terms)).unwrap_or_default();
    format!("{}|{}|{}{search}", table.name, sort.join(","), filter.join("&"))
}

/// Checks filters and search: what every question over rows has in common.
pub(crate) async fn check_parts(
    snapshot: &Snapshot,
    table: &'static Table,
    mut filter: Vec<Said>,
    search: Option<String>,
    faults: &mut Vec<(Code, ParameterError)>,
) -> Result<(Vec<Condition>, Option<Query>), Error> {
    let search = check_search(table, search, faults);
    // In the order of the filters: the same said in another order is the same list.
    let place = |column: &Column| filters(table).position(|other| other.name == column.name);
    filter.sort_by_key(|said| place(said.column));
    let mut conditions = Vec::new();
    conditions.extend(unsaid(table, &filter));
    for said in filter {
        match condition::check(snapshot, said).await? {
            Ok(condition) => conditions.push(condition),
            Err(found) => faults.extend(found.into_iter().map(|found| (Code::InvalidParameter, found))),
        }
    }
    Ok((conditions, search))
}
