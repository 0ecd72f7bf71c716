//! Object types: one a table, with its connection and edge, from the declarations.

use std::sync::Arc;

use async_graphql::dynamic::{
    Enum, EnumItem, Field, FieldFuture, FieldValue, InputValue, Object, ResolverContext, SchemaBuilder, TypeRef,
};
use async_graphql::{Name, Value};
use inovasi_entity::{Column, Kind, TABLES, Table, VOCABULARIES};
use serde_json::Value as Json;

use super::input::{list_arguments, register_list};
use super::load::{Connection, Node, Related};
use super::names::{camel, global_id, pascal};
use crate::relation::{Relation, RelationKind, has_lists, is_used, relations};
use crate::words::Language;

/// One edge of a page, as a value of the executor.
struct Edge {
    connection: Arc<Connection>,
    edges: String,
    place: usize,
}

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
    for table in TABLES.iter().copied() {
        builder = builder.register(row(table, language));
        if has_lists(table) {
            builder = builder.register(connection(table, language)).register(edge(table, language));
            builder = register_list(builder, table, language);
        }
    }
    builder.register(page_info(language))
}

fn row(table: &'static Table, language: Language) -> Object {
    let mut object = Object::new(pascal(table.name))
        .implement("Node")
        .description(language.pick(table.description, table.description_en))
        .field(
            Field::new("id", TypeRef::named_nn(TypeRef::ID), |ctx| {
                of_node(&ctx, |node| Value::from(global_id(node.table, crate::relation::id(&node.row))))
            })
            .description(
                language.pick("Pengenal unik di seluruh tabel, untuk node.", "Id unique across all tables, for node."),
            ),
        );
    for column in table.columns {
        // A reference is walked as an edge; its id is the edge's slug.
        if !matches!(column.kind, Kind::Reference(_)) {
            object = object.field(column_field(column, language));
        }
    }
    for relation in relations(table) {
        object = object.field(relation_field(relation, language));
    }
    object.field(
        Field::new("updatedAt", TypeRef::named(TypeRef::STRING), |ctx| {
            of_node(&ctx, |node| text(node.row.get("updated_at")))
        })
        .description(language.pick(
            "Saat (UTC) paket data yang terakhir mengubah baris ini dibuat.",
            "Instant (UTC) at which the package that last changed the row was created.",
        )),
    )
}

fn column_field(column: &'static Column, language: Language) -> Field {
    let name = if column.name == "id" { "slug".to_owned() } else { camel(column.name) };
    let kind = match column.kind {
        Kind::Integer { .. } => TypeRef::INT.into(),
        Kind::Number { .. } => TypeRef::FLOAT.into(),
        Kind::Boolean => TypeRef::BOOLEAN.into(),
        Kind::Closed(list) => pascal(list.name),
        _ => TypeRef::STRING.to_owned(),
    };
    let kind = match (column.kind, column.required) {
        (Kind::List(_), true) => TypeRef::named_nn_list_nn(kind),
        (Kind::List(_), false) => TypeRef::named_nn_list(kind),
        (_, true) => TypeRef::named_nn(kind),
        (_, false) => TypeRef::named(kind),
    };
    Field::new(name, kind, move |ctx| of_node(&ctx, |node| column_value(column, node.row.get(column.name))))
        .description(described(column, language))
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

fn relation_field(relation: Relation, language: Language) -> Field {
    let name = camel(&relation.name);
    match relation.kind {
        RelationKind::One { column, target } => {
            let kind = pascal(target.name);
            let kind = if column.required { TypeRef::named_nn(kind) } else { TypeRef::named(kind) };
            let description = language.pick(column.description, column.description_en);
            Field::new(name, kind, |ctx| FieldFuture::Value(related(&ctx))).description(description)
        }
        RelationKind::Many { table, column } => {
            let description = language.pick(
                format!("{} Daftar baris {} yang {} adalah baris ini.", table.description, table.plural, column.name),
                format!("{} The rows of {} whose {} is this row.", table.description_en, table.plural, column.name),
            );
            let kind = TypeRef::named_nn(format!("{}Connection", pascal(table.name)));
            list_arguments(Field::new(name, kind, |ctx| FieldFuture::Value(related(&ctx))), table, language)
                .description(description)
        }
        RelationKind::Sources => {
            Field::new(name, TypeRef::named_nn_list_nn("Source"), |ctx| FieldFuture::Value(related(&ctx)))
                .argument(
                    InputValue::new("first", TypeRef::named(TypeRef::INT))
                        .description(language.pick(
                            "Paling banyak sekian; bila tidak diisi 20.",
                            "At most so many; 20 if nothing is said.",
                        ))
                        .default_value(Value::from(20)),
                )
                .description(language.pick(
                    "Sumber yang menyatakan baris ini atau salah satu nilainya; rinciannya ada di evidence.",
                    "The sources that state the row or one of its values; evidence has the details.",
                ))
        }
    }
}

fn connection(table: &'static Table, language: Language) -> Object {
    let name = pascal(table.name);
    let say = |indonesian: &'static str, english: &'static str| language.pick(indonesian, english);
    Object::new(format!("{name}Connection"))
        .description(
            language.pick(
                format!("Satu halaman daftar {}.", table.plural),
                format!("A page of a list of {}.", table.plural),
            ),
        )
        .field(
            Field::new("edges", TypeRef::named_nn_list_nn(format!("{name}Edge")), |ctx| {
                let key = key(&ctx);
                let connection = ctx.parent_value.downcast_ref::<Arc<Connection>>();
                FieldFuture::Value(connection.map(|connection| {
                    FieldValue::list((0..connection.cursors.len()).map(|place| {
                        FieldValue::owned_any(Edge { connection: connection.clone(), edges: key.clone(), place })
                    }))
                }))
            })
            .description(say("Barisnya, masing-masing dengan kursornya.", "Its rows, each with its cursor.")),
        )
        .field(
            Field::new("nodes", TypeRef::named_nn_list_nn(name), |ctx| {
                let connection = ctx.parent_value.downcast_ref::<Arc<Connection>>();
                FieldFuture::Value(connection.map(|connection| list(connection.nodes(&key(&ctx)))))
            })
            .description(say("Barisnya saja.", "Its rows alone.")),
        )
        .field(
            Field::new("pageInfo", TypeRef::named_nn("PageInfo"), |ctx| {
                let connection = ctx.parent_value.downcast_ref::<Arc<Connection>>();
                FieldFuture::Value(connection.map(|connection| FieldValue::owned_any(connection.clone())))
            })
            .description(say("Letak halaman ini di dalam daftar.", "Where the page stands in the list.")),
        )
        .field(
            Field::new("totalCount", TypeRef::named_nn(TypeRef::INT), |ctx| {
                of_connection(&ctx, |connection| connection.total.unwrap_or(0).into())
            })
            .description(say(
                "Jumlah baris seluruh daftar menurut syaratnya; dihitung hanya bila diminta.",
                "Rows of the whole list under its filter; counted only where asked for.",
            )),
        )
}

fn edge(table: &'static Table, language: Language) -> Object {
    let name = pascal(table.name);
    Object::new(format!("{name}Edge"))
        .description(language.pick(
            format!("Satu baris {} dan letaknya di daftar.", table.plural),
            format!("One row of {} and its place in the list.", table.plural),
        ))
        .field(
            Field::new("cursor", TypeRef::named_nn(TypeRef::STRING), |ctx| {
                let edge = ctx.parent_value.downcast_ref::<Edge>();
                let cursor = edge.and_then(|edge| edge.connection.cursors.get(edge.place));
                FieldFuture::from_value(cursor.map(|cursor| Value::from(cursor.as_str())))
            })
            .description(
                language.pick("Kursor baris ini, untuk after dan before.", "The row's cursor, for after and before."),
            ),
        )
        .field(
            Field::new("node", TypeRef::named_nn(name), |ctx| {
                let edge = ctx.parent_value.downcast_ref::<Edge>();
                let node = edge.and_then(|edge| edge.connection.node_of_edge(&edge.edges, edge.place, &key(&ctx)));
                FieldFuture::Value(node.map(|node| FieldValue::owned_any(node.clone())))
            })
            .description(language.pick("Barisnya.", "The row.")),
        )
}

fn page_info(language: Language) -> Object {
    let say = |indonesian: &'static str, english: &'static str| language.pick(indonesian, english);
    let flag = |name: &str, value: fn(&Connection) -> bool, description: &str| {
        Field::new(name, TypeRef::named_nn(TypeRef::BOOLEAN), move |ctx| {
            of_connection(&ctx, |connection| value(connection).into())
        })
        .description(description)
    };
    let cursor = |name: &str, value: fn(&[String]) -> Option<&String>, description: &str| {
        Field::new(name, TypeRef::named(TypeRef::STRING), move |ctx| {
            of_connection(&ctx, |connection| {
                value(&connection.cursors).map_or(Value::Null, |text| text.as_str().into())
            })
        })
        .description(description)
    };
    Object::new("PageInfo")
        .description(say("Letak satu halaman di dalam daftarnya.", "Where a page stands in its list."))
        .field(flag(
            "hasNextPage",
            |page| page.after,
            say("Apakah ada baris sesudahnya.", "Whether there are rows after it."),
        ))
        .field(flag(
            "hasPreviousPage",
            |page| page.before,
            say("Apakah ada baris sebelumnya.", "Whether there are rows before it."),
        ))
        .field(cursor(
            "startCursor",
            |cursors| cursors.first(),
            say("Kursor baris pertamanya.", "Cursor of its first row."),
        ))
        .field(cursor(
            "endCursor",
            |cursors| cursors.last(),
            say("Kursor baris terakhirnya.", "Cursor of its last row."),
        ))
}

/// Name of a field in the answer.
pub(crate) fn key(ctx: &ResolverContext<'_>) -> String {
    ctx.ctx.item.node.response_key().node.to_string()
}

/// Rows as a list of the executor.
pub(crate) fn list<'a>(nodes: &[Arc<Node>]) -> FieldValue<'a> {
    FieldValue::list(nodes.iter().map(|node| FieldValue::owned_any(node.clone())))
}

fn of_node<'a>(ctx: &ResolverContext<'a>, value: impl Fn(&Node) -> Value) -> FieldFuture<'a> {
    let node = ctx.parent_value.downcast_ref::<Arc<Node>>();
    FieldFuture::from_value(node.map(|node| value(node)).filter(|value| *value != Value::Null))
}

fn of_connection<'a>(ctx: &ResolverContext<'a>, value: impl Fn(&Connection) -> Value) -> FieldFuture<'a> {
    let connection = ctx.parent_value.downcast_ref::<Arc<Connection>>();
    FieldFuture::from_value(connection.map(|connection| value(connection)).filter(|value| *value != Value::Null))
}

fn related<'a>(ctx: &ResolverContext<'a>) -> Option<FieldValue<'a>> {
    let node = ctx.parent_value.downcast_ref::<Arc<Node>>()?;
    match node.related.get(&key(ctx))? {
        Related::One(one) => one.clone().map(FieldValue::owned_any),
        Related::Many(many) => Some(list(many)),
        Related::Connection(connection) => Some(FieldValue::owned_any(connection.clone())),
    }
}

fn column_value(column: &Column, value: Option<&Json>) -> Value {
    match (column.kind, value) {
        (Kind::Closed(_), Some(Json::String(code))) => Value::Enum(Name::new(code.to_uppercase())),
        (_, Some(value)) => Value::from_json(value.clone()).unwrap_or_default(),
        _ => Value::Null,
    }
}

fn text(value: Option<&Json>) -> Value {
    value.and_then(Json::as_str).map_or(Value::Null, Value::from)
}
