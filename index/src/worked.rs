//! Columns worked out of a row's own: what an outcome changed, how far a replication went, how often an innovation was
//! replicated.

use std::collections::HashSet;

use inovasi_entity::outcome;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use crate::column::Column;
use crate::made::{integers, numbers, references, words};
use crate::table::Index;

/// Mean radius of the earth, kilometres.
const RADIUS: f64 = 6371.0088;

/// Outcomes of which a printed value is more or less than its number says, as ids.
pub(crate) struct Bounds(HashSet<String>);

impl Bounds {
    /// Reads them: the index keeps no texts.
    pub(crate) async fn read(database: &impl ConnectionTrait) -> Result<Self, DbErr> {
        let found: Vec<(String, Option<String>, Option<String>)> = outcome::Entity::find()
            .select_only()
            .columns([outcome::Column::Id, outcome::Column::ValueBefore, outcome::Column::ValueAfter])
            .filter(outcome::Column::NumberBefore.is_not_null())
            .filter(outcome::Column::NumberAfter.is_not_null())
            .into_tuple()
            .all(database)
            .await?;
        let bounded = |value: &Option<String>| value.as_deref().is_some_and(|value| !is_exact(value));
        let ids = found.into_iter().filter(|(_, before, after)| bounded(before) || bounded(after));
        Ok(Self(ids.map(|(id, ..)| id).collect()))
    }
}

/// Whether a printed value is one number, perhaps with its unit: `>300`, `3–5` and `300+` are not.
fn is_exact(value: &str) -> bool {
    let value = value.trim();
    let unsigned = value.trim_start_matches(['-', '\u{2212}', '+']);
    let after = unsigned.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
    unsigned.starts_with(|c: char| c.is_ascii_digit())
        && !after.contains(|c: char| c.is_ascii_digit() || "<>\u{2264}\u{2265}~\u{b1}+\u{2013}".contains(c))
}

/// The columns, by table.
pub(crate) fn worked(index: &Index, bounds: &Bounds) -> Vec<(&'static str, &'static str, Column)> {
    let mut made = Vec::new();
    if let Some(innovations) = index.table("innovation") {
        let counts = (0..).take(innovations.ids.len()).map(|row| i32::try_from(index.replications(row)).ok());
        made.push(("innovation", "replication_count", integers(counts)));
    }
    if let Some(outcomes) = index.table("outcome") {
        let numbers_of = |name| move |row| outcomes.number(name, row);
        let (before, after) = (numbers_of("number_before"), numbers_of("number_after"));
        // More than 300 less 75 is no number that a source gives.
        let is_exact = |row: u32| !bounds.0.contains(outcomes.ids.id(row).as_ref());
        let change = |row| is_exact(row).then_some(rounded(after(row)? - before(row)?, 1e6));
        let relative = |row| {
            let before = before(row).filter(|before| *before != 0.0 && is_exact(row))?;
            Some(rounded((after(row)? - before) / before, 1e4))
        };
        let rows = || (0..).take(outcomes.ids.len());
        made.push(("outcome", "change", numbers(rows().map(change))));
        made.push(("outcome", "relative_change", numbers(rows().map(relative))));
    }
    made.extend(replications(index).unwrap_or_default());
    made
}

/// Less noise of binary fractions than a reader sees: 4.51 - 7.91 is -3.4.
fn rounded(number: f64, places: f64) -> f64 {
    let rounded = (number * places).round() / places;
    // Beyond what can be told apart so finely.
    if rounded.is_finite() { rounded } else { number }
}

fn replications(index: &Index) -> Option<Vec<(&'static str, &'static str, Column)>> {
    let (table, regions, innovations) =
        (index.table("replication")?, index.table("region")?, index.table("innovation")?);
    let agencies = index.table("agency")?;
    let origin = |row| innovations.reference("region_id", table.reference("innovation_id", row)?);
    let target = |row| {
        table
            .reference("region_id", row)
            .or_else(|| agencies.reference("region_id", table.reference("agency_id", row)?))
    };
    let km = |row| index.km(origin(row)?, target(row)?);
    let pair = |row| Some(format!("{}--{}", regions.ids.id(origin(row)?), regions.ids.id(target(row)?)));
    let years = |row| {
        let begun = innovations.integer("year", table.reference("innovation_id", row)?)?;
        Some(table.integer("year", row)? - begun)
    };
    let rows = || (0..).take(table.ids.len());
    let count = regions.ids.len();
    Some(vec![
        ("replication", "origin_region_id", references("region", count, rows().map(origin))),
        ("replication", "target_region_id", references("region", count, rows().map(target))),
        ("replication", "region_pair", words(rows().map(pair))),
        ("replication", "km", integers(rows().map(km))),
        ("replication", "years", integers(rows().map(years))),
    ])
}

impl Index {
    /// Whole kilometres between the points of two regions; None where either lacks one or is the whole country.
    #[must_use]
    pub fn km(&self, from: u32, to: u32) -> Option<i32> {
        let (from, to) = (self.place(from)?, self.place(to)?);
        // At most half the way around the earth, 20,015.
        #[allow(clippy::cast_possible_truncation, reason = "rounded and small")]
        Some(distance(from, to).round() as i32)
    }

    /// Where a region is; the whole country is no place that something is far from.
    fn place(&self, region: u32) -> Option<(f64, f64)> {
        self.table("region")?.integer("level", region).filter(|level| *level > 0)?;
        self.point(region)
    }

    /// Latitude and longitude of the point of a region.
    #[must_use]
    pub fn point(&self, region: u32) -> Option<(f64, f64)> {
        let regions = self.table("region")?;
        Some((regions.number("latitude", region)?, regions.number("longitude", region)?))
    }
}

/// Kilometres along the great circle between two points in degrees.
fn distance((lat_a, lon_a): (f64, f64), (lat_b, lon_b): (f64, f64)) -> f64 {
    let half = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
    let chord = half(lat_b - lat_a) + lat_a.to_radians().cos() * lat_b.to_radians().cos() * half(lon_b - lon_a);
    2.0 * RADIUS * chord.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::{distance, is_exact, rounded};

    #[test]
    fn a_bound_is_no_number() {
        for value in ["7.91", "7.5 billion rupiah", "-3", "1,100 people", " 90 "] {
            assert!(is_exact(value), "{value}");
        }
        for value in [">300", "<50", "3\u{2013}5 days", "300+", "about 20", "~7", "4 of 5"] {
            assert!(!is_exact(value), "{value}");
        }
    }

    #[test]
    fn a_degree_of_the_equator_is_111_km() {
        assert!((distance((0.0, 0.0), (0.0, 1.0)) - 111.195).abs() < 0.001);
        assert!((distance((0.0, 0.0), (0.0, 180.0)) - 20_015.115).abs() < 0.01);
    }

    #[test]
    fn a_difference_reads_as_its_digits_say() {
        assert!((rounded(4.51 - 7.91, 1e6) - -3.4).abs() < f64::EPSILON);
    }
}
