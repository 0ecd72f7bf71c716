//! The licence and the language of another package: every document states those of the package, none those of the bundled
//! one, and where a package states none, none is stated.

use std::io::{Cursor, Read};

use inovasi_export::release::Store;
use inovasi_ingest::Package;
use serde_json::{Value, json};

use crate::import::{bundled, edit, read};
use crate::releases::{whole_release, with_store};
use crate::service::{Service, services_of};

/// The bundled package with other licences and languages.
fn other(licences: &Value, languages: &Value) -> Package {
    let mut files = bundled();
    edit(&mut files, "datapackage.json", |text| {
        let mut said: Value = serde_json::from_str(text).unwrap();
        (said["licenses"], said["languages"]) = (licences.clone(), languages.clone());
        said.to_string()
    });
    read(&files).unwrap()
}

/// What describes the catalogue, and whether it states the licence.
const DOCUMENTS: &[(&str, bool)] = &[
    ("/v1", true),
    ("/llms.txt", true),
    ("/robots.txt", false),
    ("/.well-known/api-catalog", true),
    ("/feeds/innovations.atom?limit=1", true),
    ("/catalog.jsonld", true),
    ("/datapackage.json", true),
    ("/codebook.id.md", true),
    ("/codebook.en.md", true),
    ("/v1/datasets/csv-metadata.json", true),
    ("/v1/datasets/sources.csv-metadata.json", true),
    ("/v1/datasets/competitions.parquet", true),
    ("/v1/datasets/competitions.xlsx", true),
    ("/v1/datasets/inovasi.zip", true),
    ("/v1/competitions?format=parquet", true),
    ("/v1/competitions?format=xlsx", true),
    ("/v1/cite?url=/v1/competitions", true),
    ("/v1/cite?url=/v1/competitions&format=bibtex", true),
    ("/v1/cite?url=/v1/competitions&format=csl", true),
    ("/v1/cite?url=/v1/competitions&format=ris", true),
    ("/v1/cite?url=/v1/competitions&format=text", true),
    ("/ogc", false),
    ("/ogc/api", true),
    ("/ogc/collections", true),
    ("/ogc/collections/regions", true),
    ("/?lang=en", true),
    ("/docs?lang=id", false),
    ("/v1/releases/a/README.md", true),
    ("/v1/releases/a/CITATION.cff", true),
    ("/v1/releases/a/datapackage.json", true),
    ("/v1/releases/a/codebook.en.md", true),
    ("/v1/releases/a/competitions.csv-metadata.json", true),
    ("/v1/releases/a/competitions.parquet", true),
    ("/v1/releases/a/competitions.xlsx", true),
];

/// Everything that an answer says, the parts of an archive that describe it unpacked.
async fn said(service: &Service, uri: &str) -> String {
    let (status, _, body) = service.ask("GET", uri, None).await;
    assert_eq!(status, 200, "{uri}: {}", String::from_utf8_lossy(&body));
    if !body.starts_with(b"PK") {
        return String::from_utf8_lossy(&body).into_owned();
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(body)).unwrap();
    let mut all = String::new();
    for name in ["datapackage.json", "docProps/core.xml"] {
        if let Ok(mut part) = archive.by_name(name) {
            part.read_to_string(&mut all).unwrap();
        }
    }
    assert!(!all.is_empty(), "{uri}");
    all
}

async fn told(name: &str, package: &Package, mut each: impl FnMut(&str, bool, &str)) {
    for service in services_of(name, package).await {
        let folder = tempfile::tempdir().unwrap();
        let service = with_store(service, folder.path()).await;
        whole_release(&service, &Store::folder(folder.path()), "a").await;
        for (uri, states) in DOCUMENTS {
            let text = said(&service, uri).await;
            for wrong in ["CC BY", "CC-BY", "creativecommons"] {
                assert!(!text.contains(wrong), "{uri} says {wrong}");
            }
            each(uri, *states, &text);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_document_states_the_licence_and_the_language_of_the_package() {
    let licences =
        json!([{"name": "ODbL-1.0", "path": "https://example.org/odbl", "title": "Open Database Licence of a test"}]);
    let package = other(&licences, &json!(["ms", "en"]));
    told("words_other", &package, |uri, states, text| {
        let licence = ["ODbL-1.0", "example.org/odbl"].iter().any(|words| text.contains(words));
        assert_eq!(licence, states, "{uri}: {text:.2000}");
        let language = match uri {
            "/llms.txt" => "Texts are in the language `ms`",
            "/feeds/innovations.atom?limit=1" => "xml:lang=\"ms\"",
            "/catalog.jsonld" => "\"@language\": \"ms\"",
            "/v1/cite?url=/v1/competitions&format=bibtex" => "language = {ms}",
            "/v1/cite?url=/v1/competitions&format=csl" => "\"language\": \"ms\"",
            "/v1/cite?url=/v1/competitions&format=ris" => "LA  - ms",
            _ => "",
        };
        assert!(text.contains(language), "{uri}: {text}");
        assert!(!text.contains("Texts are Indonesian") && !text.contains("xml:lang=\"id\""), "{uri}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_a_package_states_no_licence_and_no_language_none_is_stated() {
    let package = other(&Value::Null, &Value::Null);
    told("words_none", &package, |uri, _, text| match uri {
        "/llms.txt" => {
            assert!(text.contains("The language of texts is not stated") && !text.contains("Licence of the data"))
        }
        "/feeds/innovations.atom?limit=1" => assert!(!text.contains("rights>") && text.contains("xml:lang=\"\"")),
        "/.well-known/api-catalog" => assert!(!text.contains("\"license\"")),
        "/ogc/collections/regions" => assert!(!text.contains("\"license\"")),
        "/v1/releases/a/CITATION.cff" => assert!(!text.contains("\nlicense")),
        "/v1/cite?url=/v1/competitions&format=ris" => assert!(!text.contains("Lisensi")),
        _ => {}
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_is_cited_in_the_words_of_its_own_package() {
    let first = other(&json!([{"name": "ODbL-1.0", "path": "https://example.org/odbl"}]), &json!(["ms", "en"]));
    let second = other(&json!([{"name": "CC0-1.0"}]), &json!(["id", "en"]));
    for service in services_of("words_release", &first).await {
        let folder = tempfile::tempdir().unwrap();
        let service = with_store(service, folder.path()).await;
        whole_release(&service, &Store::folder(folder.path()), "2026-11-24").await;
        inovasi_ingest::write(&service.database.connection, &second, |_, _, _| {}).await.unwrap();
        for url in ["/v1/releases/2026-11-24", "/v1/releases/2026-11-24/competitions.csv"] {
            let text = said(&service, &format!("/v1/cite?url={url}&format=ris")).await;
            assert!(text.contains("ODbL-1.0") && text.contains("LA  - ms") && !text.contains("CC0"), "{url}: {text}");
        }
        let text = said(&service, "/v1/cite?url=/v1/competitions&format=ris").await;
        assert!(text.contains("CC0-1.0") && text.contains("LA  - id") && !text.contains("ODbL"), "{text}");
    }
}
