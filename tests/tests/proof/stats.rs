//! Facets and statistics: they agree with the lists, with each other, and add up where they say so.

use std::collections::HashMap;

use inovasi_schema::{DIMENSIONS, facets_of, listed_tables};
use serde_json::{Value, json};

use crate::service::{Service, services};

async fn total(service: &Service, path: &str, filter: &str) -> u64 {
    service.get(&format!("{path}?limit=1&{filter}")).await["meta"]["total"].as_u64().unwrap()
}

fn said(value: &Value) -> String {
    match value {
        Value::Null => "null".into(),
        Value::String(text) => format!("%22{text}%22"),
        other => other.to_string(),
    }
}

#[tokio::test]
async fn every_facet_value_counts_what_its_filter_finds() {
    for service in services("facets").await {
        for table in listed_tables() {
            let path = format!("/v1/{}", table.path());
            let names: Vec<&str> = facets_of(table).iter().map(|facet| facet.name).collect();
            for names in names.chunks(20) {
                let page = service.get(&format!("{path}?limit=1&facets={}", names.join(","))).await;
                for name in names {
                    let values = page["facets"][name].as_array().unwrap();
                    let counts: Vec<u64> = values.iter().map(|value| value["count"].as_u64().unwrap()).collect();
                    assert!(counts.is_sorted_by(|a, b| a >= b), "{path} {name}");
                    for value in values.iter().take(12) {
                        let filter = match *name {
                            // These mean a row and all below it as filters, and the row itself as facets.
                            "region" | "agency" if table.name == "innovation" => format!("{name}_id"),
                            "province" => continue,
                            "region" if table.name == "compliance_row" => continue,
                            _ => (*name).to_owned(),
                        };
                        let found = total(&service, &path, &format!("{filter}={}", said(&value["value"]))).await;
                        assert_eq!(found, value["count"].as_u64().unwrap(), "{path} {name}={value}");
                    }
                }
            }
        }
    }
}

/// Award filters of every kind.
const AWARDS: &[&str] = &[
    "tier=!top-45",
    "tier=top-99",
    "competition=kipp",
    "edition=kipp-2016,kipp-2019",
    "edition=null",
    "award_status=finalist",
    "award_status=!awarded",
    "edition=kipp-2016&award_status=!finalist",
    "competition=!kipp&tier=!null",
    "competition=kipp&tier=null",
    "award_status=null",
    "tier=!top-45&award_status=awarded",
];

#[tokio::test]
async fn award_facets_count_what_their_filters_find_and_no_filter_adds_rows() {
    for service in services("award_facets").await {
        for filter in AWARDS {
            let names = ["competition", "edition", "tier", "award_status"];
            let page = service.get(&format!("/v1/innovations?limit=1&facets={}&{filter}", names.join(","))).await;
            for name in names {
                let kept: Vec<&str> = filter.split('&').filter(|one| !one.starts_with(&format!("{name}="))).collect();
                for value in page["facets"][name].as_array().unwrap() {
                    let with = format!("{}&{name}={}", kept.join("&"), said(&value["value"]));
                    let found = total(&service, "/v1/innovations", with.trim_start_matches('&')).await;
                    assert_eq!(found, value["count"].as_u64().unwrap(), "{filter}: {with}");
                }
            }
            for more in ["competition=pkri", "edition=kipp-2019", "tier=!top-99", "tier=top-45"] {
                if more.starts_with(filter.split('=').next().unwrap()) || filter.contains("null") {
                    continue;
                }
                let fewer = total(&service, "/v1/innovations", &format!("{filter}&{more}")).await;
                let defaulted = filter.contains("award_status");
                let alone = total(&service, "/v1/innovations", more).await;
                assert!(fewer <= total(&service, "/v1/innovations", filter).await, "{filter} and {more}");
                assert!(defaulted || fewer <= alone, "{more} and {filter}");
            }
        }
    }
}

#[tokio::test]
async fn a_facet_leaves_its_own_filter_out() {
    for service in services("own_facets").await {
        let filters = "sector=health&year=2014..2018&region=ID-35";
        let page = service.get(&format!("/v1/innovations?{filters}&facets=sector,year,region&lang=en")).await;
        let count = |name: &str, value: Value| {
            let values = page["facets"][name].as_array().unwrap();
            values.iter().find(|one| one["value"] == value).map_or(0, |one| one["count"].as_u64().unwrap())
        };
        assert_eq!(
            count("sector", json!("social")),
            total(&service, "/v1/innovations", "sector=social&year=2014..2018&region=ID-35").await
        );
        assert_eq!(
            count("year", json!(2020)),
            total(&service, "/v1/innovations", "sector=health&year=2020&region=ID-35").await
        );
        assert_eq!(
            count("region", json!("ID-33.74")),
            total(&service, "/v1/innovations", "sector=health&year=2014..2018&region_id=ID-33.74").await
        );
        assert!(page["facets"]["sector"].as_array().unwrap().iter().any(|one| one["label"] == "Health"), "{page}");
        let text = "{ innovations(filter: {sector: {in: [\"health\"]}, year: {gte: 2014, lte: 2018}, region: {within: [\"ID-35\"]}}) \
                    { facets(fields: [SECTOR, YEAR, REGION], lang: \"en\") { field value label count } } }";
        let answer = service.query(text).await;
        let mut rest = Vec::new();
        for name in ["sector", "year", "region"] {
            for one in page["facets"][name].as_array().unwrap() {
                let value = if one["value"].is_i64() { one["value"].to_string().into() } else { one["value"].clone() };
                rest.push(
                    json!({"field": name.to_uppercase(), "value": value, "label": one["label"], "count": one["count"]}),
                );
            }
        }
        assert_eq!(answer["innovations"]["facets"], json!(rest));
        // Within a row, facets count the rows of that list alone.
        let text = "{ agency(slug: \"kabupaten-banyuwangi\") { innovations { totalCount facets(fields: [DIGITAL]) { count } } } }";
        let list = service.query(text).await["agency"]["innovations"].clone();
        let sum: u64 = list["facets"].as_array().unwrap().iter().map(|one| one["count"].as_u64().unwrap()).sum();
        assert_eq!(json!(sum), list["totalCount"]);
        let text = "{ agencies(filter: {ids: [\"kabupaten-banyuwangi\"]}) { nodes { innovations { totalCount facets(fields: [AGENCY]) { value count } } } } }";
        let list = service.query(text).await["agencies"]["nodes"][0]["innovations"].clone();
        assert_eq!(list["facets"], json!([{"value": "kabupaten-banyuwangi", "count": list["totalCount"]}]));
        // The filter of provinces is that of regions.
        let provinces = service.get("/v1/innovations?region=ID-35&facets=province&limit=1").await;
        assert!(provinces["facets"]["province"].as_array().unwrap().len() > 20);
        service.problem("GET", "/v1/innovations?facets=secter", 400, "invalid_parameter").await;
    }
}

#[tokio::test]
async fn statistics_agree_with_facets_and_lists_in_every_dimension() {
    for service in services("stats").await {
        for filter in ["", "sector=health", "edition=kipp-2016,kipp-2017", "q=layanan&year=!null"] {
            let all = total(&service, "/v1/innovations", filter).await;
            let mut additive = 0;
            for by in DIMENSIONS {
                let stats = service.get(&format!("/v1/stats?by={by}&limit=10000&{filter}")).await;
                let counts: HashMap<String, u64> = stats["data"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|row| (row[*by].to_string(), row["innovations"].as_u64().unwrap()))
                    .collect();
                assert_eq!(stats["meta"]["totals"]["innovations"], all, "{by} {filter}");
                if stats["meta"]["additive"] == true {
                    additive += 1;
                    assert_eq!(counts.values().sum::<u64>(), all, "{by} {filter}");
                }
                let facets = service.get(&format!("/v1/innovations?limit=1&facets={by}&{filter}")).await;
                let own = filter.contains(&format!("{by}="));
                let facet: HashMap<String, u64> = facets["facets"][by]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|one| (one["value"].to_string(), one["count"].as_u64().unwrap()))
                    .collect();
                if !own {
                    assert_eq!(counts, facet, "{by} {filter}");
                }
            }
            assert!(additive >= 8, "{additive} dimensions add up");
        }
    }
}

#[tokio::test]
async fn a_province_is_the_sum_of_itself_and_what_is_below_it() {
    for service in services("rollup").await {
        let provinces = service.get("/v1/stats?by=province&limit=10000").await["data"].as_array().unwrap().clone();
        let regions = service.get("/v1/stats?by=region&limit=10000").await["data"].as_array().unwrap().clone();
        assert!(provinces.len() > 20);
        for province in &provinces {
            let Some(id) = province["province"].as_str() else { continue };
            let below: u64 = regions
                .iter()
                .filter(|row| {
                    row["region"].as_str().is_some_and(|region| region == id || region.starts_with(&format!("{id}.")))
                })
                .map(|row| row["innovations"].as_u64().unwrap())
                .sum();
            assert_eq!(province["innovations"], below, "{id}");
            assert_eq!(total(&service, "/v1/innovations", &format!("region={id}")).await, below, "{id}");
        }
    }
}

#[tokio::test]
async fn measures_count_the_rows_of_their_tables() {
    for service in services("measures").await {
        let stats = service.get("/v1/stats?by=sector&measure=innovations,agencies,awards,outcomes,replications").await;
        let totals = &stats["meta"]["totals"];
        let awarded = total(&service, "/v1/awards", "innovation_id=!null&status=awarded").await;
        assert_eq!(totals["awards"], awarded);
        assert_eq!(totals["outcomes"], total(&service, "/v1/outcomes", "innovation_id=!null").await);
        assert_eq!(totals["replications"], total(&service, "/v1/replications", "status=stated&internal=false").await);
        assert_eq!(stats["meta"]["additive"], false);
        for measure in ["awards", "outcomes", "replications"] {
            let sum: u64 = stats["data"].as_array().unwrap().iter().map(|row| row[measure].as_u64().unwrap()).sum();
            assert_eq!(totals[measure], sum, "{measure}");
        }
        let by_status = service.get("/v1/stats?by=competition&measure=awards&award_status=finalist").await;
        let finalists = total(&service, "/v1/awards", "innovation_id=!null&status=finalist").await;
        assert_eq!(by_status["meta"]["totals"]["awards"], finalists);
    }
}

#[tokio::test]
async fn rates_divide_by_inhabitants_and_agencies() {
    for service in services("rates").await {
        let stats = service.get("/v1/stats?by=province&per=population").await;
        assert!(stats["meta"]["population_date"].is_string(), "{}", stats["meta"]);
        let regions = service.get("/v1/regions?limit=1000&level=1").await["data"].as_array().unwrap().clone();
        for row in stats["data"].as_array().unwrap().iter().filter(|row| row["province"].is_string()) {
            let region = regions.iter().find(|region| region["id"] == row["province"]).unwrap();
            let rate = row["innovations"].as_f64().unwrap() / (region["population"].as_f64().unwrap() / 1e6);
            assert!((row["innovations_per"].as_f64().unwrap() - rate).abs() < 0.001, "{row}");
        }
        let ranked = service.get("/v1/stats?by=province&per=population&sort=-innovations_per").await;
        let rates: Vec<f64> =
            ranked["data"].as_array().unwrap().iter().filter_map(|row| row["innovations_per"].as_f64()).collect();
        assert!(rates.len() > 20 && rates.is_sorted_by(|a, b| a >= b), "{rates:?}");
        service.problem("GET", "/v1/stats?by=province&sort=-innovations_per", 400, "invalid_parameter").await;
        // Filters that say which agencies are meant hold for what a count is divided by, too.
        let hospitals = service.get("/v1/stats?by=agency_kind&agency_kind=hospital&per=agencies&region=ID-35").await;
        let agencies = total(&service, "/v1/agencies", "kind=hospital&region=ID-35&status=current").await;
        let row = &hospitals["data"][0];
        let rate = row["innovations"].as_f64().unwrap() / agencies as f64;
        assert!((row["innovations_per"].as_f64().unwrap() - rate).abs() < 0.001, "{row} of {agencies}");
        let stats = service.get("/v1/stats?by=province,agency_kind&per=agencies").await;
        for row in stats["data"].as_array().unwrap().iter().filter(|row| row["province"].is_string()).take(40) {
            let filter = format!(
                "region={}&kind={}&status=current",
                row["province"].as_str().unwrap(),
                row["agency_kind"].as_str().unwrap()
            );
            let agencies = total(&service, "/v1/agencies", &filter).await;
            match row["innovations_per"].as_f64() {
                Some(rate) => {
                    assert!((rate - row["innovations"].as_f64().unwrap() / agencies as f64).abs() < 0.001, "{row}")
                }
                None => assert_eq!(agencies, 0, "{row}"),
            }
        }
    }
}

#[tokio::test]
async fn statistics_page_sort_and_refuse() {
    for service in services("stats_pages").await {
        for sort in ["", "&sort=-innovations", "&sort=year,-region", "&sort=-year"] {
            let whole = service.get(&format!("/v1/stats?by=region,year&limit=10000{sort}")).await["data"]
                .as_array()
                .unwrap()
                .clone();
            assert!(whole.len() > 150);
            let (mut rows, mut at) = (Vec::new(), format!("/v1/stats?by=region,year&limit=37{sort}"));
            let last = loop {
                let page = service.get(&at).await;
                rows.extend(page["data"].as_array().unwrap().clone());
                match page["links"]["next"].as_str() {
                    Some(next) => at = next.to_owned(),
                    None => break at,
                }
            };
            assert_eq!(rows, whole, "{sort}");
            let mut back = service.get(&last).await;
            let mut reversed = back["data"].as_array().unwrap().clone();
            while let Some(previous) = back["links"]["prev"].as_str().map(str::to_owned) {
                back = service.get(&previous).await;
                reversed.splice(0..0, back["data"].as_array().unwrap().clone());
            }
            assert_eq!(reversed, whole, "{sort}");
        }
        for wrong in [
            "",
            "by=yeer",
            "by=year,year",
            "by=year,region,sector,stage",
            "by=year&measure=innovation",
            "by=year&per=population",
            "by=year&per=head",
            "by=sector&per=agencies",
            "by=year&sort=title",
            "by=year&limit=0",
            "by=year&limit=10001",
            "by=year&cursor=abc",
            "by=year&sectr=health",
            "by=year&sector=helth",
            "by=year&fields=id",
            "by=year&lang=fr",
            "by=year&q=*",
        ] {
            let (status, _, body) = service.ask("GET", &format!("/v1/stats?{wrong}"), None).await;
            assert_eq!(status, 400, "{wrong}: {}", String::from_utf8_lossy(&body));
        }
    }
}

#[tokio::test]
async fn both_faces_count_the_same() {
    for service in services("stats_faces").await {
        let rest = service
            .get("/v1/stats?by=province,year&measure=innovations,awards&per=population&limit=50&sector=health&lang=en")
            .await;
        let text = "{ stats(by: [PROVINCE, YEAR], measure: [INNOVATIONS, AWARDS], per: POPULATION, first: 50, lang: \"en\", \
                    filter: {sector: {in: [\"health\"]}}) { totalCount additive populationDate totals { innovations awards } \
                    pageInfo { hasNextPage endCursor } rows { province provinceLabel year yearLabel innovations innovationsPer awards awardsPer } } }";
        let stats = service.query(text).await["stats"].clone();
        assert_eq!(stats["totalCount"], rest["meta"]["total"]);
        assert_eq!(stats["totals"], rest["meta"]["totals"]);
        assert_eq!(stats["populationDate"], rest["meta"]["population_date"]);
        let rows: Vec<Value> = rest["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| {
                let keys = [
                    "province",
                    "province_label",
                    "year",
                    "year_label",
                    "innovations",
                    "innovations_per",
                    "awards",
                    "awards_per",
                ];
                Value::Object(keys.iter().map(|key| (inovasi_schema::graphql::camel(key), row[*key].clone())).collect())
            })
            .collect();
        assert_eq!(stats["rows"], json!(rows));
        let more = stats["pageInfo"]["hasNextPage"] == true;
        assert_eq!(more, rest["links"]["next"].is_string());
        if more {
            let after = format!(
                "{{ stats(by: [PROVINCE, YEAR], measure: [INNOVATIONS, AWARDS], first: 50, after: {}, filter: {{sector: {{in: [\"health\"]}}}}) {{ rows {{ province year }} }} }}",
                stats["pageInfo"]["endCursor"]
            );
            let next = service.query(&after).await["stats"]["rows"].clone();
            let page = service.get(rest["links"]["next"].as_str().unwrap()).await;
            assert_eq!(next[0]["province"], page["data"][0]["province"]);
        }
    }
}
