//! The feed of changes: applied to the catalogue of any revision it gives the catalogue that stands, however it is paged.

mod answers;
mod compaction;
mod replay;
pub(crate) mod story;

use inovasi_entity::{ChangeOperation, TABLES, change};
use inovasi_migration::{Migrator, MigratorTrait};
use sea_orm::{EntityTrait, QueryOrder};
use serde_json::Value;

use crate::database::each;
use crate::service::Service;
use replay::{applied, exact, key, place, same};
pub(crate) use replay::{walk, walk_back};
use story::{State, package, tell};

/// A service over the story up to a revision, and the catalogue of each revision, from the empty one on.
async fn told(name: &str, revisions: usize) -> Vec<(Service, Vec<State>)> {
    let mut all = Vec::new();
    for fresh in each(name).await {
        let states = tell(&fresh.connection, 1..=revisions).await;
        all.push((Service::over(fresh).await, states));
    }
    all
}

#[tokio::test]
async fn a_feed_applied_to_any_revision_gives_every_later_one() {
    for (service, states) in told("changes_replay", 4).await {
        for since in 0..=4 {
            let changes = walk(&service, &format!("/v1/changes?since={since}&limit=1000")).await;
            exact(&states[since], &changes, &format!("since {since}"));
            for (until, wanted) in states.iter().enumerate().skip(since) {
                let some = changes.iter().filter(|change| change["revision"].as_u64() <= Some(until as u64));
                same(&applied(&states[since], some), wanted, &format!("from {since} to {until}"));
            }
            assert!(since < 4 || changes.is_empty());
        }
        // The story has every kind of change in every table.
        let changes = walk(&service, "/v1/changes?since=1&limit=1000").await;
        for table in TABLES {
            for op in ["added", "changed", "deleted"] {
                let is = |change: &&Value| change["table"] == table.name && change["op"] == op;
                assert!(changes.iter().any(|change| is(&change)), "{} {op}", table.name);
            }
        }
    }
}

#[tokio::test]
async fn every_size_of_page_and_both_ways_give_the_same_walk() {
    for (service, _) in told("changes_pages", 3).await {
        let whole = walk(&service, "/v1/changes?limit=1000").await;
        assert!(whole.len() > 400);
        assert_eq!(walk(&service, "/v1/changes?limit=77").await, whole);
        assert_eq!(walk_back(&service, "/v1/changes?limit=1000").await, whole);
        let late = walk(&service, "/v1/changes?since=1&limit=1000").await;
        assert_eq!(late, whole.into_iter().filter(|change| change["revision"] != 1).collect::<Vec<_>>());
        for limit in [1, 2, 7, 100] {
            let uri = format!("/v1/changes?since=1&limit={limit}");
            assert_eq!(walk(&service, &uri).await, late, "{limit}");
            assert_eq!(walk_back(&service, &uri).await, late, "{limit}");
        }
        let defaults = service.get("/v1/changes").await;
        assert_eq!((&defaults["meta"]["limit"], &defaults["meta"]["since"]), (&100.into(), &0.into()));
    }
}

#[tokio::test]
async fn filters_leave_out_the_rest_and_nothing_else() {
    for (service, _) in told("changes_filters", 4).await {
        let whole = walk(&service, "/v1/changes?limit=1000").await;
        filtered(&service, &whole).await;
        assert_eq!(walk(&service, "/v1/changes?table=tier&table=award&limit=1000").await, {
            let is = |change: &&Value| change["table"] == "tier" || change["table"] == "award";
            whole.iter().filter(is).cloned().collect::<Vec<_>>()
        });
    }
}

/// Tries filters on a feed whose every change is known.
pub(super) async fn filtered(service: &Service, whole: &[Value]) {
    let filters = [
        ("competition", ""),
        ("tier,award", ""),
        ("", "deleted"),
        ("", "added,deleted"),
        ("", "changed"),
        ("", "merged"),
        ("code,evidence,region_successor", "changed"),
        ("innovation,outcome,agency,source", "added,changed"),
        ("edition", "added,changed,deleted,merged"),
    ];
    for (tables, ops) in filters {
        for since in [0, 2] {
            let has = |said: &str, value: &Value| said.is_empty() || said.split(',').any(|one| value == one);
            let is = |change: &&Value| {
                has(tables, &change["table"]) && has(ops, &change["op"]) && change["revision"].as_u64() > Some(since)
            };
            let wanted: Vec<Value> = whole.iter().filter(is).cloned().collect();
            let sizes: &[usize] = if wanted.len() < 30 { &[1, 1000] } else { &[7, 1000] };
            for limit in sizes {
                let mut uri = format!("/v1/changes?since={since}&limit={limit}");
                for (name, said) in [("table", tables), ("op", ops)].iter().filter(|(_, said)| !said.is_empty()) {
                    uri.push_str(&format!("&{name}={said}"));
                }
                assert_eq!(walk(service, &uri).await, wanted, "{uri}");
                assert_eq!(walk_back(service, &uri).await, wanted, "{uri}");
            }
        }
    }
}

#[tokio::test]
async fn a_walk_goes_on_over_an_import_and_loses_and_repeats_nothing() {
    for (service, states) in told("changes_during", 2).await {
        let db = &service.database.connection;
        let begun = ["", "&table=award,code,tier", "&op=deleted,changed"].map(|filter| (filter, Vec::new()));
        let mut walks: Vec<(&str, Vec<Value>, Option<String>)> = Vec::new();
        for (filter, mut changes) in begun {
            let mut at = Some(format!("/v1/changes?since=1&limit=3{filter}"));
            step(&service, &mut changes, &mut at).await;
            step(&service, &mut changes, &mut at).await;
            walks.push((filter, changes, at));
        }
        inovasi_ingest::write(db, package(3), |_, _, _| {}).await.unwrap();
        let now = story::state(db).await;
        for (filter, changes, at) in &mut walks {
            while at.is_some() {
                step(&service, changes, at).await;
            }
            assert_eq!(*changes, walk(&service, &format!("/v1/changes?since=1&limit=3{filter}")).await);
            assert!(changes.iter().any(|change| change["revision"] == 3));
            if filter.is_empty() {
                same(&applied(&states[1], changes.iter()), &now, "a walk over an import");
            }
        }
        // Who goes on from the revision of the last page has missed nothing.
        inovasi_ingest::write(db, package(4), |_, _, _| {}).await.unwrap();
        for (filter, mut changes, _) in walks {
            changes.extend(walk(&service, &format!("/v1/changes?since=3&limit=1000{filter}")).await);
            assert_eq!(changes, walk(&service, &format!("/v1/changes?since=1&limit=1000{filter}")).await);
        }
    }
}

/// Takes in the page at an address and goes to the next.
async fn step(service: &Service, changes: &mut Vec<Value>, at: &mut Option<String>) {
    let page = service.get(at.as_ref().unwrap()).await;
    changes.extend(page["data"].as_array().unwrap().iter().cloned());
    *at = page["links"]["next"].as_str().map(str::to_owned);
}

#[tokio::test]
async fn the_spans_of_an_older_database_are_those_that_an_import_writes() {
    for fresh in each("changes_spans").await {
        let db = &fresh.connection;
        tell(db, 1..=3).await;
        let spans = || async {
            let spans = inovasi_entity::change_span::Entity::find();
            spans
                .order_by_asc(inovasi_entity::change_span::Column::Revision)
                .order_by_asc(inovasi_entity::change_span::Column::First)
                .all(db)
                .await
                .unwrap()
        };
        let written = spans().await;
        assert!(written.len() > inovasi_entity::TABLES.len() * 4);
        // Back to before the feed, and on again.
        let named = |name: &str| name.ends_with("_changes");
        let later = Migrator::migrations().iter().rev().position(|one| named(one.name())).unwrap() + 1;
        Migrator::down(db, Some(u32::try_from(later).unwrap())).await.unwrap();
        Migrator::up(db, None).await.unwrap();
        assert_eq!(spans().await, written);
        let changes = change::Entity::find().order_by_asc(change::Column::Revision);
        let changes = changes.order_by_asc(change::Column::Sequence).all(db).await.unwrap();
        assert_eq!(changes.len(), written.iter().map(|span| usize::try_from(span.rows).unwrap()).sum::<usize>());
        for span in &written {
            let is_in = |one: &&change::Model| {
                one.revision == span.revision && (span.first..=span.last).contains(&one.sequence)
            };
            let like: Vec<(&str, ChangeOperation)> =
                changes.iter().filter(is_in).map(|one| (one.table.as_str(), one.operation)).collect();
            assert_eq!(like.len(), usize::try_from(span.rows).unwrap());
            assert!(like.iter().all(|one| *one == (span.table.as_str(), span.operation)), "{span:?}");
        }
    }
}

/// Changes by the row that they are of.
fn by_row(changes: &[Value]) -> std::collections::HashMap<(String, String), Vec<&Value>> {
    let mut rows: std::collections::HashMap<(String, String), Vec<&Value>> = std::collections::HashMap::new();
    changes.iter().for_each(|change| rows.entry(key(change)).or_default().push(change));
    rows.values_mut().for_each(|all| all.sort_by_key(|change| place(change)));
    rows
}
