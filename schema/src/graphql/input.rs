//! Input objects: their types from the tables' declarations, and what they say.

use std::collections::HashMap;

use async_graphql::Value;
use async_graphql::dynamic::{Enum, EnumItem, Field, InputObject, InputValue, SchemaBuilder, TypeRef};
use inovasi_entity::{Column, Kind, Table, VOCABULARIES};

use super::names::{camel, parameter, pascal};
use crate::condition;
use crate::cursor::Direction;
use crate::error::{Code, Error, ParameterError};
use crate::filter::{filters, is_within};
use crate::list::{default_sort, fault, is_listed, is_searched, sortable, wrong};
use crate::question::{MOST_ROWS, Question};
use crate::spelling::nearest;
use crate::words::Language;

/// Registers the conditions that columns share: one a kind of value, one a closed vocabulary.
pub(crate) fn register_conditions(mut builder: SchemaBuilder, language: Language) -> SchemaBuilder {
    for (name, scalar, ranged) in [
        ("StringCondition", TypeRef::STRING, false),
        ("DateCondition", TypeRef::STRING, true),
        ("IntCondition", TypeRef::INT, true),
        ("FloatCondition", TypeRef::FLOAT, true),
        ("BooleanCondition", TypeRef::BOOLEAN, false),
    ] {
        builder = builder.register(condition_type(name, scalar, ranged, language));
    }
    for list in VOCABULARIES.iter().filter(|list| crate::relation::is_used(list)) {
        let name = pascal(list.name);
        builder = builder.register(condition_type(&format!("{name}Condition"), &name, false, language));
    }
    builder.register(within_type(language))
}

/// The condition of rows that stand above each other.
fn within_type(language: Language) -> InputObject {
    let say = |indonesian: &'static str, english: &'static str| language.pick(indonesian, english);
    let list = || TypeRef::named_list(TypeRef::STRING);
    InputObject::new("WithinCondition")
        .description(say(
            "Syarat atas wilayah atau instansi dan semua di bawahnya.",
            "A condition on a region or an agency and all below it.",
        ))
        .field(InputValue::new("within", list()).description(say(
            "Di salah satu dari ini atau di bawahnya; null di dalam daftar: juga baris tanpa nilai.",
            "In one of these or below it; null in the list: rows without a value, too.",
        )))
        .field(InputValue::new("notWithin", list()).description(say(
            "Tidak di salah satu dari ini atau di bawahnya; baris tanpa nilai ikut, kecuali null ada di dalam daftar.",
            "In none of these nor below them; rows without a value are let in unless null is in the list.",
        )))
        .field(InputValue::new("isNull", TypeRef::named(TypeRef::BOOLEAN)).description(say(
            "true: hanya baris tanpa nilai; false: hanya baris yang bernilai.",
            "true: only rows without a value; false: only rows with one.",
        )))
}

fn condition_type(name: &str, scalar: &str, ranged: bool, language: Language) -> InputObject {
    let say = |indonesian: &'static str, english: &'static str| language.pick(indonesian, english);
    let list = || TypeRef::named_list(scalar);
    let mut input = InputObject::new(name)
        .description(say(
            "Syarat atas satu kolom; semua kunci yang diisi berlaku bersama.",
            "A condition on one column; all keys that are given hold at once.",
        ))
        .field(InputValue::new("in", list()).description(say(
            "Baris yang nilainya salah satu dari ini; null di dalam daftar: juga baris tanpa nilai. Paling banyak 500.",
            "Rows whose value is one of these; null in the list: rows without a value, too. At most 500.",
        )))
        .field(InputValue::new("notIn", list()).description(say(
            "Baris yang nilainya bukan salah satu dari ini; baris tanpa nilai ikut, kecuali null ada di dalam daftar.",
            "Rows whose value is none of these; rows without a value are let in unless null is in the list.",
        )))
        .field(InputValue::new("isNull", TypeRef::named(TypeRef::BOOLEAN)).description(say(
            "true: hanya baris tanpa nilai; false: hanya baris yang bernilai.",
            "true: only rows without a value; false: only rows with one.",
        )));
    if ranged {
        input = input
            .field(
                InputValue::new("gte", TypeRef::named(scalar))
                    .description(say("Batas bawah, termasuk batasnya.", "Lower bound, itself allowed.")),
            )
            .field(
                InputValue::new("lte", TypeRef::named(scalar))
                    .description(say("Batas atas, termasuk batasnya.", "Upper bound, itself allowed.")),
            );
    }
    input
}

/// The input type of a filter.
fn input_of(column: &Column) -> TypeRef {
    match column.name {
        "ids" => TypeRef::named_nn_list(TypeRef::STRING),
        "updated_since" => TypeRef::named(TypeRef::STRING),
        name if is_within(name) => TypeRef::named("WithinCondition"),
        _ => TypeRef::named(condition_of(column)),
    }
}

fn condition_of(column: &Column) -> String {
    match column.kind {
        Kind::Integer { .. } => "IntCondition".into(),
        Kind::Number { .. } => "FloatCondition".into(),
        Kind::Boolean => "BooleanCondition".into(),
        Kind::Date | Kind::PartialDate => "DateCondition".into(),
        Kind::Closed(list) => format!("{}Condition", pascal(list.name)),
        _ => "StringCondition".into(),
    }
}

/// Registers filter and order of a table's lists.
pub(crate) fn register_list(builder: SchemaBuilder, table: &'static Table, language: Language) -> SchemaBuilder {
    let name = pascal(table.name);
    let mut filter = InputObject::new(format!("{name}Filter")).description(language.pick(
        format!("Syarat untuk daftar {}; semua kolom yang diisi berlaku bersama.", table.plural),
        format!("What rows of {} must be; all columns that are given hold at once.", table.plural),
    ));
    let mut field = Enum::new(format!("{name}OrderField")).description(language.pick(
        format!("Kolom pengurut daftar {}.", table.plural),
        format!("A column that lists of {} can be ordered by.", table.plural),
    ));
    for column in filters(table) {
        let description = language.pick(column.description, column.description_en);
        filter = filter.field(InputValue::new(camel(column.name), input_of(column)).description(description));
    }
    if is_searched(table) {
        let search = InputValue::new("q", TypeRef::named(TypeRef::STRING));
        filter = filter.field(search.description(language.pick(
            "Pencarian: semua kata wajib ada; \"frasa\", -bukan, awalan*.",
            "A search: all words are required; \"a phrase\", -not, prefix*.",
        )));
    }
    for column in sortable(table) {
        let description = language.pick(column.description, column.description_en);
        field = field.item(EnumItem::new(column.name.to_uppercase()).description(description));
    }
    let order = InputObject::new(format!("{name}Order"))
        .description(language.pick("Satu kunci pengurutan.", "One key of an order."))
        .field(
            InputValue::new("field", TypeRef::named_nn(format!("{name}OrderField")))
                .description(language.pick("Kolomnya.", "The column.")),
        )
        .field(
            InputValue::new("direction", TypeRef::named_nn("OrderDirection"))
                .description(language.pick(
                    "Arahnya; baris tanpa nilai selalu di akhir.",
                    "Its direction; rows without a value are last in both.",
                ))
                .default_value(Value::Enum(async_graphql::Name::new("ASC"))),
        );
    builder.register(filter).register(field).register(order)
}

/// Adds the arguments of a list to a field.
pub(crate) fn list_arguments(field: Field, table: &'static Table, language: Language) -> Field {
    let name = pascal(table.name);
    let say = |indonesian: String, english: String| language.pick(indonesian, english);
    let argument =
        |name: &str, kind: TypeRef, description: String| InputValue::new(name, kind).description(description);
    let sort = default_sort(table);
    let field = if is_listed(table) {
        field
            .argument(argument(
                "sample",
                TypeRef::named(TypeRef::INT),
                say(
                    format!("Sekian baris acak, 1–{MOST_ROWS}; sama selama revisi dan seed sama. Tanpa orderBy dan kursor."),
                    format!("So many rows by chance, 1–{MOST_ROWS}; the same at the same revision and seed. Without orderBy and cursor."),
                ),
            ))
            .argument(argument(
                "seed",
                TypeRef::named(TypeRef::STRING),
                say("Penentu sample.".into(), "What decides the sample.".into()),
            ))
    } else {
        field
    };
    field
        .argument(argument(
            "first",
            TypeRef::named(TypeRef::INT),
            say(
                format!("Jumlah baris dari depan, 1–{MOST_ROWS}; bila tidak diisi 20."),
                format!("How many rows from the start, 1–{MOST_ROWS}; 20 if nothing is said."),
            ),
        ))
        .argument(argument(
            "after",
            TypeRef::named(TypeRef::STRING),
            say("Kursor: mulai sesudah baris ini.".into(), "A cursor: begin after its row.".into()),
        ))
        .argument(argument(
            "last",
            TypeRef::named(TypeRef::INT),
            say(
                format!("Jumlah baris dari belakang, 1–{MOST_ROWS}; bukan bersama first."),
                format!("How many rows from the end, 1–{MOST_ROWS}; not with first."),
            ),
        ))
        .argument(argument(
            "before",
            TypeRef::named(TypeRef::STRING),
            say("Kursor: berakhir sebelum baris ini.".into(), "A cursor: end before its row.".into()),
        ))
        .argument(argument(
            "filter",
            TypeRef::named(format!("{name}Filter")),
            say("Syarat atas baris.".into(), "What rows must be.".into()),
        ))
        .argument(argument(
            "orderBy",
            TypeRef::named_nn_list(format!("{name}Order")),
            say(
                format!("Urutan; bila tidak diisi {sort}, dan selalu diakhiri id."),
                format!("The order; {sort} if nothing is said, and always ends in id."),
            ),
        ))
}

/// Reads the arguments of a list.
pub(crate) fn question(table: &'static Table, arguments: &HashMap<String, Value>) -> Question {
    let mut question = Question::default();
    let given = |name: &str| arguments.get(name).filter(|value| **value != Value::Null);
    // The executor refuses most of what does not fit; not a variable of another type than its argument.
    match given("filter") {
        Some(Value::Object(filter)) => filter.iter().for_each(|(name, input)| {
            match filters(table).find(|column| camel(column.name) == name.as_str()) {
                _ if *input == Value::Null => {}
                None if name.as_str() == "q" && is_searched(table) => question.search = Some(text(input)),
                Some(column) => question.filter.extend(condition::of_input(column, input, &mut question.faults)),
                None => question.faults.push(unknown(table, name)),
            }
        }),
        Some(other) => question.faults.push(wrong("filter", &other.to_string(), &["an object, a column a key".into()])),
        None => {}
    }
    if let Some(order) = given("orderBy") {
        let keys = if let Value::List(keys) = order { keys.as_slice() } else { std::slice::from_ref(order) };
        for key in keys {
            match order_key(key) {
                Some(key) => question.sort.push(key),
                None => question.faults.push(wrong("orderBy", &key.to_string(), &["{field, direction}".into()])),
            }
        }
    }
    if let Some(sample) = given("sample") {
        question.set_sample("sample", &text(sample));
    }
    question.seed = given("seed").map(text);
    let backward = given("last").is_some() || given("before").is_some();
    question.direction = Some(if backward { Direction::Backward } else { Direction::Forward });
    for (name, other) in [("first", "last"), ("first", "before"), ("after", "last"), ("after", "before")] {
        if given(name).is_some() && given(other).is_some() {
            let message = format!("does not go with {other}: first and after walk on, last and before walk back");
            question.faults.push((Code::InvalidParameter, fault(name, &message, &[], None)));
        }
    }
    let (rows, cursor) = if backward { ("last", "before") } else { ("first", "after") };
    if let Some(value) = given(rows) {
        question.set_limit(rows, &text(value));
    }
    question.cursor = given(cursor).map(|value| (cursor, text(value)));
    question
}

/// A key of an order.
pub(crate) fn order_key(key: &Value) -> Option<(String, bool)> {
    let Value::Object(key) = key else { return None };
    let word = |name: &str| match key.get(name) {
        Some(Value::Enum(word)) => Some(word.as_str()),
        Some(Value::String(word)) => Some(word.as_str()),
        _ => None,
    };
    Some((word("field")?.to_lowercase(), word("direction") == Some("DESC")))
}

/// A key of a filter that a table does not have. The executor refuses most of them before.
fn unknown(table: &'static Table, name: &str) -> (Code, ParameterError) {
    let allowed: Vec<String> = filters(table).map(|column| camel(column.name)).collect();
    let suggestion = nearest(name, allowed.iter().map(String::as_str));
    (Code::UnknownParameter, fault(name, "is no column of this list", &allowed, suggestion))
}

/// How many sources of a row are asked for.
pub(crate) fn first_of_sources(arguments: &HashMap<String, Value>) -> Result<usize, Error> {
    let mut question = Question::default();
    if let Some(first) = arguments.get("first").filter(|value| **value != Value::Null) {
        question.set_limit("first", &text(first));
    }
    if question.faults.is_empty() {
        Ok(usize::try_from(question.limit).unwrap_or(usize::MAX))
    } else {
        Err(Error::of(question.faults))
    }
}

/// A scalar as its text.
pub(crate) fn text(value: &Value) -> String {
    if let Value::String(text) = value { text.clone() } else { value.to_string() }
}

/// A value that is no id of ours.
pub(crate) fn wrong_id(name: &str, value: &str) -> (Code, ParameterError) {
    wrong(name, value, &["the id of a row, as a field id gives it".into()])
}

/// A fault as a GraphQL caller says its parameter.
pub(crate) fn as_said(fault: &ParameterError) -> ParameterError {
    let mut said = ParameterError { parameter: parameter(&fault.parameter), ..fault.clone() };
    if fault.parameter == "sort" {
        // Columns to order by are an enum here.
        said.allowed = fault.allowed.iter().map(|column| column.to_uppercase()).collect();
        said.suggestion = fault.suggestion.as_ref().map(|column| column.to_uppercase());
    }
    said
}
