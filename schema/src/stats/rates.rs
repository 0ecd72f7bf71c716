//! Rates: what a count is divided by, so that regions can be compared.

use std::sync::Arc;

use inovasi_entity::agency;
use inovasi_index::{Index, Rows, Values};
use serde_json::Value as Json;

use super::Named;
use crate::condition::Condition;
use crate::dimension::Dimension;

/// Inhabitants that a rate is of.
const MILLION: f64 = 1_000_000.0;

/// What the counts of a row are divided by: millions of inhabitants of its region, or the agencies recorded for its
/// region, its province and its kind.
pub(super) fn denominator(
    index: &Index,
    per: &str,
    by: &[Dimension],
    values: &[Arc<Named>],
    agencies: &Rows,
) -> Option<f64> {
    if per == "population" { population(index, by, values) } else { of_agencies(index, by, values, agencies.clone()) }
}

/// The agencies that rates are of: those that exist, under the filters that say which agencies are meant.
pub(super) fn agencies(index: &Index, conditions: &[Condition]) -> Rows {
    let Some(table) = index.table("agency") else { return Rows::new() };
    let rows_of = |name: &str, word: &str| {
        let column = table.column(name)?;
        Some(column.rows(column.word(word).ok()?).into_owned())
    };
    let mut rows = rows_of("status", "current").unwrap_or_default();
    for condition in conditions {
        let kind = agency::TABLE.column("kind").filter(|_| condition.column.name == "agency_kind");
        match (condition.column.name, kind) {
            ("region" | "agency", _) => rows &= condition.rows(index, table),
            (_, Some(column)) => rows &= condition.on(column).rows(index, table),
            _ => {}
        }
    }
    rows
}

fn population(index: &Index, by: &[Dimension], values: &[Arc<Named>]) -> Option<f64> {
    let regions = index.table("region")?;
    // A region lies within its province: where both are asked for, the region is the smaller one.
    let of = |name: &str| by.iter().position(|dimension| dimension.name == name);
    let place = of("region").or_else(|| of("province"))?;
    let row = regions.ids.row(values.get(place)?.value.as_str()?)?;
    let column = regions.column("population")?;
    let Values::Integers(numbers) = &column.values else { return None };
    let population = numbers.get(column.rank(row) as usize)?;
    Some(f64::from(*population) / MILLION)
}

fn of_agencies(index: &Index, by: &[Dimension], values: &[Arc<Named>], mut rows: Rows) -> Option<f64> {
    let table = index.table("agency")?;
    for (dimension, named) in by.iter().zip(values) {
        let (column, rank) = match (dimension.name, &named.value) {
            ("region", Json::String(id)) => {
                let column = table.column("region_id")?;
                (column, index.table("region")?.ids.row(id))
            }
            ("province", Json::String(id)) => (table.column("region")?, index.table("region")?.ids.row(id)),
            ("agency_kind", Json::String(kind)) => {
                let column = table.column("kind")?;
                (column, column.word(kind).ok())
            }
            ("agency", Json::String(_)) => return Some(1.0),
            ("region" | "province", _) => {
                rows &= table.column("region_id")?.null();
                continue;
            }
            _ => continue,
        };
        rows &= &*column.rows(rank?);
    }
    // Counts of agencies are far below 2^53.
    #[allow(clippy::cast_precision_loss, reason = "counts are small")]
    Some(rows.len() as f64)
}

/// The newest date of a population.
pub(super) fn population_date(index: &Index, per: &str) -> Option<String> {
    let column = index.table("region").filter(|_| per == "population")?.column("population_date")?;
    let Values::Words(words) = &column.values else { return None };
    words.last().cloned()
}
