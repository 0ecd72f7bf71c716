//! The fields that count and suggest, with their arguments.

use async_graphql::dynamic::{Enum, EnumItem, Field, InputValue, SchemaBuilder, TypeRef};
use inovasi_entity::Table;

use crate::dimension::facets;
use crate::graphql::names::pascal;
use crate::graphql::types::field;
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
pub(crate) fn root(language: Language) -> [Field; 3] {
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
    .argument(argument(
        "filter",
        optional("InnovationFilter"),
        "Syarat atas inovasi.",
        "What innovations must be.",
    ));
    let stats = counted_arguments(stats, "StatsOrder", language);
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
    [stats, suggest, super::summary::root(language)]
}

/// The arguments of an answer that counts: its order, its pages, the language of its labels.
pub(super) fn counted_arguments(field: Field, order: &str, language: Language) -> Field {
    let say = |indonesian: &'static str, english: &'static str| language.pick(indonesian, english);
    let argument = |name: &str, kind: TypeRef, indonesian: &'static str, english: &'static str| {
        InputValue::new(name, kind).description(say(indonesian, english))
    };
    let optional = |name: &str| TypeRef::named(name);
    field
        .argument(argument(
            "orderBy",
            TypeRef::named_nn_list(order),
            "Urutan; bila tidak diisi menurut dimensi.",
            "The order; by the dimensions if nothing is said.",
        ))
        .argument(argument(
            "first",
            optional(TypeRef::INT),
            "Jumlah baris dari depan; bila tidak diisi 1000.",
            "How many rows from the start; 1000 if nothing is said.",
        ))
        .argument(argument(
            "after",
            optional(TypeRef::STRING),
            "Kursor: mulai sesudahnya.",
            "A cursor: begin after it.",
        ))
        .argument(argument(
            "last",
            optional(TypeRef::INT),
            "Jumlah baris dari belakang.",
            "How many rows from the end.",
        ))
        .argument(argument(
            "before",
            optional(TypeRef::STRING),
            "Kursor: berakhir sebelumnya.",
            "A cursor: end before it.",
        ))
        .argument(argument("lang", optional(TypeRef::STRING), "Bahasa label.", "Language of the labels."))
}
