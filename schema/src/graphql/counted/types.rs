//! Types of what is counted and suggested.

use async_graphql::Value;
use async_graphql::dynamic::{Enum, EnumItem, InputObject, InputValue, Object, SchemaBuilder, TypeRef};

use super::completeness::{completeness_field, register as register_completeness};
use super::fields::MEASURED;
use super::summary::register as register_summary;
use crate::dimension::dimensions;
use crate::graphql::names::camel;
use crate::graphql::types::field;
use crate::suggest::SUGGESTED;
use crate::words::Language;

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
        .field(simple("pageInfo", required("PageInfo"), say("Letak halaman ini.", "Where the page stands.")))
        .field(completeness_field(language));
    let types = [facet, highlight, suggestion, row, totals, stats];
    let builder = types.into_iter().fold(builder, SchemaBuilder::register);
    let enums = [kinds, dimension_names, order_names, measures, per];
    let builder = enums.into_iter().fold(builder, SchemaBuilder::register).register(order);
    register_summary(register_completeness(builder, language), language)
}
