//! What describes the catalogue to other programs: whole, true to what is served, the same every time. Whether readers that
//! others wrote take it is asked by `tests/suites/metadata.py`.

use std::collections::{BTreeMap, BTreeSet};

use axum::body::Body;
use axum::http::{HeaderMap, Request};
use inovasi::Settings;
use inovasi_entity::{Table, all_tables, fields};
use inovasi_schema::Catalogue;
use serde_json::Value;

use crate::service::{Service, services};

/// The documents that a server has.
const DOCUMENTS: [&str; 6] = [
    "/catalog.jsonld",
    "/datapackage.json",
    "/v1/datasets/csv-metadata.json",
    "/v1/datasets/innovations.csv-metadata.json",
    "/codebook.id.md",
    "/codebook.en.md",
];

/// Asks with a host.
async fn asked(service: &Service, uri: &str, headers: &[(&str, &str)]) -> (u16, HeaderMap, String) {
    let mut request = Request::get(uri);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let (status, headers, body) = service.send(request.body(Body::empty()).unwrap()).await;
    (status.as_u16(), headers, String::from_utf8(body).unwrap())
}

async fn text(service: &Service, uri: &str) -> String {
    let (status, _, body) = asked(service, uri, &[("host", "inovasi.test")]).await;
    assert_eq!(status, 200, "{uri}: {body}");
    body
}

async fn json(service: &Service, uri: &str) -> Value {
    serde_json::from_str(&text(service, uri).await).unwrap()
}

/// The data block of the front page, as it stands there and as it is read.
async fn block(service: &Service, language: &str) -> (String, Value) {
    let page = text(service, &format!("/?lang={language}")).await;
    let (_, rest) = page.split_once("<script type=\"application/ld+json\">").unwrap();
    let (block, _) = rest.split_once("</script>").unwrap();
    (block.to_owned(), serde_json::from_str(block).unwrap())
}

fn each<'a>(value: &'a Value, see: &mut impl FnMut(&'a Value)) {
    see(value);
    match value {
        Value::Array(all) => all.iter().for_each(|one| each(one, see)),
        Value::Object(all) => all.values().for_each(|one| each(one, see)),
        _ => {}
    }
}

/// The nodes of a type, by their addresses; mentions alone have no type.
fn nodes<'a>(document: &'a Value, kind: &str) -> BTreeMap<&'a str, &'a Value> {
    let mut found = BTreeMap::new();
    each(document, &mut |value| {
        if value["@type"] == kind
            && let Some(id) = value["@id"].as_str()
        {
            found.insert(id, value);
        }
    });
    found
}

/// Whether a text is there in both languages.
fn in_both(said: &Value) -> bool {
    let texts = said.as_array().into_iter().flatten();
    let languages: BTreeSet<&str> = texts
        .filter(|text| text["@value"].as_str().is_some_and(|text| text.len() > 2))
        .filter_map(|text| text["@language"].as_str())
        .collect();
    languages.contains("id") && languages.contains("en")
}

#[tokio::test]
async fn every_address_in_the_documents_answers() {
    let services = services("metadata_addresses").await;
    let service = &services[0];
    let mut addresses = BTreeSet::new();
    let documents =
        [json(service, "/catalog.jsonld").await, block(service, "id").await.1, block(service, "en").await.1];
    for document in &documents {
        each(document, &mut |value| {
            // The name of a thing within a page is the page's address and a fragment.
            if let Some(path) = value.as_str().and_then(|text| text.strip_prefix("http://inovasi.test")) {
                addresses.insert(path.split('#').next().unwrap_or_default().to_owned());
            }
        });
    }
    for resource in json(service, "/datapackage.json").await["resources"].as_array().unwrap() {
        addresses.insert(format!("/{}", resource["path"].as_str().unwrap()));
    }
    for table in all_tables() {
        addresses.insert(format!("/v1/datasets/{}.csv-metadata.json", table.plural));
    }
    assert!(addresses.len() > 150, "{addresses:?}");
    for path in &addresses {
        // The endpoint itself: nothing is asked there.
        if path != "/graphql" {
            let (status, _, body) = service.ask("GET", path, None).await;
            assert_eq!(status, 200, "{path}: {}", String::from_utf8_lossy(&body));
        }
    }
}

#[tokio::test]
async fn every_table_is_in_every_document() {
    let services = services("metadata_tables").await;
    let service = &services[0];
    let catalog = json(service, "/catalog.jsonld").await;
    let datasets = nodes(&catalog, "dcat:Dataset");
    let files = nodes(&catalog, "dcat:Distribution");
    let package = json(service, "/datapackage.json").await;
    let group = json(service, "/v1/datasets/csv-metadata.json").await;
    let (_, page) = block(service, "en").await;
    let shown = nodes(&page, "Dataset");
    assert_eq!(datasets.len(), all_tables().count() + 1);
    assert_eq!(shown.len(), datasets.len());
    for table in all_tables() {
        let plural = table.plural;
        let dataset = datasets[format!("http://inovasi.test/catalog.jsonld#{plural}").as_str()];
        assert!(in_both(&dataset["dct:title"]) && in_both(&dataset["dct:description"]), "{plural}");
        for form in ["csv", "ndjson", "parquet", "xlsx"] {
            let file = files[format!("http://inovasi.test/v1/datasets/{plural}.{form}#file").as_str()];
            assert!(in_both(&file["dct:title"]) && in_both(&file["dct:description"]), "{plural}.{form}");
            assert!(file["dct:license"]["@id"].as_str().unwrap().ends_with("CC_BY_4_0"), "{plural}.{form}");
        }
        assert!(shown.contains_key(format!("http://inovasi.test/#{plural}").as_str()), "{plural}");
        let names: Vec<String> = fields(table).iter().map(|field| field.name.to_string()).collect();
        let resource = package["resources"].as_array().unwrap().iter().find(|one| one["name"] == plural).unwrap();
        assert_eq!(said(&resource["schema"]["fields"]), names, "{plural}");
        let file = table.file();
        let described = group["tables"].as_array().unwrap().iter().find(|one| one["url"] == file.as_str()).unwrap();
        assert_eq!(said(&described["tableSchema"]["columns"]), names, "{plural}");
        let alone = json(service, &format!("/v1/datasets/{plural}.csv-metadata.json")).await;
        assert_eq!((alone["url"].as_str().unwrap(), said(&alone["tableSchema"]["columns"])), (file.as_str(), names));
    }
    assert!(files.contains_key("http://inovasi.test/v1/datasets/regions.geojson#file"));
    assert_eq!(nodes(&catalog, "dcat:DataService").len(), 3);
}

fn said(columns: &Value) -> Vec<String> {
    columns.as_array().unwrap().iter().map(|column| column["name"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn both_licences_are_said_everywhere_and_bytes_are_the_same_on_both_databases() {
    let services = services("metadata_bytes").await;
    let mut first: Vec<String> = Vec::new();
    for service in &services {
        let mut all = Vec::new();
        for uri in DOCUMENTS {
            let document = text(service, uri).await;
            assert_eq!(document, text(service, uri).await, "{uri}");
            all.push(document);
        }
        for language in ["id", "en"] {
            all.push(block(service, language).await.0);
        }
        for document in &all {
            assert!(document.contains("CC-BY-4.0") || document.contains("creativecommons.org/licenses/by/4.0"));
            assert!(document.contains("MIT OR Apache-2.0"), "{}", &document[..200]);
            assert!(!document.contains('\u{0}'));
        }
        if first.is_empty() {
            first = all;
        } else {
            assert!(first == all, "the databases differ");
        }
    }
}

#[tokio::test]
async fn the_descriptor_has_only_what_the_revision_says_and_its_resources() {
    let services = services("metadata_package").await;
    let package = json(&services[0], "/datapackage.json").await;
    let bundled: Value =
        serde_json::from_slice(&std::fs::read(crate::package::root().join("data/datapackage.json")).unwrap()).unwrap();
    for (key, value) in bundled.as_object().unwrap() {
        if key != "resources" {
            assert_eq!(&package[key], value, "{key}");
        }
    }
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(keys(&package), keys(&bundled));
}

#[tokio::test]
async fn the_codebook_has_every_column_and_every_code_in_both_languages() {
    let services = services("metadata_codebook").await;
    let service = &services[0];
    for language in ["id", "en"] {
        let book = text(service, &format!("/codebook.{language}.md")).await;
        for table in all_tables() {
            let part = section(&book, table);
            for field in fields(table) {
                let meaning = if language == "id" { &field.description } else { &field.description_en };
                let (name, meaning) = (format!("| `{}` |", field.name), meaning.replace('|', "\\|"));
                let row = part.lines().find(|line| line.starts_with(&name)).unwrap();
                assert!(row.contains(&meaning), "{language} {} {row}", table.name);
            }
        }
        for list in service.get("/v1/codelists").await["data"].as_array().unwrap() {
            let name = list["id"].as_str().unwrap();
            let (_, part) = book.split_once(&format!("\n### {name}\n")).unwrap();
            let part = part.split("\n### ").next().unwrap();
            let codes = service.get(list["url"].as_str().unwrap()).await;
            for code in codes["data"].as_array().unwrap() {
                let label = if language == "id" { &code["label"] } else { &code["label_en"] };
                let start = format!("| `{}` | ", code["code"].as_str().unwrap());
                let row = part.lines().find(|line| line.starts_with(&start)).unwrap();
                assert!(label.as_str().is_none_or(|label| row.contains(label)), "{language} {name} {row}");
            }
        }
    }
}

/// The part of a codebook that is of a table.
fn section<'a>(book: &'a str, table: &Table) -> &'a str {
    let (_, part) = book.split_once(&format!("\n### {}\n", table.plural)).unwrap();
    part.split("\n### ").next().unwrap()
}

#[tokio::test]
async fn what_search_engines_read_cannot_end_its_element() {
    let services = services("metadata_block").await;
    let (status, headers, page) = asked(&services[0], "/?lang=id", &[]).await;
    assert_eq!(status, 200);
    let policy = headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("script-src 'self';"), "{policy}");
    let blocks = page.matches("<script").count() - page.matches("<script type=\"module\" src=").count();
    assert_eq!(blocks, 1, "the data block alone");
    let (text, document) = block(&services[0], "id").await;
    assert!(!text.contains(['<', '>', '&']));
    let datasets = nodes(&document, "Dataset");
    let innovations = datasets["http://inovasi.test/#innovations"];
    assert_eq!(innovations["license"], "https://creativecommons.org/licenses/by/4.0/");
    assert_eq!((&innovations["temporalCoverage"], &innovations["size"]), (&"2008/2025".into(), &"435 baris".into()));
    assert_eq!(innovations["spatialCoverage"]["name"], "Indonesia");
}

#[tokio::test]
async fn an_answer_that_holds_the_origin_says_so() {
    let services = services("metadata_origin").await;
    let service = &services[0];
    let varies = |headers: &HeaderMap| {
        let all = headers.get_all("vary").iter().map(|value| value.to_str().unwrap().to_owned());
        all.collect::<Vec<_>>().join(", ").contains("host, x-forwarded-proto")
    };
    let uri = "/catalog.jsonld";
    let (_, one, first) = asked(service, uri, &[("host", "one.test")]).await;
    let (_, two, second) = asked(service, uri, &[("host", "two.test"), ("x-forwarded-proto", "https")]).await;
    assert!(first.contains("\"http://one.test/catalog.jsonld#catalog\"") && !first.contains("two.test"));
    assert!(second.contains("\"https://two.test/catalog.jsonld#catalog\""));
    assert!(varies(&one) && varies(&two) && one["etag"] != two["etag"]);
    let held = one["etag"].to_str().unwrap();
    let (status, headers, _) = asked(service, uri, &[("host", "one.test"), ("if-none-match", held)]).await;
    assert!(status == 304 && varies(&headers));
    let (status, ..) = asked(service, uri, &[("host", "two.test"), ("if-none-match", held)]).await;
    assert_eq!(status, 200);
    assert!(!first.contains("vcard:Kind"), "nobody is named who is not known");
    for uri in DOCUMENTS {
        service.problem("GET", &format!("{uri}?a=1"), 400, "unknown_parameter").await;
    }
}

#[tokio::test]
async fn a_public_address_and_a_contact_stand_in_what_is_read() {
    let services = services("metadata_settings").await;
    let catalogue = Catalogue::open(&services[0].database.url).await.unwrap();
    let settings = Settings {
        public_url: Some("https://data.example.org/".parse().unwrap()),
        contact: Some("mailto:data@example.org".parse().unwrap()),
        ..Settings::default()
    };
    let router = inovasi::router(catalogue, settings).unwrap();
    let service =
        Service { router, database: services.into_iter().next().unwrap().database, statements: Default::default() };
    for uri in ["/catalog.jsonld", "/"] {
        let (status, headers, body) = asked(&service, uri, &[("host", "inside.test")]).await;
        assert_eq!(status, 200);
        assert!(body.contains("https://data.example.org/") && !body.contains("inside.test"), "{uri}");
        assert!(body.contains("data@example.org"), "{uri}");
        let vary: Vec<&str> = headers.get_all("vary").iter().map(|value| value.to_str().unwrap()).collect();
        assert!(!vary.iter().any(|vary| vary.contains("host")), "{uri}: {vary:?}");
    }
    let guide = text(&service, "/docs/first-answer?lang=en").await;
    assert!(guide.contains("https://data.example.org/v1"), "examples, too");
}

#[tokio::test]
async fn the_front_page_stands_without_a_catalogue() {
    for database in crate::database::each("metadata_empty").await {
        let service = Service::over(database).await;
        let page = text(&service, "/?lang=en").await;
        assert!(page.contains("<h1>Inovasi</h1>") && !page.contains("application/ld+json"));
        service.problem("GET", "/catalog.jsonld", 503, "unavailable").await;
    }
}
