//! The files of a revision: what `/v1/datasets` says of them is so, each is there whole, and the next revision has its own.

use std::collections::HashMap;
use std::sync::atomic::Ordering;

use inovasi_entity::{Kind, Table, all_tables, fields};
use inovasi_schema::Form;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::forms_read::{Known, read};
use crate::import::{bundled, edit, read as package};
use crate::service::{Service, services};

/// A sum as `Repr-Digest` says it.
fn digest(bytes: &[u8]) -> String {
    use base64::Engine;
    format!("sha-256=:{}:", base64::prelude::BASE64_STANDARD.encode(Sha256::digest(bytes)))
}

/// All files, by their names; each as HEAD, length and sum say.
async fn files(service: &Service) -> HashMap<String, Vec<u8>> {
    let listed = service.get("/v1/datasets").await;
    let mut files = HashMap::new();
    for row in listed["data"].as_array().unwrap() {
        for file in row["files"].as_array().unwrap() {
            let (name, url) = (file["name"].as_str().unwrap(), file["url"].as_str().unwrap());
            let (status, head, none) = service.ask("HEAD", url, None).await;
            assert!(status == 200 && none.is_empty(), "{url}");
            let (status, headers, bytes) = service.ask("GET", url, None).await;
            assert_eq!(status, 200, "{url}");
            for said in [&head, &headers] {
                assert_eq!(said["content-length"], bytes.len().to_string(), "{url}");
                assert_eq!(said["repr-digest"], digest(&bytes), "{url}");
                assert_eq!(said["content-type"], file["media_type"].as_str().unwrap(), "{url}");
            }
            let etag = headers["etag"].to_str().unwrap();
            assert_eq!(service.ask("GET", url, Some(etag)).await.0, 304, "{url}");
            files.insert(name.to_owned(), bytes);
        }
    }
    files
}

/// What the shares of filled cells must be. An empty list of ids is a value: that there are none is known.
fn reckoned(table: &'static Table, known: &Known) -> Vec<Value> {
    let of_ids: Vec<bool> = fields(table).iter().map(|field| matches!(field.kind, Kind::References(_))).collect();
    let share = |place: usize| {
        let filled = known.rows.iter().filter(|row| of_ids[place] || !row[place].is_null()).count();
        let share = filled as f64 / known.rows.len() as f64;
        (share * 10_000.0).round() / 10_000.0
    };
    let column = |(place, name): (usize, &String)| json!({"name": name, "filled": share(place)});
    known.names.iter().enumerate().map(column).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_file_is_there_and_what_is_said_of_them_is_so() {
    for service in services("dataset_files").await {
        let files = files(&service).await;
        let listed = service.get("/v1/datasets").await;
        assert_eq!(files.len(), all_tables().count() * 4 + 3);
        let mut all = 0;
        for table in all_tables() {
            let csv = read(Form::Csv, b',', &files[&table.file()]);
            let names: Vec<String> = fields(table).into_iter().map(|field| field.name.into_owned()).collect();
            assert_eq!(csv.names, names);
            let row = listed["data"].as_array().unwrap().iter().find(|row| row["table"] == table.name).unwrap();
            assert_eq!(row["rows"], csv.rows.len(), "{}", table.name);
            if !csv.rows.is_empty() {
                assert_eq!(row["columns"], Value::Array(reckoned(table, &csv)), "{}", table.name);
            }
            all += csv.rows.len();
            for form in [Form::Ndjson, Form::Parquet, Form::Xlsx] {
                let other = read(form, b',', &files[&format!("{}.{}", table.plural, form.extension())]);
                assert_eq!(other.rows.len(), csv.rows.len(), "{} {form:?}", table.name);
                let ids = |known: &Known| known.rows.iter().map(|row| row[0].clone()).collect::<Vec<_>>();
                assert_eq!(ids(&other), ids(&csv), "{} {form:?}", table.name);
            }
        }
        let whole = listed["data"].as_array().unwrap().iter().find(|row| row["id"] == "inovasi").unwrap();
        assert_eq!(whole["rows"], all);
        let places = read(Form::GeoJson, b',', &files["regions.geojson"]);
        assert_eq!(places.rows.len(), read(Form::Csv, b',', &files["regions.csv"]).rows.len());
        assert!(files["inovasi.sqlite"].starts_with(b"SQLite format 3\0") && files["inovasi.zip"].starts_with(b"PK"));
        let problem = service.problem("GET", "/v1/datasets/region.csv", 404, "not_found").await;
        assert!(problem["detail"].as_str().unwrap().contains("/v1/datasets/regions.csv"), "{problem}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_that_ask_at_once_have_a_file_made_once() {
    for service in services("dataset_once").await {
        let statements = || service.statements.load(Ordering::Relaxed);
        let ask = async |name: &str| {
            let (status, _, body) = service.ask("GET", &format!("/v1/datasets/{name}"), None).await;
            assert_eq!(status, 200, "{name}");
            body
        };
        service.get("/v1/innovations?limit=1").await;
        let begun = statements();
        ask("evidence.ndjson").await;
        let made = statements() - begun;
        ask("evidence.ndjson").await;
        let kept = statements() - begun - made;
        assert!(kept < made, "{kept} {made}");
        let begun = statements();
        let (one, two, three) = tokio::join!(ask("evidence.csv"), ask("evidence.csv"), ask("evidence.csv"));
        let together = statements() - begun;
        assert!(one == two && two == three);
        assert!(together <= made + 2 * kept, "{together}, alone {made}, kept {kept}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_revision_has_files_of_its_own() {
    let mut files = bundled();
    edit(&mut files, "regions.csv", |text| text.replacen("Indonesia,", "Republik Indonesia,", 1));
    let after = package(&files).unwrap();
    for service in services("dataset_next").await {
        let folder = service.database.folder.path().join("files");
        let made = || {
            let entries = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name());
            let mut names: Vec<String> = entries.map(|name| name.into_string().unwrap()).collect();
            names.retain(|name| name.starts_with("revision-"));
            names
        };
        let ask = async |name: &str| {
            let (status, headers, body) = service.ask("GET", &format!("/v1/datasets/{name}"), None).await;
            assert_eq!(status, 200, "{name}");
            (headers["etag"].clone(), String::from_utf8_lossy(&body).into_owned())
        };
        let (first, text) = ask("regions.csv").await;
        ask("agencies.csv").await;
        assert!(text.contains("\r\nID,") && !text.contains("Republik"));
        let before = made();
        assert_eq!(before.len(), 1);
        inovasi_ingest::write(&service.database.connection, &after, |_, _, _| {}).await.unwrap();
        let (second, text) = ask("regions.csv").await;
        assert!(first != second && text.contains("Republik Indonesia"));
        let now = made();
        assert!(now.len() == 1 && now != before, "{before:?} {now:?}");
        // What is made can be made again: who empties the folder loses nothing.
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(ask("regions.csv").await, (second, text));
    }
}
