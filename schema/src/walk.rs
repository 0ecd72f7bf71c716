//! All rows of a list, in its order, a batch at a time: what files are made of. A walk holds one batch and the numbers of
//! the rows, never the rows.

use std::collections::HashMap;
use std::sync::Arc;

use inovasi_entity::{Column, Field, Kind, Role, Table, fields};
use inovasi_index::{Index, TableIndex};
use serde_json::{Value as Json, json};

use crate::boundaries::boundaries;
use crate::dimension::named;
use crate::error::Error;
use crate::form::{self, Form};
use crate::list::{check, is_listed};
use crate::query::{Which, cells, ordered, worked_value};
use crate::question::Question;
use crate::snapshot::{Catalogue, Snapshot};

/// Rows of a batch with boundaries, each of which may have millions of characters.
pub(crate) const BATCH_OF_BOUNDARIES: usize = 8;

/// Rows of a batch: enough that a statement's own cost is small beside them.
const BATCH: usize = 1000;

/// The cells of a row, in the order of the fields.
pub type Cells = Vec<Json>;

/// A walk over all rows of a list.
#[derive(Debug)]
pub struct Walk {
    snapshot: Arc<Snapshot>,
    table: &'static Table,
    fields: Vec<Field>,
    /// The stored columns that are read, in the order of the fields, and where each stands among them.
    columns: Vec<&'static Column>,
    rows: Numbers,
    english: bool,
    /// Whether each row ends in its place, a point of GeoJSON.
    placed: bool,
}

#[derive(Debug)]
enum Numbers {
    /// Rows of the index that are still to come, the next last.
    Indexed(Vec<u32>),
    /// Rows that only nest: the last id, until they are at their end.
    Keyed(Option<String>),
    End,
}

/// A list that was checked and can be walked.
#[derive(Debug)]
pub struct Planned {
    table: &'static Table,
    pairs: Vec<(String, String)>,
    form: Form,
    /// The revision that it was checked at.
    revision: i32,
    fields: Vec<Field>,
    rows: Vec<u32>,
    english: bool,
}

/// Checks the list that a query string's pairs ask for, to be written in a form, and finds its rows. It reads none, so it
/// needs no place among those that read for long.
///
/// # Errors
/// Every fault of the request at once.
pub async fn plan(
    snapshot: &Snapshot,
    table: &'static Table,
    pairs: &[(String, String)],
    form: Form,
) -> Result<Planned, Error> {
    let (mut question, shape) = Question::of_pairs(table, pairs);
    question.faults.extend(form::faults(pairs, form));
    (question.limited, question.counted) = (None, false);
    let (checked, shape) = check(snapshot, table, question, &shape).await?;
    let index = snapshot.index.clone();
    let english = checked.english;
    // The order of a million rows takes a while: not on a thread that answers others.
    let found = tokio::task::spawn_blocking(move || ordered(&index, table, &checked)).await;
    let mut rows = found.map_err(|_| Error::internal())??;
    if let Some(fault) = form::too_many(rows.len() as u64, form) {
        return Err(Error::of(vec![fault]));
    }
    rows.reverse();
    let mut fields = fields(table);
    if let Some(names) = &shape.fields {
        fields.retain(|field| match field.role {
            // With what it names.
            Role::Label(column, _) => names.contains(&column.name),
            _ => names.contains(&field.name.as_ref()),
        });
    }
    let (revision, pairs) = (snapshot.revision().number, pairs.to_vec());
    Ok(Planned { table, pairs, form, revision, fields, rows, english })
}

impl Planned {
    /// Walks the list at a place among those that read for long. Where an import came since it was checked, it is the list
    /// of the revision that stands now; the snapshot of the walk says which.
    ///
    /// # Errors
    /// `unavailable` while there is no place; the faults of the request at that revision.
    pub async fn walk(self, catalogue: &Catalogue) -> Result<Walk, Error> {
        let snapshot = Arc::new(catalogue.long_snapshot().await?);
        let Self { table, fields, rows, english, form, .. } = if snapshot.revision().number == self.revision {
            self
        } else {
            plan(&snapshot, self.table, &self.pairs, self.form).await?
        };
        let walk = Walk::of(snapshot, table, fields, Numbers::Indexed(rows), english);
        Ok(Walk { placed: form == Form::GeoJson, ..walk })
    }
}

/// Walks a whole table in the order of its ids; any of the package's, and those that are worked out.
#[must_use]
pub fn walk_whole(snapshot: Arc<Snapshot>, table: &'static Table) -> Walk {
    let rows = match snapshot.index.table(table.name).filter(|_| is_listed(table)) {
        Some(own) => Numbers::Indexed(own.all.iter().rev().collect()),
        None => Numbers::Keyed(None),
    };
    Walk::of(snapshot, table, fields(table), rows, false)
}

impl Walk {
    fn of(snapshot: Arc<Snapshot>, table: &'static Table, fields: Vec<Field>, rows: Numbers, english: bool) -> Self {
        let id = table.columns.first();
        let mut columns: Vec<&'static Column> = Vec::new();
        for field in &fields {
            if let Role::Stored(column) = field.role {
                columns.push(column);
            }
        }
        // Rows are put in their order by their id, and labels by what they name. Of what is worked out nothing is read.
        for column in id.into_iter().chain(fields.iter().filter_map(label_of)) {
            let is_read = !table.is_derived() && table.stored(column.name).is_some();
            if is_read && columns.iter().all(|other| other.name != column.name) {
                columns.push(column);
            }
        }
        Self { snapshot, table, fields, columns, rows, english, placed: false }
    }

    /// The same, each row with its place behind its cells: a point of GeoJSON, or null.
    #[must_use]
    pub fn with_places(self) -> Self {
        Self { placed: true, ..self }
    }

    /// The columns of its rows.
    #[must_use]
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// The table whose rows they are.
    #[must_use]
    pub fn table(&self) -> &'static Table {
        self.table
    }

    /// The revision that it reads.
    #[must_use]
    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// How many rows a batch has.
    fn most(&self) -> usize {
        let placed = self.placed && self.table.name == "region";
        let long = placed || self.columns.iter().any(|column| matches!(column.kind, Kind::Geometry));
        if long { BATCH_OF_BOUNDARIES } else { BATCH }
    }

    /// The next rows; none at the end.
    ///
    /// # Errors
    /// If the database does not answer.
    pub async fn next(&mut self) -> Result<Vec<Cells>, Error> {
        let (index, most) = (self.snapshot.index.clone(), self.most());
        let (numbers, stored) = match &mut self.rows {
            Numbers::End => return Ok(Vec::new()),
            Numbers::Indexed(rows) => {
                let numbers: Vec<u32> = rows.split_off(rows.len().saturating_sub(most)).into_iter().rev().collect();
                if numbers.is_empty() {
                    return Ok(Vec::new());
                }
                let own = index.table(self.table.name).ok_or_else(Error::internal)?;
                (Some(numbers.clone()), self.read(own, &numbers).await?)
            }
            Numbers::Keyed(last) => {
                let which = Which::After(last.take(), most as u64);
                let stored = cells(&self.snapshot, self.table, which, &self.columns, true).await?;
                self.rows = match stored.last().filter(|_| stored.len() == most).and_then(|row| self.id(row)) {
                    Some(id) => Numbers::Keyed(Some(id.to_owned())),
                    None => Numbers::End,
                };
                (None, stored)
            }
        };
        let mut labels = self.labels(&index, numbers.as_deref(), &stored).await?;
        let mut boundaries = self.boundaries(&stored).await?;
        let rows = stored.into_iter().enumerate().map(|(place, mut stored)| {
            let boundary = self.id(&stored).and_then(|id| boundaries.remove(id));
            let number = numbers.as_ref().and_then(|numbers| numbers.get(place)).copied();
            let mut own = 0..;
            let cell = |(field, labels): (&Field, &mut Vec<Json>)| match field.role {
                Role::Stored(_) => {
                    own.next().and_then(|place| stored.get_mut(place)).map(Json::take).unwrap_or_default()
                }
                Role::Worked(column) => number.map_or(Json::Null, |row| worked_value(&index, self.table, column, row)),
                Role::Label(..) => labels.get_mut(place).map(Json::take).unwrap_or_default(),
                Role::Updated => stored.last_mut().map(Json::take).unwrap_or_default(),
                Role::Counted => Json::Null,
            };
            let cells = self.fields.iter().zip(&mut labels).map(cell);
            let point = || number.map_or(Json::Null, |row| point(&index, self.table, row));
            // A boundary was checked when it was read; one that cannot be read is none.
            let place = boundary.and_then(|text| serde_json::from_str(&text).ok());
            let place = self.placed.then(|| place.unwrap_or_else(point));
            cells.chain(place).collect()
        });
        Ok(rows.collect())
    }

    /// What the database has of rows of the index, in their order; nothing of rows that are worked out.
    async fn read(&self, own: &TableIndex, numbers: &[u32]) -> Result<Vec<Vec<Json>>, Error> {
        if self.table.is_derived() {
            return Ok(vec![Vec::new(); numbers.len()]);
        }
        let ids: Vec<String> = numbers.iter().map(|row| own.ids.id(*row).into_owned()).collect();
        let found = cells(&self.snapshot, self.table, Which::Ids(ids.clone()), &self.columns, true).await?;
        let mut by_id: HashMap<String, Vec<Json>> =
            found.into_iter().filter_map(|row| Some((self.id(&row)?.to_owned(), row))).collect();
        ids.iter().map(|id| by_id.remove(id).ok_or_else(Error::internal)).collect()
    }

    /// The boundaries of regions, where places are asked for.
    async fn boundaries(&self, stored: &[Vec<Json>]) -> Result<HashMap<String, String>, Error> {
        if !self.placed || self.table.name != "region" {
            return Ok(HashMap::new());
        }
        let ids = stored.iter().filter_map(|row| self.id(row)).map(str::to_owned);
        boundaries(&self.snapshot, ids.collect()).await
    }

    /// The id of a row that was read.
    fn id<'a>(&self, row: &'a [Json]) -> Option<&'a str> {
        row.get(self.place("id")?)?.as_str()
    }

    /// Where a stored column stands among those that are read.
    fn place(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// The labels of each field, row by row; of fields that are no label, none.
    async fn labels(
        &self,
        index: &Index,
        numbers: Option<&[u32]>,
        stored: &[Vec<Json>],
    ) -> Result<Vec<Vec<Json>>, Error> {
        let mut labels = Vec::with_capacity(self.fields.len());
        for field in &self.fields {
            let Role::Label(column, target) = field.role else {
                labels.push(Vec::new());
                continue;
            };
            let place = self.place(column.name);
            let worked = |row: usize| {
                let number = numbers.and_then(|numbers| numbers.get(row))?;
                worked_value(index, self.table, column, *number).as_str().map(str::to_owned)
            };
            let ids: Vec<Option<String>> = match place {
                Some(place) => {
                    stored.iter().map(|row| row.get(place).and_then(Json::as_str).map(str::to_owned)).collect()
                }
                None => (0..stored.len()).map(worked).collect(),
            };
            labels.push(self.called(index, target, &ids).await?);
        }
        Ok(labels)
    }

    /// What rows of a table are called: by the index, which has the names of most; else by their titles.
    async fn called(&self, index: &Index, target: &Table, ids: &[Option<String>]) -> Result<Vec<Json>, Error> {
        let names = |id: &String| {
            let row = index.table(target.name)?.ids.row(id)?;
            Some(named(index.names.row(target.name, row)?, self.english).to_owned())
        };
        if index.names.has(target.name) {
            let label = |id: &Option<String>| id.as_ref().and_then(names).filter(|name| !name.is_empty()).into();
            return Ok(ids.iter().map(label).collect());
        }
        let Some(title) = target.title() else { return Ok(vec![Json::Null; ids.len()]) };
        let columns: Vec<&'static Column> =
            [target.columns.first(), Some(title), target.stored("title_en")].into_iter().flatten().collect();
        let mut wanted: Vec<String> = ids.iter().flatten().cloned().collect();
        wanted.sort();
        wanted.dedup();
        if wanted.is_empty() {
            return Ok(vec![Json::Null; ids.len()]);
        }
        let found = cells(&self.snapshot, target, Which::Ids(wanted), &columns, false).await?;
        let mut titles: HashMap<String, Json> = HashMap::new();
        for mut row in found {
            let english = row.get_mut(2).map(Json::take).filter(|title| self.english && !title.is_null());
            let title = english.or_else(|| row.get_mut(1).map(Json::take)).unwrap_or_default();
            titles.extend(row.first().and_then(Json::as_str).map(|id| (id.to_owned(), title)));
        }
        Ok(ids.iter().map(|id| id.as_ref().and_then(|id| titles.get(id)).cloned().unwrap_or_default()).collect())
    }
}

/// The point of a row: its own if it is a region, else its region's.
fn point(index: &Index, table: &Table, row: u32) -> Json {
    let region =
        || if table.name == "region" { Some(row) } else { index.table(table.name)?.reference("region_id", row) };
    region()
        .and_then(|region| index.point(region))
        .map_or(Json::Null, |(latitude, longitude)| json!({"type": "Point", "coordinates": [longitude, latitude]}))
}

/// The column that a label is of.
fn label_of(field: &Field) -> Option<&'static Column> {
    if let Role::Label(column, _) = field.role { Some(column) } else { None }
}
