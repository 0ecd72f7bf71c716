//! A list request: what was said, checked against the table's declaration.

use inovasi_entity::{Column, Kind, TABLES, Table};
use inovasi_lexicon::Query;

use crate::condition::{self, Condition, Said};
use crate::cursor::{Direction, Place, binding};
use crate::dimension::{Dimension, facets};
use crate::error::{Code, Error, ParameterError};
use crate::filter::filters;
use crate::include;
use crate::query::Wanted;
use crate::question::{CONTROLS, LONGEST_SEARCH, MOST_FACETS, Question, Shape};
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
    let Question { filter, search, facets, lang, highlight, sort, limit, cursor, direction, counted, .. } = question;
    let mut faults = question.faults;
    if highlight && search.is_none() {
        faults.push((Code::InvalidParameter, fault("highlight", "goes with q alone", &[], None)));
    }
    let searched = search.is_some();
    let facets = check_facets(table, &facets, &mut faults);
    let english = check_lang(snapshot, lang.as_deref(), &mut faults);
    let sort = check_sort(table, &sort, searched, &mut faults);
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

fn binding_text(table: &Table, sort: &[SortKey], conditions: &[Condition], search: Option<&Query>) -> String {
    let sort: Vec<String> = sort.iter().map(|key| format!("{}{}", key.descending, key.name())).collect();
    let filter: Vec<String> = conditions.iter().map(Condition::text).collect();
    let search = search.map(|search| format!("|{:?}", search.terms)).unwrap_or_default();
    format!("{}|{}|{}{search}", table.name, sort.join(","), filter.join("&"))
}

fn check_sort(
    table: &'static Table,
    said: &[(String, bool)],
    searched: bool,
    faults: &mut Vec<(Code, ParameterError)>,
) -> Vec<SortKey> {
    let by_relevance = searched && said.is_empty();
    let default = default_sort(table);
    let default = [(default.trim_start_matches('-').to_owned(), default.starts_with('-'))];
    let said = if said.is_empty() { &default } else { said };
    let mut keys: Vec<SortKey> = Vec::new();
    if by_relevance {
        keys.push(SortKey { column: None, descending: false });
    }
    for (name, descending) in said {
        match sortable(table).find(|column| column.name == name) {
            Some(_) if keys.iter().any(|key| key.name() == name) => {
                let message = format!("{name:?} is there twice");
                faults.push((Code::InvalidParameter, fault("sort", &message, &[], None)));
            }
            Some(column) => keys.push(SortKey { column: Some(column), descending: *descending }),
            None => {
                let allowed: Vec<String> = sortable(table).map(|column| column.name.to_owned()).collect();
                faults.push(wrong("sort", name, &allowed));
            }
        }
    }
    // The order is total: it ends in the id.
    if keys.iter().all(|key| key.name() != "id") {
        keys.push(SortKey { column: table.column("id"), descending: false });
    }
    keys
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
    for said in filter {
        match condition::check(snapshot, said).await? {
            Ok(condition) => conditions.push(condition),
            Err(found) => faults.extend(found.into_iter().map(|found| (Code::InvalidParameter, found))),
        }
    }
    Ok((conditions, search))
}

/// A sample is a list of its own: it has no order to say and no pages.
fn check_sample(question: &mut Question) -> Option<(u64, String)> {
    let said =
        [("sort", !question.sort.is_empty()), ("cursor", question.cursor.is_some()), ("limit", question.limited)];
    if question.sample.is_some() {
        for (name, _) in said.iter().filter(|(_, said)| *said) {
            let message = "does not go with sample, which has its own order and one page";
            question.faults.push((Code::InvalidParameter, fault(name, message, &[], None)));
        }
    } else if question.seed.is_some() {
        question.faults.push((Code::InvalidParameter, fault("seed", "goes with sample alone", &[], None)));
    }
    Some((question.sample?, question.seed.take().unwrap_or_default()))
}

fn check_search(table: &Table, said: Option<String>, faults: &mut Vec<(Code, ParameterError)>) -> Option<Query> {
    let said = said?;
    if !is_listed(table) {
        faults.push((Code::InvalidParameter, fault("q", "is no parameter of this list", &[], None)));
        return None;
    }
    let length = said.chars().count();
    if length > LONGEST_SEARCH {
        faults.push(wrong("q", &format!("{length} characters"), &[format!("at most {LONGEST_SEARCH} characters")]));
        return None;
    }
    match Query::parse(&said) {
        Ok(query) => Some(query),
        Err(found) => {
            let message = format!("{:?} is no search: {}", shown(&said), found.message);
            faults.push((Code::InvalidParameter, fault("q", &message, &[found.allowed.to_owned()], None)));
            None
        }
    }
}

pub(crate) fn check_facets(
    table: &'static Table,
    said: &[String],
    faults: &mut Vec<(Code, ParameterError)>,
) -> Vec<Dimension> {
    let mut found: Vec<Dimension> = Vec::new();
    if said.len() > MOST_FACETS {
        faults.push(wrong("facets", &format!("{} facets", said.len()), &[format!("at most {MOST_FACETS} facets")]));
        return found;
    }
    for name in said {
        match facets(table).into_iter().find(|facet| facet.name == name) {
            Some(facet) if found.iter().all(|other| other.name != facet.name) => found.push(facet),
            Some(_) => {
                faults.push((Code::InvalidParameter, fault("facets", &format!("{name:?} is there twice"), &[], None)));
            }
            None => {
                let allowed: Vec<String> = facets(table).iter().map(|facet| facet.name.to_owned()).collect();
                faults.push(wrong("facets", name, &allowed));
            }
        }
    }
    found
}

/// Whether labels are in English: a language of the package, or English.
pub(crate) fn check_lang(snapshot: &Snapshot, said: Option<&str>, faults: &mut Vec<(Code, ParameterError)>) -> bool {
    let Some(said) = said else { return false };
    let languages = crate::meta::languages(snapshot);
    if languages.first().is_some_and(|own| own == said) {
        return false;
    }
    if said != "en" && !languages.iter().any(|language| language == said) {
        let mut allowed = languages;
        if allowed.iter().all(|language| language != "en") {
            allowed.push("en".into());
        }
        faults.push(wrong("lang", said, &allowed));
    }
    true
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
pub(crate) fn unknown(table: &'static Table, name: &str) -> (Code, ParameterError) {
    let allowed: Vec<String> =
        CONTROLS.iter().copied().chain(filters(table).map(|column| column.name)).map(str::to_owned).collect();
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
