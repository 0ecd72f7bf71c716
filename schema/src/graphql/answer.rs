//! Root fields, answered in the order of the text. The executor's own way of answering was rejected: it gives fields in
//! the order of completion, leaves failed ones out, and knows no null in a list and no object without fields.

use std::collections::HashMap;

use async_graphql::Value;
use inovasi_entity::{Table, VOCABULARIES};
use serde_json::{Map, Value as Json, json};

use super::connection;
use super::counted;
use super::failure::Failure;
use super::input::{text, wrong_id};
use super::lineage;
use super::load::objects;
use super::names::{camel, of_global_id};
use super::plain;
use super::plan::Selection;
use crate::answer::{row, rows, successors};
use crate::codelists::{codelist, codelists};
use crate::error::Error;
use crate::list::{listed_tables, wrong};
use crate::meta::meta;
use crate::releases::releases;
use crate::row::Object;
use crate::snapshot::Snapshot;

/// Most ids that `nodes` takes.
const MOST_IDS: usize = 1000;

/// The value of every root field, null where it failed, and what failed.
pub(crate) async fn answer(
    snapshot: &Snapshot,
    fields: &[Selection],
    introspected: &Map<String, Json>,
) -> (Map<String, Json>, Vec<Json>) {
    let (mut data, mut errors) = (Map::new(), Vec::new());
    for field in fields {
        let value = match introspected.get(&field.key) {
            Some(value) => value.clone(),
            None => match root(snapshot, field).await {
                Ok(value) => value,
                Err(failure) => {
                    errors.push(failure.entry());
                    Json::Null
                }
            },
        };
        data.insert(field.key.clone(), value);
    }
    (data, errors)
}

async fn root(snapshot: &Snapshot, field: &Selection) -> Result<Json, Failure> {
    let fails = |error: Error| Failure::at(field, error);
    let argument = |name: &str| field.arguments.get(name).map(text).unwrap_or_default();
    match field.name.as_str() {
        "__typename" => Ok("Query".into()),
        "meta" => {
            let mut said = meta(snapshot);
            said["revision"] = said.clone();
            plain::answer(snapshot, "Meta", &said, field).await.map_err(|failure| failure.under(field))
        }
        "codelists" => {
            let mut answers = Vec::new();
            for list in codelists(snapshot).await.map_err(fails)? {
                let answered = plain::answer(snapshot, "Codelist", &list, field).await;
                answers.push(answered.map_err(|failure| failure.in_list().under(field))?);
            }
            Ok(answers.into())
        }
        "codelist" => {
            let name = argument("name");
            let codes = codelist(snapshot, &name).await.map_err(fails)?;
            let closed = VOCABULARIES.iter().any(|list| list.name == name);
            let list = json!({"id": name, "closed": closed, "codes": codes});
            plain::answer(snapshot, "Codelist", &list, field).await.map_err(|failure| failure.under(field))
        }
        "releases" => {
            let mut answers = Vec::new();
            for release in releases(snapshot).await.map_err(fails)? {
                let answered = plain::answer(snapshot, "Release", &release.json(), field).await;
                answers.push(answered.map_err(|failure| failure.in_list().under(field))?);
            }
            Ok(answers.into())
        }
        "node" => {
            let id = argument("id");
            let (table, slug) = of_global_id(&id).ok_or_else(|| fails(Error::of(vec![wrong_id("id", &id)])))?;
            one(snapshot, table, &slug, field).await
        }
        "nodes" => nodes(snapshot, field).await,
        "stats" => counted::stats(snapshot, field).await,
        "complianceSummary" => counted::summary(snapshot, field).await,
        "lineage" => lineage::answer(snapshot, field).await,
        "suggest" => counted::suggestions(snapshot, field).await,
        name => {
            if let Some(table) = listed_tables().find(|table| camel(table.plural) == name) {
                return connection::whole(snapshot, table, field).await;
            }
            let table = listed_tables().find(|table| camel(table.name) == name);
            let table = table.ok_or_else(|| fails(Error::internal()))?;
            one(snapshot, table, &argument("slug"), field).await
        }
    }
}

async fn one(snapshot: &Snapshot, table: &'static Table, slug: &str, field: &Selection) -> Result<Json, Failure> {
    let mut found = row(snapshot, table, slug).await;
    // A row that was merged is the one that took its place.
    if let Some(end) = found.as_ref().err().and_then(Error::moved).map(str::to_owned) {
        found = row(snapshot, table, &end).await;
    }
    let row = found.map_err(|error| Failure::at(field, error))?;
    let answers = objects(snapshot, table, &[&row], field).await.map_err(|failure| failure.under(field))?;
    Ok(answers.into_iter().next().unwrap_or_default())
}

async fn nodes(snapshot: &Snapshot, field: &Selection) -> Result<Json, Failure> {
    let fails = |error: Error| Failure::at(field, error);
    let ids: Vec<String> = match field.arguments.get("ids") {
        Some(Value::List(ids)) => ids.iter().map(text).collect(),
        // GraphQL takes one value for a list of one.
        Some(one) => vec![text(one)],
        None => Vec::new(),
    };
    if ids.len() > MOST_IDS {
        let fault = wrong("ids", &format!("{} ids", ids.len()), &[format!("at most {MOST_IDS} ids")]);
        return Err(fails(Error::of(vec![fault])));
    }
    let mut places: Vec<(&'static Table, String)> = Vec::new();
    let mut faults = Vec::new();
    for id in &ids {
        match of_global_id(id) {
            Some(place) => places.push(place),
            None => faults.push(wrong_id("ids", id)),
        }
    }
    if !faults.is_empty() {
        return Err(fails(Error::of(faults)));
    }
    let mut answers = vec![Json::Null; places.len()];
    let mut tables: Vec<&'static Table> = places.iter().map(|(table, _)| *table).collect();
    tables.sort_by_key(|table| table.name);
    tables.dedup_by_key(|table| table.name);
    for table in tables {
        let of_table = || places.iter().filter(|(other, _)| other.name == table.name);
        let mut slugs: Vec<String> = of_table().map(|(_, slug)| slug.clone()).collect();
        slugs.sort();
        slugs.dedup();
        let mut found = rows(snapshot, table, slugs.clone()).await.map_err(fails)?;
        slugs.retain(|slug| found.iter().all(|row| crate::relation::id(row) != slug));
        let merged =
            if slugs.is_empty() { HashMap::new() } else { successors(snapshot, table, slugs).await.map_err(fails)? };
        let mut ends: Vec<String> = merged.values().cloned().collect();
        ends.retain(|end| found.iter().all(|row| crate::relation::id(row) != end));
        found.extend(rows(snapshot, table, ends).await.map_err(fails)?);
        let found: Vec<&Object> = found.iter().collect();
        let answered = objects(snapshot, table, &found, field).await;
        let answered = answered.map_err(|failure| failure.in_list().under(field))?;
        for ((other, slug), answer) in places.iter().zip(&mut answers) {
            let slug = merged.get(slug).unwrap_or(slug);
            let place = found.iter().position(|row| other.name == table.name && crate::relation::id(row) == slug);
            if let Some(value) = place.and_then(|place| answered.get(place)) {
                *answer = value.clone();
            }
        }
    }
    Ok(answers.into())
}
