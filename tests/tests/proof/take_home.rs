//! `inovasi export`: what an import takes back with the same ids, and no change.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

use inovasi_entity::{all_tables, change};
use inovasi_export::dataset::write_folder;
use inovasi_ingest::Outcome;
use inovasi_schema::{Catalogue, Cells, walk_whole};
use sea_orm::{EntityTrait, PaginatorTrait};

use crate::database::{Fresh, each};
use crate::program::program;
use crate::releases::two_packages;

fn run(command: &str, path: &Path, url: &str) -> Output {
    Command::new(program()).arg(command).arg(path).env("DATABASE_URL", url).output().unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Every row of every table, as files have them.
async fn rows(database: &Fresh) -> BTreeMap<&'static str, Vec<Cells>> {
    let catalogue = Catalogue::open(&database.url).await.unwrap();
    let mut all = BTreeMap::new();
    for table in all_tables() {
        let mut walk = walk_whole(Arc::new(catalogue.snapshot().await.unwrap()), table);
        let rows: &mut Vec<Cells> = all.entry(table.plural).or_default();
        loop {
            let some = walk.next().await.unwrap();
            if some.is_empty() {
                break;
            }
            rows.extend(some);
        }
    }
    all
}

fn bytes(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries.map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_is_taken_back_with_the_same_ids_and_no_change() {
    let package = inovasi::bundled_package().unwrap();
    let unchanged = Outcome::Unchanged { revision: 1 };
    let empty = each("export_empty").await;
    let again = each("export_again").await;
    for ((fresh, other), third) in each("export").await.iter().zip(&empty).zip(&again) {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let nothing = run("export", &at("nothing"), &fresh.url);
        assert!(!nothing.status.success() && said(&nothing).contains("nothing to export"), "{}", said(&nothing));
        inovasi_ingest::write(&fresh.connection, &package, |_, _, _| {}).await.unwrap();
        for name in ["package", "second", "package.zip", "second.zip"] {
            let exported = run("export", &at(name), &fresh.url);
            assert!(exported.status.success(), "{name}: {}", said(&exported));
        }
        assert!(bytes(&at("package")) == bytes(&at("second")), "the same bytes a second time");
        assert!(std::fs::read(at("package.zip")).unwrap() == std::fs::read(at("second.zip")).unwrap());
        assert_eq!(bytes(&at("package")).len(), all_tables().count() + 1);
        // A place where something is, whatever it is, is left alone.
        std::fs::create_dir(at("empty")).unwrap();
        for name in ["package", "package.zip", "empty"] {
            let refused = run("export", &at(name), &fresh.url);
            assert!(!refused.status.success() && said(&refused).contains("is there already"), "{}", said(&refused));
        }
        let left: Vec<_> = bytes_names(folder.path());
        assert!(left.iter().all(|name| !name.starts_with('.')), "{left:?}");
        let before = rows(fresh).await;
        let changes = change::Entity::find().count(&fresh.connection).await.unwrap();
        for name in ["package", "package.zip"] {
            let back = run("import", &at(name), &fresh.url);
            assert!(back.status.success() && said(&back).contains("nothing changed"), "{name}: {}", said(&back));
        }
        assert_eq!(change::Entity::find().count(&fresh.connection).await.unwrap(), changes);
        for (name, database) in [("package", other), ("package.zip", third)] {
            let taken = run("import", &at(name), &database.url);
            assert!(taken.status.success(), "{name}: {}", said(&taken));
            let found = rows(database).await;
            for (table, rows) in &before {
                assert!(found[table] == *rows, "{name}: {table} differs");
            }
            // All that a revision says of itself but the sum of the bytes that were taken in, which have more columns.
            let says = async |database: &Fresh| {
                let revision = inovasi_ingest::current(&database.connection).await.unwrap().unwrap();
                (revision.package, revision.package_version, revision.created, revision.descriptor)
            };
            assert_eq!(says(fresh).await, says(database).await);
            assert_eq!(inovasi_ingest::write(&database.connection, &package, |_, _, _| {}).await.unwrap(), unchanged);
        }
        let exported = run("export", &at("third"), &other.url);
        assert!(exported.status.success() && bytes(&at("third")) == bytes(&at("package")), "and again the same bytes");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_package_is_of_one_revision_whatever_is_imported_meanwhile() {
    let (first, second) = two_packages();
    for fresh in each("export_meanwhile").await {
        inovasi_ingest::write(&fresh.connection, &first, |_, _, _| {}).await.unwrap();
        let catalogue = Catalogue::open(&fresh.url).await.unwrap();
        let snapshot = Arc::new(catalogue.long_snapshot().await.unwrap());
        let (before, after) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        write_folder(&snapshot, before.path()).await.unwrap();
        inovasi_ingest::write(&fresh.connection, &second, |_, _, _| {}).await.unwrap();
        write_folder(&snapshot, after.path()).await.unwrap();
        assert!(bytes(before.path()) == bytes(after.path()));
    }
}

#[test]
fn nothing_is_made_where_no_catalogue_is() {
    let folder = tempfile::tempdir().unwrap();
    let none = folder.path().join("misspelt.db");
    let url = format!("sqlite://{}", none.display());
    let run = |arguments: &[&str], url: &str| {
        let output =
            Command::new(program()).args(arguments).current_dir(folder.path()).env("DATABASE_URL", url).output();
        let output = output.unwrap();
        (output.status.success(), said(&output))
    };
    for arguments in [&["export", "package"][..], &["release"]] {
        let (done, told) = run(arguments, &url);
        for part in ["misspelt.db", "DATABASE_URL", "inovasi import"] {
            assert!(!done && told.contains(part), "{arguments:?}: {told}");
        }
        assert!(bytes_names(folder.path()).is_empty(), "{arguments:?}");
    }
    // One whose tables are not there yet is left as it is.
    std::fs::write(&none, "").unwrap();
    for arguments in [&["export", "package"][..], &["release"]] {
        let (done, told) = run(arguments, &url);
        assert!(!done && told.contains("inovasi migrate"), "{arguments:?}: {told}");
        assert!(std::fs::read(&none).unwrap().is_empty(), "{arguments:?}");
    }
    assert!(run(&["migrate"], &url).0);
    for (arguments, what) in [(&["export", "package"][..], "export"), (&["release"], "release")] {
        let (done, told) = run(arguments, &url);
        assert!(!done && told.contains(&format!("nothing to {what}; inovasi import PATH")), "{told}");
    }
}

fn bytes_names(folder: &Path) -> Vec<String> {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}
