//! Summaries of the kept promise: they count what the rows say, under the same filters, on both faces.

use inovasi_tests::promise::{Reckoned, labels, summary, totals};
use serde_json::{Map, Value, json};

use crate::promise_compare::{PACKAGE, RECKONED, same, whole};
use crate::service::{Service, services};

/// What is summed by.
const BY: &[&str] = &[
    "year",
    "region",
    "province",
    "agency_kind",
    "province,year",
    "year,province",
    "agency_kind,year",
    "region,agency_kind",
];

/// A filter in both notations, and the rows that it means.
struct Filter {
    rest: &'static str,
    graphql: &'static str,
    keeps: fn(&Reckoned) -> bool,
}

const FILTERS: &[Filter] = &[
    Filter { rest: "", graphql: "{}", keeps: |row| row.with_units },
    Filter {
        rest: "region=ID-35",
        graphql: "{region: {within: [\"ID-35\"]}}",
        keeps: |row| row.with_units && row.regions.iter().any(|region| region == "ID-35"),
    },
    Filter { rest: "year=2016", graphql: "{year: {in: [2016]}}", keeps: |row| row.with_units && row.year == 2016 },
    Filter { rest: "with_units=false", graphql: "{withUnits: {in: [false]}}", keeps: |row| !row.with_units },
    Filter {
        rest: "agency_kind=city_government,hospital&year=2017..",
        graphql: "{agencyKind: {in: [\"city_government\", \"hospital\"]}, year: {gte: 2017}}",
        keeps: |row| row.with_units && row.year >= 2017 && ["city_government", "hospital"].contains(&row.kind.as_str()),
    },
    Filter {
        rest: "agency=kementerian-hukum-dan-hak-asasi-manusia",
        graphql: "{agency: {within: [\"kementerian-hukum-dan-hak-asasi-manusia\"]}}",
        keeps: |row| {
            row.with_units && row.agencies.iter().any(|agency| agency == "kementerian-hukum-dan-hak-asasi-manusia")
        },
    },
];

/// The keys of the counts.
const COUNTS: [&str; 4] = ["obligated", "met", "met_stated", "met_by_edition"];

/// The key of a dimension in a row.
fn key(by: &str) -> String {
    if ["region", "province"].contains(&by) { format!("{by}_id") } else { by.to_owned() }
}

/// Takes the labels out of rows; each is what its value is called.
fn without_labels(rows: &[Value], by: &[&str]) -> Vec<Value> {
    let mut bare: Vec<Value> = rows.to_vec();
    for name in by {
        let labels = labels(&PACKAGE, name);
        for row in &mut bare {
            let label = row.as_object_mut().unwrap().remove(&format!("{name}_label"));
            let label = label.unwrap_or_else(|| panic!("no {name}_label: {row}"));
            let label = label.as_str().unwrap();
            match &row[&key(name)] {
                Value::Null => assert!(!label.is_empty(), "what has no {name} is called something, too"),
                Value::String(value) => assert_eq!(label, labels[value], "{name} {value}"),
                value => assert_eq!(label, labels[&value.to_string()], "{name} {value}"),
            }
        }
    }
    bare
}

/// In the order of their values as text, so that lists in any order of the kinds can be compared.
fn sorted(mut rows: Vec<Value>, by: &[&str]) -> Vec<Value> {
    rows.sort_by_key(|row| by.iter().map(|name| row[key(name)].to_string()).collect::<Vec<String>>());
    rows
}

#[tokio::test]
async fn summaries_count_what_the_rows_say() {
    for service in services("promise_summary").await {
        for filter in FILTERS {
            let rows: Vec<&Reckoned> = RECKONED.iter().filter(|row| (filter.keeps)(row)).collect();
            for by in BY {
                let uri = format!("/v1/compliance/summary?by={by}&{}", filter.rest);
                let by: Vec<&str> = by.split(',').collect();
                let found = without_labels(&whole(&service, &uri).await, &by);
                let expected = summary(&rows, &by);
                if by.contains(&"agency_kind") {
                    same(&uri, &sorted(found.clone(), &by), &sorted(expected, &by));
                } else {
                    same(&uri, &found, &expected);
                }
                let page = service.get(&uri).await;
                let told = &page["meta"]["totals"];
                for name in COUNTS {
                    assert_eq!(told[name], totals(&rows)[name], "{uri}: totals, {name}");
                    // Kinds whose agencies are not all known have rows of their own and enter no sum.
                    let counted = found.iter().filter(|row| !row["obligated"].is_null());
                    let sum: u64 = counted.map(|row| row[name].as_u64().unwrap()).sum();
                    assert_eq!(told[name], sum, "{uri}: the rows add up to the totals, {name}");
                }
                assert_eq!(page["meta"]["limit"], 1000, "rows of a page if nothing is said");
            }
        }
    }
}

#[tokio::test]
async fn the_national_summary_is_counted_by_hand() {
    // Year, obligated, met, of these by a stated year, and the rate.
    let expected = [
        (2014, 637, 15, 3, 0.0235),
        (2015, 637, 17, 0, 0.0267),
        (2016, 637, 16, 0, 0.0251),
        (2017, 637, 24, 2, 0.0377),
        (2018, 637, 33, 1, 0.0518),
        (2019, 637, 38, 0, 0.0597),
        (2020, 636, 26, 1, 0.0409),
        (2021, 636, 13, 0, 0.0204),
        (2022, 636, 6, 0, 0.0094),
        (2023, 640, 13, 0, 0.0203),
        (2024, 640, 0, 0, 0.0),
        (2025, 652, 15, 0, 0.023),
    ];
    let row = |(year, obligated, met, stated, rate): (i32, i32, i32, i32, f64)| {
        json!({
            "year": year, "year_label": year.to_string(), "obligated": obligated, "met": met, "met_stated": stated,
            "met_by_edition": met - stated, "recorded_rate": rate,
        })
    };
    for service in services("promise_national").await {
        let found = whole(&service, "/v1/compliance/summary?by=year").await;
        same("the country by year", &found, &expected.map(row));
        // A kind whose agencies are not all known has no denominator.
        let kinds = whole(&service, "/v1/compliance/summary?by=agency_kind&year=2016&lang=en").await;
        let of = |kind: &str| kinds.iter().find(|row| row["agency_kind"] == kind).unwrap();
        assert_eq!(of("hospital")["met"], 5);
        assert_eq!((&of("hospital")["obligated"], &of("hospital")["recorded_rate"]), (&Value::Null, &Value::Null));
        assert_eq!(of("ministry")["obligated"], 34);
        assert!(kinds.iter().all(|row| row["agency_kind"] != "university"), "none is recorded for 2016");
    }
}

/// A name as GraphQL writes it.
fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| format!("{name}{}{}", word[..1].to_uppercase(), &word[1..]))
}

/// A page of a summary in GraphQL; `more` are further arguments.
async fn by_graphql(service: &Service, by: &[&str], filter: &Filter, more: &str) -> Value {
    let dimensions: Vec<String> = by.iter().map(|name| name.to_uppercase()).collect();
    let keys: Vec<String> = by.iter().flat_map(|name| [camel(&key(name)), camel(&format!("{name}_label"))]).collect();
    let text = format!(
        "{{ complianceSummary(by: [{}], filter: {} {more}) {{ totalCount totals {{ obligated met metStated metByEdition }} \
         rows {{ {} obligated met metStated metByEdition recordedRate }} pageInfo {{ hasNextPage endCursor }} }} }}",
        dimensions.join(", "),
        filter.graphql,
        keys.join(" ")
    );
    service.query(&text).await["complianceSummary"].clone()
}

/// A row of REST under the names of GraphQL.
fn renamed(row: &Value) -> Value {
    let row = row.as_object().unwrap();
    row.iter().map(|(key, value)| (camel(key), value.clone())).collect::<Map<String, Value>>().into()
}

#[tokio::test]
async fn both_faces_sum_the_same() {
    for service in services("promise_summary_faces").await {
        for filter in FILTERS {
            for by in ["year", "region", "agency_kind", "province,year", "agency_kind,year"] {
                let page = service.get(&format!("/v1/compliance/summary?by={by}&{}", filter.rest)).await;
                let by: Vec<&str> = by.split(',').collect();
                let summed = by_graphql(&service, &by, filter, "").await;
                let what = format!("{by:?} {}", filter.graphql);
                let rows: Vec<Value> = page["data"].as_array().unwrap().iter().map(renamed).collect();
                same(&what, summed["rows"].as_array().unwrap(), &rows);
                assert_eq!(summed["totalCount"], page["meta"]["total"], "{what}");
                assert_eq!(summed["pageInfo"]["hasNextPage"], page["links"]["next"].is_string(), "{what}");
                for name in COUNTS {
                    assert_eq!(summed["totals"][camel(name)], page["meta"]["totals"][name], "{what}: {name}");
                }
            }
        }
        for (sort, order) in [
            ("-met", "[{field: MET, direction: DESC}]"),
            ("-recorded_rate", "[{field: RECORDED_RATE, direction: DESC}]"),
            ("-year", "[{field: YEAR, direction: DESC}]"),
        ] {
            let page = service.get(&format!("/v1/compliance/summary?by=year&sort={sort}")).await;
            let rows: Vec<Value> = page["data"].as_array().unwrap().iter().map(renamed).collect();
            let summed = by_graphql(&service, &["year"], &FILTERS[0], &format!("orderBy: {order}")).await;
            same(order, summed["rows"].as_array().unwrap(), &rows);
            let name = camel(&sort[1..]);
            let values: Vec<f64> = rows.iter().map(|row| row[&name].as_f64().unwrap()).collect();
            assert!(values.len() == 12 && values.is_sorted_by(|a, b| a >= b), "{sort}: {values:?}");
        }
    }
}

#[tokio::test]
async fn pages_of_a_summary_are_the_summary() {
    for service in services("promise_summary_pages").await {
        for more in ["", "&sort=-met", "&sort=-recorded_rate"] {
            let uri = format!("/v1/compliance/summary?by=province,agency_kind{more}");
            let all = whole(&service, &uri).await;
            assert!(all.len() > 150, "{}", all.len());
            same(&uri, &whole(&service, &format!("{uri}&limit=17")).await, &all);
            let mut page = service.get(&format!("{uri}&limit=17")).await;
            while let Some(next) = page["links"]["next"].as_str().map(str::to_owned) {
                page = service.get(&next).await;
            }
            let mut back = page["data"].as_array().unwrap().clone();
            while let Some(previous) = page["links"]["prev"].as_str().map(str::to_owned) {
                page = service.get(&previous).await;
                back.splice(0..0, page["data"].as_array().unwrap().iter().cloned());
            }
            same(&format!("{uri}, backward"), &back, &all);
        }
    }
}

#[tokio::test]
async fn summaries_that_are_asked_wrongly_are_refused() {
    for service in services("promise_summary_wrong").await {
        for (wrong, code) in [
            ("", "invalid_parameter"),
            ("by=", "invalid_parameter"),
            ("by=yeer", "invalid_parameter"),
            ("by=year,year", "invalid_parameter"),
            ("by=year,region,agency_kind", "invalid_parameter"),
            ("by=status", "invalid_parameter"),
            ("by=year&status=kept", "invalid_parameter"),
            ("by=year&sort=title", "invalid_parameter"),
            ("by=year&limit=0", "invalid_parameter"),
            ("by=year&cursor=abc", "invalid_cursor"),
            ("by=year&sector=health", "unknown_parameter"),
        ] {
            service.problem("GET", &format!("/v1/compliance/summary?{wrong}"), 400, code).await;
        }
        let body = service.problem("GET", "/v1/compliance/summary?by=yeer", 400, "invalid_parameter").await;
        assert_eq!((&body["errors"][0]["parameter"], &body["errors"][0]["suggestion"]), (&json!("by"), &json!("year")));
    }
}
