//! The change log of a release: what differs from the one before, as data and in words, and what is there to read first.

use inovasi_export::release::Store;
use serde_json::Value;

use crate::database::each;
use crate::import::{bundled, edit, read};
use crate::releases::{release, two_packages, with_store};
use crate::service::{Service, services_of};

async fn text(service: &Service, uri: &str) -> String {
    let (status, _, body) = service.ask("GET", uri, None).await;
    assert_eq!(status, 200, "{uri}");
    String::from_utf8(body).unwrap()
}

async fn lines(service: &Service, uri: &str) -> Vec<Value> {
    text(service, uri).await.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[tokio::test]
async fn the_first_release_says_so_and_the_second_what_differs() {
    let (first, second) = two_packages();
    for service in services_of("release_log", &first).await {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::folder(folder.path());
        let service = with_store(service, folder.path()).await;
        release(&service, &store, "a").await;
        assert_eq!(text(&service, "/v1/releases/a/changes.ndjson").await, "");
        let words = text(&service, "/v1/releases/a/CHANGES.md").await;
        assert!(
            words.contains("Rilis a adalah rilis pertama") && words.contains("Release a is the first one"),
            "{words}"
        );

        inovasi_ingest::write(&service.database.connection, &second, |_, _, _| {}).await.unwrap();
        release(&service, &store, "b").await;
        let changes = lines(&service, "/v1/releases/b/changes.ndjson").await;
        let of = |table: &str, op: &str| -> Vec<&Value> {
            changes.iter().filter(|change| change["table"] == table && change["op"] == op).collect()
        };
        let region = of("region", "changed");
        assert_eq!(
            (region.len(), &region[0]["id"], &region[0]["columns"]),
            (1, &"ID".into(), &serde_json::json!(["name"]))
        );
        assert_eq!(region[0]["row"]["name"], "Republik Indonesia");
        assert_eq!(region[0]["row"]["updated_at"], "2027-01-02T03:04:05Z");
        let alias = of("region_alias", "added");
        assert_eq!((alias.len(), &alias[0]["columns"]), (1, &serde_json::json!([])));
        let score = of("index_score", "deleted");
        assert_eq!((score.len(), &score[0]["id"]), (1, &"ID-13.73--006ca85b0d".into()));
        assert_eq!(score[0]["row"]["updated_at"], Value::Null, "the row as it was");
        let evidence = of("evidence", "added").len() + of("evidence", "deleted").len();
        assert_eq!(changes.len(), 3 + evidence, "nothing else");
        for change in &changes {
            let keys: Vec<&str> = change.as_object().unwrap().keys().map(String::as_str).collect();
            assert_eq!(keys, ["table", "id", "op", "columns", "row", "merged_into"]);
        }
        let words = text(&service, "/v1/releases/b/CHANGES.md").await;
        for expected in [
            "Rilis b (revisi 2) dibandingkan dengan rilis a (revisi 1).",
            "Release b (revision 2) compared with release a (revision 1).",
            "| tabel | ditambah | diubah | dihapus | digabung |",
            "| table | added | changed | deleted | merged |",
            "| `regions` | 0 | 1 | 0 | 0 |",
            "- `ID`: Republik Indonesia (`name`)\n",
            "- `ID-13.73--006ca85b0d`\n",
        ] {
            assert!(words.contains(expected), "{expected}\n{words}");
        }
        let rows = service.get("/v1/releases/b").await["data"]["files"].clone();
        let data = rows.as_array().unwrap().iter().find(|file| file["name"] == "changes.ndjson").unwrap().clone();
        assert_eq!(data["rows"], changes.len());
        let page = text(&service, "/v1/releases/b/README.md").await;
        for expected in [
            "Rilis b membekukan revisi 2",
            "Release b freezes revision 2",
            "sha256sum -c SHA256SUMS",
            "(CC-BY-4.0)",
            "MIT OR Apache-2.0",
            "| `letters.csv` | text/csv; charset=utf-8 | 3 |",
        ] {
            assert!(page.contains(expected), "{expected}\n{page}");
        }
    }
}

#[tokio::test]
async fn many_changes_are_cut_in_words_and_whole_as_data() {
    let before = bundled();
    let mut after = before.clone();
    edit(&mut after, "agencies.csv", |text| text.replace(",Pemerintah ", ",Pemda *"));
    for database in each("release_many").await {
        inovasi_ingest::write(&database.connection, &read(&before).unwrap(), |_, _, _| {}).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let store = Store::folder(folder.path());
        let service = with_store(Service::over(database).await, folder.path()).await;
        release(&service, &store, "a").await;
        inovasi_ingest::write(&service.database.connection, &read(&after).unwrap(), |_, _, _| {}).await.unwrap();
        release(&service, &store, "b").await;
        let changes = lines(&service, "/v1/releases/b/changes.ndjson").await;
        let words = text(&service, "/v1/releases/b/CHANGES.md").await;
        let left = changes.len() - 50;
        assert!(
            left > 400
                && words.contains(&format!("- dan {left} lagi\n"))
                && words.contains(&format!("- and {left} more\n"))
        );
        assert!(words.contains("Pemda \\*"), "Markdown takes no part of a name for its own");
        assert!(words.len() < 40_000, "{}", words.len());
        let ids: Vec<&str> = changes.iter().map(|change| change["id"].as_str().unwrap()).collect();
        assert!(ids.is_sorted());
    }
}
