//! How complete the catalogue is: official numbers beside recorded ones, and every answer that a reader could take for
//! the whole says how much of it is there.

use inovasi_tests::promise::coverage;
use serde_json::{Value, json};

use crate::promise_compare::{PACKAGE, same, whole, whole_graphql};
use crate::service::services;

/// A row without the sentences of its gap.
fn numbers(row: &Value) -> Value {
    let mut row = row.as_object().unwrap().clone();
    assert!(row.remove("gap").is_some() && row.remove("gap_en").is_some(), "{row:?}");
    row.into()
}

#[tokio::test]
async fn every_row_of_coverage_is_the_one_that_the_files_give() {
    let expected = coverage(&PACKAGE);
    let rows: Vec<Value> = expected.iter().map(|covered| covered.row.clone()).collect();
    for service in services("promise_coverage").await {
        let found = whole(&service, "/v1/coverage").await;
        same("coverage", &found.iter().map(numbers).collect::<Vec<_>>(), &rows);
        for (row, covered) in found.iter().zip(&expected) {
            for name in ["gap", "gap_en"] {
                let said = row[name].as_str().is_some_and(|sentence| sentence.len() > 10);
                assert_eq!(said, covered.missing, "{name} is said where something is missing: {row}");
                assert!(said || row[name].is_null(), "{row}");
            }
            assert!(row["gap"].is_null() || row["gap"] != row["gap_en"], "two languages: {row}");
        }
        assert_eq!(service.get("/v1/coverage").await["meta"]["limit"], 1000, "rows of a page if nothing is said");
        same("in small pages", &whole(&service, "/v1/coverage?limit=50").await, &found);
    }
}

#[tokio::test]
async fn tiers_are_counted_by_hand() {
    for service in services("promise_tiers").await {
        let of = |id: &str| format!("/v1/coverage/{id}");
        let counts = |row: &Value| json!([row["official"], row["recorded"], row["share"]]);
        let nine = service.get(&of("kipp-2014--top-9")).await["data"].clone();
        assert_eq!(counts(&nine), json!([9, 9, 1.0]));
        assert_eq!((&nine["gap"], &nine["gap_en"]), (&Value::Null, &Value::Null), "nothing is missing");
        let of_2015 = service.get(&of("kipp-2015--top-25")).await["data"].clone();
        assert_eq!(counts(&of_2015), json!([25, 15, 0.6]));
        // A tier holds those within it: all of 2014's nine are among its 99.
        assert_eq!(counts(&service.get(&of("kipp-2014--top-99")).await["data"]), json!([99, 12, 0.1212]));
        assert_eq!(counts(&service.get(&of("kipp-2016")).await["data"]), json!([2476, 30, 0.0121]));
        // An edition that was not held received none that anybody counted.
        let none = service.get(&of("kipp-2024")).await["data"].clone();
        assert_eq!(counts(&none), json!([null, 0, null]));
        assert!(none["gap"].is_string() && none["gap_en"].is_string());
        service.problem("GET", &of("kipp-1900"), 404, "not_found").await;
    }
}

#[tokio::test]
async fn the_official_composition_of_2017_stands_beside_the_recorded_one() {
    // Group, official, recorded.
    let expected = json!([
        ["cities", 15, 8],
        ["ministries", 20, 2],
        ["national_agencies", 3, 1],
        ["provinces", 21, 16],
        ["regencies", 34, 8],
        ["regional_enterprises", 4, 0],
        ["state_enterprises", 2, 0],
    ]);
    for service in services("promise_composition").await {
        let found =
            service.get("/v1/coverage?edition_id=kipp-2017&tier=top-99&agency_group=!null&sort=agency_group").await;
        let mut rows: Vec<Value> = found["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| json!([row["agency_group"], row["official"], row["recorded"]]))
            .collect();
        rows.sort_by_key(|row| row[0].as_str().unwrap().to_owned());
        assert_eq!(json!(rows), expected);
        let sum = |place: usize| rows.iter().map(|row| row[place].as_u64().unwrap()).sum::<u64>();
        assert_eq!(sum(1), 99, "the official numbers make the tier");
        let tier = service.get("/v1/coverage/kipp-2017--top-99").await["data"].clone();
        assert_eq!(tier["recorded"], sum(2), "every recorded one is of one of these groups");
    }
}

#[tokio::test]
async fn coverage_is_the_same_on_both_faces() {
    let nodes = "slug competition { slug } edition { slug } year tier agencyGroup official recorded share gap gapEn";
    for service in services("promise_coverage_faces").await {
        for (rest, arguments) in [
            ("", ""),
            ("edition_id=kipp-2016", "filter: {editionId: {in: [\"kipp-2016\"]}}"),
            ("competition_id=kipp&tier=null", "filter: {competitionId: {in: [\"kipp\"]}, tier: {isNull: true}}"),
            (
                "year=2020..2023&agency_group=!null",
                "filter: {year: {gte: 2020, lte: 2023}, agencyGroup: {isNull: false}}",
            ),
            ("official=100..&sort=-share", "filter: {official: {gte: 100}} orderBy: [{field: SHARE, direction: DESC}]"),
            ("recorded=0&sort=-year", "filter: {recorded: {in: [0]}} orderBy: [{field: YEAR, direction: DESC}]"),
        ] {
            let rows = whole(&service, &format!("/v1/coverage?{rest}")).await;
            assert!(!rows.is_empty(), "{rest}");
            let found = whole_graphql(&service, "coverage", arguments, 60, nodes).await;
            let found: Vec<Value> = found
                .iter()
                .map(|node| {
                    json!({
                        "id": node["slug"], "competition_id": node["competition"]["slug"],
                        "edition_id": node["edition"]["slug"], "year": node["year"], "tier": node["tier"],
                        "agency_group": node["agencyGroup"], "official": node["official"],
                        "recorded": node["recorded"], "share": node["share"], "gap": node["gap"],
                        "gap_en": node["gapEn"],
                    })
                })
                .collect();
            same(arguments, &found, &rows);
        }
    }
}

/// What `meta.coverage` says: its rows, and its sentence.
fn told(page: &Value, uri: &str) -> (Vec<Value>, String) {
    let coverage = page["meta"]["coverage"].as_object().unwrap_or_else(|| panic!("{uri} says nothing of coverage"));
    let keys: Vec<&String> = coverage.keys().collect();
    assert_eq!(keys, ["rows", "sentence"], "{uri}");
    let sentence = coverage["sentence"].as_str().unwrap();
    assert!(sentence.len() > 10 && sentence.ends_with('.'), "{uri}: {sentence}");
    (coverage["rows"].as_array().unwrap().clone(), sentence.to_owned())
}

/// Whether a sentence has one of some common words.
fn is_in(words: &[&str], sentence: &str) -> bool {
    let of_sentence: Vec<String> = sentence.split(|sign: char| !sign.is_alphabetic()).map(str::to_lowercase).collect();
    words.iter().any(|word| of_sentence.iter().any(|other| other == word))
}

const INDONESIAN: &[&str] = &["yang", "dari", "untuk", "tercatat", "resmi", "tidak", "dan", "belum"];
const ENGLISH: &[&str] = &["the", "of", "for", "recorded", "official", "is", "are", "and", "no"];

#[tokio::test]
async fn answers_that_could_be_taken_for_the_whole_say_how_much_is_there() {
    for service in services("promise_told").await {
        let all = whole(&service, "/v1/coverage").await;
        for uri in [
            "/v1/innovations?limit=1",
            "/v1/innovations?limit=1&year=2016",
            "/v1/innovations?limit=1&edition=kipp-2014",
            "/v1/innovations?limit=1&region=ID-17",
            "/v1/innovations?limit=1&q=stunting",
            "/v1/awards?limit=1",
            "/v1/awards?limit=1&edition_id=kipp-2014",
            "/v1/agencies?limit=1",
            "/v1/agencies?limit=1&region=ID-17",
            "/v1/compliance?limit=1",
            "/v1/compliance?limit=1&year=2016",
            "/v1/compliance?limit=1&year=2016&region=ID-17",
            "/v1/compliance/summary?by=province",
            "/v1/compliance/summary?by=province&year=2016",
            "/v1/stats?by=year",
            "/v1/stats?by=province&year=2016",
        ] {
            let mut sentences = Vec::new();
            for lang in ["id", "en"] {
                let uri = format!("{uri}&lang={lang}");
                let (rows, sentence) = told(&service.get(&uri).await, &uri);
                // What it says of an edition or tier is what coverage itself says.
                for row in &rows {
                    assert!(all.contains(row), "{uri}: {row}");
                }
                if uri.contains("year=2016") {
                    assert!(rows.iter().any(|row| row["id"] == "kipp-2016"), "{uri}: the edition of the year");
                    assert!(rows.iter().all(|row| row["year"] == 2016), "{uri}: of other years nothing was asked");
                }
                if uri.contains("kipp-2014") {
                    assert!(rows.iter().any(|row| row["id"] == "kipp-2014"), "{uri}: the edition");
                    assert!(rows.iter().all(|row| row["edition_id"] == "kipp-2014"), "{uri}: no other edition");
                }
                sentences.push(sentence);
            }
            assert!(is_in(INDONESIAN, &sentences[0]), "{uri}: {}", sentences[0]);
            assert!(is_in(ENGLISH, &sentences[1]), "{uri}: {}", sentences[1]);
            assert_ne!(sentences[0], sentences[1], "{uri}");
            // If nothing is said, the package's own language is spoken.
            assert_eq!(told(&service.get(uri).await, uri).1, sentences[0], "{uri}");
        }
    }
}

#[tokio::test]
async fn a_year_of_which_nothing_is_known_is_told_apart_from_one_without_innovations() {
    for service in services("promise_silent").await {
        // 2008 has an innovation and no edition, 2013 has neither, and no year of the reckoning is so early.
        for (uri, total) in [
            ("/v1/innovations?year=2008", 1),
            ("/v1/innovations?year=2013", 0),
            ("/v1/compliance?year=2013", 0),
            ("/v1/stats?by=year&year=2013", 0),
        ] {
            for (lang, word) in [("en", "official"), ("id", "resmi")] {
                let uri = format!("{uri}&lang={lang}");
                let page = service.get(&uri).await;
                assert_eq!(page["meta"]["total"], total, "{uri}");
                let (rows, sentence) = told(&page, &uri);
                assert!(rows.is_empty(), "{uri}: {rows:?}");
                assert!(sentence.contains(word), "{uri}: that nothing official is known is said: {sentence}");
            }
        }
        // In 2024 the contest was not held: the edition is there all the same.
        let (rows, _) = told(&service.get("/v1/innovations?year=2024").await, "2024");
        let edition = rows.iter().find(|row| row["id"] == "kipp-2024").unwrap();
        assert_eq!((&edition["official"], &edition["recorded"]), (&Value::Null, &json!(0)));
        // Lists whose completeness nobody counts say nothing of it.
        for uri in ["/v1/sources?limit=1", "/v1/regulations?limit=1"] {
            let page = service.get(uri).await;
            assert!(page["meta"].get("coverage").is_some_and(Value::is_null), "{uri}: {}", page["meta"]);
        }
    }
}
