//! Summaries of compliance rows.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::package::Package;
use super::reckon::Reckoned;
use super::share;

/// What the rows of one combination count.
#[derive(Debug, Default)]
struct Counts {
    obligated: u64,
    met: u64,
    stated: u64,
    by_edition: u64,
}

impl Counts {
    fn add(&mut self, row: &Reckoned) {
        self.obligated += u64::from(row.is_counted());
        if row.status == "met" {
            self.met += 1;
            self.stated += u64::from(matches!(row.basis.as_deref(), Some("implemented" | "initiated")));
            self.by_edition += u64::from(row.basis.as_deref() == Some("competition_edition"));
        }
    }
}

/// The key of a dimension in a row.
fn key(by: &str) -> String {
    if ["region", "province"].contains(&by) { format!("{by}_id") } else { by.to_owned() }
}

fn value(row: &Reckoned, by: &str) -> Value {
    match by {
        "region" => json!(row.regions.first()),
        "province" => json!(row.province),
        "agency_kind" => json!(row.kind),
        "year" => json!(row.year),
        other => panic!("no dimension {other}"),
    }
}

/// The rows of a summary without their labels: by each dimension in turn, values going up, null last.
#[must_use]
pub fn summary(rows: &[&Reckoned], by: &[&str]) -> Vec<Value> {
    let kinds = by.contains(&"agency_kind");
    // Texts of JSON in order are values in order: years have four digits each, ids begin with a quote, and null comes
    // after both.
    let mut groups: BTreeMap<Vec<String>, (Vec<Value>, Counts)> = BTreeMap::new();
    for row in rows {
        // Kinds whose agencies are not all known are shown by kind alone, and there only where something is recorded.
        if row.is_counted() || kinds && !row.enumerated && row.status == "met" {
            let values: Vec<Value> = by.iter().map(|name| value(row, name)).collect();
            let place = values.iter().map(Value::to_string).collect();
            groups.entry(place).or_insert_with(|| (values, Counts::default())).1.add(row);
        }
    }
    let mut summed = Vec::new();
    for (values, counts) in groups.into_values() {
        let mut object = Map::new();
        for (name, value) in by.iter().zip(values) {
            object.insert(key(name), value);
        }
        let obligated = Some(counts.obligated).filter(|obligated| *obligated > 0);
        object.insert("obligated".into(), json!(obligated));
        object.insert("met".into(), json!(counts.met));
        object.insert("met_stated".into(), json!(counts.stated));
        object.insert("met_by_edition".into(), json!(counts.by_edition));
        object.insert("recorded_rate".into(), json!(obligated.and_then(|whole| share(counts.met, whole))));
        summed.push(object.into());
    }
    summed
}

/// The sums over all rows that count for a rate.
#[must_use]
pub fn totals(rows: &[&Reckoned]) -> Value {
    let mut counts = Counts::default();
    for row in rows.iter().filter(|row| row.is_counted()) {
        counts.add(row);
    }
    json!({
        "obligated": counts.obligated,
        "met": counts.met,
        "met_stated": counts.stated,
        "met_by_edition": counts.by_edition,
    })
}

/// What the values of a dimension are called in the package's own language.
#[must_use]
pub fn labels(package: &Package, by: &str) -> BTreeMap<String, String> {
    let mut labels = BTreeMap::new();
    match by {
        "region" | "province" => {
            for region in &package.regions.rows {
                labels.insert(region.id().to_owned(), region.text("name").unwrap_or_default().to_owned());
            }
        }
        "agency_kind" => {
            for code in package.codes.rows.iter().filter(|code| code.is("codelist", "agency_kind")) {
                let (name, label) = (code.text("code"), code.text("label"));
                labels.insert(name.unwrap_or_default().to_owned(), label.unwrap_or_default().to_owned());
            }
        }
        _ => {
            for year in package.from..=package.to {
                labels.insert(year.to_string(), year.to_string());
            }
        }
    }
    labels
}
