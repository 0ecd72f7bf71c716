//! Releases after a compaction: the changes between two releases are told as if nothing had ever been compacted.

use std::collections::BTreeMap;
use std::path::Path;

use inovasi_export::release::Store;
use inovasi_ingest::{Unrecorded, compact, record_release, write};

use crate::changes::story::package;
use crate::database::{Fresh, each};
use crate::releases::release;
use crate::service::Service;

/// The files of a folder of releases, by name.
fn files(folder: &Path, version: &str) -> BTreeMap<String, Vec<u8>> {
    let all = std::fs::read_dir(folder.join(version)).unwrap().map(|entry| entry.unwrap());
    all.map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap())).collect()
}

/// Tells the story with a release at some of its revisions, compacted after each import or never.
async fn told(fresh: Fresh, released: &[usize], compacted: bool) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::folder(folder.path());
    let service = Service::over(fresh).await;
    let db = &service.database.connection;
    for revision in 1..=4 {
        write(db, package(revision), |_, _, _| {}).await.unwrap();
        if compacted {
            compact(db, i32::try_from(revision).unwrap()).await.unwrap();
        }
        if released.contains(&revision) {
            release(&service, &store, &revision.to_string()).await;
        }
    }
    folder
}

#[tokio::test]
async fn a_compaction_changes_nothing_of_the_next_release() {
    for released in [&[1, 3, 4][..], &[1, 4], &[2, 4], &[2, 3, 4], &[1, 2, 3, 4]] {
        let of = |name: &str| format!("release_{name}_{}", released.iter().map(usize::to_string).collect::<String>());
        let pairs = each(&of("plain")).await.into_iter().zip(each(&of("compacted")).await);
        for (plain, compacted) in pairs {
            let plain = told(plain, released, false).await;
            let compacted = told(compacted, released, true).await;
            for revision in released {
                let version = revision.to_string();
                let (wanted, found) = (files(plain.path(), &version), files(compacted.path(), &version));
                assert!(wanted.keys().eq(found.keys()));
                for (name, bytes) in &wanted {
                    let text = String::from_utf8_lossy(bytes);
                    assert!(*bytes == found[name], "{released:?} {version} {name}\n{text}");
                }
                assert!(revision == &released[0] || !wanted["changes.ndjson"].is_empty());
            }
        }
    }
}

#[tokio::test]
async fn a_revision_that_was_compacted_away_is_not_released() {
    for fresh in each("release_beyond").await {
        let db = &fresh.connection;
        write(db, package(1), |_, _, _| {}).await.unwrap();
        let first = inovasi_ingest::current(db).await.unwrap().unwrap();
        // While the files of revision 1 are made, others import and compact.
        write(db, package(2), |_, _, _| {}).await.unwrap();
        compact(db, 2).await.unwrap();
        let error = record_release(db, "a", &first, &[]).await.unwrap_err();
        assert!(matches!(error, Unrecorded::Compacted(1)), "{error}");
    }
}
