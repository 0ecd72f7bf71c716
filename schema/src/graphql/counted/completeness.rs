//! How complete an answer is: the field that says it of lists, counts and rows.

use std::collections::HashMap;

use async_graphql::Value;
use async_graphql::dynamic::{Field, InputValue, Object, SchemaBuilder, TypeRef};
use inovasi_entity::{Table, coverage};
use serde_json::{Map, Value as Json};

use crate::completeness::{TOLD, Touched, touched};
use crate::condition::Condition;
use crate::error::Error;
use crate::graphql::failure::Failure;
use crate::graphql::input::text;
use crate::graphql::load::split;
use crate::graphql::plan::Selection;
use crate::graphql::types::field;
use crate::query::worked_row;
use crate::row::Object as Row;
use crate::snapshot::Snapshot;
use crate::words::Language;

/// Name of the field.
pub(crate) const COMPLETENESS: &str = "completeness";

/// The field of an answer that says how complete it is.
pub(crate) fn completeness_field(language: Language) -> Field {
    let description = language.pick(
        "Kelengkapan katalog untuk yang ditanyakan; null bila jumlah resmi tidak menyangkut barisnya.",
        "How complete the catalogue is for what is asked; null where official numbers say nothing of its rows.",
    );
    let lang = language.pick(
        "Bahasa kalimatnya; bila tidak diisi bahasa jawaban itu.",
        "Language of the sentence; that of the answer if nothing is said.",
    );
    field(COMPLETENESS, TypeRef::named("Completeness"), description)
        .argument(InputValue::new("lang", TypeRef::named(TypeRef::STRING)).description(lang))
}

/// Whether lists and rows of a table say how complete they are.
pub(crate) fn says_completeness(table: &Table) -> bool {
    TOLD.contains(&table.name)
}

/// Registers its type.
pub(super) fn register(builder: SchemaBuilder, language: Language) -> SchemaBuilder {
    let say = |indonesian: &'static str, english: &'static str| language.pick(indonesian, english);
    let sentence = say("Kelengkapannya dalam satu kalimat.", "How complete it is, in a sentence.");
    let rows = say(
        "Edisi dan tingkat yang dimaksud syaratnya; kosong bila syaratnya tidak membatasi.",
        "The editions and tiers that are meant; empty where nothing narrows them.",
    );
    let described = say(
        "Jumlah resmi dari yang ditanyakan, di samping yang tercatat.",
        "The official numbers of what is asked, beside what is recorded.",
    );
    let complete = Object::new("Completeness")
        .description(described)
        .field(field("sentence", TypeRef::named_nn(TypeRef::STRING), sentence))
        .field(field("rows", TypeRef::named_nn_list_nn("Coverage"), rows));
    builder.register(complete)
}

/// Those of some fields that say how complete an answer is, by their keys.
pub(crate) async fn completeness(
    snapshot: &Snapshot,
    table: &Table,
    conditions: &[Condition],
    fields: &[Selection],
    english: bool,
) -> Result<HashMap<String, Json>, Failure> {
    let mut ready = HashMap::new();
    for child in fields.iter().filter(|child| child.name == COMPLETENESS) {
        let answers = of_each(snapshot, table, &[conditions.to_vec()], child, english).await;
        let answers = answers.map_err(|failure| failure.under(child))?;
        ready.extend(answers.into_iter().next().map(|answer| (child.key.clone(), answer)));
    }
    Ok(ready)
}

/// How complete each of several answers is; what is beneath is loaded for all at once.
pub(crate) async fn of_each(
    snapshot: &Snapshot,
    table: &Table,
    answers: &[Vec<Condition>],
    field: &Selection,
    english: bool,
) -> Result<Vec<Json>, Failure> {
    let english = match field.arguments.get("lang").filter(|value| **value != Value::Null) {
        Some(lang) => {
            let mut faults = Vec::new();
            let english = crate::list::check_lang(snapshot, Some(&text(lang)), &mut faults);
            if !faults.is_empty() {
                return Err(Failure::at(field, Error::of(faults)));
            }
            english
        }
        None => english,
    };
    let index = &snapshot.index;
    let touched: Vec<Option<Touched>> = answers.iter().map(|conditions| touched(index, table, conditions)).collect();
    let mut told: Vec<Map<String, Json>> = vec![Map::new(); touched.len()];
    for child in field.merged("Completeness")? {
        let values: Vec<Json> = match child.name.as_str() {
            "sentence" => touched.iter().flatten().map(|touched| touched.sentence(index, english).into()).collect(),
            "rows" => {
                let row = |row: &u32| worked_row(index, &coverage::TABLE, *row);
                let rows: Vec<Vec<Row>> =
                    touched.iter().flatten().map(|touched| touched.shown.iter().map(row).collect()).collect();
                let lists: Vec<&[Row]> = rows.iter().map(Vec::as_slice).collect();
                let found = split(snapshot, &coverage::TABLE, &lists, &child).await;
                found.map_err(|failure| failure.in_list().under(&child))?.into_iter().map(Json::Array).collect()
            }
            _ => touched.iter().flatten().map(|_| "Completeness".into()).collect(),
        };
        let some = told.iter_mut().zip(&touched).filter(|(_, touched)| touched.is_some());
        for ((told, _), value) in some.zip(values) {
            told.insert(child.key.clone(), value);
        }
    }
    let answer = |(told, touched): (Map<String, Json>, Option<Touched>)| touched.map_or(Json::Null, |_| told.into());
    Ok(told.into_iter().zip(touched).map(answer).collect())
}
