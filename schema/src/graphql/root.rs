//! Root fields.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use async_graphql::dynamic::{Field, FieldFuture, FieldValue, InputValue, Interface, InterfaceField, Object};
use async_graphql::dynamic::{ResolverContext, SchemaBuilder, TypeRef};
use inovasi_entity::Table;

use super::failure::failed;
use super::input::{list_arguments, wrong_id};
use super::load::{self, Node};
use super::names::{camel, of_global_id, pascal};
use super::plan::Selection;
use super::types::key;
use crate::answer::{row, rows};
use crate::error::Error;
use crate::list::listed_tables;
use crate::snapshot::Snapshot;
use crate::words::Language;

/// What a request brings to its root fields.
pub(crate) struct Asked {
    pub(crate) snapshot: Arc<Snapshot>,
    /// Root fields, those of one name as one.
    pub(crate) fields: Vec<Selection>,
    pub(crate) absent: Absent,
}

/// Places of rows that are not there, in order, by root field.
pub(crate) type Absent = Arc<Mutex<HashMap<String, Vec<usize>>>>;

/// Registers the root and the interface of all rows.
pub(crate) fn register(builder: SchemaBuilder, language: Language) -> SchemaBuilder {
    let say = |indonesian: &'static str, english: &'static str| language.pick(indonesian, english);
    let id = say("Pengenal unik di seluruh tabel.", "Id unique across all tables.");
    let node = Interface::new("Node")
        .description(say("Baris yang dapat diambil lewat id-nya.", "A row that can be fetched by its id."))
        .field(InterfaceField::new("id", TypeRef::named_nn(TypeRef::ID)).description(id));
    let mut root = Object::new("Query")
        .description(say("Semua yang dapat ditanyakan.", "Everything that can be asked."))
        .field(
            Field::new("node", TypeRef::named("Node"), |ctx| FieldFuture::new(one_node(ctx)))
                .argument(InputValue::new("id", TypeRef::named_nn(TypeRef::ID)).description(id))
                .description(say("Satu baris lewat id-nya.", "One row by its id.")),
        )
        .field(
            Field::new("nodes", TypeRef::named_list_nn("Node"), |ctx| FieldFuture::new(many_nodes(ctx)))
                .argument(
                    InputValue::new("ids", TypeRef::named_nn_list_nn(TypeRef::ID))
                        .description(say("Paling banyak 1000 id.", "At most 1000 ids.")),
                )
                .description(say(
                    "Baris-baris lewat id-nya, menurut urutan id; null untuk yang tidak ada.",
                    "Rows by their ids, in the order of the ids; null for one that is not there.",
                )),
        );
    for table in listed_tables() {
        root = root.field(single(table, language)).field(plural(table, language));
    }
    super::codelists::register(builder.register(node), root, language)
}

fn single(table: &'static Table, language: Language) -> Field {
    let description = language.pick(table.description, table.description_en);
    Field::new(camel(table.name), TypeRef::named(pascal(table.name)), move |ctx| {
        FieldFuture::new(async move {
            let asked = ctx.data::<Asked>()?;
            let slug = ctx.args.try_get("slug")?.string()?.to_owned();
            let found = async {
                let row = row(&asked.snapshot, table, &slug).await?;
                typed(&asked.snapshot, table, vec![row], selection(asked, &ctx)).await
            };
            let node = found.await.map_err(|error| failed(&error, &key(&ctx)))?;
            Ok(node.into_iter().next().map(FieldValue::owned_any))
        })
    })
    .argument(
        InputValue::new("slug", TypeRef::named_nn(TypeRef::STRING))
            .description(language.pick("id baris itu di REST.", "The row's id on the REST face.")),
    )
    .description(description)
}

fn plural(table: &'static Table, language: Language) -> Field {
    let description = language.pick(
        format!("{} Daftar seluruhnya, berhalaman.", table.description),
        format!("{} All of them, in pages.", table.description_en),
    );
    let field =
        Field::new(camel(table.plural), TypeRef::named(format!("{}Connection", pascal(table.name))), move |ctx| {
            FieldFuture::new(async move {
                let asked = ctx.data::<Asked>()?;
                let Some(selection) = selection(asked, &ctx) else { return Ok(None) };
                let page = load::connection(&asked.snapshot, table, selection).await;
                let page = page.map_err(|error| failed(&error, &key(&ctx)))?;
                Ok(Some(FieldValue::owned_any(Arc::new(page))))
            })
        });
    list_arguments(field, table, language).description(description)
}

async fn one_node(ctx: ResolverContext<'_>) -> async_graphql::Result<Option<FieldValue<'_>>> {
    let asked = ctx.data::<Asked>()?;
    let id = ctx.args.try_get("id")?.string()?.to_owned();
    let found = async {
        let (table, slug) = of_global_id(&id).ok_or_else(|| Error::of(vec![wrong_id("id", &id)]))?;
        let row = row(&asked.snapshot, table, &slug).await?;
        typed(&asked.snapshot, table, vec![row], selection(asked, &ctx)).await
    };
    let nodes = found.await.map_err(|error| failed(&error, &key(&ctx)))?;
    Ok(nodes.into_iter().next().map(with_type))
}

async fn many_nodes(ctx: ResolverContext<'_>) -> async_graphql::Result<Option<FieldValue<'_>>> {
    let asked = ctx.data::<Asked>()?;
    let said = ctx.args.try_get("ids")?;
    let said = said.list()?;
    let ids: Vec<String> = said.iter().map(|id| id.string().map(str::to_owned)).collect::<Result<_, _>>()?;
    let found = by_ids(asked, &ids, selection(asked, &ctx));
    let nodes = found.await.map_err(|error| failed(&error, &key(&ctx)))?;
    let missing = nodes.iter().enumerate().filter(|(_, node)| node.is_none()).map(|(place, _)| place).collect();
    asked.absent.lock().unwrap_or_else(PoisonError::into_inner).insert(key(&ctx), missing);
    Ok(Some(FieldValue::list(nodes.into_iter().flatten().map(with_type))))
}

async fn by_ids(asked: &Asked, ids: &[String], selection: Option<&Selection>) -> Result<Vec<Option<Arc<Node>>>, Error> {
    if ids.len() > 1000 {
        let allowed = ["at most 1000 ids".to_owned()];
        return Err(Error::of(vec![crate::list::wrong("ids", &format!("{} ids", ids.len()), &allowed)]));
    }
    let mut tables: Vec<(&'static Table, Vec<String>)> = Vec::new();
    let mut faults = Vec::new();
    for id in ids {
        match of_global_id(id) {
            Some((table, slug)) => match tables.iter_mut().find(|(other, _)| other.name == table.name) {
                Some((_, slugs)) => slugs.push(slug),
                None => tables.push((table, vec![slug])),
            },
            None => faults.push(wrong_id("ids", id)),
        }
    }
    if !faults.is_empty() {
        return Err(Error::of(faults));
    }
    let mut found: Vec<Arc<Node>> = Vec::new();
    for (table, slugs) in tables {
        let rows = rows(&asked.snapshot, table, slugs).await?;
        found.extend(typed(&asked.snapshot, table, rows, selection).await?);
    }
    let at = |id: &String| {
        let (table, slug) = of_global_id(id)?;
        found.iter().find(|node| node.table.name == table.name && crate::relation::id(&node.row) == slug).cloned()
    };
    Ok(ids.iter().map(at).collect())
}

/// Rows with what a root field selects on their type.
async fn typed(
    snapshot: &Snapshot,
    table: &'static Table,
    rows: Vec<crate::row::Object>,
    selection: Option<&Selection>,
) -> Result<Vec<Arc<Node>>, Error> {
    let selected = selection.map(|selection| Selection::merged(&[selection], &pascal(table.name))).unwrap_or_default();
    load::nodes(snapshot, table, rows, selected).await
}

fn with_type<'a>(node: Arc<Node>) -> FieldValue<'a> {
    let name = pascal(node.table.name);
    FieldValue::owned_any(node).with_type(name)
}

/// What is selected under a root field.
pub(crate) fn selection<'a>(asked: &'a Asked, ctx: &ResolverContext<'_>) -> Option<&'a Selection> {
    let key = key(ctx);
    asked.fields.iter().find(|field| field.key == key)
}
