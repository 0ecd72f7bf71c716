//! Compaction: what it leaves brings every copy to the same catalogue.

use inovasi_ingest::{Compacted, compact};
use serde_json::Value;

use super::replay::{applied, differing, exact, key, place, same, walk};
use super::story::{self, State, package};
use super::{by_row, filtered, told};
use crate::service::Service;

/// Every copy, of whatever revision, becomes the catalogue that stands, also one that takes over only the columns named.
async fn converges(service: &Service, states: &[State], what: &str) {
    let now = story::state(&service.database.connection).await;
    for (since, before) in states.iter().enumerate() {
        let changes = walk(service, &format!("/v1/changes?since={since}&limit=1000")).await;
        let what = format!("{what}, since {since}");
        same(&applied(before, &changes), &now, &what);
        let mut copy = before.clone();
        for change in &changes {
            let row = change["row"].as_object();
            match (copy.get(&key(change)), row) {
                (Some(held), Some(row)) if ["added", "changed"].contains(&change["op"].as_str().unwrap()) => {
                    let columns = change["columns"].as_array().unwrap();
                    let told = |name: &str| columns.iter().any(|column| column == name);
                    assert!(differing(held, row).iter().all(|name| told(name)), "{what}: {change}");
                }
                _ => {}
            }
            copy = applied(&copy, [change]);
        }
    }
}

#[tokio::test]
async fn what_a_compaction_leaves_still_leads_to_the_catalogue() {
    for (service, states) in told("changes_compact", 4).await {
        let db = &service.database.connection;
        let before = walk(&service, "/v1/changes?limit=1000").await;
        for up_to in [1, 2, 3, 4] {
            let Compacted { removed, left } = compact(db, up_to).await.unwrap();
            assert_eq!(removed == 0, up_to == 1, "a revision alone supersedes nothing");
            let after = walk(&service, "/v1/changes?limit=1000").await;
            assert_eq!(left, after.len() as u64);
            // Later revisions stand as they were, and lead on from the state of the one that was named.
            let up_to = u64::try_from(up_to).unwrap();
            let later = |change: &&Value| change["revision"].as_u64() > Some(up_to);
            assert!(before.iter().filter(later).eq(after.iter().filter(later)));
            for (since, state) in states.iter().enumerate().skip(usize::try_from(up_to).unwrap()) {
                let changes = walk(&service, &format!("/v1/changes?since={since}&limit=1000")).await;
                exact(state, &changes, &format!("up to {up_to}, since {since}"));
            }
            // Of each row the last change up to it, as it was made.
            let (held, wanted) = (by_row(&after), by_row(&before));
            assert_eq!(held.len(), wanted.len(), "no row is forgotten");
            for (row, all) in &wanted {
                let joined: Vec<&&Value> = all.iter().filter(|change| !later(&&***change)).collect();
                let kept: Vec<&&Value> = held[row].iter().filter(|change| !later(&&***change)).collect();
                assert_eq!(kept.len(), usize::from(!joined.is_empty()), "{row:?}");
                if let (Some(kept), Some(last)) = (kept.last(), joined.last()) {
                    assert_eq!(place(kept), place(last));
                    for name in ["op", "row", "merged_into"] {
                        assert_eq!(kept[name], last[name], "{row:?}");
                    }
                }
            }
            converges(&service, &states, &format!("up to {up_to}")).await;
            if up_to == 3 {
                filtered(&service, &after).await;
            }
            let meta = &service.get("/v1/changes?limit=1").await["meta"];
            assert_eq!(meta["compacted_to"].as_u64(), (removed > 0).then_some(up_to));
        }
        // Once more, or less far, is nothing.
        for up_to in [4, 2, 0, 99] {
            assert_eq!(compact(db, up_to).await.unwrap().removed, 0);
        }
        // What is imported next stands beside it.
        inovasi_ingest::write(db, package(1), |_, _, _| {}).await.unwrap();
        converges(&service, &states, "after another import").await;
        compact(db, 99).await.unwrap();
        assert_eq!(service.get("/v1/changes?limit=1").await["meta"]["compacted_to"], 5);
        converges(&service, &states, "after another compaction").await;
    }
}

#[tokio::test]
async fn what_a_kept_change_says_of_those_that_were_joined_into_it() {
    for (service, _) in told("changes_joined", 4).await {
        compact(&service.database.connection, 4).await.unwrap();
        let changes = walk(&service, "/v1/changes?table=competition&limit=1000").await;
        let of = |name: &str| changes.iter().find(|change| change["id"] == format!("zz-{name}")).unwrap();
        let shown = |name: &str| {
            let change = of(name);
            (change["revision"].as_u64().unwrap(), change["op"].as_str().unwrap(), change["columns"].clone())
        };
        let none = Value::Array(Vec::new());
        // Added in 1, changed in 2 and 3: what happened last, with the columns of both.
        assert_eq!(shown("changing"), (3, "changed", serde_json::json!(["name", "name_en"])));
        // Added, deleted, added, changed: any column may differ from what a copy of 1 has.
        let all: Vec<&str> = inovasi_entity::competition::TABLE.columns.iter().skip(1).map(|own| own.name).collect();
        assert_eq!(shown("returning"), (4, "changed", serde_json::json!(all)));
        // Tombstones stay, also of a row that no copy may have seen.
        assert_eq!(shown("passing"), (3, "deleted", none.clone()));
        assert_eq!(shown("leaving"), (3, "deleted", none.clone()));
        assert_eq!(shown("coming"), (4, "added", none));
    }
}

#[tokio::test]
async fn deleted_rows_are_gone_after_a_compaction_too() {
    for (service, _) in told("changes_gone", 4).await {
        for round in 0..2 {
            for table in inovasi_schema::listed_tables().filter(|table| !table.is_derived()) {
                for name in ["passing", "leaving"] {
                    let uri = format!("/v1/{}/zz-{name}", table.path());
                    let problem = service.problem("GET", &uri, 410, "gone").await;
                    assert_eq!(problem["tombstone"]["revision"], 3, "{uri} {round}");
                    assert_eq!(problem["tombstone"]["row"]["id"], format!("zz-{name}"), "{uri}");
                }
            }
            compact(&service.database.connection, 4).await.unwrap();
        }
    }
}
