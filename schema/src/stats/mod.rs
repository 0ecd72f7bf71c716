//! Statistics over innovations: how many, by one to three dimensions, under all filters.

mod ask;
mod cells;
mod count;
mod file;
mod named;
mod rates;
mod written;

use std::sync::Arc;

use inovasi_entity::innovation;
use inovasi_index::{Index, Rows};
use serde_json::Value as Json;

pub(crate) use ask::{Asked, check};
pub use ask::{PER, stats_parameters};
use cells::Cell;
pub use file::stats_file;
pub use named::Named;
use named::Naming;
pub use written::Written;

use crate::counting::{CountQuestion, beside};
use crate::cursor::{Direction, Place};
use crate::error::Error;
use crate::form::Form;
use crate::selection::Selection;
use crate::snapshot::Snapshot;

/// What can be counted.
pub const MEASURES: &[&str] = &["innovations", "agencies", "awards", "outcomes", "replications"];

/// One row of a statistic.
#[derive(Debug, Clone)]
pub struct StatsRow {
    /// Its values, one a dimension, each with its label.
    pub values: Vec<Arc<Named>>,
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
    /// How complete the catalogue is for the question.
    pub coverage: Json,
}

/// Answers a statistic from a query string's pairs.
///
/// # Errors
/// Every fault of the request at once.
pub async fn stats(snapshot: &Snapshot, pairs: &[(String, String)]) -> Result<Stats, Error> {
    let asked = ask::check(snapshot, CountQuestion::of_pairs(&ask::COUNTING, pairs, Form::Json)).await?;
    let said = pairs.iter().filter(|(name, _)| name != "cursor").cloned().collect();
    let (stats, _) = answer(snapshot, asked).await?;
    Ok(Stats { said, ..stats })
}

/// Counts what is asked for.
pub(crate) async fn answer(snapshot: &Snapshot, asked: Asked) -> Result<(Stats, Asked), Error> {
    beside(snapshot, move |index| counted(index, &asked).map(|stats| (stats, asked))).await
}

fn counted(index: &Index, asked: &Asked) -> Result<Stats, Error> {
    let selection = Selection::of(index, &innovation::TABLE, &asked.conditions, asked.search.as_ref());
    let selection = selection.ok_or_else(Error::internal)?;
    let awarded_alone = asked.conditions.iter().all(|condition| condition.column.name != "award_status");
    let counted = count::count(index, &selection, &asked.by, &asked.measures, awarded_alone)?;
    let agencies = asked.per.map_or_else(Rows::new, |_| rates::agencies(index, &asked.conditions));
    let naming = Naming::of(index, asked, &counted.axes);
    // A cell becomes a row, with values, labels and rates, only where it is shown or ordered by them.
    let row = |cell: &Cell| {
        let values = naming.values(cell);
        let per = asked.per.and_then(|per| rates::denominator(index, per, &asked.by, &values, &agencies));
        StatsRow { values, counts: cell.counts.iter().copied().take(asked.measures.len()).collect(), per }
    };
    let mut cells = counted.cells;
    if asked.is_by_rate() {
        let mut rows: Vec<(StatsRow, Cell)> = cells.into_iter().map(|cell| (row(&cell), cell)).collect();
        rows.sort_by(|(a, _), (b, _)| asked.compare(a, b));
        cells = rows.into_iter().map(|(_, cell)| cell).collect();
    } else if !asked.is_by_dimensions() {
        cells.sort_by_cached_key(|cell| asked.key_of(&counted.axes, cell));
    }
    let (start, end) = page(asked, &cells, &row);
    let rows: Vec<StatsRow> = cells.get(start..end).unwrap_or_default().iter().map(row).collect();
    let cursor = |row: Option<&StatsRow>, direction| Some(Place(asked.keys(row?)).encode(&asked.binding, direction));
    let next = cursor(rows.last().filter(|_| end < cells.len()), Direction::Forward);
    let previous = cursor(rows.first().filter(|_| start > 0), Direction::Backward);
    Ok(Stats {
        by: asked.by.iter().map(|dimension| dimension.name).collect(),
        measures: asked.measures.clone(),
        rows,
        total: cells.len() as u64,
        limit: asked.limit,
        totals: counted.totals,
        additive: asked.is_additive(index),
        per: asked.per.map(|per| (per, rates::population_date(index, per))),
        next,
        previous,
        said: Vec::new(),
        coverage: crate::completeness::told(index, &innovation::TABLE, &asked.conditions, asked.english),
    })
}

/// Where the page after or before a cursor's place begins and ends.
fn page(asked: &Asked, cells: &[Cell], row: &impl Fn(&Cell) -> StatsRow) -> (usize, usize) {
    let limit = usize::try_from(asked.limit).unwrap_or(usize::MAX);
    match &asked.place {
        None => (0, limit.min(cells.len())),
        Some((place, Direction::Forward)) => {
            let start = cells.partition_point(|cell| asked.compare_place(&row(cell), place).is_le());
            (start, start.saturating_add(limit).min(cells.len()))
        }
        Some((place, Direction::Backward)) => {
            let end = cells.partition_point(|cell| asked.compare_place(&row(cell), place).is_lt());
            (end.saturating_sub(limit), end)
        }
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
