//! How a file is asked for, and what it says of itself: forms by name and by `Accept`, faults at once, validators, HEAD.

use std::sync::atomic::Ordering;

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use serde_json::{Value, json};

use crate::service::{Service, services};

async fn accepting(service: &Service, method: &str, uri: &str, accept: &str) -> (StatusCode, HeaderMap, Vec<u8>) {
    let request = Request::builder().method(method).uri(uri).header("accept", accept);
    service.send(request.body(Body::empty()).unwrap()).await
}

/// The faults of a problem: parameter and what is said of it.
fn faults(problem: &Value) -> Vec<(&str, &str)> {
    let all = problem["errors"].as_array().unwrap().iter();
    all.map(|fault| (fault["parameter"].as_str().unwrap(), fault["message"].as_str().unwrap())).collect()
}

#[tokio::test]
async fn every_fault_of_a_file_is_told_at_once() {
    for service in services("forms_faults").await {
        let uri = "/v1/innovations?format=csv&limit=5&cursor=x&include=agency&facets=sector&highlight=true&sector=helth&delimiter=%7C";
        let problem = service.problem("GET", uri, 400, "invalid_parameter").await;
        let told = faults(&problem);
        for name in ["limit", "cursor", "include", "facets", "highlight", "sector", "delimiter"] {
            assert!(told.iter().any(|(parameter, _)| *parameter == name), "{name} in {told:?}");
        }
        assert!(told.iter().any(|(name, message)| *name == "limit" && message.contains("format=json")), "{told:?}");
        for (query, parameter, part) in [
            ("format=json&delimiter=;", "delimiter", "format=csv or csv-excel"),
            ("delimiter=;", "delimiter", "format=csv or csv-excel"),
            ("format=xlsx&delimiter=tab", "delimiter", "format=csv or csv-excel"),
            ("format=csv&format=csv", "format", "twice"),
            ("format=cvs", "format", "cvs"),
            ("format=CSV", "format", "CSV"),
            ("format=", "format", ""),
        ] {
            let problem = service.problem("GET", &format!("/v1/awards?{query}"), 400, "invalid_parameter").await;
            let told = faults(&problem);
            assert!(
                told.iter().any(|(name, message)| *name == parameter && message.contains(part)),
                "{query}: {told:?}"
            );
        }
        let problem = service.problem("GET", "/v1/awards?format=cvs", 400, "invalid_parameter").await;
        assert_eq!(problem["errors"][0]["suggestion"], "csv");
        for path in ["awards", "competitions", "compliance", "coverage", "stats?by=year", "compliance/summary?by=year"]
        {
            let and = if path.contains('?') { '&' } else { '?' };
            let uri = format!("/v1/{path}{and}format=geojson");
            let problem = service.problem("GET", &uri, 400, "invalid_parameter").await;
            let allowed = problem["errors"][0]["allowed"].as_array().unwrap();
            assert!(allowed.contains(&json!("parquet")) && !allowed.contains(&json!("geojson")), "{uri}: {allowed:?}");
        }
        for uri in ["/v1/innovations/nobody?format=csv", "/v1/codelists?format=csv", "/v1/suggest?q=x&format=csv"] {
            service.problem("GET", uri, 400, "unknown_parameter").await;
        }
    }
}

#[tokio::test]
async fn the_form_can_be_asked_for_by_accept() {
    for service in services("forms_accept").await {
        let list = "/v1/regions?kind=province";
        for (accept, media) in [
            ("*/*", "application/json"),
            ("application/json", "application/json"),
            ("text/csv", "text/csv; charset=utf-8; header=present"),
            ("text/html, text/csv;q=0.5", "text/csv; charset=utf-8; header=present"),
            ("application/x-ndjson", "application/x-ndjson"),
            ("application/geo+json", "application/geo+json"),
            ("application/vnd.apache.parquet", "application/vnd.apache.parquet"),
        ] {
            let (status, headers, body) = accepting(&service, "GET", list, accept).await;
            assert_eq!((status.as_u16(), headers["content-type"].to_str().unwrap()), (200, media), "{accept}");
            let vary: Vec<_> = headers.get_all("vary").iter().map(|value| value.to_str().unwrap()).collect();
            assert!(vary.join(",").contains("accept"), "{accept}: {vary:?}");
            let form = media.split(';').next().unwrap();
            let named = match form {
                "text/csv" => "csv",
                "application/x-ndjson" => "ndjson",
                "application/geo+json" => "geojson",
                "application/vnd.apache.parquet" => "parquet",
                _ => "json",
            };
            let (_, other, same) = service.ask("GET", &format!("{list}&format={named}"), None).await;
            assert_eq!(other["content-type"], headers["content-type"]);
            if named != "json" {
                assert_eq!(body, same, "{accept}");
            }
        }
        // The address goes before the header.
        let (_, headers, _) = accepting(&service, "GET", &format!("{list}&format=csv"), "application/json").await;
        assert!(headers["content-type"].to_str().unwrap().starts_with("text/csv"));
        for (uri, accept) in
            [(list, "image/png"), ("/v1/awards", "application/geo+json"), ("/v1/stats?by=year", "application/geo+json")]
        {
            let (status, headers, body) = accepting(&service, "GET", uri, accept).await;
            assert_eq!((status.as_u16(), headers["content-type"].to_str().unwrap()), (406, "application/problem+json"));
            let problem: Value = serde_json::from_slice(&body).unwrap();
            let detail = problem["detail"].as_str().unwrap();
            assert!(detail.contains(accept) && detail.contains("text/csv"), "{detail}");
            let vary: Vec<_> = headers.get_all("vary").iter().map(|value| value.to_str().unwrap()).collect();
            assert!(
                vary.iter().flat_map(|vary| vary.split(',')).any(|name| name.trim() == "accept"),
                "{uri}: {vary:?}"
            );
        }
        // A page's parameters are none of a file's, however the file is asked for.
        let (status, ..) = accepting(&service, "GET", "/v1/regions?limit=5", "text/csv").await;
        assert_eq!(status, 400);
    }
}

#[tokio::test]
async fn a_file_says_what_it_is_and_is_not_sent_twice() {
    for service in services("forms_names").await {
        let mut etags = Vec::new();
        for (uri, name) in [
            ("/v1/innovations?format=csv", "inovasi-innovations-revision-1.csv"),
            ("/v1/innovations?format=csv&sort=title&lang=en&delimiter=tab", "inovasi-innovations-revision-1.csv"),
            ("/v1/innovations?format=csv-excel", "inovasi-innovations-revision-1-excel.csv"),
            ("/v1/innovations?year=2016&format=xlsx", "inovasi-innovations-selection-revision-1.xlsx"),
            ("/v1/index-scores?format=parquet", "inovasi-index_scores-revision-1.parquet"),
            ("/v1/regions?format=geojson&fields=name", "inovasi-regions-selection-revision-1.geojson"),
            ("/v1/stats?by=year&format=ndjson", "inovasi-stats-revision-1.ndjson"),
            ("/v1/compliance/summary?by=year&format=csv", "inovasi-compliance_summary-revision-1.csv"),
        ] {
            let (status, headers, body) = service.ask("GET", uri, None).await;
            assert_eq!(status, 200, "{uri}");
            assert_eq!(headers["content-disposition"], format!("attachment; filename=\"{name}\""), "{uri}");
            assert!(!headers.contains_key("content-length") && !body.is_empty(), "{uri}: no length is promised");
            let etag = headers["etag"].to_str().unwrap().to_owned();
            let (status, headers, body) = service.ask("GET", uri, Some(&etag)).await;
            assert!(status == 304 && body.is_empty(), "{uri}: {status}");
            let vary: Vec<_> = headers.get_all("vary").iter().map(|value| value.to_str().unwrap()).collect();
            assert!(vary.join(",").contains("accept"), "{uri}: {vary:?}");
            etags.push(etag);
        }
        // One address has several forms by Accept, each with its own validator.
        for accept in ["application/json", "text/csv", "application/x-ndjson", "application/vnd.apache.parquet"] {
            let (_, headers, _) = accepting(&service, "GET", "/v1/regions", accept).await;
            etags.push(headers["etag"].to_str().unwrap().to_owned());
        }
        let all = etags.len();
        etags.sort();
        etags.dedup();
        assert_eq!(etags.len(), all, "validators differ");
        let body = json!({"ids": ["kota-surabaya"], "format": "csv"});
        let request = Request::post("/v1/agencies/search").header("content-type", "application/json");
        let (status, headers, _) = service.send(request.body(Body::from(body.to_string())).unwrap()).await;
        assert!(status == 200 && !headers.contains_key("etag") && headers["cache-control"] == "no-store");
        assert_eq!(
            headers["content-disposition"],
            "attachment; filename=\"inovasi-agencies-selection-revision-1.csv\""
        );
    }
}

#[tokio::test]
async fn head_of_a_file_makes_none() {
    for service in services("forms_head").await {
        service.get("/v1/innovations?limit=1").await;
        // What a request costs that only learns that nothing is new.
        let (_, headers, _) = service.ask("GET", "/v1/innovations?format=csv", None).await;
        let etag = headers["etag"].to_str().unwrap().to_owned();
        let before = service.statements.load(Ordering::Relaxed);
        service.ask("GET", "/v1/innovations?format=csv", Some(&etag)).await;
        let least = service.statements.load(Ordering::Relaxed) - before;
        for form in ["csv", "csv-excel", "ndjson", "xlsx", "parquet", "geojson"] {
            let uri = format!("/v1/innovations?format={form}");
            // More often than there are places: none of them is kept.
            for _ in 0..12 {
                let before = service.statements.load(Ordering::Relaxed);
                let (status, head, body) = service.ask("HEAD", &uri, None).await;
                assert!(status == 200 && body.is_empty(), "{uri}: {status}");
                let cost = service.statements.load(Ordering::Relaxed) - before;
                assert!(cost <= least, "{uri}: {cost} statements, {least} find the revision");
                assert!(head.contains_key("content-disposition") && head.contains_key("etag"));
            }
            let (_, get, body) = service.ask("GET", &uri, None).await;
            let (_, head, _) = service.ask("HEAD", &uri, None).await;
            let common = |headers: &HeaderMap| {
                let mut headers = headers.clone();
                for own in ["x-request-id", "ratelimit", "date", "transfer-encoding"] {
                    headers.remove(own);
                }
                headers
            };
            assert_eq!(common(&head), common(&get), "{uri}");
            assert!(!body.is_empty());
        }
    }
}
