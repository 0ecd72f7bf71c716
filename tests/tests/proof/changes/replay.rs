//! What a caller does with the feed: walks it and applies it to a copy.

use std::collections::HashSet;

use serde_json::Value;

use super::story::State;
use crate::service::Service;

/// The changes of a walk to the end from an address, with the totals of its pages checked.
pub(crate) async fn walk(service: &Service, uri: &str) -> Vec<Value> {
    let (mut changes, mut at) = (Vec::new(), uri.to_owned());
    loop {
        let page = service.get(&at).await;
        let data = page["data"].as_array().unwrap();
        assert!(data.len() as u64 <= page["meta"]["limit"].as_u64().unwrap());
        // A page says that there is one before it if and only if it is not the first.
        assert_eq!(page["links"]["prev"].is_null(), changes.is_empty(), "{at}");
        changes.extend(data.iter().cloned());
        match page["links"]["next"].as_str() {
            Some(next) => at = next.to_owned(),
            None => {
                assert_eq!(page["meta"]["total"], changes.len(), "{uri}");
                break;
            }
        }
        assert!(!data.is_empty(), "{at}");
    }
    let places: Vec<(u64, u64)> = changes.iter().map(place).collect();
    assert!(places.is_sorted_by(|a, b| a < b), "in order, nothing twice: {uri}");
    changes
}

/// The same backwards, from the last page on.
pub(crate) async fn walk_back(service: &Service, uri: &str) -> Vec<Value> {
    let mut at = uri.to_owned();
    while let Some(next) = service.get(&at).await["links"]["next"].as_str() {
        at = next.to_owned();
    }
    let mut changes: Vec<Value> = Vec::new();
    loop {
        let page = service.get(&at).await;
        let mut data = page["data"].as_array().unwrap().clone();
        data.extend(changes);
        changes = data;
        match page["links"]["prev"].as_str() {
            Some(previous) => at = previous.to_owned(),
            None => return changes,
        }
    }
}

/// Where a change stands.
pub(crate) fn place(change: &Value) -> (u64, u64) {
    (change["revision"].as_u64().unwrap(), change["sequence"].as_u64().unwrap())
}

/// Table and id of the row of a change.
pub(crate) fn key(change: &Value) -> (String, String) {
    let text = |name: &str| change[name].as_str().unwrap().to_owned();
    (text("table"), text("id"))
}

/// A copy after some changes: rows are put in place or taken away, as the guide says.
pub(crate) fn applied<'a>(copy: &State, changes: impl IntoIterator<Item = &'a Value>) -> State {
    let mut copy = copy.clone();
    for change in changes {
        match change["op"].as_str().unwrap() {
            "added" | "changed" => copy.insert(key(change), change["row"].as_object().unwrap().clone()),
            _ => copy.remove(&key(change)),
        };
    }
    copy
}

/// Says where two catalogues differ first.
pub(crate) fn same(found: &State, wanted: &State, what: &str) {
    for (key, row) in wanted {
        assert_eq!(found.get(key), Some(row), "{what}: {key:?}");
    }
    assert_eq!(found.len(), wanted.len(), "{what}: rows that should not be there");
}

/// Every change says rightly what it did to a catalogue from whose revision on nothing is left out.
pub(crate) fn exact(before: &State, changes: &[Value], what: &str) {
    let mut copy = before.clone();
    for change in changes {
        let held = copy.get(&key(change));
        let row = change["row"].as_object().unwrap();
        let columns: HashSet<&str> =
            change["columns"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
        match change["op"].as_str().unwrap() {
            "added" => assert!(held.is_none() && columns.is_empty(), "{what}: {change}"),
            "changed" => assert_eq!(differing(held.unwrap(), row), columns, "{what}: {change}"),
            "deleted" => {
                assert!(columns.is_empty() && row["updated_at"].is_null(), "{what}: {change}");
                assert!(differing(held.unwrap(), row).is_empty(), "{what}: a row as it was: {change}");
            }
            other => panic!("{other}"),
        }
        copy = applied_to(copy, change);
    }
}

fn applied_to(mut copy: State, change: &Value) -> State {
    match change["op"].as_str().unwrap() {
        "deleted" => copy.remove(&key(change)),
        _ => copy.insert(key(change), change["row"].as_object().unwrap().clone()),
    };
    copy
}

/// Columns in which two rows differ, but the instant of their change.
pub(crate) fn differing<'a>(
    held: &'a serde_json::Map<String, Value>,
    row: &'a serde_json::Map<String, Value>,
) -> HashSet<&'a str> {
    assert!(held.keys().eq(row.keys()), "the same columns in the same order");
    let names = held.keys().map(String::as_str).filter(|name| *name != "updated_at");
    names.filter(|name| held[*name] != row[*name]).collect()
}
