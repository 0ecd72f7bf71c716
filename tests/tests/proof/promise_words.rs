//! No word of ours says more than is known: that something is not recorded is never turned into a reproach. Titles and
//! notes of the data are others' words, and are left out.

use serde_json::Value;

use crate::promise_compare::whole;
use crate::service::{Service, services};

/// What would be one, in both languages: words as they stand, those with a star however they end.
const REPROACHES: &[&str] = &[
    // Indonesian.
    "abai",
    "bersalah",
    "bolos*",
    "cedera janji",
    "curang*",
    "gagal*",
    "ingkar*",
    "kecurangan*",
    "kegagalan*",
    "kelalaian*",
    "ketidakpatuhan*",
    "lalai*",
    "malas*",
    "mangkir*",
    "melalaikan*",
    "melanggar*",
    "dilanggar*",
    "membangkang*",
    "mengabaikan*",
    "mengelak*",
    "mengingkari*",
    "menunggak*",
    "menyimpang*",
    "pelanggar*",
    "pemalas*",
    "sanksi*",
    "tak menepati",
    "tak memenuhi",
    "teguran*",
    "tidak melaksanakan",
    "tidak memenuhi",
    "tidak menepati",
    "tidak menjalankan",
    "tidak menunaikan",
    "tidak patuh",
    "tidak taat",
    "wanprestasi*",
    // English.
    "blame*",
    "breach*",
    "broke",
    "broken",
    "culprit*",
    "default on",
    "defaulted*",
    "defaulting",
    "defaults on",
    "delinquen*",
    "derelict*",
    "did not fulfil*",
    "did not meet",
    "disobey*",
    "disregard*",
    "evade*",
    "fail*",
    "flout*",
    "guilty",
    "infring*",
    "laggard*",
    "lazy",
    "neglect*",
    "negligen*",
    "non complian*",
    "noncomplian*",
    "not complied",
    "not comply*",
    "not compliant",
    "not fulfil*",
    "offend*",
    "punish*",
    "remiss",
    "reproach*",
    "shirk*",
    "undone",
    "unfulfilled",
    "unmet",
    "violat*",
];

/// The words of a text in lower case, one space before and after each.
fn spaced(text: &str) -> String {
    let words = text.split(|sign: char| !sign.is_alphabetic()).filter(|word| !word.is_empty());
    words.fold(" ".to_owned(), |said, word| said + &word.to_lowercase() + " ")
}

fn accuses(text: &str) -> Option<&'static str> {
    let text = spaced(text);
    let is_there = |reproach: &&&str| match reproach.strip_suffix('*') {
        Some(stem) => text.contains(&format!(" {stem}")),
        None => text.contains(&format!(" {reproach} ")),
    };
    REPROACHES.iter().find(is_there).copied()
}

#[test]
fn a_reproach_is_known_in_either_language() {
    for text in [
        "Pemerintah itu LALAI.",
        "Kewajibannya tidak dipenuhi: ia ingkar.",
        "It did not fulfil its duty.",
        "non-compliant agencies",
        "The ministry defaulted on it.",
        "Failed.",
    ] {
        assert!(accuses(text).is_some(), "{text}");
    }
    // What these words stand within says nothing.
    for text in ["di lingkungan kabupaten", "melalui dinas", "the default is 20", "complianceRow", "belum tercatat"] {
        assert_eq!(accuses(text), None, "{text}");
    }
}

/// What a document describes: its own words without the data that it shows.
fn descriptions<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(object) => {
            for (key, inner) in object.iter().filter(|(key, _)| !["example", "examples"].contains(&key.as_str())) {
                match inner {
                    Value::String(text) if ["description", "summary", "title"].contains(&key.as_str()) => {
                        found.push(text)
                    }
                    inner => descriptions(inner, found),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|inner| descriptions(inner, found)),
        _ => {}
    }
}

/// Fails where one of some texts is a reproach.
#[track_caller]
fn blameless<'a>(origin: &str, texts: impl IntoIterator<Item = &'a str>) {
    let mut count = 0;
    for text in texts {
        assert_eq!(accuses(text), None, "{origin}: {text}");
        count += 1;
    }
    assert!(count > 0, "{origin} says nothing");
}

async fn text(service: &Service, uri: &str) -> String {
    let (status, _, body) = service.ask("GET", uri, None).await;
    assert_eq!(status, 200, "{uri}");
    String::from_utf8(body).unwrap()
}

#[tokio::test]
async fn no_document_speaks_of_a_broken_duty() {
    let services = services("promise_words_documents").await;
    let service = &services[0];
    for lang in ["id", "en"] {
        let uri = format!("/openapi.json?lang={lang}");
        let document: Value = serde_json::from_str(&text(service, &uri).await).unwrap();
        let mut found = Vec::new();
        descriptions(&document, &mut found);
        assert!(found.len() > 500, "{uri}: {}", found.len());
        blameless(&uri, found);
        let uri = format!("/schema.graphql?lang={lang}");
        blameless(&uri, [text(service, &uri).await.as_str()]);
    }
    let tables: Value = serde_json::from_str(&inovasi::tables_document().unwrap()).unwrap();
    let mut found = Vec::new();
    descriptions(&tables, &mut found);
    blameless("tables", found);
    // Closed codelists are the program's own; the others are a part of the data.
    let codelists = service.get("/v1/codelists").await;
    let own = codelists["data"].as_array().unwrap().iter().filter(|list| list["closed"] == true);
    for uri in own.map(|list| list["url"].as_str().unwrap()) {
        let codes = service.get(uri).await;
        for code in codes["data"].as_array().unwrap() {
            let words = ["label", "label_en", "definition", "definition_en"].map(|name| &code[name]);
            blameless(uri, words.into_iter().filter_map(Value::as_str));
        }
    }
    let codes = service.get("/v1/codelists/compliance_status").await;
    let codes: Vec<&str> =
        codes["data"].as_array().unwrap().iter().map(|code| code["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["met", "not_recorded", "not_obligated"]);
}

#[tokio::test]
async fn no_answer_speaks_of_a_broken_duty() {
    let services = services("promise_words").await;
    let service = &services[0];
    for lang in ["id", "en"] {
        for uri in [
            "/v1/compliance?limit=1",
            "/v1/compliance?year=2016&limit=1",
            "/v1/compliance?status=not_recorded&year=2024&limit=1",
            "/v1/compliance?status=not_obligated&limit=1",
            "/v1/compliance?year=2013",
            "/v1/compliance/summary?by=province,year&limit=1",
            "/v1/compliance/summary?by=agency_kind&year=2024",
            "/v1/agencies?streak=0&limit=1",
            "/v1/awards?edition_id=kipp-2014&tier=top-9&limit=1",
            "/v1/editions?year=2024&limit=1",
            "/v1/innovations?year=2008&limit=1",
            "/v1/innovations/laboratorium-kemiskinan-kabupaten-pekalongan/lineage?internal=true",
            "/v1/stats?by=province,year&limit=1",
        ] {
            let uri = format!("{uri}&lang={lang}");
            let answer = service.get(&uri).await;
            blameless(&uri, answer["meta"]["coverage"]["sentence"].as_str());
        }
    }
    for uri in ["/v1/compliance/kota-balikpapan--2016", "/v1/agencies/kota-balikpapan", "/v1/editions/kipp-2024"] {
        let answer = service.get(uri).await;
        blameless(uri, answer["meta"]["coverage"]["sentence"].as_str());
    }
    for row in whole(service, "/v1/coverage").await {
        let id = row["id"].as_str().unwrap();
        if !row["gap"].is_null() {
            blameless(id, ["gap", "gap_en"].map(|name| row[name].as_str().unwrap()));
        }
    }
}

#[test]
fn no_guide_speaks_of_a_broken_duty() {
    let folder = crate::package::root().join("web/guides");
    let read =
        |language: &str, name: &str| std::fs::read_to_string(folder.join(language).join(format!("{name}.md"))).unwrap();
    // What the words of the answers mean is explained.
    let explained = [
        ("promise", &["not_recorded", "not_obligated", "with_units", "recorded_rate", "meta.coverage", "lineage"][..]),
        ("coverage", &["meta.coverage", "official", "recorded", "gap", "completeness"][..]),
    ];
    for language in ["id", "en"] {
        for name in ["promise", "coverage", "data", "first-answer"] {
            blameless(&format!("{language}/{name}"), [read(language, name).as_str()]);
        }
        for (name, words) in explained {
            let text = read(language, name);
            for word in words {
                assert!(text.contains(word), "{language}/{name}: {word}");
            }
        }
    }
}
