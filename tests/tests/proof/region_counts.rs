//! What each region has: the counts in its row are those that lists and statistics give of it.

use std::collections::HashMap;

use inovasi_tests::generator::{Size, generate};
use serde_json::{Value, json};

use crate::database::each;
use crate::promise_compare::whole;
use crate::service::{Service, ids_of, services};

/// Each column with the measure that it is.
const COLUMNS: [(&str, &str); 5] = [
    ("innovation_count", "innovations"),
    ("agency_count", "agencies"),
    ("award_count", "awards"),
    ("outcome_count", "outcomes"),
    ("replication_count", "replications"),
];

/// The counts of statistics under a filter, by the names of the columns.
async fn counted(service: &Service, filter: &str) -> HashMap<&'static str, u64> {
    let measures = COLUMNS.map(|(_, measure)| measure).join(",");
    let stats = service.get(&format!("/v1/stats?by=year_basis&measure={measures}&{filter}")).await;
    COLUMNS.iter().map(|(name, measure)| (*name, stats["meta"]["totals"][measure].as_u64().unwrap())).collect()
}

fn count(row: &Value, name: &str) -> u64 {
    row[name].as_u64().unwrap_or_else(|| panic!("no {name}: {row}"))
}

/// Every region, or as many as a test has time for, against lists and statistics.
async fn regions_are_as_counted(service: &Service, step: usize) -> Vec<Value> {
    let rows = whole(service, "/v1/regions?limit=1000").await;
    for row in rows.iter().step_by(step) {
        let id = row["id"].as_str().unwrap();
        let listed = service.get(&format!("/v1/innovations?region={id}&limit=1")).await["meta"]["total"].clone();
        assert_eq!(row["innovation_count"], listed, "{id}");
        let counted = counted(service, &format!("region={id}")).await;
        for (name, measure) in COLUMNS {
            assert_eq!(count(row, name), counted[name], "{id}: {measure}");
        }
    }
    rows
}

#[tokio::test]
async fn a_region_has_what_lists_and_statistics_say_of_it() {
    for service in services("region_counts").await {
        let rows = regions_are_as_counted(&service, 1).await;
        assert_eq!(rows.len(), 553);
        let of = |id: &str| rows.iter().find(|row| row["id"] == id).unwrap();
        // The country has everything that has a region.
        let all = counted(&service, "region_id=!null").await;
        for (name, _) in COLUMNS {
            assert_eq!(count(of("ID"), name), all[name], "{name}");
            assert!(all[name] > 0, "{name}");
        }
        // A province has its own and that of what lies below it.
        for province in rows.iter().filter(|row| row["level"] == 1) {
            let id = province["id"].as_str().unwrap();
            let own = counted(&service, &format!("region_id={id}")).await;
            for (name, _) in COLUMNS {
                let below = rows.iter().filter(|row| row["parent_id"] == id).map(|row| count(row, name)).sum::<u64>();
                // An agency with innovations in two places is one agency of what is above both.
                if name == "agency_count" {
                    assert!(count(province, name) <= own[name] + below, "{id}: {name}");
                } else {
                    assert_eq!(count(province, name), own[name] + below, "{id}: {name}");
                }
            }
        }
    }
}

#[tokio::test]
async fn a_made_up_catalogue_counts_the_same() {
    let package = inovasi::bundled_package().unwrap();
    for database in each("region_counts_made").await {
        generate(&database.connection, &package, Size::of(4000)).await.unwrap();
        let service = Service::over(database).await;
        let rows = regions_are_as_counted(&service, 7).await;
        assert!(rows.iter().filter(|row| count(row, "replication_count") > 0).count() > 100);
    }
}

#[tokio::test]
async fn counts_of_regions_are_filtered_sorted_and_the_same_on_both_faces() {
    for service in services("region_counts_faces").await {
        let rows = whole(&service, "/v1/regions?limit=1000").await;
        let mut ranked: Vec<(u64, &str)> =
            rows.iter().map(|row| (count(row, "innovation_count"), row["id"].as_str().unwrap())).collect();
        ranked.sort_by_key(|(number, id)| (u64::MAX - number, *id));
        let expected: Vec<&str> = ranked.iter().map(|(_, id)| *id).collect();
        let found = whole(&service, "/v1/regions?sort=-innovation_count&limit=100").await;
        assert_eq!(found.iter().map(|row| row["id"].as_str().unwrap()).collect::<Vec<_>>(), expected);
        let expected = rows.iter().filter(|row| count(row, "award_count") >= 5 && row["level"] == 1);
        let expected: Vec<&str> = expected.map(|row| row["id"].as_str().unwrap()).collect();
        let found = service.get("/v1/regions?award_count=5..&level=1&limit=1000").await;
        assert!(!expected.is_empty());
        assert_eq!(ids_of(&found), expected);
        let text = "{ region(slug: \"ID-35\") { innovationCount agencyCount awardCount outcomeCount replicationCount } \
                    regions(first: 1000, filter: {awardCount: {gte: 5}, level: {in: [1]}}) { nodes { slug } } }";
        let told = service.query(text).await;
        let row = service.get("/v1/regions/ID-35").await["data"].clone();
        let same = json!({
            "innovationCount": row["innovation_count"], "agencyCount": row["agency_count"],
            "awardCount": row["award_count"], "outcomeCount": row["outcome_count"],
            "replicationCount": row["replication_count"],
        });
        assert_eq!(told["region"], same);
        let slugs: Vec<&str> =
            told["regions"]["nodes"].as_array().unwrap().iter().map(|node| node["slug"].as_str().unwrap()).collect();
        assert_eq!(slugs, expected);
    }
}
