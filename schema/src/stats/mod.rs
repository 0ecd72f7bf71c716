//! Statistics over innovations: how many, by one to three dimensions, under all filters.

mod ask;
mod count;
mod rates;

use inovasi_entity::innovation;
use serde_json::{Map, Value as Json};

pub(crate) use ask::{Asked, StatsQuestion, check};
pub use ask::{MOST_STATS, PER, stats_parameters};

use crate::cursor::{Direction, Place};
use crate::dimension::Dimension;
use crate::error::Error;
use crate::row::Object;
use crate::selection::Selection;
use crate::snapshot::Snapshot;

/// What can be counted.
pub const MEASURES: &[&str] = &["innovations", "agencies", "awards", "outcomes", "replications"];

/// One row of a statistic.
#[derive(Debug, Clone)]
pub struct StatsRow {
    /// Its values, one a dimension, each with its label.
    pub values: Vec<(Json, String)>,
    /// Its counts, one a measure.
    pub counts: Vec<u64>,
    /// What the counts are divided by; None where that is not known.
    pub per: Option<f64>,
}

/// A statistic, or a page of it.
#[derive(Debug)]
pub struct Stats {
    /// The dimensions.
    pub by: Vec<&'static str>,
    /// The measures.
    pub measures: Vec<&'static str>,
    /// Its rows.
    pub rows: Vec<StatsRow>,
    /// How many rows there are in all.
    pub total: u64,
    /// Rows a page.
    pub limit: u64,
    /// The counts of everything that the filters select, each once.
    pub totals: Vec<u64>,
    /// Whether the rows add up to those.
    pub additive: bool,
    /// What a rate is of, and the date of the population.
    pub per: Option<(&'static str, Option<String>)>,
    /// Cursor of the page after.
    pub next: Option<String>,
    /// Cursor of the page before.
    pub previous: Option<String>,
    /// Everything said but the cursor.
    pub said: Vec<(String, String)>,
}

/// Answers a statistic from a query string's pairs.
///
/// # Errors
/// Every fault of the request at once.
pub async fn stats(snapshot: &Snapshot, pairs: &[(String, String)]) -> Result<Stats, Error> {
    let asked = ask::check(snapshot, StatsQuestion::of_pairs(pairs)).await?;
    let said = pairs.iter().filter(|(name, _)| name != "cursor").cloned().collect();
    Ok(Stats { said, ..answer(snapshot, &asked)? })
}

/// Counts what is asked for.
pub(crate) fn answer(snapshot: &Snapshot, asked: &Asked) -> Result<Stats, Error> {
    let index = &snapshot.index;
    let selection = Selection::of(index, &innovation::TABLE, &asked.conditions, asked.search.as_ref());
    let selection = selection.ok_or_else(Error::internal)?;
    let awarded_alone = asked.conditions.iter().all(|condition| condition.column.name != "award_status");
    let counted = count::count(index, &selection, &asked.by, &asked.measures, awarded_alone)?;
    let agencies = rates::agencies(index, &asked.conditions);
    let mut rows: Vec<StatsRow> = counted
        .cells
        .into_iter()
        .map(|(values, counts)| {
            let label = |(dimension, value): (&Dimension, &Json)| dimension.label(index, value, asked.english);
            let labels: Vec<String> = asked.by.iter().zip(&values).map(label).collect();
            let per = asked.per.and_then(|per| rates::denominator(index, per, &asked.by, &values, &agencies));
            StatsRow { values: values.into_iter().zip(labels).collect(), counts, per }
        })
        .collect();
    rows.sort_by(|a, b| asked.compare(a, b));
    let total = rows.len() as u64;
    let (page, next, previous) = page(asked, rows);
    let names = |dimensions: &[Dimension]| dimensions.iter().map(|dimension| dimension.name).collect();
    Ok(Stats {
        by: names(&asked.by),
        measures: asked.measures.clone(),
        rows: page,
        total,
        limit: asked.limit,
        totals: counted.totals,
        additive: asked.is_additive(index),
        per: asked.per.map(|per| (per, rates::population_date(snapshot, per))),
        next,
        previous,
        said: Vec::new(),
    })
}

/// The page after or before a cursor's place.
fn page(asked: &Asked, rows: Vec<StatsRow>) -> (Vec<StatsRow>, Option<String>, Option<String>) {
    let limit = usize::try_from(asked.limit).unwrap_or(usize::MAX);
    let (start, end) = match &asked.place {
        None => (0, limit.min(rows.len())),
        Some((place, Direction::Forward)) => {
            let start = rows.partition_point(|row| asked.compare_place(row, place).is_le());
            (start, start.saturating_add(limit).min(rows.len()))
        }
        Some((place, Direction::Backward)) => {
            let end = rows.partition_point(|row| asked.compare_place(row, place).is_lt());
            (end.saturating_sub(limit), end)
        }
    };
    let cursor = |row: Option<&StatsRow>, direction| Some(Place(asked.keys(row?)).encode(&asked.binding, direction));
    let page: Vec<StatsRow> = rows.get(start..end).unwrap_or_default().to_vec();
    let next = cursor(page.last().filter(|_| end < rows.len()), Direction::Forward);
    let previous = cursor(page.first().filter(|_| start > 0), Direction::Backward);
    (page, next, previous)
}

impl Stats {
    /// The rows as REST answers them.
    #[must_use]
    pub fn objects(&self) -> Vec<Object> {
        self.rows.iter().map(|row| self.object(row)).collect()
    }

    fn object(&self, row: &StatsRow) -> Object {
        let mut object = Map::new();
        for (name, (value, label)) in self.by.iter().zip(&row.values) {
            object.insert((*name).into(), value.clone());
            object.insert(format!("{name}_label"), label.as_str().into());
        }
        for (name, count) in self.measures.iter().zip(&row.counts) {
            object.insert((*name).into(), (*count).into());
            if self.per.is_some() {
                object.insert(format!("{name}_per"), row.rate(*count).into());
            }
        }
        object
    }
}

impl StatsRow {
    /// A count over what the row's counts are divided by.
    pub(crate) fn rate(&self, count: u64) -> Option<f64> {
        // Counts stay far below 2^53, where a double holds every whole number.
        #[allow(clippy::cast_precision_loss, reason = "counts are small")]
        let rate = count as f64 / self.per.filter(|per| *per > 0.0)?;
        Some((rate * 1000.0).round() / 1000.0)
    }
}
