//! The promise in sums: how many agencies were obliged, and of how many it is recorded that they met their duty, by one or
//! two of region, province, kind of agency and year.

mod ask;
mod count;
mod file;

use inovasi_entity::compliance_row;
use inovasi_index::Index;
use serde_json::{Map, Value as Json};

use ask::Asked;
pub(crate) use ask::{COUNTING, check};
pub use file::summary_file;

use crate::counting::{CountQuestion, beside};
use crate::cursor::{Direction, Place};
use crate::dimension::{Dimension, dimension};
use crate::error::Error;
use crate::form::Form;
use crate::row::Object;
use crate::snapshot::Snapshot;

/// What a summary can be by.
pub const SUMMED_BY: &[&str] = &["region", "province", "agency_kind", "year"];

/// What a summary counts, with what it means in both languages.
pub const COUNTED: [(&str, &str, &str); 5] = [
    (
        "obligated",
        "Instansi yang wajib, dihitung setiap tahun; kosong untuk jenis yang daftarnya tidak lengkap.",
        "Agencies that were obliged, counted each year; null for kinds whose register is not complete.",
    ),
    (
        "met",
        "Di antaranya yang kewajibannya terpenuhi menurut catatan; batas bawah.",
        "Of these, those of which it is recorded that they met it: a lower bound.",
    ),
    (
        "met_stated",
        "Di antaranya yang tahun inovasinya disebut sumber.",
        "Of these, by innovations whose year a source states.",
    ),
    (
        "met_by_edition",
        "Di antaranya yang tahunnya hanya dari edisi lomba.",
        "Of these, by the year of a competition's edition alone.",
    ),
    (
        "recorded_rate",
        "Bagian yang terpenuhi menurut catatan: met dibagi obligated; batas bawah.",
        "The share of which it is recorded: met over obligated, a lower bound.",
    ),
];

/// A summary, or a page of it.
#[derive(Debug)]
pub struct Summary {
    /// Its rows, as REST answers them.
    pub rows: Vec<Object>,
    /// How many rows there are in all.
    pub total: u64,
    /// Rows a page.
    pub limit: u64,
    /// The sums over all kinds whose register is complete.
    pub totals: Object,
    /// Cursors of the first and the last row.
    pub(crate) ends: Option<(String, String)>,
    /// Cursor of the page after.
    pub next: Option<String>,
    /// Cursor of the page before.
    pub previous: Option<String>,
    /// Everything said but the cursor.
    pub said: Vec<(String, String)>,
    /// How complete the catalogue is for the question.
    pub coverage: Json,
}

/// The dimensions of summaries.
#[must_use]
pub fn summed_by() -> Vec<Dimension> {
    SUMMED_BY.iter().filter_map(|name| dimension(&compliance_row::TABLE, name)).collect()
}

/// The parameters of a summary beside the filters of compliance.
#[must_use]
pub fn summary_parameters() -> &'static [&'static str] {
    COUNTING.controls
}

/// The filters of compliance that a summary does not take: they are of what it counts.
#[must_use]
pub fn summary_without() -> &'static [&'static str] {
    COUNTING.without
}

/// The key of a dimension in a row.
#[must_use]
pub fn key_of(dimension: &str) -> String {
    if ["region", "province"].contains(&dimension) { format!("{dimension}_id") } else { dimension.to_owned() }
}

/// Answers a summary from a query string's pairs.
///
/// # Errors
/// Every fault of the request at once.
pub async fn summary(snapshot: &Snapshot, pairs: &[(String, String)]) -> Result<Summary, Error> {
    let asked = check(snapshot, CountQuestion::of_pairs(&COUNTING, pairs, Form::Json)).await?;
    let said = pairs.iter().filter(|(name, _)| name != "cursor").cloned().collect();
    let (summary, _) = answer(snapshot, asked).await?;
    Ok(Summary { said, ..summary })
}

/// Sums what is asked for.
pub(crate) async fn answer(snapshot: &Snapshot, asked: Asked) -> Result<(Summary, Asked), Error> {
    beside(snapshot, move |index| summed(index, &asked).map(|summary| (summary, asked))).await
}

fn summed(index: &Index, asked: &Asked) -> Result<Summary, Error> {
    let counted = count::count(index, asked)?;
    let mut rows: Vec<(Vec<Json>, Object)> = Vec::with_capacity(counted.cells.len());
    for (values, sums) in &counted.cells {
        let object = object(index, asked, values, sums.told());
        rows.push((asked.keys(&object), object));
    }
    rows.sort_by(|(a, _), (b, _)| asked.compare(a, b));
    let limit = usize::try_from(asked.limit).unwrap_or(usize::MAX);
    let (start, end) = match &asked.place {
        None => (0, limit),
        Some((Place(place), Direction::Forward)) => {
            let start = rows.partition_point(|(keys, _)| asked.compare(keys, place).is_le());
            (start, start.saturating_add(limit))
        }
        Some((Place(place), Direction::Backward)) => {
            let end = rows.partition_point(|(keys, _)| asked.compare(keys, place).is_lt());
            (end.saturating_sub(limit), end)
        }
    };
    let (total, end) = (rows.len(), end.min(rows.len()));
    let shown = rows.get(start..end).unwrap_or_default();
    let cursor = |row: Option<&(Vec<Json>, Object)>, direction| {
        row.map(|(keys, _)| Place(keys.clone()).encode(&asked.binding, direction))
    };
    let ends = cursor(shown.first(), Direction::Forward).zip(cursor(shown.last(), Direction::Forward));
    Ok(Summary {
        total: total as u64,
        limit: asked.limit,
        totals: counted.totals.told(),
        ends,
        next: cursor(shown.last().filter(|_| end < total), Direction::Forward),
        previous: cursor(shown.first().filter(|_| start > 0), Direction::Backward),
        rows: shown.iter().map(|(_, object)| object.clone()).collect(),
        said: Vec::new(),
        coverage: crate::completeness::told(index, &compliance_row::TABLE, &asked.conditions, asked.english),
    })
}

fn object(index: &Index, asked: &Asked, values: &[Json], sums: Object) -> Object {
    let mut object = Map::new();
    for (dimension, value) in asked.by.iter().zip(values) {
        object.insert(key_of(dimension.name), value.clone());
        object.insert(format!("{}_label", dimension.name), dimension.label(index, value, asked.english).into());
    }
    object.extend(sums);
    object
}
