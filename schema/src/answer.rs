//! Answers in rows: a page of a list, and one row with everything related to it.

use std::collections::{BTreeSet, HashMap};

use inovasi_entity::{ChangeOperation, Table, change, source};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::{Value as Json, json};

use crate::codelists::closed_codes;
use crate::completeness;
use crate::cursor::Direction;
use crate::error::{Code, Error};
use crate::facets::{self, Facet};
use crate::form::{self, Form};
use crate::highlight::highlights;
use crate::include::{self, Cut};
use crate::list::check;
use crate::query::{self, Wanted, by_id};
use crate::question::{Question, Shape};
use crate::row::Object;
use crate::snapshot::Snapshot;
use crate::supports::{Support, supports};

/// A page of a list.
#[derive(Debug)]
pub struct Page {
    /// The rows.
    pub rows: Vec<Object>,
    /// The facets that were asked for, in their order.
    pub facets: Vec<(&'static str, Vec<Facet>)>,
    /// Rows of the whole filtered list.
    pub total: u64,
    /// Rows a page.
    pub limit: u64,
    /// Query of the first page: everything said but the cursor.
    pub said: Vec<(String, String)>,
    /// Cursor of the page after.
    pub next: Option<String>,
    /// Cursor of the page before.
    pub previous: Option<String>,
    /// How complete the catalogue is for the question; null where official numbers say nothing of its rows.
    pub coverage: Json,
}

/// One row with everything related to it.
#[derive(Debug)]
pub struct Detail {
    /// The row.
    pub row: Object,
    /// Relations of which it has more rows than it nests.
    pub cut: Vec<Cut>,
    /// How complete the catalogue is for it; null where official numbers say nothing of such rows.
    pub coverage: Json,
}

/// Answers a list from a query string's pairs.
///
/// # Errors
/// Every fault of the request at once; `unavailable`.
pub async fn list(snapshot: &Snapshot, table: &'static Table, pairs: &[(String, String)]) -> Result<Page, Error> {
    let (mut question, shape) = Question::of_pairs(table, pairs);
    question.faults.extend(form::faults(pairs, Form::Json));
    page_of(snapshot, table, question, &shape, pairs).await
}

/// The page that a question asks for; `pairs` are what was said, for the addresses of other pages.
pub(crate) async fn page_of(
    snapshot: &Snapshot,
    table: &'static Table,
    question: Question,
    shape: &Shape,
    pairs: &[(String, String)],
) -> Result<Page, Error> {
    let (mut checked, shape) = check(snapshot, table, question, shape).await?;
    if let Some(fields) = shape.fields.as_ref().filter(|_| !checked.highlight) {
        checked.wanted = Wanted::only(fields.iter().copied()).and(include::needs(table, &shape.include));
    }
    let mut page = query::page(snapshot, table, &checked, true).await?;
    let facets = if checked.facets.is_empty() {
        Vec::new()
    } else {
        let counted = facets::facets(snapshot, table, &checked, &[None], &checked.facets, checked.english)?;
        counted.into_iter().next().unwrap_or_default()
    };
    let cursor = |place: Option<&crate::cursor::Place>, direction| Some(place?.encode(&checked.binding, direction));
    let next = cursor(page.places.last().filter(|_| page.after), Direction::Forward);
    let previous = cursor(page.places.first().filter(|_| page.before), Direction::Backward);
    include::add(snapshot, table, &mut page.rows, &shape.include).await?;
    if let Some(query) = checked.search.as_ref().filter(|_| checked.highlight) {
        for row in &mut page.rows {
            row.insert("highlights".into(), highlights(table, query, row).into());
        }
    }
    if let Some(fields) = &shape.fields {
        for row in &mut page.rows {
            row.retain(|name, _| {
                table.column(name).is_none() && name != "updated_at" || fields.contains(&name.as_str())
            });
        }
    }
    let said = pairs.iter().filter(|(name, _)| name != "cursor").cloned().collect();
    let limit = checked.sample.as_ref().map_or(checked.limit, |(rows, _)| *rows);
    let coverage = completeness::told(&snapshot.index, table, &checked.conditions, checked.english);
    Ok(Page { rows: page.rows, facets, total: page.total.unwrap_or(0), limit, said, next, previous, coverage })
}

/// How many rows a list answers; what is wrong with the question is what the list would say. A sample is so many rows.
///
/// # Errors
/// Every fault of the request at once; `unavailable`.
pub async fn count(snapshot: &Snapshot, table: &'static Table, pairs: &[(String, String)]) -> Result<u64, Error> {
    let (mut question, shape) = Question::of_pairs(table, pairs);
    question.faults.extend(form::faults(pairs, Form::Json));
    let (checked, _) = check(snapshot, table, question, &shape).await?;
    let total = query::page(snapshot, table, &checked, false).await?.total.unwrap_or(0);
    Ok(checked.sample.as_ref().map_or(total, |(rows, _)| total.min(*rows)))
}

/// Answers a detail: the row with everything that is related to it, and its sources.
///
/// # Errors
/// `not_found`, `gone` with the row as it was or with the id of the one that it was merged into, `unavailable`.
pub async fn detail(snapshot: &Snapshot, table: &'static Table, id: &str) -> Result<Detail, Error> {
    let mut rows = [row(snapshot, table, id).await?];
    let cut = include::add(snapshot, table, &mut rows, &include::of_details(table)).await?;
    let [mut row] = rows;
    if table.name == source::TABLE.name {
        let told =
            |support: &Support| json!({"table": support.table.plural, "total": support.total, "url": support.url(id)});
        row.insert("supports".into(), supports(&snapshot.index, id).iter().map(told).collect());
    }
    let coverage = completeness::told(&snapshot.index, table, &completeness::of_row(table, &row), false);
    Ok(Detail { row, cut, coverage })
}

/// One row, or why there is none.
pub(crate) async fn row(snapshot: &Snapshot, table: &'static Table, id: &str) -> Result<Object, Error> {
    match rows(snapshot, table, vec![id.to_owned()]).await?.into_iter().next() {
        Some(row) => Ok(row),
        None => Err(absent(snapshot, table, id).await?),
    }
}

/// Those rows of some ids that are there, in no order.
pub(crate) async fn rows(
    snapshot: &Snapshot,
    table: &'static Table,
    mut ids: Vec<String>,
) -> Result<Vec<Object>, Error> {
    // Codes of the program's own vocabularies are in no table.
    let closed = if table.name == "code" { closed_codes(&ids) } else { Vec::new() };
    ids.retain(|id| !id.contains('\0'));
    let found = by_id(snapshot, table, ids, &Wanted::ALL).await?;
    Ok(found.into_values().chain(closed).collect())
}

/// Most merges that are followed from one row: none that was made in earnest has so many.
const LONGEST_CHAIN: usize = 50;

/// What took the place of rows that were merged, by their ids, at the end of all merges; a statement for each step.
pub(crate) async fn successors(
    snapshot: &Snapshot,
    table: &Table,
    ids: Vec<String>,
) -> Result<HashMap<String, String>, Error> {
    let ids = ids.into_iter().filter(|id| !id.contains('\0'));
    let mut ends: HashMap<String, String> = ids.map(|id| (id.clone(), id)).collect();
    let mut open: BTreeSet<String> = ends.keys().cloned().collect();
    for _ in 0..LONGEST_CHAIN {
        if open.is_empty() {
            break;
        }
        let changes: Vec<(String, ChangeOperation, Option<String>)> = change::Entity::find()
            .select_only()
            .columns([change::Column::RowId, change::Column::Operation, change::Column::MergedInto])
            .filter(change::Column::Table.eq(table.name))
            .filter(change::Column::RowId.is_in(std::mem::take(&mut open)))
            .order_by_asc(change::Column::Revision)
            .into_tuple()
            .all(&snapshot.transaction)
            .await?;
        // The last change of a row says what it is now.
        let last: HashMap<String, Option<String>> = changes
            .into_iter()
            .map(|(id, operation, into)| (id, into.filter(|_| operation == ChangeOperation::Merged)))
            .collect();
        for end in ends.values_mut() {
            if let Some(Some(into)) = last.get(end.as_str()) {
                end.clone_from(into);
                open.insert(into.clone());
            }
        }
    }
    ends.retain(|id, end| id != end);
    Ok(ends)
}

async fn absent(snapshot: &Snapshot, table: &Table, id: &str) -> Result<Error, Error> {
    if id.contains('\0') {
        return Ok(Error::new(Code::NotFound, format!("no {} has a NUL in its id", table.name)));
    }
    let last = change::Entity::find()
        .filter(change::Column::Table.eq(table.name))
        .filter(change::Column::RowId.eq(id))
        .order_by_desc(change::Column::Revision)
        .one(&snapshot.transaction)
        .await?;
    Ok(match last {
        Some(change) if !change.operation.leaves_the_row() => {
            let merged = change.operation == ChangeOperation::Merged;
            let ends = if merged { successors(snapshot, table, vec![id.to_owned()]).await? } else { HashMap::new() };
            let (end, revision, path) = (ends.get(id), change.revision, table.path());
            let detail = match end {
                Some(end) => format!("{id:?} was merged into {end:?} in revision {revision}; ask /v1/{path}/{end}"),
                // Those that were merged in a circle have no end.
                None if merged => format!("{id:?} was merged in revision {revision} and no row took its place"),
                None => format!("{id:?} was deleted in revision {revision}"),
            };
            let row: Json = serde_json::from_str(&change.row).unwrap_or_default();
            let tombstone = json!({"table": change.table, "revision": revision, "row": row, "merged_into": end});
            Error { tombstone: Some(Box::new(tombstone)), ..Error::new(Code::Gone, detail) }
        }
        _ => Error::new(Code::NotFound, format!("no {} {id:?}; /v1/{} lists them", table.name, table.path())),
    })
}
