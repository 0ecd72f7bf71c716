//! The kept promise, row by row: what the catalogue says of every agency and year is what the files say, reckoned a
//! second time by other means.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::promise_compare::{PACKAGE, RECKONED, lies_in, reckoned, same, whole};
use crate::service::services;

/// The columns in their order.
const COLUMNS: [&str; 10] = [
    "id",
    "agency_id",
    "year",
    "required",
    "innovations",
    "innovation_ids",
    "status",
    "basis",
    "with_units",
    "mandate_id",
];

#[tokio::test]
async fn every_row_is_the_one_that_the_files_give() {
    assert_eq!(
        RECKONED.len(),
        PACKAGE.agencies.rows.len() * 12 * 2,
        "every agency, every year, with and without units"
    );
    for service in services("promise_rows").await {
        for with_units in [true, false] {
            let uri = format!("/v1/compliance?limit=1000&with_units={with_units}");
            let found = whole(&service, &uri).await;
            same(&uri, &found, &reckoned(|row| row.with_units == with_units));
            let columns: Vec<&String> = found[0].as_object().unwrap().keys().collect();
            assert_eq!(columns, COLUMNS, "the order of the columns");
        }
        let page = service.get("/v1/compliance").await;
        assert_eq!(page["meta"]["limit"], 1000, "rows of a page if nothing is said");
        same("without a word of units", page["data"].as_array().unwrap(), &reckoned(|row| row.with_units)[..1000]);
    }
}

/// What some agencies have, year by year from 2014 to 2025, worked out by hand: m for met, - for not recorded, o for not
/// obligated.
const BY_HAND: &[(&str, &str)] = &[
    // Named a role model of reform, and yet nothing of it is recorded.
    ("kota-balikpapan", "------------"),
    ("kabupaten-banyuwangi", "-mmmmm-m---m"),
    // Founded on 21 October 2024: not there on the first of January of that year.
    ("kementerian-komunikasi-dan-digital", "ooooooooooom"),
    // Founded in 2025, nobody says on which day.
    ("kementerian-haji-dan-umrah", "oooooooooooo"),
    // Ended on 20 October 2024: there on the first of January of that year.
    ("kementerian-hukum-dan-hak-asasi-manusia", "mmmm--m----o"),
    ("kementerian-koordinator-bidang-kemaritiman-dan-investasi", "oooooo-----o"),
    ("badan-ekonomi-kreatif", "------oooooo"),
    // Founded in 2022.
    ("provinsi-papua-selatan", "ooooooooo---"),
    // Gone, nobody says since when: there in the years in which something of it is recorded.
    ("pt-angkasa-pura-i-persero", "oomooooooooo"),
    ("kementerian-lingkungan-hidup", "oooooooooooo"),
];

fn signs(rows: &[Value]) -> String {
    let mut by_year = BTreeMap::new();
    for row in rows {
        let sign = match row["status"].as_str().unwrap() {
            "met" => 'm',
            "not_recorded" => '-',
            "not_obligated" => 'o',
            other => panic!("no status {other}"),
        };
        by_year.insert(row["year"].as_i64().unwrap(), sign);
    }
    by_year.into_values().collect()
}

#[tokio::test]
async fn an_agency_counts_while_it_was_there() {
    let mut changed = Vec::new();
    for agency in &PACKAGE.agencies.rows {
        let within = |date: Option<&str>| date.is_some_and(|date| ("2014".."2026").contains(&date));
        if within(agency.text("active_from")) || within(agency.text("active_to")) || agency.is("status", "former") {
            changed.push(agency.id());
        }
    }
    assert_eq!(changed.len(), 63, "agencies that began, ended or are gone");
    for service in services("promise_existence").await {
        for (agency, expected) in BY_HAND {
            let found = whole(&service, &format!("/v1/compliance?agency_id={agency}")).await;
            assert_eq!(signs(&found), *expected, "{agency}, 2014 to 2025");
        }
        for agency in &changed {
            let uri = format!("/v1/compliance?agency_id={agency}&with_units=true,false");
            same(agency, &whole(&service, &uri).await, &reckoned(|row| row.agency == *agency));
        }
        // The new ministry has its year by a unit alone; so the two rows of one year differ.
        let of = |suffix: &str| format!("/v1/compliance/kementerian-komunikasi-dan-digital--2025{suffix}");
        assert_eq!(service.get(&of("")).await["data"]["status"], "met");
        assert_eq!(service.get(&of("--own")).await["data"]["status"], "not_recorded");
    }
}

#[tokio::test]
async fn the_year_2016_is_counted_by_hand() {
    for service in services("promise_2016").await {
        for (filter, expected) in [
            ("year=2016", [("not_recorded", 855), ("not_obligated", 46), ("met", 41)]),
            ("year=2016&with_units=false", [("not_recorded", 869), ("not_obligated", 46), ("met", 27)]),
            ("year=2016&enumerated=true", [("not_recorded", 621), ("not_obligated", 46), ("met", 16)]),
        ] {
            let page = service.get(&format!("/v1/compliance?{filter}&facets=status&limit=1")).await;
            let facet: Vec<(&str, u64)> = page["facets"]["status"]
                .as_array()
                .unwrap()
                .iter()
                .map(|one| (one["value"].as_str().unwrap(), one["count"].as_u64().unwrap()))
                .collect();
            assert_eq!(facet, expected, "{filter}");
        }
        let enough = "/v1/compliance?year=2016&region=ID-35&enumerated=true&status=met";
        let found = service.get(enough).await;
        let agencies: Vec<&str> =
            found["data"].as_array().unwrap().iter().map(|row| row["agency_id"].as_str().unwrap()).collect();
        let expected: Vec<&str> = RECKONED
            .iter()
            .filter(|row| row.with_units && row.year == 2016 && lies_in(row, "ID-35"))
            .filter(|row| row.is_counted() && row.status == "met")
            .map(|row| row.agency.as_str())
            .collect();
        assert_eq!((agencies.len(), &agencies), (6, &expected), "governments of Jawa Timur");
    }
}
