//! Object types: one a table, with its connection and edge, from the declarations.

use async_graphql::Value;
use async_graphql::dynamic::{Enum, EnumItem, Field, FieldFuture, InputValue, Object, SchemaBuilder, TypeRef};
use inovasi_entity::{Column, Kind, Table, VOCABULARIES, all_tables, source};

use super::counted;
use super::input::{list_arguments, register_list};
use super::load::SUPPORTS;
use super::names::{camel, pascal};
use crate::list::is_listed;
use crate::relation::{Relation, RelationKind, has_lists, is_used, relations};
use crate::words::Language;

/// Registers the types of all tables.
pub(crate) fn register(mut builder: SchemaBuilder, language: Language) -> SchemaBuilder {
    for list in VOCABULARIES.iter().filter(|list| is_used(list)) {
        let description = language.pick(
            format!("Nilai tetap dari kosakata {}.", list.name),
            format!("The values of the closed vocabulary {}.", list.name),
        );
        let mut values = Enum::new(pascal(list.name)).description(description);
        for term in list.terms {
            let definition = language.pick(term.definition, term.definition_en);
            values = values.item(EnumItem::new(term.code.to_uppercase()).description(definition));
        }
        builder = builder.register(values);
    }
    for table in all_tables() {
        builder = builder.register(row(table, language));
        if has_lists(table) {
            builder = builder.register(connection(table, language)).register(edge(table, language));
            builder = counted::register_facets(register_list(builder, table, language), table, language);
        }
    }
    builder.register(page_info(language)).register(support(language))
}

/// A field of the schema. The executor only validates against it and introspects it: `answer` answers.
pub(crate) fn field(name: impl Into<String>, kind: impl Into<TypeRef>, description: impl Into<String>) -> Field {
    Field::new(name, kind, |_| FieldFuture::Value(None)).description(description)
}

fn row(table: &'static Table, language: Language) -> Object {
    let say = |indonesian: &'static str, english: &'static str| language.pick(indonesian, english);
    let id = say("Pengenal unik di seluruh tabel, untuk node.", "Id unique across all tables, for node.");
    let mut object = Object::new(pascal(table.name))
        .implement("Node")
        .description(say(table.description, table.description_en))
        .field(field("id", TypeRef::named_nn(TypeRef::ID), id));
    for column in table.shown() {
        // A reference is walked as an edge; its id is the edge's slug.
        if !matches!(column.kind, Kind::Reference(_)) {
            object = object.field(of_column(column, language));
        }
    }
    for relation in relations(table) {
        object = object.field(of_relation(relation, language));
    }
    if counted::says_completeness(table) {
        object = object.field(counted::completeness_field(language));
    }
    if table.name == source::TABLE.name {
        let supports =
            say("Yang bertumpu pada sumber ini, menurut daftar.", "What rests on this source, list by list.");
        object = object.field(field(SUPPORTS, TypeRef::named_nn_list_nn("SourceSupport"), supports));
    }
    if table.is_derived() {
        return object;
    }
    let updated = say(
        "Saat (UTC) paket data yang terakhir mengubah baris ini dibuat.",
        "Instant (UTC) at which the package that last changed the row was created.",
    );
    object.field(field("updatedAt", TypeRef::named(TypeRef::STRING), updated))
}

/// Rows of one list that rest on a source.
fn support(language: Language) -> Object {
    let say = |indonesian: &'static str, english: &'static str| language.pick(indonesian, english);
    Object::new("SourceSupport")
        .description(say(
            "Baris satu daftar yang bertumpu pada sumber ini.",
            "Rows of one list that rest on the source.",
        ))
        .field(field("table", TypeRef::named_nn(TypeRef::STRING), say("Daftarnya.", "The list.")))
        .field(field("totalCount", TypeRef::named_nn(TypeRef::INT), say("Jumlah barisnya.", "How many rows.")))
        .field(field(
            "url",
            TypeRef::named(TypeRef::STRING),
            say(
                "Alamatnya di REST; null untuk baris yang hanya ada di dalam baris lain.",
                "Their address on the REST face; null for rows that stand within others alone.",
            ),
        ))
}

fn of_column(column: &'static Column, language: Language) -> Field {
    let name = if column.name == "id" { "slug".to_owned() } else { camel(column.name) };
    let kind = match column.kind {
        Kind::Integer { .. } => TypeRef::INT.into(),
        Kind::Number { .. } => TypeRef::FLOAT.into(),
        Kind::Boolean => TypeRef::BOOLEAN.into(),
        Kind::Closed(list) => pascal(list.name),
        _ => TypeRef::STRING.to_owned(),
    };
    let kind = match (column.kind, column.required) {
        (Kind::List(_) | Kind::References(_), true) => TypeRef::named_nn_list_nn(kind),
        (Kind::List(_) | Kind::References(_), false) => TypeRef::named_nn_list(kind),
        (_, true) => TypeRef::named_nn(kind),
        (_, false) => TypeRef::named(kind),
    };
    field(name, kind, described(column, language))
}

fn described(column: &Column, language: Language) -> String {
    let words = language.pick(column.description, column.description_en);
    match column.kind {
        Kind::Code(list) | Kind::List(list) => {
            let hint = language.pick("Kode dari daftar kode", "A code of the codelist");
            format!("{words} {hint} {list}.")
        }
        Kind::PartialDate => {
            let hint = language.pick("Tahun, bulan, atau hari", "A year, month or day");
            format!("{words} {hint}: 2016, 2016-05, 2016-05-20.")
        }
        _ => words.to_owned(),
    }
}

fn of_relation(relation: Relation, language: Language) -> Field {
    let name = camel(&relation.name);
    match relation.kind {
        RelationKind::One { column, target } => {
            let kind = pascal(target.name);
            let kind = if column.required { TypeRef::named_nn(kind) } else { TypeRef::named(kind) };
            field(name, kind, language.pick(column.description, column.description_en))
        }
        RelationKind::Many { table, column } => {
            let description = language.pick(
                format!("{} Daftar baris {} yang {} adalah baris ini.", table.description, table.plural, column.name),
                format!("{} The rows of {} whose {} is this row.", table.description_en, table.plural, column.name),
            );
            let kind = TypeRef::named_nn(format!("{}Connection", pascal(table.name)));
            list_arguments(field(name, kind, description), table, language)
        }
        RelationKind::Sources => {
            let description = language.pick(
                "Sumber yang menyatakan baris ini atau salah satu nilainya; rinciannya ada di evidence.",
                "The sources that state the row or one of its values; evidence has the details.",
            );
            let first = InputValue::new("first", TypeRef::named(TypeRef::INT)).default_value(Value::from(20));
            let most = language.pick("Paling banyak sekian, 1–1000.", "At most so many, 1–1000.");
            field(name, TypeRef::named_nn_list_nn("Source"), description).argument(first.description(most))
        }
    }
}

fn connection(table: &'static Table, language: Language) -> Object {
    let name = pascal(table.name);
    let say = |indonesian: &'static str, english: &'static str| language.pick(indonesian, english);
    let description = language
        .pick(format!("Satu halaman daftar {}.", table.plural), format!("A page of a list of {}.", table.plural));
    let total = say(
        "Jumlah baris seluruh daftar menurut syaratnya; dihitung hanya bila diminta.",
        "Rows of the whole list under its filter; counted only where asked for.",
    );
    let edges = say("Barisnya, masing-masing dengan kursornya.", "Its rows, each with its cursor.");
    let place = say("Letak halaman ini di dalam daftar.", "Where the page stands in the list.");
    let connection = Object::new(format!("{name}Connection"))
        .description(description)
        .field(field("edges", TypeRef::named_nn_list_nn(format!("{name}Edge")), edges))
        .field(field("nodes", TypeRef::named_nn_list_nn(name), say("Barisnya saja.", "Its rows alone.")))
        .field(field("pageInfo", TypeRef::named_nn("PageInfo"), place))
        .field(field("totalCount", TypeRef::named_nn(TypeRef::INT), total));
    let connection = if counted::says_completeness(table) {
        connection.field(counted::completeness_field(language))
    } else {
        connection
    };
    match counted::facets_field(table, language) {
        Some(facets) => connection.field(facets),
        None => connection,
    }
}

fn edge(table: &'static Table, language: Language) -> Object {
    let name = pascal(table.name);
    let description = language.pick(
        format!("Satu baris {} dan letaknya di daftar.", table.plural),
        format!("One row of {} and its place in the list.", table.plural),
    );
    let cursor = language.pick("Kursor baris ini, untuk after dan before.", "The row's cursor, for after and before.");
    let edge = Object::new(format!("{name}Edge"))
        .description(description)
        .field(field("cursor", TypeRef::named_nn(TypeRef::STRING), cursor))
        .field(field("node", TypeRef::named_nn(name), language.pick("Barisnya.", "The row.")));
    if !is_listed(table) {
        return edge;
    }
    let marked = language.pick(
        "Teks-teksnya dengan kata yang dicari ditandai; null bila tidak ada pencarian.",
        "Its texts with the words that were searched for marked; null where nothing was searched for.",
    );
    edge.field(field("highlights", TypeRef::named_nn_list("Highlight"), marked))
}

fn page_info(language: Language) -> Object {
    let say = |indonesian: &'static str, english: &'static str| language.pick(indonesian, english);
    let flag = |name: &str, description: &str| field(name, TypeRef::named_nn(TypeRef::BOOLEAN), description);
    let cursor = |name: &str, description: &str| field(name, TypeRef::named(TypeRef::STRING), description);
    Object::new("PageInfo")
        .description(say("Letak satu halaman di dalam daftarnya.", "Where a page stands in its list."))
        .field(flag("hasNextPage", say("Apakah ada baris sesudahnya.", "Whether there are rows after it.")))
        .field(flag("hasPreviousPage", say("Apakah ada baris sebelumnya.", "Whether there are rows before it.")))
        .field(cursor("startCursor", say("Kursor baris pertamanya.", "Cursor of its first row.")))
        .field(cursor("endCursor", say("Kursor baris terakhirnya.", "Cursor of its last row.")))
}
