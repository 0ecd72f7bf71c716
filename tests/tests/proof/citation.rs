//! Citations: of every kind of address, with the rows that the address itself answers, in every form.

use inovasi_export::metadata::Licence;
use inovasi_export::metadata::citation::{Cff, Citation, Form, Version};
use inovasi_export::release::Store;
use inovasi_schema::{Language, listed_tables};
use serde_json::{Value, json};

use crate::releases::{whole_release, with_store};
use crate::service::{Service, services};

/// Where `/v1/cite` cites an address.
fn cite(url: &str, more: &str) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("url", url).finish();
    format!("/v1/cite?{query}{more}")
}

/// An address, what is asked for in it, and what its citation calls it in English.
const RIGHT: &[(&str, &str, &str)] = &[
    ("/", "/", "Inovasi: the open catalogue"),
    ("/v1", "/v1", "Inovasi: the open catalogue"),
    ("/v1/innovations", "/v1/innovations", "Public-service innovations, Inovasi:"),
    (
        "/v1/innovations?year=2016&sector=health",
        "/v1/innovations?sector=health&year=2016",
        "Public-service innovations (sector=health, year=2016), Inovasi:",
    ),
    (
        "/v1/innovations?sector=health&limit=3&facets=sector&year=2016#top",
        "/v1/innovations?sector=health&year=2016",
        "Public-service innovations (sector=health, year=2016), Inovasi:",
    ),
    (
        "/v1/innovations?q=air+bersih&year=!null",
        "/v1/innovations?q=air%20bersih&year=!null",
        "(q=air bersih, year=!null)",
    ),
    (
        "/v1/innovations?region=ID-35&year=2014..2016&lang=en",
        "/v1/innovations?lang=en&region=ID-35&year=2014..2016",
        "region=ID-35",
    ),
    ("/v1/innovations?sample=7&seed=a", "/v1/innovations?sample=7&seed=a", "sample=7"),
    ("/v1/innovations?format=csv&sector=health", "/v1/innovations?sector=health", "(sector=health)"),
    (
        "/v1/agencies?kind=ministry,police",
        "/v1/agencies?kind=ministry,police",
        "Public agencies (kind=ministry,police)",
    ),
    ("/v1/compliance?year=2016", "/v1/compliance?year=2016", "Fulfilment of the duty to innovate (year=2016)"),
    ("/v1/coverage", "/v1/coverage", "Completeness of the catalogue"),
    ("/v1/stats?by=year,sector&limit=2", "/v1/stats?by=year,sector", "Counts of innovations"),
    ("/v1/compliance/summary?by=year", "/v1/compliance/summary?by=year", "duty to innovate in sums (by=year)"),
    ("/v1/codelists/sector", "/v1/codelists/sector", "Codelist sector"),
    ("/v1/regions/ID-64.71", "/v1/regions/ID-64.71", "Balikpapan, Inovasi:"),
    (
        "/v1/innovations/sipelandukilat-provinsi-kalimantan-utara/lineage?status=stated,study_visit",
        "/v1/innovations/sipelandukilat-provinsi-kalimantan-utara/lineage?status=stated,study_visit",
        "The family of the innovation: Sipelandukilat",
    ),
    ("/v1/datasets/index_scores.csv", "/v1/datasets/index_scores.csv", "Innovation index scores of regions"),
    ("/v1/datasets/inovasi.zip", "/v1/datasets/inovasi.zip", "inovasi.zip"),
    ("/v1/datasets/region_codes.csv", "/v1/datasets/region_codes.csv", "Codes of regions"),
    ("/v1/datasets/region_codes.csv-metadata.json", "/v1/datasets/region_codes.csv-metadata.json", "Codes of regions"),
    ("/v1/datasets", "/v1/datasets", "Inovasi: the open catalogue"),
];

/// Rows of what an address answers, where it answers in rows.
async fn rows(service: &Service, url: &str) -> Value {
    let url = url.split('#').next().unwrap().replace("format=csv&", "");
    if url == "/" || url == "/v1" || url.starts_with("/v1/datasets") {
        let name = url.rsplit('/').next().unwrap();
        let of = if name.ends_with(".csv") { name.trim_end_matches(".csv") } else { "inovasi" };
        let all = service.get("/v1/datasets").await;
        let row = all["data"].as_array().unwrap().iter().find(|row| row["id"] == of).unwrap().clone();
        return if name.ends_with(".json") { Value::Null } else { row["rows"].clone() };
    }
    let answer = service.get(&url).await;
    if url.contains("sample=") {
        json!(answer["data"].as_array().unwrap().len())
    } else {
        answer["meta"]["total"].clone()
    }
}

#[tokio::test]
async fn every_kind_of_address_is_cited_with_the_rows_that_it_answers() {
    for service in services("citerows").await {
        for (url, query, title) in RIGHT {
            for url in
                [(*url).to_owned(), format!("http://127.0.0.1:8080{url}"), format!("https://127.0.0.1:8080{url}")]
            {
                let said = service.get(&cite(&url, "")).await["data"].clone();
                assert_eq!(said["query"], *query, "{url}");
                assert_eq!(said["url"], format!("http://127.0.0.1:8080{query}"), "{url}");
                let text = said["text_en"].as_str().unwrap();
                assert!(text.contains(title), "{url}: {text}");
                assert!(text.starts_with("Inovasi (2026). ") && text.contains("CC-BY-4.0"), "{text}");
                assert!(text.ends_with(said["url"].as_str().unwrap()) && text.contains("24 November 2026"), "{text}");
            }
            let said = service.get(&cite(url, "")).await["data"].clone();
            assert_eq!(said["rows"], rows(&service, url).await, "{url}");
            assert_eq!((&said["version"], &said["release_url"]), (&json!("revision 1"), &Value::Null), "{url}");
            assert_eq!(said["date"], "2026-11-24");
        }
        let none = service.problem("GET", &cite("/v1/releases/2026-11-24", ""), 404, "not_found").await;
        assert!(none["detail"].as_str().unwrap().contains("no release was made yet"), "{none}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_is_cited_as_it_was_made() {
    for service in services("citereleases").await {
        let folder = tempfile::tempdir().unwrap();
        let service = with_store(service, folder.path()).await;
        // The version is another day than that of the package.
        whole_release(&service, &Store::folder(folder.path()), "2027-03-05").await;
        let base = "http://127.0.0.1:8080/v1/releases/2027-03-05";
        let whole = service.get(&cite("/v1", "")).await["data"]["rows"].clone();
        let files = service.get("/v1/releases/2027-03-05").await["data"]["files"].clone();
        let rows_of =
            |name: &str| files.as_array().unwrap().iter().find(|file| file["name"] == name).unwrap()["rows"].clone();
        for (url, rows) in [
            ("/v1/releases/2027-03-05", whole.clone()),
            ("/v1/releases/2027-03-05/awards.parquet", rows_of("awards.csv")),
            ("/v1/releases/2027-03-05/README.md", Value::Null),
            ("/v1/releases/2027-03-05/changes.ndjson", json!(0)),
            ("/v1/awards?limit=1", rows_of("awards.csv")),
        ] {
            let said = service.get(&cite(url, "")).await["data"].clone();
            assert_eq!((&said["rows"], &said["version"]), (&rows, &json!("2027-03-05")), "{url}");
            // One day, wherever it is said.
            assert_eq!((&said["date"], &said["release_url"]), (&json!("2026-11-24"), &json!(base)), "{url}");
            for form in ["text", "text_en", "bibtex", "ris", "csl"] {
                assert!(said[form].to_string().contains(base), "{url} {form}: {}", said[form]);
            }
            assert!(said["text_en"].as_str().unwrap().contains("24 November 2026"), "{url}");
        }
        let (_, _, cff) = service.ask("GET", "/v1/releases/2027-03-05/CITATION.cff", None).await;
        assert!(String::from_utf8(cff).unwrap().contains("date-released: \"2026-11-24\""));
        for (url, near) in [
            ("/v1/releases/2027-03-06", "did you mean 2027-03-05"),
            ("/v1/releases/2027-03-05/award.csv", "did you mean awards.csv"),
        ] {
            let problem = service.problem("GET", &cite(url, ""), 404, "not_found").await;
            assert!(problem["detail"].as_str().unwrap().contains(near), "{problem}");
        }
    }
}

#[tokio::test]
async fn what_is_wrong_is_answered_as_the_address_answers_it() {
    let lists = [
        "/v1/innovations?sektor=health",
        "/v1/innovations?sector=helth&year=a..b&sort=nothing",
        "/v1/innovations?limit=0",
        "/v1/innovations?cursor=abc",
        "/v1/innovations?format=doc",
        "/v1/agencies?q=%22",
        "/v1/stats?by=nothing",
        "/v1/stats",
        "/v1/compliance/summary?by=sector",
        "/v1/innovations/nothing",
        "/v1/innovations/lahir-procot-pulang-bawa-akta-kabupaten-banyuwangi?include=awards",
        "/v1/innovations/nothing/lineage",
        "/v1/innovations/sipelandukilat-provinsi-kalimantan-utara/lineage?status=planed",
        "/v1/codelists/sektor",
        "/v1?lang=en",
    ];
    for service in services("citewrong").await {
        for url in lists {
            let (status, _, body) = service.ask("GET", url, None).await;
            let own: Value = serde_json::from_slice(&body).unwrap();
            let cited = service.problem("GET", &cite(url, ""), status.as_u16(), own["code"].as_str().unwrap()).await;
            for key in ["detail", "errors", "type"] {
                assert_eq!(cited[key], own[key], "{url}");
            }
        }
        for url in [
            "",
            "v1/innovations",
            "//127.0.0.1:8080/v1",
            "ftp://127.0.0.1:8080/v1",
            "https://example.org/v1/innovations",
            "http://127.0.0.1:8080.example.org/v1",
            "http://127.0.0.1:80",
            "/v1/",
            "/v1/inovations",
            "/v1/innovations/",
            "/v1/innovations/search",
            "/v1/suggest?q=a",
            "/v1/cite?url=/v1",
            "/v1/datasets/nothing.csv",
            "/v1/datasets/innovations.doc",
            "/v1/releases/latest",
            "/docs",
            "/graphql",
            "/%FF",
        ] {
            let problem = service.problem("GET", &cite(url, ""), 400, "invalid_parameter").await;
            assert_eq!(problem["errors"][0]["parameter"], "url", "{url}");
            assert!(!problem["errors"][0]["allowed"].as_array().unwrap().is_empty(), "{url}");
        }
        let near = service.problem("GET", &cite("/v1/inovations", ""), 400, "invalid_parameter").await;
        assert_eq!(near["errors"][0]["suggestion"], "/v1/innovations");
        service.problem("GET", "/v1/cite", 400, "invalid_parameter").await;
        service.problem("GET", &cite("/v1", "&url=%2F"), 400, "invalid_parameter").await;
        service.problem("GET", &cite("/v1", "&lang=fr"), 400, "invalid_parameter").await;
        service.problem("GET", &cite("/v1", "&format=endnote"), 400, "invalid_parameter").await;
        let unknown = service.problem("GET", &cite("/v1", "&formt=ris"), 400, "unknown_parameter").await;
        assert_eq!(unknown["errors"][0]["suggestion"], "format");
    }
}

#[tokio::test]
async fn every_answer_leads_to_its_citation() {
    for service in services("citelinks").await {
        let mut asked: Vec<String> = listed_tables().map(|table| format!("/v1/{}?limit=1", table.path())).collect();
        asked.extend(
            ["/v1/stats?by=year&sector=health", "/v1/compliance/summary?by=year&year=2016", "/v1/codelists/sector"]
                .map(str::to_owned),
        );
        for uri in asked {
            let page = service.get(&uri).await;
            let said = service.get(page["links"]["cite"].as_str().unwrap()).await["data"].clone();
            assert_eq!(said["rows"], page["meta"]["total"], "{uri}");
            // What comes after is the same question.
            if let Some(next) = page["links"]["next"].as_str() {
                assert_eq!(service.get(next).await["links"]["cite"], page["links"]["cite"], "{uri}");
            }
            if let Some(id) = page["data"][0]["id"].as_str().filter(|_| !uri.contains("codelists")) {
                let uri = format!("{}/{id}", uri.split('?').next().unwrap());
                let detail = service.get(&uri).await;
                let said = service.get(detail["links"]["cite"].as_str().unwrap()).await["data"].clone();
                assert_eq!((&said["rows"], &said["query"]), (&Value::Null, &json!(uri)));
            }
        }
        let family = "/v1/innovations/sipelandukilat-provinsi-kalimantan-utara/lineage?internal=true,false";
        let said = service.get(service.get(family).await["links"]["cite"].as_str().unwrap()).await;
        assert_eq!(said["data"]["query"], family);
        let (_, found) = service.post_to("/v1/innovations/search", &json!({"sector": ["health"], "limit": 1})).await;
        let said = service.get(found["links"]["cite"].as_str().unwrap()).await;
        assert_eq!(said["data"]["rows"], found["meta"]["total"]);
        assert_eq!(said["data"]["query"], "/v1/innovations?sector=health");
        let ids: Vec<String> = (0..3000).map(|number| format!("not-there-and-long-enough-{number}")).collect();
        let (status, found) = service.post_to("/v1/innovations/search", &json!({"ids": ids})).await;
        assert_eq!((status.as_u16(), &found["links"]["cite"]), (200, &Value::Null));
        assert_eq!(service.get("/v1/suggest?q=banyuw").await["links"]["cite"], Value::Null);
    }
}

#[tokio::test]
async fn the_documented_example_is_what_is_answered() {
    let document: Value = serde_json::from_str(inovasi::openapi_document()).unwrap();
    let example = &document["paths"]["/v1/cite"]["get"]["responses"]["200"]["content"]["application/json"]["example"];
    for service in services("citeexample").await {
        assert_eq!(&service.get(example["links"]["self"].as_str().unwrap()).await, example);
    }
}

#[tokio::test]
async fn each_form_is_a_document_with_a_name() {
    let url = "/v1/innovations?sector=health&year=2016";
    for service in services("citeforms").await {
        let all = service.get(&cite(url, "&lang=en")).await["data"].clone();
        for (form, media, ending) in [
            ("text", "text/plain", ".txt"),
            ("bibtex", "application/x-bibtex", ".bib"),
            ("csl", "application/vnd.citationstyles.csl+json", ".json"),
            ("ris", "application/x-research-info-systems", ".ris"),
        ] {
            let uri = cite(url, &format!("&lang=en&format={form}"));
            let (status, headers, body) = service.ask("GET", &uri, None).await;
            assert_eq!(status, 200, "{uri}");
            assert!(headers["content-type"].to_str().unwrap().starts_with(media), "{form}");
            let name = headers["content-disposition"].to_str().unwrap();
            assert!(name.contains("inovasi-innovations-revision-1-") && name.contains(ending), "{name}");
            let vary: Vec<&str> = headers.get_all("vary").iter().map(|vary| vary.to_str().unwrap()).collect();
            assert!(vary.join(", ").contains("host"), "{vary:?}");
            let body = String::from_utf8(body).unwrap();
            match form {
                "text" => assert_eq!(body.trim_end(), all["text_en"]),
                "csl" => assert_eq!(serde_json::from_str::<Value>(&body).unwrap(), json!([all["csl"]])),
                _ => assert_eq!(body, all[form]),
            }
            let etag = headers["etag"].to_str().unwrap().to_owned();
            let (status, headers, body) = service.ask("GET", &uri, Some(&etag)).await;
            assert_eq!((status.as_u16(), body.len(), headers["etag"].to_str().unwrap()), (304, 0, etag.as_str()));
            let head = service.ask("HEAD", &uri, None).await;
            assert_eq!((head.0.as_u16(), head.2.len()), (200, 0));
        }
        // Of what is written depends on the language, and nothing on the time.
        assert_eq!(service.get(&cite(url, "&lang=en")).await["data"], all);
        assert_ne!(service.get(&cite(url, "")).await["data"]["bibtex"], all["bibtex"]);
    }
}

/// A citation of something with every character that means something to somebody.
fn hostile() -> Citation {
    Citation {
        title: "a {b} \\c 50% & $d #e_f ~g ^h <i> |j| \"k\"\r\nER  - \u{7}Inovasi Ünïcode}".into(),
        title_en: "English".into(),
        version: Version::Release("2026-11-24.2".into()),
        date: "2026-11-24".into(),
        rows: Some(1_234_567),
        licences: vec![Licence { name: "X-1".into(), path: Some("https://example.org/x".into()), title: None }],
        language: "id".into(),
        release_url: Some("https://example.org/v1/releases/2026-11-24.2".into()),
        query: "/v1/innovations?q=%7B&year=2016".into(),
        url: "https://example.org/v1/innovations?q=%7B&year=2016".into(),
    }
}

#[test]
fn no_title_breaks_a_form() {
    let citation = hostile();
    let bibtex = citation.bibtex(Language::Indonesian);
    let mut depth = 0;
    for letter in bibtex.chars() {
        depth += i32::from(letter == '{') - i32::from(letter == '}');
        assert!(depth >= 0, "{bibtex}");
    }
    assert_eq!(depth, 0, "{bibtex}");
    assert!(
        bibtex.contains("\\textbraceleft{}b\\textbraceright{} \\textbackslash{}c 50\\% \\& \\$d \\#e\\_f"),
        "{bibtex}"
    );
    assert!(bibtex.contains("url = {https://example.org/v1/innovations?q=%7B&year=2016}"), "{bibtex}");
    assert!(
        bibtex.starts_with("@misc{inovasi-innovations-2026-11-24-2-") && bibtex.contains("month = nov,"),
        "{bibtex}"
    );
    let ris = citation.ris(Language::Indonesian);
    let lines: Vec<&str> = ris.split_terminator("\r\n").collect();
    assert_eq!((lines[0], *lines.last().unwrap()), ("TY  - DATA", "ER  - "));
    assert!(lines.iter().all(|line| line.get(2..6) == Some("  - ") && !line.contains(['\r', '\n', '\u{7}'])), "{ris}");
    assert_eq!(lines.iter().filter(|line| line.starts_with("ER")).count(), 1);
    let csl = citation.csl(Language::English);
    assert_eq!(csl["issued"], json!({"date-parts": [[2026, 11, 24]]}));
    assert_eq!((&csl["type"], &csl["dimensions"]), (&json!("dataset"), &json!("1,234,567 rows")));
    let text = citation.text(Language::Indonesian);
    assert!(
        text.contains(
            "Rilis 2026-11-24.2 (https://example.org/v1/releases/2026-11-24.2), 24 November 2026, 1.234.567 baris."
        ) && !text.contains('\n'),
        "{text}"
    );
    assert_eq!(citation.written(Form::Text, Language::Indonesian), text + "\n");
    let other = Citation { query: "/v1/innovations?q=%7D".into(), ..hostile() };
    assert_ne!(citation.key(), other.key());
}

#[test]
fn a_release_says_how_it_is_cited() {
    let said = Cff {
        title: "Inovasi: the \"open\" catalogue",
        description: "Public-service innovations: by agency\nand region.",
        version: "2026-11-24",
        date: "2026-11-24",
        url: Some("https://example.org/v1/releases/2026-11-24"),
        licences: &[Licence { name: "CC-BY-4.0".into(), path: None, title: None }],
        keywords: &["public sector innovation", "Indonesia"],
    };
    let text = said.written();
    // cffconvert --validate accepts it; what that reads is kept here line by line.
    assert_eq!(
        text,
        "cff-version: 1.2.0\nmessage: \"If you use these data, please cite this release and its version.\"\n\
         type: \"dataset\"\ntitle: \"Inovasi: the \\\"open\\\" catalogue\"\n\
         abstract: \"Public-service innovations: by agency and region.\"\nversion: \"2026-11-24\"\n\
         date-released: \"2026-11-24\"\nlicense: \"CC-BY-4.0\"\nurl: \"https://example.org/v1/releases/2026-11-24\"\n\
         authors:\n  - name: \"Inovasi\"\n\
         keywords:\n  - \"public sector innovation\"\n  - \"Indonesia\"\n"
    );
}
