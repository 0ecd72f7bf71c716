//! What could be quoted wrongly: an agency counted twice, rates of what was picked, numbers of tiers within each other,
//! an edition that was not held, one replication drawn twice; and a package that says nothing of a promise.

use serde_json::{Value, json};

use crate::import::{bundled, edit, read};
use crate::service::{Service, services, services_of};

async fn sentence(service: &Service, uri: &str) -> String {
    let page = service.get(uri).await;
    page["meta"]["coverage"]["sentence"].as_str().unwrap_or_else(|| panic!("{uri}: {}", page["meta"])).to_owned()
}

#[tokio::test]
async fn a_summary_counts_an_agency_once_and_everybody_that_was_obliged() {
    for service in services("honest_summary").await {
        let once = service.get("/v1/compliance/summary?by=year&year=2014").await;
        assert_eq!(once["meta"]["totals"]["obligated"], 637);
        for wrong in ["with_units=true,false", "with_units=!true", "with_units=!null"] {
            let uri = format!("/v1/compliance/summary?by=year&{wrong}");
            let body = service.problem("GET", &uri, 400, "invalid_parameter").await;
            let fault = &body["errors"][0];
            assert_eq!((&fault["parameter"], &fault["allowed"]), (&json!("with_units"), &json!(["true", "false"])));
        }
        for wrong in ["status=met", "basis=null", "innovations=1.."] {
            let uri = format!("/v1/compliance/summary?by=year&{wrong}");
            let body = service.problem("GET", &uri, 400, "invalid_parameter").await;
            assert_eq!(body["errors"][0]["parameter"], wrong.split('=').next().unwrap());
            assert!(body["errors"][0]["message"].as_str().unwrap().contains("columns of the summary"), "{body}");
        }
        let ids = "kabupaten-banyuwangi--2016,kabupaten-banyuwangi--2016--own";
        let named = service.get(&format!("/v1/compliance/summary?by=year&ids={ids}")).await;
        assert_eq!(named["meta"]["totals"]["obligated"], 1);
        assert_eq!(service.get(&format!("/v1/compliance?ids={ids}")).await["meta"]["total"], 2);
        let text = "{ complianceSummary(by: [YEAR], filter: {status: {in: [MET]}}) { totalCount } }";
        let (_, body) = service.post(&json!({"query": text})).await;
        assert_eq!(body["errors"][0]["extensions"]["code"], "invalid_parameter", "{body}");
    }
}

#[tokio::test]
async fn tiers_within_each_other_are_added_up_once() {
    for service in services("honest_tiers").await {
        let of = |filter: &str| format!("/v1/innovations?edition=kipp-2017&{filter}&limit=1&lang=en");
        for filter in ["tier=top-99", "tier=top-99,top-40", "tier=!null"] {
            assert!(sentence(&service, &of(filter)).await.contains("35 of the 99"), "{filter}");
        }
        assert!(sentence(&service, &of("tier=top-40")).await.contains("13 of the 40"));
        // Without the widest there is none of those within it.
        let page = service.get(&of("tier=!top-99")).await;
        assert_eq!((&page["meta"]["total"], &page["meta"]["coverage"]["rows"]), (&json!(0), &json!([])));
    }
}

#[tokio::test]
async fn an_edition_that_was_not_held_is_told_apart() {
    for service in services("honest_held").await {
        let row = service.get("/v1/coverage/kipp-2024").await["data"].clone();
        assert_eq!(row["gap_en"], "The competition was not held.");
        let page = service.get("/v1/compliance?year=2024&limit=1&lang=en").await;
        let rows = page["meta"]["coverage"]["rows"].as_array().unwrap();
        assert!(rows.iter().any(|row| row["id"] == "kipp-2024"), "{rows:?}");
        let held = service.get("/v1/innovations?edition=kipp-2024&limit=1&lang=en").await;
        let told = held["meta"]["coverage"]["sentence"].as_str().unwrap();
        assert!(told.contains("was not held"), "{told}");
    }
}

#[tokio::test]
async fn details_and_summaries_say_how_complete_they_are() {
    for service in services("honest_details").await {
        let shown = |body: &Value| {
            let rows = body["meta"]["coverage"]["rows"].as_array().unwrap_or_else(|| panic!("{}", body["meta"]));
            rows.iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect::<Vec<String>>()
        };
        let detail = service.get("/v1/compliance/kota-balikpapan--2016").await;
        assert_eq!(shown(&detail), ["kipp-2016"]);
        assert_eq!(shown(&service.get("/v1/editions/kipp-2015").await), ["kipp-2015"]);
        let award = service.get("/v1/awards?edition_id=kipp-2014&tier=top-9&limit=1").await["data"][0]["id"].clone();
        let award = service.get(&format!("/v1/awards/{}", award.as_str().unwrap())).await;
        assert_eq!(shown(&award), ["kipp-2014--top-9"]);
        assert!(!sentence(&service, "/v1/agencies/kota-balikpapan").await.is_empty());
        assert_eq!(service.get("/v1/regions/ID-35").await["meta"]["coverage"], Value::Null);
        // Every year of a summary has its editions beside it.
        let summary = service.get("/v1/compliance/summary?by=year").await;
        let shown = shown(&summary);
        for year in 2014..=2025 {
            let of_year = |id: &String| id.ends_with(&year.to_string());
            assert!(shown.iter().any(of_year), "{year} in {shown:?}");
        }
        let text = "{ complianceRow(slug: \"kota-balikpapan--2016\") { completeness(lang: \"en\") { sentence rows { \
            slug edition { slug } } } } edition(slug: \"kipp-2015\") { awards { completeness { rows { slug } } } } \
            complianceSummary(by: [YEAR], lang: \"en\") { completeness { sentence } } }";
        let found = service.query(text).await;
        let rows = &found["complianceRow"]["completeness"]["rows"];
        assert_eq!(rows, &json!([{"slug": "kipp-2016", "edition": {"slug": "kipp-2016"}}]));
        assert_eq!(found["edition"]["awards"]["completeness"]["rows"], json!([{"slug": "kipp-2015"}]));
        let said = found["complianceSummary"]["completeness"]["sentence"].as_str().unwrap();
        assert_eq!(said, sentence(&service, "/v1/compliance/summary?by=year&lang=en").await);
    }
}

#[tokio::test]
async fn completeness_costs_what_it_may_load() {
    for service in services("honest_cost").await {
        let deep = "completeness { rows { edition { awards(first: 100) { nodes { innovation { title } } } } } }";
        for text in [
            format!("{{ compliance(first: 1) {{ {deep} }} }}"),
            format!("{{ stats(by: [YEAR]) {{ {deep} }} }}"),
            format!("{{ complianceRow(slug: \"kota-balikpapan--2016\") {{ {deep} }} }}"),
        ] {
            let (_, body) = service.post(&json!({"query": text})).await;
            assert_eq!(body["errors"][0]["extensions"]["code"], "query_too_complex", "{text}: {body}");
        }
    }
}

#[tokio::test]
async fn one_replication_is_one_edge() {
    for service in services("honest_lineage").await {
        let uri = "/v1/innovations/sipelandukilat-provinsi-kalimantan-utara/lineage";
        let family = service.get(uri).await;
        let edges = family["data"]["edges"].as_array().unwrap();
        let replications: Vec<&Value> = edges.iter().filter(|edge| edge["kind"] == "replication").collect();
        assert_eq!(replications.len(), 1, "{edges:?}");
        assert_eq!(replications[0]["to"], "jempol-pelanduk-kabupaten-banjar");
        assert!(family["meta"]["coverage"]["sentence"].is_string());
    }
}

#[tokio::test]
async fn replications_are_counted_by_pairs_of_regions() {
    for service in services("honest_pairs").await {
        let page = service.get("/v1/replications?facets=region_pair&limit=1&lang=en").await;
        let pairs = page["facets"]["region_pair"].as_array().unwrap();
        let sum: u64 = pairs.iter().map(|pair| pair["count"].as_u64().unwrap()).sum();
        assert_eq!(Some(sum), page["meta"]["total"].as_u64());
        let pair = pairs.iter().find(|pair| pair["value"] == "ID-31--ID-18").unwrap();
        assert_eq!(pair["label"], "Jakarta > Lampung", "{pair}");
    }
}

#[tokio::test]
async fn a_package_without_a_promise_has_empty_lists() {
    let mut files = bundled();
    edit(&mut files, "datapackage.json", |text| {
        text.replace("\"compliance_from\": 2014,", "").replace("\"compliance_to\": 2025,", "")
    });
    let package = read(&files).unwrap();
    for service in services_of("honest_none", &package).await {
        let page = service.get("/v1/compliance").await;
        assert_eq!((&page["data"], &page["meta"]["total"]), (&json!([]), &json!(0)));
        let summary = service.get("/v1/compliance/summary?by=year").await;
        assert_eq!((&summary["data"], &summary["meta"]["totals"]["obligated"]), (&json!([]), &json!(0)));
        service.problem("GET", "/v1/compliance/kota-balikpapan--2016", 404, "not_found").await;
        let agency = service.get("/v1/agencies/kota-balikpapan").await["data"].clone();
        assert_eq!((&agency["streak"], &agency["first_met"]), (&json!(0), &Value::Null));
        assert_eq!(agency["compliance"], json!([]));
        assert_eq!(service.get("/v1").await["counts"]["compliance"], 0);
    }
}

#[test]
fn years_of_a_promise_that_are_none_are_faults() {
    let faults = |from: &str, to: &str| {
        let mut files = bundled();
        edit(&mut files, "datapackage.json", |text| {
            text.replace("\"compliance_from\": 2014", from).replace("\"compliance_to\": 2025", to)
        });
        read(&files).map(|_| ()).unwrap_err().join("\n")
    };
    let (from, to) = ("\"compliance_from\": 2014", "\"compliance_to\": 2025");
    assert!(faults("\"compliance_from\": 2026", to).contains("compliance_from is after compliance_to"));
    assert!(faults("\"compliance_from\": \"2014\"", to).contains("compliance_from is no whole year from 1945 to 2100"));
    assert!(faults(from, "\"compliance_to\": 99999").contains("compliance_to is no whole year"));
    assert!(faults(from, "\"compliance_to\": null").contains("compliance_to is no whole year"));
}
