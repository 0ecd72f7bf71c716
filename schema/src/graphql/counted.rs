//! What is counted and suggested: facets of lists, statistics, suggestions. They are no rows, but JSON objects whose keys
//! are the names that REST gives them.

use std::collections::HashMap;

use async_graphql::Value;
use async_graphql::dynamic::{Enum, EnumItem, Field, InputObject, InputValue, Object, SchemaBuilder, TypeRef};
use inovasi_entity::{Table, innovation};
use serde_json::{Map, Value as Json, json};

use super::failure::Failure;
use super::input::{order_key, question, text};
use super::names::{camel, pascal};
use super::plan::Selection;
use super::types::field;
use crate::cursor::Direction;
use crate::dimension::{dimensions, facets};
use crate::error::Error;
use crate::facets::Facet;
use crate::list::wrong;
use crate::question::Question;
use crate::snapshot::Snapshot;
use crate::stats::{self, StatsQuestion};
use crate::suggest::{self, SUGGESTED, SuggestQuestion};
use crate::words::Language;

/// Name of the enum of a table's facets.
fn facet_field(table: &Table) -> String {
    format!("{}FacetField", pascal(table.name))
}

/// Registers the enum of a table's facets.
pub(crate) fn register_facets(builder: SchemaBuilder, table: &'static Table, language: Language) -> SchemaBuilder {
    if facets(table).is_empty() {
        return builder;
    }
    let mut names = Enum::new(facet_field(table)).description(language.pick(
        format!("Yang dapat dihitung pada daftar {}.", table.plural),
        format!("What rows of {} can be counted by.", table.plural),
    ));
    for facet in facets(table) {
        let description = language.pick(facet.column.description, facet.column.description_en);
        names = names.item(EnumItem::new(facet.name.to_uppercase()).description(description));
    }
    builder.register(names)
}

/// The field of a connection that counts.
pub(crate) fn facets_field(table: &'static Table, language: Language) -> Option<Field> {
    if facets(table).is_empty() {
        return None;
    }
    let description = language.pick(
        "Jumlah baris setiap nilai, dihitung menurut semua filter kecuali filter kolom itu sendiri.",
        "Rows of each value, counted under all filters but the one on the column itself.",
    );
    let fields = language.pick("Yang dihitung.", "What to count by.");
    let lang = language.pick("Bahasa label.", "Language of the labels.");
    Some(
        field("facets", TypeRef::named_nn_list_nn("Facet"), description)
            .argument(InputValue::new("fields", TypeRef::named_nn_list_nn(facet_field(table))).description(fields))
            .argument(InputValue::new("lang", TypeRef::named(TypeRef::STRING)).description(lang)),
    )
}

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

/// Registers types and enums of statistics and suggestions.
pub(crate) fn register(builder: SchemaBuilder, language: Language) -> SchemaBuilder {
    let say = |indonesian: &'static str, english: &'static str| language.pick(indonesian, english);
    let simple = |name: &str, kind: TypeRef, description: &str| field(name, kind, description);
    let text = || TypeRef::named(TypeRef::STRING);
    let required = |name: &str| TypeRef::named_nn(name);
    let facet = Object::new("Facet")
        .description(say("Jumlah baris dari satu nilai.", "How many rows have a value."))
        .field(simple("field", required(TypeRef::STRING), say("Yang dihitung.", "What is counted by.")))
        .field(simple("value", text(), say("Nilainya; null: tidak diketahui.", "The value; null: not known.")))
        .field(simple("label", required(TypeRef::STRING), say("Sebutannya.", "What it is called.")))
        .field(simple("count", required(TypeRef::INT), say("Jumlah barisnya.", "How many rows have it.")));
    let highlight = Object::new("Highlight")
        .description(say("Teks dengan kata yang dicari ditandai.", "A text with the words that were searched for."))
        .field(simple("field", required(TypeRef::STRING), say("Kolomnya.", "Its column.")))
        .field(simple(
            "text",
            required(TypeRef::STRING),
            say("HTML; kata yang ditemukan di dalam mark.", "HTML; the words that were found stand in mark."),
        ));
    let mut kinds = Enum::new("SuggestionKind").description(say("Jenis saran.", "What a suggestion is of."));
    for kind in SUGGESTED {
        let described = inovasi_entity::table(kind).map(|table| say(table.description, table.description_en));
        kinds = kinds.item(EnumItem::new(kind.to_uppercase()).description(described.unwrap_or_default()));
    }
    let suggestion = Object::new("Suggestion")
        .description(say("Saran saat mengetik.", "A suggestion while typing."))
        .field(simple("kind", required("SuggestionKind"), say("Jenisnya.", "What it is.")))
        .field(simple(
            "slug",
            required(TypeRef::STRING),
            say("id baris itu di REST.", "The row's id on the REST face."),
        ))
        .field(simple("label", required(TypeRef::STRING), say("Sebutannya.", "What it is called.")))
        .field(simple("regionId", text(), say("slug wilayahnya.", "Slug of the region where it is.")));
    let mut row = Object::new("StatsRow").description(say("Satu baris statistik.", "A row of a statistic."));
    let mut dimension_names = Enum::new("StatsDimension").description(say("Dimensi statistik.", "A dimension."));
    let mut order_names =
        Enum::new("StatsOrderField").description(say("Pengurut statistik.", "What a statistic can be ordered by."));
    for dimension in dimensions() {
        let described = say(dimension.column.description, dimension.column.description_en);
        let kind = if dimension.name == "year" { TypeRef::INT } else { TypeRef::STRING };
        let label =
            language.pick(format!("Sebutan {}.", dimension.name), format!("What {} is called.", dimension.name));
        row = row.field(simple(&camel(dimension.name), TypeRef::named(kind), described)).field(simple(
            &camel(&format!("{}_label", dimension.name)),
            text(),
            &label,
        ));
        dimension_names = dimension_names.item(EnumItem::new(dimension.name.to_uppercase()).description(described));
        order_names = order_names.item(EnumItem::new(dimension.name.to_uppercase()).description(described));
    }
    let mut totals = Object::new("StatsTotals").description(say(
        "Jumlah semua yang dipilih filter, masing-masing sekali.",
        "The counts of all that the filters select, each once.",
    ));
    let mut measures = Enum::new("StatsMeasure").description(say("Yang dihitung.", "What is counted."));
    for (name, indonesian, english) in MEASURED {
        let described = say(indonesian, english);
        let rate = language.pick(format!("{indonesian} Dibagi menurut per."), format!("{english} Divided by per."));
        measures = measures.item(EnumItem::new(name.to_uppercase()).description(described));
        order_names = order_names
            .item(EnumItem::new(name.to_uppercase()).description(described))
            .item(EnumItem::new(format!("{name}_per").to_uppercase()).description(&rate));
        totals = totals.field(simple(name, TypeRef::named(TypeRef::INT), described));
        row = row.field(simple(name, TypeRef::named(TypeRef::INT), described)).field(simple(
            &format!("{name}Per"),
            TypeRef::named(TypeRef::FLOAT),
            &rate,
        ));
    }
    let per = Enum::new("StatsPer")
        .description(say("Pembagi statistik.", "What counts are divided by."))
        .item(EnumItem::new("POPULATION").description(say("Sejuta penduduk.", "A million inhabitants.")))
        .item(EnumItem::new("AGENCIES").description(say("Instansi yang tercatat.", "Agencies that are recorded.")));
    let order = InputObject::new("StatsOrder")
        .description(say("Satu kunci pengurutan.", "One key of an order."))
        .field(InputValue::new("field", required("StatsOrderField")).description(say("Kuncinya.", "The key.")))
        .field(
            InputValue::new("direction", required("OrderDirection"))
                .description(say("Arahnya.", "Its direction."))
                .default_value(Value::Enum(async_graphql::Name::new("ASC"))),
        );
    let stats = Object::new("Stats")
        .description(say("Statistik, atau satu halamannya.", "A statistic, or a page of it."))
        .field(simple("rows", TypeRef::named_nn_list_nn("StatsRow"), say("Barisnya.", "Its rows.")))
        .field(simple("totalCount", required(TypeRef::INT), say("Jumlah barisnya.", "How many rows there are.")))
        .field(simple("totals", required("StatsTotals"), say("Jumlah keseluruhan.", "The counts of all together.")))
        .field(simple(
            "additive",
            required(TypeRef::BOOLEAN),
            say("Apakah baris-barisnya berjumlah totals.", "Whether the rows add up to totals."),
        ))
        .field(simple("populationDate", text(), say("Tanggal jumlah penduduk.", "Date of the population.")))
        .field(simple("pageInfo", required("PageInfo"), say("Letak halaman ini.", "Where the page stands.")));
    let types = [facet, highlight, suggestion, row, totals, stats];
    let builder = types.into_iter().fold(builder, SchemaBuilder::register);
    let enums = [kinds, dimension_names, order_names, measures, per];
    enums.into_iter().fold(builder, SchemaBuilder::register).register(order)
}

/// What each measure counts.
pub(crate) const MEASURED: [(&str, &str, &str); 5] = [
    ("innovations", "Inovasi yang berbeda.", "Distinct innovations."),
    ("agencies", "Instansi berbeda yang membuatnya.", "Distinct agencies that made them."),
    (
        "awards",
        "Penghargaan; hanya awarded, kecuali award_status diisi.",
        "Awards; only awarded ones unless award_status is given.",
    ),
    ("outcomes", "Hasil yang dicatat.", "Outcomes recorded."),
    (
        "replications",
        "Replikasi yang dihitung: dinyatakan sumber, di luar pemerintahannya sendiri.",
        "Replications that count: stated by a source, outside the own government.",
    ),
];

/// The root fields of statistics and suggestions.
pub(crate) fn root(language: Language) -> [Field; 2] {
    let say = |indonesian: &'static str, english: &'static str| language.pick(indonesian, english);
    let argument = |name: &str, kind: TypeRef, indonesian: &'static str, english: &'static str| {
        InputValue::new(name, kind).description(say(indonesian, english))
    };
    let optional = |name: &str| TypeRef::named(name);
    let stats = field(
        "stats",
        TypeRef::named("Stats"),
        say("Jumlah inovasi menurut satu sampai tiga dimensi.", "Counts over innovations, by one to three dimensions."),
    )
    .argument(argument(
        "by",
        TypeRef::named_nn_list_nn("StatsDimension"),
        "Satu sampai tiga dimensi.",
        "One to three dimensions.",
    ))
    .argument(argument(
        "measure",
        TypeRef::named_nn_list("StatsMeasure"),
        "Yang dihitung; bila tidak diisi inovasi.",
        "What is counted; innovations if nothing is said.",
    ))
    .argument(argument("per", optional("StatsPer"), "Pembaginya.", "What the counts are divided by."))
    .argument(argument("filter", optional("InnovationFilter"), "Syarat atas inovasi.", "What innovations must be."))
    .argument(argument(
        "orderBy",
        TypeRef::named_nn_list("StatsOrder"),
        "Urutan; bila tidak diisi menurut dimensi.",
        "The order; by the dimensions if nothing is said.",
    ))
    .argument(argument(
        "first",
        optional(TypeRef::INT),
        "Jumlah baris dari depan; bila tidak diisi 1000.",
        "How many rows from the start; 1000 if nothing is said.",
    ))
    .argument(argument("after", optional(TypeRef::STRING), "Kursor: mulai sesudahnya.", "A cursor: begin after it."))
    .argument(argument("last", optional(TypeRef::INT), "Jumlah baris dari belakang.", "How many rows from the end."))
    .argument(argument("before", optional(TypeRef::STRING), "Kursor: berakhir sebelumnya.", "A cursor: end before it."))
    .argument(argument("lang", optional(TypeRef::STRING), "Bahasa label.", "Language of the labels."));
    let suggest = field(
        "suggest",
        TypeRef::named_nn_list("Suggestion"),
        say(
            "Wilayah, instansi, dan inovasi yang namanya diawali ini.",
            "Regions, agencies and innovations whose names begin so.",
        ),
    )
    .argument(argument("q", TypeRef::named_nn(TypeRef::STRING), "Yang sudah diketik.", "What was typed so far."))
    .argument(argument("kind", TypeRef::named_nn_list("SuggestionKind"), "Hanya jenis ini.", "Only of these kinds."))
    .argument(argument(
        "first",
        optional(TypeRef::INT),
        "Paling banyak sekian, 1–50; bila tidak diisi 10.",
        "At most so many, 1–50; 10 if nothing is said.",
    ))
    .argument(argument("lang", optional(TypeRef::STRING), "Bahasa label.", "Language of the labels."));
    [stats, suggest]
}

/// Answers the statistics.
pub(crate) async fn stats(snapshot: &Snapshot, field: &Selection) -> Result<Json, Failure> {
    let fails = |error: Error| Failure::at(field, error);
    let asked = stats::check(snapshot, stats_question(&field.arguments)).await.map_err(fails)?;
    let found = stats::answer(snapshot, &asked).map_err(fails)?;
    let totals: Map<String, Json> =
        found.measures.iter().zip(&found.totals).map(|(name, total)| ((*name).to_owned(), (*total).into())).collect();
    let rows = found.objects();
    let cursor = |row: Option<&stats::StatsRow>| row.map(|row| asked.cursor(row));
    let json = json!({
        "rows": rows, "total_count": found.total, "totals": totals, "additive": found.additive,
        "population_date": found.per.as_ref().and_then(|(_, date)| date.clone()),
        "page_info": {
            "has_next_page": found.next.is_some(), "has_previous_page": found.previous.is_some(),
            "start_cursor": cursor(found.rows.first()), "end_cursor": cursor(found.rows.last()),
        },
    });
    object("Stats", &json, field).map_err(|failure| failure.under(field))
}

fn stats_question(arguments: &HashMap<String, Value>) -> StatsQuestion {
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
    let mut list: Question = question(&innovation::TABLE, &of_list);
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
    StatsQuestion {
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
    let mut answered = Map::new();
    for child in selection.merged(name)? {
        let found = value.as_object().and_then(|object| object.iter().find(|(key, _)| camel(key) == child.name));
        let inner = match (found.map(|(_, value)| value), child.name.as_str()) {
            (_, "__typename") => name.into(),
            (Some(one @ Json::Object(_)), field) => object(type_of(field), one, &child)?,
            (Some(Json::Array(many)), field) if !child.children.is_empty() => {
                many.iter().map(|one| object(type_of(field), one, &child)).collect::<Result<Vec<Json>, _>>()?.into()
            }
            (Some(value), _) => value.clone(),
            (None, _) => Json::Null,
        };
        answered.insert(child.key.clone(), inner);
    }
    Ok(answered.into())
}

/// The type of a field that holds an object.
fn type_of(field: &str) -> &'static str {
    match field {
        "rows" => "StatsRow",
        "totals" => "StatsTotals",
        "pageInfo" => "PageInfo",
        _ => "Highlight",
    }
}

/// The highlights of a row; null where nothing was searched for.
pub(crate) fn highlights_answer(marked: Option<&Map<String, Json>>, field: &Selection) -> Result<Json, Failure> {
    let Some(marked) = marked else { return Ok(Json::Null) };
    let rows =
        marked.iter().map(|(name, text)| object("Highlight", &json!({"field": camel(name), "text": text}), field));
    Ok(rows.collect::<Result<Vec<Json>, _>>()?.into())
}
