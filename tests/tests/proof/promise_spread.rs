//! What is worked out of replications and outcomes.

use inovasi_tests::promise::{outcome_changes, replication_counts, replications};
use serde_json::{Value, json};

use crate::promise_compare::{PACKAGE, same, whole, whole_graphql};
use crate::service::services;

/// A row's id and some of its columns.
fn columns(row: &Value, names: &[&str]) -> Value {
    let mut object = json!({"id": row["id"]});
    for name in names {
        assert!(row.get(*name).is_some(), "no {name}: {row}");
        object[*name] = row[*name].clone();
    }
    object
}

#[tokio::test]
async fn replications_tell_how_far_and_how_long() {
    let names = ["origin_region_id", "target_region_id", "region_pair", "km", "years"];
    let expected: Vec<Value> = replications(&PACKAGE)
        .into_iter()
        .map(|(id, mut worked)| {
            worked["id"] = id.into();
            worked
        })
        .collect();
    assert!(expected.iter().filter(|row| row["km"].is_u64()).count() > 50);
    for service in services("promise_replications").await {
        let found = whole(&service, "/v1/replications?limit=1000").await;
        same("replications", &found.iter().map(|row| columns(row, &names)).collect::<Vec<_>>(), &expected);
        let nodes = "slug originRegion { slug } targetRegion { slug } regionPair km years";
        let nodes = whole_graphql(&service, "replications", "", 50, nodes).await;
        let found: Vec<Value> = nodes
            .iter()
            .map(|node| {
                json!({
                    "id": node["slug"], "origin_region_id": node["originRegion"]["slug"],
                    "target_region_id": node["targetRegion"]["slug"], "region_pair": node["regionPair"], "km": node["km"], "years": node["years"],
                })
            })
            .collect();
        same("replications in GraphQL", &found, &expected);
        // From Jakarta to Kabupaten Mimika, the farthest.
        let farthest = service.get("/v1/replications?sort=-km&limit=1").await["data"][0].clone();
        assert_eq!((&farthest["km"], &farthest["target_region_id"]), (&json!(3338), &json!("ID-94.04")));
        let far = whole(&service, "/v1/replications?km=1000..&limit=1000").await;
        let expected: Vec<Value> =
            expected.iter().filter(|row| row["km"].as_u64() >= Some(1000)).map(|row| row["id"].clone()).collect();
        same("km=1000..", &far.iter().map(|row| row["id"].clone()).collect::<Vec<_>>(), &expected);
    }
}

#[tokio::test]
async fn innovations_tell_how_often_they_were_replicated() {
    let expected: Vec<Value> = replication_counts(&PACKAGE)
        .into_iter()
        .map(|(id, count)| json!({"id": id, "replication_count": count}))
        .collect();
    for service in services("promise_most_replicated").await {
        let found = whole(&service, "/v1/innovations?sort=id&limit=1000").await;
        same(
            "innovations",
            &found.iter().map(|row| columns(row, &["replication_count"])).collect::<Vec<_>>(),
            &expected,
        );
        let mut ranked = expected.clone();
        ranked.sort_by_key(|row| {
            (u64::MAX - row["replication_count"].as_u64().unwrap(), row["id"].as_str().unwrap().to_owned())
        });
        let found = whole(&service, "/v1/innovations?sort=-replication_count&limit=1000").await;
        same("most first", &found.iter().map(|row| columns(row, &["replication_count"])).collect::<Vec<_>>(), &ranked);
        ranked.retain(|row| row["replication_count"].as_u64() >= Some(2));
        let order = "filter: {replicationCount: {gte: 2}} orderBy: [{field: REPLICATION_COUNT, direction: DESC}]";
        let nodes = whole_graphql(&service, "innovations", order, 50, "slug replicationCount").await;
        let found: Vec<Value> = nodes
            .iter()
            .map(|node| json!({"id": node["slug"], "replication_count": node["replicationCount"]}))
            .collect();
        same(order, &found, &ranked);
        // What is counted is what the filter finds.
        let replicated = service.get("/v1/innovations?replicated=true&limit=1").await["meta"]["total"].clone();
        assert_eq!(replicated, expected.iter().filter(|row| row["replication_count"] != 0).count());
    }
}

#[tokio::test]
async fn outcomes_tell_what_changed() {
    let expected = outcome_changes(&PACKAGE);
    let close = |found: &Value, expected: Option<f64>| match (found.as_f64(), expected) {
        (Some(found), Some(expected)) => (found - expected).abs() <= expected.abs() * 1e-9,
        (None, None) => found.is_null(),
        _ => false,
    };
    for service in services("promise_outcomes").await {
        let rows = whole(&service, "/v1/outcomes?limit=1000").await;
        assert_eq!(rows.len(), expected.len());
        for row in &rows {
            let (change, relative) = expected[row["id"].as_str().unwrap()];
            assert!(close(&row["change"], change), "change is {change:?}: {row}");
            assert!(close(&row["relative_change"], relative), "relative_change is {relative:?}: {row}");
        }
        let nodes = whole_graphql(&service, "outcomes", "", 50, "slug change relativeChange").await;
        let found: Vec<Value> = nodes
            .iter()
            .map(
                |node| json!({"id": node["slug"], "change": node["change"], "relative_change": node["relativeChange"]}),
            )
            .collect();
        let rows: Vec<Value> = rows.iter().map(|row| columns(row, &["change", "relative_change"])).collect();
        same("outcomes in GraphQL", &found, &rows);
        // The stay in hospital went from 7.91 to 4.51 days.
        let stay = service.get("/v1/outcomes/e-va-centil-provinsi-jawa-tengah--9fad5e1f5e").await["data"].clone();
        assert_eq!(stay["relative_change"], json!(-0.4298));
        let fell = service.get("/v1/outcomes?relative_change=..0&limit=1").await["meta"]["total"].clone();
        let falls = |(_, relative): &&(Option<f64>, Option<f64>)| relative.is_some_and(|relative| relative <= 0.0);
        assert_eq!(fell, expected.values().filter(falls).count());
    }
}

#[tokio::test]
async fn a_source_tells_what_rests_on_it() {
    for service in services("promise_supports").await {
        let found = service.get("/v1/sources/s013").await["data"]["supports"].clone();
        let found = found.as_array().unwrap();
        assert!(found.iter().any(|support| support["table"] == "innovations"), "{found:?}");
        for support in found {
            let page = service.get(&format!("{}&limit=1", support["url"].as_str().unwrap())).await;
            assert_eq!(page["meta"]["total"], support["total"], "{support}");
        }
        let text = "{ source(slug: \"s013\") { supports { table totalCount url } } }";
        let told = service.query(text).await["source"]["supports"].clone();
        let told: Vec<Value> = told
            .as_array()
            .unwrap()
            .iter()
            .map(|one| json!({"table": one["table"], "total": one["totalCount"], "url": one["url"]}))
            .collect();
        assert_eq!(&told, found);
    }
}

/// Rows of derived tables in the documents are those that the service answers.
#[tokio::test]
async fn examples_of_rows_that_are_worked_out_are_true() {
    let document: Value = serde_json::from_str(inovasi::openapi_document()).unwrap();
    for service in services("promise_examples").await {
        for (schema, path) in [("ComplianceRow", "/v1/compliance"), ("Coverage", "/v1/coverage")] {
            let example = document["components"]["schemas"][schema]["examples"][0].clone();
            let id = example["id"].as_str().unwrap();
            assert_eq!(service.get(&format!("{path}?ids={id}")).await["data"], json!([example]));
        }
        let path = "/v1/innovations/{id}/lineage";
        let parameters = document["paths"][path]["get"]["parameters"].as_array().unwrap();
        let id = parameters.iter().find(|one| one["name"] == "id").unwrap()["example"].as_str().unwrap();
        let said = example(&document, path);
        let uri = said["links"]["self"].as_str().unwrap();
        assert!(uri.contains(id), "{uri}");
        let found = service.get(uri).await;
        assert_eq!((&found["data"], &found["meta"]), (&said["data"], &said["meta"]), "{uri}");
        for path in ["/v1/compliance/summary", "/v1/stats"] {
            let said = example(&document, path);
            let found = service.get(said["links"]["self"].as_str().unwrap()).await;
            assert_eq!((&found["data"], &found["meta"]), (&said["data"], &said["meta"]), "{path}");
        }
    }
}

/// The example of what an address answers.
fn example<'a>(document: &'a Value, path: &str) -> &'a Value {
    &document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["example"]
}

/// What examples say of completeness is what the service says, of every list and every row that is shown.
#[tokio::test]
async fn examples_say_how_complete_an_answer_is() {
    let document: Value = serde_json::from_str(inovasi::openapi_document()).unwrap();
    for service in services("promise_examples_told").await {
        for table in inovasi_schema::listed_tables() {
            let path = format!("/v1/{}", table.path());
            // The row of compliance that is shown is of this year; other lists are shown unfiltered.
            let asked = if table.name == "compliance_row" { "year=2016&limit=1" } else { "limit=1" };
            let found = service.get(&format!("{path}?{asked}")).await;
            let searched = &document["paths"][format!("{path}/search")]["post"]["responses"]["200"]["content"];
            for said in [example(&document, &path), &searched["application/json"]["example"]] {
                assert_eq!(found["meta"]["coverage"], said["meta"]["coverage"], "{path}?{asked}");
            }
            let said = example(&document, &format!("{path}/{{id}}"));
            let uri = said["links"]["self"].as_str().unwrap();
            assert_eq!(service.get(uri).await["meta"]["coverage"], said["meta"]["coverage"], "{uri}");
        }
    }
}
