//! The law of the change log: what it says, done to a release, gives the next one; and the bytes of a release are the same
//! from either database.

use std::collections::BTreeMap;
use std::path::Path;

use inovasi_entity::{TABLES, Table, all_tables};
use inovasi_export::release::Store;
use inovasi_ingest::{Outcome, Package};
use serde_json::{Map, Value};

use crate::releases::{two_packages, whole_release};
use crate::service::services_of;

/// Rows by table and id.
type Rows = BTreeMap<(String, String), Map<String, Value>>;

fn lines(path: &Path) -> Vec<Map<String, Value>> {
    std::fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// What a package and its import say of a row, without what is worked out of others.
fn own(table: &Table, row: &Map<String, Value>) -> Map<String, Value> {
    let names = table.columns.iter().map(|column| column.name).chain(["updated_at"]);
    names.map(|name| (name.to_owned(), row[name].clone())).collect()
}

fn rows(release: &Path) -> Rows {
    let of_table = |table: &&'static Table| {
        let rows = lines(&release.join(format!("{}.ndjson", table.plural)));
        let key = |row: &Map<String, Value>| (table.name.to_owned(), row["id"].as_str().unwrap().to_owned());
        rows.iter().map(|row| (key(row), own(table, row))).collect::<Vec<_>>()
    };
    TABLES.iter().flat_map(of_table).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_changes_of_a_release_done_to_the_one_before_give_it() {
    let (first, second) = two_packages();
    let mut of_other: Option<tempfile::TempDir> = None;
    for service in services_of("release_replay", &first).await {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::folder(folder.path());
        whole_release(&service, &store, "a").await;
        inovasi_ingest::write(&service.database.connection, &second, |_, _, _| {}).await.unwrap();
        let stored = whole_release(&service, &store, "b").await;
        let [a, b] = ["a", "b"].map(|version| folder.path().join(version));

        let (mut replayed, after) = (rows(&a), rows(&b));
        assert!(replayed != after && after.len() > 10_000);
        for change in lines(&b.join("changes.ndjson")) {
            let text = |name: &str| change[name].as_str().unwrap().to_owned();
            let key = (text("table"), text("id"));
            match text("op").as_str() {
                "added" | "changed" => replayed.insert(key, change["row"].as_object().unwrap().clone()),
                "deleted" | "merged" => replayed.remove(&key),
                other => panic!("{other}"),
            };
        }
        for (key, row) in &after {
            assert_eq!(replayed.get(key), Some(row), "{key:?}");
        }
        assert_eq!(replayed.len(), after.len());

        // What the release says of its files holds: rows, and the package that they are.
        for table in all_tables() {
            let csv = csv::Reader::from_path(b.join(table.file())).unwrap().records().count() as u64;
            let told = |name: String| stored.iter().find(|file| file.name == name).unwrap().rows;
            for form in ["csv", "ndjson", "parquet", "xlsx"] {
                assert_eq!(told(format!("{}.{form}", table.plural)), Some(csv), "{} {form}", table.plural);
            }
            assert!(stored.iter().any(|file| file.name == format!("{}-metadata.json", table.file())));
        }
        for place in [b.join("datapackage.json"), b.join("inovasi.zip")] {
            let package = Package::read(&place).unwrap();
            let again = inovasi_ingest::write(&service.database.connection, &package, |_, _, _| {}).await.unwrap();
            assert_eq!(again, Outcome::Unchanged { revision: 2 }, "{}", place.display());
        }
        let citation = std::fs::read_to_string(b.join("CITATION.cff")).unwrap();
        for line in ["version: \"b\"", "date-released: \"2027-01-02\"", "license: \"CC-BY-4.0\""] {
            assert!(citation.contains(line), "{citation}");
        }
        if let Some(other) = &of_other {
            for file in stored {
                let bytes = |folder: &Path| std::fs::read(folder.join("b").join(&file.name)).unwrap();
                assert!(bytes(folder.path()) == bytes(other.path()), "{}", file.name);
            }
        }
        of_other = Some(folder);
    }
}
