//! The files of a revision: what `/v1/datasets` says of them is so, each is there whole, and the next revision has its own.

use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::Ordering;
use std::time::{Duration, SystemTime};

use inovasi::{RateLimit, Settings};
use inovasi_entity::{CellKind, Kind, Table, all_tables, edition_regulation, fields};
use inovasi_export::dataset::{DatasetError, Datasets, dataset_file};
use inovasi_schema::{Catalogue, Form, MOST_XLSX_ROWS, is_listed};
use sea_orm::{ConnectionTrait, DbBackend};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::forms::equal;
use crate::forms_read::{Known, read};
use crate::import::{bundled, edit, read as package};
use crate::package::root;
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

/// A cell of the package as it is meant.
fn meant(kind: CellKind, text: &str) -> Value {
    match kind {
        _ if text.is_empty() => Value::Null,
        CellKind::Integer | CellKind::Number | CellKind::Boolean => serde_json::from_str(text).unwrap(),
        CellKind::List => text.split(';').collect(),
        CellKind::Text | CellKind::Date | CellKind::Instant => text.into(),
    }
}

/// Compares a file with the table's CSV in the bundled package, value by value: of tables that no list shows nothing else
/// does. Lists are compared with JSON elsewhere.
fn holds_the_package(table: &'static Table, form: Form, known: &Known) {
    let path = root().join("data").join(table.file());
    if is_listed(table) || !path.exists() {
        return;
    }
    let mut reader = csv::Reader::from_path(path).unwrap();
    let names = reader.headers().unwrap().clone();
    let rows = reader.records().map(Result::unwrap);
    let by_id: HashMap<String, csv::StringRecord> = rows.map(|row| (row[0].to_owned(), row)).collect();
    assert_eq!(known.rows.len(), by_id.len(), "{} {form:?}", table.name);
    let kinds: HashMap<String, CellKind> =
        fields(table).into_iter().map(|field| (field.name.to_string(), field.cell())).collect();
    for found in &known.rows {
        let row = &by_id[found[0].as_str().unwrap()];
        for (name, text) in names.iter().zip(row) {
            let place = known.names.iter().position(|other| other == name).unwrap();
            let expected = meant(kinds[name], text);
            let is_same = equal(form, kinds[name], &found[place], &expected);
            assert!(is_same, "{} {form:?} {}: {name}: {} is not {expected}", table.name, found[0], found[place]);
        }
    }
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
                holds_the_package(table, form, &other);
            }
            holds_the_package(table, Form::Csv, &csv);
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

/// Names of what is in a folder; of none nothing.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = entries.map(|name| name.into_string().unwrap()).collect();
    names.sort();
    names
}

/// Lets a folder be still for some hours.
fn still(folder: &Path, hours: u64) {
    let then = SystemTime::now() - Duration::from_secs(hours * 3600);
    std::fs::File::open(folder).unwrap().set_modified(then).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_revision_has_files_of_its_own_and_leaves_those_of_others() {
    let mut files = bundled();
    edit(&mut files, "regions.csv", |text| text.replacen("Indonesia,", "Republik Indonesia,", 1));
    let after = package(&files).unwrap();
    // All databases have their files in one folder, whose name has signs that mean something in addresses.
    let shared = tempfile::tempdir().unwrap();
    let folder = shared.path().join("files of 100%25?#");
    let mut services = services("dataset_next").await;
    for service in &mut services {
        let catalogue = Catalogue::open(&service.database.url).await.unwrap();
        let settings = Settings { files: folder.clone(), ..RateLimit::default().into() };
        service.router = inovasi::router(catalogue, settings).unwrap();
    }
    let ask = async |service: &Service, name: &str| {
        let (status, headers, body) = service.ask("GET", &format!("/v1/datasets/{name}"), None).await;
        assert_eq!(status, 200, "{name}");
        (headers["etag"].clone(), String::from_utf8_lossy(&body).into_owned())
    };
    let mut firsts = Vec::new();
    for service in &services {
        let (first, text) = ask(service, "regions.csv").await;
        assert!(text.contains("\r\nID,") && !text.contains("Republik"));
        ask(service, "agencies.csv").await;
        assert!(ask(service, "inovasi.sqlite").await.1.starts_with("SQLite format 3"));
        firsts.push(first);
    }
    let databases = names(&folder);
    assert_eq!(databases.len(), services.len(), "each has a folder of its own");
    for (service, first) in services.iter().zip(&firsts) {
        let catalogue = Catalogue::open(&service.database.url).await.unwrap();
        let old = catalogue.snapshot().await.unwrap().revision().clone();
        let own = folder.join(catalogue.key());
        let before = names(&own);
        assert_eq!(before.len(), 1);
        // Another version of the program has files of this revision; of a later one somebody was first.
        let others = ["revision-1-0123456789ab-0.0.1-1-00000000", "revision-9-0123456789ab-0.0.1-1-00000000"];
        others.iter().for_each(|name| std::fs::create_dir(own.join(name)).unwrap());
        still(&own.join(others[1]), 99);
        inovasi_ingest::write(&service.database.connection, &after, |_, _, _| {}).await.unwrap();
        let (second, text) = ask(service, "regions.csv").await;
        assert!(*first != second && text.contains("Republik Indonesia"));
        // Who asked before the import and is late gets nothing of another revision, and takes nothing away.
        let (late, file) = (Datasets::new(folder.clone()), dataset_file("outcomes.csv").unwrap());
        assert!(matches!(late.get(&catalogue, &old, &file).await, Err(DatasetError::Moved)));
        assert_eq!(names(&own).len(), 4);
        // Somebody may just have been told of a file of the revision before.
        assert!(names(&own).contains(&before[0]));
        still(&own.join(&before[0]), 2);
        ask(service, "agencies.csv").await;
        let now = names(&own);
        assert!(!now.contains(&before[0]) && now.contains(&others[0].to_owned()), "{now:?}");
        assert!(now.contains(&others[1].to_owned()) && now.len() == 3, "{now:?}");
        still(&own.join(others[0]), 2);
        ask(service, "tiers.csv").await;
        assert!(!names(&own).contains(&others[0].to_owned()));
        // What is made can be made again: who empties the folder loses nothing.
        std::fs::remove_dir_all(&own).unwrap();
        assert_eq!(ask(service, "regions.csv").await, (second, text));
        assert_eq!(names(&folder), databases);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_that_no_sheet_holds_has_no_workbook() {
    for service in services("dataset_rows").await {
        let connection = &service.database.connection;
        let columns: Vec<&str> = edition_regulation::TABLE.columns.iter().map(|column| column.name).collect();
        let columns = [&columns[1..], &["updated_at"]].concat().join(", ");
        let series = match connection.get_database_backend() {
            DbBackend::Postgres => format!("SELECT n FROM generate_series(1, {MOST_XLSX_ROWS}) AS numbers(n)"),
            _ => format!(
                "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {MOST_XLSX_ROWS}) SELECT n FROM numbers"
            ),
        };
        let (one, series) =
            (format!("(SELECT {columns} FROM edition_regulation LIMIT 1) AS one"), format!("({series}) AS series"));
        let sql =
            format!("INSERT INTO edition_regulation (id, {columns}) SELECT 'x' || n, {columns} FROM {one}, {series}");
        connection.execute_unprepared(&sql).await.unwrap();
        let listed = service.get("/v1/datasets").await;
        let names = |table: &str| {
            let row = listed["data"].as_array().unwrap().iter().find(|row| row["id"] == table).unwrap();
            let files = row["files"].as_array().unwrap().iter();
            files.map(|file| file["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        let without = ["edition_regulations.csv", "edition_regulations.ndjson", "edition_regulations.parquet"];
        assert_eq!(names("edition_regulations"), without);
        assert!(names("editions").contains(&"editions.xlsx".to_owned()));
        for method in ["GET", "HEAD"] {
            assert_eq!(service.ask(method, "/v1/datasets/edition_regulations.xlsx", None).await.0, 404);
        }
        let problem = service.problem("GET", "/v1/datasets/edition_regulations.xlsx", 404, "not_found").await;
        let detail = problem["detail"].as_str().unwrap();
        for part in ["1048575", "/v1/datasets/edition_regulations.csv", "/v1/datasets/edition_regulations.parquet"] {
            assert!(detail.contains(part), "{detail}");
        }
        let (_, _, catalogue) = service.ask("GET", "/catalog.jsonld", None).await;
        let catalogue = String::from_utf8(catalogue).unwrap();
        assert!(catalogue.contains("/edition_regulations.csv") && catalogue.contains("/editions.xlsx"));
        assert!(!catalogue.contains("edition_regulations.xlsx"));
    }
}
