//! What is counted and suggested, as it is answered.

use std::collections::HashMap;

use async_graphql::Value;
use inovasi_entity::{Table, innovation};
use serde_json::{Map, Value as Json, json};

use super::completeness::completeness;
use crate::counting::CountQuestion;
use crate::cursor::Direction;
use crate::error::Error;
use crate::facets::Facet;
use crate::graphql::failure::Failure;
use crate::graphql::input::{order_key, question, text};
use crate::graphql::names::camel;
use crate::graphql::plan::Selection;
use crate::list::wrong;
use crate::question::Question;
use crate::snapshot::Snapshot;
use crate::stats as counts;
use crate::suggest::{self, SuggestQuestion};

/// Names of facets and language that a connection's field says.
pub(crate) fn asked_facets(field: &Selection) -> (Vec<String>, Option<String>) {
    let names = match field.arguments.get("fields") {
        Some(Value::List(names)) => names.iter().map(text).collect(),
        Some(one) => vec![text(one)],
        None => Vec::new(),
    };
    let lang = field.arguments.get("lang").filter(|value| **value != Value::Null).map(text);
    (names.into_iter().map(|name| name.to_lowercase()).collect(), lang)
}

/// Facets as they are answered: one list, each value with its facet.
pub(crate) fn facets_answer(facets: &[(&'static str, Vec<Facet>)], field: &Selection) -> Result<Json, Failure> {
    let mut all = Vec::new();
    for (name, values) in facets {
        for facet in values {
            let value = match &facet.value {
                Json::String(_) | Json::Null => facet.value.clone(),
                other => other.to_string().into(),
            };
            let row = json!({"field": name.to_uppercase(), "value": value, "label": facet.label, "count": facet.count});
            all.push(object("Facet", &row, field)?);
        }
    }
    Ok(all.into())
}

/// Answers the statistics.
pub(crate) async fn stats(snapshot: &Snapshot, field: &Selection) -> Result<Json, Failure> {
    let fails = |error: Error| Failure::at(field, error);
    let asked = counts::check(snapshot, count_question(&innovation::TABLE, &field.arguments)).await.map_err(fails)?;
    let (found, asked) = counts::answer(snapshot, asked).await.map_err(fails)?;
    let totals: Map<String, Json> =
        found.measures.iter().zip(&found.totals).map(|(name, total)| ((*name).to_owned(), (*total).into())).collect();
    let rows = found.objects();
    let cursor = |row: Option<&counts::StatsRow>| row.map(|row| asked.cursor(row));
    let json = json!({
        "rows": rows, "total_count": found.total, "totals": totals, "additive": found.additive,
        "population_date": found.per.as_ref().and_then(|(_, date)| date.clone()),
        "page_info": {
            "has_next_page": found.next.is_some(), "has_previous_page": found.previous.is_some(),
            "start_cursor": cursor(found.rows.first()), "end_cursor": cursor(found.rows.last()),
        },
    });
    let ready = completeness(snapshot, &innovation::TABLE, &asked.conditions, &field.children, asked.english).await;
    let ready = ready.map_err(|failure| failure.under(field))?;
    object_with("Stats", &json, field, &ready).map_err(|failure| failure.under(field))
}

/// What arguments say of a question that counts rows of a table.
pub(super) fn count_question(table: &'static Table, arguments: &HashMap<String, Value>) -> CountQuestion {
    let given = |name: &str| arguments.get(name).filter(|value| **value != Value::Null);
    let names = |name: &str| match given(name) {
        Some(Value::List(values)) => values.iter().map(|value| text(value).to_lowercase()).collect(),
        Some(one) => vec![text(one).to_lowercase()],
        None => Vec::new(),
    };
    // The filter and the way to walk are those of any list; the order has fields of its own.
    let lists = ["filter", "first", "last", "after", "before"];
    let of_list: HashMap<String, Value> = arguments
        .iter()
        .filter(|(name, _)| lists.contains(&name.as_str()))
        .map(|(k, v)| (k.clone(), v.clone()))
        .collect();
    // How many rows a page may have is another thing here: only the way to walk is taken from these.
    let one = |(name, value): (String, Value)| {
        let number = matches!(value, Value::Number(_)) && ["first", "last"].contains(&name.as_str());
        (name, if number { Value::from(1) } else { value })
    };
    let of_list: HashMap<String, Value> = of_list.into_iter().map(one).collect();
    let mut list: Question = question(table, &of_list);
    list.lang = given("lang").map(text);
    if let Some(order) = given("orderBy") {
        let keys = if let Value::List(keys) = order { keys.as_slice() } else { std::slice::from_ref(order) };
        for key in keys {
            match order_key(key) {
                Some(key) => list.sort.push(key),
                None => list.faults.push(wrong("orderBy", &key.to_string(), &["{field, direction}".into()])),
            }
        }
    }
    let backward = list.direction == Some(Direction::Backward);
    let limit = given(if backward { "last" } else { "first" }).map(text);
    CountQuestion {
        by: names("by"),
        measures: names("measure"),
        per: given("per").map(|per| text(per).to_lowercase()),
        limit,
        list,
    }
}

/// Answers the suggestions.
pub(crate) async fn suggestions(snapshot: &Snapshot, field: &Selection) -> Result<Json, Failure> {
    let given = |name: &str| field.arguments.get(name).filter(|value| **value != Value::Null);
    let kinds = match given("kind") {
        Some(Value::List(kinds)) => kinds.iter().map(|kind| text(kind).to_lowercase()).collect(),
        Some(one) => vec![text(one).to_lowercase()],
        None => Vec::new(),
    };
    let question = SuggestQuestion {
        q: given("q").map(text),
        kinds,
        limit: given("first").map(|first| ("first", text(first))),
        lang: given("lang").map(text),
        faults: Vec::new(),
    };
    let found = suggest::answer(snapshot, question).await.map_err(|error| Failure::at(field, error))?;
    let rows = found.iter().map(|one| {
        let json = json!({
            "kind": one.kind.to_uppercase(), "slug": one.id, "label": one.label, "region_id": one.region_id,
        });
        object("Suggestion", &json, field)
    });
    Ok(rows.collect::<Result<Vec<Json>, Failure>>().map_err(|failure| failure.in_list().under(field))?.into())
}

/// What is selected of a JSON object whose keys are the fields' names in REST.
pub(crate) fn object(name: &str, value: &Json, selection: &Selection) -> Result<Json, Failure> {
    object_with(name, value, selection, &HashMap::new())
}

/// The same, where some fields are answered already, by their keys in the answer.
pub(super) fn object_with(
    name: &str,
    value: &Json,
    selection: &Selection,
    ready: &HashMap<String, Json>,
) -> Result<Json, Failure> {
    let mut answered = Map::new();
    for child in selection.merged(name)? {
        if let Some(ready) = ready.get(&child.key) {
            answered.insert(child.key.clone(), ready.clone());
            continue;
        }
        let found = value.as_object().and_then(|object| object.iter().find(|(key, _)| camel(key) == child.name));
        let inner = match (found.map(|(_, value)| value), child.name.as_str()) {
            (_, "__typename") => name.into(),
            (Some(one @ Json::Object(_)), field) => object(&type_of(name, field), one, &child)?,
            (Some(Json::Array(many)), field) if !child.children.is_empty() => many
                .iter()
                .map(|one| object(&type_of(name, field), one, &child))
                .collect::<Result<Vec<Json>, _>>()?
                .into(),
            (Some(value), _) => value.clone(),
            (None, _) => Json::Null,
        };
        answered.insert(child.key.clone(), inner);
    }
    Ok(answered.into())
}

/// The type of a field that holds an object, or several.
fn type_of(parent: &str, field: &str) -> String {
    match field {
        "rows" => format!("{parent}Row"),
        "totals" => format!("{parent}Totals"),
        "nodes" => format!("{parent}Node"),
        "edges" => format!("{parent}Edge"),
        "pageInfo" => "PageInfo".to_owned(),
        _ => "Highlight".to_owned(),
    }
}

/// The highlights of a row; null where nothing was searched for.
pub(crate) fn highlights_answer(marked: Option<&Map<String, Json>>, field: &Selection) -> Result<Json, Failure> {
    let Some(marked) = marked else { return Ok(Json::Null) };
    let rows =
        marked.iter().map(|(name, text)| object("Highlight", &json!({"field": camel(name), "text": text}), field));
    Ok(rows.collect::<Result<Vec<Json>, _>>()?.into())
}
