//! What an agency's own row says of the promise, and what its page and a row's page show.

use inovasi_tests::promise::{Reckoned, streaks};
use serde_json::{Value, json};

use crate::promise_compare::{COMPLIANCE_NODE, RECKONED, compliance_of_node, same, whole, whole_graphql};
use crate::service::{ids_of, services};

/// The columns that are worked out.
const COLUMNS: [&str; 5] = ["streak", "streak_from", "streak_to", "first_met", "last_met"];

/// A row's id and those columns.
fn streak_of(row: &Value) -> Value {
    let mut object = json!({"id": row["id"]});
    for name in COLUMNS {
        assert!(row.get(name).is_some(), "no {name}: {row}");
        object[name] = row[name].clone();
    }
    object
}

/// Every agency's streak as such a row, by id.
fn expected() -> Vec<Value> {
    let all = streaks(&RECKONED);
    all.iter()
        .map(|(agency, streak)| {
            let mut object = json!({"id": agency});
            for (name, value) in streak.json().as_object().unwrap() {
                object[name] = value.clone();
            }
            object
        })
        .collect()
}

#[tokio::test]
async fn every_agency_s_streak_is_that_of_its_years() {
    let expected = expected();
    let streak = |row: &Value| row["streak"].as_u64().unwrap();
    for service in services("promise_streaks").await {
        let rows = whole(&service, "/v1/agencies?limit=1000").await;
        same("all agencies", &rows.iter().map(streak_of).collect::<Vec<_>>(), &expected);
        let mut ranked = expected.clone();
        ranked.sort_by_key(|row| (u64::MAX - streak(row), row["id"].as_str().unwrap().to_owned()));
        let rows = whole(&service, "/v1/agencies?limit=100&sort=-streak").await;
        same("sort=-streak", &rows.iter().map(streak_of).collect::<Vec<_>>(), &ranked);
        let nodes = "slug streak streakFrom streakTo firstMet lastMet";
        let nodes =
            whole_graphql(&service, "agencies", "orderBy: [{field: STREAK, direction: DESC}]", 500, nodes).await;
        let found: Vec<Value> = nodes
            .iter()
            .map(|node| {
                json!({
                    "id": node["slug"], "streak": node["streak"], "streak_from": node["streakFrom"],
                    "streak_to": node["streakTo"], "first_met": node["firstMet"], "last_met": node["lastMet"],
                })
            })
            .collect();
        same("orderBy STREAK", &found, &ranked);
        type Keeps = fn(&Value) -> bool;
        let filters: [(&str, Keeps); 7] = [
            ("streak=2..", |row| row["streak"].as_u64() >= Some(2)),
            ("streak=0", |row| row["streak"] == 0),
            ("streak=!0,1", |row| row["streak"].as_u64() > Some(1)),
            ("first_met=2014", |row| row["first_met"] == 2014),
            ("last_met=null", |row| row["last_met"].is_null()),
            ("last_met=2023..", |row| row["last_met"].as_u64() >= Some(2023)),
            ("streak_from=2015&streak_to=2019", |row| row["streak_from"] == 2015 && row["streak_to"] == 2019),
        ];
        for (filter, keeps) in filters {
            let found = whole(&service, &format!("/v1/agencies?limit=1000&{filter}")).await;
            let kept: Vec<Value> = expected.iter().filter(|row| keeps(row)).cloned().collect();
            assert!(!kept.is_empty(), "{filter} finds some");
            same(filter, &found.iter().map(streak_of).collect::<Vec<_>>(), &kept);
        }
        let found = service.get("/v1/agencies?sort=-streak&limit=2&fields=streak,streak_from,streak_to").await;
        let leaders = json!([
            {"id": "kabupaten-banyuwangi", "streak": 5, "streak_from": 2015, "streak_to": 2019},
            {"id": "provinsi-jawa-timur", "streak": 5, "streak_from": 2014, "streak_to": 2018},
        ]);
        assert_eq!(found["data"], leaders);
        service.problem("GET", "/v1/agencies?streak=two", 400, "invalid_parameter").await;
    }
}

#[tokio::test]
async fn an_agency_s_page_has_its_record() {
    for service in services("promise_pages").await {
        for agency in [
            "kota-balikpapan",
            "kabupaten-banyuwangi",
            "kementerian-hukum-dan-hak-asasi-manusia",
            "provinsi-papua-selatan",
        ] {
            let page = service.get(&format!("/v1/agencies/{agency}")).await;
            let nested = page["data"]["compliance"].as_array().unwrap();
            let listed = whole(&service, &format!("/v1/compliance?agency_id={agency}&with_units=true,false")).await;
            // Each row is shaped as in its own list, and no year is left out.
            for row in nested {
                let own = listed.iter().find(|one| one["id"] == row["id"]);
                same(agency, std::slice::from_ref(row), &own.cloned().into_iter().collect::<Vec<_>>());
            }
            let with_units: Vec<&str> = RECKONED
                .iter()
                .filter(|row| row.with_units && row.agency == agency)
                .map(|row| row.id.as_str())
                .collect();
            for id in with_units {
                assert!(nested.iter().any(|row| row["id"] == id), "{agency}: no {id}");
            }
            assert!(page["data"]["streak"].is_u64(), "{agency}: the streak stands in details, too");
        }
        let text = "{ agency(slug: \"kabupaten-banyuwangi\") { streak streakFrom streakTo } }";
        let agency = service.query(text).await["agency"].clone();
        assert_eq!(agency, json!({"streak": 5, "streakFrom": 2015, "streakTo": 2019}));
    }
}

#[tokio::test]
async fn a_row_of_compliance_has_a_page_of_its_own() {
    for service in services("promise_row_pages").await {
        for id in [
            "kota-balikpapan--2016",
            "kota-balikpapan--2016--own",
            "kabupaten-banyuwangi--2016",
            "kabupaten-banyuwangi--2016--own",
            "pt-angkasa-pura-i-persero--2016",
        ] {
            let expected = RECKONED.iter().find(|row| row.id == id).map(Reckoned::json).unwrap();
            let page = service.get(&format!("/v1/compliance/{id}")).await;
            let data = page["data"].as_object().unwrap();
            let own = expected.as_object().unwrap();
            let found: serde_json::Map<String, Value> = data
                .iter()
                .filter(|(key, _)| own.contains_key(*key))
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect();
            same(id, &[found.into()], std::slice::from_ref(&expected));
            let text = format!("{{ complianceRow(slug: \"{id}\") {{ {COMPLIANCE_NODE} }} }}");
            same(id, &[compliance_of_node(&service.query(&text).await["complianceRow"])], &[expected]);
        }
        for absent in ["kota-balikpapan--2013", "kota-balikpapan--2026", "kota-balikpapan", "kota-x--2016", "--2016"] {
            service.problem("GET", &format!("/v1/compliance/{absent}"), 404, "not_found").await;
        }
        let (_, body) = service.post(&json!({"query": "{ complianceRow(slug: \"kota-x--2016\") { year } }"})).await;
        assert_eq!(body["errors"][0]["extensions"]["code"], "not_found", "{body}");
        // The ids of a list lead to pages.
        for id in ids_of(&service.get("/v1/compliance?status=met&limit=5").await) {
            assert_eq!(service.get(&format!("/v1/compliance/{id}")).await["data"]["status"], "met");
        }
    }
}
