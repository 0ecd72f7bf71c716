//! What is worked out of outcomes and replications.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::package::{Package, Row};

/// Mean radius of the earth in kilometres.
const RADIUS: f64 = 6_371.008_8;

/// Change and relative change of every outcome, by its id.
#[must_use]
pub fn outcome_changes(package: &Package) -> BTreeMap<String, (Option<f64>, Option<f64>)> {
    let mut changes = BTreeMap::new();
    for outcome in &package.outcomes.rows {
        // Bounds are no numbers: by hand, so that another rule than the service's tells them.
        let bounded = ["<", ">"].iter().any(|sign| {
            ["value_before", "value_after"]
                .iter()
                .any(|name| outcome.text(name).is_some_and(|value| value.contains(sign)))
        });
        let numbers = outcome.real("number_before").zip(outcome.real("number_after")).filter(|_| !bounded);
        let change = numbers.map(|(before, after)| after - before);
        let relative = numbers.filter(|(before, _)| *before != 0.0);
        let relative = relative.map(|(before, after)| ((after - before) / before * 10_000.0).round() / 10_000.0);
        changes.insert(outcome.id().to_owned(), (change, relative));
    }
    changes
}

/// The columns worked out of every replication, by its id.
#[must_use]
pub fn replications(package: &Package) -> BTreeMap<String, Value> {
    let mut worked = BTreeMap::new();
    for replication in &package.replications.rows {
        let innovation = replication.text("innovation_id").and_then(|id| package.innovations.get(id));
        let agency = replication.text("agency_id").and_then(|id| package.agencies.get(id));
        let origin = innovation.and_then(|innovation| innovation.text("region_id"));
        let target = replication.text("region_id").or_else(|| agency.and_then(|agency| agency.text("region_id")));
        let years = replication.number("year").zip(innovation.and_then(|innovation| innovation.number("year")));
        let points = point(package, origin).zip(point(package, target));
        worked.insert(
            replication.id().to_owned(),
            json!({
                "origin_region_id": origin,
                "target_region_id": target,
                "region_pair": origin.zip(target).map(|(from, to)| format!("{from}--{to}")),
                "km": points.map(|(one, other)| distance(one, other).round() as i64),
                "years": years.map(|(copied, made)| copied - made),
            }),
        );
    }
    worked
}

/// Latitude and longitude of a region in radians. A country is no place to measure from.
fn point(package: &Package, region: Option<&str>) -> Option<(f64, f64)> {
    let region = package.regions.get(region?).filter(|region| !region.is("level", "0"))?;
    Some((region.real("latitude")?.to_radians(), region.real("longitude")?.to_radians()))
}

/// The way along a great circle in kilometres, by haversines.
fn distance((from, from_east): (f64, f64), (to, to_east): (f64, f64)) -> f64 {
    let half = |angle: f64| (angle / 2.0).sin().powi(2);
    let haversine = half(to - from) + from.cos() * to.cos() * half(to_east - from_east);
    2.0 * RADIUS * haversine.sqrt().asin()
}

/// Whether a replication counts if nothing else is asked for.
fn counts(replication: &Row) -> bool {
    replication.is("status", "stated") && replication.is("internal", "false")
}

/// How many replications of every innovation count, by its id.
#[must_use]
pub fn replication_counts(package: &Package) -> BTreeMap<String, u64> {
    let mut numbers = BTreeMap::new();
    for innovation in &package.innovations.rows {
        let of_it = package.replications.rows.iter().filter(|one| one.is("innovation_id", innovation.id()));
        numbers.insert(innovation.id().to_owned(), of_it.filter(|one| counts(one)).count() as u64);
    }
    numbers
}
